"""Bad input on every page: a sentence that says what to do, and what was typed still there. All by real keys."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from canvass.campaign.errors import PassphraseNeeded
from tests.desktop.test_every_page import PAGES, headquarters  # noqa: F401 - the window that has every page

Key = Qt.Key
MOST_TABS, MOST_ENTERS = 150, 8
LONG = "a" * 201
TURNED = "Ann\u202eE"
"""With the character that turns what follows around: it can make one name look like another."""


class Bad(NamedTuple):
    """What is typed, words of the sentence, whether the page's button has to be pressed, what stands elsewhere."""

    text: str
    said: str
    by_button: bool = False
    beside: tuple[str, str] | None = None


WHO, WHICH = "Who gets them", "Sheet number, range, or scanned code"
ENTRY, PETITION, PRINT = "entry", "petition", "print"
CASES: dict[tuple[str, str], Bad] = {
    (ENTRY, "Name"): Bad(LONG, "“Name”"),
    (ENTRY, "Address"): Bad(TURNED, "“Address”"),
    (ENTRY, "City"): Bad(LONG, "“City”"),
    (ENTRY, "ZIP"): Bad(TURNED, "“ZIP”"),
    (ENTRY, "Remark"): Bad(LONG, "“Remark”", beside=("Name", "Ada")),
    (ENTRY, "Sheet"): Bad("nonsense", "nonsense"),
    (ENTRY, "Where"): Bad(LONG, "“Where”"),
    (ENTRY, "Typed by"): Bad(TURNED, "“Typed by”"),
    ("find", "Sheet number, name, address, who carries sheets, or place"): Bad(
        "zzyzx quux", "Nothing found on this laptop"
    ),
    ("protect", "Type the five words"): Bad("five other words than these", "These are not the five words"),
    ("begin", "Name of the drive, as “Recall of Pat Example”"): Bad(TURNED, "name of the drive"),
    ("begin", "Jurisdiction, as “Example County”"): Bad(TURNED, "jurisdiction"),
    ("begin", "Registered voters there, if you know"): Bad("many", "registered voters"),
    ("settings", "Find a setting"): Bad("quux", "“quux”"),
    ("help", "Search in help"): Bad("quux", "0 topics"),
    (PETITION, "Name of the drive"): Bad(TURNED, "Not saved yet", by_button=True),
    (PETITION, "Jurisdiction, as “Example County”"): Bad(TURNED, "Not saved yet", by_button=True),
    (PETITION, "Registered voters there"): Bad("lots", "Not saved yet", by_button=True),
    (PETITION, "Your goal"): Bad("-5", "Not saved yet", by_button=True),
    (PETITION, "Officer to be recalled"): Bad(TURNED, "Not saved yet", by_button=True),
    (PETITION, "The officer’s office"): Bad(TURNED, "Not saved yet", by_button=True),
    (PETITION, "Took office on"): Bad("2/30/2026", "Not saved yet", by_button=True),
    (PETITION, "Term ends on"): Bad("soon", "Not saved yet", by_button=True),
    (PETITION, "Proponents needed, if the official says another number"): Bad("a few", "Not saved yet", by_button=True),
    (PETITION, "Notice of intention served on"): Bad("yesterday", "Not saved yet", by_button=True),
    (PETITION, "The official approved the page on"): Bad("31/31/2026", "Not saved yet", by_button=True),
    (PETITION, "Proponents named on the petition"): Bad(TURNED, "Not saved yet", by_button=True),
    (PETITION, "Grounds"): Bad("so " * 201, "Not saved yet", by_button=True),
    (PETITION, "The officer’s answer"): Bad("so " * 201, "Not saved yet", by_button=True),
    (PRINT, "Where the sheets are to be signed"): Bad(LONG, "“where”", by_button=True),
    (PRINT, "Who gets all of these sheets at once"): Bad(TURNED, "“who gets them”", by_button=True),
    ("kit", "Whose laptop it is"): Bad(TURNED, "Nothing was changed", by_button=True),
    ("hq_keys", "Recovery key from its card, all groups"): Bad("not a key", "key"),
    ("out_back", WHICH): Bad("abc", "✗", beside=(WHO, "Ana")),
    ("out_back", WHO): Bad(TURNED, "“who gets them”", beside=(WHICH, "000001-0001-68")),
}
WAITING = {"The official approved it on", "Where the code goes: mm from the left x from the top"}
"""Fields about a page that was brought: nothing is done with them before one is."""
NUMBERS = {"How many sheets", "Numbered lines on the page"}
"""Fields that take digits only, within bounds: a letter is never typed there."""


