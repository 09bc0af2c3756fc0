"""The colours of the window: light, dark and high contrast (contrasts computed in `tests/desktop`)."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from canvass.ground.resources import resource

_ROLE = QPalette.ColorRole
_DISABLED = QPalette.ColorGroup.Disabled


class Colours(NamedTuple):
    """One palette. `edge` draws what bounds a control (3:1 against window and base, WCAG 1.4.11)."""

    window: str
    base: str
    alternate: str
    button: str
    text: str
    placeholder: str
    disabled: str
    highlight: str
    highlighted_text: str
    link: str
    focus: str
    edge: str
    ok: str
    warn: str
    bad: str


COLOURS: dict[str, Colours] = {
    "light": Colours(
        window="#f5f5f4",
        base="#ffffff",
        alternate="#f3f4f5",
        button="#ececea",
        text="#1c1c1a",
        placeholder="#5f6368",
        disabled="#6b6f76",
        highlight="#0b57a4",
        highlighted_text="#ffffff",
        link="#0b57a4",
        focus="#0b57a4",
        edge="#85888d",
        ok="#1b6e3c",
        warn="#8a5a00",
        bad="#a61b1b",
    ),
    "dark": Colours(
        window="#1e1f22",
        base="#151618",
        alternate="#1b1c1f",
        button="#2b2d31",
        text="#e8e8e6",
        placeholder="#a3a7ad",
        disabled="#8f949b",
        highlight="#2f6fb3",
        highlighted_text="#ffffff",
        link="#8ab8ea",
        focus="#8ab8ea",
        edge="#74797f",
        ok="#7bd39a",
        warn="#f0c05a",
        bad="#ff9a8f",
    ),
    "high_contrast": Colours(
        window="#000000",
        base="#000000",
        alternate="#0d0d0d",
        button="#000000",
        text="#ffffff",
        placeholder="#d0d0d0",
        disabled="#b0b0b0",
        highlight="#ffe800",
        highlighted_text="#000000",
        link="#7fd4ff",
        focus="#ffe800",
        edge="#ffffff",
        ok="#7dff9b",
        warn="#ffe800",
        bad="#ff9c9c",
    ),
}


SHEET = """
QLineEdit, QPlainTextEdit, QTableView, QListWidget {{
    border: 1px solid {edge}; border-radius: 4px; background: palette(base); color: palette(text);
}}
QLineEdit {{ padding: 4px 8px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {placeholder}; }}
QPushButton {{
    border: 1px solid {edge}; border-radius: 5px; background: palette(button); color: palette(button-text);
    padding: 6px 14px;
}}
QPushButton:hover, QPushButton:pressed {{ background: palette(base); }}
QPushButton:disabled {{ color: {disabled}; border-color: {button}; background: palette(window); }}
QPushButton:flat {{ border-color: transparent; background: transparent; color: palette(link); }}
QPushButton[isFirst="true"] {{
    background: palette(highlight); color: palette(highlighted-text); border-color: palette(highlight);
}}
QPushButton[isFirst="true"]:disabled {{
    background: palette(window); color: {disabled}; border-color: {button};
}}
QDialog QLineEdit:focus, QDialog QPushButton:focus, QDialog QPlainTextEdit:focus, QDialog QComboBox:focus {{
    border: 2px solid {focus};
}}
QLabel[isRefusal="true"] {{ color: {bad}; }}
QHeaderView::section {{
    background: palette(window); color: {placeholder}; border: 0; border-bottom: 1px solid {edge}; padding: 4px 8px;
}}
QTableView::item {{ padding: 0 8px; }}
QRadioButton {{ spacing: 8px; }}
QRadioButton::indicator {{
    width: 0.8em; height: 0.8em; border: 2px solid {edge}; border-radius: 0.4em; background: palette(base);
}}
QRadioButton::indicator:checked {{ background: {focus}; border-color: palette(text); }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{
    width: 0.8em; height: 0.8em; border: 2px solid {edge}; border-radius: 3px; background: palette(base);
}}
QCheckBox::indicator:checked {{ background: {focus}; border-color: palette(text); }}
QComboBox, QAbstractSpinBox {{
    border: 1px solid {edge}; border-radius: 4px; background: palette(button); color: palette(button-text);
}}
QComboBox {{ padding: 3px 4px 3px 8px; }}
QAbstractSpinBox, QComboBox:editable {{ background: palette(base); color: palette(text); padding: 3px 3px 3px 6px; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; padding: 0 4px; background: transparent; }}
QComboBox:disabled, QAbstractSpinBox:disabled {{
    color: {disabled}; border-color: {button}; background: palette(window);
}}
QComboBox::drop-down {{ border: 0; width: 1.2em; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 1.2em; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 0.65em; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 0.65em; }}
QScrollBar {{ background: palette(window); border: 0; }}
QScrollBar:vertical {{ width: 14px; }}
QScrollBar:horizontal {{ height: 14px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLabel[isRefusal="true"] {{ color: {bad}; }}
QMenu {{ border: 1px solid {edge}; background: palette(base); padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 28px; }}
QMenu::item:selected {{ background: palette(highlight); color: palette(highlighted-text); }}
QMenu::item:disabled {{ color: {disabled}; }}
"""
"""What Fusion leaves too faint or too tight: the edges of controls, and room inside them."""


def style_sheet(colours: Colours) -> str:
    """Return the rules for edges and room in these colours."""
    down, up = (resource("look", name).as_posix() for name in ("down.png", "up.png"))
    return SHEET.format(**colours._asdict(), down=down, up=up)


def qt_palette(colours: Colours) -> QPalette:
    """Return the palette for Qt, with every role set that a page of ours shows."""
    palette = QPalette()
    for role, colour in {
        _ROLE.Window: colours.window,
        _ROLE.Base: colours.base,
        _ROLE.AlternateBase: colours.alternate,
        _ROLE.Button: colours.button,
        _ROLE.WindowText: colours.text,
        _ROLE.Text: colours.text,
        _ROLE.ButtonText: colours.text,
        _ROLE.ToolTipBase: colours.base,
        _ROLE.ToolTipText: colours.text,
        _ROLE.BrightText: colours.text,
        _ROLE.PlaceholderText: colours.placeholder,
        _ROLE.Highlight: colours.highlight,
        _ROLE.HighlightedText: colours.highlighted_text,
        _ROLE.Accent: colours.highlight,
        _ROLE.Link: colours.link,
        _ROLE.LinkVisited: colours.link,
        _ROLE.Mid: colours.edge,
        _ROLE.Dark: colours.edge,
        _ROLE.Light: colours.base,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText):
        palette.setColor(_DISABLED, role, QColor(colours.disabled))
    palette.setColor(_DISABLED, _ROLE.Highlight, QColor(colours.button))
    return palette
