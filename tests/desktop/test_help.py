"""Help: the topic of the page one is on, in both languages, with no link and no key that leads nowhere."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from canvass.desktop.help_page import HelpPage
from canvass.desktop.help_topics import HOME, ORDER, found_in, topic_of, topics
from canvass.desktop.help_topics import PAGES as TOPIC_OF_PAGE
from canvass.desktop.keys import GROUPS
from canvass.desktop.settings import LOOKS
from canvass.ground.resources import resource
from canvass.wording.texts import LETTER_OF, changelog, plain
from canvass.wording.translation import choose_language, languages, tr
from tests.architecture.source import REPOSITORY
from tests.desktop.test_every_page import PAGES, headquarters  # noqa: F401 - a window with every page
from tests.desktop.test_palettes import contrast

HELP, CARDS = resource("help"), resource("cards")
READABLE = 4.5
KEY = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
SCREEN = re.compile(r"\{([^{}]+)\}")


def files() -> list[Path]:
    return sorted([*HELP.rglob("*.md"), *CARDS.rglob("*.md")])


def file_name(path: Path) -> str:
    return "/".join(path.parts[-3:])


def texts_of_the_program() -> set[str]:
    found = set()
    for path in (REPOSITORY / "canvass").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"tr", "mark", "tr_n"}
            ):
                found |= {part.value for part in node.args if isinstance(part, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


@pytest.fixture
def spanish():
    choose_language("es")
    yield
    choose_language("en")


# ------------------------------------------------------------------------------------------------------ the texts


@pytest.mark.parametrize("folder", [HELP, CARDS], ids=["help", "cards"])
def test_every_language_has_the_same_topics(folder):
    names = {code: {path.name for path in (folder / code).glob("*.md")} for code in languages()}
    assert all(found == names["en"] for found in names.values())


@pytest.mark.parametrize("path", files(), ids=file_name)
def test_a_text_says_the_same_keys_links_and_buttons_in_every_language(path):
    english = path.parent.with_name("en") / path.name
    for pattern in (KEY, LINK, SCREEN):
        wanted = pattern.findall(english.read_text(encoding="utf-8"))
        assert Counter(pattern.findall(path.read_text(encoding="utf-8"))) == Counter(wanted)


@pytest.mark.parametrize("path", files(), ids=file_name)
def test_every_key_that_is_named_works(path):
    known = {key for group in GROUPS for one in group.keys for key in one.keys}
    known |= {key for group in GROUPS for fixed in group.fixed for key in fixed.keys}
    assert set(KEY.findall(path.read_text(encoding="utf-8"))) <= known


@pytest.mark.parametrize("path", files(), ids=file_name)
def test_every_button_that_is_named_is_called_so_in_the_window(path):
    named = {text.removesuffix(LETTER_OF) for text in SCREEN.findall(path.read_text(encoding="utf-8"))}
    assert named - texts_of_the_program() == set()


@pytest.mark.parametrize("path", files(), ids=file_name)
def test_no_link_leads_nowhere_and_none_out_of_help(path):
    assert all((path.parent / link).is_file() and "/" not in link for link in LINK.findall(path.read_text("utf-8")))


@pytest.mark.parametrize("code", list(languages()))
def test_every_topic_is_short_has_steps_or_answers_and_its_place_in_the_list(code):
    said = topics(code)
    assert [topic.name for topic in said] == list(ORDER)
    for topic in said:
        assert topic.text.startswith(f"# {topic.title}\n")
        assert re.search(r"^(1\.|- |## )", topic.text, re.MULTILINE), topic.name
        assert len(topic.text.split()) < 400, topic.name


def test_every_page_of_the_window_has_its_topic():
    made = {
        node.name
        for path in (REPOSITORY / "canvass" / "desktop").glob("*_page.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Page", "Pages"))
    }
    assert made - set(TOPIC_OF_PAGE) == {"CardPage", "HomePage"}
    assert {*TOPIC_OF_PAGE.values(), *HOME.values()} <= {topic.name for topic in topics("en")}


def test_words_are_found_without_accents_and_a_title_comes_first(spanish):
    assert found_in(topics("es"), "PAGINAS sueltas")[0].name == "loose"
    assert found_in(topics("es"), "nothing has that") == []


def test_buttons_come_in_the_language_of_the_window(spanish):
    first = next(topic for topic in topics("es") if topic.name == "first")
    assert plain(tr("&Print petition sheets")) in first.text
    assert "{" not in first.text


# ------------------------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("page", PAGES)
def test_f1_opens_help_at_the_topic_of_the_page_and_escape_leads_back(headquarters, page):  # noqa: F811
    PAGES[page](headquarters)
    before, focus = headquarters.page, QApplication.focusWidget()
    headquarters.key(Qt.Key.Key_F1)
    assert isinstance(headquarters.page, HelpPage)
    assert headquarters.page.topic.name == topic_of(before, is_hq=True)
    assert (headquarters.page.topic.name == ORDER[0]) == (page == "first")
    if page != "help":
        headquarters.key(Qt.Key.Key_F1)
        assert headquarters.page.topic.name == "help"
        headquarters.key(Qt.Key.Key_Escape)
        assert headquarters.page is before
        assert QApplication.focusWidget() is focus


def test_whoever_has_no_drive_open_gets_help_and_comes_back(volunteer):
    volunteer.key(Qt.Key.Key_F1)
    assert volunteer.page.topic.name == "first"
    volunteer.page.card.click()
    volunteer.window.findChild(QFileDialog).reject()
    volunteer.until(lambda: volunteer.window.findChild(QFileDialog) is None)
    volunteer.window.activateWindow()
    volunteer.until(lambda: QApplication.focusWidget() is not None)
    volunteer.key(Qt.Key.Key_Escape)
    assert volunteer.page is volunteer.window.first_start
    assert volunteer.window.first_start.type_names.hasFocus()


def test_help_keeps_what_is_half_typed_and_goes_back_into_its_field(typing):
    typing.type("Ada Love")
    typing.key(Qt.Key.Key_F1)
    assert typing.page.topic.name == "entry"
    typing.key(Qt.Key.Key_Escape)
    typing.type("lace")
    assert typing.fields.edits["name"].text() == "Ada Lovelace"
    assert typing.window.menus["line"].menuAction().isVisible()


def test_from_privacy_one_gets_help_and_back_through_both(reading):
    reading.key(Qt.Key.Key_Escape)
    reading.desk.show_card("privacy")
    reading.key(Qt.Key.Key_F1)
    assert reading.page.topic.name == "privacy"
    reading.key(Qt.Key.Key_Escape)
    assert reading.page.title.text().startswith("What we keep")
    reading.key(Qt.Key.Key_Escape)
    assert reading.page is reading.entry


@pytest.fixture
def reading(headquarters):  # noqa: F811
    """Somebody at headquarters who has just pressed F1 where names are typed."""
    headquarters.desk.drive.show_entry()
    headquarters.key(Qt.Key.Key_F1)
    return headquarters


def test_help_is_searched_by_keys_alone(reading):
    page = reading.page
    page.search.setFocus()
    reading.type("recovery envelope")
    assert page.topic.name == "hq_keys"
    assert page.found.text() == "1 topic"
    assert len(page.text.extraSelections()) >= 2
    reading.key(Qt.Key.Key_Return)
    assert page.text.hasFocus()
    reading.key(Qt.Key.Key_Escape)
    assert reading.page is reading.entry


def test_what_is_found_nowhere_leaves_the_text_that_was_read(reading):
    reading.page.search.setFocus()
    reading.type("xyzzy")
    assert reading.page.found.text() == "0 topics"
    assert reading.page.list.count() == 0
    assert reading.page.text.toPlainText().startswith(reading.page.topic.title)


def test_a_link_leads_to_its_topic_and_alt_left_back(reading):
    page = reading.page
    page.text.anchorClicked.emit(QUrl("finish.md"))
    assert page.topic.name == "finish"
    reading.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.topic.name == "entry"


def test_no_link_opens_anything_outside(reading):
    page = reading.page
    page.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert page.topic.name == "entry"
    assert not page.text.openExternalLinks()
    assert not page.text.openLinks()


@pytest.mark.parametrize("look", LOOKS)
def test_every_letter_of_help_is_readable_in_every_palette(reading, look):
    reading.window.look.choose(look=look)
    page, base = reading.page, reading.page.palette().base().color().name()
    for topic in topics("en"):
        page.open_topic(topic.name)
        cursor = QTextCursor(page.text.document())
        while not cursor.atEnd():
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
            brush = cursor.charFormat().foreground()
            is_set = brush.style() != Qt.BrushStyle.NoBrush
            colour = brush.color() if is_set else page.text.palette().text().color()
            assert contrast(QColor(colour).name(), base) >= READABLE, topic.name
            cursor.movePosition(QTextCursor.MoveOperation.NextWord)
    page.search.setText("the")
    found = page.text.extraSelections()[0]
    assert contrast(found.format.foreground().color().name(), found.format.background().color().name()) >= READABLE


def test_the_volunteers_card_is_saved_from_help(reading, tmp_path):
    out = tmp_path / "card.pdf"
    reading.desk.helping.save_card("volunteer", ["en"], out)
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in reading.page.messages.said
    reading.desk.helping.save_card("volunteer", ["en"], tmp_path / "nowhere" / "card.pdf")
    assert reading.page.messages.kind == "problem"


def test_privacy_says_where_the_file_is_and_who_can_read_it(headquarters, tmp_path):  # noqa: F811
    headquarters.desk.show_card("privacy")
    page = headquarters.page
    assert str(tmp_path / "recall.canvass") in page.file.text()
    assert "no passphrase" in page.readers.text()
    assert page.protect.isVisible()
    assert page.chosen_languages == ["en"]
    page.languages.setCurrentIndex(page.languages.count() - 1)
    assert page.chosen_languages == list(languages())


def test_about_shows_what_every_version_brought(headquarters):  # noqa: F811
    headquarters.desk.show_card("about")
    shown = {label.text() for label in headquarters.page.findChildren(QLabel)}
    for release in changelog("en"):
        assert release.heading in shown
        assert {f"•  {change}" for change in release.changes} <= shown
