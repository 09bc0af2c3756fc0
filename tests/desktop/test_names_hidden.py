"""While names are hidden, no page shows one: not in words, tables, fields, tooltips, nor in what is read aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from canvass.desktop.work_pages import pages_of
from canvass.journal.bodies import Role
from canvass.sheets.custody import Order, move_sheets
from canvass.sheets.ranges import SheetRange
from tests.batches.people import RUN, people_in, print_run, sheet, type_line, type_names

Key = Qt.Key
SIGNER, OTHER_SIGNER, CARRIER = "Zenobia", "Xanthippe", "Quasimodo"
NAMES = (SIGNER, OTHER_SIGNER, CARRIER)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def drive(tmp_path):
    """Headquarters with sheets out and back, typed lines, one of them to decide."""
    people = people_in(tmp_path)
    at_work = next(people)
    hq = at_work.headquarters()
    print_run(hq, 20)
    move_sheets(hq, [SheetRange(RUN, 1, 3)], Order("handed_out", CARRIER))
    type_names(hq, sheet(1), {1: SIGNER, 2: SIGNER}, "AN")
    type_line(hq, sheet(1), 2, OTHER_SIGNER, "BO")
    type_line(hq, "L1", 1, SIGNER, "AN")
    path = hq.campaign.path
    next(people, None)
    return path


def words_of(widget: QWidget) -> list[str]:
    """Return all that is to be read on a widget, or said of it by a screen reader."""
    said = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
    if isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    elif isinstance(widget, QLineEdit):
        said.append(widget.displayText())
    elif isinstance(widget, QPlainTextEdit):
        said.append(widget.toPlainText())
    elif isinstance(widget, QComboBox):
        said += [widget.itemText(row) for row in range(widget.count())]
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        said += [
            str(model.data(model.index(row, column), role))
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            for role in ROLES
        ]
    return said


def shown_names(page: QWidget) -> list[str]:
    """Return what on a page says one of the names."""
    widgets = [page, *(child for child in page.findChildren(QWidget) if child.isVisibleTo(page))]
    return [
        f"{type(widget).__name__}: {text}"
        for widget in widgets
        for text in words_of(widget)
        if any(name in text for name in NAMES)
    ]


def test_no_page_shows_a_name_while_names_are_hidden(sit_down, drive):
    volunteer = sit_down(drive)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    at = volunteer.desk.drive
    volunteer.desk.menus.hide_names.setChecked(True)
    for name in pages_of(Role.HQ):
        at.show_work(name)
        volunteer.until(lambda: at.session.is_at_rest)
        assert shown_names(volunteer.page) == [], name
    at.show_home()
    assert shown_names(volunteer.page) == []
    at.show_find()
    for text in (SIGNER, CARRIER, sheet(1)):
        volunteer.page.look_for(text)
        volunteer.until(lambda: at.session.is_at_rest)
        assert volunteer.page.model.rows
        assert shown_names(volunteer.page) == [], text
    at.show_entry()
    at.entry.entry.open_sheet(sheet(1))
    at.entry.entry.go_to(1)
    assert shown_names(volunteer.page) == []
    volunteer.desk.menus.hide_names.setChecked(False)
    assert any(CARRIER in text for text in shown_names(volunteer.page))


def test_for_whom_sheets_are_printed_is_typed_unseen_and_nobody_is_offered(sit_down, drive):
    volunteer = sit_down(drive)
    volunteer.until(lambda: volunteer.desk.drive is not None)
    volunteer.desk.drive.show_work("print")
    page = volunteer.page
    volunteer.until(lambda: volunteer.desk.drive.session.is_at_rest)
    page.form.holder.setEnabled(True)
    page.form.holder.setFocus()
    volunteer.type(CARRIER)
    volunteer.desk.menus.hide_names.setChecked(True)
    assert shown_names(page) == []
    page.form.holder.clear()
    volunteer.type(CARRIER[0])
    assert page.form.holder.text() == CARRIER[0]
    volunteer.desk.menus.hide_names.setChecked(False)
    page.form.holder.clear()
    volunteer.type(CARRIER[0])
    assert page.form.holder.text() == CARRIER
