"""Receipts in the window: headquarters writes them after taking in, a laptop opens one, and may then wipe."""

import pytest
from PySide6.QtCore import Qt

from canvass.batches.holding import make_receipt
from canvass.batches.merging import merge
from canvass.campaign.file import open_campaign
from canvass.journal.bodies import Role
from canvass.journal.confirmed import only_here
from canvass.journal.journal import Journal
from tests.batches.people import People, sheet, type_line, type_names, wrong
from tests.desktop.conftest import unnamed
from tests.desktop.test_files_from_outside import drop

Key = Qt.Key
NAMES = {1: "Quxwyrd Ann", 2: "Quxwyrd Bo", 3: "Quxwyrd Cy"}
CANARY = b"Quxwyrd"


@pytest.fixture
def people(tmp_path):
    people = People(tmp_path)
    yield people
    people.close()


@pytest.fixture
def ana(people):
    """A laptop whose three lines headquarters took in, and the receipt that says so; both closed."""
    headquarters = people.headquarters()
    laptop = people.laptop(headquarters, "ana")
    type_names(laptop, sheet(1), NAMES, "ana")
    merge(headquarters, [people.batch(laptop)])
    make_receipt(headquarters, people.folder / "tonight.canvassreceipt")
    path = laptop.campaign.path
    people.close()
    return path


@pytest.fixture
def receipt(people):
    return people.folder / "tonight.canvassreceipt"


def seated(sit_down, path):
    someone = sit_down(path)
    someone.until(lambda: someone.desk.drive is not None)
    return someone


def take(someone, receipt):
    """Drop a receipt on the window, wait until it is said what it confirms, and return the page."""
    assert drop(someone.page, receipt)
    page = someone.desk.drive.work.page("receipt")
    someone.until(lambda: someone.page is page and bool(page.messages.said) and "holds" in page.held.text())
    return page


def found(path):
    return sorted(
        file.name
        for file in path.parent.iterdir()
        if file.name.startswith(path.name) and file.is_file() and CANARY in file.read_bytes()
    )


def checked(path):
    with open_campaign(path) as campaign:
        return wrong(Journal(campaign))


def test_a_receipt_dropped_on_the_window_says_what_headquarters_holds_and_wipes_nothing(sit_down, ana, receipt):
    someone = seated(sit_down, ana)
    page = take(someone, receipt)
    assert "Headquarters holds all 3 lines of this laptop, up to" in page.messages.said
    assert "all held by headquarters" in someone.entry.foot.saved.text()
    assert page.wipe.isVisible()
    assert not page.yes.isVisible()
    assert someone.entry.lines_here == 3
    assert unnamed(someone.window) == []


def test_wiping_takes_two_steps_and_begins_at_the_answer_that_changes_nothing(sit_down, ana, receipt):
    someone = seated(sit_down, ana)
    page = take(someone, receipt)
    page.wipe.click()
    assert page.keep.hasFocus()
    assert "Wipe 3 lines" in page.sure.text()
    someone.key(Key.Key_Space)
    assert (page.yes.isVisible(), page.wipe.hasFocus()) == (False, True)
    assert someone.entry.lines_here == 3


def test_wiped_lines_are_gone_from_the_page_and_the_disk_and_typing_goes_on_after_them(sit_down, ana, receipt):
    someone = seated(sit_down, ana)
    page = take(someone, receipt)
    assert found(ana)
    page.wipe.click()
    page.yes.click()
    someone.until(lambda: "3 lines are wiped" in page.messages.said)
    someone.until(lambda: not page.wipe.isVisible())
    assert "3 lines that were typed here are wiped" in page.gone.text()
    assert found(ana) == []
    assert someone.rows() == {}
    assert someone.work.number == 4
    assert "Nothing is on this laptop only, 3 lines wiped" in someone.entry.foot.saved.text()
    someone.key(Key.Key_Escape)
    someone.until(lambda: someone.page is someone.entry)
    someone.line("Dora Dean", "4 Elm St", "Example", "90001")
    assert list(someone.rows()) == [4]
    assert "1 line, 1 of them on this laptop only" in someone.entry.foot.saved.text()
    someone.desk.close()
    assert checked(ana) == []


