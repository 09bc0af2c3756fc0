from pathlib import Path

import pytest

from canvass.campaign.generations import kept_copies
from tests.cli.rows import csv, row

SHEET = "001002-0014-65"
SECRET = "seven lamps in a row"
MERGE_KEYS = ["new", "known", "conflicts", "waiting", "refused"]
COUNT_KEYS = [
    *("raw", "entered", "agreed", "disputed", "checked", "likely_valid", "twice", "withdrawn", "loose"),
    *("practice", "required", "goal", "deadline", "days_left", "events", "notice", "days", "only_here", "wiped"),
]


@pytest.fixture
def laptops(cli, hq):
    """Two laptops that joined, on which one sheet was typed twice, with one line read otherwise."""
    cli("kit", hq, "--role", "field", "--out", "field.canvasskit", "--name", "Ana's laptop")
    for name, typist, second in (("ana", "AN", "Bo Li"), ("ben", "BE", "Bo Lee")):
        cli("join", "field.canvasskit", f"{name}.canvass")
        rows = csv(row(1, sheet=SHEET), row(2, second, SHEET), row(1, f"Only {name}"))
        cli("enter", f"{name}.canvass", "-", "--typist", typist, "--event", "Vigil", stdin=rows)
    return Path("ana.canvass"), Path("ben.canvass")


def exported(cli, laptop, folder="stick", **how):
    return Path(cli("export", laptop, "--out", folder, "--json", **how).json["batch"])


def test_a_kit_makes_a_laptop_part_of_the_drive(cli, hq):
    made = cli("kit", hq, "--role", "field", "--out", "field.canvasskit", "--json").json
    assert (made["kit"], made["role"]) == ("field.canvasskit", "field")
    joined = cli("join", "field.canvasskit", "ana.canvass", "--json").json
    assert (joined["role"], joined["update"]) == ("field", False)
    info = cli("info", "ana.canvass", "--json").json
    assert (info["role"], info["title"], info["device"]) == ("field", "Recall of Sam Smith", joined["device"])


@pytest.mark.parametrize("role", ["field", "coordinator", "hq"])
def test_headquarters_makes_every_role_and_a_coordinator_field_only(cli, hq, role):
    cli("kit", hq, "--role", "coordinator", "--out", "coordinator.canvasskit")
    cli("join", "coordinator.canvasskit", "carla.canvass")
    cli("kit", hq, "--role", role, "--out", "from-hq.canvasskit")
    if role == "field":
        cli("kit", "carla.canvass", "--role", role, "--out", "from-carla.canvasskit")
    else:
        cli.refused("kit", "carla.canvass", "--role", role, "--out", "x.canvasskit", error="kit_not_allowed")
        assert not Path("x.canvasskit").exists()


def test_a_file_that_takes_no_writing_is_exported_all_the_same(cli, hq, laptops):
    ana, _ = laptops
    ana.chmod(0o444)
    try:
        first, second = exported(cli, ana), exported(cli, ana)
    finally:
        ana.chmod(0o600)
    assert first != second
    assert cli("merge", hq, second, "--json").json["refused"] == []
    assert cli("count", hq, "--json").json["entered"] == 2


def test_a_kit_is_never_written_over_a_file_and_its_role_is_one_of_three(cli, hq, lone):
    Path("there").write_text("mine", encoding="utf-8")
    cli.refused("kit", hq, "--role", "field", "--out", "there", error="already_there")
    cli("kit", hq, "--role", "boss", "--out", "x.canvasskit", code=2)
    cli.refused("kit", lone, "--role", "field", "--out", "x.canvasskit", error="no_petition")


def test_a_newer_kit_brings_a_joined_laptop_up_to_date(cli, hq, laptops):
    ana, _ = laptops
    cli("set", hq, "title=Another title")
    cli("kit", hq, "--role", "field", "--out", "newer.canvasskit")
    before = cli("lines", ana, "--json").out
    assert cli("join", "newer.canvasskit", ana, "--json").json["update"] is True
    assert cli("info", ana, "--json").json["title"] == "Another title"
    assert cli("lines", ana, "--json").out == before


