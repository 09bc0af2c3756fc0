import os
import socket
import threading

import pytest

from canvass.batches import errors
from canvass.batches.incoming import read_file
from canvass.batches.preamble import FILE_BYTES_AT_MOST

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and links in folders are POSIX's")


def refusal(path):
    """Return what the file was refused with, within two seconds: a reader that hangs is the fault looked for."""
    caught = []

    def read():
        try:
            read_file(path)
        except errors.BatchRefused as refused:
            caught.append(refused)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(2)
    assert not reader.is_alive(), "it hangs"
    (refused,) = caught
    assert refused.facts["file"] == path.name
    return type(refused)


@pytest.mark.parametrize("size", [0, 1, 64, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_a_regular_file_is_read_whole(tmp_path, size):
    content = os.urandom(size)
    (tmp_path / "ana.canvassbatch").write_bytes(content)
    assert read_file(tmp_path / "ana.canvassbatch") == content


def test_line_ends_stay_as_they_are(tmp_path):
    (tmp_path / "a").write_bytes(b"\x89CVB\r\n\x1a\n\r\r\n")
    assert read_file(tmp_path / "a") == b"\x89CVB\r\n\x1a\n\r\r\n"


def test_a_read_only_file_with_a_deceiving_name_is_read(tmp_path):
    path = tmp_path / "a\u202ehctabssavnac.exe"
    path.write_bytes(b"x")
    path.chmod(0o400)
    assert read_file(path) == b"x"


@posix
def test_a_pipe_is_refused_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.canvassbatch")
    assert refusal(tmp_path / "pipe.canvassbatch") is errors.BatchNotOne


@posix
def test_a_pipe_that_takes_the_files_place_after_the_first_look_is_refused_too(tmp_path, monkeypatch):
    path = tmp_path / "swapped.canvassbatch"
    path.write_bytes(b"x")
    first_look = path.lstat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(type(path), "lstat", lambda _: first_look)
    assert refusal(path) is errors.BatchNotOne


@posix
def test_a_link_is_refused_wherever_it_leads(tmp_path, monkeypatch):
    (tmp_path / "real").write_bytes(b"x")
    link = tmp_path / "link.canvassbatch"
    for target in (tmp_path / "real", "/dev/zero", tmp_path / "nowhere", link):
        link.symlink_to(target)
        assert refusal(link) is errors.BatchNotOne
        link.unlink()
    link.symlink_to(tmp_path / "real")
    first_look = (tmp_path / "real").lstat()
    monkeypatch.setattr(type(link), "lstat", lambda _: first_look)
    assert refusal(link) is errors.BatchUnreadable, "put there after the first look"


@posix
def test_devices_sockets_and_folders_are_refused(tmp_path):
    sock = socket.socket(socket.AF_UNIX)
    sock.bind(str(tmp_path / "s"))
    sock.close()
    for path in (tmp_path, tmp_path / "s", tmp_path.__class__("/dev/zero")):
        assert refusal(path) is errors.BatchNotOne


def test_what_is_not_there_or_cannot_be_named_is_told(tmp_path):
    assert refusal(tmp_path / "gone") is errors.BatchUnreadable
    assert refusal(tmp_path / ("x" * 300)) is errors.BatchUnreadable
    assert refusal(tmp_path / "a\0b") is errors.BatchUnreadable
    (tmp_path / "file").write_bytes(b"")
    assert refusal(tmp_path / "file" / "below") is errors.BatchUnreadable


def test_a_huge_file_is_refused_by_what_the_system_says_of_it(tmp_path):
    path = tmp_path / "huge"
    with path.open("wb") as huge:
        huge.truncate(1 << 40)
    with pytest.raises(errors.BatchTooLarge) as refused:
        read_file(path)
    assert refused.value.facts == {"file": "huge", "size": 1 << 40, "limit": FILE_BYTES_AT_MOST}


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(FILE_BYTES_AT_MOST)
    assert len(read_file(path)) == FILE_BYTES_AT_MOST
    with path.open("ab") as large:
        large.write(b"x")
    assert refusal(path) is errors.BatchTooLarge


def test_a_file_that_grows_while_it_is_read_has_an_end(tmp_path, monkeypatch):
    path = tmp_path / "growing"
    path.write_bytes(b"x" * 10)
    real_read = os.read

    def read_and_grow(descriptor, size):
        with path.open("ab") as growing:
            growing.truncate(growing.tell() + size)
        return real_read(descriptor, size)

    monkeypatch.setattr(os, "read", read_and_grow)
    assert refusal(path) is errors.BatchTooLarge


def test_a_stick_pulled_while_reading_is_told(tmp_path, monkeypatch):
    def pulled(descriptor, size):
        raise OSError(5, "Input/output error")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(os, "read", pulled)
    assert refusal(tmp_path / "a") is errors.BatchUnreadable
