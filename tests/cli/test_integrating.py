"""canvass in a Linux desktop: entry, file types and icons go in for one person, are what the desktop reads, and go."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from canvass.cli import integrate

LISTS = ("mimeinfo.cache", "mime.cache")
pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="menu entries of Linux desktops")


@pytest.fixture
def home():
    return integrate.data_home()


def ours(home: Path) -> set[Path]:
    return {path for path in home.rglob("*") if "canvass" in path.name and path.is_file()}


def test_it_writes_entry_types_and_icons_for_one_person_and_takes_them_away(cli, home):
    done = cli("integrate", "--json").json
    assert set(map(Path, done["files"])) <= ours(home)
    names = {Path(file).name for file in done["files"]}
    assert {"canvass.desktop", "canvass-mime.xml", "org.canvass.canvass.metainfo.xml", "canvass.svg"} <= names
    assert "application-vnd.canvass.campaign.svg" in names
    assert cli("integrate", "--json").json["files"] == done["files"]
    gone = cli("integrate", "--remove", "--json").json
    assert (gone["removed"], set(gone["files"])) == (True, set(done["files"]))
    assert ours(home) == set()


def test_taking_away_what_is_not_there_is_no_failure(cli):
    assert "nothing of canvass" in cli("integrate", "--remove").out


def test_what_others_put_into_the_menu_stays(cli, home):
    other = home / "applications" / "other.desktop"
    other.parent.mkdir(parents=True)
    other.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n", encoding="utf-8")
    cli("integrate")
    cli("integrate", "--remove")
    assert other.exists()


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-validate")
def test_the_entry_starts_this_program_and_is_valid(cli, home):
    cli("integrate")
    entry = home / "applications" / "canvass.desktop"
    (line,) = [line for line in entry.read_text(encoding="utf-8").splitlines() if line.startswith("Exec=")]
    assert line == f'Exec="{Path(sys.executable).with_name("canvass")}" %f'
    subprocess.run(["desktop-file-validate", entry], check=True)


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-validate")
@pytest.mark.parametrize("folder", ["with space", 'quo"te', "100% sure", "do$$ar `x`", "back\\slash"])
def test_a_program_in_an_oddly_named_folder_is_started(home, folder):
    integrate.put_in_place(home, (f"/opt/{folder}/canvass",))
    subprocess.run(["desktop-file-validate", home / "applications" / "canvass.desktop"], check=True)


@pytest.mark.skipif(not shutil.which("gio"), reason="needs gio")
@pytest.mark.parametrize("folder", ["with space", 'quo"te', "100% sure", "do$$ar `x`", "back\\slash"])
def test_the_desktop_itself_starts_a_program_in_an_oddly_named_folder(home, tmp_path, folder):
    program = tmp_path / folder / "canvass"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/told"\n', encoding="utf-8")
    program.chmod(0o755)
    integrate.put_in_place(home, (str(program),))
    subprocess.run(["gio", "launch", home / "applications" / "canvass.desktop", "/x/a b.canvass"], check=True)
    wait_for(tmp_path / "told")
    assert (tmp_path / "told").read_text(encoding="utf-8").strip() == "/x/a b.canvass"


def wait_for(path: Path) -> None:
    subprocess.run(
        ["sh", "-c", f'for i in $(seq 100); do [ -s "{path}" ] && exit; sleep 0.05; done; exit 1'], check=True
    )


def test_a_relative_data_home_is_no_home(cli, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert integrate.data_home() == Path.home() / ".local" / "share"


def test_a_home_that_cannot_be_written_is_told(cli, home):
    home.joinpath("applications").write_text("in the way", encoding="utf-8")
    cli.refused("integrate", error="not_written")


def test_elsewhere_than_on_linux_it_says_what_to_do(cli, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    cli.refused("integrate", error="no_menu_entries")
