"""What taking in would bring, told first: the same numbers as afterwards, and nothing written on the way."""

import random

import pytest

from canvass.batches.foreseeing import Foreseeing
from canvass.batches.merging import Merging, merge
from canvass.ground.progress import Cancelled
from canvass.journal.bodies import Line, Role
from canvass.journal.journal import Journal
from canvass.signers.entry import enter
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import TULIP, held, people_in, quick_passphrase, sheet, type_line, type_names
from tests.journal.test_query_plans import scans


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def told(headquarters, paths, passphrase=None):
    """What is foreseen; it must be what comes, and looking must write nothing."""
    before = held(headquarters)
    reader = Journal(headquarters.campaign)
    foreseen = Foreseeing().look(reader, paths, passphrase)
    assert held(headquarters) == before
    merged = merge(headquarters, paths, passphrase)
    assert (foreseen.new, foreseen.known) == (merged.new, merged.known)
    assert foreseen.conflicts == merged.conflicts
    assert sorted(map(str, foreseen.refused)) == sorted(map(str, merged.refused))
    return foreseen


def test_each_laptops_lines_are_told_new_here_already_and_to_decide(people):
    headquarters = people.headquarters()
    ana, ben = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_names(ana, sheet(1), {1: "Ann", 2: "Bo"})
    merge(headquarters, [people.batch(ana)])
    type_names(ana, sheet(2), {1: "Cy", 2: "Di"})
    type_names(ben, sheet(1), {1: "Anna", 2: "Bo", 3: "Ed"})
    foreseen = told(headquarters, [people.batch(ana), people.batch(ben)])
    of = {laptop.name: laptop for laptop in foreseen.laptops}
    assert (of["ana"].lines, of["ana"].sheets, of["ana"].new, of["ana"].known, of["ana"].is_new) == (4, 2, 2, 2, False)
    assert (of["ben"].lines, of["ben"].new, of["ben"].conflicts, of["ben"].is_new) == (3, 3, 1, True)


def test_two_new_files_that_differ_at_a_line_are_foreseen_as_one_to_decide(people):
    headquarters = people.headquarters()
    ana, ben = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_line(ana, sheet(1), 1, "Ann")
    type_line(ana, sheet(1), 1, "Anne")
    type_line(ben, sheet(1), 1, "Hanna")
    assert told(headquarters, [people.batch(ana), people.batch(ben)]).conflicts == 1


def test_what_a_laptop_corrects_is_nothing_to_decide(people):
    headquarters, laptop = people.headquarters(), None
    laptop = people.laptop(headquarters, "ana")
    type_line(laptop, sheet(1), 1, "Ann")
    merge(headquarters, [people.batch(laptop)])
    type_line(laptop, sheet(1), 1, "Anna")
    assert told(headquarters, [people.batch(laptop)]).conflicts == 0


def test_a_line_on_a_linked_loose_page_stands_against_the_sheet(people):
    headquarters, laptop = people.headquarters(), None
    laptop, other = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_line(laptop, "L1", 1, "Ann")
    link_page(laptop, "L1", sheet(1))
    type_line(other, sheet(1), 2, "Bo")
    merge(headquarters, [people.batch(laptop), people.batch(other)])
    type_line(laptop, "L1", 2, "Bob")
    assert told(headquarters, [people.batch(laptop)]).conflicts == 1


def test_cumulative_and_doubled_files_count_a_line_once(people):
    headquarters = people.headquarters()
    laptop = people.laptop(headquarters, "ana")
    batches = []
    for line in range(1, 4):
        type_line(laptop, sheet(1), line, f"Signer {line}")
        batches.append(people.batch(laptop))
    foreseen = told(headquarters, [*batches, batches[0]])
    (ana,) = foreseen.laptops
    assert (ana.lines, ana.new) == (3, 3)
    again = told(headquarters, batches)
    assert (again.new, again.laptops[0].known) == (0, 3)


def test_a_stranger_is_foreseen_as_refused_and_as_let_in_once_its_coordinator_speaks(people):
    headquarters = people.headquarters()
    field = people.laptop(people.second_claimant(headquarters), "ana")
    type_names(field, sheet(1), {1: "Ann"})
    of_field = people.batch(field)
    assert [type(one.why).__name__ for one in told(headquarters, [of_field]).refused] == ["BatchStranger"]
    coordinator = people.joined(people.kit(headquarters, Role.COORDINATOR), "second")
    assert told(headquarters, [of_field, people.batch(coordinator)]).refused == ()


