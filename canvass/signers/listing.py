"""Lines as they stand: listed in order of sheet and line, found by any part of name or address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from canvass.campaign.connection import Connection
from canvass.journal.disputes import heads_at
from canvass.journal.folding import fold
from canvass.journal.journal import Journal
from canvass.journal.place import LOOSE_BIT, device_of_key, line_of, sheet_from_key, sheet_of
from canvass.signers.sheets_known import KnownSheet, standing_key

CONFLICTS = (None, "soft", "hard")
COLUMNS = "place, state, name, address, city, zip, note, typist, event, readings, conflict"
PAGE_OF_LINES = 2_000
LOOSE_FROM = LOOSE_BIT << 12
"""Places on loose pages are this and more, those on numbered sheets less."""

NUMBERED = f"""
    select {COLUMNS} from line where place > :after and place < {LOOSE_FROM} order by place limit :most
"""
LOOSE = f"""
    select {COLUMNS} from line l join device d on d.n = (l.place >> 28) & {(1 << 31) - 1}
     where l.place >= {LOOSE_FROM} order by d.id, l.place & {(1 << 28) - 1}
"""
OF_SHEET = f"select {COLUMNS} from line where place between :first and :last order by place"
DISPUTED = f"select {COLUMNS} from line where conflict > 0"
FOUND = f"""
    select {COLUMNS} from line
     where conflict > 0 or (select min(instr(name_folded || ' ' || address_folded, value) > 0) from json_each(:words))
     order by place
"""


class HeadRow(msgspec.Struct, frozen=True):
    """One of several readings at a place in conflict; `keep` is the number by which it is chosen."""

    keep: int
    state: str
    name: str
    address: str
    city: str
    zip: str
    note: str
    typist: str | None
    event: str | None
    laptop: str


class LineRow(msgspec.Struct, frozen=True):
    """One place with a reading that stands. In conflict the fields are None and `heads` lists the readings."""

    sheet: str
    line: int
    state: str | None
    name: str | None
    address: str | None
    city: str | None
    zip: str | None
    note: str | None
    typist: str | None
    event: str | None
    readings: int
    conflict: str | None
    heads: tuple[HeadRow, ...]
    verdict: str | None = None
    reason: str | None = None


def all_lines(journal: Journal) -> Iterator[LineRow]:
    """Yield every line in order of sheet and line: numbered sheets, then loose pages by laptop."""
    connection, after = journal.connection, 0
    while rows := connection.execute(NUMBERED, {"after": after, "most": PAGE_OF_LINES}).fetchall():
        yield from (_row(connection, {}, row) for row in rows)
        after = rows[-1][0]
    loose = connection.execute(LOOSE).fetchall()
    devices = _devices(connection)
    yield from (_row(connection, devices, row) for row in loose)


def lines_of_sheet(journal: Journal, sheet: KnownSheet) -> list[LineRow]:
    """Return the lines of one sheet or loose page, in order; of a linked page those that stand on its sheet."""
    key = standing_key(journal.connection, sheet.key)
    rows = journal.connection.execute(OF_SHEET, {"first": key << 12, "last": key << 12 | 4095}).fetchall()
    devices = _devices(journal.connection)
    return [_row(journal.connection, devices, row) for row in rows]


def found_lines(journal: Journal, text: str) -> Iterator[LineRow]:
    """Yield the lines in which every word of `text` is part of the name or address, in any reading of a conflict."""
    words = fold(text).split()
    if not words:
        return
    rows = journal.connection.execute(FOUND, {"words": msgspec.json.encode(words).decode()}).fetchall()
    for line in rows_as_lines(journal.connection, rows):
        if line.conflict is None or any(has_words(f"{head.name} {head.address}", words) for head in line.heads):
            yield line


def disputed_lines(journal: Journal) -> Iterator[tuple[int, LineRow]]:
    """Yield the places in conflict with their lines, in order of sheet and line."""
    rows = journal.connection.execute(DISPUTED).fetchall()
    devices = _devices(journal.connection)
    for row in sorted(rows, key=lambda row: _order(devices, row[0])):
        yield row[0], _row(journal.connection, devices, row)


def rows_as_lines(connection: Connection, rows: Iterable[Sequence[Any]]) -> Iterator[LineRow]:
    """Yield lines for rows of `COLUMNS`, in the order of sheet and line that is the same in every file."""
    devices = _devices(connection)
    for row in sorted(rows, key=lambda row: _order(devices, row[0])):
        yield _row(connection, devices, row)


def has_words(text: str, words: Sequence[str]) -> bool:
    """Return whether every folded word is part of the text."""
    folded = fold(text)
    return all(word in folded for word in words)


def _order(devices: Mapping[int, str], place: int) -> tuple[str, int]:
    """Return the key that sorts places the same way in every file."""
    return (_device(devices, place), place & ((1 << 28) - 1) if place >= LOOSE_FROM else place)


def _devices(connection: Connection) -> dict[int, str]:
    """Return the ids of all devices by local number: asked for once a listing, never once a line."""
    return dict(connection.execute("select n, id from device").fetchall())


def _device(devices: Mapping[int, str], place: int) -> str:
    """Return the id of the laptop whose loose page this is; empty for a numbered sheet."""
    number = device_of_key(sheet_of(place))
    return devices[number] if number else ""


def _row(connection: Connection, devices: Mapping[int, str], row: Sequence[object]) -> LineRow:
    place, state, name, address, city, zip_code, note, typist, event, readings, conflict = row
    heads = _heads(connection, int(str(place))) if conflict else ()
    return LineRow(
        sheet=sheet_from_key(sheet_of(int(str(place))), _device(devices, int(str(place)))).short,
        line=line_of(int(str(place))),
        state=_text(state),
        name=_text(name),
        address=_text(address),
        city=_text(city),
        zip=_text(zip_code),
        note=_text(note),
        typist=_text(typist) or None,
        event=_text(event) or None,
        readings=int(str(readings)),
        conflict=CONFLICTS[int(str(conflict))],
        heads=heads,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _heads(connection: Connection, place: int) -> tuple[HeadRow, ...]:
    return tuple(
        HeadRow(
            keep=number,
            state=head.line.state,
            name=head.line.name,
            address=head.line.address,
            city=head.line.city,
            zip=head.line.zip,
            note=head.line.note,
            typist=head.typist or None,
            event=head.line.event or None,
            laptop=head.device[:8],
        )
        for number, (_, head) in enumerate(heads_at(connection, place), 1)
    )
