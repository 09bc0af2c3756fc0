"""Every page in Spanish, and in a language 40 % longer than English: nothing is cut off, nothing stays in English."""

import re
from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from canvass.batches.founding import create_drive
from canvass.desktop.crash_window import ReportWindow
from canvass.desktop.passphrase_box import PassphraseBox
from canvass.ground.resources import resource
from canvass.practice.drive import PETITION, petition_fields
from canvass.wording import translation
from tests.desktop.test_every_page import PAGES
from tests.translations.longer import CODE, NAME, longer_catalogue
from tests.translations.update import catalogue, texts

SIZES = ((150, 1366, 740), (100, 1024, 672))
LETTER = re.compile(r"&(?!&)(\w)")
IN_ENGLISH = {"English", "Scroll Left", "Scroll Right"}
"""Its own name; and Qt's, of buttons that only a mouse reaches."""
MARKUP = re.compile("[</]")
"""What is a path, or comes from the texts that travel as Markdown, which are translated as a whole."""


def settings_page(volunteer):
    volunteer.desk.choosing.show()


ALL_PAGES = {"settings": settings_page} | PAGES


@pytest.fixture
def _longer(tmp_path, monkeypatch):
    """Make the longer language one that can be chosen."""
    compiled = tmp_path / "canvass.mo"
    compiled.write_bytes(longer_catalogue())
    monkeypatch.setitem(translation.LANGUAGES, CODE, NAME)
    monkeypatch.setattr(translation, "resource", lambda *parts: compiled if CODE in parts else resource(*parts))


@pytest.fixture
def headquarters(request, sit_down, tmp_path, monkeypatch, _longer):
    """A window at headquarters, which has every page, of somebody whose system speaks the language asked for."""
    monkeypatch.setenv("LANGUAGE", request.param)
    path = tmp_path / "recall.canvass"
    create_drive(path, PETITION, petition_fields(date(2026, 5, 3)), practice=True).campaign.close()
    volunteer = sit_down(path)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.window.settings.note_recent(tmp_path / "gone.canvass")
    yield volunteer
    translation.choose_language(translation.SOURCE)


def shown_pages(volunteer):
    """Show each page, and wait until all that it asks of the file has come."""
    for name, show in ALL_PAGES.items():
        show(volunteer)
        volunteer.until(lambda: volunteer.page.isVisible() and volunteer.desk.drive.session.is_at_rest)
        QApplication.sendPostedEvents()
        yield name, volunteer.page


def in_sight(page, kind):
    return [widget for widget in page.findChildren(kind) if widget.isVisible() and widget.text()]


def cut_off(page):
    """Return the texts that have less room than they need: across, or in a paragraph down."""
    labels = in_sight(page, QLabel)
    rows = [label for label in labels if not label.wordWrap()] + in_sight(page, QAbstractButton)
    paragraphs = [label for label in labels if label.wordWrap()]
    cut = [row for row in rows if row.sizeHint().width() > row.width() + 1]
    cut += [label for label in paragraphs if label.heightForWidth(label.width()) > label.height() + 1]
    cut += [row for row in rows if row.mapTo(page, row.rect().topRight()).x() > page.width()]
    return [widget.text() for widget in cut]


@pytest.mark.parametrize("headquarters", ["es", CODE], indirect=True)
@pytest.mark.parametrize(("size", "width", "height"), SIZES)
def test_no_page_is_too_wide_and_no_text_cut_off(headquarters, size, width, height):
    headquarters.window.look.choose(text_size=size)
    headquarters.window.resize(width, height)
    pages = headquarters.window.pages
    faults = {}
    for name, page in shown_pages(headquarters):
        wide = max(page.width() - pages.viewport().width(), headquarters.window.minimumSizeHint().width() - width)
        if wide > 0 or cut_off(page):
            faults[name] = (wide, cut_off(page))
    assert faults == {}


def shown_texts(window):
    """Return every text on the page in sight, and what is said of it to a screen reader; and the menus'."""
    found = [window.windowTitle()]
    for menu in window.menus.values():
        found += [menu.title(), *(action.text() for action in menu.actions())]
    for widget in window.pages.page.findChildren(QWidget):
        if widget.isVisible():
            found += [widget.accessibleName(), widget.toolTip()]
            found += [widget.text()] if isinstance(widget, QLabel | QAbstractButton) else []
            found += [widget.placeholderText()] if isinstance(widget, QLineEdit) else []
            found += [widget.itemText(at) for at in range(widget.count())] if isinstance(widget, QComboBox) else []
            found += headings(widget) if isinstance(widget, QTableView) else []
    return {text for text in found if text}