def test_a_file_begun_without_a_kit_joins_with_all_it_holds(cli, hq, lone):
    cli("enter", lone, "-", "--typist", "AB", stdin=csv(row(1), row(2)))
    before = cli("lines", lone, "--json").out
    cli("kit", hq, "--role", "field", "--out", "field.canvasskit")
    cli("join", "field.canvasskit", lone)
    assert cli("lines", lone, "--json").out == before
    cli("merge", hq, exported(cli, lone))
    assert cli("lines", hq, "--json").out == before


def test_joining_protects_at_once_if_a_passphrase_is_set(cli, hq, lone):
    cli("kit", hq, "--role", "field", "--out", "field.canvasskit")
    cli.refused("join", "field.canvasskit", lone, error="passphrase_too_short", CANVASS_PASSPHRASE="short")
    assert cli("info", lone, "--json").json["role"] is None
    for file in (lone, Path("new.canvass")):
        cli("join", "field.canvasskit", file, CANVASS_PASSPHRASE=SECRET)
        cli.refused("info", file, error="passphrase_needed")
        assert cli("info", file, "--json", CANVASS_PASSPHRASE=SECRET).json["role"] == "field"


def test_what_is_no_kit_joins_nothing(cli, hq, lone, laptops):
    batch = exported(cli, laptops[0])
    for kit in (batch, Path("nothing.canvasskit"), hq):
        code = cli("join", kit, lone, "--json", code=1).json["error"]["code"]
        assert code.startswith("batch_")
        cli("join", kit, "new.canvass", code=1)
    assert cli("info", lone, "--json").json["role"] is None
    assert not Path("new.canvass").exists()


def test_an_export_says_what_it_holds_and_reminds_of_the_passphrase(cli, laptops):
    ran = cli("export", laptops[0], "--out", "stick", "--json")
    told = ran.json
    assert list(told) == ["batch", "records", "lines", "sheets", "bytes"]
    assert (told["lines"], told["sheets"]) == (3, 2)
    assert Path(told["batch"]).stat().st_size == told["bytes"]
    assert Path(told["batch"]).parent == Path("stick")
    assert "not protected" in ran.err
    cli("passphrase", laptops[0], CANVASS_NEW_PASSPHRASE=SECRET)
    assert "not protected" not in cli("export", laptops[0], "--out", "stick", CANVASS_PASSPHRASE=SECRET).err


def test_an_export_that_fails_leaves_no_folder(cli, lone):
    cli.refused("export", lone, "--out", "stick", error="batch_passphrase_needed")
    cli.refused("export", lone, "--out", "stick", error="nothing_to_export", CANVASS_BATCH_PASSPHRASE=SECRET)
    cli("enter", lone, "-", stdin=csv(row(1)))
    cli.refused("export", lone, "--out", "no/such/stick", error="not_written", CANVASS_BATCH_PASSPHRASE=SECRET)
    assert not Path("stick").exists()
    assert not Path("no").exists()


def test_a_folder_is_taken_in_and_twice_changes_nothing(cli, hq, laptops):
    for laptop in laptops:
        exported(cli, laptop)
    Path("stick/holiday.jpg").write_bytes(b"not ours")
    first = cli("merge", hq, "stick", "--json", code=3).json
    assert list(first) == MERGE_KEYS
    assert first["new"] > 0
    assert (first["conflicts"], first["waiting"], first["refused"]) == (1, [], [])
    listed = cli("lines", hq, "--json").out
    again = cli("merge", hq, "stick", "--json").json
    assert (again["new"], again["conflicts"]) == (0, 0)
    assert again["known"] > 0
    assert cli("lines", hq, "--json").out == listed


def test_a_dry_run_tells_what_a_merge_would_bring_and_changes_nothing(cli, hq, laptops):
    for laptop in laptops:
        exported(cli, laptop)
    Path("stick/bad.canvassbatch").write_bytes(b"not ours")
    listed, size = cli("lines", hq, "--json").out, hq.stat().st_size
    told = cli("merge", hq, "stick", "--dry-run", "--json", code=3).json
    assert (cli("lines", hq, "--json").out, hq.stat().st_size) == (listed, size)
    assert list(told) == ["new", "known", "conflicts", "laptops", "files", "refused"]
    assert {(laptop["lines"], laptop["new"]) for laptop in told["laptops"]} <= {(3, 3), (2, 2), (1, 1)}
    shown = cli("merge", hq, "stick", "--dry-run", code=3)
    assert "Nothing was changed." in shown.out
    assert "bad.canvassbatch" in shown.err
    merged = cli("merge", hq, "stick", "--json", code=3).json
    assert {name: told[name] for name in ("new", "known", "conflicts", "refused")} == {
        name: merged[name] for name in ("new", "known", "conflicts", "refused")
    }
    assert cli("merge", hq, "stick/bad.canvassbatch", "--dry-run", "--json", code=1).json["files"] == []


