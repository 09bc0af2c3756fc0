"""The thread that owns the writing connection: the window gives it jobs and is told when COMMIT has returned."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from canvass.campaign.file import Campaign

T = TypeVar("T")
Job = Callable[[Campaign], T]


class Writer:
    """One thread, one writing connection, jobs one after the other in the order they were given.

    A job is a plain function of the campaign that takes at most 250 ms; long writing gives one job a step.
    """

    def __init__(self, open_it: Callable[[], Campaign]) -> None:
        """Start the thread and open the campaign in it; raises here what `open_it` raises there."""
        self._jobs: queue.SimpleQueue[tuple[Job[Any], Future[Any]] | None] = queue.SimpleQueue()
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(open_it, opened), name="canvass-writer")
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            raise

    def submit(self, job: Job[T]) -> "Future[T]":
        """Queue a job; the future gets its result after its transaction is stored, or its error."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def close(self) -> None:
        """Finish the jobs already given, close the campaign, end the thread."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self, open_it: Callable[[], Campaign], opened: "Future[None]") -> None:
        try:
            campaign = open_it()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            opened.set_exception(error)
            return
        opened.set_result(None)
        with campaign:
            while (given := self._jobs.get()) is not None:
                job, future = given
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    future.set_result(job(campaign))
                except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
                    future.set_exception(error)
