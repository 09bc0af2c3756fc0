"""The hard limits of how the program is written: sizes, names, imports, ignores."""

import ast
import re

import pytest

from tests.architecture.source import REPOSITORY, Function, files, imported, imports_when_called, length, name, tree

FILE, FUNCTION, CLASS = 300, 40, 200

EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "handler",
    "base",
    "data",
    "info",
    "service",
}
"""They say nothing of what is inside, so anything ends up there."""

MAY_IMPORT_LATE = ("canvass/__main__.py", "canvass/cli/app.py", "canvass/desktop/app.py", "canvass/desktop/crash")
"""Where a front end is chosen, where the rooms load after the first paint, what must work when half is broken."""

NETWORK = re.compile(r"^PySide6\.(QtNetwork|QtNetworkAuth|QtWebSockets|QtHttpServer|QtWebEngine|QtWebView)")


def test_there_is_something_to_look_at():
    assert len(files()) > 10


@pytest.mark.parametrize("path", files(), ids=name)
def test_no_file_function_or_class_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE
    for node in ast.walk(tree(path)):
        if isinstance(node, Function | ast.ClassDef):
            limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
            assert length(node) <= limit, f"{name(path)}:{node.lineno} {node.name} has {length(node)} lines"


def test_no_module_has_a_name_that_says_nothing():
    assert [name(path) for path in files() if EMPTY_NAMES & set(path.stem.split("_"))] == []
    assert [name(path) for path in files() if path.parent.name in EMPTY_NAMES] == []


def test_imports_stand_at_the_top():
    late = [
        f"{name(path)}:{line} {what}"
        for path in files()
        if not name(path).startswith(MAY_IMPORT_LATE)
        for line, what in imports_when_called(tree(path))
    ]
    assert late == []


def test_no_qt_module_that_talks_to_a_network():
    found = [
        f"{name(path)} {what}"
        for path in files()
        for node in ast.walk(tree(path))
        for what in imported(node)
        if NETWORK.match(what)
    ]
    assert found == []


def test_every_ignore_names_its_rule_and_its_reason():
    whole = re.compile(r"#\s*(noqa: [A-Z]+\d+(, [A-Z]+\d+)* - \S|type: ignore\[[a-z-]+(, ?[a-z-]+)*\]\s+# \S)")
    bare = [
        f"{name(path)}:{number}"
        for path in [*files(), REPOSITORY / "build_spec.py"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*(noqa|type:\s*ignore|ruff:|mypy:|pyright:|pragma)", line) and not whole.search(line)
    ]
    assert bare == []


def test_nothing_is_left_to_be_done_later():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")
    assert [name(path) for path in files() if words.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("source", "late"),
    [
        ("import os\n", []),
        ("if True:\n    import os\n", []),
        ("def f():\n    import os\n", ["os"]),
        ("class A:\n    async def f(self):\n        if True:\n            from os import path\n", ["os.path"]),
        ("import importlib\nx = importlib.import_module('os')\n", ["importlib.import_module('os')"]),
    ],
)
def test_the_search_for_late_imports_finds_them(source, late):
    assert [what for _, what in imports_when_called(ast.parse(source))] == late
