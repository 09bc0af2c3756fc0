"""Receipts: a laptop learns what headquarters holds of it, from headquarters alone, and never less than before."""

import msgspec
import pytest

from canvass.batches.accepting import ReceiptForked, ReceiptForOthers, accept
from canvass.batches.envelope import Sealing, seal
from canvass.batches.errors import BatchForeign, BatchForged, BatchMalformed, BatchNotOne, BatchRefused
from canvass.batches.holding import CHAIN, LINES, LaptopUnknown, NothingHeld, make_receipt
from canvass.batches.inspection import ReceiptContents, inspect
from canvass.batches.merging import merge
from canvass.batches.preamble import Kind as FileKind
from canvass.batches.preamble import campaign_tag
from canvass.batches.receipt import Held, Point, ReceiptBeforeJoining, ReceiptHead, ReceiptStranger, read_receipt
from canvass.ground.canonical import encode
from canvass.journal.bodies import Line, Role
from canvass.journal.confirmed import ONLY_HERE, confirmed, only_here
from canvass.journal.drive import NoPetition, NotHeadquarters
from canvass.journal.identity import device_id, new_device_keys
from canvass.signers.entry import correct
from canvass.signers.sheets_known import known_sheet
from canvass.wording.sentence import sentence
from tests.batches.people import People, held, people_in, sheet, type_line, type_names, wrong

NAMES = {1: "Ann Abel", 2: "Ben Baker", 3: "Cleo Cole"}


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


@pytest.fixture
def drive(people):
    """Headquarters, and a laptop that typed three lines and brought them."""
    hq = people.headquarters()
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), NAMES, "ana")
    merge(hq, [people.batch(ana)])
    return people, hq, ana


def receipt(people: People, hq, *devices, name="hq"):
    out = people.folder / f"{name}-{len(list(people.folder.glob('*.canvassreceipt')))}.canvassreceipt"
    make_receipt(hq, out, devices)
    return out


def forged(journal, *told, campaign="", keys=None, head=None):
    """A receipt as somebody else may write it: well built, well signed by whoever's keys these are."""
    keys = keys or new_device_keys()
    said = head or ReceiptHead("1", journal.now(), campaign or journal.campaign_id, "0" * 32, len(told))
    said = msgspec.structs.replace(said, device=device_id(keys.public))
    lines = [encode(one) for one in told]
    tag = campaign_tag(said.campaign)
    return seal(Sealing(FileKind.RECEIPT, tag, keys=keys, head=encode(said), lines=lines), file="forged")


def test_a_laptop_learns_that_headquarters_holds_its_lines(drive):
    people, hq, ana = drive
    assert only_here(ana) == 3
    told = accept(ana, receipt(people, hq))
    assert (told.lines, told.only_here, told.is_new, told.is_forked) == (3, 0, True, False)
    assert only_here(ana) == 0
    assert wrong(ana) == []


def test_what_is_typed_after_the_batch_is_on_this_laptop_only(drive):
    people, hq, ana = drive
    type_line(ana, sheet(1), 4, "Dora Dean", "ana")
    type_line(ana, sheet(2), 1, "Eve Edge", "ana")
    assert accept(ana, receipt(people, hq)).only_here == 2
    correct(ana, known_sheet(ana, sheet(1)), 1, Line(name="Anne Abel"), "ana")
    assert only_here(ana) == 3


def test_one_file_serves_all_laptops_and_each_takes_its_own(drive):
    people, hq, ana = drive
    ben = people.laptop(hq, "ben")
    type_names(ben, sheet(9), {1: "Fay Fox"}, "ben")
    merge(hq, [people.batch(ben)])
    both = receipt(people, hq)
    assert (accept(ana, both).lines, accept(ben, both).lines) == (3, 1)


def test_a_receipt_for_another_laptop_is_refused_and_changes_nothing(drive):
    people, hq, ana = drive
    ben = people.laptop(hq, "ben")
    type_names(ben, sheet(9), {1: "Fay Fox"}, "ben")
    merge(hq, [people.batch(ben)])
    before = held(ana)
    with pytest.raises(ReceiptForOthers):
        accept(ana, receipt(people, hq, ben.device[:8]))
    assert held(ana) == before


