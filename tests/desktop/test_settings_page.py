"""The page of settings: everything on it takes effect at once, is kept, and goes back to what it was at first."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from canvass.campaign.generations import kept_copies
from canvass.campaign.passphrase import protect
from canvass.campaign.places import default_folder
from canvass.desktop.settings import AT_FIRST, Settings, settings_file
from tests.desktop.conftest import unnamed

Key = Qt.Key
ADA = ("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")


def ask_settings(volunteer):
    volunteer.ctrl(Key.Key_Comma)
    page = volunteer.desk.choosing.page
    volunteer.until(lambda: volunteer.page is page and page.isVisible())
    return page


def choose(volunteer, page, name, value):
    """Choose by keys alone: Tab to the box, then the arrows."""
    box = page.choices[name].box
    for _ in range(60):
        if box.hasFocus():
            break
        volunteer.key(Key.Key_Tab)
    assert box.hasFocus()
    while box.currentData() != value:
        volunteer.key(Key.Key_Down if box.findData(value) > box.currentIndex() else Key.Key_Up)


def in_sight(page):
    return [row.title.text() for row in page.rows if row.isVisible()]


@pytest.fixture
def settings(typing):
    """A volunteer on the page of settings, with a drive open behind it."""
    return typing, ask_settings(typing)


def test_ctrl_comma_opens_the_settings_from_the_first_page_too_and_esc_goes_back(volunteer):
    page = ask_settings(volunteer)
    assert "No drive is open" in page.protection.says.text()
    assert not page.protect.isEnabled()
    assert not page.drive_row.isVisible()
    volunteer.key(Key.Key_Escape)
    assert volunteer.page is volunteer.window.first_start


def test_every_setting_says_what_it_was_at_first_and_every_control_is_named(settings):
    _, page = settings
    assert unnamed(page) == []
    for row in page.choices.values():
        assert "At first: " in row.says.text()


def test_what_is_chosen_is_seen_at_once_and_kept(settings, sit_down):
    volunteer, page = settings
    choose(volunteer, page, "text_size", 125)
    assert QApplication.font().pointSizeF() == pytest.approx(15)
    choose(volunteer, page, "look", "dark")
    assert QApplication.palette().window().color().name() == volunteer.window.look.colours.window == "#1e1f22"
    choose(volunteer, page, "idle_minutes", 5)
    assert volunteer.desk.idle.clock.interval() == 5 * 60_000
    volunteer.window.close()
    again = sit_down()
    assert again.window.settings.text_size == 125
    assert again.desk.idle.clock.interval() == 5 * 60_000


def test_what_is_chosen_elsewhere_is_shown(settings):
    volunteer, page = settings
    volunteer.desk.menus.change_text_size(1)
    assert page.choices["text_size"].value == 110
    assert page.choices["text_size"].as_at_first.isEnabled()


def test_one_setting_and_all_of_them_go_back_to_what_they_were_at_first(settings):
    volunteer, page = settings
    choose(volunteer, page, "text_size", 125)
    choose(volunteer, page, "copies_kept", 10)
    page.choices["text_size"].as_at_first.click()
    assert volunteer.window.settings.text_size == 100
    assert volunteer.window.settings.copies_kept == 10
    page.all_as_at_first.click()
    for name, value in AT_FIRST.items():
        assert getattr(volunteer.window.settings, name) == value
    assert "untouched" in page.messages.said


def test_a_search_narrows_the_settings_and_says_when_nothing_is_left(settings):
    volunteer, page = settings
    everything = in_sight(page)
    volunteer.type("zip")
    assert in_sight(page) == ["Order of the fields in which one types"]
    volunteer.type(" quux")
    assert in_sight(page) == []
    assert "zip quux" in page.none_found.text()
    assert page.none_found.isVisible()
    page.search.selectAll()
    volunteer.key(Key.Key_Delete)
    assert in_sight(page) == everything
    assert not page.none_found.isVisible()


def test_zip_first_changes_the_way_of_enter_at_once_and_what_is_typed_stays(typing):
    typing.type("Ada")
    page = ask_settings(typing)
    choose(typing, page, "entry_order", "zip_first")
    typing.key(Key.Key_Escape)
    typing.until(typing.fields.edits["zip"].hasFocus)
    assert typing.fields.typed.name == "Ada"
    typing.type("90026")
    for text in ("", " Lovelace", "12 Sunset Blvd", "Los Angeles"):
        typing.type(text)
        typing.key(Key.Key_Return)
    typing.settle()
    row = typing.rows()[1]
    assert (row.name, row.address, row.city, row.zip) == ADA
    typing.type("90026")
    typing.key(Key.Key_Return)
    assert typing.fields.typed.city == "Los Angeles", "the ZIP tells the city"
    typing.type("Ben Bell")
    typing.key(Key.Key_Return)
    typing.type("14 Sunset Blvd")
    typing.key(Key.Key_Return)
    typing.settle()
    assert typing.rows()[2].city == "Los Angeles", "and Enter passes it"


def test_as_many_copies_are_kept_as_are_chosen(typing):
    page = ask_settings(typing)
    choose(typing, page, "copies_kept", 1)
    typing.key(Key.Key_Escape)
    copies = typing.desk.drive.copies
    for name in ("Ada", "Ben"):
        typing.line(name, *ADA[1:])
        with typing.qtbot.waitSignal(copies.kept):
            typing.key(Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(kept_copies(typing.desk.drive.session.path)) == 1


def test_the_drive_says_where_it_lies_and_whether_it_is_protected(settings):
    volunteer, page = settings
    path = volunteer.desk.drive.session.path
    assert str(path) in page.drive_row.says.text()
    assert f"{path.name}.backup-1" in page.drive_row.says.text()
    assert "not protected" in page.protection.says.text()
    assert str(default_folder()) in page.new_row.says.text()
    page.protect.click()
    volunteer.until(lambda: volunteer.page is not page)
    assert type(volunteer.page).__name__ == "ProtectPage"


def test_a_protected_drive_says_so_and_offers_nothing(typing, sit_down):
    path = typing.desk.drive.session.path
    typing.desk.close()
    protect(path, None, "alpha beta gamma delta epsilon")
    again = sit_down(path)
    again.until(lambda: again.desk.opening.box is not None)
    again.desk.opening.box.given.emit("alpha beta gamma delta epsilon")
    again.until(lambda: again.desk.drive is not None)
    again.window.activateWindow()  # as a desktop does when the box above it is gone
    again.until(again.fields.edits["name"].hasFocus)
    page = ask_settings(again)
    assert "is protected" in page.protection.says.text()
    assert not page.protect.isEnabled()


class Shown(QObject):
    """Takes the place of the system's program for folders."""

    def __init__(self):
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url):
        self.urls.append(url)


