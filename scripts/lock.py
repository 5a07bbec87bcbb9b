"""Compiles requirements/*.in into *.txt: versions and hashes, no word of where they came from (`make lock`).

Order matters: test.in is bound to the versions in run.txt. `make lock UPGRADE=1` takes newer versions.
"""

import os
import re
import sys
from functools import partial

from set_up import PYTHON, install
from steps import ROOT, Step, run_logged, run_steps

FOLDER = ROOT / "requirements"
SETS = [name for name in ("lock", "run", "build", "test", "peers") if (FOLDER / f"{name}.in").exists()]


def compile_set(name: str) -> str:
    target = FOLDER / f"{name}.txt"
    command: list[str | os.PathLike[str]] = [
        PYTHON.with_name("uv"), "pip", "compile", "--quiet", "--generate-hashes", "--no-header",
        "--universal", "--python-version", "3.11",
        f"requirements/{name}.in", "-o", f"requirements/{name}.txt",
    ]  # fmt: skip
    if os.environ.get("UPGRADE"):
        command.append("--upgrade")
    before = target.read_text("utf-8") if target.exists() else ""
    run_logged(command, f"lock-{name}.log", failed=f"requirements/{name}.in could not be compiled.")
    after = target.read_text("utf-8")
    pins = len(re.findall(r"^\S+==", after, re.M))
    return f"{pins} versions, " + ("unchanged" if after == before else "changed")


def main() -> int:
    return run_steps(
        [
            Step("The compiler", lambda: install(["lock"])),
            *(Step(f"requirements/{name}.txt", partial(compile_set, name)) for name in SETS),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
