"""The desktop's own validators pass our entry, metadata and file types, and know real files by them."""

import os
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import canvass
from canvass.batches.export import export_batch
from canvass.batches.founding import create_drive, create_lone
from canvass.batches.kit import make_kit
from canvass.batches.preamble import Kind
from canvass.campaign.passphrase import protect
from canvass.campaign.shape import APPLICATION_ID
from canvass.cli.integrate import MIME, put_in_place
from canvass.journal.bodies import Role
from canvass.practice.drive import PETITION, petition_fields
from tests.architecture.source import REPOSITORY

DESKTOP = REPOSITORY / "resources" / "desktop"
ENTRY, METAINFO = DESKTOP / "canvass.desktop", DESKTOP / "org.canvass.canvass.metainfo.xml"
TYPES = ("campaign", "kit", "batch", "receipt")
ICONS = sorted((REPOSITORY / "resources" / "icons").glob("*.svg"))
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def needs(*programs):
    """Skip where the desktop's programs are not there: but the build has them, so that it never passes by skipping."""
    missing = [program for program in programs if not shutil.which(program)]
    if os.environ.get("CI") == "true" and sys.platform == "linux":
        assert missing == []
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def xml(path):
    return ET.parse(path).getroot()  # noqa: S314 - our own file


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, **more).stdout


@needs("desktop-file-validate")
def test_the_entry_of_the_menu_is_valid():
    assert run("desktop-file-validate", ENTRY) == ""


@needs("appstreamcli")
def test_the_metadata_are_valid():
    run("appstreamcli", "validate", "--no-net", METAINFO)


def test_entry_metadata_and_file_types_name_the_same_types():
    entry = dict(line.split("=", 1) for line in ENTRY.read_text(encoding="utf-8").splitlines() if "=" in line)
    opened = set(entry["MimeType"].strip(";").split(";"))
    metainfo = xml(METAINFO)
    assert {node.text for node in metainfo.iter("mediatype")} == opened
    known = {node.get("type") for node in xml(DESKTOP / MIME).iter(f"{SPACE}mime-type")}
    assert known == {f"application/vnd.canvass.{kind}" for kind in TYPES}
    assert opened == known - {"application/vnd.canvass.receipt"}
    assert {node.text for node in metainfo.iter("launchable")} == {ENTRY.name}


def test_the_newest_release_told_is_this_version_and_the_licence_is_ours():
    metainfo = xml(METAINFO)
    newest = next(metainfo.iter("release"))
    assert newest.get("version") == canvass.__version__
    assert date(2026, 1, 1) < date.fromisoformat(newest.get("date"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [node.text for node in metainfo.iter("project_license")] == [project["license"]]


def test_every_text_of_the_metadata_is_there_in_spanish():
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    metainfo = xml(METAINFO)
    for tag in ("summary", "p", "li"):
        texts = list(metainfo.iter(tag))
        assert 2 * len([node for node in texts if node.get(language) == "es"]) == len(texts) > 0


def test_the_marks_of_the_file_types_are_those_that_canvass_writes():
    said = (DESKTOP / MIME).read_text(encoding="utf-8")
    assert f"0x{APPLICATION_ID:08x}" in said
    for kind in Kind:
        mark = kind.value.decode("latin-1").encode("unicode_escape").decode()
        assert f'value="{mark}"' in said
        assert f'pattern="*{kind.suffix}"' in said


@pytest.fixture(scope="module")
def real_files(tmp_path_factory):
    """One of each kind that canvass writes, and the type it should be known as."""
    folder = tmp_path_factory.mktemp("files")
    drive = create_drive(folder / "hq.canvass", PETITION, petition_fields(date(2026, 5, 3)), practice=True)
    make_kit(drive, Role.FIELD, folder / "field.canvasskit")
    batch = export_batch(drive, folder).batch
    drive.campaign.close()
    create_lone(folder / "names.canvass").campaign.close()
    create_lone(folder / "closed.canvass").campaign.close()
    protect(folder / "closed.canvass", None, "a passphrase of eight letters")
    shutil.copy(folder / "hq.canvass", folder / "drive-without-its-name")
    shutil.copy(batch, folder / "batch-without-its-name")
    shutil.copy(folder / "field.canvasskit", folder / "kit-without-its-name")
    kinds = {"hq.canvass": "campaign", "names.canvass": "campaign", "closed.canvass": "campaign"}
    kinds |= {"drive-without-its-name": "campaign", "batch-without-its-name": "batch", "kit-without-its-name": "kit"}
    kinds |= {os.path.basename(batch): "batch", "field.canvasskit": "kit"}
    return {folder / name: f"application/vnd.canvass.{kind}" for name, kind in kinds.items()}


@needs("update-mime-database", "gio")
def test_the_desktop_knows_real_files(real_files, tmp_path):
    put_in_place(tmp_path, ("/opt/canvass",))
    home = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    for path, kind in real_files.items():
        told = run("gio", "info", "-a", "standard::content-type,standard::icon", path, env=home)
        assert f"standard::content-type: {kind}\n" in told, path.name
        assert f"standard::icon: {kind.replace('/', '-')}" in told


@needs("update-mime-database")
def test_qt_knows_real_files(real_files, tmp_path):
    put_in_place(tmp_path, ("/opt/canvass",))
    asks = (
        "import sys; from PySide6.QtCore import QMimeDatabase\n"
        "for path in sys.argv[1:]: print(QMimeDatabase().mimeTypeForFile(path).name())"
    )
    home = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    told = run(sys.executable, "-c", asks, *map(str, real_files), env=home)
    assert dict(zip(real_files, told.splitlines(), strict=True)) == real_files


@needs("update-mime-database", "update-desktop-database", "gio")
def test_a_double_click_opens_them_in_canvass(tmp_path):
    put_in_place(tmp_path, ("/bin/true",))
    home = os.environ | {"XDG_DATA_HOME": str(tmp_path)}
    for kind in ("campaign", "kit", "batch"):
        assert "canvass.desktop" in run("gio", "mime", f"application/vnd.canvass.{kind}", env=home)


def test_the_program_and_every_file_type_have_an_icon():
    names = {path.stem for path in ICONS}
    assert names == {"canvass"} | {f"application-vnd.canvass.{kind}" for kind in TYPES}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ground", ["#ffffff", "#000000"])
def test_an_icon_stands_out_from_a_light_and_from_a_dark_panel(qapp, path, ground):
    picture = QImage(48, 48, QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    QSvgRenderer(str(path)).render(painter, QRectF(0, 0, 48, 48))
    painter.end()
    seen = [picture.pixelColor(x, y).lightness() for x in range(48) for y in range(48)]
    assert sum(abs(light - picture.pixelColor(0, 0).lightness()) > 60 for light in seen) > 200
