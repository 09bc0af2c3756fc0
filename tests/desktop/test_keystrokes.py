"""How many keys a line takes a practised volunteer: the budget that decides whether an evening is enough."""

import random
import unicodedata
from statistics import median
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from canvass.desktop.entry_state import Typed
from canvass.desktop.session import OpenedCampaign
from canvass.journal.bodies import Line
from canvass.practice.names import CITIES, ORIGINS, UNITS
from canvass.signers.entry import write_entry
from canvass.signers.sheets_known import known_sheet

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
WARM_UP, MEASURED, LINES_A_PAGE = 1_600, 400, 200
HEADS = (
    "Alder", "Birch", "Cedar", "Dove", "Elm", "Fern", "Glen", "Hazel", "Iron", "Juniper", "Kirk", "Laurel", "Maple",
    "North", "Oak", "Pine", "Quail", "Rose", "Sunny", "Thorn", "Upper", "Vine", "Willow", "Yarrow", "Zephyr",
)  # fmt: skip
TAILS = ("wood", "field", "ton", "view", "crest", "dale", "brook", "gate", "mont", "side", "ridge", "haven")
KINDS = ("St", "Ave", "Blvd", "Dr", "Pl")
LOCAL = ("90026", "90004", "90065", "90042", "90057", "90034")


class Signer(NamedTuple):
    """Somebody made up, as they wrote themselves on a line."""

    name: str
    address: str
    unit: str
    city: str
    zip: str

    @property
    def whole_address(self):
        return " ".join(filter(None, (self.address, self.unit)))


def in_ascii(text):
    """Return the text in the letters that a pretended keyboard has."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def signers(count, seed=11):
    """Return signers of 300 streets: 30 in 100 in flats, 15 in 100 from other cities, some with their household."""
    dice = random.Random(seed)
    names = [f"{head}{tail} {dice.choice(KINDS)}" for head in HEADS for tail in TAILS]
    dice.shuffle(names)
    cities = [(in_ascii(city), zip_code) for city, zips in CITIES[2:] for zip_code in zips]
    elsewhere = [(name, *dice.choice(cities)) for name in names[:45]]
    here = [(name, "Los Angeles", dice.choice(LOCAL)) for name in names[45:]]
    found: list[Signer] = []
    while len(found) < count:
        first_names, surnames = dice.choice(ORIGINS)
        street, city, zip_code = dice.choice(elsewhere if dice.random() < 0.15 else here)
        unit = dice.choice(UNITS).format(dice.randint(1, 99)) if dice.random() < 0.3 else ""
        house = f"{dice.randint(101, 9_999)} {street}"
        surname = dice.choice(surnames)
        found += [
            Signer(in_ascii(f"{first} {surname}"), house, unit, city, zip_code)
            for first in dice.sample(first_names, dice.choice((1, 1, 1, 2)))
        ]
    return found[:count]


class KeyPresses(QObject):
    """Counts every key that is pressed, also those that an action takes before the field sees them."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.ShortcutOverride and watched is QApplication.focusWidget()
        return False


class Practised:
    """Types as somebody does who knows the keys: what is offered rightly is taken, what stands above is copied."""

    def __init__(self, volunteer):
        self.volunteer = volunteer
        self.above = None

    def type_line(self, signer):
        press = self.volunteer.key
        self.volunteer.type(signer.name)
        if self.above is not None and signer[1:] == self.above[1:]:
            press(Key.Key_F8, SHIFT)
        else:
            press(Key.Key_Return)
            self._type_address(signer)
            press(Key.Key_Return)
            self._type_city_and_zip(signer)
        press(Key.Key_Return)
        self.volunteer.settle()
        assert self.volunteer.work.last_saved.typed == Typed(signer.name, signer.whole_address, signer.city, signer.zip)
        self.above = signer

    def _type_address(self, signer):
        edit = self.volunteer.fields.edits["address"]
        self._type_until_offered(edit, signer.address)
        if edit.is_offering and signer.unit:
            self.volunteer.key(Key.Key_End)
        if signer.unit:
            self.volunteer.type(f" {signer.unit}")

    def _type_city_and_zip(self, signer):
        fields = self.volunteer.fields
        if fields.edits["city"].hasFocus():
            if self.volunteer.work.streets.city(signer.zip) != signer.city:
                self._type_until_offered(fields.edits["city"], signer.city)
            self.volunteer.key(Key.Key_Return)
        if fields.edits["zip"].text() == signer.zip:
            return
        if self.above is not None and self.above.zip == signer.zip:
            self.volunteer.key(Key.Key_F8)
        else:
            self._type_until_offered(fields.edits["zip"], signer.zip)

    def _type_until_offered(self, edit, text):
        for letter in text:
            if edit.is_offering and edit.text().casefold() == text.casefold():
                break
            self.volunteer.type(letter)


@pytest.fixture
def warmed_up(typing, sit_down):
    """A volunteer before an empty page, in a file that holds 1,600 lines."""
    path = typing.desk.drive.session.path
    typing.desk.close()
    opened = OpenedCampaign(path)
    people = signers(WARM_UP + MEASURED)

    def work(journal):
        with journal.writing():
            for place, signer in enumerate(people[:WARM_UP]):
                sheet = known_sheet(journal, f"L{place // LINES_A_PAGE + 1}")
                line = Line(name=signer.name, address=signer.whole_address, city=signer.city, zip=signer.zip)
                write_entry(journal, sheet, place % LINES_A_PAGE + 1, line, "AL")

    assert opened.writer is not None
    opened.write(opened.writer, work).result()
    opened.close()
    again = sit_down(path)
    again.until(lambda: again.desk.drive is not None and again.work.streets.city(LOCAL[0]) is not None)
    return again, people[WARM_UP:]


@pytest.mark.slow
def test_a_line_takes_a_practised_volunteer_no_more_keys_than_the_budget_says(warmed_up, qapp):
    volunteer, people = warmed_up
    volunteer.work.open_next_sheet()
    practised, presses, keys = Practised(volunteer), KeyPresses(), []
    qapp.installEventFilter(presses)
    for signer in people:
        before = presses.count
        practised.type_line(signer)
        keys.append(presses.count - before)
        if LINES_A_PAGE in volunteer.rows():
            volunteer.work.open_next_sheet()
            practised.above = None
    qapp.removeEventFilter(presses)
    plain = [plain_keys(signer) for signer in people]
    assert (median(plain), nine_in_ten(plain)) >= (50, 56), "the budget was reckoned for lines at least as long"
    assert len(keys) == MEASURED
    assert median(keys) <= 33
    assert nine_in_ten(keys) <= 40
    assert all(taken <= alone + 1 for taken, alone in zip(keys, plain, strict=True))


def plain_keys(signer):
    """Return what the line takes without any help: every letter, and a key after each field."""
    return len(signer.name) + len(signer.whole_address) + len(signer.city) + len(signer.zip) + 4


def nine_in_ten(keys):
    return sorted(keys)[len(keys) * 9 // 10]
