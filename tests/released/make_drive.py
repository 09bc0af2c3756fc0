"""Make the drive that every later canvass must open, join, merge and count: python -m tests.released.make_drive.

Names, lines and clocks are fixed; keys are drawn, so that no two makings have equal bytes. A released folder is never
made anew: it is what stands on people's disks and sticks.
"""

import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from canvass import __version__
from canvass.batches.export import export_batch
from canvass.batches.merging import merge
from canvass.campaign.passphrase import protect
from canvass.journal.bodies import Role
from canvass.journal.journal import Journal
from canvass.signers.decisions import decide_void, keep
from canvass.signers.pages import link_page
from canvass.signers.sheets_known import known_sheet
from tests.batches.people import People, print_run, quick_passphrase, sheet, shown, type_line, type_names

PASSPHRASE = "seven lamps in a row"
BATCH_PASSPHRASE = "five words said aloud here"
FOLDER = Path(__file__).with_name(f"v{__version__}")
BATCHES = ("ana", "relayed", "waiting", "vigil")


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


def make(folder: Path) -> None:
    """Write files and what they must say into a new folder."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as work:
        people = People(Path(work), noon)
        headquarters, batches = _drive(people)
        path = headquarters.campaign.path
        kit = people.kit(headquarters, name="Ana’s laptop")
        said: dict[str, Any] = {"before": shown(headquarters)}
        people.close(path)
        for name in ("plain", "protected"):
            shutil.copy(path, folder / f"{name}.canvass")
        protect(folder / "protected.canvass", None, PASSPHRASE)
        shutil.copy(kit, folder / "field.canvasskit")
        for name, batch in zip(BATCHES, batches, strict=True):
            shutil.copy(batch, folder / f"{name}.canvassbatch")
        headquarters = people.again("hq")
        merged = merge(headquarters, batches, BATCH_PASSPHRASE)
        said["merged"] = {"new": merged.new, "conflicts": merged.conflicts, "taken": merged.taken}
        said["after"] = shown(headquarters)
        people.close()
    expected = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "expected.json").write_text(expected + "\n", encoding="utf-8")


def _drive(people: People) -> tuple[Journal, list[Path]]:
    """Return headquarters with a little of everything in its file, and batches with the rest."""
    headquarters = people.headquarters(
        officer="Sam Smith", approved="2026-01-27", goal=700_000, proponents=["Ana Público", "Žofie 王"]
    )
    print_run(headquarters, 6)
    type_names(headquarters, sheet(1), {1: "Ann Lee", 2: "Bo Ray", 3: "Zoë Straße"}, "HQ")
    type_names(headquarters, sheet(1), {1: "ann  LEE", 2: "Bo Roy"}, "SB")
    type_line(headquarters, sheet(1), 4, "", "HQ", state="struck", note="wet")
    coordinator = people.laptop(headquarters, "cora", Role.COORDINATOR)
    kit = people.kit(coordinator, name="The table")
    ana, dora = people.joined(kit, "ana"), people.joined(kit, "dora")
    merge(headquarters, [people.batch(coordinator)])
    type_names(ana, sheet(2), {1: "Cy One", 2: "Cy Two", 3: "李 小龍"}, "AB")
    type_names(ana, "L1", {1: "Lea", 2: "Leo"}, "AB")
    link_page(ana, "L1", sheet(3))
    backup = people.copy(ana, "backup")
    type_line(ana, sheet(2), 4, "Cy Four", "AB", event="Vigil on 5th")
    of_ana = people.batch(ana)
    type_line(backup, sheet(2), 4, "Cy Vier", "AB", event="Vigil on 5th")
    merge(coordinator, [people.batch(backup)])
    type_names(coordinator, sheet(2), {1: "Cy Won", 2: "cy two"}, "CC")
    keep(coordinator, known_sheet(coordinator, sheet(2)), 1, 1)
    decide_void(coordinator, known_sheet(coordinator, sheet(2)), 3, "not_signed")
    relayed = people.batch(coordinator)
    type_names(coordinator, sheet(6), {1: "Not here yet"}, "CC")
    dora = people.joined(people.kit(coordinator, name="Dora"), "dora")
    type_line(dora, sheet(3), 2, "", "DD", state="blank")
    type_names(dora, "L1", {1: "Mia"}, "DD")
    waiting = people.batch(dora)
    vigil = people.lone("vigil")
    type_names(vigil, "L1", {1: "Vic", 2: "Val"}, "VV")
    sealed = Path(export_batch(vigil, people.folder, BATCH_PASSPHRASE).batch)
    return headquarters, [of_ana, relayed, waiting, quick_passphrase(sealed, BATCH_PASSPHRASE)]


if __name__ == "__main__":
    if sys.argv[1:] == ["--unreleased"]:  # formats of a version that nobody has yet may still change
        shutil.rmtree(FOLDER, ignore_errors=True)
    make(FOLDER)