def fields(page):
    """Return the fields in sight in which one types, by name."""
    found = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    return {edit.accessibleName(): edit for edit in found if edit.isVisible() and not edit.isReadOnly()}


def text_of(edit):
    return edit.toPlainText() if isinstance(edit, QPlainTextEdit) else edit.text()


def is_said(page, words):
    """Whether a text with these words stands on the page in sight, outside the fields."""
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def tab_to(volunteer, widget):
    for _ in range(MOST_TABS):
        if widget.hasFocus():
            return
        volunteer.key(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def type_over(volunteer, edit, text):
    """Type a text in place of what stands there; what no keyboard types is pasted."""
    volunteer.ctrl(Key.Key_A)
    volunteer.key(Key.Key_Delete)
    if text.isascii():
        volunteer.type(text)
    else:
        QGuiApplication.clipboard().setText(text)
        volunteer.ctrl(Key.Key_V)
    assert text_of(edit) == text


@pytest.fixture
def on_page(headquarters):  # noqa: F811 - pytest's way to name a fixture
    """Return a function that shows a page and returns it once it is ready."""

    def show(name):
        PAGES[name](headquarters)
        headquarters.until(headquarters.page.isVisible)
        headquarters.until(lambda: headquarters.desk.drive.session.is_at_rest)
        return headquarters, headquarters.page

    return show


@pytest.mark.parametrize("page", PAGES)
def test_every_field_in_sight_is_tried(on_page, page):
    _, shown = on_page(page)
    assert {name for name in fields(shown) if (page, name) not in CASES} - NUMBERS - WAITING == set()


@pytest.mark.parametrize(("page", "field"), list(CASES), ids=[f"{page}, {field}" for page, field in CASES])
def test_bad_input_is_refused_in_a_sentence_and_stays_where_it_was_typed(on_page, page, field):
    bad = CASES[page, field]
    volunteer, shown = on_page(page)
    edit = fields(shown)[field]
    if bad.beside is not None:
        other = fields(shown)[bad.beside[0]]
        tab_to(volunteer, other)
        type_over(volunteer, other, bad.beside[1])
    tab_to(volunteer, edit)
    type_over(volunteer, edit, bad.text)
    if bad.by_button:
        (button,) = [of for of in shown.findChildren(QPushButton) if of.property("isFirst") and of.isVisible()]
        tab_to(volunteer, button)
    for _ in range(MOST_ENTERS):
        if is_said(shown, bad.said):
            break
        volunteer.key(Key.Key_Return)
        volunteer.until(lambda: volunteer.desk.drive.session.is_at_rest)
    said = [label.text() for label in shown.findChildren(QLabel) if label.isVisible() and label.text()]
    assert is_said(shown, bad.said), said
    assert volunteer.page is shown
    assert text_of(edit) == bad.text


def test_a_passphrase_that_is_too_short_for_the_file_is_refused_and_stays(typing, tmp_path):
    typing.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    typing.key(Key.Key_F, Qt.KeyboardModifier.AltModifier)
    page = typing.desk.drive.finish
    typing.until(lambda: typing.page is page)
    page.choose_folder(str(tmp_path))
    for text, said in (("short", "This passphrase is too short"), ("", "Nothing was written")):
        tab_to(typing, page.passphrase)
        typing.ctrl(Key.Key_A)
        typing.key(Key.Key_Delete)
        typing.type(text)
        tab_to(typing, page.write)
        typing.key(Key.Key_Return)
        typing.until(lambda: typing.desk.drive.session.is_at_rest)
        assert is_said(page, said), page.messages.said
        assert page.passphrase.text() == text
        page.messages.clear()
    assert list(tmp_path.glob("*.canvassbatch")) == []


def test_a_line_number_beyond_the_form_is_refused_and_the_line_stays(typing):
    typing.type("Ada")
    typing.ctrl(Key.Key_J)
    typing.type("999")
    typing.key(Key.Key_Return)
    assert "999" in typing.entry.messages.said
    assert (typing.work.number, typing.fields.typed.name) == (1, "Ada")


def test_the_terminals_advice_is_never_given_in_the_window(typing):
    typing.line("Ada Lovelace")
    typing.desk.drive.refuse(PassphraseNeeded(path="/x/recall.canvass"))
    assert "CANVASS_" not in typing.entry.messages.said
