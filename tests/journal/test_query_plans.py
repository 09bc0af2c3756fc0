"""No everyday step looks through a whole big table: each statement that it runs is asked for its plan."""

import re
from collections.abc import Callable, Iterator

import pytest

from canvass.journal.bodies import Enrol, Kind, Line, Link, Nothing, Page, Role
from canvass.journal.disputes import base_of, heads_at
from canvass.journal.identity import device_id, keys_from_seed
from canvass.journal.journal import Journal
from canvass.journal.place import Place
from canvass.journal.store import Devices
from tests.bench.harness import batches, paper, segment
from tests.journal.harness import SHEETS, checked, journal_of, new_file, put, take_in

LINES = 12_000
BIG = {"record", "after", "head", "line", "sheet", "link"}
WORDS = {"cross", "where", "set", "on", "order", "group", "left", "union", "limit"}
SCAN = re.compile(r"^SCAN (\w+)")


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Journal]:
    """Headquarters with 12,000 lines, each on paper of its own, and as many that name an earlier one."""
    with new_file(tmp_path_factory.mktemp("plans") / "office.canvass") as campaign:
        journal = journal_of(campaign, 0)
        with journal.writing():
            journal.found_campaign(practice=False)
        take_in(journal, batches(LINES // 1_000, 1_000))
        with journal.writing():
            known = Devices(journal.connection)
            for number in range(500):
                (there,) = heads(journal, number)
                journal.write(Kind.PUT, Line(name="Again"), place=paper(number), after=[there], known=known)
        yield journal


def heads(journal: Journal, number: int) -> list[int]:
    here = Devices(journal.connection).place_integer(paper(number))
    return [n for (n,) in journal.connection.execute("select record from head where place = ?", (here,))]


def tables(sql: str) -> dict[str, str]:
    """Return what each name in a statement stands for: a table by its own name or by the short one after it."""
    found = re.findall(r"\b(?:from|join|into|update)\s+(?:main\.|temp\.)?(\w+)(?:\s+(\w+))?", sql)
    found = [(table, "" if short in WORDS else short) for table, short in found]
    return {short or table: table for table, short in found}


def scans(journal: Journal, step: Callable[[], object]) -> list[str]:
    """Run a step and return which of its statements would look through the whole of a big table."""
    connection = journal.connection
    ran: list[str] = []
    connection.set_trace_callback(ran.append)
    try:
        step()
    finally:
        connection.set_trace_callback(None)
    found = []
    statements = [sql for sql in ran if re.match(r"\s*(select|insert|update|delete|with)\b", sql)]
    assert statements
    for sql in statements:
        names = tables(sql)
        for *_, detail in connection.execute(f"explain query plan {sql}").fetchall():
            scan = SCAN.match(detail)
            if scan and names.get(scan[1], scan[1]) in BIG:
                found.append(f"{detail}: {' '.join(sql.split())[:200]}")
    return found


def write(journal: Journal, kind: Kind, body: object, **rest: object) -> None:
    with journal.writing():
        journal.write(kind, body, **rest)  # type: ignore[arg-type]  # the kind's own body and place


def test_a_statement_that_does_look_through_a_big_table_is_found(office):
    assert scans(
        office, lambda: office.connection.execute("select count(*) from record r where r.typist = 'X'").fetchone()
    )
    assert scans(office, lambda: office.connection.execute("select * from line where name = 'X'").fetchone())


def test_saving_correcting_and_taking_back_a_line(office):
    place = paper(3)
    assert scans(office, lambda: put(office, place, "New")) == []
    n = put(office, place, "Newer")
    assert scans(office, lambda: put(office, place, "Newest", after=[n])) == []
    assert scans(office, lambda: write(office, Kind.RETRACT, Nothing(), place=place, after=[n])) == []


def test_deciding_and_looking_at_a_dispute(office):
    put(office, paper(5), "Other")
    disputed = heads(office, 5)
    assert len(disputed) > 1
    place = Devices(office.connection).place_integer(paper(5))
    assert scans(office, lambda: heads_at(office.connection, place)) == []
    assert scans(office, lambda: base_of(office.connection, disputed)) == []
    assert scans(office, lambda: write(office, Kind.DECIDE, Line(name="So"), place=paper(5), after=disputed)) == []


def test_linking_a_loose_page_with_lines_and_unlinking_it(office):
    page = f"L1@{office.device}"
    write(office, Kind.PAGE, Page(page=1))
    put(office, Place(page, 0, 1), "Loose")
    assert scans(office, lambda: write(office, Kind.LINK, Link(sheet=SHEETS[2]), place=Place(page, 0, 0))) == []
    assert scans(office, lambda: put(office, Place(page, 0, 2), "Loose too")) == []
    assert scans(office, lambda: write(office, Kind.LINK, Link(sheet=None), place=Place(page, 0, 0))) == []


def test_taking_in_a_batch_new_and_again(office):
    batch = segment(keys_from_seed(b"q" * 32), range(LINES, LINES + 50))
    assert scans(office, lambda: take_in(office, [batch])) == []
    assert scans(office, lambda: take_in(office, [batch])) == []


def test_enrolling_a_laptop(office):
    device = device_id(keys_from_seed((2).to_bytes(32, "big")).public)
    assert scans(office, lambda: write(office, Kind.ENROL, Enrol(device=device, role=Role.COORDINATOR))) == []


def test_the_file_is_still_right(office):
    assert checked(office) == []
