"""The right to write, and the request to come to the front."""

import multiprocessing
import os

import pytest

from canvass.campaign.companions import beside
from canvass.campaign.errors import CampaignInUse, CampaignReadOnly, DiskFull, NotStored, refused
from canvass.campaign.lock import Lock, ask_to_front, taken_request

ROUNDS = 60


@pytest.fixture
def path(tmp_path):
    return tmp_path / "drive.canvass"


def test_the_right_is_taken_once_and_given_up_with_its_file(path):
    first, second = Lock(path), Lock(path)
    first.take()
    with pytest.raises(CampaignInUse):
        second.take()
    second.release()
    assert beside(path, ".lock").exists(), "who has no right gives none up"
    first.release()
    assert list(path.parent.iterdir()) == []
    second.take()
    second.release()


def take_and_note(path, log):
    """Take the right many times; while it is held, an exclusive file of our own says whether anybody else has it."""
    for _ in range(ROUNDS):
        lock = Lock(path)
        try:
            lock.take()
        except CampaignInUse:
            continue
        os.close(os.open(log, os.O_CREAT | os.O_EXCL))
        os.unlink(log)
        lock.release()


def test_removing_the_file_never_gives_two_the_right(path, tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=take_and_note, args=(path, tmp_path / "held")) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]


def test_a_request_for_the_window_is_taken_once(path):
    assert not taken_request(path)
    ask_to_front(path)
    assert taken_request(path)
    assert not taken_request(path)
    ask_to_front(path.parent / "no" / "drive.canvass")


@pytest.mark.parametrize(
    ("number", "told"),
    [(28, DiskFull), (122, DiskFull), (5, NotStored), (13, CampaignReadOnly), (30, CampaignReadOnly)],
)
def test_what_the_system_refuses_is_told_by_its_reason(path, number, told):
    assert type(refused(OSError(number, "refused"), path)) is told
