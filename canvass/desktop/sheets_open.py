"""Which sheet comes to hand: the one typed on last, and the one after this."""

from canvass.campaign.connection import errors_told
from canvass.desktop.entry_state import CODE, sheet_asked_for
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import READINGS, Kind
from canvass.journal.journal import Journal
from canvass.journal.number import MOST_SERIAL, SheetNumber
from canvass.journal.place import LoosePage, sheet_from_key, sheet_of
from canvass.journal.wiped import last_wiped_line
from canvass.sheets.carriers import circulator
from canvass.sheets.scanned import sheet_scanned
from canvass.signers.draft import Draft
from canvass.signers.errors import LastSheetOfRun
from canvass.signers.listing import LineRow, lines_of_sheet
from canvass.signers.sheets_known import KnownSheet, check_line, known_sheet, last_page, standing_key

LAST_TYPED = (
    "select place from record where n between :first and :last "
    f"and kind in ({', '.join(str(int(kind)) for kind in sorted(READINGS))}) order by n desc limit 1"
)
LAST_OF_RUN = """
    select 1 from sheet s where s.key = ? and s.run is not null
       and not exists (select 1 from sheet later where later.key = s.key + 1 and later.run is not null)
"""
OWN_LINES = f"""
    select count(distinct place) from record
     where n between :first and :last and kind in ({", ".join(str(int(k)) for k in sorted(READINGS - {Kind.RETRACT}))})
       and n not in (select a.earlier from record back cross join after a on a.record = back.n
                      where back.n between :first and :last and back.kind = {int(Kind.RETRACT)})
"""
"""Without the lines on which everything was taken back."""

NOBODYS = """
    select place & 255 from line
     where place between :from and :to and record between :first and :last and coalesce(typist, '') = ''
"""


def own_records(journal: Journal) -> dict[str, int]:
    """Return the first and last integer that a record of this laptop can have."""
    (number,) = journal.connection.execute(
        "select n from device where id = ? and fork = 0", (journal.device,)
    ).fetchone()
    return {"first": number << 32, "last": number << 32 | 0xFFFFFFFF}


def lines_typed_here(journal: Journal) -> int:
    """Return on how many lines something was typed on this laptop."""
    (lines,) = journal.connection.execute(OWN_LINES, own_records(journal)).fetchone()
    return int(lines)


def where_typed_last(journal: Journal) -> str:
    """Return the sheet of the last line typed on this laptop; before the first, its first loose page."""
    row = journal.connection.execute(LAST_TYPED, own_records(journal)).fetchone()
    if row is None:
        return f"L{max(last_page(journal), 1)}"
    return text_of_key(journal, sheet_of(row[0]))


def text_asked_for(journal: Journal, typed: str) -> str:
    """Return what a person typed or scanned for a sheet as the journal reads it.

    Raises `CodeRefused` and `CodeOfAnother` for a code that names no sheet of this drive.
    """
    is_code = CODE.fullmatch(typed.strip()) is not None
    return sheet_scanned(journal, typed.strip()).text if is_code else sheet_asked_for(typed)


def text_of_key(journal: Journal, key: int) -> str:
    """Return the text that names the sheet with this integer."""
    device = journal.connection.execute(
        "select d.id from device d where d.n = ?", ((key & ((1 << 47) - 1)) >> 16,)
    ).fetchone()
    return sheet_from_key(key, "" if device is None else device[0]).text


def carrier_of(journal: Journal, sheet: KnownSheet) -> str:
    """Return who carries or carried a sheet; empty where nobody said it, or where the file cannot be read."""
    if isinstance(sheet.ref, LoosePage):
        return ""
    try:
        with errors_told(journal.campaign.path):
            return circulator(journal.connection, sheet.ref)
    except CanvassError:
        return ""


def next_sheet(journal: Journal, sheet: KnownSheet) -> str:
    """Return the next serial of a numbered sheet, or this laptop's next loose page.

    Raises `LastSheetOfRun` after the last sheet of a run that is known here.
    """
    with errors_told(journal.campaign.path):
        if isinstance(sheet.ref, LoosePage):
            return f"L{last_page(journal) + 1}"
        is_last = sheet.ref.serial == MOST_SERIAL or journal.connection.execute(LAST_OF_RUN, (sheet.key,)).fetchone()
    if is_last:
        raise LastSheetOfRun(sheet=sheet.ref.text)
    return SheetNumber(sheet.ref.run, sheet.ref.serial + 1).text


def sheet_typed_last(journal: Journal) -> tuple[KnownSheet, list[LineRow]]:
    """Return the sheet of the last line typed on this laptop, or its first loose page, with its lines."""
    return sheet_and_lines(journal, where_typed_last(journal))


def sheet_and_lines(journal: Journal, text: str) -> tuple[KnownSheet, list[LineRow]]:
    """Return the sheet that `text` names, and its lines. Raises as `known_sheet` does, and `campaign.errors`."""
    with errors_told(journal.campaign.path):
        sheet = known_sheet(journal, text)
        return sheet, lines_of_sheet(journal, sheet)


def lines_without_initials(journal: Journal, sheet: KnownSheet) -> frozenset[int]:
    """Return the lines of a sheet that stand as this laptop typed them while no initials were given.

    None where the file cannot be read: whoever reads the lines tells of that, and a line too many stays unseen.
    """
    try:
        with errors_told(journal.campaign.path):
            key = standing_key(journal.connection, sheet.key)
            asked = own_records(journal) | {"from": key << 12, "to": key << 12 | 4095}
            return frozenset(number for (number,) in journal.connection.execute(NOBODYS, asked).fetchall())
    except CanvassError:
        return frozenset()


def wiped_to(journal: Journal, sheet: KnownSheet) -> int:
    """Return the last line of a sheet that was wiped here, 0 if none was or the file cannot be read."""
    try:
        with errors_told(journal.campaign.path):
            return last_wiped_line(journal.connection, sheet.key, standing_key(journal.connection, sheet.key))
    except CanvassError:
        return 0


def lines_again(
    journal: Journal, sheet: KnownSheet, before: list[LineRow]
) -> tuple[list[LineRow], CanvassError | None]:
    """Return the lines of a sheet as they stand now, or those read before and what is wrong with the file."""
    try:
        with errors_told(journal.campaign.path):
            return lines_of_sheet(journal, sheet), None
    except CanvassError as error:
        return [row for row in before if row.sheet == sheet.ref.short], error


def sheet_of_draft(journal: Journal, draft: Draft) -> KnownSheet | None:
    """Return the sheet on which a draft was being typed, or None if it or the line is not there any more."""
    try:
        sheet = known_sheet(journal, draft.sheet)
        check_line(sheet, draft.line)
    except CanvassError:
        return None
    return sheet