def test_a_wiped_sheet_goes_on_after_its_last_line_in_a_later_window(sit_down, ana, receipt):
    someone = seated(sit_down, ana)
    page = take(someone, receipt)
    page.wipe.click()
    page.yes.click()
    someone.until(lambda: "3 lines are wiped" in page.messages.said)
    someone.desk.close()
    again = seated(sit_down, ana)
    again.until(lambda: again.page is again.entry)
    again.work.open_sheet(sheet(1))
    assert again.work.number == 4


def test_undo_does_not_reach_for_a_wiped_line(sit_down, people, ana, receipt):
    someone = seated(sit_down, ana)
    someone.until(lambda: someone.page is someone.entry)
    someone.until(someone.fields.edits["name"].hasFocus)
    someone.line("Quxwyrd Late", "4 Elm St", "Example", "90001")
    assert someone.work.last_saved is not None
    page = take(someone, receipt)
    assert "1 line is on this laptop only" in page.messages.said
    page.wipe.click()
    page.yes.click()
    someone.until(lambda: "1 line stays here" in page.messages.said)
    assert someone.work.last_saved is None
    assert list(someone.rows()) == [4]


def test_a_receipt_for_somebody_else_is_refused_in_the_page(sit_down, people, ana, receipt):
    other = people.joined(people.folder / "kit-0.canvasskit", "other")
    path = other.campaign.path
    type_line(other, "L1", 1, "Fay Fox")
    people.close()
    someone = seated(sit_down, path)
    assert drop(someone.page, receipt)
    page = someone.desk.drive.work.page("receipt")
    someone.until(lambda: "says nothing of this laptop" in page.messages.said)
    assert not page.wipe.isVisible()
    assert page.held.text() in {"", "Headquarters has confirmed nothing of this laptop yet."}


def test_a_receipt_finds_no_laptop_at_headquarters_or_in_a_file_without_a_drive(sit_down, people, ana, receipt):
    someone = seated(sit_down, people.folder / "hq.canvass")
    assert drop(someone.page, receipt)
    someone.until(lambda: "is a receipt from headquarters" in someone.page.messages.said)


def test_headquarters_writes_receipts_beside_the_files_that_came(sit_down, people):
    headquarters = people.headquarters()
    for name, serial in (("ana", 1), ("ben", 2)):
        laptop = people.laptop(headquarters, name)
        type_names(laptop, sheet(serial), NAMES, name)
        people.batch(laptop)
    stick, path = people.folder / "stick", headquarters.campaign.path
    people.close()
    someone = seated(sit_down, path)
    someone.desk.drive.work.take_in([stick])
    page = someone.desk.drive.work.page("take_in")
    button = next(part for part in page.findChildren(type(page.take_in)) if part.text() == "Write &receipts")
    assert not button.isVisible()
    someone.until(page.take_in.isVisible)
    page.take_in.click()
    someone.until(button.isVisible)
    button.click()
    someone.until(lambda: "The receipts for 2 laptops are in the file" in page.messages.said)
    (written,) = stick.glob("*.canvassreceipt")
    assert written.name.startswith("hq receipts 20")
    someone.desk.close()
    laptop = seated(sit_down, people.folder / "ben.canvass")
    assert "all 3 lines" in take(laptop, written).messages.said
    assert only_here(laptop.desk.drive.session.journal) == 0


def test_a_coordinator_does_not_write_receipts(sit_down, people):
    headquarters = people.headquarters()
    cora = people.laptop(headquarters, "cora", Role.COORDINATOR)
    eve = people.laptop(cora, "eve")
    type_names(eve, sheet(1), NAMES, "eve")
    batch, path = people.batch(eve), cora.campaign.path
    people.close()
    someone = seated(sit_down, path)
    someone.desk.drive.work.take_in([batch])
    page = someone.desk.drive.work.page("take_in")
    someone.until(page.take_in.isVisible)
    page.take_in.click()
    someone.until(lambda: bool(page.messages.said))
    assert not any(part.isVisible() and "eceipts" in part.text() for part in page.findChildren(type(page.take_in)))
