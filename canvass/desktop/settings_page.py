"""The page of settings (Ctrl+,): each with what it was at first; a search that narrows them; the folders, the files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from canvass.campaign.places import default_folder
from canvass.desktop.card_page import CardPage
from canvass.desktop.look import Look
from canvass.desktop.message_bar import DONE, NOTICE, MessageBar
from canvass.desktop.setting_row import ChoiceRow, Chosen, SettingRow
from canvass.desktop.settings import AT_FIRST, Settings
from canvass.desktop.settings_words import SAYS, TITLES, choices
from canvass.wording.translation import tr, tr_n


class SettingsPage(CardPage):
    """Changes at once what is chosen; `chosen` carries the setting's name and its new value."""

    chosen = Signal(str, object)
    protect_asked = Signal()

    def __init__(self, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, tr("Settings"), parent)
        self._settings = settings
        self._drive: Path | None = None
        self.messages = MessageBar(look)
        self.put_above(self.messages)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a setting"))
        self.search.setAccessibleName(tr("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.put_above(self.search)
        self.none_found = QLabel()
        self.none_found.setWordWrap(True)
        self.choices: dict[str, ChoiceRow] = {}
        self.rows: list[SettingRow] = []
        for name, names in choices().items():
            self._add_choice(name, names)
        self._add_protection()
        self._add_folders()
        self._add_recent()
        self.column.addWidget(self.none_found)
        self.column.addStretch(1)
        self.none_found.hide()
        self.all_as_at_first = QPushButton(tr("&All as at first"))
        self.all_as_at_first.clicked.connect(self._on_all_as_at_first)
        self.foot.insertWidget(1, self.all_as_at_first)
        look.changed.connect(self._on_look_changed)
        self.show_drive(None, is_protected=False, may_be_protected=False)

    def begin(self) -> None:
        """Put the focus where one looks for a setting."""
        self.search.setFocus()

    def show_drive(self, path: Path | None, *, is_protected: bool, may_be_protected: bool) -> None:
        """Show how the drive that is open is kept; None where none is open."""
        self._drive = path
        self._show_protection(is_protected=is_protected, may_be_protected=may_be_protected)
        self.drive_row.setVisible(path is not None)
        if path is not None:
            self.drive_row.says.setText(
                tr("{path}. Its copies lie beside it: {name}.backup-1 is the newest.").format(path=path, name=path.name)
            )
        self._narrow()

    def _add(self, row: SettingRow) -> SettingRow:
        self.rows.append(row)
        self.column.addWidget(row)
        return row

    def _add_choice(self, name: str, names: dict[Chosen, str]) -> None:
        now: Chosen = getattr(self._settings, name)
        at_first = AT_FIRST.get(name, "")
        row = ChoiceRow(self.look, tr(TITLES[name]), tr(SAYS[name]), names=names, now=now, at_first=at_first)
        row.chosen.connect(lambda value: self.chosen.emit(name, value))
        self.choices[name] = row
        self._add(row)

    def _add_protection(self) -> None:
        self.protection = self._add(SettingRow(self.look, tr("Passphrase of this drive’s file"), ""))
        self.protect = self.protection.put(QPushButton(tr("&Protect with a passphrase…")))
        self.protect.clicked.connect(self.protect_asked)
        self.protection.across.addStretch(1)

    def _add_folders(self) -> None:
        self.drive_row = self._add(SettingRow(self.look, tr("Where this drive’s file lies"), ""))
        self._add_folder_button(self.drive_row, lambda: default_folder() if self._drive is None else self._drive.parent)
        self.new_row = self._add(
            SettingRow(
                self.look,
                tr("Where new drives are made"),
                tr("{folder}. A folder on this laptop that no program copies elsewhere.").format(
                    folder=default_folder()
                ),
            )
        )
        self._add_folder_button(self.new_row, default_folder)

    def _add_folder_button(self, row: SettingRow, folder: Callable[[], Path]) -> None:
        button = row.put(QPushButton(tr("Show me the folder")))
        button.setAccessibleName(tr("{setting}: show me the folder").format(setting=row.title.text()))
        button.clicked.connect(lambda: self._show_folder(folder()))
        row.across.addStretch(1)

    def _add_recent(self) -> None:
        self.recent = self._add(SettingRow(self.look, tr("Drives opened before"), ""))
        self.forget_missing = self.recent.put(QPushButton(tr("Forget those that are not there any more")))
        self.forget_all = self.recent.put(QPushButton(tr("Forget all")))
        self.forget_all.setAccessibleName(tr("Forget all drives opened before"))
        self.recent.across.addStretch(1)
        self.forget_missing.clicked.connect(lambda: self._forget(self._missing()))
        self.forget_all.clicked.connect(lambda: self._forget(self._settings.recent))
        self._show_recent()

    def _show_protection(self, *, is_protected: bool, may_be_protected: bool) -> None:
        if self._drive is None:
            said = tr("No drive is open. Open one to see whether it is protected.")
        elif is_protected:
            said = tr("“{name}” is protected: nobody reads it without its passphrase.").format(name=self._drive.stem)
        else:
            said = tr("“{name}” is not protected: whoever has this laptop can read the names in it.").format(
                name=self._drive.stem
            )
        self.protection.says.setText(said)
        self.protect.setEnabled(may_be_protected)

    def _show_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.messages.say(
                tr("This system shows no folders from here. It is {folder}.").format(folder=folder), NOTICE
            )

    def _missing(self) -> list[Path]:
        return [path for path in self._settings.recent if not is_there(path)]

    def _forget(self, paths: list[Path]) -> None:
        self._settings.forget_recent(*paths)
        said = tr_n(
            "{n} drive is not listed any more. No file was removed.",
            "{n} drives are not listed any more. No file was removed.",
            len(paths),
        )
        self.search.setFocus()
        self._show_recent()
        self.messages.say(said.format(n=len(paths)), DONE)

    def _show_recent(self) -> None:
        listed, missing = len(self._settings.recent), len(self._missing())
        said = tr_n("{n} drive is listed on the first page.", "{n} drives are listed on the first page.", listed)
        if missing:
            said = tr_n(
                "{n} drive is listed on the first page; not there any more: {missing}.",
                "{n} drives are listed on the first page; not there any more: {missing}.",
                listed,
            )
        elif not listed:
            said = tr("None is listed on the first page.")
        self.recent.says.setText(said.format(n=listed, missing=missing))
        self.forget_missing.setEnabled(missing > 0)
        self.forget_all.setEnabled(listed > 0)

    def _narrow(self) -> None:
        """Show the settings that have all the words typed in the search."""
        words = self.search.text()
        found = [row for row in self.rows if row.says_anything_of(words)]
        if self._drive is None:
            found = [row for row in found if row is not self.drive_row]
        for row in self.rows:
            row.setVisible(row in found)
        self.none_found.setVisible(not found)
        if not found:
            self.none_found.setText(tr("No setting has “{words}” in it.").format(words=words))

    def _on_all_as_at_first(self) -> None:
        for row in self.choices.values():
            row.reset()
        self.all_as_at_first.setFocus()
        self.messages.say(tr("All settings are as at first. Drives and what you typed are untouched."), DONE)

    def _on_look_changed(self) -> None:
        """Show what was chosen by a key or in the menu."""
        for name in ("look", "text_size"):
            self.choices[name].show_chosen(getattr(self._settings, name))


def is_there(path: Path) -> bool:
    """Return whether a drive opened before can still be looked at."""
    try:
        return path.is_file()
    except OSError:
        return False
