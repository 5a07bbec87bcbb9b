"""The project's own source, as the contract tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "equalweight"
SITE = PACKAGE / "site"


def modules(under: Path = PACKAGE) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ours below a folder, without tests and migrations."""
    for path in sorted(under.rglob("*.py")):
        if not {"tests", "migrations", "__pycache__"} & set(path.relative_to(PACKAGE).parts):
            yield path, ast.parse(path.read_text("utf-8"))


def decorators(function: ast.FunctionDef) -> set[str]:
    """The plain names a function is decorated with."""
    return {mark.id for mark in function.decorator_list if isinstance(mark, ast.Name)}


def calls(tree: ast.AST, *, bare: bool = False) -> Iterator[tuple[str, int]]:
    """(name, line) of everything called, by the last part of its name; `bare`: only calls with no argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not (bare and (node.args or node.keywords)):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            yield name, node.lineno
