"""Makes .venv ready: `make setup`, and the first half of `make run`, `make check` and `make test`.

Run with the machine's own Python (3.11 or newer); standard library only. Each step looks whether its work is
already done, so that a second start takes a moment.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

from steps import DISK_WAY_OUT, ROOT, Step, Stop, explain, run_logged, run_steps

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
# What a complete set-up takes, rounded up: 400 MB in place (Node is half of it), and the downloads beside it.
NEEDED_MB = 700

COMMAND = """#!/bin/sh
# Written by scripts/set_up.py. -P: a file in the present folder is never taken for a library.
exec {python} -P -m equalweight "$@"
"""


def check_machine() -> str:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Stop(
            "this Python can't make a virtual environment (its venv module is a package of its own here).",
            f"sudo apt-get install -y python{version}-venv, then run the same command again.",
        )
    free_mb = shutil.disk_usage(ROOT).free // 1_000_000
    if free_mb < NEEDED_MB and not _stamps_file(VENV).exists():
        raise Stop(f"this disk has {free_mb} MB free, and the set-up needs {NEEDED_MB} MB.", DISK_WAY_OUT)
    return f"Python {sys.version.split()[0]}, {free_mb / 1000:.1f} GB free"


def make_environment(folder: Path = VENV) -> str:
    if _environment_works(folder):
        return "already there"
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(folder)
    except subprocess.CalledProcessError as error:
        output = (error.output or b"").decode(errors="replace")
        raise explain(
            output,
            "the virtual environment could not be made.",
            "sudo apt-get install -y python3-venv, then run the same command again.",
        ) from error
    return "made"


def _environment_works(folder: Path) -> bool:
    """True if it has a Python that runs, is new enough, has pip and was made for this very folder."""
    ask = (
        "import sys, importlib.util as u; "
        "print(sys.prefix); sys.exit(sys.version_info < (3, 11) or u.find_spec('pip') is None)"
    )
    try:
        answer = subprocess.run([python_of(folder), "-c", ask], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return Path(answer.stdout.strip()).resolve() == folder.resolve()


def install(names: Sequence[str], into: Path = VENV) -> str:
    """Installs the locked sets, hashes checked. `names` are files of requirements/, without the ending."""
    locks = [ROOT / "requirements" / f"{name}.txt" for name in names]
    stamp, digest = "install-" + "-".join(names), _digest(locks, into)
    if _stamps(into).get(stamp) == digest:
        return "already there"
    total = sum(len(re.findall(r"^[\w.\[\],-]+==", lock.read_text("utf-8"), re.M)) for lock in locks)
    command: list[str | os.PathLike[str]] = [
        python_of(into), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input", "--retries", "2",
        "--disable-pip-version-check", "--progress-bar", "off", "--no-warn-script-location",
    ]  # fmt: skip
    for lock in locks:
        command += ["-r", lock]
    run_logged(
        command,
        f"{stamp}.log",
        failed="the libraries could not be installed.",
        count=r"(Collecting|Requirement already satisfied|Ignoring)",
        total=total,
    )
    _keep_stamp(into, stamp, digest)
    return f"{total} installed, hashes checked"


def write_command() -> str:
    # A few small files do what an editable install would, without a build tool from the network.
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=True)
    folder = Path(libraries.stdout.strip())
    (folder / "equalweight.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for old in folder.glob("equalweight-*.dist-info"):
        shutil.rmtree(old)
    about = folder / f"equalweight-{project['version']}.dist-info"
    about.mkdir()
    # So that the running site can say its version.
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: equalweight\nVersion: {project['version']}\n", "utf-8"
    )
    (about / "INSTALLER").write_text("make setup\n", "utf-8")
    command = VENV / "bin" / "equalweight"
    command.write_text(COMMAND.format(python=shlex.quote(str(PYTHON))), "utf-8")
    command.chmod(0o755)
    return "done"


def build_frontend() -> str:
    # build.py looks for itself whether its sources have changed.
    said = run_logged(
        [PYTHON, FRONTEND / "build.py"], "frontend.log", failed="the styles and scripts could not be built."
    )
    return "already there" if "already built" in said else "built"


def python_of(folder: Path) -> Path:
    """The Python of a virtual environment."""
    return folder / "bin" / "python"


def _digest(paths: Sequence[Path], folder: Path) -> str:
    digest = hashlib.sha256(os.fsencode(folder))
    for path in paths:
        content = path.read_bytes()
        digest.update(f"\0{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _stamps_file(folder: Path) -> Path:
    return folder / "equalweight-stamps.json"


def _stamps(folder: Path) -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(_stamps_file(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps


def _keep_stamp(folder: Path, name: str, digest: str) -> None:
    _stamps_file(folder).write_text(json.dumps({**_stamps(folder), name: digest}, indent=1), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes .venv ready.")
    parser.add_argument("--tools", action="store_true", help="also the tools of `make check` and `make test`")
    parser.add_argument("--no-frontend", action="store_true", help="leave the styles and scripts out")
    chosen = parser.parse_args()
    steps = [
        Step("Looking at Python and the disk", check_machine),
        Step("Virtual environment in .venv", make_environment),
        Step("Libraries", lambda: install(["run", "build"])),
        Step("Command .venv/bin/equalweight", write_command),
    ]
    if not chosen.no_frontend:
        steps.append(Step("Styles and scripts", build_frontend))
    if chosen.tools:
        steps.append(Step("Test tools", lambda: install(["test"])))
    print("Setting up Equal Weight", flush=True)
    return run_steps(steps)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped by you. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)
