"""Builds the one-folder program with PyInstaller, starts it with `--self-check`, and fails unless that is well.

python build_spec.py [FOLDER]        the program is FOLDER/canvass; FOLDER is `dist` unless said otherwise
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PyInstaller.__main__ import run as pyinstaller

REPOSITORY = Path(__file__).resolve().parent
START = "from canvass.__main__ import main\n\nraise SystemExit(main())\n"

UNUSED = [
    # parts of Qt that no page uses, and above all whatever could talk to a network
    *(f"PySide6.Qt{part}" for part in ("Network", "Qml", "Quick", "QuickWidgets", "QuickControls2", "Sql", "Test")),
    *(f"PySide6.Qt{part}" for part in ("Help", "UiTools", "Designer", "OpenGL", "OpenGLWidgets", "Concurrent", "Xml")),
    "PySide6.QtDBus",
    # libraries that ours pick up where they find them
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
    *("libQt6Network*", "libgtk-3*", "libgdk-3*"),
    # formats that no page shows
    *(f"PySide6/Qt/plugins/imageformats/libq{name}*" for name in ("gif", "icns", "jp2", "tga", "tiff", "wbmp", "webp")),
]

CHECK_LIMIT_S = 120


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
        if sys.platform != "win32":
            options.append("--strip")
        pyinstaller([*options, str(start)])
    program = out / "canvass"
    for pattern in SPARE:
        for found in (program / "_internal").glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    return program


def check(program: Path) -> str:
    """Return the one line of the program's own check, run in an empty folder and an empty home, or fail."""
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
