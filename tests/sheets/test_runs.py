"""Print runs in real campaigns: what the campaign knows, what lies in the folder, what other programs read from it."""

import subprocess
import sys
import textwrap

import cv2
import msgspec
import pypdfium2 as pdfium
import pytest
import zxingcpp

from canvass.batches.export import export_batch
from canvass.batches.founding import create_lone
from canvass.batches.merging import merge
from canvass.campaign.file import open_campaign
from canvass.ground.errors import CanvassError
from canvass.ground.files import AlreadyThere, NotWritten, PartFile
from canvass.ground.progress import Cancelled, silent
from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Did, Kind, Role, Run
from canvass.journal.drive import NoPetition, campaign_number, set_fields
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.number import BLANK_NUMBER, SheetNumber
from canvass.petition.template import template
from canvass.petition.wording_of_page import PetitionIncomplete
from canvass.sheets.code import Code, identical_code, parse_code
from canvass.sheets.layout import PaperUnknown
from canvass.sheets.listing import sheets
from canvass.sheets.numbering import RunsUsedUp
from canvass.sheets.preflight import preflight
from canvass.sheets.runs import PrintNotAllowed, PrintOrder, RunTaken, SheetsRefused, print_blanks, print_sheets
from canvass.sheets.stamping import codes_on_page, run_stamps
from canvass.sheets.unfinished import Unfinished, begin_publishing, unfinished_run
from canvass.wording.printed import print_words

WORDS = print_words()


def pixels(path, index, dpi=200):
    document = pdfium.PdfDocument(path)
    image = document[index].render(scale=dpi / 72, grayscale=True).to_numpy().copy()
    document.close()
    return image.reshape(image.shape[:2])


def codes_on(path, index, dpi=200):
    return [parse_code(found.text) for found in zxingcpp.read_barcodes(pixels(path, index, dpi))]


def text_of(path, index):
    document = pdfium.PdfDocument(path)
    text = " ".join(document[index].get_textpage().get_text_range().split())
    document.close()
    return text


def run(journal, out, count=3, **fields):
    return print_sheets(journal, PrintOrder(count, out, **fields), WORDS, silent)


def told(journal):
    return [fact.body for fact in facts(journal.connection, Kind.RUN)]


def states(journal):
    return [row.state for row in sheets(journal)]


def files(tmp_path):
    return sorted(path.name for path in tmp_path.iterdir() if ".pdf" in path.name)


def test_a_printed_run_is_known_with_its_form_its_lines_and_its_event(drive, tmp_path):
    hq = drive()
    printed = run(hq, tmp_path / "run.pdf", 4, event="  Vigil at City Hall ")
    assert msgspec.to_builtins(printed) == {
        "run": "000001",
        "first": SheetNumber(1, 1).text,
        "last": SheetNumber(1, 4).text,
        "sheets": 4,
        "lines_per_sheet": 6,
        "pages": 4,
        "pdf": str(tmp_path / "run.pdf"),
        "slips": None,
    }
    (body,) = told(hq)
    assert body == Run(lines=6, run=1, sheets=4, form=body.form, event="Vigil at City Hall")
    assert [row.form for row in sheets(hq)] == [body.form] * 4
    (did,) = facts(hq.connection, Kind.DID)
    assert did.body == Did(what="printed", batch="000001", lines=24)
    assert unfinished_run(hq) is None


@pytest.mark.slow
def test_forty_sheets_are_read_back_by_two_decoders(drive, tmp_path):
    hq, path = drive(), tmp_path / "run.pdf"
    run(hq, path, 40)
    detector = cv2.QRCodeDetectorAruco()
    for index in range(40):
        code = Code(campaign_number(hq), 1, index + 1)
        assert codes_on(path, index) == [code, code]
        _, texts, _, _ = detector.detectAndDecodeMulti(pixels(path, index))
        assert [parse_code(text) for text in texts] == [code, code]
        assert text_of(path, index).count(SheetNumber(1, index + 1).text) == 2


