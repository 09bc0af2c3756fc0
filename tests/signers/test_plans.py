"""Which index each query on a big table relies on."""

import pytest

from canvass.signers import entry, listing, pages
from tests.signers.laptops import SHEET, typed

PLANS = {
    "numbered": (listing.NUMBERED, {"after": 0, "most": 10}, ["SEARCH line USING INTEGER PRIMARY KEY"]),
    "sheet": (listing.OF_SHEET, {"first": 0, "last": 10}, ["SEARCH line USING INTEGER PRIMARY KEY"]),
    "disputed": (listing.DISPUTED, {}, ["SCAN line USING INDEX line_conflict"]),  # the index holds nothing else
    "last line": (
        pages.LAST_LINE,
        (0, 10),
        [
            "SEARCH r USING INDEX record_place",
            "SEARCH d USING INTEGER PRIMARY KEY",
            "SEARCH a USING PRIMARY KEY",
            "SEARCH undo USING INTEGER PRIMARY KEY",
            "SEARCH u USING INTEGER PRIMARY KEY",
        ],
    ),
    "links": (
        pages.SAID,
        (),
        [
            "SEARCH s USING INTEGER PRIMARY KEY (rowid>",
            "SEARCH link USING INTEGER PRIMARY KEY",
            "SEARCH h USING PRIMARY KEY",
            "SEARCH r USING INTEGER PRIMARY KEY",
            "SEARCH d USING INTEGER PRIMARY KEY",
            "SEARCH owner USING INTEGER PRIMARY KEY",
        ],
    ),
    "replaced": (
        entry.REPLACED,
        (0, ""),
        [
            "SEARCH a USING COVERING INDEX after_record",  # the mark is part of the key, so the table is not asked
            "SEARCH r USING INTEGER PRIMARY KEY",
            "SEARCH d USING INTEGER PRIMARY KEY",
        ],
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_query_on_a_big_table_uses_its_index(hq, name):
    typed(hq, SHEET, 1, "Ann")
    query, values, expected = PLANS[name]
    steps = [row[3] for row in hq.connection.execute(f"explain query plan {query}", values).fetchall()]
    looked = [step for step in steps if step.startswith(("SEARCH", "SCAN"))]
    assert len(looked) == len(expected), steps
    assert all(step.startswith(start) for step, start in zip(looked, expected, strict=True)), steps


def test_loose_pages_are_looked_up_from_the_first_of_them_on(hq):
    steps = [row[3] for row in hq.connection.execute(f"explain query plan {listing.LOOSE}").fetchall()]
    assert any(step.startswith("SEARCH l USING INTEGER PRIMARY KEY (rowid>") for step in steps), steps
    assert not any(step.startswith("SCAN l") for step in steps), steps
