"""A room imports what is below it, never above; nothing goes in a circle."""

import graphlib
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from tests.architecture.source import PROGRAM, REPOSITORY

CONTRACTS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
ROOMS = {path.name for path in PROGRAM.iterdir() if path.is_dir() and list(path.glob("*.py"))}


def test_the_contracts_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_no_room_stands_outside_the_contracts():
    floors, qt, _ = CONTRACTS
    assert {room.strip() for floor in floors["layers"] for room in floor.split("|")} == ROOMS
    assert {module.removeprefix("canvass.") for module in qt["source_modules"]} == ROOMS - {"desktop"}


def test_there_is_no_circle_of_imports():
    graph = grimp.build_graph("canvass", cache_dir=None)
    order = graphlib.TopologicalSorter(
        {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    )
    order.prepare()


def test_the_rooms_import_without_a_window(tmp_path):
    """Everything but the window works where Qt is not installed, and opens no connection while being imported."""
    rooms = sorted(ROOMS - {"desktop"})
    script = (
        "import sys, importlib, pkgutil\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "def watch(event, _):\n"
        "    assert not event.startswith('socket.connect'), event\n"
        "sys.addaudithook(watch)\n"
        f"for room in {rooms}:\n"
        "    package = importlib.import_module(f'canvass.{room}')\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
    )
    command = [sys.executable, "-W", "error", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("source", "circular"), [({"a": {"b"}, "b": set()}, False), ({"a": {"b"}, "b": {"a"}}, True)])
def test_the_search_for_circles_finds_them(source, circular):
    order = graphlib.TopologicalSorter(source)
    if circular:
        with pytest.raises(graphlib.CycleError):
            order.prepare()
    else:
        order.prepare()
