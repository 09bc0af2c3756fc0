"""Every resource is used, and every one used is there."""

import ast
import re

from canvass.ground.resources import resource
from tests.architecture.source import REPOSITORY, files, name, tree

RESOURCES = REPOSITORY / "resources"
LICENCES = ("OFL.txt", "LICENSE.txt")
"""They travel with what they allow; no code reads them."""


def texts(module: ast.Module) -> dict[str, str]:
    """Return the constants of a module that are plain texts."""
    return {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def beginning(call: ast.Call, constants: dict[str, str]) -> tuple[str, ...]:
    """Return the parts that the call names outright, by a text or a module's constant, up to the first other."""
    parts: list[str] = []
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            parts += argument.value.split("/")
        elif isinstance(argument, ast.Name) and argument.id in constants:
            parts += constants[argument.id].split("/")
        else:
            break
    return tuple(parts)


def asked_for() -> dict[tuple[str, ...], str]:
    """Return what the program asks `resource` and `resource_names` for, as far as it is named outright, and where."""
    found = {}
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"resource", "resource_names"}:
                parts = beginning(node, texts(tree(path)))
                assert parts, f"{name(path)}:{node.lineno} asks for a resource that no test can name"
                found[parts] = f"{name(path)}:{node.lineno}"
    return found


def test_every_resource_that_is_asked_for_is_there():
    for parts, where in asked_for().items():
        assert resource(*parts).exists(), where


def shown_in_the_readme() -> set[tuple[str, ...]]:
    """Return the pictures that the README shows: its readers use them, though no code does."""
    shown = re.findall(r"\(resources/([^)]+)\)", (REPOSITORY / "README.md").read_text(encoding="utf-8"))
    return {tuple(path.split("/")) for path in shown}


def test_every_picture_of_the_readme_is_there():
    assert [parts for parts in shown_in_the_readme() if not RESOURCES.joinpath(*parts).is_file()] == []


def test_every_resource_is_asked_for():
    wanted = set(asked_for()) | shown_in_the_readme()
    unused = [
        path.relative_to(RESOURCES).as_posix()
        for path in sorted(RESOURCES.rglob("*"))
        if path.is_file()
        and not path.name.endswith(LICENCES)
        and not any(path.relative_to(RESOURCES).parts[: len(parts)] == parts for parts in wanted)
    ]
    assert unused == []


def test_no_code_lies_among_the_resources():
    assert [path for path in RESOURCES.rglob("*") if path.suffix in {".py", ".pyc", ".so", ".dll", ".exe", ".js"}] == []
