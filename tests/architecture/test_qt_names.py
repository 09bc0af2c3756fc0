"""No attribute of ours hides a method of Qt: `self.actions = ...` breaks what Qt calls by that name."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from tests.architecture.source import PROGRAM

MEANT = {
    # QObject, QThread, QRunnable
    "event", "eventFilter", "run", "parent",
    # QWidget and painting
    "sizeHint", "minimumSizeHint", "heightForWidth", "hasHeightForWidth", "paint", "boundingRect", "inputMethodQuery",
    "focusNextPrevChild", "initStyleOption", "setVisible", "hitButton", "nextCheckState",
    # models and proxies
    "rowCount", "columnCount", "data", "setData", "headerData", "setHeaderData", "flags", "index", "sibling", "sort",
    "canFetchMore", "fetchMore", "hasChildren", "insertRows", "removeRows", "moveRows", "itemData", "match",
    "mimeData", "mimeTypes", "canDropMimeData", "dropMimeData", "supportedDropActions", "supportedDragActions",
    "roleNames", "span", "buddy", "submit", "revert",
    "filterAcceptsRow", "filterAcceptsColumn", "lessThan", "mapToSource", "mapFromSource", "setSourceModel",
    # views and delegates
    "createEditor", "setEditorData", "setModelData", "updateEditorGeometry", "displayText", "editorEvent",
    "moveCursor", "selectionCommand", "keyboardSearch", "currentChanged", "selectionChanged", "scrollTo",
    # dialogs, wizards, input
    "accept", "reject", "done", "initializePage", "cleanupPage", "validatePage", "isComplete", "nextId",
    "validate", "fixup", "pathFromIndex", "splitPath", "highlightBlock",
    "stepBy", "stepEnabled", "textFromValue", "valueFromText", "insertFromMimeData", "createMimeDataFromSelection",
    # translators
    "translate",
    # layouts, styles, accessibility
    "addItem", "itemAt", "takeAt", "count", "setGeometry", "expandingDirections", "minimumSize",
    "drawControl", "drawPrimitive", "drawComplexControl", "pixelMetric", "styleHint", "polish", "unpolish",
}  # fmt: skip
"""Virtual functions that Qt's manual offers for overriding; and every `...Event` handler."""


def is_meant(name: str, value: object) -> bool:
    return isinstance(value, FunctionType) and (name in MEANT or name.endswith("Event"))


def of_qt(kind: type) -> list[type]:
    return [base for base in kind.__mro__ if base.__module__.startswith("PySide6.")]


def hidden(kind: type) -> list[str]:
    """Return the names in a class of ours that hide one of Qt's."""
    inherited = {name for base in of_qt(kind) for name in vars(base) if not name.startswith("__")} - {
        "staticMetaObject"
    }
    own = [name for name, value in vars(kind).items() if name in inherited and not is_meant(name, value)]
    return own + [name for name in set_on_self(kind) if name in inherited]


def set_on_self(kind: type) -> list[str]:
    """Return the attributes that the class's functions set on their first argument."""
    source = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    return [
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    ]


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages([str(PROGRAM / "desktop")], "canvass.desktop."):
        yield importlib.import_module(found.name)


def classes() -> list[type]:
    """Return the classes of the window that come from Qt."""
    found = {
        kind
        for module in modules()
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__ and of_qt(kind)
    }
    return sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__))


def test_no_name_of_ours_hides_one_of_qts():
    found = [f"{kind.__module__}.{kind.__qualname__}.{name}" for kind in classes() for name in hidden(kind)]
    assert found == []


class _Fine(QWidget):
    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = QLabel()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self.form.text()

    def _on_saved(self) -> None:
        self.setWindowTitle("")


class _ByAttribute(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.actions = [1]  # type: ignore[assignment]  # what this test is about


class _ByMethod(QLabel):
    def text(self) -> str:
        return ""


class _BySignal(QObject):
    destroyed = Signal(int)


class _ByTuple(QWidget):
    def rename(self) -> None:
        self.font, self.mine = Qt.Key.Key_A, 1  # type: ignore[assignment]  # what this test is about


@pytest.mark.parametrize(
    ("kind", "names"),
    [(_Fine, []), (_ByAttribute, ["actions"]), (_ByMethod, ["text"]), (_BySignal, ["destroyed"]), (_ByTuple, ["font"])],
)
def test_the_search_for_hidden_names_finds_them(kind, names):
    assert hidden(kind) == names
