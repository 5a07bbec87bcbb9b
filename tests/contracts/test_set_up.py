"""The two commands say what stops them in one sentence, with a way out, on machines unlike this one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"


def tell(script: str, *said: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs Python code beside the scripts, as they import one another."""
    return subprocess.run(
        [sys.executable, "-c", script, *said],
        cwd=SCRIPTS,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_old_python_is_named_with_a_way_out(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit\nexit 1\n', "utf-8")
    old.chmod(0o755)
    result = subprocess.run(
        [SCRIPTS / "python"],
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "needs Python 3.11 or newer, and this machine has Python 3.9.2" in result.stderr
    assert "sudo apt-get install" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [("python9", "there is no python9 here"), ("", "there is no python3 here")],
)
def test_what_was_looked_for_is_named(tmp_path: Path, asked: str, said: str) -> None:
    """`make run PYTHON=python9` looks for nothing else, so it says nothing about any other."""
    result = subprocess.run(
        ["/bin/sh", SCRIPTS / "python"],
        env={"PATH": str(tmp_path), "PYTHON": asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1 and result.stdout == ""
    assert said in result.stderr and "not found" not in result.stderr
    assert ("PYTHON=python9" in result.stderr) == bool(asked)


def test_this_python_is_new_enough() -> None:
    result = subprocess.run(
        [SCRIPTS / "python"],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == sys.executable


def test_a_python_without_venv_names_the_package() -> None:
    script = (
        "import set_up, importlib.util as u\n"
        "set_up.importlib.util.find_spec = lambda name: None\n"
        "try: set_up.check_machine()\n"
        "except set_up.Stop as stop: print(stop.what); print(stop.way_out)"
    )
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"apt-get install -y python{version}-venv" in tell(script).stdout


def test_a_small_disk_is_seen_before_anything_is_fetched() -> None:
    script = (
        "import set_up\n"
        "set_up.NEEDED_MB, set_up.VENV = 10**12, set_up.ROOT / 'none'\n"
        "try: set_up.check_machine()\n"
        "except set_up.Stop as stop: print(stop.what); print(stop.way_out)"
    )
    result = tell(script)
    assert "MB free, and the set-up needs" in result.stdout
    assert "Free some space" in result.stdout


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "the disk is full."),
        ("npm error code ENOSPC", "the disk is full."),
        (
            "NewConnectionError: Temporary failure in name resolution",
            "the package index could not be reached.",
        ),
        ("npm error code ENOTFOUND", "the package index could not be reached."),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "is not the one this version"),
        ("npm error code EINTEGRITY", "is not the one this version"),
        ("something else", "it failed."),
    ],
)
def test_what_went_wrong_is_one_sentence(printed: str, sentence: str) -> None:
    result = tell(
        "import os, steps; print(steps.explain(os.environ['SAID'], 'it failed.').what)", SAID=printed
    )
    assert sentence in result.stdout


def test_without_root_one_command_is_printed() -> None:
    script = (
        "import machine\n"
        "machine.os.geteuid = lambda: 1000\n"
        "needs = [machine.Need('a browser', lambda: None, ('apt-get', 'install', '-y', 'chromium')),\n"
        "         machine.Need('a database', lambda: None, ('apt-get', 'install', '-y', 'postgresql'))]\n"
        "try: machine.bring(needs)\n"
        "except machine.Stop as stop: print(stop.what); print(stop.way_out)"
    )
    lines = tell(script).stdout.splitlines()
    assert (
        lines[0]
        == "the tests need a browser and a database, and only an administrator may install that here."
    )
    assert "apt-get install -y chromium postgresql" in lines[1]
    assert lines[1].count("sudo") == 1


def test_a_lock_file_holds_versions_and_hashes_only() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert {lock.stem for lock in locks} >= {"run", "build", "test", "lock"}
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text, lock.name
        assert "--index-url" not in text, lock.name
        pins = [line for line in text.splitlines() if line[:1].isalnum()]
        assert pins, lock.name
        assert all("==" in pin and pin.endswith("\\") for pin in pins), f"{lock.name}: a pin without a hash"


def test_without_a_network_the_comparison_fails_and_says_why(tmp_path: Path) -> None:
    """Never skipped in silence: an index that can't be reached is a failed step, in one sentence."""
    script = (
        "import sys, pathlib, peers, set_up\n"
        "peers.PEERS = pathlib.Path(sys.argv[1])\n"
        "set_up._environment_works = lambda folder: True\n"
        "set_up.python_of = lambda folder: pathlib.Path(sys.executable)\n"
        "sys.argv[1:] = ['compare']\n"
        "sys.exit(peers.main())"
    )
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    result = tell(script, str(tmp_path), **nowhere, PIP_FIND_LINKS="", PIP_EXTRA_INDEX_URL="")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "the package index could not be reached" in result.stderr
    assert "Check the connection" in result.stderr


def test_help_lists_every_command() -> None:
    said = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("run", "setup", "check", "test", "peers", "lock", "clean"):
        assert f"make {command} " in said
