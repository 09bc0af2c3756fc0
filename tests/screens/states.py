"""Every page and what can be seen of it: empty, one, many, an error, busy, cancelled. New pages come by themselves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from canvass.campaign.errors import PassphraseWrong
from canvass.desktop.crash_marks import LastSaved, Stopped
from canvass.desktop.crash_window import ReportWindow
from canvass.desktop.passphrase_box import PassphraseBox
from canvass.desktop.stop_notice import StopNotice
from canvass.journal.number import SheetNumber
from tests.desktop.test_every_page import PAGES
from tests.screens.drives import ADA, Drives
from tests.screens.visitor import Visitor
from tests.sheets.own_pdfs import pdf

Key = Qt.Key
Hold = Callable[[Visitor, Drives], AbstractContextManager[object]]


class State(NamedTuple):
    """One state of a page: the drive that is open, and how the window is brought and held there."""

    page: str
    name: str
    drive: str | None
    hold: Hold

    def shown(self, visitor: Visitor) -> QWidget:
        """Return what is drawn: the window, or the dialog over it."""
        over: list[QWidget] = [box for box in visitor.window.findChildren(QDialog) if box.isVisible()]
        return over[-1] if over else visitor.window


STATES: list[State] = []


def state(page: str, name: str, drive: str | None) -> Callable[[Callable[[Visitor, Drives], object]], Hold]:
    """Make a state of a function that brings the window there; one that yields is ended when all is drawn."""

    def note(bring: Callable[[Visitor, Drives], object]) -> Hold:
        @contextmanager
        def hold(visitor: Visitor, drives: Drives) -> Iterator[None]:
            brought = bring(visitor, drives)
            if isinstance(brought, Iterator):
                next(brought)
            visitor.settle_down()
            yield
            if isinstance(brought, Iterator):
                next(brought, None)

        STATES.append(State(page, name, drive, hold))
        return hold

    return note


def plain(page: str) -> Callable[[Visitor, Drives], object]:
    def bring(visitor: Visitor, _drives: Drives) -> None:
        if page == "help":
            visitor.desk.helping.show_help()
        else:
            PAGES[page](visitor)
        visitor.until(lambda: visitor.desk.drive is None or visitor.desk.drive.session.is_at_rest)

    return bring


ALIKE = ("begin", "help", "privacy", "about", "protect", "settings")
"""Pages that look the same whatever the drive holds."""

for _page in PAGES:
    if _page == "first":
        continue
    for _name in ("empty", "one", "many"):
        if _name == "empty" or _page not in ALIKE:
            state(_page, _name, _name)(plain(_page))


@contextmanager
def busy(visitor: Visitor) -> Iterator[None]:
    """Keep both threads of the drive at work, so that what is asked for now is under way for as long as wanted."""
    gate = threading.Event()
    session = visitor.desk.drive.session
    for give in (session.write, session.look):
        give(lambda _: gate.wait(600), lambda _: None, lambda _: None)
    try:
        yield
    finally:
        gate.set()


# ---------------------------------------------------------------------------------------------------- first page


@state("first", "empty", None)
def first_start(visitor, drives):
    for known in visitor.window.settings.recent:
        visitor.window.settings.forget_recent(known)
    visitor.desk.show_start()


@state("first", "many", "lone_many")
def first_with_recent(visitor, drives):
    visitor.window.settings.note_recent(Path("/media/stick/Recall of a long name that goes on and on.canvass"))
    visitor.window.settings.note_recent(visitor.desk.drive.session.path)
    visitor.desk.show_start()


@state("first", "error", None)
def first_refusal(visitor, drives):
    visitor.desk.files_came([Path("/media/stick/gone.canvass")])
    visitor.until(lambda: visitor.desk.messages.said)


@state("first", "unsuitable", None)
def first_unsuitable(visitor, drives):
    visitor.desk.files_came([Path("/media/stick/photo of the vigil.png")])


@state("first", "passphrase", None)
def passphrase(visitor, drives):
    box = PassphraseBox("“recall” is protected.", visitor.window)
    box.open()
    box.refuse(PassphraseWrong(path="/home/ana/recall.canvass"))


@state("take_along", "one", "lone_one")
def take_along(visitor, drives):
    visitor.desk.show_start()
    visitor.desk.setting_up.take(drives.kit)


@state("begin", "error", None)
def begin_refused(visitor, drives):
    visitor.desk.beginning.show()
    visitor.page.edits["registered"].setText("about five million")
    visitor.page.begin_drive.click()


@state("keys", "first", None)
def keys_of_the_first_page(visitor, drives):
    visitor.desk.helping.overlay.show_for("first")


@state("keys", "entry", "lone_one")
def keys_of_entry(visitor, drives):
    visitor.desk.drive.show_entry()
    visitor.desk.helping.overlay.show_for(visitor.desk.helping.topic)


@state("crash", "fault", None)
def crash(visitor, drives):
    ReportWindow("ZeroDivisionError\n  desktop/entry.py:120 _on_saved", visitor.window).open()


# --------------------------------------------------------------------------------------------------------- entry


@state("entry", "lone-empty", "lone")
def entry_lone(visitor, drives):
    visitor.desk.drive.show_entry()


@state("entry", "lone-many", "lone_many")
def entry_lone_many(visitor, drives):
    visitor.desk.drive.show_entry()


@state("entry", "half-typed", "field")
def entry_half(visitor, drives):
    visitor.desk.drive.show_entry()
    visitor.fields.edits["name"].setText(ADA.name)
    visitor.fields.edits["address"].setText("12 Sunset Boulevard Apartment 14 in the back house")
    visitor.fields.edits["zip"].setText("9002")


@state("entry", "hidden", "lone_many")
def entry_hidden(visitor, drives):
    visitor.desk.drive.show_entry()
    visitor.desk.menus.hide_names.setChecked(True)


@state("entry", "error", "lone_one")
def entry_refused(visitor, drives):
    visitor.desk.drive.show_entry()
    head = visitor.entry.head
    head.sheet.setText("001002-0014-66")
    head.sheet.setFocus()
    visitor.key(Key.Key_Return)


# -------------------------------------------------------------------------------------------------------- finish


@state("finish", "done", "lone_many")
def finish_done(visitor, drives):
    visitor.desk.drive.show_finish()
    page = visitor.page
    page.choose_folder(str(drives.fresh_folder()))
    page.write.click()
    visitor.until(lambda: page.messages.said)


@state("finish", "error", "lone_one")
def finish_refused(visitor, drives):
    visitor.desk.drive.show_finish()
    stick = drives.fresh_folder()
    visitor.page.choose_folder(str(stick))
    stick.rmdir()
    visitor.page.write.click()
    visitor.until(lambda: visitor.page.messages.said)


@state("finish", "busy", "lone_one")
def finish_busy(visitor, drives):
    visitor.desk.drive.show_finish()
    with busy(visitor):
        visitor.page.choose_folder(str(drives.fresh_folder()))
        visitor.page.write.click()
        yield


@state("protect", "error", "lone_one")
def protect_refused(visitor, drives):
    visitor.desk.protecting.offer(is_closing=True)
    visitor.page.typed.setText("these are other words")
    visitor.page.protect.click()


# ------------------------------------------------------------------------------------------- pages of the leaders


@state("print", "done", "empty")
def printed(visitor, drives):
    print_three(visitor, drives)


def print_three(visitor, drives):
    visitor.desk.drive.show_work("print")
    page = visitor.page
    page.form.out.choose(drives.fresh_folder())
    page.form.sheets.setValue(3)
    visitor.until(lambda: not page.is_busy)
    page.form.save.click()
    visitor.until(lambda: page.messages.said and not page.is_busy and page.checks.lines.count())


@state("print", "error", "empty")
def print_refused(visitor, drives):
    visitor.desk.drive.show_work("print")
    page = visitor.page
    place = drives.fresh_folder()
    page.form.out.choose(place)
    page.form.sheets.setValue(3)
    place.rmdir()
    page.form.save.click()
    visitor.until(lambda: page.messages.said and not page.is_busy)


@state("print", "busy", "empty")
def print_busy(visitor, drives):
    visitor.desk.drive.show_work("print")
    page = visitor.page
    page.form.out.choose(drives.fresh_folder())
    visitor.until(lambda: visitor.desk.drive.session.is_at_rest)
    with busy(visitor):
        page.form.save.click()
        yield


@state("print", "cancelled", "empty")
def print_cancelled(visitor, drives):
    visitor.desk.drive.show_work("print")
    page = visitor.page
    page.form.out.choose(drives.fresh_folder())
    with busy(visitor):
        page.form.save.click()
        page.panes.give_up.click()
    visitor.until(lambda: not page.is_busy)


@state("petition", "error", "empty")
def petition_refused(visitor, drives):
    visitor.desk.drive.show_work("petition")
    form = visitor.page.form
    form.show_values(form.values() | {"grounds": "word " * 230, "registered": "many"})
    visitor.page.save.click()
    visitor.until(lambda: visitor.page.messages.said)


@state("kit", "done", "many")
def kit_saved(visitor, drives):
    visitor.desk.drive.show_work("kit")
    visitor.page.out.choose(drives.fresh_folder())
    visitor.page.save.click()
    visitor.until(lambda: visitor.page.messages.said)


@state("out_back", "done", "many")
def handed_out(visitor, drives):
    tell(visitor, "1..40")


@state("out_back", "error", "many")
def out_refused(visitor, drives):
    tell(visitor, "999999-0001-00")


def tell(visitor, text):
    visitor.desk.drive.show_work("out_back")
    page = visitor.page
    visitor.until(lambda: visitor.desk.drive.session.is_at_rest)
    run = visitor.desk.drive.session.journal.connection.execute("select max(run) from sheet").fetchone()[0]
    page.form.person.setText("Maria Ortiz")
    page.form.sheets.setText(f"{SheetNumber(run, 1).text}..0040" if text == "1..40" else text)
    page.form.sheets.setFocus()
    visitor.key(Key.Key_Return)
    visitor.until(lambda: visitor.desk.drive.session.is_at_rest)


@state("take_in", "shown", "one")
def foreseen(visitor, drives):
    look_at(visitor, drives.odd_files)


@state("take_in", "done", "one")
def taken_in(visitor, drives):
    look_at(visitor, drives.odd_files)
    if visitor.page.take_in.isEnabled():
        visitor.page.take_in.click()
        visitor.until(lambda: visitor.page.messages.said and not visitor.page.taking.is_busy)


@state("take_in", "many", "many")
def known_already(visitor, drives):
    look_at(visitor, drives.batches)


@state("take_in", "cancelled", "one")
def taking_given_up(visitor, drives):
    look_at(visitor, drives.odd_files)
    visitor.page.not_now.click()


@state("take_in", "busy", "many")
def taking_in(visitor, drives):
    visitor.desk.drive.show_work("take_in")
    with busy(visitor):
        visitor.page.look_at([drives.batches])
        yield


def look_at(visitor, *paths):
    visitor.desk.drive.show_work("take_in")
    visitor.page.look_at(paths)
    visitor.until(lambda: not visitor.page.taking.is_busy)


TABLE = "\n".join(
    ["name,address,city,zip", *(f"Ann Lee {n},{n} Bobbin St,Los Angeles,{90001 + n}" for n in range(1, 40))]
)


@state("spreadsheet", "shown", "empty")
def table_shown(visitor, drives):
    show_table(visitor, drives, TABLE)


@state("spreadsheet", "rows-refused", "empty")
def table_refused(visitor, drives):
    show_table(visitor, drives, TABLE.replace("90003", "zip").replace("Ann Lee 4", "Ann\x01Lee").replace("90009", "9"))


@state("spreadsheet", "error", "empty")
def no_table(visitor, drives):
    show_table(visitor, drives, "")


@state("spreadsheet", "done", "empty")
def table_taken_in(visitor, drives):
    show_table(visitor, drives, TABLE)
    visitor.page.take_in.click()
    visitor.until(lambda: not visitor.page.intake.is_busy)


@state("spreadsheet", "busy", "empty")
def table_busy(visitor, drives):
    show_table(visitor, drives, TABLE)
    with busy(visitor):
        visitor.page.take_in.click()
        yield


@state("spreadsheet", "cancelled", "empty")
def table_given_up(visitor, drives):
    show_table(visitor, drives, TABLE)
    with busy(visitor):
        visitor.page.take_in.click()
        visitor.page.give_up.click()
    visitor.until(lambda: not visitor.page.intake.is_busy)


def show_table(visitor, drives, text):
    visitor.desk.drive.show_work("spreadsheet")
    path = drives.fresh_folder() / "signers of the market.csv"
    path.write_text(text, encoding="utf-8")
    visitor.page.open_file(path)
    visitor.until(lambda: not visitor.page.intake.is_busy)


@state("find", "found", "many")
def found_some(visitor, drives):
    find(visitor, "a")


@state("find", "none", "many")
def found_none(visitor, drives):
    find(visitor, "zzzzzz")


def find(visitor, text):
    visitor.desk.drive.show_find()
    visitor.page.field.setFocus()
    visitor.type(text)
    visitor.until(lambda: visitor.desk.drive.session.is_at_rest)


@state("to_decide", "hidden", "many")
def decide_hidden(visitor, drives):
    visitor.desk.drive.show_work("to_decide")
    visitor.until(lambda: visitor.desk.drive.session.is_at_rest)
    visitor.desk.menus.hide_names.setChecked(True)


@state("home", "field", "field")
def home_of_volunteers(visitor, drives):
    visitor.desk.drive.show_home()


# ------------------------------------------------------------------------------------ what a page shows only later


@state("find", "story", "many")
def story_of_a_sheet(visitor, drives):
    run = visitor.desk.drive.session.journal.connection.execute("select max(run) from sheet").fetchone()[0]
    find(visitor, SheetNumber(run, 1).text)
    visitor.until(visitor.page.tell.isEnabled)
    visitor.page.tell.click()
    visitor.until(visitor.page.story.isVisible)


@state("own_page", "shown", "empty")
def own_page_seen(visitor, drives):
    visitor.desk.drive.show_work("own_page")
    visitor.page.lines.setValue(8)
    visitor.page.take_pdf(pdf(drives.fresh_folder() / "registrar.pdf"))
    visitor.until(lambda: visitor.page.use.isEnabled() and visitor.page.picture.has_page)


@state("own_page", "error", "empty")
def own_page_refused(visitor, drives):
    visitor.desk.drive.show_work("own_page")
    no_pdf = drives.fresh_folder() / "registrar.pdf"
    no_pdf.write_text("not a PDF", encoding="utf-8")
    visitor.page.lines.setValue(8)
    visitor.page.take_pdf(no_pdf)
    visitor.until(lambda: visitor.page.messages.said)


@state("hq_keys", "saved", "one")
def recovery_card_saved(visitor, drives):
    visitor.desk.drive.show_work("hq_keys")
    visitor.page.out.choose(drives.fresh_folder())
    visitor.page.save_card.click()
    visitor.until(lambda: visitor.page.messages.said)


@state("print", "some-failed", "empty")
def print_came_out_badly(visitor, drives):
    print_three(visitor, drives)
    visitor.page.after.printed.some_failed.click()


@state("print", "spoiled", "empty")
def print_told_spoiled(visitor, drives):
    print_three(visitor, drives)
    box = visitor.page.after.printed
    box.some_failed.click()
    box.failed.setText("2")
    box.tell.click()
    visitor.until(box.undo.isVisible)


@state("print", "ruler", "empty")
def printer_measured(visitor, drives):
    visitor.desk.drive.show_work("print")
    visitor.page.form.ruler.click()
    visitor.until(lambda: visitor.page.ruler.isVisible() and not visitor.page.is_busy)


@state("out_back", "out", "empty")
def sheets_out(visitor, drives):
    print_three(visitor, drives)
    tell(visitor, f"{SheetNumber(1, 1).text}..0002")
    visitor.page.form.choose("returned")


@state("loose", "done", "many")
def page_linked(visitor, drives):
    visitor.desk.drive.show_work("loose")
    visitor.until(lambda: visitor.page.page is not None)
    run = visitor.desk.drive.session.journal.connection.execute("select max(run) from sheet").fetchone()[0]
    visitor.page.sheet.setText(SheetNumber(run, 46).text)
    visitor.page.link.click()
    visitor.until(lambda: visitor.page.messages.said)


@state("help", "search", "one")
def help_searched(visitor, drives):
    visitor.desk.helping.show_help()
    visitor.page.search.setText("passphrase")


@state("settings", "search", "one")
def setting_searched(visitor, drives):
    visitor.desk.choosing.show()
    visitor.page.search.setText("backup")


@state("keys", "print", "many")
def keys_of_print(visitor, drives):
    visitor.desk.drive.show_work("print")
    visitor.desk.helping.overlay.show_for(visitor.desk.helping.topic)


@state("stop", "notice", None)
def stopped(visitor, drives):
    at = datetime(2026, 11, 24, 19, 42, 7).astimezone()
    path = drives.path("one")
    saved = LastSaved(str(path), "", "Sheet 001002-0014-65", 6, at)
    StopNotice(Stopped(at, saved, "ZeroDivisionError"), at, visitor.window).open()


@state("first", "damaged", None)
def first_with_a_damaged_drive(visitor, drives):
    path = drives.path("one")
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(range(256)) * 40)
    visitor.desk.files_came([path])
    visitor.until(lambda: visitor.desk.messages.said)
