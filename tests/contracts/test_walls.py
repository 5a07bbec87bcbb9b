"""The walls hold, and would be heard falling: each is broken on purpose in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from mypy.main import process_options

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
ONLY_PYTHON = ("tally", "record", "measures")

FLOORS = "Floors: the command, the site, files, core"
ROOMS = "Rooms of the site: each on those below it"
CORE = "Core: no framework, no disk, no network, no clock, no chance"
FILES = "Files: no framework"
RULES = "Rules: no framework, not even through a neighbour"

# (what is done, file it is done in, line that does it, wall that must fall)
BREAKS = [
    ("core imports the site", "core/tally/wrong.py", "import equalweight.site.web", FLOORS),
    (
        "core hides an import of the site",
        "core/tally/wrong.py",
        "def f():\n    import equalweight.site",
        FLOORS,
    ),
    ("core imports files", "core/record/wrong.py", "import equalweight.files", FLOORS),
    ("files imports the site", "files/wrong.py", "import equalweight.site.web", FLOORS),
    ("the site imports the command", "site/web/wrong.py", "import equalweight.cli", FLOORS),
    ("a new floor", "attic/__init__.py", "", FLOORS),
    ("a lower room imports a higher one", "site/web/wrong.py", "import equalweight.site.people", ROOMS),
    ("a room imports the settings", "site/desk/wrong.py", "import equalweight.site.config.settings", ROOMS),
    ("a room nobody placed", "site/attic/__init__.py", "", ROOMS),
    ("core imports Django", "core/record/wrong.py", "import django.db", CORE),
    ("core looks at the clock", "core/tally/wrong.py", "import time", CORE),
    ("core opens a file", "core/measures/wrong.py", "from pathlib import Path", CORE),
    ("core throws dice", "core/tally/wrong.py", "import random", CORE),
    ("files imports Django", "files/wrong.py", "from django.conf import settings", FILES),
    ("rules import Django", "site/outside/rules.py", "from django.db import models", RULES),
    (
        "rules reach Django through a neighbour",
        "site/outside/rules.py",
        "from equalweight.site.outside.apps import *",
        RULES,
    ),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the code (not its tests, pages or migrations) with the contracts beside it."""
    shutil.copytree(
        ROOT / "src",
        tmp_path / "src",
        ignore=shutil.ignore_patterns(
            "tests", "migrations", "static", "templates", "__pycache__", "*.egg-info"
        ),
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(house / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [LINT, "--no-cache"], cwd=house, env=environment, capture_output=True, text=True, timeout=120
    )


def test_the_house_as_it_stands_keeps_its_walls(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout
    assert "5 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(("where", "line", "wall"), [b[1:] for b in BREAKS], ids=[b[0] for b in BREAKS])
def test_a_broken_wall_is_noticed(house: Path, where: str, line: str, wall: str) -> None:
    path = house / "src" / "equalweight" / where
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint(house)
    assert result.returncode == 1, result.stdout
    assert f"{wall} BROKEN" in result.stdout


def rules_of(src: Path) -> list[tuple[str, Path]]:
    """Every file of rules on the site, by the module it is: rules.py, and those named *_rules.py."""
    found = sorted((src / "equalweight" / "site").rglob("*rules.py"))
    return [
        (".".join(path.relative_to(src).with_suffix("").parts), path)
        for path in found
        if "tests" not in path.parts
    ]


def test_every_file_of_rules_stands_behind_the_wall(house: Path) -> None:
    """Django in each of them at once: the linter must name each, by its own import and not by a neighbour's."""
    files = rules_of(house / "src")
    assert len(files) > 15
    for _, path in files:
        with path.open("a", encoding="utf-8") as file:
            file.write("\nfrom django.db import models\n")
    said = lint(house).stdout
    missed = [module for module, _ in files if f"{module} -> django (l." not in said]
    assert not missed, f"Not in .importlinter under the contract for rules: {missed}"


def test_a_file_of_rules_that_nobody_placed_would_be_missed_by_the_linter_alone(house: Path) -> None:
    """Why the test above is there: a part of a name can't be a wildcard in .importlinter."""
    new = house / "src" / "equalweight" / "site" / "offers" / "new_rules.py"
    new.write_text("from django.db import models\n", encoding="utf-8")
    assert lint(house).returncode == 0
    assert ("equalweight.site.offers.new_rules", new) in rules_of(house / "src")


def test_types_are_held_strictly_in_core_files_and_every_file_of_rules() -> None:
    """As mypy itself reads pyproject.toml; each of these flags is one that only `strict` turns on."""
    _, options = process_options(["--config-file", str(ROOT / "pyproject.toml"), str(ROOT / "conftest.py")])
    modules = [module for module, _ in rules_of(ROOT / "src")]
    for module in (*modules, "equalweight.core.tally.rules", "equalweight.files.votes"):
        of = options.clone_for_module(module)
        flags = (of.disallow_untyped_defs, of.disallow_any_generics, of.warn_return_any, of.strict_equality)
        assert all(flags), module
        assert not of.ignore_errors, module


def not_of_python(graph: grimp.ImportGraph) -> set[tuple[str, str]]:
    """Imports of tally, record and measures from neither Python's own library nor our core."""
    found = set()
    for module in graph.modules:
        parts = module.split(".")
        if (
            parts[:2] != ["equalweight", "core"]
            or parts[2:3] == []
            or parts[2] not in ONLY_PYTHON
            or "tests" in parts
        ):
            continue
        for imported in graph.find_modules_directly_imported_by(module):
            root = imported.split(".")[0]
            if root not in sys.stdlib_module_names and not imported.startswith("equalweight.core"):
                found.add((module, imported))
    return found


def test_tally_record_and_measures_use_nothing_but_python() -> None:
    graph = grimp.build_graph("equalweight", include_external_packages=True, cache_dir=None)
    assert {f"equalweight.core.{name}" for name in ONLY_PYTHON} <= graph.modules
    assert not_of_python(graph) == set()


def test_a_library_in_the_tally_is_noticed() -> None:
    graph = grimp.ImportGraph()
    for imported in ("numpy", "fractions", "equalweight.core.record"):
        graph.add_import(importer="equalweight.core.tally.power", imported=imported)
    assert not_of_python(graph) == {("equalweight.core.tally.power", "numpy")}
