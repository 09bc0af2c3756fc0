"""How much may come in at once: far beyond what any drive brings, and far short of what makes a computer useless."""

from typing import Any

from canvass.journal.bodies import Body, Move
from canvass.journal.record import Record

MOST_NAMES = 400_000
"""Earlier records named by those that come together: two each of the most records that one file holds."""

MOST_NAMED = 10_000
"""Devices named by them; a statewide drive has some thousands."""

MOST_MOVED = 3_000_000
"""Sheets that moves speak of, each as often as it is spoken of; a statewide drive has 300,000 sheets and ten steps."""

MOST_FORKS = 1_000
"""Rows of one device. One joined laptop's disk, copied to all laptops of a drive, comes to some hundreds."""


class Asked:
    """What the records that came together ask so far."""

    def __init__(self) -> None:
        self._names = self._moved = 0
        self._named: set[str] = set()

    def is_within(self, record: Record[Any], body: Body) -> bool:
        """Count one record more, and return whether all of them together are still bearable."""
        if not record.after and not isinstance(body, Move):
            return True
        self._names += len(record.after)
        self._named.update(seen.device for seen in record.after)
        if isinstance(body, Move):
            self._moved += body.last - body.first + 1
        return self._names <= MOST_NAMES and len(self._named) <= MOST_NAMED and self._moved <= MOST_MOVED
