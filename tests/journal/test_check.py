"""`check` finds whatever somebody changed in a campaign file behind the program's back."""

from collections.abc import Iterator

import pytest

from canvass.journal.bodies import Enrol, Kind, Line, Link, Page, Role, Run
from canvass.journal.check import differences
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.roles import refresh_roles
from canvass.journal.segments import single_records
from tests.journal.harness import SHEETS, checked, exported, journal_of, new_file, put, take_in


@pytest.fixture
def office(tmp_path) -> Iterator[Journal]:
    """Headquarters with a run, a linked page, a dispute, a decision, a gap and a second laptop's records."""
    with new_file(tmp_path / "a.canvass") as mine, new_file(tmp_path / "b.canvass") as theirs:
        office, laptop = journal_of(mine, 0), journal_of(theirs, 1)
        with office.writing():
            campaign_id = office.found_campaign(practice=False)
            office.write(Kind.ENROL, Enrol(device=laptop.device, role=Role.FIELD))
            office.write(Kind.RUN, Run(lines=4, run=1001, sheets=3))
        page = f"L1@{laptop.device}"
        put(laptop, Place(page, 0, 1), "Ann Lee", "AB")
        put(laptop, Place(SHEETS[0], 0, 2), "Bob Ray", "AB")
        with laptop.writing():
            laptop.write(Kind.PAGE, Page(page=1))
            laptop.write(Kind.LINK, Link(sheet=SHEETS[0]), place=Place(page, 0, 0))
        take_in(office, exported(laptop))
        first = put(office, Place(SHEETS[0], 0, 2), "Bob Roy", "HQ")
        put(office, Place(SHEETS[0], 0, 2), "Bob Rey", "HQ", after=[first])
        with office.writing():
            office.write(Kind.DECIDE, Line(name="Cy"), place=Place(SHEETS[0], 0, 3), after=[first])
        put(laptop, Place(SHEETS[2], 0, 1), "Later")
        last = put(laptop, Place(SHEETS[2], 0, 2), "Later")
        take_in(office, single_records(laptop.connection, laptop.keys, [last]))
        assert office.campaign_id == campaign_id
        with office.writing():
            refresh_roles(office.connection, campaign_id)
        yield office


def test_nothing_is_found_in_a_file_that_only_the_program_wrote(office):
    assert checked(office) == []


CHANGES = {
    "record: a space more": ("update record set raw = cast(raw || ' ' as blob) where kind = 1", "record"),
    "record: other bytes that are whole": (
        "update record set raw = (select raw from record where kind = 5) where kind = 1",
        "record",
    ),
    "record: no JSON": ("update record set raw = x'00' where kind = 1", "record"),
    "record: id": ("update record set id = zeroblob(32) where n = (select max(n) from record)", "record"),
    "record: place": ("update record set place = place + 1 where kind = 3", "record"),
    "record: kind": ("update record set kind = 1 where kind = 3", "record"),
    "record: typist": ("update record set typist = 'ZZ' where kind = 1", "record"),
    "record: one gone in the middle": ("delete from record where n = (select min(n) + 1 from record)", "record"),
    "after: one gone": ("delete from after", "after"),
    "after: one more": ("insert into after select min(n), max(n), zeroblob(8) from record", "after"),
    "after: mark": ("update after set mark = zeroblob(8)", "after"),
    "checkpoint: signature": ("update checkpoint set signature = zeroblob(64)", "proof"),
    "checkpoint: of nothing": (
        "insert into checkpoint select device, 99, id, signature from checkpoint limit 1",
        "proof",
    ),
    "anchor": ("update anchor set id = zeroblob(32)", "proof"),
    "device: key": ("update device set key = zeroblob(32) where role = 1", "proof"),
    "device: first": ("update device set first = 1 where n = 2", "proof"),
    "device: printers": ("update device set printers = '7' where role = 1", "device"),
    "device: role": ("update device set role = 3 where role = 1", "device"),
    "head: one gone": ("delete from head where record = (select max(record) from head)", "head"),
    "head: one more": (
        "insert into head select place, n from record where kind = 1 and n not in (select record from head)",
        "head",
    ),
    "line: one gone": ("delete from line where conflict > 0", "line"),
    "line: a name": ("update line set name = 'Eve' where name = 'Ann Lee'", "line"),
    "line: entered": ("update line set entered = 0 where conflict = 0", "line"),
    "line: conflict": ("update line set conflict = 0 where conflict > 0", "line"),
    "line: folded": ("update line set name_folded = '' where name_folded > ''", "line"),
    "sheet: entered": ("update sheet set entered = entered + 1", "sheet"),
    "sheet: state": ("update sheet set state = 'filed' where state = 'printed'", "sheet"),
    "sheet: one more": ("insert into sheet (key, entered, state) values (55550001, 0, 'unknown')", "sheet"),
    "link: another sheet": ("update link set sheet = sheet + 1", "link"),
    "link: gone": ("delete from link", "link"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_changed_table_is_found(office, change):
    sql, part = CHANGES[change]
    connection = office.connection
    with office.campaign.transaction():
        changed = connection.execute(sql)
        assert changed.rowcount > 0
    assert part in {difference.part for difference in checked(office)}


def test_checking_changes_nothing(office):
    tables = ("record", "after", "device", "head", "line", "sheet", "link", "checkpoint", "anchor")
    before = [office.connection.execute(f"select * from {table}").fetchall() for table in tables]
    version = office.connection.execute("pragma data_version").fetchone()
    checked(office)
    assert office.connection.execute("pragma data_version").fetchone() == version
    assert [office.connection.execute(f"select * from {table}").fetchall() for table in tables] == before


def test_a_line_saved_while_a_file_is_checked_is_no_difference(office):
    saved: list[int] = []

    def save_a_line(_done: int, _total: int) -> None:
        if not saved:
            saved.append(put(office, Place(SHEETS[1], 0, 4), "Meanwhile"))
            saved.append(put(office, Place(SHEETS[0], 0, 2), "Bob Rae", after=saved))

    reader = office.campaign.reader()
    try:
        assert differences(reader, office.campaign_id, save_a_line) == []
        assert reader.execute("select name from line where name = 'Meanwhile'").fetchall()
    finally:
        reader.close()
    assert saved
    assert checked(office) == []


def test_checking_tells_how_far_it_is(office):
    told: list[tuple[int, int]] = []
    reader = office.campaign.reader()
    try:
        assert differences(reader, office.campaign_id, lambda done, total: told.append((done, total))) == []
    finally:
        reader.close()
    (total,) = office.connection.execute("select count(*) from record").fetchone()
    assert told[-1] == (total, total)
