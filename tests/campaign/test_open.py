"""Campaign files made, opened, refused and closed."""

import contextlib
import os
import sqlite3
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2

from canvass.campaign.companions import beside
from canvass.campaign.connection import Mode
from canvass.campaign.errors import (
    CampaignDamaged,
    CampaignInUse,
    CampaignMissing,
    CampaignNewer,
    CampaignReadOnly,
    CampaignThere,
    FolderMissing,
    NotACampaign,
    PassphraseNeeded,
    PassphraseTooShort,
    PassphraseWrong,
)
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.schema import FORMAT
from canvass.campaign.shape import is_protected
from canvass.ground.errors import CanvassError
from canvass.wording.sentence import sentence
from tests.campaign.files import (
    CANARY,
    PASSPHRASE,
    cut,
    enter,
    flip,
    held_elsewhere,
    killed_with,
    log_of,
    made,
    names_beside,
    note,
    noted,
)

MODES: tuple[Mode, ...] = ("write", "read", "rescue")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "drive.canvass"


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_what_was_stored_is_there_after_closing(path, passphrase):
    made(path, passphrase, kept="yes")
    for mode in MODES:
        with open_campaign(path, passphrase, mode) as campaign:
            assert campaign.text_setting("kept") == "yes"
            assert campaign.is_protected is (passphrase is not None)


def test_a_closed_campaign_is_one_file_that_only_its_owner_may_read(path):
    made(path)
    assert names_beside(path) == ["drive.canvass"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_an_unprotected_file_is_plain_sqlite_that_any_tool_opens(path):
    made(path, kept="yes")
    with contextlib.closing(sqlite3.connect(path)) as tool:
        assert tool.execute("select value from setting where name = 'kept'").fetchone() == ("yes",)
        assert tool.execute("pragma application_id").fetchone() == (0x43565331,)
    assert not is_protected(path)


def test_a_protected_file_opens_in_sqlciphers_own_way_with_the_passphrase(path):
    made(path, PASSPHRASE, kept="yes")
    assert is_protected(path)
    with contextlib.closing(dbapi2.connect(str(path))) as tool:
        tool.execute(f"pragma key = '{PASSPHRASE}'")
        assert tool.execute("select value from setting where name = 'kept'").fetchone() == ("yes",)


def test_an_open_file_keeps_its_promises_to_the_disk(path):
    with create_campaign(path) as campaign:
        expected = {
            "journal_mode": "wal",
            "synchronous": 2,
            "fullfsync": 1,
            "secure_delete": 1,
            "trusted_schema": 0,
            "foreign_keys": 1,
            "recursive_triggers": 0,
        }
        held = {name: campaign.connection.execute(f"pragma {name}").fetchone()[0] for name in expected}
    assert held == expected


def test_an_existing_file_is_refused_and_stays_as_it_is(path):
    path.write_bytes(b"my letter")
    with pytest.raises(CampaignThere):
        create_campaign(path)
    assert path.read_bytes() == b"my letter"
    assert names_beside(path) == ["drive.canvass"]


def test_a_dangling_link_is_no_free_name(path, tmp_path):
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CampaignThere):
        create_campaign(path)


def test_the_log_of_a_lost_file_is_not_thrown_away_for_a_new_one(path):
    killed_with(path, "with campaign.transaction():\n    campaign.note_setting('kept', 'yes')")
    path.unlink()
    log = log_of(path).read_bytes()
    with pytest.raises(CampaignThere):
        create_campaign(path)
    assert log_of(path).read_bytes() == log


def test_a_file_is_made_whole_or_not_at_all(path, monkeypatch):
    def broken(connection):
        connection.execute("create table half (n integer)")
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr("canvass.campaign.schema.migrate", broken)
    with pytest.raises(CanvassError):
        create_campaign(path)
    assert names_beside(path) == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FolderMissing):
        create_campaign(tmp_path / "no" / "drive.canvass")


@pytest.mark.parametrize("passphrase", ["", "short", "a b c d e f g"])
def test_a_short_passphrase_makes_no_file(path, passphrase):
    with pytest.raises(PassphraseTooShort):
        create_campaign(path, passphrase)
    assert names_beside(path) == []


