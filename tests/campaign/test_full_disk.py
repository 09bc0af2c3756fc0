"""A full disk: what was saved stays readable, nothing is called saved that is not, and it is told as what it is."""

import os
import subprocess
import sys

import pytest

from canvass.campaign.companions import beside
from canvass.campaign.errors import CampaignReadOnly, DiskFull
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.passphrase import protect
from canvass.journal.check import differences
from tests.campaign.files import CANARY, PASSPHRASE, enter, killed_with, log_of, made, names_beside, note, noted

MOST_LINES = 2_000


@pytest.fixture
def disk(tmp_path):
    """A file system of 2 MiB that nobody else writes to."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can only be made by root on Linux")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False).returncode:
        pytest.skip("this container may not mount")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk):
    """Write a file until not a byte more fits."""
    with (disk / "holiday pictures").open("ab", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"x" * 512)


def typed_until_full(campaign):
    """Type lines until one is refused; return how many were saved, and the failures."""
    for line in range(1, MOST_LINES):
        try:
            enter(campaign, f"{CANARY} {line}", line % 200 + 1)
        except DiskFull as error:
            return line - 1, error
    raise AssertionError("the disk never filled")


def lines_of(campaign):
    return campaign.connection.execute("select count(*) from record where kind = 1").fetchone()[0]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_every_saved_line_is_readable_on_the_full_disk_and_the_refused_one_is_not_there(disk, passphrase):
    path = disk / "drive.canvass"
    with create_campaign(path, passphrase) as campaign:
        enter(campaign, CANARY, 1)
        fill(disk)
        saved, _ = typed_until_full(campaign)
        assert lines_of(campaign) == saved + 1
        fill(disk)
        with open_campaign(path, passphrase, "read") as reader:
            assert lines_of(reader) == saved + 1
    with open_campaign(path, passphrase, "read") as reader:
        assert lines_of(reader) == saved + 1
        assert differences(reader.connection, None) == []


def test_a_file_whose_program_died_on_the_full_disk_is_rescued(disk):
    path = disk / "drive.canvass"
    killed_with(path, "with campaign.transaction():\n    campaign.note_setting('kept', 'yes')")
    beside(path, "-shm").unlink()
    fill(disk)
    log = log_of(path).read_bytes()
    with open_campaign(path, None, "read") as campaign:
        assert campaign.mode == "rescue"
        assert campaign.text_setting("kept") == "yes"
    assert noted(path, "kept") == "yes"
    assert not log_of(path).exists() or log_of(path).read_bytes() == log
    with pytest.raises(DiskFull):
        open_campaign(path)


def test_a_rescued_file_can_be_copied_to_another_disk(disk, tmp_path):
    path = disk / "drive.canvass"
    killed_with(path, "with campaign.transaction():\n    campaign.note_setting('kept', 'yes')")
    beside(path, "-shm").unlink()
    fill(disk)
    with open_campaign(path, None, "read") as campaign:
        campaign.backup(tmp_path / "copy.canvass")
    assert noted(tmp_path / "copy.canvass", "kept") == "yes"


def test_after_room_is_made_typing_goes_on(disk):
    path = disk / "drive.canvass"
    with create_campaign(path) as campaign:
        fill(disk)
        saved, _ = typed_until_full(campaign)
    (disk / "holiday pictures").unlink()
    with open_campaign(path) as campaign:
        enter(campaign, "once more", 199)
        assert lines_of(campaign) == saved + 1


def test_nothing_half_is_left_where_there_is_no_room_for_a_new_file_a_copy_or_a_passphrase(disk, tmp_path):
    path = made(disk / "drive.canvass", kept="yes")
    fill(disk)
    before = names_beside(path)
    with pytest.raises(DiskFull):
        create_campaign(disk / "second.canvass")
    with open_campaign(made(tmp_path / "elsewhere.canvass")) as campaign, pytest.raises(DiskFull):
        campaign.backup(disk / "copy.canvass")
    with pytest.raises(DiskFull):
        protect(path, None, PASSPHRASE)
    assert set(names_beside(path)) - set(before) <= {"drive.canvass-shm", "drive.canvass-wal"}
    assert not log_of(path).exists() or log_of(path).stat().st_size == 0
    assert noted(path, "kept") == "yes"


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_disk_that_takes_no_writing_is_read(disk, passphrase):
    path = made(disk / "drive.canvass", passphrase, kept="yes")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert noted(path, "kept", passphrase) == "yes"
    with pytest.raises(CampaignReadOnly):
        open_campaign(path, passphrase)


def test_a_disk_that_takes_no_writing_any_more_lets_nothing_be_called_saved(disk):
    """What Linux does with a disk that fails: it is mounted anew for reading only."""
    path = made(disk / "drive.canvass", kept="yes")
    with open_campaign(path) as campaign:
        note(campaign, more="yes")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for _ in range(2):
        with pytest.raises(CampaignReadOnly), open_campaign(path) as campaign:
            note(campaign, late="no")
    assert noted(path, "more") == "yes"
    assert noted(path, "late") == ""
