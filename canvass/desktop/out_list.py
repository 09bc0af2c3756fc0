"""The list of what is out, as a file: a row for each sheet for a spreadsheet, or pages to print."""

import csv
import html
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from canvass.desktop.day_words import day_words
from canvass.desktop.out_words import age_words, since_words, spans
from canvass.ground.files import write_whole
from canvass.sheets.whereabouts import Outstanding
from canvass.signers.spreadsheet import BOM, inert
from canvass.wording.translation import tr

PDF, CSV = ".pdf", ".csv"


def save_list(path: Path, people: Sequence[Outstanding], drive: str, today: date) -> None:
    """Write the list in the form that the file's name asks for; raises the errors of `write_whole`."""
    is_csv = path.suffix.lower() == CSV
    write_whole(path, csv_list(people) if is_csv else pdf_list(people, drive, today), replace=True)


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


def pdf_list(people: Sequence[Outstanding], drive: str, today: date) -> bytes:
    """Return the list on letter pages: who, how many, since when, which."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setTitle(tr("Sheets that are out"))
    writer.setCreator("canvass")
    document = QTextDocument()
    document.setHtml(_page(people, drive, today))
    document.print_(writer)
    del writer
    buffer.close()
    return bytes(content.data())


def _page(people: Sequence[Outstanding], drive: str, today: date) -> str:
    titles = (tr("Who"), tr("Sheets"), tr("For how long"), tr("Which"), tr("Back"))
    rows = "".join(_row(_cells(person)) for person in people)
    head = "".join(f"<th align='left'>{html.escape(title)}</th>" for title in titles)
    heading = tr("Sheets that are out – {drive} – {day}").format(drive=drive, day=day_words(today))
    return f"<h3>{html.escape(heading)}</h3><table border='1' cellspacing='0' cellpadding='4'>{head}{rows}</table>"


def _cells(person: Outstanding) -> tuple[str, ...]:
    age = ", ".join(filter(None, (since_words(person), age_words(person))))
    return (person.holder or tr("not said who"), f"{len(person.sheets):,}", age, ", ".join(spans(person.sheets)), "")


def _row(cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
