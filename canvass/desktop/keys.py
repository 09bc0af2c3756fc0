"""Every key of the window in one table: actions are made from it, and so is the page that shows them."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from canvass.wording.translation import mark, tr


class Key(NamedTuple):
    """What a key does, and the keys that do it: the first is shown on buttons."""

    name: str
    keys: tuple[str, ...]
    says: str


ENTRY_KEYS = (
    Key("same_as_above", ("F8", "Alt+A"), mark("Same as above (this field)")),
    Key("same_household", ("Shift+F8", "Alt+O"), mark("Same household (address, city, ZIP)")),
    Key("line_is", ("F4", "Alt+L"), mark("This line is…")),
    Key("undo", ("Ctrl+Z",), mark("Undo")),
    Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), mark("Put back what undo took out of the form")),
    Key("jump", ("Ctrl+J",), mark("Jump to line")),
    Key("line_before", ("Ctrl+Up",), mark("Line before")),
    Key("line_after", ("Ctrl+Down",), mark("Line after")),
    Key("next_sheet", ("Ctrl+Shift+N",), mark("Next sheet")),
    Key("remark", ("F9", "Alt+R"), mark("Remark on this line")),
    Key("typist", ("F2", "Alt+T"), mark("Who is typing")),
    Key("show_anyway", ("F6", "Alt+E"), mark("Show what was typed before, to correct it")),
)
DECIDE_KEYS = (
    Key("type_it", ("E",), mark("Type what the paper says")),
    Key("no_signature", ("V",), mark("Not a signature…")),
    Key("later", ("S", "Right"), mark("Later: show the next")),
    Key("before", ("Left",), mark("The one before")),
    Key("undo_decision", ("Ctrl+Z",), mark("Undo the last decision")),
)
OUT_KEYS = (
    Key("handed_out", ("Alt+O",), mark("Out")),
    Key("returned", ("Alt+B",), mark("Back")),
    Key("spoiled", ("Alt+S",), mark("Spoiled")),
    Key("lost", ("Alt+L",), mark("Lost")),
    Key("carried", ("Alt+C",), mark("Carried by")),
    Key("undo_move", ("Ctrl+Z",), mark("Take back what was told last of sheets")),
)
PRINT_KEYS = (
    Key("save_pdf", ("Ctrl+S",), mark("Save the PDF")),
    Key("draw_again", ("F5",), mark("Draw the page again")),
    Key("undo_failed", ("Ctrl+Z",), mark("Take back which sheets failed in the printer")),
)
LOOSE_KEYS = (Key("undo_link", ("Ctrl+Z",), mark("Take back which sheet a page was said to be")),)
COUNT_KEYS = (Key("turn", ("T",), mark("The table in place of the chart, or the chart again")),)
FIND_KEYS = (Key("story", ("Ctrl+Return", "Ctrl+Enter"), mark("What happened to the sheet")),)
WINDOW_KEYS = (
    Key("find", ("Ctrl+K",), mark("Find")),
    Key("print", ("Ctrl+2", "Ctrl+P"), mark("Print sheets")),
    Key("petition", ("Ctrl+Shift+P",), mark("What the petition says")),
    Key("kit", ("Ctrl+Shift+K",), mark("Set-up file for another laptop")),
    Key("hq_keys", ("Ctrl+Shift+Y",), mark("Headquarters’ keys")),
    Key("out_back", ("Ctrl+3",), mark("Sheets out and back")),
    Key("loose", ("Ctrl+L",), mark("Loose pages")),
    Key("take_in", ("Ctrl+6",), mark("Take in files")),
    Key("to_decide", ("Ctrl+5",), mark("To decide")),
    Key("count", ("Ctrl+7",), mark("Count")),
    Key("spreadsheet", ("Ctrl+I",), mark("Take in a spreadsheet")),
    Key("receipt", ("Ctrl+Shift+R",), mark("What headquarters holds")),
    Key("hide_names", ("Ctrl+Shift+L",), mark("Hide names")),
    Key("larger", ("Ctrl++", "Ctrl+="), mark("Larger text")),
    Key("smaller", ("Ctrl+-",), mark("Smaller text")),
    Key("open", ("Ctrl+O",), mark("Open a drive…")),
    Key("settings", ("Ctrl+,",), mark("Settings")),
    Key("start", ("Alt+Home",), mark("Start page")),
    Key("help", ("F1",), mark("Help for this page")),
    Key("keys", ("Ctrl+/", "F12"), mark("All keys")),
    Key("quit", ("Ctrl+Q",), mark("Quit")),
)
HELP_KEYS = (Key("topic_before", ("Alt+Left",), mark("The text of help read before this one")),)


class Fixed(NamedTuple):
    """Keys that every field, list or menu of their kind answers: how they are shown, what they do, which they are."""

    shown: str
    says: str
    keys: tuple[str, ...]


TYPING_FIXED = (
    Fixed(mark("Enter"), mark("Next field; in the last field: save the line"), ("Enter",)),
    Fixed(mark("Tab, Shift+Tab"), mark("Next, previous field, without saving"), ("Tab", "Shift+Tab")),
    Fixed(mark("→, End"), mark("Take the grey text"), ("Right", "End")),
    Fixed(mark("Backspace"), mark("Leave the grey text away"), ("Backspace",)),
    Fixed(mark("↑, ↓"), mark("Line before, line after"), ("Up", "Down")),
    Fixed(mark("F4, then B C U N"), mark("Blank, crossed out, unreadable, not signed"), ("B", "C", "U", "N")),
)
DECIDE_FIXED = (Fixed(mark("1 to 9"), mark("Keep the reading with this number"), tuple("123456789")),)
OUT_FIXED = (
    Fixed(
        mark("Alt+1 to Alt+5"), mark("One of the people who got sheets last"), tuple(f"Alt+{n}" for n in range(1, 6))
    ),
)
LOOSE_FIXED = (Fixed(mark("Enter"), mark("In the list: to the field; there: it is this sheet"), ("Enter",)),)
FIND_FIXED = (Fixed(mark("↑, ↓"), mark("Choose among what was found; Enter opens it"), ("Up", "Down")),)
WINDOW_FIXED = (
    Fixed(mark("Esc"), mark("Back; nothing typed is lost"), ("Esc",)),
    Fixed(mark("Alt"), mark("The menu; with an underlined letter: that button"), ("Alt",)),
)


class Group(NamedTuple):
    """The keys that work in one place: everywhere, or on the page whose topic of help has this name."""

    topic: str
    title: str
    keys: tuple[Key, ...]
    fixed: tuple[Fixed, ...] = ()


EVERYWHERE = "everywhere"
GROUPS = (
    Group(EVERYWHERE, mark("Everywhere"), WINDOW_KEYS, WINDOW_FIXED),
    Group("entry", mark("Typing names"), ENTRY_KEYS, TYPING_FIXED),
    Group("to_decide", mark("To decide"), DECIDE_KEYS, DECIDE_FIXED),
    Group("out_back", mark("Sheets out and back"), OUT_KEYS, OUT_FIXED),
    Group("loose", mark("Loose pages"), LOOSE_KEYS, LOOSE_FIXED),
    Group("count", mark("Count"), COUNT_KEYS),
    Group("find", mark("Find"), FIND_KEYS, FIND_FIXED),
    Group("print", mark("Print sheets"), PRINT_KEYS),
    Group("help", mark("Help"), HELP_KEYS),
)
"""All keys there are: what is not here does not work, and what works is here."""


def action_for(owner: QWidget, key: Key, do: Callable[[], object]) -> QAction:
    """Return a new action of `owner` for a key of the table; the key works wherever in it the focus is."""
    action = QAction(tr(key.says), owner)
    action.setObjectName(key.name)
    action.setShortcuts([QKeySequence(text) for text in key.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked: do())
    owner.addAction(action)
    return action


def shown_keys(key: Key) -> str:
    """Return the keys as this system spells them."""
    return ", ".join(map(shown_key, key.keys))


def shown_key(text: str) -> str:
    """Return one key, given as the table spells it, as this system spells it."""
    return QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText) or text


def groups_for(topic: str) -> tuple[Group, ...]:
    """Return all groups, those of the page with this topic first."""
    return tuple(sorted(GROUPS, key=lambda group: (group.topic != topic, group.topic != EVERYWHERE)))
