"""*What the petition says*: from a new drive to an approved, frozen page; every rule beside its figure."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from canvass.batches.founding import create_drive
from canvass.desktop.day_words import day_words, iso_day
from canvass.desktop.petition_rules import beside, doubts_of, words_of
from canvass.desktop.petition_typed import changed_fields, fields_of, typed_petition
from canvass.journal.bodies import Kind, Line, Run
from canvass.journal.drive import petition_of
from canvass.journal.number import SheetNumber
from canvass.petition.petition import Petition, with_fields
from canvass.petition.template import template
from canvass.practice.drive import PETITION, petition_fields
from canvass.sheets.forms import approved_form
from canvass.signers.entry import enter
from canvass.signers.sheets_known import known_sheet
from tests.desktop.conftest import unnamed

Key = Qt.Key
TODAY = date(2026, 5, 3)
RECALL = template(PETITION)
INITIATIVE = template("ca-initiative-county")
FULL = with_fields(Petition(template=PETITION), petition_fields(TODAY))


@pytest.fixture
def filling(sit_down, tmp_path):
    """Return a function that opens the page on a drive with these fields."""

    def open_one(petition=PETITION, **fields):
        path = tmp_path / "recall.canvass"
        create_drive(path, petition, {"title": "Recall"} | fields).campaign.close()
        volunteer = sit_down(path)
        volunteer.until(lambda: volunteer.desk.drive is not None)
        volunteer.desk.drive.show_work("petition")
        return volunteer

    return open_one


def save(volunteer):
    volunteer.page.messages.clear()
    volunteer.page.save.click()
    volunteer.until(lambda: volunteer.page.messages.said != "" and volunteer.page.save.isEnabled())


def stored(volunteer):
    return petition_of(volunteer.desk.drive.session.journal)


def test_the_largest_second_button_leads_from_nothing_to_the_petition(volunteer):
    volunteer.window.first_start.print_sheets.setFocus()
    volunteer.key(Key.Key_Space)
    page = volunteer.page
    assert page.edits["title"].hasFocus()
    volunteer.type("Recall of Pat Example")
    volunteer.key(Key.Key_Tab)
    volunteer.type("Example County")
    volunteer.key(Key.Key_Return)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    assert volunteer.page is volunteer.desk.drive.work.page("petition")
    assert volunteer.desk.drive.session.path.name == "Recall of Pat Example.canvass"
    assert stored(volunteer).jurisdiction == "Example County"
    assert volunteer.page.form.edits["registered"].hasFocus()


def test_a_drive_that_cannot_begin_leaves_what_was_typed(volunteer):
    volunteer.desk.ask_sheets()
    page = volunteer.page
    volunteer.key(Key.Key_Return)
    assert page.refusals["title"].isVisible()
    page.edits["title"].setText("Recall")
    page.edits["registered"].setText("many")
    page.begin_drive.click()
    assert "registered voters" in page.refusals["registered"].text()
    assert page.edits["registered"].hasFocus()
    assert page.edits["title"].text() == "Recall"
    assert volunteer.desk.drive is None
    page.edits["registered"].setText("5,668,570")
    page.begin_drive.click()
    volunteer.until(lambda: volunteer.desk.drive is not None)
    assert stored(volunteer).registered == 5_668_570


def test_what_is_typed_is_stored_by_one_button_and_nothing_else_is(filling):
    volunteer = filling(registered=100_000)
    form = volunteer.page.form
    form.edits["officer"].setText("Pat Example")
    form.edits["proponents"].setPlainText("Avery Sample\n\n Blake Pretend \n")
    form.edits["took_office"].setText("1/5/2026")
    form.edits["grounds"].setPlainText("Because of\nthe carousel.")
    form.choices["top_funders"].buttons()[2].click()
    save(volunteer)
    petition = stored(volunteer)
    assert petition.officer == "Pat Example"
    assert petition.proponents == ("Avery Sample", "Blake Pretend")
    assert petition.took_office == date(2026, 1, 5)
    assert petition.grounds == "Because of\nthe carousel."
    assert petition.top_funders == "none"
    assert petition.registered == 100_000
    assert "still lacks: jurisdiction, office" in volunteer.page.messages.said


def test_every_bad_field_is_marked_and_none_is_stored(filling):
    volunteer = filling()
    form = volunteer.page.form
    form.edits["officer"].setText("Pat Example")
    form.edits["registered"].setText("lots")
    form.edits["took_office"].setText("2/30/2026")
    form.edits["grounds"].setPlainText("word " * 201)
    volunteer.page.save.click()
    assert [field for field, label in form.refusals.items() if label.isVisibleTo(form)] == [
        "registered", "took_office", "grounds",
    ]  # fmt: skip
    assert form.edits["registered"].hasFocus()
    assert "Not saved yet" in volunteer.page.messages.said
    assert "201 words" in form.refusals["grounds"].text()
    assert form.edits["officer"].text() == "Pat Example"
    assert stored(volunteer).officer == ""


def test_words_are_counted_while_one_types(filling):
    volunteer = filling()
    form = volunteer.page.form
    form.edits["grounds"].setFocus()
    volunteer.type("On June 7, 2022 nobody came.")
    assert form.beside["grounds"].text().startswith("4 of 200 words")
    assert "11020(a)(2)" in form.beside["grounds"].text()


def test_top_funders_have_no_default(filling):
    volunteer = filling()
    assert volunteer.page.form.choices["top_funders"].checkedId() == -1
    assert volunteer.page.form.values()["top_funders"] == ""


def test_approval_freezes_the_page_and_the_page_says_so(filling):
    fields = petition_fields(TODAY) | {"approved": None, "codes": "not-asked"}
    volunteer = filling(**fields)
    form = volunteer.page.form
    form.edits["approved"].setText("5/1/2026")
    form.choices["codes"].buttons()[0].click()
    save(volunteer)
    journal = volunteer.desk.drive.session.journal
    assert approved_form(journal, "letter") is None
    assert "the page is frozen" in volunteer.page.messages.said
    assert volunteer.window.focusWidget() is volunteer.page.messages.offered
    volunteer.page.messages.offered.click()
    volunteer.until(lambda: "frozen as approved on Friday, May 1, 2026" in volunteer.page.messages.said)
    letter = approved_form(journal, "letter")
    assert letter is not None
    assert letter.codes == "yes"
    assert "Since its approval on Friday, May 1, 2026 the page is frozen as it was drawn (letter, legal)" in (
        volunteer.page.state.text()
    )
    form.edits["grounds"].setPlainText("Other grounds.")
    save(volunteer)
    assert approved_form(journal, "letter") == letter
    form.edits["approved"].clear()
    save(volunteer)
    assert approved_form(journal, "letter") is None
    assert "frozen" not in volunteer.page.state.text()


def test_what_is_typed_is_saved_on_the_way_to_printing(filling):
    volunteer = filling()
    volunteer.page.form.edits["officer"].setText("Pat Example")
    volunteer.page.to_print.click()
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("print"))
    assert stored(volunteer).officer == "Pat Example"


def test_what_is_typed_is_saved_before_printing_from_home_too(filling):
    volunteer = filling()
    volunteer.page.form.edits["officer"].setText("Pat Example")
    volunteer.key(Key.Key_Escape)
    volunteer.desk.drive.show_work("print")
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("print"))
    assert stored(volunteer).officer == "Pat Example"


@pytest.mark.parametrize("is_from_home", [False, True])
def test_what_cannot_be_saved_is_said_in_place_of_printing(filling, is_from_home):
    volunteer = filling()
    petition = volunteer.page
    petition.form.edits["registered"].setText("lots")
    if is_from_home:
        volunteer.key(Key.Key_Escape)
        volunteer.desk.drive.show_work("print")
    else:
        petition.to_print.click()
    assert volunteer.page is petition
    assert petition.messages.said.startswith("Not saved yet.")
    assert petition.form.edits["registered"].text() == "lots"
    petition.form.edits["registered"].setText("5,000")
    save(volunteer)
    assert volunteer.page is petition


def test_a_page_that_would_be_frozen_on_the_way_to_printing_is_asked_for_first(filling):
    volunteer = filling(**(petition_fields(TODAY) | {"approved": None}))
    petition = volunteer.page
    petition.form.edits["approved"].setText("5/1/2026")
    petition.to_print.click()
    assert volunteer.page is petition
    assert stored(volunteer).approved is None
    petition.messages.offered.click()
    volunteer.until(lambda: volunteer.page is volunteer.desk.drive.work.page("print"))
    assert approved_form(volunteer.desk.drive.session.journal, "letter") is not None


def test_the_question_goes_when_something_else_is_typed(filling):
    volunteer = filling(**(petition_fields(TODAY) | {"approved": None}))
    petition = volunteer.page
    petition.form.edits["approved"].setText("5/1/2026")
    petition.save.click()
    petition.form.edits["approved"].setText("5/2/2026")
    assert petition.messages.said == ""
    petition.form.edits["approved"].clear()
    save(volunteer)
    assert petition.messages.said.startswith("Saved. Drafts can be printed now")


@pytest.mark.parametrize(
    ("approved", "said"),
    [
        ("2026-04-01", "not after the notice was served (Friday, May 1, 2026)"),
        ("2026-05-04", "still to come"),
        ("2023-01-02", "the time to hand in is over since"),
    ],
)
def test_a_day_of_approval_that_cannot_be_right_is_doubted_beside_it(approved, said):
    fields = {"notice_served": "2026-05-01", "approved": approved, "took_office": None}
    doubts = doubts_of(with_fields(FULL, fields), RECALL, TODAY)
    assert said in doubts["approved"]
    assert doubts_of(with_fields(FULL, fields | {"approved": "2026-05-02"}), RECALL, TODAY) == {}


def test_a_doubt_is_shown_in_amber_over_the_rule(filling):
    volunteer = filling(**(petition_fields(TODAY) | {"approved": None}))
    form = volunteer.page.form
    form.edits["approved"].setText("2023-01-02")
    beside_it = form.beside["approved"]
    assert beside_it.text().splitlines()[0].endswith("Is the day right?")
    assert beside_it.palette().windowText().color().name() == volunteer.window.look.colours.warn


def test_what_was_typed_and_not_saved_stays_when_one_goes_away_and_comes_back(filling):
    volunteer = filling()
    volunteer.page.form.edits["officer"].setText("Pat Ex")
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is volunteer.desk.drive.home
    volunteer.desk.drive.show_work("petition")
    assert volunteer.page.form.edits["officer"].text() == "Pat Ex"


def test_what_was_typed_and_not_saved_is_there_again_after_the_drive_was_closed(filling, sit_down):
    volunteer = filling()
    volunteer.page.form.edits["grounds"].setPlainText("Because of")
    path = volunteer.desk.drive.session.path
    volunteer.desk.close()
    again = sit_down(path)
    again.until(lambda: again.desk.drive is not None)
    again.desk.drive.show_work("petition")
    assert again.page.form.edits["grounds"].toPlainText() == "Because of"
    assert "not saved yet" in again.page.messages.said
    assert stored(again).grounds == ""
    save(again)
    assert stored(again).grounds == "Because of"
    again.desk.close()
    third = sit_down(path)
    third.until(lambda: third.desk.drive is not None)
    third.desk.drive.show_work("petition")
    assert third.page.messages.said == ""


def test_the_new_name_stands_at_the_top_of_the_window(filling):
    volunteer = filling()
    volunteer.page.form.edits["title"].setText("Recall of Pat Example")
    save(volunteer)
    assert volunteer.window.windowTitle().startswith("Recall of Pat Example")


@pytest.fixture
def after_the_notice(filling):
    """The page after a notice was signed by four, one of them on two lines, and one line is still to decide."""
    volunteer = filling(registered=5_668_570)
    session = volunteer.desk.drive.session

    def sign(journal):
        with journal.writing():
            journal.write(Kind.RUN, Run(lines=7, run=8, sheets=3, notice=True))
        names = {1: "Avery Sample", 2: "Blake Pretend", 3: "avery sample", 4: "Casey Madeup", 5: "Drew Unsure"}
        for line, name in names.items():
            enter(journal, known_sheet(journal, SheetNumber(8, 2).text), line, Line(name=name), "AN")
        enter(journal, known_sheet(journal, SheetNumber(8, 2).text), 5, Line(name="Drew Unsre"), "BE")
        enter(journal, known_sheet(journal, SheetNumber(9, 1).text), 1, Line(name="Not On Notice"), "AN")

    signed: list[object] = []
    session.write(sign, signed.append, signed.append)
    volunteer.until(lambda: signed != [])
    return volunteer


def ticked(box):
    return [box.names.item(row).checkState() == Qt.CheckState.Checked for row in range(box.names.count())]


def test_nobody_who_signed_the_notice_is_named_by_itself(after_the_notice):
    page = after_the_notice.page
    save(after_the_notice)
    assert stored(after_the_notice).proponents == ()
    page.form.edits["proponents"].setPlainText("Emery Typed")
    page.form.pick.setFocus()
    after_the_notice.key(Key.Key_Space)
    box = page._box
    assert [box.names.item(row).text() for row in range(box.names.count())] == [
        "Avery Sample", "Blake Pretend", "Casey Madeup",
    ]  # fmt: skip
    assert ticked(box) == [False, False, False]
    assert not box.take.isEnabled()
    assert unnamed(box) == []
    after_the_notice.until(box.names.hasFocus)
    after_the_notice.key(Key.Key_Escape)
    assert page.form.edits["proponents"].toPlainText() == "Emery Typed"


def test_those_who_agreed_are_ticked_and_named_under_those_typed(after_the_notice):
    page = after_the_notice.page
    page.form.edits["proponents"].setPlainText("Emery Typed\nBLAKE PRETEND")
    page.form.pick.click()
    box = page._box
    after_the_notice.until(box.names.hasFocus)
    after_the_notice.key(Key.Key_Down)
    after_the_notice.key(Key.Key_Space)
    after_the_notice.key(Key.Key_Down)
    after_the_notice.key(Key.Key_Space)
    assert ticked(box) == [False, True, True]
    box.take.click()
    assert page.form.edits["proponents"].toPlainText() == "Emery Typed\nBLAKE PRETEND\nCasey Madeup"
    after_the_notice.until(lambda: after_the_notice.window.focusWidget() is page.form.edits["proponents"])
    save(after_the_notice)
    assert stored(after_the_notice).proponents == ("Emery Typed", "BLAKE PRETEND", "Casey Madeup")


def test_names_of_the_notice_are_not_listed_while_names_are_hidden(after_the_notice):
    page = after_the_notice.page
    after_the_notice.desk.menus.hide_names.setChecked(True)
    page.form.pick.click()
    assert page._box is None
    assert "Names are hidden" in page.messages.said
    after_the_notice.desk.menus.hide_names.setChecked(False)
    page.form.pick.click()
    after_the_notice.until(lambda: page._box is not None)
    after_the_notice.desk.menus.hide_names.setChecked(True)
    after_the_notice.until(lambda: page._box is None)


def test_how_many_propose_is_the_laws_number_unless_the_official_says_another(filling):
    volunteer = filling(registered=5_668_570)
    page = volunteer.page
    assert "By the law’s table 100 have to sign" in page.form.beside["proponents_needed"].text()
    page.form.edits["proponents_needed"].setText("60")
    assert page.form.beside["proponents_needed"].text().startswith("Your number counts.")
    save(volunteer)
    assert stored(volunteer).proponents_needed == 60


def test_the_days_of_the_notice_stand_beside_with_their_rules():
    served = with_fields(FULL, {"took_office": "2026-01-05", "notice_served": "2026-05-04"})
    said = beside(served, RECALL, TODAY)["notice_served"]
    assert "filed with the official by Monday, May 11, 2026. (Elections Code 11021" in said
    assert "until Monday, May 18, 2026 at the latest. (Elections Code 11023" in said
    assert "does not let" not in said
    early = with_fields(served, {"notice_served": "2026-04-05"})
    assert "does not let the recall begin yet" in beside(early, RECALL, TODAY)["notice_served"]
    unserved = with_fields(served, {"notice_served": None})
    assert "Not before Monday, April 6, 2026" in beside(unserved, RECALL, TODAY)["notice_served"]
    assert "last 6 months of the term" in beside(unserved, RECALL, TODAY)["term_ends"]


def test_the_rule_stands_beside_each_figure():
    said = beside(FULL, RECALL, TODAY)
    assert "566,857 valid signatures are needed" in said["registered"]
    assert "11221(a)" in said["registered"]
    assert "200,000 more than are needed" in said["goal"]
    assert "on Monday, May 5, 2025 at the earliest" in said["took_office"]
    assert "first 90 days in office" in said["took_office"]
    assert "(Elections Code 11007(a); read 2026-11-24)" in said["took_office"]
    assert "120 days left" in said["approved"]
    assert "11220(a)" in said["approved"]
    assert "10 so far" in said["proponents"]
    assert "Each sheet carries a square code and a number of its own" in said["codes"]


def test_beside_an_empty_petition_stand_the_rules_and_no_figures():
    said = beside(Petition(template=PETITION), RECALL, TODAY)
    assert "11221(a)" in said["registered"]
    assert "You can begin without it" in said["approved"]
    assert "cover slips" in said["codes"]


def test_a_rule_that_was_not_looked_up_says_so():
    said = beside(Petition(template="ca-initiative-county"), INITIATIVE, TODAY)
    assert "(Elections Code 9118; we have not checked this one: ask the registrar)" in said["votes_cast"]
    every = " ".join([*said.values(), *beside(FULL, RECALL, TODAY).values()])
    assert "memory" not in every
    assert "read at" not in every


def test_an_initiative_has_other_fields_than_a_recall():
    recall, initiative = set(fields_of(RECALL)), set(fields_of(INITIATIVE))
    assert {"officer", "took_office", "answer"} <= recall - initiative
    assert {"votes_cast", "summary", "measure"} <= initiative - recall


def test_a_text_within_its_limit_and_one_beyond():
    assert words_of("grounds", "word " * 200, RECALL)[1]
    assert not words_of("grounds", "word " * 201, RECALL)[1]


def test_only_what_was_changed_is_stored():
    typed = typed_petition(FULL, {"officer": "Pat Example", "goal": "800,000", "title": FULL.title})
    assert typed.refused == {}
    assert changed_fields(FULL, typed.fields) == {"goal": 800_000}


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("5/3/2026", "2026-05-03"), (" 12/31/2026 ", "2026-12-31"), ("2026-05-03", "2026-05-03"), ("", "")],
)
def test_days_are_typed_as_people_write_them(typed, iso):
    assert iso_day(typed) == iso


def test_days_are_told_with_their_weekday():
    assert day_words(date(2026, 5, 3)) == "Sunday, May 3, 2026"


def test_an_initiative_begins_too_and_shows_its_page(filling):
    volunteer = filling("ca-initiative-county")
    assert "measure" in volunteer.page.form.edits
    assert "officer" not in volunteer.page.form.edits
    assert volunteer.page.form.edits["approved"].accessibleName() == "Title and summary were received on"
