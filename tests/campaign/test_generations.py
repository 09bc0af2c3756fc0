"""The copies a campaign keeps of itself: three, the newest first, gone when they would betray the passphrase."""

import pytest

from canvass.campaign.companions import beside
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.generations import KEPT, keep_copy, kept_copies
from canvass.campaign.passphrase import protect
from canvass.ground.progress import Cancelled


def noted(path):
    with open_campaign(path, mode="read") as copy:
        return copy.setting("note")


@pytest.fixture
def campaign(tmp_path):
    with create_campaign(tmp_path / "drive.canvass") as made:
        yield made


def note(campaign, text):
    with campaign.transaction():
        campaign.note_setting("note", text)


def test_the_newest_copy_comes_first_and_the_oldest_goes(campaign):
    for number in range(KEPT + 2):
        note(campaign, f"state {number}")
        keep_copy(campaign)
    assert [noted(copy) for copy in kept_copies(campaign.path)] == ["state 4", "state 3", "state 2"]


def test_as_many_are_kept_as_is_said_and_whoever_says_nothing_removes_none(campaign):
    for number in range(5):
        note(campaign, f"state {number}")
        keep_copy(campaign, kept=5)
    note(campaign, "state 5")
    keep_copy(campaign)
    assert [noted(copy) for copy in kept_copies(campaign.path)] == [f"state {number}" for number in (5, 4, 3, 2, 1)]
    note(campaign, "state 6")
    keep_copy(campaign, kept=2)
    assert [noted(copy) for copy in kept_copies(campaign.path)] == ["state 6", "state 5"]


def test_a_cancelled_copy_leaves_those_kept_as_they_were(campaign):
    note(campaign, "whole")
    keep_copy(campaign)

    def cancel(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        keep_copy(campaign, cancel)
    assert [noted(copy) for copy in kept_copies(campaign.path)] == ["whole"]
    assert not beside(campaign.path, ".backup-0").exists()


def test_setting_a_passphrase_leaves_no_copy_that_opens_without_it(tmp_path):
    path = tmp_path / "drive.canvass"
    with create_campaign(path) as campaign:
        note(campaign, "Ann Canary")
        keep_copy(campaign)
    protect(path, None, "five words of our own")
    assert kept_copies(path) == []
    assert all(b"Ann Canary" not in file.read_bytes() for file in tmp_path.iterdir())
