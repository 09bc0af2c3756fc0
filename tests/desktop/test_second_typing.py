"""A line that somebody else typed is typed again without being shown, and then compared."""

import pytest
from PySide6.QtCore import Qt

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


@pytest.fixture
def second(typing):
    """The same window after another typist sat down; AL typed line 1."""
    change_to(typing, "AL")
    typing.line(*ADA)
    change_to(typing, "JS")
    typing.key(Key.Key_Up)
    return typing


def change_to(volunteer, initials):
    volunteer.key(Key.Key_F2)
    volunteer.type(initials)
    volunteer.key(Key.Key_Return)


def test_what_the_other_typed_is_not_shown_before(second):
    assert second.work.number == 1
    assert second.fields.typed.is_empty
    assert "AL" in second.entry.line_head.said.text()
    shown = [second.entry.model.index(0, column).data() for column in range(6)]
    assert not any(text in cell for text in ADA for cell in shown)
    assert shown[5] == "typed by AL", "dots alone do not say why"


def test_alike_it_agrees(second):
    second.line("ada  lovelace", *ADA[1:])
    assert "agree" in second.entry.messages.said
    assert second.rows()[1].readings == 2
    assert second.rows()[1].conflict is None
    assert "agrees" in second.entry.model.index(0, 5).data()


def test_otherwise_headquarters_will_decide(second):
    second.line("Ada Lovelock", *ADA[1:])
    assert "differ" in second.entry.messages.said
    assert second.rows()[1].conflict == "hard"
    assert "differs" in second.entry.model.index(0, 5).data()


def test_it_can_be_shown_in_order_to_be_corrected(second):
    second.key(Key.Key_F6)
    assert second.fields.typed.name == "Ada Lovelace"
    second.key(Key.Key_End)
    second.type("!")
    for _ in range(4):
        second.key(Key.Key_Return)
    second.settle()
    assert second.rows()[1].name == "Ada Lovelace!"
    assert second.rows()[1].readings == 1


def test_the_first_typist_sees_their_own_lines_again(second):
    change_to(second, "AL")
    assert second.fields.typed.name == "Ada Lovelace"


@pytest.mark.parametrize("again", ["al", "A.L.", "a. l."])
def test_the_same_initials_written_otherwise_are_the_same_typist(second, again):
    change_to(second, again)
    assert second.fields.typed.name == "Ada Lovelace"
    assert second.entry.model.index(0, 1).data() == "Ada Lovelace"


def test_what_was_typed_here_before_initials_were_given_is_seen_and_corrected(typing):
    typing.line(*ADA)
    change_to(typing, "LM")
    assert typing.entry.model.index(0, 1).data() == "Ada Lovelace"
    typing.key(Key.Key_Up)
    assert typing.fields.typed.name == "Ada Lovelace"
    typing.key(Key.Key_End)
    typing.type(" Byron")
    for _ in range(4):
        typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[1]
    assert (row.name, row.typist, row.readings, row.conflict) == ("Ada Lovelace Byron", "LM", 1, None)
    change_to(typing, "JS")
    assert typing.entry.model.index(0, 5).data() == "typed by LM", "from now on it is somebody's"
