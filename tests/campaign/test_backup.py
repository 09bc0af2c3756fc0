"""Backups: whole copies of what is committed, made while people type."""

import contextlib
import sys

import pytest
from sqlcipher3 import dbapi2

from canvass.campaign.backup import copy_whole
from canvass.campaign.errors import CampaignDamaged, CampaignThere, DiskFull, FolderMissing
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.writer import Writer
from canvass.ground.progress import Cancelled
from tests.campaign.files import CANARY, PASSPHRASE, made, names_beside, note, noted


@pytest.fixture
def path(tmp_path):
    return tmp_path / "drive.canvass"


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder / "copy.canvass"


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_copy_opens_like_the_file_and_holds_what_was_saved(path, out, passphrase):
    made(path, passphrase, kept=CANARY)
    with open_campaign(path, passphrase) as campaign:
        campaign.backup(out)
    assert noted(out, "kept", passphrase) == CANARY
    assert names_beside(out) == ["copy.canvass"]
    assert (CANARY.encode() in out.read_bytes()) is (passphrase is None)
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o777 == 0o600


def test_only_what_is_committed_is_copied(path, out):
    made(path, kept="yes")
    with open_campaign(path) as campaign, campaign.transaction():
        campaign.note_setting("kept", "no")
        campaign.backup(out)
    assert noted(out, "kept") == "yes"


def test_a_copy_made_while_lines_are_saved_is_one_state_and_stops_nobody(path, out, monkeypatch):
    monkeypatch.setattr("canvass.campaign.backup.PAGES_A_STEP", 5)
    made(path, **{f"ballast {n}": "x" * 3000 for n in range(100)}, one="0", two="0")
    writer = Writer(lambda: open_campaign(path))
    steps = []

    def type_on(done, _total):
        steps.append(done)
        assert len(steps) < 500, "the copy begins anew with every line"
        n = str(len(steps))
        writer.submit(lambda campaign: note(campaign, one=n, two=n)).result(30)

    try:
        with open_campaign(path, None, "read") as reader:
            copy_whole(reader.connection, out, None, type_on)
    finally:
        writer.close()
    assert len(steps) > 10
    assert steps == sorted(steps), "the copy began anew"
    assert noted(out, "one") == noted(out, "two") == "0"
    assert noted(path, "one") == str(len(steps))


def test_an_existing_file_is_never_written_over(path, out):
    made(path)
    out.write_bytes(b"last night's copy")
    with open_campaign(path) as campaign, pytest.raises(CampaignThere):
        campaign.backup(out)
    assert out.read_bytes() == b"last night's copy"


def test_a_file_that_appears_meanwhile_is_not_written_over_either(path, out):
    made(path)
    with open_campaign(path) as campaign, pytest.raises(CampaignThere):
        campaign.backup(out, lambda _done, _total: out.write_bytes(b"other"))
    assert out.read_bytes() == b"other"
    assert names_beside(out) == ["copy.canvass"]


def test_a_cancelled_copy_leaves_nothing_and_the_campaign_as_it_was(path, out):
    made(path, kept="yes")

    def cancel(_done, _total):
        raise Cancelled

    with open_campaign(path) as campaign:
        with pytest.raises(Cancelled):
            campaign.backup(out, cancel)
        assert names_beside(out) == []
        note(campaign, kept="on")
        campaign.backup(out)
    assert noted(out, "kept") == "on"


def test_a_folder_that_is_not_there_is_told(path, out):
    made(path)
    with open_campaign(path) as campaign, pytest.raises(FolderMissing):
        campaign.backup(out.parent / "no" / "copy.canvass")


def test_a_copy_of_a_damaged_file_is_not_called_a_backup(path, out):
    with create_campaign(path) as campaign:
        note(campaign, **{f"ballast {n}": "x" * 3000 for n in range(20)})
    content = bytearray(path.read_bytes())
    with contextlib.closing(dbapi2.connect(str(path))) as tool:
        (root,) = tool.execute("select rootpage from sqlite_schema where name = 'setting'").fetchone()
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(content)
    with open_campaign(path, None, "read") as campaign, pytest.raises(CampaignDamaged) as told:
        campaign.backup(out)
    assert told.value.facts == {"path": str(path)}
    assert names_beside(out) == []


def test_a_failing_disk_leaves_no_half_copy(path, out, monkeypatch):
    made(path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("canvass.campaign.backup.give_name", full)
    with open_campaign(path) as campaign, pytest.raises(DiskFull):
        campaign.backup(out)
    assert names_beside(out) == []


def test_a_copy_can_be_made_where_files_have_one_name_only(path, out, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    made(path, kept="yes")
    with open_campaign(path) as campaign:
        campaign.backup(out)
        with pytest.raises(CampaignThere):
            campaign.backup(out)
    assert noted(out, "kept") == "yes"
    assert names_beside(out) == ["copy.canvass"]
