"""The one way by which what other threads computed comes into the window's thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from canvass.ground.errors import CanvassError
from canvass.ground.progress import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
Failed = Callable[[CanvassError], None]


class Bridge(QObject):
    """Carries the results of futures over by a queued signal. What is no failure of the world is raised: a bug."""

    rested = Signal()
    """All that was carried has arrived, and what came of it has asked for nothing more."""
    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_open = True
        self._on_the_way = 0
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is on its way."""
        return self._on_the_way == 0

    def carry(self, future: "Future[T]", then: Callable[[T], None], failed: Failed) -> None:
        """Call `then` with the future's result, or `failed` with its failure, in the window's thread."""
        self._on_the_way += 1
        future.add_done_callback(lambda done: self._finished.emit(done, then, failed))

    def close(self) -> None:
        """Deliver nothing any more: whoever asked is about to be gone."""
        self._is_open = False

    def _on_finished(self, future: "Future[Any]", then: Callable[[Any], None], failed: Failed) -> None:
        try:
            self._deliver(future, then, failed)
        finally:
            self._on_the_way -= 1
            if self._is_open and self.is_at_rest:
                self.rested.emit()

    def _deliver(self, future: "Future[Any]", then: Callable[[Any], None], failed: Failed) -> None:
        if not self._is_open or future.cancelled():
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, CanvassError):
            failed(error)
        elif not isinstance(error, Cancelled):
            raise error