def test_a_stranger_is_let_in_by_a_file_that_is_looked_at_later(people):
    headquarters = people.headquarters()
    field = people.laptop(people.second_claimant(headquarters), "ana")
    type_names(field, sheet(1), {1: "Ann"})
    of_field = people.batch(field)
    coordinator = people.joined(people.kit(headquarters, Role.COORDINATOR), "second")
    foreseeing, reader = Foreseeing(), Journal(headquarters.campaign)
    assert len(foreseeing.look(reader, [of_field]).refused) == 1
    later = foreseeing.look(reader, [people.batch(coordinator)])
    assert later.refused == ()
    assert of_field.name in [file.file for file in later.files]


def test_bad_files_are_foreseen_with_why(people):
    headquarters, others = people.headquarters(), people.headquarters("others")
    laptop, foreign = people.laptop(headquarters, "ana"), people.laptop(others, "else")
    type_names(laptop, sheet(1), {1: "Ann"})
    type_names(foreign, sheet(1), {1: "Joe"})
    good = people.batch(laptop)
    cut = good.with_name("cut.canvassbatch")
    cut.write_bytes(good.read_bytes()[:-20])
    foreseen = told(headquarters, [good, cut, people.batch(foreign)])
    assert sorted(type(one.why).__name__ for one in foreseen.refused) == ["BatchCut", "BatchForeign"]
    assert [file.file for file in foreseen.files] == [good.name]


def test_a_sealed_file_is_told_once_its_passphrase_is_given_and_kept_open_for_taking_in(people):
    headquarters, lone = people.headquarters(), people.lone("vigil")
    type_names(lone, "L1", {1: "Ann"})
    batch = quick_passphrase(people.batch(lone, TULIP), TULIP)
    looking = Foreseeing()
    first = looking.look(headquarters, [batch])
    assert [type(one.why).__name__ for one in first.refused] == ["BatchNeedsPassphrase"]
    second = looking.look(headquarters, [batch], TULIP)
    assert (second.refused, len(second.files)) == ((), 1)
    assert looking.look(headquarters, [batch]).files == second.files, "looked at once more, it counts once"
    batch.unlink()
    merging = Merging([batch], read=looking.kept)
    merging.step(headquarters)
    assert merging.merged(headquarters).new == second.new > 0


def test_looking_can_be_given_up(people):
    headquarters = people.headquarters()
    laptop = people.laptop(headquarters, "ana")
    type_names(laptop, sheet(1), {1: "Ann"})

    def unwanted(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        Foreseeing().look(headquarters, [people.batch(laptop)], report=unwanted)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_typed_the_same_numbers_come_as_were_foreseen(people, seed):
    """Laptops and headquarters type, correct and void the same few lines; some files come twice, some late."""
    chance = random.Random(seed)
    headquarters = people.headquarters()
    writers = [headquarters, *(people.laptop(headquarters, name) for name in ("ana", "ben", "cy"))]
    waiting = []
    for _ in range(4):
        for writer in writers:
            for _ in range(chance.randrange(6)):
                line = Line(state="struck") if chance.random() < 0.2 else Line(name=chance.choice("ABC"))
                where = chance.choice((sheet(1), sheet(2), "L1"))
                enter(writer, known_sheet(writer, where), 1 + chance.randrange(4), line, "AL")
        waiting += [people.batch(writer) for writer in writers[1:] if chance.random() < 0.7]
        chance.shuffle(waiting)
        told(headquarters, waiting[: 1 + chance.randrange(4)])
    told(headquarters, waiting)


def test_no_look_goes_through_a_whole_big_table(people):
    headquarters = people.headquarters()
    ana, ben = people.laptop(headquarters, "ana"), people.laptop(headquarters, "ben")
    type_names(ana, sheet(1), {1: "Ann", 2: "Bo"})
    type_names(ben, sheet(1), {1: "Anna"})
    type_line(ben, "L1", 1, "Cy")
    merge(headquarters, [people.batch(ana)])
    batches = [people.batch(ana), people.batch(ben)]
    facts = "r.place is null"  # facts are few, and there is an index of places
    found = scans(headquarters, lambda: Foreseeing().look(headquarters, batches))
    assert [scan for scan in found if facts not in scan] == []


def test_a_file_that_is_named_beside_its_folder_is_looked_at_and_taken_in_once(people):
    headquarters, vigil = people.headquarters(), people.lone()
    type_names(vigil, "L1", {1: "Ann"})
    locked = quick_passphrase(people.batch(vigil, TULIP), TULIP)
    named = [locked, locked.parent]
    looking = Foreseeing()
    assert len(looking.look(headquarters, named).refused) == 1
    seen = looking.look(headquarters, [locked], TULIP)
    merging = Merging(named, read=looking.kept)
    while not merging.is_finished:
        merging.step(headquarters)
    merged = merging.merged(headquarters)
    assert (merged.refused, merged.taken, merging.total) == ((), 1, 1)
    assert (merged.new, merged.known) == (seen.new, seen.known)
