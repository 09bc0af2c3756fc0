"""The writer: jobs in order, errors handed over, nothing called stored that is not."""

import threading
from concurrent.futures import CancelledError

import pytest

from canvass.campaign.errors import CampaignMissing, CampaignThere, DiskFull
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.writer import Writer
from tests.campaign.files import made, names_beside, note, noted
from tests.campaign.test_transaction import Faulty


@pytest.fixture
def path(tmp_path):
    return made(tmp_path / "drive.canvass", order="")


@pytest.fixture
def writer(path):
    writer = Writer(lambda: open_campaign(path))
    yield writer
    writer.close()


def appending(word):
    def job(campaign):
        note(campaign, order=campaign.text_setting("order") + word)
        return word

    return job


def test_jobs_are_done_in_the_order_they_were_given(writer, path):
    words = [f"{n} " for n in range(50)]
    futures = [writer.submit(appending(word)) for word in words]
    assert [future.result(30) for future in futures] == words
    assert noted(path, "order") == "".join(words)


def test_an_error_is_handed_to_who_waits_and_the_next_job_is_done(writer, path):
    def broken(campaign):
        with campaign.transaction():
            campaign.note_setting("order", "broken")
            raise KeyError("job")

    bad, good = writer.submit(broken), writer.submit(appending("good"))
    with pytest.raises(KeyError):
        bad.result(30)
    assert good.result(30) == "good"
    assert noted(path, "order") == "good"


def test_closing_finishes_the_jobs_already_given_and_gives_up_the_lock(path):
    writer = Writer(lambda: open_campaign(path))
    started, go = threading.Event(), threading.Event()

    def waiting(_campaign):
        started.set()
        go.wait(30)

    writer.submit(waiting)
    futures = [writer.submit(appending(f"{n}")) for n in range(5)]
    assert started.wait(30)
    closing = threading.Thread(target=writer.close)
    closing.start()
    assert closing.is_alive()
    go.set()
    closing.join(30)
    assert all(future.done() for future in futures)
    assert noted(path, "order") == "01234"
    assert names_beside(path) == ["drive.canvass"]


def test_a_job_for_a_closed_writer_is_refused_instead_of_waited_for(path):
    writer = Writer(lambda: open_campaign(path))
    writer.close()
    writer.close()
    with pytest.raises(RuntimeError):
        writer.submit(appending("late"))


def test_a_future_is_done_only_when_readers_see_the_job(writer, path):
    with open_campaign(path, None, "read") as reader:
        for n in range(20):
            writer.submit(appending(f"{n} ")).result(30)
            assert reader.text_setting("order").endswith(f"{n} ")


def test_a_cancelled_job_is_not_done(writer, path):
    go = threading.Event()
    writer.submit(lambda _campaign: go.wait(30))
    unwanted, wanted = writer.submit(appending("no")), writer.submit(appending("yes"))
    assert unwanted.cancel()
    go.set()
    wanted.result(30)
    with pytest.raises(CancelledError):
        unwanted.result(30)
    assert noted(path, "order") == "yes"


def test_a_job_that_forgets_its_transaction_is_a_bug_and_stores_nothing(writer, path):
    def forgetful(campaign):
        campaign.connection.execute("begin immediate")
        campaign.note_setting("order", "forgotten")

    with pytest.raises(RuntimeError):
        writer.submit(forgetful).result(30)
    writer.submit(lambda campaign: note(campaign, more="yes")).result(30)
    assert noted(path, "order") == ""


def test_after_a_failed_commit_the_file_is_opened_again_before_the_next_job(writer, path):
    seen = []

    def full(campaign):
        seen.append(campaign)
        campaign.connection = Faulty(campaign.connection, "commit", "database or disk is full")
        note(campaign, order="lost")

    def again(campaign):
        seen.append(campaign)
        return appending("again")(campaign)

    with pytest.raises(DiskFull):
        writer.submit(full).result(30)
    assert writer.submit(again).result(30) == "again"
    assert seen[0] is not seen[1]
    assert noted(path, "order") == "again"


def test_what_cannot_be_opened_is_told_to_who_asked(tmp_path, path):
    with pytest.raises(CampaignMissing):
        Writer(lambda: open_campaign(tmp_path / "none.canvass"))
    with pytest.raises(CampaignThere):
        Writer(lambda: create_campaign(path))
