"""Files appear whole or not at all, whatever call fails on the way."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from canvass.ground import files
from canvass.ground.files import AlreadyThere, NotWritten, PartFile, write_whole

OLD, NEW = b"old and whole", b"new\r\n\x00\xff" * 50_000


def fails(number: int):
    def refuse(*_args: object, **_kwargs: object):
        raise OSError(number, os.strerror(number))

    return refuse


def fails_on_call(original, fatal: int, number: int):
    calls = 0

    def sometimes(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == fatal:
            raise OSError(number, os.strerror(number))
        return original(*args, **kwargs)

    return sometimes


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path):
    write_whole(tmp_path / "out.pdf", NEW)
    assert (tmp_path / "out.pdf").read_bytes() == NEW
    assert os.listdir(tmp_path) == ["out.pdf"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "out.pdf").stat().st_mode) == 0o600


def test_an_empty_file_can_be_written(tmp_path):
    write_whole(tmp_path / "empty", b"")
    assert (tmp_path / "empty").read_bytes() == b""


def test_an_existing_file_is_refused_and_untouched(tmp_path):
    place = tmp_path / "out.pdf"
    place.write_bytes(OLD)
    with pytest.raises(AlreadyThere) as caught:
        write_whole(place, NEW)
    assert caught.value.facts == {"path": str(place)}
    assert place.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["out.pdf"]


def test_an_existing_file_is_replaced_if_asked(tmp_path):
    place = tmp_path / "out.pdf"
    place.write_bytes(OLD)
    write_whole(place, NEW, replace=True)
    assert place.read_bytes() == NEW


def test_a_dangling_link_counts_as_a_file_that_is_there(tmp_path):
    (tmp_path / "out.pdf").symlink_to(tmp_path / "elsewhere.pdf")
    with pytest.raises(AlreadyThere):
        write_whole(tmp_path / "out.pdf", NEW)
    assert not (tmp_path / "elsewhere.pdf").exists()


def test_a_file_that_appears_while_writing_is_not_overwritten(tmp_path):
    place = tmp_path / "out.pdf"
    with pytest.raises(AlreadyThere), PartFile(place) as part:
        part.write(NEW)
        place.write_bytes(OLD)
        part.publish()
    assert place.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["out.pdf"]


@pytest.mark.parametrize("meanwhile", [False, True])
def test_without_hard_links_as_on_a_stick_the_same_holds(tmp_path, monkeypatch, meanwhile):
    place = tmp_path / "out.pdf"
    monkeypatch.setattr(os, "link", fails(errno.EPERM))
    if not meanwhile:
        write_whole(place, NEW)
        assert place.read_bytes() == NEW
    else:
        with pytest.raises(AlreadyThere), PartFile(place) as part:
            place.write_bytes(OLD)
            part.publish()
        assert place.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["out.pdf"]


def test_a_part_that_is_not_published_leaves_nothing(tmp_path):
    with PartFile(tmp_path / "run.pdf") as part:
        part.write(NEW)
        part.sync()
        assert not (tmp_path / "run.pdf").exists()
    assert os.listdir(tmp_path) == []


def test_a_part_given_up_by_an_exception_leaves_nothing_and_the_exception(tmp_path):
    with pytest.raises(ZeroDivisionError), PartFile(tmp_path / "run.pdf") as part:
        part.write(NEW)
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_what_a_killed_run_left_is_no_hindrance(tmp_path):
    script = (
        "import os, sys, pathlib; from canvass.ground.files import PartFile\n"
        "with PartFile(pathlib.Path(sys.argv[1])) as part:\n"
        "    part.write(b'half'); part.sync(); os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "run.pdf")], check=False)
    assert killed.returncode != 0
    assert [name for name in os.listdir(tmp_path) if name != "run.pdf"] != []
    write_whole(tmp_path / "run.pdf", NEW)
    assert os.listdir(tmp_path) == ["run.pdf"]
    assert (tmp_path / "run.pdf").read_bytes() == NEW


def test_a_browser_s_own_part_file_is_not_ours_to_remove(tmp_path):
    (tmp_path / "run.pdf.part").write_bytes(OLD)
    write_whole(tmp_path / "run.pdf", NEW)
    assert (tmp_path / "run.pdf.part").read_bytes() == OLD


def test_a_missing_folder_is_gone(tmp_path):
    with pytest.raises(NotWritten) as caught:
        write_whole(tmp_path / "stick" / "out.pdf", NEW)
    assert caught.value.facts["why"] == "gone"


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.ENOTCONN, "gone"),
        (errno.EIO, "other"),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link"])
def test_whatever_call_fails_a_new_file_is_absent(tmp_path, monkeypatch, call, number, why):
    if (call, number) == ("link", errno.EPERM):
        pytest.skip("means that there are no hard links")
    with monkeypatch.context() as fault, pytest.raises(NotWritten) as caught:
        fault.setattr(os, call, fails(number))
        write_whole(tmp_path / "out.pdf", NEW)
    assert caught.value.facts == {"path": str(tmp_path / "out.pdf"), "why": why}
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "close"])
def test_whatever_call_fails_a_file_to_be_replaced_stays_whole(tmp_path, monkeypatch, call):
    place = tmp_path / "out.pdf"
    place.write_bytes(OLD)
    with monkeypatch.context() as fault, pytest.raises(NotWritten):
        fault.setattr(os, call, fails_on_call(getattr(os, call), 1, errno.EIO))
        write_whole(place, NEW, replace=True)
    assert place.read_bytes() == OLD
    assert os.listdir(tmp_path) == ["out.pdf"]


@pytest.mark.parametrize("replace", [False, True])
def test_at_each_failing_sync_there_is_the_old_or_the_new_and_never_a_mixture(tmp_path, monkeypatch, replace):
    for fatal in (1, 2):  # the file's, the folder's
        place = tmp_path / f"out{fatal}.pdf"
        if replace:
            place.write_bytes(OLD)
        with monkeypatch.context() as fault, pytest.raises(NotWritten):
            fault.setattr(os, "fsync", fails_on_call(os.fsync, fatal, errno.EIO))
            write_whole(place, NEW, replace=replace)
        if replace:
            assert place.read_bytes() == (OLD if fatal == 1 else NEW)
        else:
            assert not place.exists()
        assert not list(tmp_path.glob("*.part"))


def test_a_file_system_without_folder_syncs_is_good_enough(tmp_path, monkeypatch):
    with monkeypatch.context() as fault:
        fault.setattr(os, "fsync", fails_on_call(os.fsync, 2, errno.EINVAL))
        write_whole(tmp_path / "out.pdf", NEW)
    assert (tmp_path / "out.pdf").read_bytes() == NEW


def test_the_folder_is_synced_after_the_move(tmp_path, monkeypatch):
    synced: list[tuple[bool, list[str]]] = []
    original = os.fsync

    def watched(descriptor: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), sorted(os.listdir(tmp_path))))
        original(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write_whole(tmp_path / "out.pdf", NEW, replace=True)
    assert synced == [(False, ["out.pdf.canvass.part"]), (True, ["out.pdf"])]


def test_short_writes_are_finished(tmp_path, monkeypatch):
    original = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, rest: original(descriptor, bytes(rest[:1000])))
    write_whole(tmp_path / "out.pdf", NEW)
    assert (tmp_path / "out.pdf").read_bytes() == NEW


@pytest.mark.parametrize("when", [1, 2])
def test_a_stick_that_lies_is_found_out(tmp_path, monkeypatch, when):
    """The bytes read back differ, before (1) or after (2) the move: nothing is there that is not whole."""
    read, calls = files._digest_on_disk, 0

    def lying(path: Path) -> bytes:
        nonlocal calls
        calls += 1
        if calls == when:
            path.write_bytes(b"something else")
        return read(path)

    monkeypatch.setattr(files, "_digest_on_disk", lying)
    with pytest.raises(NotWritten) as caught:
        write_whole(tmp_path / "out.pdf", NEW)
    assert caught.value.facts["why"] == "differs"
    assert os.listdir(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of 256 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small file system can only be mounted by root on Linux")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], check=False)
    if mounted.returncode:
        pytest.skip("this container does not let root mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("size", [200_000, 262_145, 300_000, 3_000_000])
def test_a_disk_that_is_full_keeps_the_old_file(small_disk, size):
    place = small_disk / "out.pdf"
    place.write_bytes(OLD * 5000)  # 65 kB
    with pytest.raises(NotWritten) as caught:
        write_whole(place, b"x" * size, replace=True)
    assert caught.value.facts["why"] == "full"
    assert place.read_bytes() == OLD * 5000
    assert os.listdir(small_disk) == ["out.pdf"]


def test_a_folder_that_may_not_be_written_is_read_only(small_disk):
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(NotWritten) as caught:
        write_whole(small_disk / "out.pdf", NEW)
    assert caught.value.facts["why"] == "read_only"