def test_without_a_yes_all_pages_are_alike_and_the_numbers_are_on_slips(drive, tmp_path):
    for answer in ("no", "not-asked"):
        hq, path = drive(answer, codes=answer), tmp_path / f"{answer}.pdf"
        printed = run(hq, path, 5)
        assert printed.slips == str(tmp_path / f"{answer}-slips.pdf")
        alike = identical_code(campaign_number(hq))
        assert [codes_on(path, index) for index in range(5)] == [[alike, alike]] * 5
        assert all("000001-" not in text_of(path, index) for index in range(5))
        assert text_of(path, 4).count(BLANK_NUMBER) == 2
        assert (pixels(path, 0) == pixels(path, 4)).all()
        on_slips = [code for index in range(3) for code in codes_on(printed.slips, index, 100)]
        assert {code.sheet for code in on_slips} == {SheetNumber(1, serial) for serial in range(1, 6)}
        assert SheetNumber(1, 5).text in text_of(printed.slips, 2)
        assert len(sheets(hq)) == 5


def test_what_is_printed_holds_before_preflight(drive, tmp_path):
    hq = drive()
    rules = template("ca-recall-local").page
    run(hq, tmp_path / "run.pdf", 2)
    print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    for name in ("run.pdf", "blanks.pdf"):
        assert [finding for finding in preflight(tmp_path / name, rules, silent) if not finding.holds] == []


def test_numbers_go_on_and_are_never_used_again(drive, tmp_path):
    hq = drive()
    assert [run(hq, tmp_path / f"{n}.pdf", 2).run for n in range(3)] == ["000001", "000002", "000003"]
    (tmp_path / "2.pdf").unlink()
    assert run(hq, tmp_path / "2.pdf", 2).run == "000004"
    with hq.writing():
        hq.write(Kind.RUN, Run(lines=5, run=5, sheets=1))
    assert run(hq, tmp_path / "6.pdf", 1).first == SheetNumber(6, 1).text
    assert len({row.sheet for row in sheets(hq)}) == len(sheets(hq)) == 2 * 4 + 1 + 1


def test_a_number_that_another_laptop_told_of_is_left_out(drive, laptop, tmp_path):
    hq = drive()
    run(hq, tmp_path / "first.pdf", 1)
    other = laptop(hq, Role.HQ, "other")
    with other.writing():
        other.write(Kind.RUN, Run(lines=6, run=2, sheets=1))
        other.write(Kind.RUN, Run(lines=6, run=4, sheets=1))
    export_batch(other, tmp_path)
    merge(hq, [tmp_path])
    assert [run(hq, tmp_path / f"{n}.pdf", 1).run for n in range(2)] == ["000003", "000005"]


def test_a_field_laptop_cannot_use_the_numbers_up(drive, laptop, tmp_path):
    hq = drive()
    field = laptop(hq, Role.FIELD, "field")
    with field.writing():
        for number in (*range(1, 1_000), 1_001):
            field.write(Kind.RUN, Run(lines=5, run=number, sheets=1))
    export_batch(field, tmp_path)
    merge(hq, [tmp_path])
    assert run(hq, tmp_path / "first.pdf", 1).run == "000001"
    coordinator = laptop(hq, Role.COORDINATOR, "coordinator")
    assert run(coordinator, tmp_path / "second.pdf", 1).run == "001001"


def test_a_printer_that_has_used_all_its_runs_is_refused(drive, tmp_path):
    hq = drive()
    with hq.writing():
        hq.write(Kind.RUN, Run(lines=5, run=999, sheets=1))
    with pytest.raises(RunsUsedUp):
        run(hq, tmp_path / "run.pdf")
    assert files(tmp_path) == []


def test_the_run_is_registered_before_its_file_appears(drive, tmp_path, monkeypatch):
    hq, seen = drive(), []
    publish = PartFile.publish

    def looking(part):
        seen.append((len(sheets(hq)), files(tmp_path), unfinished_run(hq)))
        publish(part)

    monkeypatch.setattr(PartFile, "publish", looking)
    run(hq, tmp_path / "run.pdf")
    assert seen == [(3, ["run.pdf.canvass.part"], Unfinished(1, 3, str(tmp_path / "run.pdf")))]


