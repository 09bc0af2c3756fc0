"""Wiping: what headquarters confirmed leaves this laptop for good; the journal holds, and typing goes on."""

import pytest

from canvass.batches.accepting import accept
from canvass.batches.export import export_batch
from canvass.batches.founding import own_identities
from canvass.batches.holding import make_receipt
from canvass.batches.merging import merge
from canvass.batches.wiping import (
    NothingConfirmed,
    NotWipedAtHeadquarters,
    WipeUnfinished,
    finish_wiping,
    foreseen_wipe,
    wipe,
)
from canvass.campaign.companions import own_copies
from canvass.campaign.file import open_campaign
from canvass.campaign.generations import keep_copy
from canvass.campaign.passphrase import protect
from canvass.journal.bodies import Line, Role
from canvass.journal.confirmed import Confirmed, note_confirmed, only_here
from canvass.journal.journal import Journal
from canvass.journal.union import gaps
from canvass.journal.wiped import last_wiped_line, wiped
from canvass.signers.entry import correct
from canvass.signers.listing import all_lines
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from canvass.wording.sentence import sentence
from tests.batches.people import TULIP, People, people_in, sheet, shown, type_line, type_names, wrong

NAMES = {line: f"Quxwyrd{line:03}" for line in range(1, 41)}
"""Names that stand nowhere else, so that a search finds them and nothing else."""
CANARY = b"Quxwyrd"


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def drive(people):
    hq = people.headquarters()
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), NAMES, "ana")
    confirm(people, hq, ana)
    return people, hq, ana


def confirm(people: People, hq, laptop):
    merge(hq, [people.batch(laptop)])
    return accept(laptop, receipt(people, hq))


def receipt(people: People, hq):
    out = people.folder / f"{len(list(people.folder.glob('*.canvassreceipt')))}.canvassreceipt"
    make_receipt(hq, out)
    return out


def found_in(journal: Journal) -> list[str]:
    """The files of a campaign, copies and log among them, in which a name stands in clear."""
    path = journal.campaign.path
    return sorted(
        file.name.removeprefix(path.name)
        for file in path.parent.iterdir()
        if file.name.startswith(path.name) and file.is_file() and CANARY in file.read_bytes()
    )


def names(journal: Journal) -> list[str | None]:
    return [row.name for row in all_lines(journal)]


def test_the_wiped_lines_stand_in_no_file_any_more(drive):
    _, _, ana = drive
    keep_copy(ana.campaign)
    keep_copy(ana.campaign)
    assert {"-wal", ".backup-1", ".backup-2"} <= set(found_in(ana))
    told = wipe(ana)
    assert (told.lines, told.records, told.stay) == (40, 40, 0)
    assert found_in(ana) == []
    assert names(ana) == []
    assert [copy.name for copy in own_copies(ana.campaign.path)] == ["ana.canvass.backup-1"]
    assert wrong(ana) == []


def test_the_same_search_finds_what_a_plain_delete_leaves(drive):
    """The control: rows deleted without overwriting, and the log left as it is."""
    _, _, ana = drive
    ana.connection.execute("pragma wal_checkpoint(truncate)")
    ana.connection.execute("pragma secure_delete = off")
    for table in ("record", "line"):
        ana.connection.execute(f"delete from {table}")
    assert names(ana) == []
    ana.connection.execute("pragma wal_checkpoint(truncate)")
    assert found_in(ana) == [""]


def test_counts_stay_and_say_when_it_was_confirmed(drive):
    _, _, ana = drive
    wipe(ana)
    left = wiped(ana.connection)
    assert (left.lines, left.is_unfinished) == (40, False)
    assert left.confirmed
    assert left.at
    assert only_here(ana) == 0
    assert gaps(ana.connection) == []


def test_typing_goes_on_and_headquarters_takes_it_in_without_gaps(drive):
    people, hq, ana = drive
    wipe(ana)
    type_line(ana, sheet(2), 1, "Quxwyrd New", "ana")
    assert only_here(ana) == 1
    assert wrong(ana) == []
    before = len(names(hq))
    merged = merge(hq, [people.batch(ana)])
    assert (merged.waiting, merged.forked, merged.refused, merged.conflicts) == ((), (), (), 0)
    assert len(names(hq)) == before + 1 == 41
    assert wrong(hq) == []
    again = confirm(people, hq, ana)
    assert (again.only_here, again.is_forked) == (0, False)
    wipe(ana)
    assert wiped(ana.connection).lines == 41
    assert found_in(ana) == []
    assert wrong(ana) == []


def test_the_next_number_follows_even_if_the_last_record_was_wiped(drive):
    """A number used twice would be a fork for everyone who has the first."""
    people, hq, ana = drive
    type_line(ana, sheet(2), 1, "Quxwyrd Last", "ana")
    (n,) = ana.connection.execute("select n from device where id = ?", (ana.device,)).fetchone()
    (last,) = ana.connection.execute("select max(n) - ? from record where n >> 32 = ?", (n << 32, n)).fetchone()
    merge(hq, [people.batch(ana)])
    told = (n << 32 | last + 1, n << 32 | last + 9)
    ana.connection.execute("delete from record where n between ? and ?", told)  # a batch that the history does not tell
    with ana.writing():
        note_confirmed(ana, {ana.device: Confirmed(last, "")})
    assert wipe(ana).lines == 41
    type_line(ana, sheet(2), 2, "Quxwyrd Next", "ana")
    merged = merge(hq, [people.batch(ana)])
    assert (merged.forked, merged.waiting) == ((), ())
    assert wrong(ana) == []


