"""To decide, by keys alone: which paper to fetch, what differs, keep, correct, no signature, later, undo."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from canvass.batches.merging import merge
from canvass.desktop.reading_words import marked
from canvass.journal.bodies import Line, Role
from canvass.signers.entry import enter
from canvass.signers.listing import lines_of_sheet
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import People, people_in, sheet, type_line, type_names
from tests.desktop.conftest import unnamed

Key = Qt.Key


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def differ(hq) -> None:
    """Two typists differ on line 2 (other fields), 3 (two names) and 4 (struck or not); line 1 is alike."""
    type_names(hq, sheet(1), {1: "Cy Young"}, "AL")
    type_names(hq, sheet(1), {1: "cy  young"}, "BO")
    type_line(hq, sheet(1), 2, "Ann Lee", "AL")
    type_line(hq, sheet(1), 2, "", "BO", address="2 Elm St", zip="90001")
    type_line(hq, sheet(1), 3, "Ann Lee", "AL", address="12 Maple St", city="Example", zip="90001")
    type_line(hq, sheet(1), 3, "Ann Lee", "BO", address="12 Marble St", city="Example", zip="90001")
    type_line(hq, sheet(1), 4, "Joe Roe", "AL")
    enter(hq, known_sheet(hq, sheet(1)), 4, Line(state="struck"), "BO")


@pytest.fixture
def deciding(people, sit_down):
    """Headquarters in front of three things to decide."""
    hq = people.headquarters()
    differ(hq)
    return seated(people, hq, sit_down)


def seated(people: People, journal, sit_down):
    path = journal.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_5)
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("to_decide"))
    read(volunteer)
    return volunteer


def read(volunteer) -> None:
    work = volunteer.page.deciding
    volunteer.until(lambda: not work.is_busy and work.counted is not None)


def after(volunteer, said: str) -> None:
    """Wait until the page says this."""
    volunteer.until(lambda: said in volunteer.page.messages.said and not volunteer.page.deciding.is_busy)


def standing(volunteer, number: int):
    journal = volunteer.desk.drive.session.journal
    return next(row for row in lines_of_sheet(journal, known_sheet(journal, sheet(1))) if row.line == number)


def test_the_page_says_which_paper_to_fetch_and_what_has_most_effect_first(deciding):
    page = deciding.page
    assert page.title.text() == f"Sheet {sheet(1)}, line 4"
    assert page.question.text().startswith("Look at the paper: which is right?")
    assert page.counter.text() == "1 of 3 to decide"
    assert [card.who.text() for card in page.cards.cards] == [
        "Typed by AL on this laptop",
        "Typed by BO on this laptop",
    ]


def test_a_digit_keeps_a_reading_and_goes_on(deciding):
    deciding.type("2")
    after(deciding, "Decided")
    assert standing(deciding, 4).state == "struck"
    assert deciding.page.counter.text() == "1 of 2 to decide"
    assert deciding.page.title.text().endswith("line 3")


def test_what_differs_is_underlined_and_told_by_a_word(deciding):
    deciding.type("s")
    first, second = deciding.page.cards.cards
    assert "12 <b><u>Maple</u></b> St" in [text.text() for text in first.texts]
    assert "12 <b><u>Marble</u></b> St" in [text.text() for text in second.texts]
    assert [label.text() for label in first.findChildren(type(first.who))].count("differs") == 1


def test_later_and_before_go_round(deciding):
    page = deciding.page
    seen = []
    for key in (Key.Key_S, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        deciding.key(key)
        seen.append(page.counter.text()[0])
    assert seen == ["2", "3", "1", "3"]


def test_readings_that_complete_each_other_are_offered_put_together(deciding):
    deciding.key(Key.Key_Left)
    assert deciding.page.title.text().endswith("line 2")
    deciding.type("e")
    assert [edit.text() for edit in deciding.page.form.edits.values()] == ["Ann Lee", "2 Elm St", "", "90001"]
    for _ in range(4):
        deciding.key(Key.Key_Return)
    after(deciding, "Decided")
    row = standing(deciding, 2)
    assert (row.name, row.address, row.conflict) == ("Ann Lee", "2 Elm St", None)


def test_what_the_paper_says_is_typed_digits_and_letters_alike(deciding):
    deciding.type("se")
    assert deciding.page.form.edits["address"].hasFocus()
    deciding.type("12 Save St 5")
    deciding.key(Key.Key_Left)
    assert deciding.page.title.text().endswith("line 3")
    deciding.page.form.keep.setFocus()
    deciding.key(Key.Key_Space)
    after(deciding, "Decided")
    assert standing(deciding, 3).address == "12 Save St 5"


def test_escape_puts_the_form_away_and_what_was_typed_comes_back(deciding):
    page = deciding.page
    deciding.type("se")
    deciding.type("1 Oak")
    deciding.key(Key.Key_Escape)
    assert deciding.page is page
    assert not page.form.isVisible()
    deciding.type("e")
    assert page.form.edits["address"].text() == "1 Oak"
    deciding.key(Key.Key_Escape)
    deciding.key(Key.Key_Escape)
    assert deciding.page is deciding.desk.drive.home


@pytest.mark.parametrize(
    ("letter", "state"), [("b", "blank"), ("c", "struck"), ("u", "unreadable"), ("n", "not_signed")]
)
def test_v_and_a_letter_say_that_the_line_is_no_signature(deciding, letter, state):
    deciding.type("s")
    deciding.type("v")
    deciding.until(lambda: QApplication.activePopupWidget() is not None)
    deciding.type(letter)
    after(deciding, "Decided")
    assert standing(deciding, 3).state == state


def test_undo_names_what_it_takes_back_and_leaves_all_as_it_was(deciding):
    before = standing(deciding, 4)
    deciding.type("1")
    after(deciding, "Decided")
    undo = deciding.page.keys.buttons["undo_decision"]
    assert undo.accessibleName() == f"Undo: Sheet {sheet(1)}, line 4"
    deciding.ctrl(Key.Key_Z)
    after(deciding, "Taken back")
    assert standing(deciding, 4) == before
    assert deciding.page.title.text().endswith("line 4")
    assert deciding.page.counter.text() == "1 of 3 to decide"


def test_the_last_decision_leaves_a_sentence_with_the_counts(deciding):
    for left in (2, 1, 0):
        deciding.type("1")
        deciding.until(lambda left=left: len(deciding.page.deciding.queue) == left)
        deciding.until(lambda: not deciding.page.deciding.is_busy)
    deciding.until(lambda: "Nothing to decide" in deciding.page.title.text())
    assert deciding.page.title.text() == "Nothing to decide. 4 lines typed, 1 typed twice and alike."
    assert deciding.page.back.hasFocus()


def test_what_changed_meanwhile_is_refused_with_a_sentence_and_shown_as_it_is(deciding, people):
    session = deciding.desk.drive.session
    done: list[object] = []
    session.write(lambda journal: type_line(journal, sheet(1), 4, "Jo Roe", "CP"), done.append, done.append)
    deciding.until(lambda: len(done) == 1)
    deciding.type("1")
    after(deciding, "changed while you were looking")
    deciding.until(lambda: len(deciding.page.cards.cards) == 3)
    assert standing(deciding, 4).conflict == "hard"


def test_a_text_that_no_line_can_hold_is_refused_and_still_there(deciding):
    deciding.type("se")
    deciding.page.form.edits["address"].setText("x" * 300)
    deciding.page.form.keep.click()
    deciding.until(lambda: deciding.page.messages.said != "")
    assert deciding.page.form.edits["address"].text() == "x" * 300
    assert deciding.page.form.isVisible()
    assert standing(deciding, 3).conflict == "hard"


def test_hidden_names_are_dots_and_nothing_is_decided_unseen(deciding):
    deciding.type("s")
    deciding.desk.menus.hide_names.trigger()
    texts = [text.text() for card in deciding.page.cards.cards for text in card.texts]
    assert set(texts) == {"•••"}
    deciding.type("1")
    deciding.until(lambda: "hidden" in deciding.page.messages.said)
    assert standing(deciding, 3).conflict == "hard"


def test_a_loose_page_is_told_its_sheet_and_told_again(people, sit_down):
    hq = people.headquarters()
    field = people.laptop(hq, "ana")
    type_line(field, "L1", 1, "Ann")
    merge(hq, [people.batch(field)])
    link_page(hq, f"L1@{field.device}", sheet(8))
    link_page(field, "L1", sheet(9))
    merge(hq, [people.batch(field)])
    deciding = seated(people, hq, sit_down)
    assert deciding.page.title.text() == "Loose page 1 of ana’s laptop"
    deciding.type("1")
    after(deciding, "Decided")
    deciding.ctrl(Key.Key_Z)
    after(deciding, "linked to no sheet now")
    deciding.type("e")
    deciding.type("000000")
    deciding.key(Key.Key_Return)
    deciding.until(lambda: "linked" not in deciding.page.messages.said)
    deciding.page.form.edits["sheet"].setText(sheet(7))
    deciding.page.form.keep.click()
    after(deciding, "Decided")
    journal = deciding.desk.drive.session.journal
    assert [row.line for row in lines_on(journal, sheet(7))] == [1]


def lines_on(journal, text):
    return lines_of_sheet(journal, known_sheet(journal, text))


def test_home_counts_what_waits_and_leads_there(deciding):
    deciding.key(Key.Key_Escape)
    home = deciding.desk.drive.home
    deciding.until(lambda: home.work["to_decide"].text() == "To d&ecide (3)")
    home.work["to_decide"].click()
    assert deciding.page is deciding.desk.drive.work.page("to_decide")


def test_a_field_laptop_never_sees_it(people, sit_down):
    field = people.laptop(people.headquarters(), "ana", Role.FIELD)
    path = field.campaign.path
    people.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.ctrl(Key.Key_5)
    assert volunteer.page is volunteer.entry
    menu = [action.text() for action in volunteer.window.menus["drive"].actions()]
    assert ("To decide" in menu, "Count" in menu) == (False, True)
    volunteer.ctrl(Key.Key_7)
    assert volunteer.page is volunteer.desk.drive.work.page("count")


def test_the_menu_of_the_drive_leads_there_and_forgets_it_with_the_drive(deciding):
    menu = deciding.window.menus["drive"]
    found = {action.text(): action for action in menu.actions()}
    assert {"To decide", "Count"} <= set(found)
    deciding.desk.drive.show_home()
    found["To decide"].trigger()
    assert deciding.page is deciding.desk.drive.work.page("to_decide")
    deciding.desk._leave_drive(lambda: None)
    assert "To decide" not in [action.text() for action in menu.actions()]


def test_a_digit_held_down_decides_once(deciding):
    page = deciding.page
    pressed = QKeyEvent(QEvent.Type.KeyPress, Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    repeating = [action for action in page.actions() if action.shortcut().toString() == "1"]
    assert [action.autoRepeat() for action in repeating] == [False]
    QApplication.sendEvent(page.cards, pressed)
    assert len(page.deciding.queue) == 3
    assert not page.deciding.is_busy


def test_two_digits_at_once_are_a_scanners_and_decide_nothing(deciding):
    deciding.type("12")
    deciding.until(deciding.page.keys.numbers._quiet.isActive)
    deciding.until(lambda: not deciding.page.keys.numbers._quiet.isActive())
    assert len(deciding.page.deciding.queue) == 3
    deciding.type("1")
    after(deciding, "Decided")
    assert len(deciding.page.deciding.queue) == 2
    assert standing(deciding, 4).state == "signed"


def test_a_screen_reader_is_told_what_is_next(deciding, monkeypatch):
    told = []
    monkeypatch.setattr("canvass.desktop.decide_page.announce", lambda _, text: told.append(text))
    deciding.type("1")
    after(deciding, "Decided")
    assert told == [f"Sheet {sheet(1)}, line 3. Look at the paper: which is right?"]


def test_a_reading_is_read_aloud_with_who_typed_it(deciding):
    button = deciding.page.cards.cards[0].choose
    seen = QAccessible.queryAccessibleInterface(button)
    assert seen.text(QAccessible.Text.Name) == "Reading 1 is right"
    assert "Typed by AL on this laptop" in seen.text(QAccessible.Text.Description)
    assert "Joe Roe" in seen.text(QAccessible.Text.Description)


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        ("12 Maple St", ["12 Marble St"], "12 <b><u>Maple</u></b> St"),
        ("12 Main", ["12 Main Apt 4"], "<b><u>12 Main</u></b>"),
        ("12 Main Apt 4", ["12 MAIN"], "12 Main <b><u>Apt</u></b> <b><u>4</u></b>"),
        ("<b>", ["x"], "<b><u>&lt;b&gt;</u></b>"),
    ],
)
def test_differing_words_are_marked_and_nothing_typed_is_markup(text, others, expected):
    assert marked(text, others) == expected


@pytest.mark.parametrize("has_form", [False, True])
@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_readings_and_form_fit_a_small_screen_named_and_whole(deciding, size, width, height, has_form):
    deciding.window.look.choose(text_size=size)
    deciding.window.resize(width, height)
    if has_form:
        deciding.type("se")
    pages = deciding.window.pages
    deciding.until(lambda: pages.page.width() <= pages.viewport().width())
    assert pages.page.height() <= pages.viewport().height()
    assert unnamed(deciding.window) == []
    labels = [label for label in deciding.page.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    assert [label.text() for label in labels if label.sizeHint().width() > label.width() + 1] == []
    cards = deciding.page.cards
    assert cards.widget().width() <= cards.viewport().width()


def test_every_reading_is_reached_by_tab(deciding):
    reached = set()
    for _ in range(12):
        reached.add(QApplication.focusWidget())
        deciding.key(Key.Key_Tab)
    assert {card.choose for card in deciding.page.cards.cards} <= reached


@pytest.mark.parametrize(("size", "width"), [(100, 1024), (150, 1366)])
def test_many_long_readings_are_shown_whole(people, sit_down, size, width):
    hq = people.headquarters()
    for place, name in enumerate(("Ann Mee", "Maximiliana Featherstonehaugh-Constantinopoulos", "Ann Lee", "A", "B")):
        type_line(hq, sheet(1), 1, name, f"T{place}", address="14801 Elm Street Apt 1204", city="Pasadena", zip="91101")
    deciding = seated(people, hq, sit_down)
    deciding.window.look.choose(text_size=size)
    deciding.window.resize(width, 700)
    texts = [text for card in deciding.page.cards.cards for text in card.texts]

    def is_whole(text) -> bool:
        return bool(
            text.height() >= text.heightForWidth(text.width()) and text.width() >= text.minimumSizeHint().width()
        )

    deciding.until(lambda: [text.text() for text in texts if not is_whole(text)] == [])
    deciding.type("5")
    after(deciding, "Decided")
    assert standing(deciding, 1).name == "B"
