"""A damaged file is told with the newest whole copy beside it, when that was made, and how many lines fewer it has."""

import os
from datetime import datetime

import pytest

from canvass.campaign.companions import beside
from canvass.campaign.damage import copy_out, newest_whole_copy, told_with_copy
from canvass.campaign.errors import CampaignDamaged, DamagedButCopied, NotACampaign, PassphraseWrong
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.generations import keep_copy, kept_copies
from canvass.ground.files import AlreadyThere
from canvass.wording.sentence import sentence
from tests.campaign.files import PASSPHRASE, cut, enter, made

MADE = datetime(2026, 5, 3, 19, 42).astimezone()


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "protected"])
def word(request):
    return request.param


@pytest.fixture
def path(tmp_path, word):
    """A file with five lines, and a copy of it with three."""
    path = tmp_path / "drive.canvass"
    with create_campaign(path, word) as campaign:
        for line in range(1, 4):
            enter(campaign, f"Signer {line}", line)
        copy = keep_copy(campaign)
        os.utime(copy, (MADE.timestamp(), MADE.timestamp()))
        for line in range(4, 6):
            enter(campaign, f"Signer {line}", line)
    return path


def spoil(path, *pages):
    """Overwrite pages of the file."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * 4096 : (page + 1) * 4096] = bytes(range(256)) * 16
    path.write_bytes(content)


def page_of(path, name, word):
    with open_campaign(path, word, "read") as campaign:
        (page,) = campaign.connection.execute("select rootpage from sqlite_schema where name = ?", (name,)).fetchone()
    return page - 1


def told(path, word, error=None):
    return told_with_copy(error or CampaignDamaged(path=str(path)), path, word)


def test_a_damaged_file_is_told_with_its_newest_whole_copy_and_how_many_lines_fewer_that_has(path, word):
    spoil(path, page_of(path, "draft", word))
    error = told(path, word)
    assert isinstance(error, DamagedButCopied)
    facts = error.facts
    assert (facts["path"], facts["copy"], facts["made"]) == (str(path), str(kept_copies(path)[0]), MADE)
    assert (facts["lines"], facts["fewer"], facts["why"]) == (3, 2, "fewer")
    said = sentence(error)
    assert "Sunday, May 3, 2026, 19:42" in said
    assert "2 fewer" in said


def test_where_the_lines_cannot_be_read_the_records_are_counted_and_where_neither_can_it_says_so(path, word):
    spoil(path, page_of(path, "line", word))
    assert told(path, word).facts["fewer"] == 2
    spoil(path, page_of(beside(path, ".backup-1"), "record_place", word))
    assert told(path, word).facts["why"] == "uncounted"
    assert "cannot be counted" in sentence(told(path, word))


def test_a_copy_with_as_many_lines_is_told_as_such(path, word):
    with open_campaign(path, word) as campaign:
        keep_copy(campaign)
    spoil(path, page_of(path, "draft", word))
    assert told(path, word).facts["why"] == "as_many"
    assert "no fewer" in sentence(told(path, word))


def test_a_copy_that_is_damaged_itself_is_passed_over(path, word):
    with open_campaign(path, word) as campaign:
        keep_copy(campaign)
    newest, older = kept_copies(path)
    spoil(newest, page_of(newest, "record", word))
    found = newest_whole_copy(path, word)
    assert found is not None
    assert found.path == older
    spoil(older, page_of(older, "record", word))
    assert newest_whole_copy(path, word) is None
    error = CampaignDamaged(path=str(path))
    assert told(path, word, error) is error


def test_a_file_whose_head_is_gone_is_told_as_damaged_and_not_as_another_kind_of_file_or_a_wrong_passphrase(path, word):
    content = path.read_bytes()
    for head in (bytes(4096), bytes(range(256)) * 16):
        path.write_bytes(head + content[4096:])
        with pytest.raises((NotACampaign, PassphraseWrong)) as refused:
            open_campaign(path, PASSPHRASE)
        assert isinstance(told(path, word or PASSPHRASE, refused.value), DamagedButCopied)


def test_a_wrong_passphrase_stays_a_wrong_passphrase(tmp_path):
    path = made(tmp_path / "drive.canvass", PASSPHRASE)
    with open_campaign(path, PASSPHRASE) as campaign:
        keep_copy(campaign)
    wrong = PassphraseWrong(path=str(path))
    assert told(path, "quite another set of words", wrong) is wrong


def test_looking_for_a_copy_changes_neither_the_file_nor_the_copy(path, word):
    cut(path, path.stat().st_size - 4096)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert isinstance(told(path, word), DamagedButCopied)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_the_copy_gets_a_name_of_its_own_and_never_that_of_another_file(path, word):
    copy = newest_whole_copy(path, word)
    assert copy is not None
    out = path.with_name("names from the copy.canvass")
    copy_out(copy.path, out)
    with open_campaign(out, word) as campaign:
        assert campaign.connection.execute("select count(*) from line").fetchone() == (3,)
    assert copy.path.exists()
    with pytest.raises(AlreadyThere):
        copy_out(copy.path, path)
