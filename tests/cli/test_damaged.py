"""A damaged file in the terminal: every command tells the newest whole copy, and check writes it where it is asked."""

import pytest

from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.generations import keep_copy
from tests.campaign.files import enter
from tests.campaign.test_damage import page_of, spoil


@pytest.fixture
def damaged(tmp_path):
    path = tmp_path / "drive.canvass"
    with create_campaign(path) as campaign:
        enter(campaign, "Ann", 1)
        keep_copy(campaign)
        enter(campaign, "Ben", 2)
    spoil(path, page_of(path, "checkpoint", None))
    return path


def test_check_tells_the_copy_and_how_many_lines_fewer_it_has(cli, damaged):
    ran = cli("check", damaged, code=1)
    assert "drive.canvass.backup-1" in ran.err
    assert "1 fewer" in ran.err
    assert cli("check", damaged, "--json", code=1).json["error"]["code"] == "damaged_but_copied"


def test_check_writes_the_whole_copy_where_it_is_asked_to(cli, damaged, tmp_path):
    before = damaged.read_bytes()
    ran = cli("check", damaged, "--copy-to", tmp_path / "whole.canvass", "--json", code=1)
    assert ran.json == {"ok": False, "copy": str(tmp_path / "whole.canvass"), "lines": 1}
    assert damaged.read_bytes() == before
    cli("check", tmp_path / "whole.canvass")
    with open_campaign(tmp_path / "whole.canvass", None, "read") as campaign:
        assert campaign.connection.execute("select name from line").fetchall() == [("Ann",)]


def test_a_whole_file_is_not_copied(cli, tmp_path):
    path = tmp_path / "drive.canvass"
    create_campaign(path).close()
    cli("check", path, "--copy-to", tmp_path / "whole.canvass")
    assert not (tmp_path / "whole.canvass").exists()


def test_a_file_that_does_not_open_is_told_with_its_copy_by_every_command(cli, damaged):
    spoil(damaged, page_of(damaged, "setting", None), page_of(damaged, "device", None))
    damaged.write_bytes(damaged.read_bytes()[:8192])
    for command in ("info", "lines", "count"):
        assert "backup-1" in cli(command, damaged, code=1).err
