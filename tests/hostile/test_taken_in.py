"""What a hostile batch may well bring: taken in as its writer's opinion, and nobody else's line changed by it."""

from datetime import UTC, datetime

import msgspec
import pytest

from canvass.batches.merging import merge
from canvass.count.days import days
from canvass.count.standing import standing
from canvass.count.totals import totals
from canvass.ground.canonical import encode
from canvass.journal.bodies import Claim, Enrol, Event, Found, Kind, Kit, Line, Move, Nothing, Role, Run, Setting
from canvass.journal.identity import device_id, new_device_keys
from canvass.journal.place import Place
from canvass.journal.record import Seen
from canvass.journal.runs import MANY_RUNS
from canvass.sheets.whereabouts import outstanding
from canvass.signers.decisions import keep
from canvass.signers.listing import all_lines
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import TODAY, People, held, print_run, sheet, shown, type_names, wrong
from tests.hostile.crook import LINES, SHEETS, Crook, at, crook_of, put

ELSEWHERE = SHEETS + 1
"""A sheet of the run on which only Ana typed."""


@pytest.fixture
def drive(people):
    """Headquarters with 30 lines of a crook's and 10 of Ana's, both laptops field laptops."""
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS + 1, LINES)
    ana = people.laptop(headquarters, "ana")
    type_names(ana, sheet(ELSEWHERE), {line: f"Signer of Ana {line}" for line in range(1, LINES + 1)}, "AN")
    crook = crook_of(people, headquarters)
    crook.type_base()
    merged = merge(headquarters, [people.batch(ana), crook.batch(people.folder)])
    assert (merged.taken, merged.conflicts) == (2, 0)
    return people, headquarters, ana, crook


def counts(headquarters):
    told = totals(headquarters, TODAY)
    return told.entered, told.disputed


def names(headquarters):
    return {(row.sheet, row.line): row.name for row in all_lines(headquarters)}


def roles(headquarters):
    return dict(headquarters.connection.execute("select id, role from device where role > 0").fetchall())


def seen_of(headquarters, device):
    """Return how records name everything that headquarters holds of a device."""
    rows = headquarters.connection.execute(
        "select r.n & 4294967295, substr(r.id, 1, 8) from device d join record r on r.n >> 32 = d.n where d.id = ?",
        (device,),
    ).fetchall()
    return {seq: Seen(device, seq, mark.hex()) for seq, mark in rows}


# ---------------------------------------------------------------------------------------- 3: another's, relayed


def test_anothers_genuine_records_are_taken_in_as_theirs(people):
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS, LINES)
    honest, crook = crook_of(people, headquarters, "Ana"), crook_of(people, headquarters)
    honest.type_base()
    merged = merge(headquarters, [crook.batch(people.folder, [crook.segment(), honest.segment()])])
    assert merged.refused == ()
    assert counts(headquarters) == (30, 0)
    assert {laptop.name: laptop.lines for laptop in merged.laptops} == {"Ana": 30, "Crook": 0}
    assert wrong(headquarters) == []


# ---------------------------------------------------------------------------------------------- 4: forked past


def fork(crook: Crook) -> None:
    """Write seq 17 with another name, and all after it as it was, in a chain of its own."""
    rest = crook.raws[17:]
    crook.go_back_to(16)
    crook.say(Kind.PUT, put("Eve Forked"), at(2, 6))
    for raw in rest:
        crook.say_raw(raw)


def test_a_forked_past_is_kept_beside_the_other_and_told(drive):
    people, headquarters, _, crook = drive
    before = names(headquarters)
    fork(crook)
    merged = merge(headquarters, [crook.batch(people.folder)])
    assert (merged.forked, merged.conflicts, merged.refused) == ((crook.device,), 1, ())
    assert counts(headquarters) == (40, 1)
    now = names(headquarters)
    assert {where for where in before if now[where] != before[where]} == {(sheet(2), 6)}
    assert {row.readings for row in all_lines(headquarters) if row.sheet == sheet(3)} == {2}
    assert totals(headquarters, TODAY).agreed == 0, "one laptop that says it twice agrees with nobody"
    assert wrong(headquarters) == []
    again = held(headquarters)
    assert merge(headquarters, [crook.batch(people.folder)]).new == 0
    assert held(headquarters) == again


def test_control_where_the_newer_takes_the_place_of_the_older_a_line_is_lost(drive):
    """What a union by (device, seq) alone would do: the forked name takes the place of the one that was typed."""
    _, _, _, crook = drive
    by_number = dict(enumerate(crook.raws, 1))
    fork(crook)
    by_number |= dict(enumerate(crook.raws, 1))
    assert b"Signer 15" not in b"".join(by_number.values())


