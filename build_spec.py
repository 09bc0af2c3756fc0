"""Builds the one-folder program with PyInstaller, starts it with `--self-check`, and fails unless that is well.

python build_spec.py [FOLDER]        the program is FOLDER/canvass; FOLDER is `dist` unless said otherwise

On macOS there is FOLDER/canvass.app too, which names the file types; on Windows canvass.exe has an icon and a version.
"""

import os
import plistlib
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from PyInstaller.__main__ import run as pyinstaller
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import canvass

REPOSITORY = Path(__file__).resolve().parent
START = "from canvass.__main__ import main\n\nraise SystemExit(main())\n"

UNUSED = [
    # parts of Qt that no page uses, and above all whatever could talk to a network
    *(f"PySide6.Qt{part}" for part in ("Network", "Qml", "Quick", "QuickWidgets", "QuickControls2", "Sql", "Test")),
    *(f"PySide6.Qt{part}" for part in ("Help", "UiTools", "Designer", "OpenGL", "OpenGLWidgets", "Concurrent", "Xml")),
    "PySide6.QtDBus",
    # libraries that ours pick up where they find them
    *(f"PIL.{part}" for part in ("_avif", "_webp", "_imagingcms", "_imagingft", "_imagingtk")),
    *("numpy", "pandas", "matplotlib", "scipy", "IPython", "tkinter", "pytest", "setuptools", "pip"),
]

SPARE = [
    # what the hooks bring along all the same: other screens than a desktop's, a network, GTK's looks without GTK
    *(
        f"PySide6/Qt/plugins/platforms/libq{name}*"
        for name in ("eglfs", "linuxfb", "vnc", "vkkhrdisplay", "minimalegl")
    ),
    *(f"PySide6/Qt/plugins/{name}" for name in ("egldeviceintegrations", "tls", "networkinformation", "sqldrivers")),
    "PySide6/Qt/plugins/qmltooling",
    "PySide6/Qt/plugins/generic/libqtuiotouchplugin*",
    "PySide6/Qt/plugins/platformthemes/libqgtk3*",
    "PySide6/Qt/lib/libQt6Network*",
    *("libQt6Network*", "libgtk-3*", "libgdk-3*", "libgdk_pixbuf*", "libcairo*", "libpango*", "libatk*", "libatspi*"),
    *("libepoxy*", "libpixman*", "libthai*", "libdatrie*"),
    # Qt's words for other programs of its own, and in languages that canvass does not speak
    "PySide6/Qt/translations/qt_*",
    "PySide6/Qt/translations/qtbase_[!e]*",
    # formats that no page shows
    *(f"PySide6/Qt/plugins/imageformats/libq{name}*" for name in ("gif", "icns", "jp2", "tga", "tiff", "wbmp", "webp")),
]

CHECK_LIMIT_S = 120

ID = "org.canvass.canvass"
ICONS = REPOSITORY / "resources" / "icons"
FILE_TYPES = {
    # what it is called, the ending of its name
    "campaign": ("Petition drive", "canvass"),
    "kit": ("Set-up file for a petition drive", "canvasskit"),
    "batch": ("Petition lines for headquarters", "canvassbatch"),
}
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_SIZES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
VERSION_RESOURCE = """
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("FileDescription", "canvass: petition drives on paper"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "canvass"),
      StringStruct("LegalCopyright", "GNU General Public License, version 3 or later"),
      StringStruct("OriginalFilename", "canvass.exe"),
      StringStruct("ProductName", "canvass"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def build(out: Path) -> Path:
    """Return the folder of the program, built afresh into `out`."""
    separator = os.pathsep
    with tempfile.TemporaryDirectory() as work:
        start = Path(work) / "start.py"
        start.write_text(START, encoding="utf-8")
        options = ["--noconfirm", "--clean", "--onedir", "--name", "canvass", "--log-level", "ERROR"]
        options += ["--distpath", str(out), "--workpath", work, "--specpath", work, "--paths", str(REPOSITORY)]
        options += ["--add-data", f"{REPOSITORY / 'resources'}{separator}canvass/_resources"]
        options += ["--add-data", f"{REPOSITORY / 'LICENSE'}{separator}."]
        options += ["--collect-submodules", "canvass"]
        for module in UNUSED:
            options += ["--exclude-module", module]
        pyinstaller([*options, *system_options(Path(work)), str(start)])
    program = out / "canvass"
    for pattern in SPARE:
        for found in (program / "_internal").glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    if sys.platform == "darwin":
        name_file_types(out / "canvass.app")
    return program


def system_options(work: Path) -> list[str]:
    """Return what PyInstaller is told on this system only; files it needs for that are written into `work`."""
    if sys.platform == "win32":
        icon, version = work / "canvass.ico", work / "version.txt"
        icon.write_bytes(ico(ICONS / "canvass.svg"))
        version.write_text(version_resource(canvass.__version__), encoding="utf-8")
        # a double-click shows no black window, and a terminal still sees what is printed
        return ["--icon", str(icon), "--version-file", str(version), "--hide-console", "hide-early"]
    if sys.platform == "darwin":
        icon = work / "canvass.icns"
        icon.write_bytes(icns(ICONS / "canvass.svg"))
        return ["--strip", "--windowed", "--icon", str(icon), "--osx-bundle-identifier", ID]
    return ["--strip"]


def png(drawing: Path, size: int) -> bytes:
    """Return a square PNG of an SVG file."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub knows the format as bytes, Qt as text
    return bytes(buffer.data().data())


