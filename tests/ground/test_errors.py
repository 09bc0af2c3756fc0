"""Failures carry a code and facts, and no text that somebody typed."""

import pytest

from canvass.ground.errors import BadRow, CanvassError, RowsRefused
from canvass.ground.text import TextRefused


class StickPulledOut(CanvassError):
    """For these tests."""

    needs = ("path", "why")


def test_the_code_is_the_class_name_in_snake_case():
    assert StickPulledOut.code() == "stick_pulled_out"
    assert str(StickPulledOut(path="canary", why="gone")) == "stick_pulled_out"
    assert "canary" not in repr(StickPulledOut(path="canary", why="gone"))


@pytest.mark.parametrize("facts", [{}, {"path": "p"}, {"path": "p", "why": "w", "more": 1}])
def test_exactly_the_facts_it_names_are_asked_for(facts):
    with pytest.raises(TypeError, match="StickPulledOut needs exactly"):
        StickPulledOut(**facts)


def test_a_refused_file_knows_all_its_bad_rows():
    rows = [BadRow(n, "name", TextRefused(problem="nul")) for n in (2, 5)]
    refused = RowsRefused("lines.csv", rows)
    assert refused.facts == {"file": "lines.csv", "count": 2}
    assert refused.rows == rows