def test_another_headquarters_waits_for_what_was_wiped(drive):
    """It has the founder's keys, as one made anew from the recovery card, and none of the lines."""
    people, hq, ana = drive
    wipe(ana)
    type_line(ana, sheet(2), 1, "Quxwyrd New", "ana")
    second = people.laptop(hq, "second", Role.HQ)
    waiting = merge(second, [people.batch(ana)], identities=own_identities(hq)).waiting
    assert [gap.device for gap in waiting] == [ana.device]
    assert waiting[0].end - waiting[0].start + 1 >= 40
    assert wrong(second) == []
    merge(second, [people.batch(hq)], identities=own_identities(hq))
    assert gaps(second.connection) == []
    assert wrong(second) == []
    assert len(names(second)) == 41


def test_a_line_that_was_changed_since_stays_whole(drive):
    people, hq, ana = drive
    correct(ana, known_sheet(ana, sheet(1)), 7, Line(name="Quxwyrd Seven"), "ana")
    assert wipe(ana).stay == 1
    assert names(ana) == ["Quxwyrd Seven"]
    assert wrong(ana) == []
    merge(hq, [people.batch(ana)])
    assert [row.name for row in all_lines(hq) if row.line == 7] == ["Quxwyrd Seven"]
    assert all(row.conflict is None for row in all_lines(hq))


def test_loose_pages_and_links_stay_known(people):
    hq = people.headquarters()
    ana = people.laptop(hq, "ana")
    type_names(ana, "L1", {1: "Quxwyrd A", 2: "Quxwyrd B"}, "ana")
    type_names(ana, "L2", {1: "Quxwyrd C"}, "ana")
    link_page(ana, "L1", sheet(3))
    confirm(people, hq, ana)
    assert wipe(ana).lines == 3
    assert found_in(ana) == []
    assert wrong(ana) == []
    page = known_sheet(ana, "L1")
    assert last_wiped_line(ana.connection, page.key) == 2
    assert last_wiped_line(ana.connection, known_sheet(ana, sheet(3)).key) == 2
    type_names(ana, "L1", {3: "Quxwyrd D"}, "ana")
    merge(hq, [people.batch(ana)])
    assert [row.sheet for row in all_lines(hq)][:3] == [sheet(3)] * 3
    assert wrong(hq) == wrong(ana) == []


def test_a_hub_wipes_what_it_carries_and_gets_it_back_with_an_old_batch(people):
    hq = people.headquarters()
    cora = people.laptop(hq, "cora", Role.COORDINATOR)
    eve = people.laptop(cora, "eve")
    type_names(eve, sheet(5), NAMES, "eve")
    old = people.batch(eve)
    merge(cora, [old])
    confirm(people, hq, cora)
    assert wipe(cora).lines == 40
    assert found_in(cora) == []
    assert (gaps(cora.connection), wrong(cora)) == ([], [])
    assert merge(cora, [old]).new == 40
    assert wrong(cora) == []
    assert (wipe(cora).lines, found_in(cora), wrong(cora)) == (40, [], [])
    type_line(eve, sheet(5), 41, "Quxwyrd New", "eve")
    merge(cora, [people.batch(eve)])
    merge(hq, [people.batch(cora)])
    assert gaps(hq.connection) == []
    assert wrong(hq) == wrong(cora) == []
    assert len(names(hq)) == 41


def test_everyone_sees_the_same_whether_a_laptop_wiped_or_not(people):
    hq, other = people.headquarters(), People(people.folder)
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), {1: "Quxwyrd A", 2: "Quxwyrd B"}, "ana")
    confirm(people, hq, ana)
    before = shown(hq)["lines"]
    wipe(ana)
    merge(hq, [people.batch(ana)])
    assert shown(hq)["lines"] == before
    other.close()


def test_a_protected_file_stays_protected(drive):
    people, _, ana = drive
    path = ana.campaign.path
    people.close(path)
    protect(path, None, TULIP)
    ana = people.opened(Journal(open_campaign(path, TULIP)))
    assert wipe(ana).lines == 40
    assert names(ana) == []
    people.close(path)
    ana = people.opened(Journal(open_campaign(path, TULIP)))
    assert (names(ana), wrong(ana)) == ([], [])


def test_nothing_is_wiped_that_was_not_confirmed(people):
    hq = people.headquarters()
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), NAMES, "ana")
    merge(hq, [people.batch(ana)])
    for journal, error in ((ana, NothingConfirmed), (hq, NotWipedAtHeadquarters), (people.lone(), NothingConfirmed)):
        with pytest.raises(error) as refused:
            wipe(journal)
        assert sentence(refused.value)
    assert len(names(ana)) == 40


def test_a_wipe_that_somebody_reads_against_says_so_and_is_ended_later(drive):
    _, _, ana = drive
    ana.connection.execute("pragma busy_timeout = 50")
    reader = ana.campaign.reader()
    reader.execute("begin")
    reader.execute("select count(*) from record").fetchone()
    with pytest.raises(WipeUnfinished):
        wipe(ana)
    assert wiped(ana.connection).is_unfinished
    assert names(ana) == []
    reader.execute("rollback")
    reader.close()
    assert foreseen_wipe(ana).records == 0
    finish_wiping(ana)
    assert found_in(ana) == []
    assert not wiped(ana.connection).is_unfinished


def test_a_wiped_laptop_can_be_exported_at_once(drive, tmp_path):
    people, hq, ana = drive
    wipe(ana)
    folder = tmp_path / "later"
    folder.mkdir()
    assert export_batch(ana, folder).lines == 0
    merged = merge(hq, [folder])
    assert (merged.taken, merged.waiting, merged.forked) == (1, (), ())
    assert people.all()
