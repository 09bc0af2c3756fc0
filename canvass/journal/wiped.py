"""What was wiped from this file since headquarters confirmed it: a note of this laptop alone.

It stands among the file's settings, which no batch, kit or receipt carries, and weighs in no view.
"""

import msgspec

from canvass.campaign.connection import Connection

WIPED = "wiped"


class Wiped(msgspec.Struct, frozen=True):
    """What was wiped from this file, all times together; counts and numbers, nothing that anybody signed."""

    lines: int = 0
    """On how many lines something was typed that is not here any more."""
    at: str = ""
    """When it was wiped last, by this laptop's clock."""
    confirmed: str = ""
    """When headquarters confirmed the newest of it, by headquarters' clock."""
    devices: dict[str, int] = {}
    """Up to which number the readings of each device are gone: nobody waits for them."""
    sheets: dict[int, int] = {}
    """The last line wiped of each sheet or page by its integer here: typing goes on after it."""
    is_unfinished: bool = False
    """Whether the wiped bytes may still lie in the file's log, or in its copies."""


def wiped(connection: Connection) -> Wiped:
    """Return what was wiped from this file."""
    row = connection.execute("select value from setting where name = ?", (WIPED,)).fetchone()
    return msgspec.json.decode(row[0], type=Wiped) if row is not None and isinstance(row[0], str) else Wiped()


def last_wiped_line(connection: Connection, *keys: int) -> int:
    """Return the last line that was wiped of a sheet or page, known by any of these integers; 0 if none was."""
    sheets = wiped(connection).sheets
    return max((sheets.get(key, 0) for key in keys), default=0)
