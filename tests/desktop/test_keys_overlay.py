"""All keys over the page: every key that works is in the one list, and no two get in each other's way."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from canvass.desktop.keys import EVERYWHERE, GROUPS, groups_for
from tests.desktop.test_every_page import PAGES, headquarters  # noqa: F401 - a window with every page

CONTROL = Qt.KeyboardModifier.ControlModifier


def portable(sequence: QKeySequence) -> str:
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def listed() -> set[str]:
    texts = {key for group in GROUPS for one in group.keys for key in one.keys}
    texts |= {key for group in GROUPS for fixed in group.fixed for key in fixed.keys}
    return {portable(QKeySequence(text)) for text in texts}


def actions_of(owner: QWidget) -> list[QAction]:
    menus = [action for action in owner.actions() if action.menu() is None]
    return [action for action in menus if action.shortcuts()]


def keys_here(volunteer) -> Counter[str]:
    """Return every sequence that does something on the page in sight, with how many things it would do."""
    window, page = volunteer.window, volunteer.page
    found: Counter[str] = Counter()
    menus = [menu for menu in window.menus.values() if menu.menuAction().isVisible()]
    actions = {action for menu in menus for action in actions_of(menu)}
    for widget in (page, *page.findChildren(QWidget)):
        if widget.isVisibleTo(window):
            actions.update(actions_of(widget))
            if isinstance(widget, QAbstractButton) and widget.isEnabled() and not widget.shortcut().isEmpty():
                found[portable(widget.shortcut())] += 1
            if isinstance(widget, QLabel) and widget.buddy() is not None:
                found[portable(QKeySequence.mnemonic(widget.text()))] += 1
    for action in actions:
        found.update(portable(sequence) for sequence in action.shortcuts())
    for shortcut in page.findChildren(QShortcut):
        if shortcut.isEnabled() and shortcut.parent().isVisibleTo(window):
            found[portable(shortcut.key())] += 1
    found.update(portable(QKeySequence.mnemonic(menu.title())) for menu in menus)
    found.pop("", None)
    return found


def is_underlined(key: str) -> bool:
    """Whether it is an Alt with one letter, which its button or label shows underlined."""
    return key.startswith("Alt+") and len(key) == len("Alt+A")


@pytest.mark.parametrize("page", PAGES)
def test_no_key_is_hidden(headquarters, page):  # noqa: F811
    PAGES[page](headquarters)
    assert {key for key in keys_here(headquarters) if not is_underlined(key)} - listed() == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_two_keys_clash_on_a_page(headquarters, page):  # noqa: F811
    PAGES[page](headquarters)
    assert {key: times for key, times in keys_here(headquarters).items() if times > 1} == {}


def test_no_key_is_in_the_list_twice_for_one_place():
    everywhere = [key for group in GROUPS if group.topic == EVERYWHERE for one in group.keys for key in one.keys]
    for group in GROUPS:
        here = [key for one in group.keys for key in one.keys]
        both = here if group.topic == EVERYWHERE else [*everywhere, *here]
        assert [key for key, times in Counter(both).items() if times > 1] == [], group.topic


def test_every_key_of_the_list_is_one_that_qt_knows():
    assert all(portable(QKeySequence(key)) for group in GROUPS for one in group.keys for key in one.keys)


def test_the_keys_of_the_page_stand_first_and_then_those_that_work_everywhere():
    assert [group.topic for group in groups_for("out_back")][:2] == ["out_back", EVERYWHERE]
    assert {group.topic for group in groups_for("finish")} == {group.topic for group in GROUPS}
    assert groups_for("a page without keys of its own")[0].topic == EVERYWHERE


@pytest.fixture
def looking(headquarters):  # noqa: F811
    """Somebody who types names and has just pressed Ctrl+/."""
    headquarters.desk.drive.show_entry()
    headquarters.key(Qt.Key.Key_Slash, CONTROL)
    assert headquarters.desk.helping.overlay.isVisible()
    return headquarters


def test_all_keys_lie_over_the_page_and_say_what_each_does(looking):
    overlay = looking.desk.helping.overlay
    said = overlay.text.toPlainText()
    assert overlay.geometry() == looking.window.rect()
    for group in GROUPS:
        assert group.title in said
        assert all(key.says in said for key in group.keys)
    assert said.index("Typing names") < said.index("Everywhere")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_Q, Qt.Key.Key_Tab, Qt.Key.Key_Space])
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_any_key_closes_it_and_does_nothing_else(looking, key, modifier):
    looking.key(key, modifier)
    assert not looking.desk.helping.overlay.isVisible()
    assert looking.fields.edits["name"].hasFocus()
    assert looking.work.typed.is_empty
    assert looking.page is looking.entry
    assert looking.window.isVisible()


def test_arrows_scroll_and_a_key_held_for_another_does_not_close(looking):
    looking.window.resize(900, 500)
    looking.window.look.choose(text_size=150)
    overlay = looking.desk.helping.overlay
    for key in (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_PageDown):
        looking.key(key)
    assert overlay.isVisible()
    assert overlay.text.verticalScrollBar().value() > 0


@pytest.mark.parametrize(("size", "width", "height"), [(150, 1366, 740), (100, 1024, 672)])
def test_no_line_of_it_is_wider_than_the_screen(looking, size, width, height):
    looking.window.look.choose(text_size=size)
    looking.window.resize(width, height)
    overlay = looking.desk.helping.overlay
    looking.until(lambda: overlay.size() == looking.window.size())
    assert overlay.text.horizontalScrollBar().maximum() == 0
    assert QApplication.focusWidget() is overlay.text
