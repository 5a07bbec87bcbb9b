"""Nobody else on the machine reads what the site writes; keys beside the database are warned of."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from equalweight.cli.private import make_places, warning_about_keys

from .test_serve import COMMAND, environment, free_port

SQLITE, POSTGRES = "django.db.backends.sqlite3", "django.db.backends.postgresql"


def settings(
    folder: Path, keys: Path, *, engine: str = SQLITE, name: object = None, demo: bool = False
) -> SimpleNamespace:
    database = {"ENGINE": engine, "NAME": name or folder / "equalweight.sqlite3"}
    return SimpleNamespace(VAR=folder, KEYS_DIR=keys, DEMO=demo, DATABASES={"default": database})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_in_the_folder_of_the_site_are_warned_of(tmp_path: Path) -> None:
    var, apart = tmp_path / "var", tmp_path / "keys"
    for keys in (var / "keys", var, var / ".." / "var" / "deep" / "keys"):
        for engine in (SQLITE, POSTGRES):
            assert "VAR_DIR" in warning_about_keys(settings(var, keys, engine=engine, name=var / "x"))
    assert warning_about_keys(settings(var, apart)) == ""
    assert warning_about_keys(settings(var, tmp_path / "var-keys")) == "", "a name that only begins the same"
    assert warning_about_keys(settings(var, var / "keys", demo=True)) == ""


def test_keys_beside_a_database_elsewhere_are_warned_of(tmp_path: Path) -> None:
    var, data = tmp_path / "var", tmp_path / "data"
    found = warning_about_keys(settings(var, data / "keys", name=data / "db.sqlite3"))
    assert "holds the database" in found
    assert warning_about_keys(settings(var, data / "keys", engine=POSTGRES, name="equalweight")) == ""


def test_keys_behind_a_link_are_warned_of(tmp_path: Path) -> None:
    var = tmp_path / "var"
    var.mkdir()
    (tmp_path / "elsewhere").symlink_to(var)
    assert warning_about_keys(settings(var, tmp_path / "elsewhere" / "keys"))


def test_a_new_place_is_for_its_own_user_alone(tmp_path: Path) -> None:
    var = tmp_path / "new" / "var"
    make_places(settings(var, var / "keys"))
    assert (mode(var), mode(var / "equalweight.sqlite3")) == (0o700, 0o600)
    (var / "equalweight.sqlite3").write_bytes(b"kept")
    make_places(settings(var, var / "keys"))
    assert (var / "equalweight.sqlite3").read_bytes() == b"kept"
    make_places(settings(tmp_path / "other", var, name=":memory:"))
    assert list((tmp_path / "other").iterdir()) == []


def test_a_real_start_makes_nothing_that_others_read(tmp_path: Path) -> None:
    """`export` makes the tables of a new database; the machine's own mask would let everybody read them."""
    var, out = tmp_path / "var", tmp_path / "record.jsonl"
    subprocess.run(
        [*COMMAND, "export", "-o", str(out)], env=environment(var), check=True, timeout=120, umask=0o022,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    made = [var, *var.rglob("*")]
    assert var / "equalweight.sqlite3" in made
    assert [path for path in made if mode(path) & 0o077] == []


@pytest.mark.parametrize(("keys", "is_warned"), [("", True), ("apart", False)])
def test_serving_says_so_at_the_start(tmp_path: Path, keys: str, is_warned: bool) -> None:
    more = {"KEYS_DIR": str(tmp_path / keys)} if keys else {}
    nowhere = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    result = subprocess.run(
        [*COMMAND, "serve", "--port", str(free_port())],
        env=environment(tmp_path / "var", SECRET_KEY="a key of our own", DATABASE_URL=nowhere, **more),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ("Warning: the keys of sealed votes" in result.stderr) is is_warned
    assert "Traceback" not in result.stderr and result.returncode == 1


def test_what_serve_starts_inherits_the_mask(tmp_path: Path) -> None:
    script = (
        "from equalweight.cli.private import write_for_us_alone as w; w(); import os; os.system('touch made')"
    )
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, umask=0o022, env=os.environ)
    assert mode(tmp_path / "made") == 0o600