def headings(table):
    model = table.model()
    columns = range(0 if model is None else model.columnCount())
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]


@pytest.mark.parametrize("headquarters", ["es"], indirect=True)
def test_nothing_in_sight_stays_in_english(headquarters):
    english = {message.id for message in texts(catalogue("es")) if message.id != message.string}
    left = {name: shown_texts(headquarters.window) & english for name, _ in shown_pages(headquarters)}
    assert {name: stayed for name, stayed in left.items() if stayed} == {}


@pytest.mark.parametrize("headquarters", [CODE], indirect=True)
def test_nothing_in_sight_is_written_without_being_given_to_translate(headquarters):
    """In a language full of accents what has none was never translated."""
    left = {}
    for name, page in shown_pages(headquarters):
        plain = {text for text in shown_texts(headquarters.window) if text.isascii() and re.search("[A-Za-z]{3}", text)}
        plain -= IN_ENGLISH | {getattr(page, "generated", "")}
        if stayed := {text for text in plain if not MARKUP.search(text)}:
            left[name] = stayed
    assert left == {}


def letters(volunteer):
    """Return how often each letter is to be pressed with Alt: in the menus, on the page, by the page's own keys."""
    window = volunteer.window
    said = [menu.title() for menu in window.menus.values() if menu.menuAction().isVisible()]
    said += [widget.text() for widget in in_sight(window.pages.page, QAbstractButton)]
    said += [label.text() for label in in_sight(window.pages.page, QLabel) if label.buddy() is not None]
    found = Counter(letter.lower() for text in said for letter in LETTER.findall(text))
    keys = (key.toString() for action in window.pages.page.actions() for key in action.shortcuts())
    found.update(key[-1].lower() for key in keys if re.fullmatch(r"Alt\+\w", key))
    return {letter for letter, times in found.items() if times > 1}


@pytest.mark.parametrize("headquarters", ["en", "es"], indirect=True)
def test_no_letter_is_asked_for_twice_on_a_page(headquarters):
    twice = {name: letters(headquarters) for name, _ in shown_pages(headquarters)}
    assert {name: asked for name, asked in twice.items() if asked} == {}


@pytest.mark.usefixtures("_longer")
@pytest.mark.parametrize("code", ["es", CODE])
@pytest.mark.parametrize("screen", SIZES)
def test_the_pages_of_a_file_that_belongs_to_no_drive_fit_too(sit_down, monkeypatch, code, screen):
    size, width, height = screen
    monkeypatch.setenv("LANGUAGE", code)
    volunteer = sit_down()
    volunteer.window.look.choose(text_size=size)
    volunteer.window.resize(width, height)
    volunteer.start_typing()
    volunteer.line("Ada Lovelace", "12 Sunset Blvd", "Los Angeles", "90026")
    faults = {}
    for show in (volunteer.desk.drive.show_entry, volunteer.desk.drive.show_find, volunteer.desk.drive.show_finish):
        show()
        volunteer.until(lambda: volunteer.desk.drive.session.is_at_rest)
        QApplication.sendPostedEvents()
        wide = volunteer.page.width() - volunteer.window.pages.viewport().width()
        if wide > 0 or cut_off(volunteer.page):
            faults[type(volunteer.page).__name__] = (wide, cut_off(volunteer.page))
    translation.choose_language(translation.SOURCE)
    assert faults == {}


@pytest.mark.parametrize("headquarters", ["es", CODE], indirect=True)
def test_dialogs_have_room_for_their_words(headquarters):
    headquarters.window.look.choose(text_size=150)
    boxes = (
        PassphraseBox("“recall”", headquarters.window),
        ReportWindow("ZeroDivisionError", headquarters.window),
    )
    for box in boxes:
        box.open()
        headquarters.until(box.isVisible)
        QApplication.sendPostedEvents()
        assert cut_off(box) == []
        assert box.width() <= headquarters.window.width()
        box.close()
    boxes[0].done_with()