def test_a_folder_is_shown_by_the_system(settings):
    _, page = settings
    shown = Shown()
    QDesktopServices.setUrlHandler("file", shown, "show")  # type: ignore[arg-type]  # bytes it refuses
    try:
        page.new_row.findChild(type(page.protect)).click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in shown.urls] == [str(default_folder())]


def test_drives_opened_before_are_told_and_forgotten_and_no_file_goes(typing, tmp_path):
    settings, path = typing.window.settings, typing.desk.drive.session.path
    settings.note_recent(tmp_path / "gone.canvass")
    page = ask_settings(typing)
    assert page.recent.says.text() == "2 drives are listed on the first page; not there any more: 1."
    page.forget_missing.click()
    assert settings.recent == [path]
    assert page.messages.said == "1 drive is not listed any more. No file was removed."
    assert not page.forget_missing.isEnabled()
    page.forget_all.click()
    assert settings.recent == []
    assert settings.newest(("lone",)) is None
    assert path.exists()
    assert page.recent.says.text() == "None is listed on the first page."


def test_a_settings_file_edited_by_hand_breaks_nothing(qapp, sit_down):
    path = settings_file()
    path.parent.mkdir(parents=True)
    nonsense = ("plaid", "-1", "@Invalid()", "99999999999999999999", "true", "é, ü", "")
    for value in nonsense:
        path.write_text("[General]\n" + "".join(f"{name}={value}\n" for name in (*AT_FIRST, "language")))
        kept = Settings(path)
        for name, at_first in AT_FIRST.items():
            if (name, value) != ("sounds", "true"):
                assert getattr(kept, name) == at_first, (name, value)
    page = ask_settings(sit_down())
    assert page.choices["look"].value == "system"


@pytest.mark.parametrize("name", ["look", "text_size", "entry_order", "sounds", "idle_minutes", "copies_kept"])
def test_every_choice_survives_a_restart(name, settings, sit_down):
    volunteer, page = settings
    box = page.choices[name].box
    value = box.itemData((box.currentIndex() + 1) % box.count())
    choose(volunteer, page, name, value)
    volunteer.window.close()
    again = sit_down()
    assert getattr(again.window.settings, name) == value
    assert ask_settings(again).choices[name].value == value


def test_another_language_is_spoken_at_once_on_this_page_too(settings):
    volunteer, page = settings
    choose(volunteer, page, "language", "es")
    volunteer.until(lambda: volunteer.desk.choosing.page is not page)
    anew = volunteer.desk.choosing.page
    volunteer.until(lambda: volunteer.page is anew)
    assert anew.choices["language"].value == "es"
    assert volunteer.desk.drive is not None
    choose(volunteer, anew, "language", "en")
    volunteer.until(lambda: volunteer.desk.choosing.page is not anew)
