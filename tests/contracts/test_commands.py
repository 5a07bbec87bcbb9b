"""Every write is a command, and every command is one-entry, private, the one sealed vote, or a step.

The kinds are held as commands run (`ledger/acting.py`); here we see that no write escapes them.
"""

import ast
from pathlib import Path

import pytest

from equalweight.core.record.vocabulary import TYPES
from tests.contracts.source import SITE, decorators, modules

WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create",
    "create_user", "add", "set", "remove", "clear",
}  # fmt: skip
KINDS = {"shared", "private", "sealed", "step"}
# Rooms below the record, and what a person keeps in their own browser's session.
ELSEWHERE = {"ledger", "web"}
# The demo's three buttons do what nobody may, to show what stops it; `_undone` rolls all of it back.
UNDONE = SITE / "demo" / "attempts.py"


def is_commands(path: Path) -> bool:
    return "commands" in {path.stem, *path.parent.relative_to(SITE).parts}


COMMAND_MODULES = [(path, tree) for path, tree in modules(SITE) if is_commands(path)]


def public_functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{path.relative_to(SITE)}:{node.name}", node)
        for path, tree in COMMAND_MODULES
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def writes(tree: ast.AST) -> list[int]:
    """Lines that write rows through a manager, a query set or a saved object."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            if "objects" in owner or node.func.attr in {"save", "bulk_create", "update_or_create"}:
                found.append(node.lineno)
    return found


def test_there_are_commands() -> None:
    kinds = [decorators(node) & KINDS for _, node in public_functions()]
    assert sum(kind == {"shared"} for kind in kinds) >= 30
    assert sum(kind == {"private"} for kind in kinds) >= 1
    assert sum(kind == {"step"} for kind in kinds) >= 2


def test_only_a_sealed_vote_is_shared_work_without_an_entry() -> None:
    sealed = [name for name, node in public_functions() if "sealed" in decorators(node)]
    assert sealed == ["decisions/commands/sealed.py:cast_sealed_vote"]


def test_every_commands_function_that_acts_says_its_kind() -> None:
    """A public function of a commands module that takes an actor or a moment is a command of one kind."""
    for name, node in public_functions():
        arguments = {each.arg for each in [*node.args.args, *node.args.kwonlyargs]}
        kinds = decorators(node) & KINDS
        if kinds:
            assert len(kinds) == 1, name
        elif {"by", "at"} <= arguments:
            assert not writes(node), f"{name} writes without a kind"


def test_every_shared_command_has_a_docstring_that_names_its_errors_or_entry() -> None:
    for name, node in public_functions():
        if "shared" in decorators(node):
            words = ast.get_docstring(node) or ""
            assert words, f"{name} has no docstring"


def test_no_write_outside_commands() -> None:
    for path, tree in modules(SITE):
        room = path.relative_to(SITE).parts[0]
        if room not in ELSEWHERE and path != UNDONE and not is_commands(path):
            assert not writes(tree), f"{path.relative_to(SITE)} writes at lines {writes(tree)}"


@pytest.mark.parametrize("type", sorted(TYPES))
def test_every_entry_type_is_written_by_some_command(type: str) -> None:
    wanted = f'"{type}"'
    assert any(wanted in path.read_text("utf-8") for path, _ in COMMAND_MODULES), f"nothing writes {type}"


def test_who_can_vote_is_written_once() -> None:
    """No code changes a roll after the opening: rows are made there, and only envelopes are written later."""
    found = []
    for path, tree in modules(SITE / "decisions"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
            ):
                call = ast.unparse(node)
                if "RollSeat.objects" in call or ".roll." in call:
                    found.append((path.name, node.func.attr, "envelope" in call))
    assert sorted(found) == [
        ("before.py", "bulk_create", False), ("sealed.py", "bulk_update", True), ("sealed.py", "update", True),
    ]  # fmt: skip
