"""An approved page after an upgrade of program, typeface and template: printed as it was approved, to the pixel."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from canvass.ground.progress import silent
from canvass.sheets.boxes import PT_PER_IN
from canvass.sheets.forms import form_page, store_forms
from canvass.sheets.runs import PrintOrder, print_sheets
from canvass.wording.printed import print_words

ROOT = Path(__file__).parents[2]
DPI = 300
AROUND_PX = 2
NUMBER_EM = 8.4  # fourteen digits and dashes, none wider than 0.6

UPGRADED = """
import json, sys
from pathlib import Path
import canvass
from canvass.campaign.file import open_campaign
from canvass.ground.progress import silent
from canvass.journal.journal import Journal
from canvass.sheets import draw, forms, layout
from canvass.sheets.forms import form_page
from canvass.sheets.runs import PrintOrder, print_sheets
from canvass.wording.printed import print_words

drive, out, paper = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with open_campaign(drive) as campaign:
    printed = print_sheets(Journal(campaign), PrintOrder(3, out, paper), print_words(), silent)
print(json.dumps({"run": printed.run, "canvass": canvass.__file__}))
"""


@pytest.fixture(scope="session")
def next_release(tmp_path_factory):
    """A copy of the program in which all that draws a page is another: typeface, template, layout, program."""
    home = tmp_path_factory.mktemp("next")
    ignored = shutil.ignore_patterns("__pycache__", "desktop")
    shutil.copytree(ROOT / "canvass", home / "canvass", ignore=ignored)
    shutil.copytree(ROOT / "resources", home / "resources", ignore=shutil.ignore_patterns("__pycache__"))
    fonts = home / "resources" / "fonts"
    regular, bold = fonts / "AtkinsonHyperlegible-Regular.ttf", fonts / "AtkinsonHyperlegible-Bold.ttf"
    regular.write_bytes(bold.read_bytes())
    template = home / "resources" / "petitions" / "ca-recall-local.toml"
    changed(template, "Official Use Only", "For the Registrar")
    changed(template, '    { name = "legal", width_in = 8.5, height_in = 14.0 },\n', "")
    changed(template, "PETITION FOR RECALL", "RECALL PETITION OF NEXT YEAR")
    changed(home / "canvass" / "sheets" / "draw.py", "setLineWidth(rule.width_pt)", "setLineWidth(3 * rule.width_pt)")
    changed(home / "canvass" / "sheets" / "boxes.py", "MODULE_PT = 0.6 *", "MODULE_PT = 0.5 *")
    return home


def changed(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text, f"{path.name} has no longer {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def print_with(home, drive, out, paper):
    """Print three sheets with the program of another folder, in a process of its own; return what it says."""
    environment = os.environ | {"PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", UPGRADED, drive, out, paper],
        cwd=home, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert Path(said["canvass"]).is_relative_to(home)
    return said


def dots(pdf, index):
    document = pdfium.PdfDocument(pdf)
    image = document[index].render(scale=DPI / PT_PER_IN, grayscale=True).to_numpy().copy()
    document.close()
    return image.reshape(image.shape[:2])


def outside(picture, geometry):
    """Return the picture without its codes and the numbers beside them."""
    scale = DPI / PT_PER_IN
    picture = picture.copy()
    for box in geometry.codes:
        left, right = min(box.whole.left, box.number_x), max(box.whole.right, box.number_x + NUMBER_EM * box.number_pt)
        top, bottom = geometry.height_pt - box.whole.top, geometry.height_pt - box.whole.bottom
        rows = slice(int(top * scale) - AROUND_PX, int(bottom * scale) + AROUND_PX)
        picture[rows, int(left * scale) - AROUND_PX : int(right * scale) + AROUND_PX] = 255
    return picture


@pytest.mark.parametrize("paper", ["letter", "legal"])
def test_a_reprint_after_an_upgrade_is_alike_in_every_pixel_outside_code_and_number(
    drive, tmp_path, next_release, paper
):
    hq = drive()
    store_forms(hq, print_words())
    geometry = form_page(hq, print_words(), paper).geometry
    first = print_sheets(hq, PrintOrder(2, tmp_path / "first.pdf", paper), print_words(), silent)
    hq.campaign.close()
    said = print_with(next_release, hq.campaign.path, tmp_path / "again.pdf", paper)
    assert said["run"] != first.run
    before = dots(tmp_path / "first.pdf", 0)
    for index in range(3):
        again = dots(tmp_path / "again.pdf", index)
        assert np.array_equal(outside(before, geometry), outside(again, geometry))
        assert not np.array_equal(before, again)


def test_the_upgrade_that_is_tried_would_draw_another_page(drive, tmp_path, next_release):
    hq = drive(approved=None)
    geometry = form_page(hq, print_words()).geometry
    print_sheets(hq, PrintOrder(1, tmp_path / "first.pdf"), print_words(), silent)
    hq.campaign.close()
    print_with(next_release, hq.campaign.path, tmp_path / "again.pdf", "letter")
    before, again = (outside(dots(tmp_path / name, 0), geometry) for name in ("first.pdf", "again.pdf"))
    assert (before != again).mean() > 0.005
