"""How fast somebody types, said calmly: in round figures, without the breaks, and not before it means anything."""

from canvass.wording.translation import tr

BREAK_S = 180.0
"""A longer pause is a break, and counts for nothing."""
LEAST_LINES = 10
LEAST_S = 120.0
LOOKED_AT = 60
"""So many lines back: who gets faster in the course of an evening sees it."""
ROUND_TO = 5


class Pace:
    """The moments at which lines were saved, in seconds; a clock that was put back makes a break."""

    def __init__(self) -> None:
        self._steps: list[float] = []
        self._last: float | None = None

    def note(self, at: float) -> None:
        """Note that a line was saved."""
        if self._last is not None and 0 <= at - self._last <= BREAK_S:
            self._steps = [*self._steps[1 - LOOKED_AT :], at - self._last]
        self._last = at

    @property
    def lines_an_hour(self) -> int | None:
        """The pace rounded to five lines, or None while too little was typed to tell."""
        taken = sum(self._steps)
        if len(self._steps) < LEAST_LINES or taken < LEAST_S:
            return None
        return max(ROUND_TO, round(len(self._steps) * 3_600 / taken / ROUND_TO) * ROUND_TO)

    @property
    def said(self) -> str:
        """The pace in words, empty while there is none."""
        pace = self.lines_an_hour
        return "" if pace is None else tr("about {lines:,} lines an hour").format(lines=pace)
