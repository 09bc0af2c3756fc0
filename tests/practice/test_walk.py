"""The demonstration from end to end: what it leaves in its folder, and that it leaves nothing when given up."""

import pypdfium2
import pytest

from canvass.batches.joining import join
from canvass.campaign.errors import FolderMissing
from canvass.campaign.file import open_campaign
from canvass.count.totals import totals
from canvass.ground.progress import Cancelled
from canvass.journal.bodies import Role
from canvass.journal.check import differences
from canvass.journal.drive import practice
from canvass.journal.journal import Journal
from canvass.practice.folder import ANA, BEN, HEADQUARTERS, VIGIL, FolderNotEmpty
from canvass.practice.paper import returned_paper
from canvass.practice.walk import PracticeSheetsRefused
from canvass.sheets.listing import sheets
from canvass.signers.decisions import conflicts
from canvass.signers.listing import all_lines
from tests.practice.conftest import TODAY

FILES = (HEADQUARTERS, ANA, BEN, VIGIL)


def opened(demonstration, file):
    return open_campaign(demonstration.hq.with_name(file), mode="read")


def counts_of(demonstration, what):
    return [step.counts for step in demonstration.steps if step.what == what]


def test_the_folder_holds_what_the_readme_says(demonstration):
    folder = demonstration.hq.parent
    found = {entry.name for entry in folder.iterdir()}
    assert found == {*FILES, "sheets.pdf", "kits", "batches"}
    assert {kit.name for kit in (folder / "kits").iterdir()} == {"field.canvasskit", "coordinator.canvasskit"}
    assert len(list((folder / "batches").glob("*.canvassbatch"))) == 3
    assert all((folder / step.file).exists() for step in demonstration.steps)


@pytest.mark.parametrize("file", FILES)
def test_every_file_is_for_practice_and_says_what_its_records_say(demonstration, file):
    with opened(demonstration, file) as campaign:
        journal = Journal(campaign)
        assert practice(journal)
        assert differences(campaign.connection, journal.campaign_id) == []


def test_the_laptops_have_the_roles_of_their_kits(demonstration):
    roles = {}
    for file in FILES:
        with opened(demonstration, file) as campaign:
            roles[file] = Journal(campaign).role
    assert roles == {HEADQUARTERS: Role.HQ, ANA: Role.FIELD, BEN: Role.COORDINATOR, VIGIL: Role.FIELD}


def test_every_order_of_merging_led_to_the_same_counts(demonstration):
    assert len({order.order for order in demonstration.orders}) == 6
    assert len({(order.entered, order.agreed, order.disputed, order.loose) for order in demonstration.orders}) == 1


def test_headquarters_counts_every_signed_line_of_the_paper_once(demonstration):
    (printed,) = counts_of(demonstration, "printed")
    paper = returned_paper(1, 1, 6, printed["lines_per_sheet"])
    on_paper = {
        (sheet.number.serial, number)
        for sheet in (*paper.ana, *paper.ben, paper.vigil)
        for number, line in enumerate(sheet.lines, 1)
        if not line.is_void
    }
    told = demonstration.totals
    assert told.entered == len(on_paper)
    assert told.agreed == printed["lines_per_sheet"]
    assert (told.disputed, told.checked, told.loose) == (1, 1, 0)
    assert sum(event.entered for event in told.events) == told.entered
    assert told.days_left == 120
    with opened(demonstration, HEADQUARTERS) as campaign:
        assert totals(Journal(campaign), TODAY) == told


def test_one_conflict_is_decided_for_the_right_reading_and_one_is_left(demonstration):
    (printed,) = counts_of(demonstration, "printed")
    on_paper = returned_paper(1, 1, 6, printed["lines_per_sheet"]).ana[1]
    with opened(demonstration, HEADQUARTERS) as campaign:
        journal = Journal(campaign)
        lines = [line for line in all_lines(journal) if line.sheet.split("-")[1] == "0002"]
        (left,) = conflicts(journal)
    assert (lines[0].address, lines[0].readings, lines[0].conflict) == (on_paper.lines[0].address, 1, None)
    assert (left.sheet, left.line, left.differing) == (lines[1].sheet, 2, ("address",))
    assert lines[2].state == "struck"


def test_the_vigil_s_loose_page_became_a_sheet_with_nothing_typed_again(demonstration):
    (linked,) = [step for step in demonstration.steps if step.what == "linked"]
    page, _, number = linked.about.partition(" = ")
    with opened(demonstration, HEADQUARTERS) as campaign:
        found = {row.sheet: row for row in sheets(Journal(campaign))}
    assert found[number].entered == linked.counts["lines"]
    assert found[page].entered == 0


def test_the_sheets_are_printed_as_samples(demonstration):
    pages = pypdfium2.PdfDocument(demonstration.hq.with_name("sheets.pdf"))
    try:
        assert len(pages) == 6
        text = pages[0].get_textpage().get_text_range()
    finally:
        pages.close()
    assert "SAMPLE" in text
    assert "Pat Example" in text


def test_a_kit_of_the_folder_still_makes_another_laptop_part_of_the_drive(demonstration, tmp_path):
    journal, joined = join(demonstration.hq.parent / "kits" / "field.canvasskit", tmp_path / "cleo.canvass")
    journal.campaign.close()
    assert joined.role is Role.FIELD


@pytest.mark.parametrize("count", [3, 5, 13])
def test_it_works_with_other_numbers_of_sheets(walked, tmp_path, count):
    done = walked(tmp_path / "demo", sheets=count, seed=count)
    assert (done.totals.disputed, done.totals.loose) == (1, 0)


@pytest.mark.parametrize("count", [0, 2, 10_000])
def test_a_number_of_sheets_that_cannot_be_shown_is_refused(walked, tmp_path, count):
    with pytest.raises(PracticeSheetsRefused):
        walked(tmp_path / "demo", sheets=count)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(walked, tmp_path):
    mine = tmp_path / "notes.txt"
    mine.write_text("mine")
    with pytest.raises(FolderNotEmpty):
        walked(tmp_path)
    with pytest.raises(FolderNotEmpty):
        walked(mine)
    with pytest.raises(FolderMissing):
        walked(tmp_path / "not" / "there")
    assert [mine] == list(tmp_path.iterdir())
    assert mine.read_text() == "mine"


def test_an_empty_folder_is_taken(walked, tmp_path):
    assert walked(tmp_path, sheets=4).hq == tmp_path / HEADQUARTERS


@pytest.mark.parametrize("thousandth", [0, 100, 320, 500, 610, 700, 900, 1000])
@pytest.mark.parametrize("is_there", [False, True])
def test_a_cancel_leaves_the_folder_as_it_was(walked, tmp_path, thousandth, is_there):
    folder = tmp_path / "demo"
    if is_there:
        folder.mkdir()

    def stop(done, _total):
        if done >= thousandth:
            raise Cancelled

    with pytest.raises(Cancelled):
        walked(folder, sheets=4, report=stop)
    assert list(tmp_path.rglob("*")) == ([folder] if is_there else [])


def test_progress_only_ever_goes_on_and_ends_at_the_whole(walked, tmp_path):
    told = []
    walked(tmp_path / "demo", sheets=4, report=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {1000}
    assert told[-1] == (1000, 1000)
