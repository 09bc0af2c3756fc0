"""What a program sees by itself of a picture: text cut off or faint, controls without a name, scrolling sideways."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from tests.desktop.conftest import unnamed

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: text against what is behind it."""

FEWEST_PIXELS = 8
"""Of what looks over an edge of a scrolled page by less nobody reads a letter."""

TEXT_PIXELS = 6
"""So many pixels of one colour are a stroke of a letter, and no chance."""

Widget = QLabel | QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit


def found(window: QWidget, page: QWidget, picture: QImage) -> Iterator[str]:
    """Yield one line for each thing to look at in a window that was just drawn."""
    yield from (f"no name for screen readers: {control}" for control in unnamed(window))
    for area in (*page.findChildren(QScrollArea), *window.findChildren(QScrollArea)):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            yield f"scrolls sideways by {area.horizontalScrollBar().maximum()} px: {type(area.widget()).__name__}"
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield from _cut_off(widget)
            if isinstance(widget, Widget):
                yield from _faint(widget, window, picture)


def _cut_off(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QHeaderView):
        yield from _headings_cut_off(widget)
    elif any(is_cut(widget) for kind, is_cut in CUT.items() if isinstance(widget, kind)):
        yield f"cut off: {type(widget).__name__} {text_of(widget)[:80]!r}"


def _is_label_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1 or label.sizeHint().height() > label.height() + 1


def _is_button_cut(button: QAbstractButton) -> bool:
    needed = button.fontMetrics().boundingRect(button.text().replace("&", "")).width()
    return bool(button.text()) and (needed > button.width() - 4 or button.fontMetrics().height() > button.height())


def _is_choice_cut(choice: QComboBox) -> bool:
    return choice.fontMetrics().horizontalAdvance(choice.currentText()) > choice.width() - 24


def _is_hint_cut(edit: QLineEdit) -> bool:
    return not edit.text() and edit.fontMetrics().horizontalAdvance(edit.placeholderText()) > edit.width() - 8


CUT: dict[type[QWidget], Callable[[Any], bool]] = {
    QLabel: _is_label_cut,
    QAbstractButton: _is_button_cut,
    QComboBox: _is_choice_cut,
    QLineEdit: _is_hint_cut,
}


def _headings_cut_off(header: QHeaderView) -> Iterator[str]:
    for place in range(header.count()):
        if not header.isSectionHidden(place) and header.sectionSizeHint(place) > header.sectionSize(place) + 1:
            yield f"cut off: heading of a table {header.model().headerData(place, header.orientation())!r}"


def text_of(widget: QWidget) -> str:
    """Return the text that a widget shows."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text() or getattr(widget, "placeholderText", str)()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _faint(widget: Widget, window: QWidget, picture: QImage) -> Iterator[str]:
    said = text_of(widget)
    if not widget.isEnabled():  # what is inactive is exempt there
        return
    if not said.strip() or (isinstance(widget, QLabel) and not widget.pixmap().isNull()):
        return
    corner = widget.mapTo(window, QPoint(0, 0))
    inside = QRect(corner, widget.size()).adjusted(6, 4, -6, -4)
    shown = widget.visibleRegion().boundingRect().translated(corner)
    ratio = contrast_in(picture, inside.intersected(shown).intersected(picture.rect()))
    if ratio is not None and ratio < LEAST_CONTRAST:
        yield f"contrast {ratio:.1f} : 1 in {type(widget).__name__} {said[:60]!r}"


def contrast_in(picture: QImage, place: QRect) -> float | None:
    """Return the contrast of the strongest stroke against the commonest colour in a part of a picture."""
    if place.width() < FEWEST_PIXELS or place.height() < FEWEST_PIXELS:
        return None
    part = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(part.constBits()).cast("B").cast("I").tolist())
    behind = pixels.most_common(1)[0][0]
    strokes = [colour for colour, times in pixels.items() if times >= TEXT_PIXELS and colour != behind]
    return max((contrast(colour, behind) for colour in strokes), default=None)


def contrast(one: int, other: int) -> float:
    """Return the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: int) -> float:
    parts = [((colour >> shift) & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
