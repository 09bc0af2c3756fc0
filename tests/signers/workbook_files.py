"""Spreadsheet files as people's programs write them, and as nobody's should."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_PART = "xl/worksheets/sheet1.xml"
SHARED_PART = "xl/sharedStrings.xml"

Rows = Iterable[Sequence[object]]


def xlsx(path: Path, *rows: Sequence[object], tabs: Mapping[str, Rows] | None = None) -> Path:
    """Write rows as a workbook, and further sheets."""
    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "Signers"
    for row in rows:
        first.append(row)
    for name, more in (tabs or {}).items():
        tab: Any = book.create_sheet(name)
        for row in more:
            tab.append(row)
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change a part of a workbook as only a file from elsewhere would have it."""
    with zipfile.ZipFile(path) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return text_file(path, package(*parts.items()))


def package(*parts: tuple[str, str | bytes]) -> bytes:
    """Return a ZIP file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def text_file(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def as_excel_writes(path: Path, shared: str, sheet: str) -> Path:
    """Write a workbook whose texts stand in a part of their own: `<si>` items, and the `<row>`s that name them."""
    kinds = (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{CONTENT}.{kind}+xml"/>'
        for kind, name in (("sheet.main", "workbook.xml"), *kinds)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{name}"/>' for n, (kind, name) in enumerate(kinds)
    )
    root = f'<Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    book = f'<sheets><sheet name="Sheet1" sheetId="1" r:id="r0" xmlns:r="{OFFICE}"/></sheets>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return text_file(
        path,
        package(
            ("[Content_Types].xml", f'<Types xmlns="{types}">{rels}{xml}{overrides}</Types>'),
            ("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>'),
            ("xl/workbook.xml", f'<workbook xmlns="{MAIN}">{book}</workbook>'),
            ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'),
            (SHARED_PART, f'<sst xmlns="{MAIN}">{shared}</sst>'),
            (SHEET_PART, f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>'),
        ),
    )