def test_a_receipt_of_another_drive_is_refused(drive):
    people, _, ana = drive
    other = people.headquarters("other")
    type_names(guest := people.laptop(other, "guest"), sheet(1), NAMES, "g")
    merge(other, [people.batch(guest)])
    before = held(ana)
    with pytest.raises(BatchForeign):
        accept(ana, receipt(people, other))
    assert held(ana) == before


def test_a_receipt_means_nothing_before_the_laptop_joined(people, drive):
    _, hq, _ = drive
    lone = people.lone()
    with pytest.raises(ReceiptBeforeJoining):
        accept(lone, receipt(people, hq))


def test_only_headquarters_may_confirm(drive, tmp_path):
    """Control: the very same words from headquarters' own keys are believed."""
    people, hq, ana = drive
    cora = people.laptop(hq, "cora", Role.COORDINATOR)
    (said,) = read_receipt(ana, receipt(people, hq, ana.device)).held
    path = tmp_path / "forged.canvassreceipt"
    for journal, keys in ((ana, new_device_keys()), (cora, cora.keys), (ana, ana.keys)):
        path.write_bytes(forged(journal, said, keys=keys))
        before = held(ana)
        with pytest.raises(ReceiptStranger):
            accept(ana, path)
        assert held(ana) == before
    path.write_bytes(forged(hq, said, keys=hq.keys))
    assert accept(ana, path).lines == 3


def test_every_cut_and_every_flipped_byte_is_refused(drive, tmp_path):
    people, hq, ana = drive
    whole = receipt(people, hq).read_bytes()
    path = tmp_path / "damaged.canvassreceipt"
    before = held(ana)
    damaged = [whole[:end] for end in range(0, len(whole), 7)]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for content in damaged:
        path.write_bytes(content)
        with pytest.raises(BatchRefused) as refused:
            accept(ana, path)
        assert sentence(refused.value)
    assert held(ana) == before


def test_a_batch_or_kit_is_no_receipt_and_a_receipt_is_no_batch(drive):
    people, hq, ana = drive
    for path in (people.batch(ana), people.kit(hq)):
        with pytest.raises(BatchNotOne):
            accept(ana, path)
    assert [type(refused.why) for refused in merge(hq, [receipt(people, hq)]).refused] == [BatchNotOne]


def test_an_old_receipt_never_lowers_what_is_confirmed(drive):
    people, hq, ana = drive
    old = receipt(people, hq)
    type_line(ana, sheet(1), 4, "Dora Dean", "ana")
    merge(hq, [people.batch(ana)])
    accept(ana, receipt(people, hq))
    known = confirmed(ana)
    told = accept(ana, old)
    assert (told.is_new, told.is_forked, told.lines, told.only_here) == (False, False, 4, 0)
    assert confirmed(ana) == known


def test_headquarters_that_lacks_a_middle_part_confirms_only_what_comes_before(drive):
    people, hq, ana = drive
    type_line(ana, sheet(1), 4, "Dora Dean", "ana")
    merge(hq, [people.batch(ana)])
    (said,) = [one for one in read_receipt(ana, receipt(people, hq)).held if one.device == ana.device]
    (n,) = hq.connection.execute("select n from device where id = ?", (ana.device,)).fetchone()
    hq.connection.execute("delete from record where n = ?", (n << 32 | 3,))
    (cut,) = [one for one in read_receipt(ana, receipt(people, hq)).held if one.device == ana.device]
    assert said.points[0].seq > 3
    assert cut.points[0].seq == 2


def test_a_copy_of_a_laptop_learns_that_another_wrote_under_its_numbers(drive):
    people, hq, ana = drive
    accept(ana, receipt(people, hq))
    clone = people.copy(ana, "clone")
    type_line(ana, sheet(1), 4, "Dora Dean", "ana")
    type_line(clone, sheet(2), 1, "Gus Gray", "ana")
    merge(hq, [people.batch(ana)])
    told = accept(clone, receipt(people, hq))
    assert told.is_forked
    assert only_here(clone) == 1
    merge(hq, [people.batch(clone)])
    told = accept(clone, receipt(people, hq))
    assert told.is_forked
    assert told.only_here == 0
    assert accept(ana, receipt(people, hq)).only_here == 0


