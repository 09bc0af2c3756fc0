"""Where a live file may lie, as a table; and where new files go."""

import os
import sys
from pathlib import Path

import pytest

from canvass.campaign.errors import FolderMissing, InSyncedFolder, OnNetworkShare
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.places import (
    check_place,
    default_folder,
    file_system,
    fresh_path,
    is_server_path,
    mounts_of_darwin,
)
from tests.campaign.files import made, names_beside

LOCAL = "/dev/sda1 / ext4 rw 0 0\n"

SYNCED = [
    "OneDrive",
    "OneDrive - Recall Committee",
    "OneDrive-Personal",
    "onedrive",
    "Dropbox",
    "Dropbox (Personal)",
    "Google Drive",
    "GoogleDrive",
    "Google Drive (ana@example.org)",
    "My Drive",
    "iCloud Drive",
    "iCloudDrive",
    "Mobile Documents",
    "CloudStorage",
    "Nextcloud",
    "Nextcloud2",
    "ownCloud",
    "Box Sync",
    "pCloudDrive",
    "MEGAsync",
    "Proton Drive",
    "kDrive",
    "Seafile",
    "Yandex.Disk",
]
FREE = ["Documents", "drive", "Recall drive", "sync", "My Driveway", "clouds", "onedrives", "box", "DropboxNot", "mega"]
NETWORK = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "davfs"]
DISKS = ["ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "apfs", "fuse.ecryptfs", "fuseblk", "9p", "virtiofs"]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "here" / "below"
    made.mkdir(parents=True)
    return made


@pytest.mark.parametrize("name", SYNCED)
def test_a_folder_that_is_copied_to_other_machines_is_refused_at_any_depth(tmp_path, name):
    deep = tmp_path / name / "petition" / "2026"
    deep.mkdir(parents=True)
    for path in (deep, deep.parent, deep.parent.parent):
        with pytest.raises(InSyncedFolder):
            check_place(path / "drive.canvass", LOCAL, {})


@pytest.mark.parametrize("name", FREE)
def test_other_folders_are_not(tmp_path, name):
    (tmp_path / name).mkdir()
    check_place(tmp_path / name / "drive.canvass", LOCAL, {})


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log"])
def test_a_synced_folder_of_any_name_is_known_by_its_marks(folder, mark):
    check_place(folder / "drive.canvass", LOCAL, {})
    (folder.parent / mark).mkdir()
    with pytest.raises(InSyncedFolder):
        check_place(folder / "drive.canvass", LOCAL, {})


def test_windows_says_where_onedrive_is(folder):
    with pytest.raises(InSyncedFolder):
        check_place(folder / "drive.canvass", LOCAL, {"OneDriveCommercial": str(folder.parent)})
    check_place(folder / "drive.canvass", LOCAL, {"OneDrive": "", "OneDriveConsumer": str(folder / "deeper")})


@pytest.mark.parametrize("kind", NETWORK)
def test_a_mount_from_another_machine_is_refused(folder, kind):
    with pytest.raises(OnNetworkShare):
        check_place(folder / "drive.canvass", f"{LOCAL}server:/x {folder.parent} {kind} rw 0 0\n", {})


@pytest.mark.parametrize("kind", DISKS)
def test_a_disk_of_this_machine_is_not(folder, kind):
    check_place(folder / "drive.canvass", f"{LOCAL}x {folder.parent} {kind} rw 0 0\n", {})


MOUNTS = LOCAL + (
    "auto /home/net autofs rw 0 0\n"
    "server:/ana /home/net/ana nfs4 rw 0 0\n"
    "/dev/sdb1 /home/net/ana/disk ext4 rw 0 0\n"
    "//server/all\\040files /media/all\\040files cifs rw 0 0\n"
    "odd\n"
    "server:/over /over nfs rw 0 0\n"
    "tmpfs /over tmpfs rw 0 0\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="the table has the paths of Linux")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ana", "ext4"),
        ("/home/net/ana", "nfs4"),
        ("/home/net/ana/x/y", "nfs4"),
        ("/home/net/anatol", "autofs"),
        ("/home/net/ana/disk/x", "ext4"),
        ("/media/all files", "cifs"),
        ("/media/all", "ext4"),
        ("/over/x", "tmpfs"),
    ],
)
def test_a_folder_lies_on_the_nearest_mount_above_it(folder, kind):
    assert file_system(Path(folder), MOUNTS.splitlines()) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="the table has the paths of macOS")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/ana", "apfs"), ("/Volumes/All Files/x", "smbfs"), ("/Volumes/old", "afpfs"), ("/Volumes/STICK", "msdos")],
)
def test_what_macos_says_of_its_mounts_is_understood(folder, kind):
    told = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//ana@server/All%20Files on /Volumes/All Files (smbfs, nodev, nosuid, mounted by ana)\n"
        "//server/old on /Volumes/old (afpfs)\n"
        "/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid)\n"
    )
    assert file_system(Path(folder), mounts_of_darwin(told).splitlines()) == kind


