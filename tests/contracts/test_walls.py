"""The walls hold, and would be heard falling: each is broken on purpose in a copy of the house."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

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