def test_a_copy_of_which_headquarters_holds_nothing_is_told_so_and_nothing_is_noted(drive, tmp_path):
    _, hq, ana = drive
    path = tmp_path / "fork.canvassreceipt"
    path.write_bytes(forged(hq, Held(ana.device, 3, (Point(2, "ab" * 32),)), keys=hq.keys))
    with pytest.raises(ReceiptForked) as refused:
        accept(ana, path)
    assert ana.device[:8] in sentence(refused.value)
    assert confirmed(ana) == {}


def test_a_hub_learns_which_of_the_records_it_carries_are_held(drive):
    people, hq, _ = drive
    cora = people.laptop(hq, "cora", Role.COORDINATOR)
    eve = people.laptop(cora, "eve")
    type_names(eve, sheet(5), NAMES, "eve")
    merge(cora, [people.batch(eve)])
    merge(hq, [people.batch(cora)])
    type_line(eve, sheet(5), 4, "Dora Dean", "eve")
    merge(hq, [people.batch(eve)])
    assert only_here(cora) == 3
    assert accept(cora, receipt(people, hq)).only_here == 0


def test_a_receipt_holds_no_signer(drive):
    people, hq, _ = drive
    path = receipt(people, hq)
    assert not any(name.split()[0].encode() in path.read_bytes() for name in NAMES.values())
    told = inspect(path)
    assert (told.kind, told.sealed) == ("receipt", "open")
    assert isinstance(told.contents, ReceiptContents)
    assert told.contents.laptops == 1


def test_only_headquarters_makes_receipts_and_only_for_laptops_it_knows(drive, tmp_path):
    people, hq, ana = drive
    for journal, error in ((ana, NotHeadquarters), (people.lone(), NoPetition)):
        with pytest.raises(error):
            make_receipt(journal, tmp_path / "no.canvassreceipt")
    with pytest.raises(LaptopUnknown):
        make_receipt(hq, tmp_path / "no.canvassreceipt", ["ffffffff"])
    with pytest.raises(NothingHeld):
        make_receipt(people.headquarters("empty"), tmp_path / "no.canvassreceipt")
    assert not (tmp_path / "no.canvassreceipt").exists()


@pytest.mark.parametrize(
    "bad",
    [
        Held("xyz", 1, ()),
        Held("a" * 32, -1, ()),
        Held("a" * 32, 1, (Point(0, "ab" * 32),)),
        Held("a" * 32, 1, (Point(1, "ab"),)),
        Held("a" * 32, 1, (Point(1, "ab" * 32), Point(2, "ab" * 32))),
        Held("a" * 32, 1, tuple(Point(99 - n, "ab" * 32) for n in range(33))),
    ],
)
def test_a_receipt_that_breaks_its_form_is_refused(drive, tmp_path, bad):
    _, hq, ana = drive
    path = tmp_path / "bad.canvassreceipt"
    path.write_bytes(forged(hq, bad, keys=hq.keys))
    with pytest.raises(BatchMalformed):
        accept(ana, path)


def test_a_receipt_signed_for_another_device_is_forged(drive, tmp_path):
    _, hq, ana = drive
    head = ReceiptHead("1", hq.now(), hq.campaign_id, hq.device, 0)
    path = tmp_path / "bad.canvassreceipt"
    keys = new_device_keys()
    tag = campaign_tag(hq.campaign_id)
    path.write_bytes(seal(Sealing(FileKind.RECEIPT, tag, keys=keys, head=encode(head), lines=[]), file="bad"))
    with pytest.raises(BatchForged):
        accept(ana, path)


@pytest.mark.parametrize(
    ("question", "given"),
    [(ONLY_HERE, {"confirmed": "{}"}), (CHAIN, ("a" * 32,)), (LINES, ("a" * 32,))],
    ids=["only here", "chain", "lines"],
)
def test_what_is_asked_of_records_reads_a_range_of_numbers(drive, question, given):
    """What is on this laptop only is asked after every line, and a whole chain of every laptop for a receipt."""
    _, _, ana = drive
    plan = [row[3] for row in ana.connection.execute(f"explain query plan {question}", given)]
    assert any("SEARCH r USING INTEGER PRIMARY KEY" in step for step in plan)
    assert not any(step.startswith("SCAN r") for step in plan)