@pytest.mark.parametrize("codes", ["yes", "no"])
@pytest.mark.parametrize("at", [0, 10, 50, 70])
def test_a_cancelled_run_leaves_no_file_and_no_sheets(drive, tmp_path, codes, at):
    hq = drive(codes=codes)
    before = hq.connection.execute("select count(*) from record").fetchone()
    end = 50 if codes == "yes" else 75

    def cancel(done, total):
        assert total == end
        if done == min(at, end):
            raise Cancelled

    with pytest.raises(Cancelled):
        print_sheets(hq, PrintOrder(50, tmp_path / "run.pdf"), WORDS, cancel)
    assert files(tmp_path) == []
    assert sheets(hq) == []
    assert hq.connection.execute("select count(*) from record").fetchone() == before
    assert run(hq, tmp_path / "run.pdf").run == "000001"


@pytest.mark.parametrize("failing", [0, 1])
def test_a_file_that_cannot_be_put_in_place_spoils_its_sheets(drive, tmp_path, monkeypatch, failing):
    hq, publish = drive(codes="no"), PartFile.publish
    published: list[str] = []

    def fail(part):
        if len(published) == failing:
            raise NotWritten(path=str(part.path), why="gone")
        published.append(part.path.name)
        publish(part)

    monkeypatch.setattr(PartFile, "publish", fail)
    with pytest.raises(NotWritten):
        run(hq, tmp_path / "run.pdf", 2)
    assert files(tmp_path) == []
    assert states(hq) == ["spoiled", "spoiled"]
    assert unfinished_run(hq) is None
    monkeypatch.undo()
    assert run(hq, tmp_path / "run.pdf", 1).run == "000002"


def test_a_file_that_appears_meanwhile_is_not_touched(drive, tmp_path):
    hq, path = drive(), tmp_path / "run.pdf"
    with pytest.raises(AlreadyThere):
        print_sheets(hq, PrintOrder(2, path), WORDS, lambda *_: path.write_bytes(b"mine"))
    assert path.read_bytes() == b"mine"
    assert files(tmp_path) == ["run.pdf"]
    assert states(hq) == ["spoiled", "spoiled"]


def test_a_run_registered_by_somebody_else_meanwhile_is_not_printed_twice(drive, tmp_path):
    hq = drive()

    def print_too(done, total):
        if done == total:
            with hq.writing():
                hq.write(Kind.RUN, Run(lines=5, run=1, sheets=1))

    with pytest.raises(RunTaken):
        print_sheets(hq, PrintOrder(2, tmp_path / "run.pdf"), WORDS, print_too)
    assert files(tmp_path) == []
    assert len(told(hq)) == 1


KILLED = """
    import os, sys
    from pathlib import Path
    from canvass.campaign.file import open_campaign
    from canvass.ground.files import PartFile
    from canvass.ground.progress import silent
    from canvass.journal.journal import Journal
    from canvass.sheets import runs
    from canvass.wording.printed import print_words
    {fault}
    order = runs.PrintOrder(3, Path(sys.argv[2]))
    runs.print_sheets(Journal(open_campaign(Path(sys.argv[1]))), order, print_words(), silent)
"""


def killed(drive, tmp_path, fault):
    """Print in a program that dies at a certain moment, and return the journal opened again."""
    hq = drive(codes="no")
    hq.campaign.close()
    script = textwrap.dedent(KILLED).format(fault=fault)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "hq.canvass"), str(tmp_path / "run.pdf")], check=False
    )
    assert done.returncode == 9
    return Journal(open_campaign(tmp_path / "hq.canvass"))


def test_a_program_killed_before_the_commit_has_printed_nothing(drive, tmp_path):
    hq = killed(drive, tmp_path, "runs._register = lambda *_: os._exit(9)")
    with hq.campaign:
        assert sheets(hq) == []
        assert "run.pdf" not in files(tmp_path)
        assert run(hq, tmp_path / "run.pdf").run == "000001"
    assert files(tmp_path) == ["run-slips.pdf", "run.pdf"]


def test_a_program_killed_before_its_file_appears_leaves_a_run_that_is_told_spoiled(drive, tmp_path):
    hq = killed(drive, tmp_path, "PartFile.publish = lambda _: os._exit(9)")
    with hq.campaign:
        assert unfinished_run(hq) == Unfinished(1, 3, str(tmp_path / "run.pdf"))
        assert states(hq) == ["printed"] * 3
        assert "run.pdf" not in files(tmp_path)
        assert run(hq, tmp_path / "other.pdf", 1).run == "000002"
        assert states(hq) == ["spoiled"] * 3 + ["printed"]
        assert "run.pdf.canvass.part" not in files(tmp_path)


