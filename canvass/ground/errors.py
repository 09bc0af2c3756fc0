"""Failures a person can act on. Their sentences stand in `wording`; here are codes and facts only."""

import re
from typing import ClassVar


class CanvassError(Exception):
    """What went wrong in the world, as a code and the facts its sentence needs.

    A subclass names the facts in `needs`. `str()` gives the code alone, so that a log or a traceback never
    carries what somebody typed. Anything that is not a `CanvassError` is a bug of ours.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **facts: object) -> None:
        if set(facts) != set(self.needs):
            raise TypeError(f"{type(self).__name__} needs exactly {self.needs}, got {tuple(facts)}")
        super().__init__(self.code())
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """Return the stable name of this failure: the class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class BadRow:
    """One refused row of an input file: its number in the file, the field, and why."""

    def __init__(self, row: int, field: str, why: CanvassError) -> None:
        self.row = row
        self.field = field
        self.why = why


class RowsRefused(CanvassError):
    """An input file was refused whole; `rows` lists every bad row of it."""

    needs = ("file", "count")

    def __init__(self, file: str, rows: list[BadRow]) -> None:
        super().__init__(file=file, count=len(rows))
        self.rows = rows
