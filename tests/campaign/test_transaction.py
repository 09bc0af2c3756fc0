"""*Saved* means that COMMIT has returned; after a COMMIT that failed nothing more is written on a guess."""

import pytest
from sqlcipher3 import dbapi2

from canvass.campaign.errors import CampaignDamaged, CampaignInUse, DiskFull, NotStored, SaveUnsure
from canvass.campaign.file import create_campaign, open_campaign
from tests.campaign.files import made, note, noted


class Faulty:
    """A real connection on which one statement fails the way a disk fails."""

    def __init__(self, connection, statement, message):
        self._connection = connection
        self._statement = statement
        self._message = message

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, statement, *values):
        if statement == self._statement:
            raise dbapi2.OperationalError(self._message)
        return self._connection.execute(statement, *values)


@pytest.fixture
def path(tmp_path):
    return made(tmp_path / "drive.canvass", kept="yes")


def test_an_error_inside_the_block_stores_nothing_and_the_next_step_goes_on(path):
    with open_campaign(path) as campaign:
        with pytest.raises(KeyError), campaign.transaction():
            campaign.note_setting("kept", "no")
            raise KeyError
        assert campaign.text_setting("kept") == "yes"
        note(campaign, more="yes")
    assert noted(path, "more") == "yes"


@pytest.mark.parametrize(
    ("message", "told"),
    [("disk I/O error", SaveUnsure), ("database or disk is full", DiskFull)],
)
def test_after_a_failed_commit_nothing_is_written_until_the_file_is_opened_again(path, message, told):
    with open_campaign(path) as campaign:
        real = campaign.connection
        campaign.connection = Faulty(real, "commit", message)
        with pytest.raises(told):
            note(campaign, lost="no")
        campaign.connection = real
        assert campaign.must_reopen
        for _ in range(2):
            with pytest.raises(SaveUnsure):
                note(campaign, after="no")
    with open_campaign(path) as campaign:
        note(campaign, again="yes")
        assert [campaign.text_setting(name) for name in ("kept", "lost", "after", "again")] == ["yes", "", "", "yes"]


def test_a_step_that_failed_and_cannot_be_taken_back_stops_all_writing(path):
    with open_campaign(path) as campaign:
        real = campaign.connection
        campaign.connection = Faulty(real, "rollback", "disk I/O error")
        with pytest.raises(NotStored), campaign.transaction():
            raise dbapi2.OperationalError("disk I/O error")
        campaign.connection = real
        with pytest.raises(SaveUnsure):
            note(campaign, after="no")


def test_a_second_writer_past_the_lock_is_told_at_once_and_stores_nothing(path):
    with open_campaign(path) as campaign:
        other = dbapi2.connect(str(path), isolation_level=None)
        other.execute("begin immediate")
        campaign.connection.execute("pragma busy_timeout = 10")
        with pytest.raises(CampaignInUse):
            note(campaign, kept="no")
        other.execute("rollback")
        other.close()
        note(campaign, kept="still")
    assert noted(path, "kept") == "still"


def test_what_is_not_committed_is_seen_by_no_reader(path):
    with open_campaign(path) as campaign:
        reader = campaign.reader()
        question = "select value from setting where name = 'kept'"
        with campaign.transaction():
            campaign.note_setting("kept", "soon")
            assert reader.execute(question).fetchone() == ("yes",)
        assert reader.execute(question).fetchone() == ("soon",)
        reader.close()


def test_a_value_may_be_text_number_bytes_or_nothing(tmp_path):
    with create_campaign(tmp_path / "new.canvass") as campaign:
        for value in ("text", 7, b"\x00\xff", None):
            with campaign.transaction():
                campaign.note_setting("it", value)
            assert campaign.setting("it") == value
        assert campaign.text_setting("it") == ""
        assert campaign.setting("never") is None


def test_text_that_is_none_is_damage_where_the_file_says_it_and_a_fault_of_ours_elsewhere(path):
    with open_campaign(path) as campaign, campaign.transaction() as connection:
        connection.execute("insert into setting (name, value) values ('odd', cast(x'41e5' as text))")
    with pytest.raises(CampaignDamaged), open_campaign(path, None, "read") as campaign:
        campaign.setting("odd")
    with pytest.raises(UnicodeDecodeError), open_campaign(path, None, "read"):
        read_another_file()


def read_another_file():
    b"A\xe5".decode()
