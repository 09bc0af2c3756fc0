"""A drive from its first vigil: the notice is printed, signed, typed and counted apart; then the petition."""

import pytest
from PySide6.QtCore import Qt

from canvass.sheets.code import parse_code
from canvass.sheets.finished import FinishedFile, read_codes
from tests.desktop.conftest import sit_down, volunteer  # noqa: F401 - the window of the desktop's tests
from tests.scenarios.hands import Hands

Key = Qt.Key
REGISTERED = 5_668_570
PROPONENTS = tuple(
    f"{first} Sample"
    for first in ["Avery", "Blake", "Casey", "Drew", "Emery", "Finley", "Gray", "Harper", "Indigo", "Jules"]
)
"""As many as the page has to name."""
SIGNERS_OF_NOTICE = ("Noor Notional", "Oren Onpaper", "Pia Pretended")
SIGNERS = ("Drew Fiction", "Emery Invented")
FACTS = {
    "officer": "Pat Example",
    "office": "Assessor",
    "took_office": "1/5/2025",
    "term_ends": "1/7/2030",
    "grounds": "The carousel in the park has stood still for a year.",
}
"""What is known at the vigil."""
LATER = {
    "notice_served": "5/4/2026",
    "answer": "The carousel is old, and the money for its repair was voted down twice.",
    "approved": "6/1/2026",
}
"""What came later: the notice was served, the officer answered, the official approved."""


class Headquarters(Hands):
    """Whoever leads the drive, at a keyboard."""

    @property
    def drive(self):
        return self.volunteer.desk.drive

    def go(self, name):
        """Open a page by its key from Home."""
        keys = {"petition": (Key.Key_P, True), "print": (Key.Key_2, False), "count": (Key.Key_7, False)}
        key, has_shift = keys[name]
        shift = Qt.KeyboardModifier.ShiftModifier if has_shift else Qt.KeyboardModifier.NoModifier
        self.key(key, Qt.KeyboardModifier.ControlModifier | shift)
        page = self.drive.work.page(name)
        self.volunteer.until(lambda: self.volunteer.page is page)
        return page

    def fill(self, page, texts):
        """Type into fields of the petition, going from one to the next by Tab."""
        for field, text in texts.items():
            self.tab_to(page.form.edits[field])
            self.volunteer.type(text)

    def pick(self, group, index):
        """Choose one of several: Tab to them, then the arrows; Space, where none was chosen yet."""
        wanted, now = group.buttons()[index], group.checkedButton()
        self.tab_to(now or group.buttons()[0])
        key = Key.Key_Up if now is not None and group.buttons().index(now) > index else Key.Key_Down
        for _ in range(len(group.buttons())):
            if not wanted.hasFocus():
                self.key(key)
        if not wanted.isChecked():
            self.key(Key.Key_Space)
        assert wanted.isChecked()

    def save(self, page):
        """Save the petition, and return what is said of it."""
        page.messages.clear()
        self.tab_to(page.save)
        self.key(Key.Key_Return)
        self.volunteer.until(lambda: page.messages.said != "" and page.save.isEnabled())
        return page.messages.said

    def print_two(self, folder, *, notice):
        """Print two sheets into a folder; return the numbers in the finished file, and what was said of the page."""
        page = self.go("print")
        page.form.out.choose(folder)
        self.volunteer.until(lambda: "Drawing" not in page.of_page.text())
        if page.form.is_notice != notice:
            self.tab_to(page.form.what)
            self.key(Key.Key_Down if notice else Key.Key_Up)
            self.volunteer.until(lambda: "Drawing" not in page.of_page.text())
        assert page.form.is_notice == notice
        of_page = page.of_page.text()
        self.tab_to(page.form.sheets)
        self.volunteer.type("2")
        self.tab_to(page.form.save)
        files = set(folder.iterdir())
        self.key(Key.Key_Return)
        self.volunteer.until(lambda: page.checks.lines.count() > 0)
        (pdf,) = [file for file in folder.iterdir() if file not in files]
        with FinishedFile(pdf) as finished:
            pages = [finished.page(index) for index in range(len(finished))]
        codes = [parse_code(code) for printed in pages for code in read_codes(printed.picture)]
        return sorted({code.sheet.text for code in codes if code.sheet is not None}), of_page

    def type_lines(self, sheet, names):
        """Type names from a sheet, told by its number."""
        entry = self.drive.entry
        self.drive.show_entry()
        self.tab_to(entry.head.sheet)
        self.ctrl(Key.Key_A)
        self.enter(sheet)
        self.volunteer.until(lambda: entry.head.title == sheet)
        for name in names:
            self.enter(name, "12 Sunset Blvd", "Los Angeles", "90026")
            self.volunteer.settle()

    def count(self, of_petition, of_notice):
        """Open the count, and wait until it says so many lines of the one and of the other."""
        page = self.go("count")
        self.volunteer.until(
            lambda: (
                ("lines typed from numbered sheets", of_petition) in told(page.counts)
                and ("lines typed from sheets of the notice", of_notice) in told(page.notice)
            )
        )
        return page


def told(table):
    """Return what a table of the count says: what it counts, and the number."""
    return [(says, number) for number, says in table.model.rows]


@pytest.fixture
def hands(volunteer):  # noqa: F811 - pytest's way to name a fixture
    return Headquarters(volunteer)


def begin_a_drive(hands):
    """From the first page to a drive whose petition is to be said."""
    hands.tab_to(hands.volunteer.window.first_start.print_sheets)
    hands.key(Key.Key_Return)
    hands.volunteer.type("Recall of Pat Example")
    hands.key(Key.Key_Tab)
    hands.volunteer.type("Example County")
    hands.key(Key.Key_Tab)
    hands.enter(str(REGISTERED))
    hands.volunteer.until(lambda: hands.drive is not None)
    page = hands.drive.work.page("petition")
    hands.volunteer.until(lambda: hands.volunteer.page is page)
    return page


def test_a_drive_begins_with_its_notice_and_the_two_are_never_added(hands, tmp_path):
    page = begin_a_drive(hands)
    hands.fill(page, FACTS)
    hands.tab_to(page.form.edits["proponents"])
    hands.enter(*PROPONENTS)
    hands.save(page)

    notices, said = hands.print_two(tmp_path, notice=True)
    assert len(notices) == 2
    assert "becomes public" in said
    hands.type_lines(notices[0], SIGNERS_OF_NOTICE)
    page = hands.count(of_petition="0", of_notice="3")
    assert ("proponents that the law asks for", "100") in told(page.notice)
    assert "3 % of 100 needed" in page.notice_said.text()
    assert "in none of the numbers above" in page.notice_said.text()

    page = hands.go("petition")
    hands.fill(page, LATER)
    hands.pick(page.form.choices["top_funders"], 2)
    hands.pick(page.form.choices["codes"], 0)
    assert hands.save(page).endswith("Look once more at its texts. Freeze it?")
    hands.volunteer.until(page.messages.offered.hasFocus)
    hands.key(Key.Key_Return)
    hands.volunteer.until(lambda: page.messages.said.startswith("Saved. The page is frozen as approved on Monday"))
    assert "frozen as it was drawn" in page.state.text()

    petitions, said = hands.print_two(tmp_path, notice=False)
    assert "becomes public" not in said
    assert not set(petitions) & set(notices)
    hands.type_lines(petitions[1], SIGNERS)
    page = hands.count(of_petition="2", of_notice="3")
    assert page.said.text().startswith("2 lines typed")
    assert "566,857 needed" in page.said.text()
    assert hands.clicks == 0