# -------------------------------------------------------------------------------------------- 5: ancestor grab


@pytest.mark.parametrize("kind", [Kind.PUT, Kind.DECIDE, Kind.VOID, Kind.RETRACT])
def test_a_field_laptop_that_names_anothers_readings_replaces_none(drive, kind):
    people, headquarters, ana, crook = drive
    known = seen_of(headquarters, ana.device)
    after = [msgspec.to_builtins(seen) for _, seen in sorted(known.items())]
    body = {Kind.VOID: Line(state="struck"), Kind.RETRACT: Nothing()}.get(kind, put("Eve Grabs"))
    crook.say(kind, body, at(ELSEWHERE, 1), after=after)
    assert merge(headquarters, [crook.batch(people.folder)]).refused == ()
    is_none = kind == Kind.RETRACT
    assert counts(headquarters) == (40, 0 if is_none else 1)
    heads = next(row for row in all_lines(headquarters) if (row.sheet, row.line) == (sheet(ELSEWHERE), 1))
    shown_names = [heads.name] if is_none else [head.name for head in heads.heads]
    assert "Signer of Ana 1" in shown_names
    assert wrong(headquarters) == []


def test_control_a_coordinator_that_decides_the_same_replaces_it(people):
    """So the test above would see a grab that works."""
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS + 1, LINES)
    ana = people.laptop(headquarters, "ana")
    type_names(ana, sheet(ELSEWHERE), {1: "Signer of Ana 1"}, "AN")
    merge(headquarters, [people.batch(ana)])
    cora = crook_of(people, headquarters, "Cora", Role.COORDINATOR)
    after = [msgspec.to_builtins(seen) for _, seen in sorted(seen_of(headquarters, ana.device).items())]
    cora.say(Kind.DECIDE, put("Cora Decides"), at(ELSEWHERE, 1), after=after)
    assert merge(headquarters, [cora.batch(people.folder)]).refused == ()
    assert names(headquarters)[sheet(ELSEWHERE), 1] == "Cora Decides"


def test_names_of_what_nobody_wrote_and_marks_that_do_not_fit_replace_nothing(drive):
    people, headquarters, ana, crook = drive
    known = seen_of(headquarters, ana.device)
    wrong_marks = [[seen.device, seen.seq, "ff" * 8] for seen in known.values()]
    crook.say(Kind.PUT, put("Eve"), at(ELSEWHERE, 2), after=wrong_marks)
    crook.say(Kind.PUT, put("Eve"), at(ELSEWHERE, 3), after=[["cd" * 16, 2**32 - 1, "00" * 8]])
    crook.say(Kind.PUT, put("Eve"), at(ELSEWHERE, 4), after=[[crook.device, len(crook.raws) + 1, "00" * 8]])
    assert merge(headquarters, [crook.batch(people.folder)]).refused == ()
    assert counts(headquarters) == (40, 3)
    assert wrong(headquarters) == []


def test_a_field_laptop_makes_nobody_anything_and_sets_nothing(drive):
    people, headquarters, ana, crook = drive
    before = (roles(headquarters), shown(headquarters))
    puppet = new_device_keys()
    for device in (crook.device, device_id(puppet.public)):
        for role in Role:
            crook.say(Kind.ENROL, Enrol(device=device, role=int(role), how="kit"))
    crook.say(Kind.ENROL, Enrol(device=ana.device, role=int(Role.NONE)))
    crook.say(Kind.ENROL, Enrol(device=headquarters.device, role=int(Role.FIELD)))
    crook.say(Kind.FOUND, Found())
    crook.say(Kind.KIT, Kit(key=puppet.public.hex(), kit="mine", role=int(Role.HQ), printer=1))
    crook.say(Kind.CLAIM, Claim(kit="mine", name="Headquarters", proof="00" * 64))
    crook.say(Kind.SETTING, Setting(field="title", revision=2**53, value="Recall of Canary"))
    crook.say(Kind.SETTING, Setting(field="registered", revision=2**53, value=1))
    crook.say(Kind.RUN, Run(lines=200, run=7, sheets=9_999))
    assert merge(headquarters, [crook.batch(people.folder)]).refused == ()
    after = (roles(headquarters), shown(headquarters))
    assert after == before
    assert wrong(headquarters) == []


# ----------------------------------------------------------------------------------------------- 6: void flood


def flood(crook: Crook, known, *, kind=Kind.VOID, body=None) -> None:
    """Take back 10,000 lines: every one that there is, and on sheets that nobody has printed."""
    for number in range(10_000):
        serial, line = number // LINES + 1, number % LINES + 1
        named = [msgspec.to_builtins(known[line + 1])] if serial == ELSEWHERE and line + 1 in known else []
        crook.say(kind, body or Line(state="struck"), at(serial, line), after=named)


