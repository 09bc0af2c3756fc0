"""Where each field of a line stands, and in which order one goes through them: as on paper, or the ZIP first."""

from typing import NamedTuple

from canvass.desktop.entry_state import FIELDS, REMARK
from canvass.desktop.settings import IN_PAPER_ORDER, ZIP_FIRST


class Spot(NamedTuple):
    """Row and column of a field's label, columns wide; the field stands below it, and below that its word."""

    row: int
    column: int
    wide: int = 1
    word_wide: int = 1


class Order(NamedTuple):
    """The order of the fields, where they stand, and how the room is shared among the columns."""

    fields: tuple[str, ...]
    spots: dict[str, Spot]
    stretches: tuple[int, int, int]


ORDERS = {
    IN_PAPER_ORDER: Order(
        FIELDS,
        {
            "name": Spot(0, 0),
            "address": Spot(0, 1, 2, 2),
            "city": Spot(3, 0),
            "zip": Spot(3, 1, 1, 2),
            REMARK: Spot(3, 2),
        },
        (5, 2, 4),
    ),
    ZIP_FIRST: Order(
        ("zip", "name", "address", "city"),
        {
            "zip": Spot(0, 0),
            "name": Spot(0, 1, 2, 2),
            "address": Spot(3, 0),
            "city": Spot(3, 1),
            REMARK: Spot(3, 2),
        },
        (4, 3, 3),
    ),
}
