from pathlib import Path

import pytest

from canvass.cli import demo
from canvass.cli.display import has_display


def test_the_demonstration_leaves_a_whole_drive_behind(cli):
    walked = cli("demo", "--sheets", 4, "--no-window", "--json").json
    assert walked["folder"] == "canvass-demo"
    assert walked["totals"]["practice"] is True
    assert len({(order["entered"], order["agreed"], order["disputed"]) for order in walked["orders"]}) == 1
    headquarters = walked["headquarters"]
    assert cli("count", headquarters, "--json").json["entered"] == walked["totals"]["entered"]
    assert cli("check", headquarters, "--json").json["ok"] is True
    assert len(cli("conflicts", headquarters, "--json").json) == walked["totals"]["disputed"]
    for batch in Path("canvass-demo/batches").iterdir():
        assert cli("merge", headquarters, batch, "--json").json["new"] == 0


def test_the_demonstration_tells_each_step_and_opens_the_window(cli, monkeypatch):
    monkeypatch.setattr(demo, "has_display", lambda: True)
    ran = cli("demo", "here", "--sheets", 4, "--seed", 7)
    assert "Headquarters begins a practice drive: 566,857 signatures" in ran.out
    assert "6 orders" in ran.out
    assert ran.out.rstrip().endswith("All of it is in here.")
    assert cli.opened == [Path("here/headquarters.canvass")]


def test_without_a_display_the_demonstration_says_so_and_is_done(cli):
    ran = cli("demo", "here", "--sheets", 4)
    assert "headquarters.canvass" in ran.err
    assert "no display" in ran.err
    assert cli.opened == []


def test_the_demonstration_wants_a_folder_to_itself(cli, tmp_path):
    Path("full").mkdir()
    Path("full/mine.txt").write_text("mine", encoding="utf-8")
    cli.refused("demo", "full", "--no-window", error="folder_not_empty")
    cli.refused("demo", "new", "--sheets", 0, "--no-window", error="practice_sheets_refused")
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "mine.txt"]


@pytest.mark.parametrize(
    ("platform", "environment", "is_shown"),
    [
        ("linux", {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":4711"}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("win32", {"QT_QPA_PLATFORM": "minimal"}, False),
    ],
)
def test_a_window_is_opened_only_where_somebody_could_see_it(monkeypatch, platform, environment, is_shown):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("canvass.cli.display.sys.platform", platform)
    assert has_display() is is_shown
