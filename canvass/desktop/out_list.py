"""The list of what is out, as a file: a row for each sheet for a spreadsheet, or pages to print."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from canvass.ground.files import write_whole
from canvass.sheets.out_list import out_list_pdf
from canvass.sheets.whereabouts import Outstanding
from canvass.signers.spreadsheet import BOM, inert
from canvass.wording.out_list import out_words
from canvass.wording.translation import tr

CSV = ".csv"


def save_list(path: Path, people: Sequence[Outstanding], drive: str, today: date) -> None:
    """Write the list in the form that the file's name asks for; raises the errors of `write_whole`."""
    is_csv = path.suffix.lower() == CSV
    write_whole(path, csv_list(people) if is_csv else out_list_pdf(out_words(people, drive, today)), replace=True)


def csv_list(people: Sequence[Outstanding]) -> bytes:
    """Return a row for each sheet that is out: who has it, its number, since when and for how many days."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([tr("Who"), tr("Sheet"), tr("Oldest since"), tr("Days")])
    for person in people:
        since, days = "" if person.oldest is None else person.oldest.isoformat(), person.days
        for sheet in person.sheets:
            writer.writerow([inert(person.holder), sheet, since, "" if days is None else days])
    return (BOM + out.getvalue()).encode()