def test_a_program_killed_when_its_file_is_there_has_printed_it(drive, tmp_path):
    hq = killed(drive, tmp_path, "runs.end_publishing = lambda _: os._exit(9)")
    with hq.campaign:
        assert {"run.pdf", "run-slips.pdf"} <= set(files(tmp_path))
        assert run(hq, tmp_path / "other.pdf", 1).run == "000002"
        assert states(hq) == ["printed"] * 4


@pytest.mark.parametrize("there", ["run.pdf", "run-slips.pdf"])
def test_an_existing_file_is_refused_and_stays(drive, tmp_path, there):
    hq = drive(codes="no")
    (tmp_path / there).write_bytes(b"mine")
    with pytest.raises(AlreadyThere):
        run(hq, tmp_path / "run.pdf")
    assert files(tmp_path) == [there]
    assert (tmp_path / there).read_bytes() == b"mine"
    assert sheets(hq) == []


def test_before_approval_a_draft_has_neither_number_nor_code(drive, tmp_path):
    hq, path = drive(approved=None), tmp_path / "draft.pdf"
    printed = run(hq, path, 2)
    assert (printed.run, printed.first, printed.last, printed.slips) == (None, None, None, None)
    assert (printed.sheets, printed.pages, printed.lines_per_sheet) == (2, 2, 6)
    assert codes_on(path, 1) == []
    assert "DRAFT" in text_of(path, 1)
    assert sheets(hq) == told(hq) == []


@pytest.mark.parametrize("approved", [None, "2026-05-20"])
def test_the_two_blanks_carry_the_identical_code_and_are_no_sheets(drive, tmp_path, approved):
    hq, path = drive(approved=approved), tmp_path / "blanks.pdf"
    printed = print_blanks(hq, path, WORDS, silent)
    assert (printed.run, printed.first, printed.last, printed.sheets, printed.pages) == (None, None, None, 2, 2)
    alike = identical_code(campaign_number(hq))
    assert codes_on(path, 0) == codes_on(path, 1) == [alike, alike]
    assert text_of(path, 0).count(BLANK_NUMBER) == 2
    assert "DRAFT" not in text_of(path, 0)
    assert sheets(hq) == told(hq) == []
    assert list(facts(hq.connection, Kind.FORM)) == []


def test_blanks_wait_for_the_answer_about_top_funders(drive, tmp_path):
    hq = drive(approved=None, top_funders=None)
    with pytest.raises(PetitionIncomplete) as refused:
        print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    assert refused.value.facts == {"fields": "top_funders"}
    assert files(tmp_path) == []


def test_a_practice_drive_prints_samples_with_practice_codes_and_strange_numbers(drive, tmp_path):
    hq, path = drive(practice=True), tmp_path / "run.pdf"
    printed = run(hq, path, 1)
    (code, _) = codes_on(path, 0)
    assert code.practice
    assert 900_001 <= code.run < 1_000_000
    assert f"{code.run:06d}" == printed.run
    assert "SAMPLE – NOT A PETITION" in text_of(path, 0)
    assert int(run(hq, tmp_path / "next.pdf", 1).run) == code.run + 1
    print_blanks(hq, tmp_path / "blanks.pdf", WORDS, silent)
    assert "SAMPLE – NOT A PETITION" in text_of(tmp_path / "blanks.pdf", 0)
    assert codes_on(tmp_path / "blanks.pdf", 0)[0] == identical_code(campaign_number(hq), practice=True)


def test_a_coordinator_prints_under_the_number_of_its_kit(drive, laptop, tmp_path):
    hq = drive()
    run(hq, tmp_path / "hq.pdf", 1)
    ana, ben = laptop(hq, Role.COORDINATOR, "ana"), laptop(hq, Role.COORDINATOR, "ben")
    assert run(ana, tmp_path / "ana.pdf", 2).run == "001001"
    assert run(ana, tmp_path / "ana2.pdf", 2).run == "001002"
    assert run(ben, tmp_path / "ben.pdf", 2).last == SheetNumber(2001, 2).text
    code = Code(campaign_number(hq), 2001, 2)
    assert codes_on(tmp_path / "ben.pdf", 1) == [code, code]


