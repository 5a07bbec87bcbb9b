"""Finds what the tests need from the system (a browser, a PostgreSQL) and installs it where that is allowed.

Debian and Ubuntu as root: installed by itself. Without root: one command to run, printed, and the tests fail.
Run with .venv's Python.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from steps import Stop, explain, run_logged

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = Path(sys.executable).with_name("playwright")


@dataclass(frozen=True)
class Need:
    """Something the system must have: how to see that it is there, and the command that brings it."""

    name: str
    found: Callable[[], object]
    command: tuple[str, ...]


def find_chromium() -> Path | None:
    """The browser the tests drive: $CHROMIUM, the system's, or one that playwright brought."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if os.access(named, os.X_OK) else None
    for name in BROWSERS:
        path = shutil.which(name)
        # On Ubuntu these names can be a stub that only says "install the snap".
        if path and _answers(path):
            return Path(path)
    brought = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next(iter(sorted(brought.glob("chromium-*/chrome-linux*/chrome"))), None)


def find_postgres_programs() -> Path | None:
    """The folder with PostgreSQL's own programs (initdb, postgres), newest first."""

    def version(folder: Path) -> float:
        try:
            return float(folder.parent.name)
        except ValueError:
            return 0.0

    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((f for f in folders if os.access(f / "initdb", os.X_OK) and (f / "postgres").exists()), None)


def bring(needs: list[Need]) -> str:
    """Installs what is missing; raises Stop with the one command to run where it may not."""
    missing = [need for need in needs if not need.found()]
    if not missing:
        return "all there"
    names = " and ".join(need.name for need in missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Stop(
            f"the tests need {names}, and only an administrator may install that here.", by_hand(missing)
        )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_logged(
        ["apt-get", "update"], "apt-update.log", failed="the list of packages could not be read.", env=quiet
    )
    for need in missing:
        run_logged(
            need.command, f"install-{need.name}.log", failed=f"{need.name} could not be installed.", env=quiet
        )
        if not need.found():
            raise explain("", f"{need.name} was installed but does not start.", by_hand([need]))
    return f"installed {names}"


def by_hand(missing: list[Need]) -> str:
    """One line to paste, for everything that is missing."""
    packages = [need.command[-1] for need in missing if need.command[0] == "apt-get"]
    commands = [f"apt-get install -y {' '.join(packages)}"] if packages else []
    commands += [" ".join(need.command) for need in missing if need.command[0] != "apt-get"]
    return f"sudo sh -c 'apt-get update && {' && '.join(commands)}', then run the same command again."


def chromium_need() -> Need:
    # Ubuntu's chromium package is a snap, which can't be driven from everywhere; playwright brings its own.
    ubuntu = "ID=ubuntu" in _os_release()
    command = (str(PLAYWRIGHT), "install", "--with-deps", "chromium") if ubuntu else _apt("chromium")
    return Need("chromium", find_chromium, command)


def postgres_need() -> Need:
    return Need("postgresql", find_postgres_programs, _apt("postgresql"))


def _apt(package: str) -> tuple[str, ...]:
    return ("apt-get", "install", "-y", "--no-install-recommends", package)


def _os_release() -> str:
    try:
        return Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return ""


def _answers(path: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
