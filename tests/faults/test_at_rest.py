"""Files that were altered while nobody had them open: bits flipped, rows changed by hand, pages cut, logs lost."""

import contextlib
import random
import shutil

import pytest

from canvass.campaign.companions import beside
from canvass.campaign.errors import CampaignDamaged, PassphraseWrong
from canvass.campaign.file import create_campaign, open_campaign
from canvass.ground.errors import CanvassError
from canvass.journal.check import differences
from tests.batches.people import People, print_run, sheet, type_line, type_names
from tests.campaign.files import PASSPHRASE, cut, enter, killed_with, log_of
from tests.faults.test_power_cut import memory

__all__ = ["memory"]
CHECKED = ("record", "device", "after", "checkpoint", "anchor", "head", "line", "sheet", "link")
"""What `check` holds against the records."""
OTHERS = ("setting", "form", "draft")
"""What is not said by records."""
SOME_FLIPS, MANY_FLIPS = 400, 10_000
LINES = 8


def rows_of(path, word):
    """Return every row that the program could show, read as it reads."""
    with open_campaign(path, word, "read") as campaign:
        return {
            table: campaign.connection.execute(f'select * from "{table}"').fetchall() for table in (*CHECKED, *OTHERS)
        }


def found_by_check(path):
    """Return whether `canvass check` finds something wrong, or cannot read the file."""
    try:
        with open_campaign(path, None, "read") as campaign:
            return bool(differences(campaign.connection, campaign.text_setting("campaign") or None))
    except CanvassError:
        return True


def small_file(folder, word):
    path = folder / "drive.canvass"
    with create_campaign(path, word) as campaign:
        for line in range(1, LINES + 1):
            enter(campaign, f"Signer {line}", line)
    return path, path.read_bytes(), rows_of(path, word)


def flipped(path, whole, offset, chance):
    content = bytearray(whole)
    content[offset] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def protected_flips(folder, offsets):
    """Flip a bit at each of the offsets of a protected file; return how many were told and how many changed nothing."""
    path, whole, rows = small_file(folder, PASSPHRASE)
    chance, told, harmless = random.Random(1), 0, 0
    for offset in offsets(len(whole)):
        flipped(path, whole, offset, chance)
        try:
            assert rows_of(path, PASSPHRASE) == rows, offset
        except (CampaignDamaged, PassphraseWrong):
            told += 1
        else:
            harmless += 1
    return told, harmless


def plain_flips(folder, offsets):
    """Flip a bit at each of the offsets of a plain file; return how many changed a row, and which of them unseen."""
    path, whole, rows = small_file(folder, None)
    chance, changed, unseen = random.Random(2), 0, []
    for offset in offsets(len(whole)):
        flipped(path, whole, offset, chance)
        with contextlib.suppress(CanvassError):
            now = rows_of(path, None)
            if any(now.get(table) != rows[table] for table in CHECKED):
                changed += 1
                if not found_by_check(path):
                    unseen.append(offset)
    return changed, unseen


def some(count):
    return lambda size: random.Random(3).sample(range(size), min(count, size))


def test_a_flipped_bit_of_a_protected_file_is_told_and_never_shows_another_name(memory):
    told, harmless = protected_flips(memory, some(SOME_FLIPS))
    assert told > SOME_FLIPS * 0.6
    assert told + harmless == SOME_FLIPS


@pytest.mark.slow
@pytest.mark.long
def test_no_flipped_bit_at_any_byte_of_a_protected_file_shows_another_name(memory):
    told, harmless = protected_flips(memory, range)
    assert told > harmless


def test_a_flipped_bit_of_a_plain_file_that_changes_a_row_is_found_by_check(memory):
    changed, unseen = plain_flips(memory, some(SOME_FLIPS * 3))
    assert changed > 10
    assert unseen == []


@pytest.mark.slow
@pytest.mark.long
def test_no_flipped_bit_of_ten_thousand_changes_a_row_of_a_plain_file_unseen(memory):
    changed, unseen = plain_flips(memory, some(MANY_FLIPS))
    assert changed > 100
    assert unseen == []


def test_a_program_that_checks_pages_alone_would_not_see_another_name(memory):
    """The control: why `check` looks at records, and why a drive is protected."""
    path, whole, rows = small_file(memory, None)
    at = whole.index(b"Signer 3")
    path.write_bytes(whole[:at] + b"Stranger"[:8] + whole[at + 8 :])
    with open_campaign(path, None, "read") as campaign:
        assert campaign.connection.execute("pragma quick_check").fetchone() == ("ok",)
    assert rows_of(path, None) != rows
    assert found_by_check(path)


# -------------------------------------------------------------------------------------------- rows changed by hand


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory):
    """Headquarters' file with what a laptop brought: records, proofs, links, a linked loose page."""
    people = People(tmp_path_factory.mktemp("people"))
    hq = people.headquarters()
    print_run(hq, 3)
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), {1: "Ann Lee", 2: "Bob Ray"}, "AA")
    type_names(ana, "L1", {1: "Cy Twombly"}, "AA")
    type_line(hq, sheet(1), 1, "Ann Leigh", "HQ")
    link_and_merge(people, hq, ana)
    path = hq.campaign.path
    people.close()
    return path