@pytest.mark.parametrize("name", ["file:drive?mode=memory", "100%20#1?.canvass", "žluťoučký 王.canvass", "a'b\"c"])
def test_any_name_is_only_a_name(tmp_path, monkeypatch, name):
    if sys.platform == "win32" and set(name) & set(':?"'):
        pytest.skip("Windows has no such names")
    monkeypatch.chdir(tmp_path)
    made(type(tmp_path)(name), kept="yes")
    assert os.listdir(tmp_path) == [name]
    assert noted(type(tmp_path)(name), "kept") == "yes"


def foreign_database(path):
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("create table moz_places (url text)")
        other.commit()


def foreign_database_with_a_log(path):
    program = (
        "import os, sqlite3\n"
        f"c = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        "c.execute('pragma journal_mode = wal')\nc.execute('create table moz_places (url text)')\nos._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
    assert log_of(path).stat().st_size > 0


def written(content):
    return lambda path: path.write_bytes(content)


STRANGERS = {
    "empty": written(b""),
    "text": written(b"Dear Ana,\n"),
    "text of whole pages": written(b"Dear Ana, we" * 4096),
    "zeros": written(bytes(8192)),
    "picture": written(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    "only SQLite's first words": written(b"SQLite format 3\x00"),
    "other SQLite": foreign_database,
    "other SQLite with a log": foreign_database_with_a_log,
    "folder": lambda path: path.mkdir(),
    "pipe": getattr(os, "mkfifo", None),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("stranger", STRANGERS)
def test_what_is_no_campaign_is_refused_and_not_touched(path, stranger, mode):
    if stranger == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in the file system of this system")
    STRANGERS[stranger](path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(NotACampaign):
        open_campaign(path, PASSPHRASE, mode)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("mode", MODES)
def test_a_missing_file_is_told_and_not_made(path, mode):
    with pytest.raises(CampaignMissing):
        open_campaign(path, None, mode)
    assert names_beside(path) == []


def test_a_newer_format_is_refused_politely_and_stays_as_it_is(path):
    made(path)
    with contextlib.closing(sqlite3.connect(path)) as tool:
        tool.execute(f"pragma user_version = {FORMAT + 1}")
    before = path.read_bytes()
    for mode in MODES:
        with pytest.raises(CampaignNewer) as told:
            open_campaign(path, None, mode)
        assert told.value.facts == {"path": str(path), "format": FORMAT + 1, "ours": FORMAT}
    assert path.read_bytes() == before
    assert names_beside(path) == ["drive.canvass"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_file_cut_at_a_page_is_damaged(path, passphrase, mode):
    made(path, passphrase)
    cut(path, path.stat().st_size - 4096)
    with pytest.raises(CampaignDamaged):
        open_campaign(path, passphrase, mode)


@pytest.mark.parametrize(("passphrase", "told"), [(None, CampaignDamaged), (PASSPHRASE, NotACampaign)])
def test_a_file_cut_inside_a_page_is_refused(path, passphrase, told):
    made(path, passphrase)
    cut(path, path.stat().st_size - 1000)
    with pytest.raises(told):
        open_campaign(path, passphrase)


def test_a_plain_file_whose_first_letters_are_gone_is_damaged_and_asks_for_no_passphrase(path):
    made(path)
    flip(path, 3)
    with pytest.raises(CampaignDamaged):
        open_campaign(path)


def content(path, passphrase):
    """Return every row of the file, read as the program reads."""
    with open_campaign(path, passphrase, "read") as campaign:
        tables = campaign.connection.execute(
            "select name from sqlite_schema where type = 'table' order by 1"
        ).fetchall()
        return [campaign.connection.execute(f'select * from "{table}"').fetchall() for (table,) in tables]


def test_a_flipped_bit_of_a_protected_file_is_told_or_changes_nothing_that_is_read(path):
    with create_campaign(path, PASSPHRASE) as campaign:
        enter(campaign, CANARY, 1)
    whole, rows = path.read_bytes(), content(path, PASSPHRASE)
    told = set()
    for offset in range(0, len(whole), 4096):
        path.write_bytes(whole)
        flip(path, offset + 1234)
        try:
            assert content(path, PASSPHRASE) == rows
        except (CampaignDamaged, PassphraseWrong) as error:
            told.add(error.code())
    assert told == {"campaign_damaged", "passphrase_wrong"}


def test_a_bit_flipped_in_a_plain_header_is_refused_with_a_sentence_or_changes_nothing_that_is_read(path):
    made(path, kept="yes")
    whole, rows = path.read_bytes(), content(path, None)
    for offset in range(100):
        path.write_bytes(whole)
        flip(path, offset)
        with contextlib.suppress(CanvassError):
            assert content(path, None) == rows


@pytest.mark.parametrize("mode", MODES)
def test_the_passphrase_is_asked_for_and_a_wrong_one_is_told(path, mode):
    made(path, PASSPHRASE)
    for none in (None, ""):
        with pytest.raises(PassphraseNeeded):
            open_campaign(path, none, mode)
    with pytest.raises(PassphraseWrong):
        open_campaign(path, PASSPHRASE + "x", mode)
    assert names_beside(path) == ["drive.canvass"]


def test_a_passphrase_is_the_same_however_the_keyboard_spells_its_accents(path):
    made(path, "caf\u00e9 au lait", kept="yes")
    assert noted(path, "kept", "cafe\u0301 au lait") == "yes"


def test_a_passphrase_from_a_terminal_of_another_alphabet_is_one_too(path):
    made(path, "caf\udce9 au lait", kept="yes")
    assert noted(path, "kept", "caf\udce9 au lait") == "yes"


def test_a_file_killed_before_its_first_checkpoint_opens_with_everything_saved(path):
    killed_with(path, "with campaign.transaction():\n    campaign.note_setting('kept', 'yes')")
    assert log_of(path).stat().st_size > 0
    for mode in ("read", "rescue", "write"):
        with open_campaign(path, None, mode) as campaign:
            assert campaign.text_setting("kept") == "yes"


def test_one_writer_at_a_time_and_any_number_of_readers(path):
    made(path)
    with held_elsewhere(path):
        with pytest.raises(CampaignInUse):
            open_campaign(path)
        assert noted(path, "elsewhere") == "stored"
    with open_campaign(path) as campaign:
        assert campaign.text_setting("elsewhere") == "stored"
        with pytest.raises(CampaignInUse):
            open_campaign(path)


def test_two_names_of_one_file_meet_at_one_lock(path, tmp_path):
    made(path)
    link = tmp_path / "link.canvass"
    link.symlink_to(path)
    with open_campaign(path), pytest.raises(CampaignInUse):
        open_campaign(link)
    assert names_beside(path) == ["drive.canvass", "link.canvass"]


def test_a_lock_that_a_killed_program_left_holds_nobody_up(path):
    killed_with(path, "")
    assert beside(path, ".lock").exists()
    with open_campaign(path):
        pass
    assert names_beside(path) == ["drive.canvass"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such bits on Windows")
@pytest.mark.parametrize("place", ["file", "folder"])
def test_what_may_not_be_written_is_refused_for_writing_and_read(path, place):
    made(path, kept="yes")
    locked = path if place == "file" else path.parent
    locked.chmod(0o400 if place == "file" else 0o500)
    try:
        with pytest.raises(CampaignReadOnly):
            open_campaign(path)
        assert noted(path, "kept") == "yes"
    finally:
        locked.chmod(0o700)


def test_a_reader_changes_nothing(path):
    made(path)
    with open_campaign(path, None, "read") as campaign, pytest.raises(CampaignReadOnly):
        note(campaign, kept="no")


def test_a_failure_of_sqlites_leaves_the_block_in_our_words(path):
    made(path)
    with pytest.raises(CampaignDamaged), open_campaign(path) as campaign:
        raise dbapi2.DatabaseError("database disk image is malformed")
    with pytest.raises(dbapi2.OperationalError, match="no such table"), open_campaign(path) as campaign:
        campaign.connection.execute("select * from nothing_of_ours")


@pytest.mark.parametrize(("begins", "why"), [(b"\x89CVB\r\n\x1a\n", "batch"), (b"\x89CVK\r\n\x1a\n", "kit")])
def test_a_file_that_travels_is_told_by_its_kind(tmp_path, begins, why):
    path = tmp_path / "ana.canvass"
    path.write_bytes(begins + os.urandom(5_000))
    with pytest.raises(NotACampaign) as refused:
        open_campaign(path)
    assert refused.value.facts["why"] == why
    assert "not a drive" in sentence(refused.value)
    assert "cut off" not in sentence(refused.value)


def test_a_folder_is_told_to_be_one(tmp_path):
    with pytest.raises(NotACampaign) as refused:
        open_campaign(tmp_path)
    assert "is a folder" in sentence(refused.value)
