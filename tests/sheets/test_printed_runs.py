"""What came out of the printer: all, or some failed; those are spoiled and their numbers never used again."""

import pytest

from canvass.ground.errors import CanvassError
from canvass.ground.progress import silent
from canvass.sheets.listing import sheets
from canvass.sheets.printed_runs import FailedRefused, all_printed, failed_sheets, last_runs, some_failed
from canvass.sheets.printed_runs import take_back_failed as take_back
from canvass.sheets.ranges import sheets_named
from canvass.sheets.runs import NothingToHandOut, PrintOrder, print_sheets
from canvass.wording.printed import print_words
from canvass.wording.sentence import sentence


def printed(journal, out, count=9, **fields):
    return print_sheets(journal, PrintOrder(count, out, **fields), print_words(), silent)


def states(journal):
    return {int(row.sheet[7:11]): row.state for row in sheets(journal)}


@pytest.fixture
def run(drive, tmp_path):
    """A run of nine sheets and the drive it belongs to."""
    hq = drive()
    printed(hq, tmp_path / "run.pdf")
    return hq, last_runs(hq)[0]


@pytest.mark.parametrize(
    ("text", "serials"),
    [
        ("3-5, 9", [3, 4, 5, 9]),
        ("3", [3]),
        (" 0003 – 0004 ; 7", [3, 4, 7]),
        ("2..3", [2, 3]),
        ("000001-0002-50", [2]),
        ("000001-0002-50, 4-5", [2, 4, 5]),
        ("000001-0002..0004", [2, 3, 4]),
        ("3, 3-4", [3, 4]),
    ],
)
def test_failed_sheets_are_named_by_serials_or_by_whole_numbers(run, text, serials):
    hq, nine = run
    whole = text.replace("000001-0002-50", nine.first.text.replace("0001", "0002"))
    if "000001-0002-50" in text:
        whole = text.replace("000001-0002-50", [row.sheet for row in sheets(hq)][1])
    assert [number.serial for number in sheets_named(failed_sheets(nine, whole))] == serials


@pytest.mark.parametrize(
    ("text", "why", "said"),
    [
        ("", "empty", "No sheet was named"),
        (" , ", "empty", "No sheet was named"),
        ("5-3", "backwards", "goes backwards"),
        ("10", "beyond", "not among these 9 sheets"),
        ("0", "beyond", "not among these 9 sheets"),
        ("8-12", "beyond", "not among these 9 sheets"),
        ("000777-0001..0002", "another", "another print run"),
    ],
)
def test_what_names_no_sheet_of_the_run_is_refused_and_changes_nothing(run, text, why, said):
    hq, nine = run
    with pytest.raises(FailedRefused) as refused:
        some_failed(hq, nine, f"1, {text}" if why == "beyond" else text)
    assert refused.value.facts["why"] == why
    assert said in sentence(refused.value)
    assert set(states(hq).values()) == {"printed"}
    assert not last_runs(hq)[0].is_answered


def test_a_slip_in_a_whole_number_is_refused(run):
    hq, nine = run
    with pytest.raises(CanvassError):
        failed_sheets(nine, "000001-0002-00")
    assert set(states(hq).values()) == {"printed"}


def test_sheets_that_failed_are_spoiled_and_the_next_run_has_other_numbers(run, tmp_path):
    hq, nine = run
    moved = some_failed(hq, nine, "3-5, 9")
    assert moved.moved == 4
    assert [serial for serial, state in states(hq).items() if state == "spoiled"] == [3, 4, 5, 9]
    (now,) = last_runs(hq)
    assert (now.spoiled, now.is_answered) == (4, True)
    assert printed(hq, tmp_path / "again.pdf").run != f"{nine.run:06d}"
    take_back(hq, moved.records)
    assert set(states(hq).values()) == {"printed"}


def test_all_well_is_noted_and_not_asked_again(run):
    hq, nine = run
    assert not nine.is_answered
    all_printed(hq, nine.run)
    all_printed(hq, nine.run)
    (now,) = last_runs(hq)
    assert (now.is_answered, now.spoiled) == (True, 0)


def test_the_last_runs_come_newest_first_and_no_more_than_asked_for(drive, tmp_path):
    hq = drive()
    for name in ("a", "b", "c"):
        printed(hq, tmp_path / f"{name}.pdf", 2, event=name)
    assert [run.event for run in last_runs(hq)] == ["c", "b", "a"]
    assert [run.event for run in last_runs(hq, most=2)] == ["c", "b"]
    assert (last_runs(hq)[0].first.serial, last_runs(hq)[0].last.serial) == (1, 2)


def test_a_run_printed_for_somebody_is_handed_out_at_once(drive, tmp_path):
    hq = drive()
    printed(hq, tmp_path / "run.pdf", 3, holder="  Ana   Maria ")
    assert {(row.state, row.holder) for row in sheets(hq)} == {("handed_out", "Ana Maria")}
    some_failed(hq, last_runs(hq)[0], "2")
    assert states(hq) == {1: "handed_out", 2: "spoiled", 3: "handed_out"}


def test_a_draft_is_handed_out_to_nobody(drive, tmp_path):
    hq = drive(approved=None)
    with pytest.raises(NothingToHandOut):
        printed(hq, tmp_path / "run.pdf", holder="Ana")
    assert list(tmp_path.glob("*.pdf*")) == []
