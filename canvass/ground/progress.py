"""Progress of long work, and its cancelling: one call does both."""

import time
from collections.abc import Callable

Report = Callable[[int, int], None]
"""`report(done, total)`: tells how far the work is, and raises `Cancelled` if it is no longer wanted."""


class Cancelled(Exception):
    """The work was given up on purpose. Whoever did it leaves no half file and no changed campaign."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""


class Thinned:
    """A report that passes on at most `per_second` calls, and always the last one."""

    def __init__(self, report: Report, per_second: int = 20) -> None:
        self._report = report
        self._pause_s = 1 / per_second
        self._next_s = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Pass the progress on, unless the last call was a moment ago."""
        now_s = time.monotonic()
        if now_s >= self._next_s or done >= total:
            self._next_s = now_s + self._pause_s
            self._report(done, total)