def ico(drawing: Path) -> bytes:
    """Return Windows' icon file of an SVG file: a table of PNGs, in which 256 pixels are written as 0."""
    pictures = [png(drawing, size) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + b"".join(pictures)


def icns(drawing: Path) -> bytes:
    """Return macOS's icon file of an SVG file: PNGs one after the other, each with its kind and length before it."""
    parts = b""
    for kind, size in ICNS_SIZES.items():
        picture = png(drawing, size)
        parts += kind + struct.pack(">I", 8 + len(picture)) + picture
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def version_resource(version: str) -> str:
    """Return the text from which PyInstaller makes the version that Windows shows of a program."""
    numbers = (*map(int, version.split(".")), 0)
    return VERSION_RESOURCE.format(numbers=numbers, version=version)


def name_file_types(bundle: Path) -> None:
    """Write into a finished bundle which files it opens, give each type its icon, and seal the bundle again."""
    resources = bundle / "Contents" / "Resources"
    for kind in FILE_TYPES:
        (resources / f"{kind}.icns").write_bytes(icns(ICONS / f"application-vnd.canvass.{kind}.svg"))
    plist = bundle / "Contents" / "Info.plist"
    plist.write_bytes(plistlib.dumps(plistlib.loads(plist.read_bytes()) | document_types()))
    subprocess.run(["/usr/bin/codesign", "--force", "--deep", "--sign", "-", bundle], check=True)


def document_types() -> dict[str, object]:
    """Return what Info.plist says of our file types: that they are ours (UTI), and that canvass opens them."""
    return {
        "CFBundleShortVersionString": canvass.__version__,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Editor" if kind == "campaign" else "Viewer",
                "CFBundleTypeIconFile": f"{kind}.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{ID}.{kind}"],
            }
            for kind, (name, _) in FILE_TYPES.items()
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{ID}.{kind}",
                "UTTypeDescription": name,
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [ending],
                    "public.mime-type": [f"application/vnd.canvass.{kind}"],
                },
            }
            for kind, (name, ending) in FILE_TYPES.items()
        ],
    }


def check(program: Path) -> str:
    """Return the one line of the program's own check, run in an empty folder and an empty home, or fail."""
    if missing := missing_resources(program):
        sys.exit(f"the program lacks {', '.join(missing)}")
    name = "canvass.exe" if sys.platform == "win32" else "canvass"
    with tempfile.TemporaryDirectory() as home:
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
        environment = {key: os.environ[key] for key in kept if key in os.environ}
        environment |= {"HOME": home, "USERPROFILE": home, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [program / name, "--self-check"],
            cwd=home, env=environment, capture_output=True, text=True, check=False, timeout=CHECK_LIMIT_S,
        )  # fmt: skip
    said = done.stdout.splitlines()
    if done.returncode or len(said) != 1 or done.stderr.strip():
        sys.exit(f"the program fails its own check, exit {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return said[0]


def missing_resources(program: Path) -> list[str]:
    """Return what travels with the source and not with the program: petitions, fonts, translations, help."""
    resources = REPOSITORY / "resources"
    inside = program / "_internal" / "canvass" / "_resources"
    names = [path.relative_to(resources) for path in sorted(resources.rglob("*")) if path.is_file()]
    return [name.as_posix() for name in names if not (inside / name).is_file()]


def size_mb(program: Path) -> float:
    """Return how much the program takes on a disk."""
    return sum(path.lstat().st_size for path in program.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Build, check, and say what came out."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else REPOSITORY / "dist").resolve()
    program = build(out)
    said = check(program)
    print(f"{program}: {size_mb(program):.0f} MB; {said}")


if __name__ == "__main__":
    main()