def test_a_flood_of_voids_takes_no_line_from_the_count(drive):
    people, headquarters, ana, crook = drive
    flood(crook, seen_of(headquarters, ana.device))
    merged = merge(headquarters, [crook.batch(people.folder)])
    assert (merged.new, merged.refused) == (10_000, ())
    entered, disputed = counts(headquarters)
    assert (entered, disputed) == (40, 40), "the crook's own 30 were not named, so they stand too"
    assert wrong(headquarters) == []
    keep(headquarters, known_sheet(headquarters, sheet(ELSEWHERE)), 1, 1)
    assert counts(headquarters)[1] == 39


def test_control_where_the_last_word_wins_a_flood_empties_the_count():
    """The broken twin: of two readings at a line the later arrived stands."""
    lines = {(serial, line): "signed" for serial in range(1, 5) for line in range(1, 11)}
    assert len(lines) == 40
    lines |= {(number // 10 + 1, number % 10 + 1): "struck" for number in range(10_000)}
    assert sum(state == "signed" for state in lines.values()) == 0


# --------------------------------------------------------------------------------------------- 7: future clock

CLOCKS = {
    "the year 9999": "9999-12-31T23:59:59Z",
    "the year 9999, further east than there is land": "9999-12-31T23:59:59-23:59",
    "the year 1": "0001-01-01T00:00:00Z",
    "the year 0": "0000-01-01T00:00:00Z",
    "minus one": "-1",
    "2^53": "9007199254740992",
    "a Julian day": "0",
    "now": "now",
    "no zone": "2026-05-03T19:42:00",
    "nothing": "",
    "a name": "Ann Example",
}


def told_with(folder, claimed):
    """Return what headquarters sees of lines whose laptop's clock claimed this."""
    folder.mkdir()
    people = People(folder)
    headquarters = people.headquarters()
    print_run(headquarters, SHEETS, LINES)
    crook = crook_of(people, headquarters)
    for number in range(SHEETS * LINES):
        crook.say(Kind.PUT, put(f"Signer {number}"), at(number // LINES + 1, number % LINES + 1), at=claimed)
    crook.say(Kind.EVENT, Event(name="Vigil", date=claimed), at=claimed)
    assert merge(headquarters, [crook.batch(folder, at=claimed)]).refused == ()
    assert sum(day.entered for day in days(headquarters)) == 30
    assert standing(headquarters, TODAY) is not None
    assert outstanding(headquarters, TODAY) == []
    assert wrong(headquarters) == []
    told = (names(headquarters), counts(headquarters), [row.readings for row in all_lines(headquarters)])
    people.close()
    return told


def test_no_clock_changes_a_line_or_a_count_or_stops_a_page(people):
    zero = told_with(people.folder / "zero", "1970-01-01T00:00:00Z")
    for number, claimed in enumerate(CLOCKS.values()):
        assert told_with(people.folder / f"{number}", claimed) == zero, claimed


def test_control_where_clocks_are_believed_the_view_is_another():
    """The broken twin: the reading with the latest time wins. No two of these clocks agree on which that is."""
    readings = {"Ann": "2026-05-03T19:42:00Z", "Eve": CLOCKS["the year 9999"]}
    latest = max(readings, key=lambda name: readings[name])
    zero = max(readings, key=lambda name: datetime(1970, 1, 1, tzinfo=UTC).isoformat() + name[::-1])
    assert (latest, zero) == ("Eve", "Ann")


# ---------------------------------------------------------------------------------------------- 10: replayed


def test_a_batch_brought_a_hundred_times_is_known(drive):
    people, headquarters, _, crook = drive
    path = crook.batch(people.folder)
    before = held(headquarters)
    for _ in range(100):
        merged = merge(headquarters, [path])
        assert (merged.new, merged.known, merged.refused) == (0, 31, ())
    assert held(headquarters) == before, "not even the history grows"


# ------------------------------------------------------------------------------------------- 11: odd, but possible


def test_a_run_that_nobody_printed_is_taken_in_and_shown_as_unknown(drive):
    people, headquarters, _, crook = drive
    crook.say(Kind.PUT, put("Eve"), at(9_999, 200, run=999_999))
    assert merge(headquarters, [crook.batch(people.folder)]).refused == ()
    states = dict(headquarters.connection.execute("select key, state from sheet").fetchall())
    assert states[999_999 * 10_000 + 9_999] == "unknown"
    assert wrong(headquarters) == []


def test_a_gap_is_waited_for_until_it_arrives(drive):
    people, headquarters, _, crook = drive
    for line in (1, 2, 3):
        crook.say(Kind.PUT, put(f"Late {line}"), at(3, line, run=8))
    merged = merge(headquarters, [crook.batch(people.folder, [crook.segment(1, 31), crook.segment(33)])])
    assert [(gap.device, gap.start, gap.end) for gap in merged.waiting] == [(crook.device, 32, 32)]
    assert merge(headquarters, [crook.batch(people.folder)]).waiting == ()
    assert counts(headquarters) == (43, 0)


def test_a_gap_as_wide_as_numbers_go_is_one_gap(drive):
    people, headquarters, _, crook = drive
    last = 2**32 - 1
    far = crook.far(encode(crook.record(Kind.PUT, put("Eve"), at(1, 1, run=8), seq=last)), last)
    merged = merge(headquarters, [crook.batch(people.folder, [crook.segment(), far])])
    assert merged.refused == ()
    assert [(gap.start, gap.end) for gap in merged.waiting] == [(32, last - 1)]
    assert wrong(headquarters) == []


def test_the_same_record_twice_in_one_file_is_one(drive):
    people, headquarters, _, crook = drive
    whole, last = crook.segment(), crook.segment(len(crook.raws))
    merged = merge(headquarters, [crook.batch(people.folder, [whole, last, last, whole])])
    assert (merged.new, merged.known, merged.refused) == (0, 64, ())
    assert wrong(headquarters) == []


def test_no_more_lines_fit_on_a_sheet_than_paper_has(drive):
    people, headquarters, _, crook = drive
    for line in range(1, 201):
        crook.say(Kind.PUT, put(f"Eve {line}"), at(ELSEWHERE, line, run=8))
    assert merge(headquarters, [crook.batch(people.folder)]).refused == ()
    assert counts(headquarters) == (240, 0)
    crook.say(Kind.PUT, put("Eve"), Place(sheet(ELSEWHERE), 0, 201))
    (refused,) = merge(headquarters, [crook.batch(people.folder)]).refused
    assert type(refused.why).__name__ == "BatchNotCanonical"


# --------------------------------------------------------------------------- 12: one coordinator's kit, two laptops


def test_the_second_to_show_a_coordinators_kit_is_nobody(people):
    headquarters = people.headquarters()
    kit = people.kit(headquarters, Role.COORDINATOR, "Cora")
    first, second = Crook(headquarters, kit, "First"), Crook(headquarters, kit, "Second")
    assert merge(headquarters, [first.batch(people.folder)]).refused == ()
    before = held(headquarters)
    (refused,) = merge(headquarters, [second.batch(people.folder)]).refused
    assert type(refused.why).__name__ == "BatchStranger"
    assert refused.why.facts["laptop"] == second.device[:8], "the beginning of its key, to compare by telephone"
    assert held(headquarters) == before


def test_a_thousand_heads_at_a_line_are_one_decision(drive):
    people, headquarters, _, crook = drive
    for number in range(1_000):
        crook.say(Kind.PUT, put(f"Eve {number}"), at(ELSEWHERE, 5))
    assert merge(headquarters, [crook.batch(people.folder)]).conflicts == 1
    assert counts(headquarters) == (40, 1)
    keep(headquarters, known_sheet(headquarters, sheet(ELSEWHERE)), 5, 1)
    assert counts(headquarters)[1] == 0
    assert wrong(headquarters) == []


def test_moves_on_many_runs_come_to_the_same_in_one_file_and_in_many(people):
    """Many runs are told from one look at all moves, few from a look for each; neither may cost a look times a run."""
    runs = range(1, MANY_RUNS * 3)
    headquarters = people.headquarters()
    for run in runs:
        print_run(headquarters, 4, run=run)
    cora = crook_of(people, headquarters, "Cora", Role.COORDINATOR)
    singly = people.copy(headquarters, "singly")
    for step in ("handed_out", "returned"):
        for run in runs:
            cora.say(Kind.MOVE, Move(first=1 + run % 3, last=4, run=run, state=step, holder=f"Ana {run}"))
    for last in [*range(4, len(cora.raws), 4), len(cora.raws)]:
        assert merge(singly, [cora.batch(people.folder, [cora.segment(1, last)])]).refused == ()
    assert merge(headquarters, [cora.batch(people.folder)]).refused == ()
    assert held(headquarters)["sheet"] == held(singly)["sheet"]
    assert sum(row[6] == "returned" for row in held(headquarters)["sheet"]) > 2 * len(runs)
    assert wrong(headquarters) == []