def test_a_second_headquarters_prints_under_the_number_of_its_kit(drive, laptop, tmp_path):
    hq = drive()
    run(hq, tmp_path / "hq.pdf", 1)
    other = laptop(hq, Role.HQ, "other")
    printer = other.campaign.setting("printer")
    assert run(other, tmp_path / "other.pdf", 1).run == f"{printer}001"
    assert run(other, tmp_path / "more.pdf", 1).run == f"{printer}002"


def test_a_field_laptop_and_a_lone_file_print_nothing(drive, laptop, tmp_path):
    helper = laptop(drive(), Role.FIELD, "helper")
    lone = create_lone(tmp_path / "lone.canvass")
    for journal, refusal in ((helper, PrintNotAllowed), (lone, NoPetition)):
        with pytest.raises(refusal):
            run(journal, tmp_path / "run.pdf")
        with pytest.raises(refusal):
            print_blanks(journal, tmp_path / "run.pdf", WORDS, silent)
    lone.campaign.close()
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"count": 0}, SheetsRefused),
        ({"count": 10_000}, SheetsRefused),
        ({"event": "a\u202eb"}, FieldTextRefused),
        ({"event": "x" * 201}, FieldTextRefused),
        ({"paper": "a4"}, PaperUnknown),
    ],
)
def test_a_wrong_order_is_refused_and_changes_nothing(drive, tmp_path, fields, refusal):
    hq = drive()
    with pytest.raises(refusal):
        run(hq, tmp_path / "run.pdf", **fields)
    assert files(tmp_path) == []
    assert sheets(hq) == []
    assert list(facts(hq.connection, Kind.FORM)) == []


def test_a_missing_folder_is_told_and_uses_no_number(drive, tmp_path):
    hq = drive()
    with pytest.raises(NotWritten) as failed:
        run(hq, tmp_path / "stick" / "run.pdf")
    assert failed.value.facts["why"] == "gone"
    assert sheets(hq) == []


def test_an_incomplete_petition_is_refused_with_all_that_it_lacks(drive, tmp_path):
    hq = drive(grounds=None, officer=None)
    with pytest.raises(CanvassError) as refused:
        run(hq, tmp_path / "run.pdf")
    assert refused.value.facts == {"fields": "officer, grounds"}
    set_fields(hq, {"officer": "Jordan A. Example", "grounds": "Promises were not kept."})
    assert run(hq, tmp_path / "run.pdf").run == "000001"


@pytest.mark.parametrize(
    ("policy", "answer", "expected"),
    [
        ("forbidden", "yes", "none"),
        ("identical", "yes", "identical"),
        ("unique", "yes", "unique"),
        ("unique", "no", "identical"),
        ("unique", "not-asked", "identical"),
        ("serial_required", "no", "unique"),
    ],
)
def test_the_law_and_the_officials_answer_say_which_codes_stand_on_the_page(policy, answer, expected, petition):
    of = template("ca-recall-local")
    of = msgspec.structs.replace(of, qr_policy=msgspec.structs.replace(of.qr_policy, value=policy))
    assert codes_on_page(of, petition(codes=answer)) == expected


def test_where_codes_are_forbidden_the_page_is_bare_and_the_slips_say_all():
    stamps = run_stamps("none", 417, 1002, 2, practice=False)
    assert [(stamp.code, stamp.number) for stamp in stamps.pages] == [("", ""), ("", "")]
    assert [parse_code(stamp.code) for stamp in stamps.slips] == [Code(417, 1002, 1), Code(417, 1002, 2)]
    assert [stamp.number for stamp in stamps.slips] == [SheetNumber(1002, 1).text, SheetNumber(1002, 2).text]


def test_a_run_cut_short_takes_nothing_from_the_next_one_at_its_place(drive, tmp_path):
    hq = drive()
    out = tmp_path / "run.pdf"
    lost = run(hq, out)
    out.unlink()
    with hq.writing():
        begin_publishing(hq, int(lost.run), lost.sheets, out)
    again = run(hq, out, 2)
    assert out.exists()
    assert again.run != lost.run
    assert unfinished_run(hq) is None
    assert {row.state for row in sheets(hq) if row.run == lost.run} == {"spoiled"}
