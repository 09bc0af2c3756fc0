"""What holds on every page: names for screen readers, reach by keyboard, room on a small screen, calm words."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from canvass.batches.founding import create_drive
from canvass.campaign.errors import PassphraseWrong
from canvass.desktop.crash_window import ReportWindow
from canvass.desktop.palettes import COLOURS
from canvass.desktop.passphrase_box import PassphraseBox
from canvass.desktop.protect_page import ProtectPage
from canvass.desktop.settings import LOOKS
from canvass.practice.drive import PETITION, petition_fields
from tests.desktop.conftest import unnamed

CARDS = ("privacy", "about", "help")
WORK = (
    "print",
    "petition",
    "own_page",
    "kit",
    "hq_keys",
    "to_decide",
    "count",
    "out_back",
    "loose",
    "spreadsheet",
    "receipt",
    "take_in",
)
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def first(volunteer):
    volunteer.desk.show_start()


def entry(volunteer):
    volunteer.desk.drive.show_entry()


def find(volunteer):
    volunteer.desk.drive.show_find()


def finish(volunteer):
    volunteer.desk.drive.show_finish()


def protect(volunteer):
    volunteer.desk.protecting.offer(is_closing=False)


def home(volunteer):
    volunteer.desk.drive.show_home()


def card(name):
    def show(volunteer):
        volunteer.desk.show_card(name)

    return show


def work(name):
    def show(volunteer):
        volunteer.desk.drive.show_work(name)

    return show


def settings(volunteer):
    volunteer.desk.choosing.show()


def begin_a_drive(volunteer):
    volunteer.desk.beginning.show()


PAGES = {"first": first, "entry": entry, "find": find, "finish": finish, "protect": protect, "home": home} | {
    "begin": begin_a_drive,
    "settings": settings,
    **{name: card(name) for name in CARDS},
    **{name: work(name) for name in WORK},
}


@pytest.fixture
def headquarters(sit_down, tmp_path):
    """A window at headquarters, which has every page."""
    path = tmp_path / "recall.canvass"
    create_drive(path, PETITION, petition_fields(date(2026, 5, 3)), practice=True).campaign.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.window.settings.note_recent(tmp_path / "gone.canvass")
    return volunteer


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(headquarters, page):
    PAGES[page](headquarters)
    headquarters.until(headquarters.page.isVisible)
    assert unnamed(headquarters.window) == []


def is_reached_by_arrows(child):
    """Whether it is one of several choices and another is chosen: Tab goes to that one, arrows to the others."""
    if not isinstance(child, QRadioButton) or child.group() is None:
        return False
    return child.group().checkedButton() not in (None, child)


@pytest.mark.parametrize("page", PAGES)
def test_every_control_is_reached_by_tab_and_none_traps_it(headquarters, page):
    PAGES[page](headquarters)
    wanted = {
        child
        for child in headquarters.page.findChildren(object)
        if hasattr(child, "focusPolicy")
        and child.isVisibleTo(headquarters.page)
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
        and not is_reached_by_arrows(child)
    }
    reached = set()
    for _ in range(2 * len(wanted) + 4):
        reached.add(QApplication.focusWidget())
        headquarters.key(Qt.Key.Key_Tab)
    assert {f"{type(child).__name__} {child.accessibleName()}" for child in wanted - reached} == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_begins_with_the_focus_somewhere_on_it(headquarters, page):
    PAGES[page](headquarters)
    assert headquarters.page.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_a_page_fits_a_small_screen_without_scrolling(headquarters, page, size, width, height):
    headquarters.window.look.choose(text_size=size)
    headquarters.window.resize(width, height)
    PAGES[page](headquarters)
    pages = headquarters.window.pages
    headquarters.until(lambda: pages.page.width() <= pages.viewport().width())
    headquarters.until(lambda: pages.page.height() <= pages.viewport().height())
    assert headquarters.window.minimumSizeHint().width() <= width


@pytest.mark.parametrize("page", PAGES)
def test_the_largest_text_scrolls_to_whatever_has_the_focus(headquarters, page):
    headquarters.window.look.choose(text_size=200)
    headquarters.window.resize(1366, 740)
    PAGES[page](headquarters)
    pages = headquarters.window.pages
    for _ in range(12):
        headquarters.key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and pages.isAncestorOf(focused) and focused.height() < pages.viewport().height():
            top = focused.mapTo(pages.viewport(), focused.rect().topLeft()).y()
            assert 0 <= top <= pages.viewport().height()


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_cut_off_on_a_small_screen(headquarters, page):
    headquarters.window.look.choose(text_size=150)
    headquarters.window.resize(1366, 740)
    PAGES[page](headquarters)
    headquarters.until(headquarters.page.isVisible)
    cut = [
        label.text()
        for label in headquarters.page.findChildren(QLabel)
        if label.isVisible() and not label.wordWrap() and label.sizeHint().width() > label.width() + 1
    ]
    assert cut == []


def test_escape_goes_back_from_every_page_that_one_can_leave(headquarters):
    for name in ("find", "finish", "protect", "begin", "settings", *CARDS, *WORK):
        entry(headquarters)
        PAGES[name](headquarters)
        before = headquarters.page
        headquarters.key(Qt.Key.Key_Escape)
        assert headquarters.page is not before, name
    entry(headquarters)
    headquarters.key(Qt.Key.Key_Escape)
    assert headquarters.page is headquarters.desk.drive.home


def test_dialogs_have_names_for_every_control(headquarters, qtbot):
    box = PassphraseBox("“recall” is protected.", headquarters.window)
    box.open()
    box.refuse(PassphraseWrong(path="/x/recall.canvass"))
    crash = ReportWindow("ZeroDivisionError", headquarters.window)
    crash.open()
    assert unnamed(box) == unnamed(crash) == []
    assert box.refusal.height() >= box.refusal.heightForWidth(box.refusal.width())
    box.done_with()
    crash.close()


def test_the_words_to_copy_are_named_for_screen_readers(qtbot, headquarters):
    page = ProtectPage(headquarters.window.look, is_closing=False)
    qtbot.addWidget(page)
    assert page.generated in page.shown.accessibleName()


def test_what_the_printer_is_measured_with_is_named_for_screen_readers(headquarters):
    work("print")(headquarters)
    headquarters.page.form.ruler.click()
    headquarters.until(headquarters.page.ruler.isVisible)
    assert unnamed(headquarters.window) == []


@pytest.mark.parametrize("look", LOOKS)
def test_looks_change_while_the_window_runs(headquarters, look):
    headquarters.window.look.choose(look=look)
    colours = headquarters.window.look.colours
    assert QApplication.palette().window().color().name() == colours.window
    assert headquarters.window.settings.look == look


def test_text_grows_while_the_window_runs_and_is_kept(headquarters, sit_down):
    size = headquarters.entry.line_head.line.font().pointSizeF()
    headquarters.window.look.choose(text_size=150)
    assert headquarters.entry.line_head.line.font().pointSizeF() == pytest.approx(1.5 * size)
    headquarters.desk.close()
    assert sit_down().window.settings.text_size == 150


def test_home_says_where_the_drive_stands(headquarters):
    page = headquarters.desk.drive.home
    headquarters.until(lambda: page.said.text() != "")
    assert page.said.text().startswith("0 lines entered – 566,857 valid signatures needed")
    assert "Practice drive" in headquarters.window.windowTitle()


def test_files_dropped_on_home_are_shown_on_the_page_that_takes_them_in(headquarters, typing, tmp_path):
    typing.line(*ADA)
    typing.desk.drive.show_finish()
    typing.desk.drive.finish.choose_folder(str(tmp_path))
    typing.desk.drive.finish.write.click()
    typing.until(lambda: typing.desk.drive.finish.messages.said != "")
    headquarters.desk.drive.home.take_in_paths(sorted(tmp_path.glob("*.canvassbatch")))
    page = headquarters.desk.drive.work.page("take_in")
    assert headquarters.page is page
    headquarters.until(lambda: not page.sealed.isHidden())
    assert "is locked with a passphrase" in page.shown.text


def test_whoever_chose_the_systems_look_follows_it(headquarters):
    look = headquarters.window.look
    look.choose(look="system")
    for now in ("dark", "high_contrast", "light"):
        look.follow_system(now)
        assert look.colours == COLOURS[now]
    look.choose(look="dark")
    look.follow_system("high_contrast")
    assert look.colours == COLOURS["dark"]
