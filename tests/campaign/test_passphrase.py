"""Protecting: everything is there afterwards, under the new passphrase, and nothing readable is left beside."""

import sys

import pytest

from canvass.campaign import passphrase as room
from canvass.campaign.companions import FORMAT_COPY, REPLACED, beside
from canvass.campaign.errors import (
    CampaignDamaged,
    CampaignInUse,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
)
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.passphrase import generated_passphrase, protect
from canvass.journal.check import differences
from tests.campaign.files import CANARY, PASSPHRASE, enter, held_elsewhere, killed_with, made, names_beside, note, noted

OTHER = "quite another set of words"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "drive.canvass"


def rows_of(path, passphrase):
    with open_campaign(path, passphrase, "read") as campaign:
        tables = campaign.connection.execute(
            "select name from sqlite_schema where type = 'table' order by 1"
        ).fetchall()
        return {table: campaign.connection.execute(f'select * from "{table}"').fetchall() for (table,) in tables}


def files_with(folder, text):
    """Return the names of files in which the text can be read, in the spellings in which programs store text."""
    spellings = [text.encode(), text.casefold().encode(), text.encode("utf-16-le")]
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(spelling in file.read_bytes() for spelling in spellings)
    ]


def test_everything_is_there_afterwards_and_only_for_who_knows_the_passphrase(path):
    with create_campaign(path) as campaign:
        enter(campaign, CANARY, 1)
    before = rows_of(path, None)
    protect(path, None, PASSPHRASE)
    assert rows_of(path, PASSPHRASE) == before
    with open_campaign(path, PASSPHRASE, "read") as campaign:
        assert differences(campaign.connection, None) == []
        assert campaign.is_protected
    with pytest.raises(PassphraseNeeded):
        open_campaign(path)
    with pytest.raises(PassphraseWrong):
        open_campaign(path, OTHER)


def test_no_name_can_be_read_anywhere_after_protecting(path, tmp_path):
    with create_campaign(path) as campaign:
        enter(campaign, CANARY, 1)
    beside(path, FORMAT_COPY + "1").write_bytes(path.read_bytes())
    assert len(files_with(tmp_path, CANARY)) == 2
    protect(path, None, PASSPHRASE)
    with open_campaign(path, PASSPHRASE) as campaign:
        enter(campaign, CANARY, 2)
        assert files_with(tmp_path, CANARY) == []
    assert files_with(tmp_path, CANARY) == []
    assert names_beside(path) == ["drive.canvass"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_only_the_log_of_a_killed_program_holds_is_protected_too(path, tmp_path):
    killed_with(path, f"with campaign.transaction():\n    campaign.note_setting('kept', {CANARY!r})")
    protect(path, None, PASSPHRASE)
    assert noted(path, "kept", PASSPHRASE) == CANARY
    assert files_with(tmp_path, CANARY) == []


def test_the_old_bytes_are_overwritten_before_they_are_let_go(path):
    made(path, kept=CANARY)
    with path.open("rb") as old:  # holds the old bytes after they have lost their name
        protect(path, None, PASSPHRASE)
        assert set(old.read()) == {0}


def test_a_passphrase_is_changed_and_the_old_one_opens_nothing_more(path):
    made(path, PASSPHRASE, kept="yes")
    salt = path.read_bytes()[:16]
    protect(path, PASSPHRASE, OTHER)
    assert noted(path, "kept", OTHER) == "yes"
    assert path.read_bytes()[:16] != salt
    with pytest.raises(PassphraseWrong):
        open_campaign(path, PASSPHRASE)


@pytest.mark.parametrize(("old", "told"), [(None, PassphraseNeeded), (OTHER, PassphraseWrong)])
def test_only_who_knows_the_passphrase_changes_it(path, old, told):
    made(path, PASSPHRASE, kept="yes")
    before = path.read_bytes()
    with pytest.raises(told):
        protect(path, old, OTHER)
    assert path.read_bytes() == before


@pytest.mark.parametrize("short", ["", "seven77", "  a b c  d e f g      "])
def test_a_short_passphrase_is_refused_before_anything_is_touched(path, short):
    made(path)
    before = path.read_bytes()
    with pytest.raises(PassphraseTooShort):
        protect(path, None, short)
    assert path.read_bytes() == before


def test_a_campaign_that_is_open_is_not_protected_under_its_writer(path):
    made(path)
    with held_elsewhere(path), pytest.raises(CampaignInUse):
        protect(path, None, PASSPHRASE)
    assert noted(path, "elsewhere") == "stored"


def test_a_campaign_that_somebody_reads_is_not_swapped_under_the_reader(path, monkeypatch):
    made(path, kept="yes")

    def impatient(*arguments):
        campaign = open_campaign(*arguments)
        campaign.connection.execute("pragma busy_timeout = 10")
        return campaign

    monkeypatch.setattr(room, "open_campaign", impatient)
    with open_campaign(path, None, "read"), pytest.raises(CampaignInUse):
        protect(path, None, PASSPHRASE)
    assert noted(path, "kept") == "yes"
    assert names_beside(path) == ["drive.canvass"]


def test_a_copy_that_lacks_a_row_is_not_swapped_in(path, monkeypatch):
    made(path, kept="yes")

    class Forgetful:
        def __init__(self, connection):
            self.connection = connection

        def execute(self, statement, *values):
            answer = self.connection.execute(statement, *values)
            if "sqlcipher_export" in statement:
                answer.fetchall()
                self.connection.execute("update protecting.setting set value = 'no' where name = 'kept'")
            return answer

    export = room._export
    monkeypatch.setattr(room, "_export", lambda connection, part, key: export(Forgetful(connection), part, key))
    before = path.read_bytes()
    with pytest.raises(CampaignDamaged):
        protect(path, None, PASSPHRASE)
    assert path.read_bytes() == before
    assert names_beside(path) == ["drive.canvass"]


def test_where_the_name_cannot_be_given_the_old_file_stays(path, monkeypatch):
    """Windows refuses it while another program has the file open."""
    made(path, kept="yes")
    replace = type(path).replace

    def refused(part, target):
        if target == path:
            raise PermissionError(13, "in use")
        return replace(part, target)

    monkeypatch.setattr(type(path), "replace", refused)
    with pytest.raises(CampaignInUse):
        protect(path, None, PASSPHRASE)
    assert noted(path, "kept") == "yes"
    assert names_beside(path) == ["drive.canvass"]


def test_a_second_name_that_a_kill_left_is_not_taken_for_old_bytes(path):
    made(path, kept="yes")
    beside(path, REPLACED).hardlink_to(path)
    with open_campaign(path) as campaign:
        note(campaign, more="yes")
    assert noted(path, "kept") == "yes"
    assert names_beside(path) == ["drive.canvass"]


def test_generated_words_come_from_the_list_and_differ():
    words = [f"word{n}" for n in range(7776)]
    drawn = [generated_passphrase(words).split(" ") for _ in range(20)]
    assert all(len(one) == 5 and set(one) <= set(words) for one in drawn)
    assert len({tuple(one) for one in drawn}) == 20
