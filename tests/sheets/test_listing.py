"""The listing of sheets, after printing, typing, moving and spoiling."""

from canvass.batches.export import export_batch
from canvass.batches.merging import merge
from canvass.ground.progress import silent
from canvass.journal.bodies import Kind, Line, Move, Role
from canvass.journal.number import SheetNumber
from canvass.journal.place import LoosePage, Place
from canvass.sheets.listing import SheetRow, sheets
from canvass.sheets.runs import PrintOrder, print_sheets
from canvass.signers.pages import begin_page
from canvass.wording.printed import print_words


def run(journal, out, count=3):
    return print_sheets(journal, PrintOrder(count, out), print_words(), silent)


def type_on(journal, sheet, line, name="Ann Lee"):
    with journal.writing():
        journal.write(Kind.PUT, Line(name=name), place=Place.on(sheet, line), typist="AB")


def move(journal, state, serial, holder=""):
    with journal.writing():
        journal.write(Kind.MOVE, Move(first=serial, last=serial, run=1, state=state, holder=holder))


def test_an_empty_drive_has_no_sheets(drive):
    assert sheets(drive()) == []


def test_printed_sheets_are_listed_with_their_run_lines_and_form(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "run.pdf", 2)
    (digest,) = hq.connection.execute("select hash from form").fetchone()
    assert sheets(hq) == [
        SheetRow(SheetNumber(1, serial).text, "000001", 6, 0, None, digest, "printed", None, None) for serial in (1, 2)
    ]


def test_a_sheet_with_typed_lines_is_entered_until_something_later_is_told(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "run.pdf", 5)
    move(hq, "returned", 2)
    move(hq, "checked", 3)
    move(hq, "lost", 4)
    for serial in (1, 2, 3, 4):
        type_on(hq, SheetNumber(1, serial), 1)
        type_on(hq, SheetNumber(1, serial), 2)
    assert [row.state for row in sheets(hq)] == ["entered", "entered", "checked", "lost", "printed"]
    assert [row.entered for row in sheets(hq)] == [2, 2, 2, 2, 0]


def test_who_has_a_sheet_is_told(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "run.pdf", 2)
    move(hq, "handed_out", 2, holder="Ana")
    assert [(row.state, row.holder) for row in sheets(hq)] == [("printed", None), ("handed_out", "Ana")]


def test_a_sheet_of_an_unknown_run_is_listed_as_unknown(drive, tmp_path):
    hq = drive()
    run(hq, tmp_path / "run.pdf", 1)
    type_on(hq, SheetNumber(1002, 14), 3)
    row = sheets(hq)[-1]
    assert row == SheetRow("001002-0014-65", "001002", None, 1, None, None, "unknown", None, None)


def test_loose_pages_come_last_by_device_and_page(drive, laptop, tmp_path):
    hq = drive()
    helper = laptop(hq, Role.FIELD, "helper")
    for journal, pages in ((hq, 1), (helper, 2)):
        for _ in range(pages):
            type_on(journal, begin_page(journal), 1)
    begin_page(helper)
    run(hq, tmp_path / "run.pdf", 1)
    export_batch(helper, tmp_path)
    merge(hq, [tmp_path])
    found = sheets(hq)
    assert found[0].sheet == SheetNumber(1, 1).text
    devices = sorted([(hq.device, 1), (helper.device, 1), (helper.device, 2), (helper.device, 3)])
    assert [row.sheet for row in found[1:]] == [LoosePage(page, device).short for device, page in devices]
    assert {(row.run, row.lines, row.form, row.state) for row in found[1:]} == {(None, None, None, "loose")}
    assert sorted(row.entered for row in found[1:]) == [0, 1, 1, 1]


def test_another_laptop_lists_the_same_printed_sheets_after_merging(drive, laptop, tmp_path):
    hq = drive()
    run(hq, tmp_path / "hq.pdf", 2)
    ana = laptop(hq, Role.COORDINATOR, "ana")
    run(ana, tmp_path / "ana.pdf", 2)
    type_on(ana, SheetNumber(1, 1), 1)
    export_batch(ana, tmp_path)
    merge(hq, [tmp_path])
    assert sheets(hq) == sheets(ana)
    assert [row.run for row in sheets(hq)] == ["000001", "000001", "001001", "001001"]
