"""The thread that owns the writing connection: the window gives it jobs and is told when COMMIT has returned."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from canvass.campaign.connection import errors_told
from canvass.campaign.file import Campaign

T = TypeVar("T")
Job = Callable[[Campaign], T]


class Writer:
    """One thread, one writing connection, jobs one after the other in the order they were given.

    A job is a plain function of the campaign that takes at most 250 ms; long writing gives one job a step. After a
    failed COMMIT the campaign is opened anew before the next job, so a job keeps nothing of it.
    """

    def __init__(self, open_it: Callable[[], Campaign]) -> None:
        """Start the thread and open the campaign in it; raises here what `open_it` raises there."""
        self._open_it = open_it
        self._jobs: queue.SimpleQueue[tuple[Job[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._is_closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="canvass-writer")
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self._thread.join()
            raise

    def submit(self, job: Job[T]) -> "Future[T]":
        """Queue a job; the future gets its result after its transaction is stored, or its error."""
        future: Future[T] = Future()
        with self._gate:
            if self._is_closed:
                raise RuntimeError("a job was given to a closed writer")
            self._jobs.put((job, future))
        return future

    def close(self) -> None:
        """Finish the jobs already given, close the campaign, end the thread."""
        with self._gate:
            if not self._is_closed:
                self._is_closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self, opened: "Future[None]") -> None:
        try:
            campaign = self._open_it()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (given := self._jobs.get()) is not None:
                job, future = given
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    if campaign.must_reopen:
                        campaign.close()
                        campaign = self._open_it()
                    future.set_result(_done(job, campaign))
                except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
                    future.set_exception(error)
        finally:
            campaign.close()


def _done(job: Job[T], campaign: Campaign) -> T:
    """Return what the job returns, once nothing of it is left uncommitted."""
    with errors_told(campaign.path):
        result = job(campaign)
        if campaign.connection.in_transaction:
            campaign.connection.execute("rollback")
            raise RuntimeError("a job left its transaction open; it was rolled back")
        return result
