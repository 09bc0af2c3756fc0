"""The program's own source, parsed once, for the tests beside."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = REPOSITORY / "canvass"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Return every file of the program."""
    return tuple(sorted(PROGRAM.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def length(node: Function | ast.ClassDef) -> int:
    """Return how many lines a definition has, from `def` or `class` to its last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(node: ast.AST) -> list[str]:
    """Return the dotted names that an import brings in; none for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def imports_when_called(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of each import that happens only when a function runs, by statement or by call."""
    for function in ast.walk(module):
        if not isinstance(function, Function | ast.Lambda):
            continue
        for node in ast.walk(function):
            for what in imported(node):
                yield node.lineno, what  # type: ignore[attr-defined]  # a statement has its line
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}:
            yield node.lineno, ast.unparse(node)