def test_a_merge_tells_a_person_what_came(cli, hq, laptops):
    exported(cli, laptops[0])
    ran = cli("merge", hq, "stick")
    assert "Ana's laptop, 3 lines" in ran.out


@pytest.mark.parametrize(("spoil", "why"), [("cut", "cut"), ("flip", "damaged"), ("gone", "cannot be read")])
def test_a_spoiled_batch_is_refused_and_the_others_are_taken(cli, hq, laptops, spoil, why):
    good, bad = (exported(cli, laptop) for laptop in laptops)
    content = bytearray(bad.read_bytes())
    if spoil == "flip":
        content[len(content) // 2] ^= 1
    bad.write_bytes(content[:-5] if spoil == "cut" else content)
    if spoil == "gone":
        bad.unlink()
    before = cli("lines", hq, "--json").out
    ran = cli("merge", hq, bad, "--json", code=1)
    (refused,) = ran.json["refused"]
    assert list(refused) == ["file", "why"]
    assert refused["file"] == bad.name
    assert why in refused["why"]
    assert refused["why"] in ran.err
    assert cli("lines", hq, "--json").out == before
    assert cli("merge", hq, bad, good, "--json", code=3).json["new"] > 0
    assert cli("merge", hq, good, bad, "--json", code=3).json["known"] > 0


def test_a_batch_of_another_drive_is_refused(cli, hq, laptops):
    batch = exported(cli, laptops[0])
    cli(
        "new",
        "other.canvass",
        "--petition",
        "ca-recall-local",
        "--title",
        "T",
        "--jurisdiction",
        "J",
        "--registered",
        5,
    )
    assert cli("merge", "other.canvass", batch, "--json", code=1).json["new"] == 0
    assert cli("lines", "other.canvass", "--json").json == []


def test_a_lone_file_travels_under_a_passphrase(cli, hq, lone):
    cli("enter", lone, "-", stdin=csv(row(1), row(2)))
    batch = exported(cli, lone, CANVASS_BATCH_PASSPHRASE=SECRET)
    assert "passphrase" in cli("merge", hq, batch, "--json", code=1).json["refused"][0]["why"]
    cli("merge", hq, batch, code=1, CANVASS_BATCH_PASSPHRASE="quite another one")
    assert cli("lines", hq, "--json").json == []
    cli("merge", hq, batch, CANVASS_BATCH_PASSPHRASE=SECRET)
    assert cli("lines", hq, "--json").out == cli("lines", lone, "--json").out


def test_in_a_terminal_the_passphrase_of_a_batch_is_asked_for_once(cli, hq, lone, laptops):
    cli("enter", lone, "-", stdin=csv(row(1)))
    cli("export", lone, "--out", "stick", typed=[SECRET, SECRET])
    exported(cli, laptops[0])
    merged = cli("merge", hq, "stick", "--json", typed=[SECRET]).json
    assert merged["refused"] == []
    assert len(cli("lines", hq, "--json").json) == 4


def test_conflicts_are_listed_and_decided(cli, hq, laptops):
    assert cli("conflicts", hq, "--json").json == []
    for laptop in laptops:
        exported(cli, laptop)
    cli("merge", hq, "stick", code=3)
    (found,) = cli("conflicts", hq, "--json").json
    assert (found["sheet"], found["line"], found["conflict"]) == (SHEET, 2, "hard")
    assert found["differing"] == ["name"]
    names = [head["name"] for head in found["heads"]]
    assert sorted(names) == ["Bo Lee", "Bo Li"]
    assert all(name in cli("conflicts", hq).out for name in names)
    decided = cli("decide", hq, SHEET, 2, "--keep", 2, "--json").json
    assert (decided["name"], decided["conflict"], decided["heads"]) == (names[1], None, [])
    assert cli("conflicts", hq, "--json").json == []
    assert cli("decide", hq, "001002001465", 2, "--value", "name=Bo Leigh", "--json").json["name"] == "Bo Leigh"
    assert cli("decide", hq, SHEET, 2, "--void", "struck", "--json").json["state"] == "struck"
    assert cli("count", hq, "--json").json["entered"] == 1


def test_a_decision_that_cannot_be_changes_nothing(cli, hq, laptops):
    for laptop in laptops:
        exported(cli, laptop)
    cli("merge", hq, "stick", code=3)
    before = cli("lines", hq, "--json").out
    cli.refused("decide", hq, SHEET, 2, "--keep", 3, error="no_such_reading")
    cli.refused("decide", hq, SHEET, 9, "--void", "blank", error="nothing_to_decide")
    cli.refused("decide", hq, SHEET, 2, "--value", "name=A\u202e", error="field_text_refused")
    cli.refused("decide", laptops[0], SHEET, 2, "--keep", 1, error="may_not_decide")
    for words in ((), ("--keep", 1, "--void", "blank"), ("--value", "colour=red"), ("--void", "signed")):
        cli("decide", hq, SHEET, 2, *words, code=2)
    assert cli("lines", hq, "--json").out == before


def test_the_count_adds_up_by_event(cli, hq, laptops, lone):
    for laptop in laptops:
        exported(cli, laptop)
    cli("merge", hq, "stick", code=3)
    counted = cli("count", hq, "--json").json
    assert list(counted) == COUNT_KEYS
    assert {key: counted[key] for key in ("entered", "agreed", "disputed", "loose", "required")} == {
        "entered": 2,
        "agreed": 1,
        "disputed": 1,
        "loose": 2,
        "required": 566_857,
    }
    assert counted["events"] == [{"event": "Vigil", "entered": 2, "loose": 2}]
    assert "566,857" in cli("count", hq).out
    alone = cli("count", lone, "--json").json
    assert [alone[key] for key in ("required", "goal", "deadline", "days_left")] == [None] * 4


def test_a_file_that_travels_is_told_as_far_as_the_keys_go(cli, hq, laptops, lone):
    batch = exported(cli, laptops[0])
    outside = cli("inspect", batch, "--json").json
    assert (outside["kind"], outside["sealed"], outside["contents"]) == ("batch", "keys", None)
    assert outside["bytes"] == batch.stat().st_size
    inside = cli("inspect", batch, hq, "--json").json["contents"]
    assert (inside["lines"], inside["name"]) == (3, "Ana's laptop")
    assert cli("inspect", batch, lone, "--json").json["contents"] is None
    assert inside["device"] in cli("inspect", batch, hq).out
    kit = cli("inspect", "field.canvasskit", "--json").json
    assert (kit["kind"], kit["contents"]["role"]) == ("kit", "field")
    assert "field" in cli("inspect", "field.canvasskit").out
    cli.refused("inspect", lone, error="batch_not_one")


def test_a_batch_under_a_passphrase_is_told_with_it(cli, lone):
    cli("enter", lone, "-", stdin=csv(row(1)))
    batch = exported(cli, lone, CANVASS_BATCH_PASSPHRASE=SECRET)
    assert cli("inspect", batch, "--json").json["contents"] is None
    assert cli("inspect", batch, "--json", CANVASS_BATCH_PASSPHRASE=SECRET).json["contents"]["lines"] == 1
    assert cli("inspect", batch, "--json", typed=[SECRET]).json["contents"]["lines"] == 1
    cli.refused("inspect", batch, error="batch_passphrase_wrong", CANVASS_BATCH_PASSPHRASE="quite another one")


def test_headquarters_keeps_a_copy_after_taking_something_in_and_no_other_after_nothing_new(cli, hq, lone):
    cli("enter", lone, "-", stdin=csv(row(1)))
    batch = exported(cli, lone, CANVASS_BATCH_PASSPHRASE=SECRET)
    cli("merge", hq, batch, CANVASS_BATCH_PASSPHRASE=SECRET)
    (copy,) = kept_copies(Path(hq).absolute())
    assert cli("lines", copy, "--json").out == cli("lines", hq, "--json").out
    cli("merge", hq, batch, CANVASS_BATCH_PASSPHRASE=SECRET)
    assert kept_copies(Path(hq).absolute()) == [copy]
