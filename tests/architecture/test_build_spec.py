"""What the frozen program takes from `build_spec.py` on systems other than this one is well formed."""

import ast
import plistlib
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QImage, QImageReader

import build_spec
import canvass

DRAWINGS = sorted(build_spec.ICONS.glob("*.svg"))


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_windows_icon_holds_every_size(qapp, tmp_path, drawing):
    (tmp_path / "x.ico").write_bytes(build_spec.ico(drawing))
    reader = QImageReader(str(tmp_path / "x.ico"))
    assert reader.imageCount() == len(build_spec.ICO_SIZES)
    for place, size in enumerate(build_spec.ICO_SIZES):
        reader.jumpToImage(place)
        picture = reader.read()
        assert (picture.width(), picture.height()) == (size, size)
        assert not is_empty(picture)


def test_the_icon_of_macos_holds_its_pictures_one_after_the_other(qapp):
    content = build_spec.icns(DRAWINGS[0])
    assert content[:4] == b"icns"
    assert int.from_bytes(content[4:8], "big") == len(content)
    place, found = 8, {}
    while place < len(content):
        length = int.from_bytes(content[place + 4 : place + 8], "big")
        picture = QImage.fromData(content[place + 8 : place + length])
        found[content[place : place + 4]] = picture.width()
        assert not is_empty(picture)
        place += length
    assert found == build_spec.ICNS_SIZES


def is_empty(picture):
    return picture.isNull() or picture == QImage(picture.size(), picture.format())


def test_the_bundle_of_macos_says_of_each_type_its_ending_and_who_opens_it():
    said = plistlib.loads(plistlib.dumps(build_spec.document_types()))
    exported = {kind["UTTypeIdentifier"] for kind in said["UTExportedTypeDeclarations"]}
    opened = {name for kind in said["CFBundleDocumentTypes"] for name in kind["LSItemContentTypes"]}
    assert exported == opened
    mime = ET.parse(build_spec.REPOSITORY / "resources" / "desktop" / "canvass-mime.xml")  # noqa: S314 - our own file
    endings = {node.get("pattern") for node in mime.iter() if node.tag.endswith("glob")}
    told = {
        f"*.{ending}"
        for kind in said["UTExportedTypeDeclarations"]
        for ending in kind["UTTypeTagSpecification"]["public.filename-extension"]
    }
    assert told == endings - {"*.canvassreceipt"}


def test_the_version_that_windows_shows_is_ours():
    numbers = canvass.__version__.split(".")
    said = build_spec.version_resource(canvass.__version__)
    assert f"filevers=({', '.join(numbers)}, 0)" in said
    assert isinstance(ast.parse(said.strip(), mode="eval").body, ast.Call)


def test_a_file_left_out_of_the_frozen_program_is_named(tmp_path):
    assert "petitions/ca-recall-local.toml" in build_spec.missing_resources(tmp_path)