@pytest.mark.parametrize(
    ("path", "is_server"),
    [
        (r"\\server\share\x", True),
        (r"//server/share", True),
        (r"\\?\UNC\server\share", True),
        (r"\\wsl$\Debian\home", True),
        (r"\\?\C:\Users\ana", False),
        (r"C:\Users\ana", False),
        ("/home/ana", False),
    ],
)
def test_windows_spellings_of_servers_are_known(path, is_server):
    assert is_server_path(path) is is_server


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(FolderMissing):
        check_place(tmp_path / "no" / "drive.canvass")


def test_a_link_into_a_synced_folder_does_not_hide_it(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Documents").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(InSyncedFolder):
        create_campaign(tmp_path / "Documents" / "drive.canvass")


def test_a_file_in_a_synced_folder_is_not_opened_for_writing_but_can_be_read_and_moved(tmp_path):
    made(tmp_path / "drive.canvass", kept="yes")
    (tmp_path / "Dropbox").mkdir()
    synced = (tmp_path / "drive.canvass").rename(tmp_path / "Dropbox" / "drive.canvass")
    with pytest.raises(InSyncedFolder):
        open_campaign(synced)
    with open_campaign(synced, None, "read") as campaign:
        assert campaign.text_setting("kept") == "yes"
    assert names_beside(synced) == ["drive.canvass"]


def test_new_files_go_to_a_folder_of_this_users_that_is_made_when_asked_for():
    folder = default_folder()
    assert folder.is_dir()
    assert folder == default_folder()
    assert folder.is_relative_to(Path(os.environ["HOME"]))
    check_place(folder / "drive.canvass", LOCAL, {})
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_fresh_path_is_free_and_stays_so_through_any_number(tmp_path):
    names = []
    for _ in range(3):
        path = fresh_path(tmp_path, "Vigil")
        create_campaign(path).close()
        names.append(path.name)
    assert names == ["Vigil.canvass", "Vigil 2.canvass", "Vigil 3.canvass"]


@pytest.mark.parametrize("taken", ["vigil.CANVASS", "Vigil.canvass-wal", "Vigil.canvass.replaced"])
def test_a_fresh_path_keeps_away_from_what_a_file_of_that_name_left(tmp_path, taken):
    (tmp_path / taken).touch()
    assert fresh_path(tmp_path, "Vigil").name == "Vigil 2.canvass"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Recall: A/B?", "Recall A B.canvass"),
        ("../../etc", "etc.canvass"),
        ("  ", "drive.canvass"),
        ("...", "drive.canvass"),
        ("CON", "drive CON.canvass"),
        ("nul.txt", "drive nul.txt.canvass"),
        ("žluťoučký 王", "žluťoučký 王.canvass"),
        ("x" * 300, "x" * 80 + ".canvass"),
        ("tab\tand\x00nul", "tab and nul.canvass"),
    ],
)
def test_a_fresh_path_holds_only_what_every_system_takes(tmp_path, stem, name):
    path = fresh_path(tmp_path, stem)
    assert path == tmp_path / name
    create_campaign(path).close()
