"""The grey rest of a street or a city: accepted, rejected, and never of a person."""

import pytest
from PySide6.QtCore import Qt

from canvass.desktop.completing_edit import CompletingEdit

Key = Qt.Key


@pytest.fixture
def edit(qtbot):
    field = CompletingEdit(lambda text: "77 Sunset Blvd" if "77 sunset blvd".startswith(text.casefold()) else None)
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.setFocus()
    return field


def test_the_rest_is_offered_and_does_not_count_as_typed(qtbot, edit):
    qtbot.keyClicks(edit, "77 su")
    assert edit.text() == "77 sunset Blvd"
    assert edit.typed == "77 su"
    assert edit.is_offering


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_End, Key.Key_Return, Key.Key_Tab])
def test_accepting_takes_the_offered_spelling(qtbot, edit, key):
    qtbot.keyClicks(edit, "77 su")
    qtbot.keyClick(edit, key)
    assert edit.text() == edit.typed == "77 Sunset Blvd"
    assert not edit.is_offering


def test_backspace_rejects_first_and_deletes_then(qtbot, edit):
    qtbot.keyClicks(edit, "77 su")
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert edit.text() == edit.typed == "77 su"
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert edit.text() == edit.typed == "77 s"
    qtbot.keyClicks(edit, "u")
    assert edit.is_offering


def test_typing_on_against_the_offer_drops_it(qtbot, edit):
    qtbot.keyClicks(edit, "77 sux")
    assert edit.text() == edit.typed == "77 sux"


def test_leaving_by_a_click_drops_the_offer(qtbot, edit):
    qtbot.keyClicks(edit, "77 su")
    edit.clearFocus()
    assert edit.text() == edit.typed == "77 su"


def test_undo_takes_an_accepted_offer_back(qtbot, edit):
    qtbot.keyClicks(edit, "77 su")
    qtbot.keyClick(edit, Key.Key_Right)
    edit.undo()
    assert "Sunset" not in edit.text()


def test_a_street_seen_at_two_houses_is_offered_after_the_house_number(typing):
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.line("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
    typing.type("Ada Lov")
    assert typing.fields.edits["name"].text() == "Ada Lov", "names are never offered"
    typing.key(Key.Key_Return)
    typing.type("99 sun")
    assert typing.fields.edits["address"].text() == "99 sunset Blvd"
    typing.key(Key.Key_Return)
    assert typing.work.typed.address == "99 Sunset Blvd"


def known_street(typing):
    """Type two houses of Sunset Blvd, and a third line up to where its ZIP would be typed."""
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.line("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
    typing.type("Cy")
    typing.key(Key.Key_Return)
    typing.type("99 sun")
    typing.key(Key.Key_Return)
    typing.until(typing.fields.edits["zip"].hasFocus)


def test_a_known_street_tells_its_city_and_offers_its_zip(typing):
    known_street(typing)
    assert typing.fields.typed.city == "Los Angeles"
    assert typing.fields.words["city"] == "from the street"
    assert typing.fields.edits["zip"].text() == "90026"
    assert typing.work.typed.zip == "", "grey is not typed"
    typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[3]
    assert (row.name, row.address, row.city, row.zip) == ("Cy", "99 Sunset Blvd", "Los Angeles", "90026")


def test_a_zip_that_is_not_on_the_paper_is_rejected_by_backspace(typing):
    known_street(typing)
    typing.key(Key.Key_Backspace)
    assert typing.fields.edits["zip"].text() == ""
    typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[3].zip == ""


def test_a_zip_that_nobody_accepted_is_not_saved(typing):
    known_street(typing)
    typing.fields.edits["name"].setFocus()
    assert typing.fields.edits["zip"].text() == ""
    assert typing.work.typed.zip == ""


def test_the_city_follows_another_zip(typing):
    typing.line("Dee", "7 Elm St", "Glendale", "91201")
    known_street(typing)
    typing.type("91201")
    assert typing.fields.typed.city == "Glendale"
    assert typing.fields.words["city"] == "from the ZIP"


def test_a_zip_that_is_new_here_takes_the_streets_city_out_and_asks_for_it_once(typing):
    known_street(typing)
    typing.type("91505")
    assert typing.fields.typed.city == ""
    typing.key(Key.Key_Return)
    assert typing.fields.edits["city"].hasFocus()
    assert "Which city" in typing.entry.messages.said
    typing.type("Burbank")
    typing.key(Key.Key_Return)
    typing.key(Key.Key_Return)
    typing.settle()
    assert (typing.rows()[3].city, typing.rows()[3].zip) == ("Burbank", "91505")


def test_a_city_that_somebody_typed_is_left_alone(typing):
    known_street(typing)
    typing.key(Key.Key_Backtab)
    typing.fields.edits["city"].selectAll()
    typing.type("Hollywood")
    typing.key(Key.Key_Return)
    typing.key(Key.Key_Return)
    typing.settle()
    assert (typing.rows()[3].city, typing.rows()[3].zip) == ("Hollywood", "90026")


def test_an_offer_that_nobody_accepted_is_not_saved(typing):
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.line("Ben Bell", "14 Sunset Blvd", "Los Angeles", "90026")
    typing.type("Cy")
    typing.key(Key.Key_Return)
    typing.type("99 sun")
    assert typing.work.typed.address == "99 sun"