def link_and_merge(people, hq, ana):
    from canvass.batches.merging import merge
    from canvass.signers.pages import link_page

    link_page(ana, "L1", sheet(2))
    merge(hq, [people.batch(ana)])


def changes(campaign):
    """Yield statements that change, drop and double each row and column of the checked tables, one at a time."""
    for table in CHECKED:
        columns = [row[1] for row in campaign.connection.execute(f"pragma table_info({table})").fetchall()]
        key = [row[1] for row in campaign.connection.execute(f"pragma table_info({table})").fetchall() if row[5]]
        rows = campaign.connection.execute(f"select {', '.join(key)} from {table}").fetchall()
        for row in rows:
            where = " and ".join(f"{column} is ?" for column in key)
            yield table, f"delete from {table} where {where}", row
            for column in columns:
                value = f"case typeof({column}) when 'blob' then cast(x'00' || {column} as blob) when 'integer' "
                value += f"then {column} + 1 when 'null' then 1 else {column} || 'x' end"
                yield table, f"update or ignore {table} set {column} = {value} where {where}", row


def tampered(headquarters, folder, stride):
    """Make each change in a copy of the file; return how many there were, and those that check did not find."""
    path = folder / "hq.canvass"
    with open_campaign(headquarters, None, "read") as campaign:
        all_changes = list(changes(campaign))
    before, tried, unseen = rows_of(headquarters, None), 0, []
    for table, statement, row in all_changes[::stride]:
        shutil.copy(headquarters, path)
        with open_campaign(path) as campaign, contextlib.suppress(CanvassError), campaign.transaction() as connection:
            connection.execute("pragma foreign_keys = off")
            connection.execute(statement, row)
        if rows_of(path, None)[table] != before[table]:
            tried += 1
            if not found_by_check(path):
                unseen.append((statement, row))
    return tried, unseen


def is_told_elsewhere(change, headquarters):
    """Return whether the change says nothing of any line: a proof that is gone, or the end cut off one's own chain.

    Nothing in a file can tell that its end was cut off; what others hold of it does, when files meet.
    """
    statement, row = change
    with open_campaign(headquarters, None, "read") as campaign:
        (last,) = campaign.connection.execute("select max(n) from record where n >> 32 = 1").fetchone()
    return statement.startswith(("delete from checkpoint", "delete from anchor")) or (
        statement.startswith("delete from record") and row == (last,)
    )


def test_rows_changed_or_dropped_by_hand_are_found_by_check(headquarters, memory):
    tried, unseen = tampered(headquarters, memory, 5)
    assert [change for change in unseen if not is_told_elsewhere(change, headquarters)] == []
    assert tried > 40
    assert not found_by_check(headquarters)


@pytest.mark.slow
@pytest.mark.long
def test_no_row_can_be_changed_or_dropped_by_hand_unseen(headquarters, memory):
    tried, unseen = tampered(headquarters, memory, 1)
    assert [change for change in unseen if not is_told_elsewhere(change, headquarters)] == []
    assert tried > 200


# -------------------------------------------------------------------------------------------------------- surgery


def test_a_lost_log_takes_back_the_last_lines_and_leaves_the_others_whole(tmp_path):
    path = tmp_path / "drive.canvass"
    with create_campaign(path) as campaign:
        enter(campaign, "Signer 1", 1)
    work = "from tests.campaign.files import enter\nenter(campaign, 'Signer 2', 2)"
    killed_with(path, work)
    assert log_of(path).stat().st_size > 0
    copied = tmp_path / "copied.canvass"
    shutil.copy(path, copied)  # the file alone, as an explorer's window shows it
    for name in (path, copied):
        beside(name, "-wal").unlink(missing_ok=True)
        assert not found_by_check(name)
        assert [row[11] for row in rows_of(name, None)["line"] if row[3]] != ["Signer 2"]


@pytest.mark.parametrize("word", [None, PASSPHRASE], ids=["plain", "protected"])
def test_a_file_cut_anywhere_is_told(memory, word):
    path, whole, _ = small_file(memory, word)
    for size in range(4096, len(whole), 4096):
        path.write_bytes(whole)
        cut(path, size)
        with pytest.raises(CanvassError):
            rows_of(path, word)
            raise AssertionError(f"{size} of {len(whole)} bytes were taken for a whole file")


def test_an_older_copy_put_in_the_files_place_is_whole_and_goes_on(tmp_path):
    path = tmp_path / "drive.canvass"
    with create_campaign(path) as campaign:
        enter(campaign, "Signer 1", 1)
    older = path.read_bytes()
    with open_campaign(path) as campaign:
        enter(campaign, "Signer 2", 2)
    path.write_bytes(older)
    with open_campaign(path) as campaign:
        enter(campaign, "Signer 3", 3)
        with contextlib.closing(campaign.reader()) as reader:
            assert differences(reader, None) == []
