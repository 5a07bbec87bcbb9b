"""`make check` (the fast loop) and `make test` (everything). Run with .venv's Python, after set_up.py.

Every step runs even when an earlier one failed; the summary at the end has a line for each.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import machine
import postgres
from steps import ROOT, Stop, say_stop

BIN = Path(sys.executable).parent
PYTEST = (str(BIN / "pytest"), "--durations=8")
# Two workers: what a small machine has. Stealing keeps both busy when journeys take longer than the rest.
TWO = ("-n", "2", "--dist", "worksteal")
# Started in a process of their own, on what they bring: once is enough.
NO_DATABASE = (
    "src/equalweight/cli/tests/test_serve.py",
    "tests/contracts/test_walls.py",
    "tests/contracts/test_set_up.py",
)
# What somebody's window may have set for a server must not reach the tests.
SERVER_SETTINGS = re.compile(
    r"SECRET_KEY|SITE_URL|HOSTS|VAR_DIR|PORT|DEMO|DEBUG|SMTP_\w+|MAIL_\w+|BEHIND_PROXY|SSL_REDIRECT|TIME_ZONE"
    # Nor may it try fewer made-up cases than `make test` promises.
    r"|HYPOTHESIS_PROFILE|PAGES_LOOKED_AT"
)
# The closing line of pytest, for the summary.
COUNTED = re.compile(r"^=* ?(\d+ (?:passed|failed|error).*?) in [\d.]+s", re.M)


@dataclass(frozen=True)
class Check:
    """One command and its name. Loud ones are shown as they run; the others only if they fail."""

    name: str
    command: Sequence[str]
    loud: bool = False
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    name: str
    passed: bool
    seconds: float
    counted: str


def quick_checks() -> list[Check]:
    python = sys.executable
    return [
        Check("types", (str(BIN / "mypy"), "src", "scripts", "conftest.py"), env={"MYPYPATH": "scripts"}),
        Check("lint", (str(BIN / "ruff"), "check", ".")),
        Check("format", (str(BIN / "ruff"), "format", "--check", ".")),
        Check("walls", (str(BIN / "lint-imports"),)),
        Check("docs", (python, "scripts/docs.py")),
    ]


def slow_checks() -> list[Check]:
    python = sys.executable
    return [
        Check("page lint", (str(BIN / "djlint"), "src", "--lint", "--quiet")),
        Check("migrations", (python, "manage.py", "makemigrations", "--check", "--dry-run")),
    ]


def peers_check() -> Check:
    """Loud: the first time it fetches what it compares with."""
    return Check("peers", (sys.executable, "scripts/peers.py", "compare"), loud=True)


def core_tests() -> Check:
    rules = sorted(str(path) for path in ROOT.glob("src/equalweight/site/*/tests/test_rules*.py"))
    where = ("src/equalweight/core", "src/equalweight/files", *rules, "-m", "not slow")
    # Fewer made-up examples than in `make test`: this loop is for between two thoughts.
    return Check("core and rules", (*PYTEST, *TWO, *where), loud=True, env={"HYPOTHESIS_PROFILE": "quick"})


def all_tests(browser: str, database: str) -> list[Check]:
    """The same tests twice; the second time only what can meet a database, and without looking at pages again."""
    sqlite = {"CHROMIUM": browser, "DATABASE_URL": ""}
    touching = ["src/equalweight/site", "src/equalweight/cli", "tests"]
    touching += [f"--ignore={path}" for path in NO_DATABASE]
    return [
        Check("tests on SQLite", (*PYTEST, *TWO), loud=True, env=sqlite),
        Check(
            "tests on PostgreSQL",
            (*PYTEST, *TWO, *touching),
            loud=True,
            env={**sqlite, "DATABASE_URL": database, "PAGES_LOOKED_AT": "yes"},
        ),
    ]


def run(check: Check) -> Result:
    """Runs one check; says at once how it went."""
    began = time.monotonic()
    ours = {name: value for name, value in os.environ.items() if not SERVER_SETTINGS.fullmatch(name)}
    env = {**ours, **check.env, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        check.command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    lines = []
    with process:
        for line in process.stdout:
            lines.append(line)
            if check.loud:
                print(line, end="", flush=True)
    output = "".join(lines)
    passed = process.returncode == 0
    if not passed and not check.loud:
        print(f"\n--- {check.name}\n{output}", flush=True)
    return Result(check.name, passed, time.monotonic() - began, "; ".join(COUNTED.findall(output)[-1:]))


def run_all(quick: Iterable[Check], then: Iterable[Check]) -> list[Result]:
    """The quick ones two at a time, then the others one after the other."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, quick))
    for check in then:
        print(f"\n--- {check.name}", flush=True)
        results.append(run(check))
    return results


def summary(results: Sequence[Result]) -> int:
    print("\nSummary")
    for result in results:
        word = "passed" if result.passed else "FAILED"
        print(f"  {result.name:<20} {word}  {result.seconds:6.1f} s  {result.counted}".rstrip())
    failed = sum(not result.passed for result in results)
    print(f"\nsteps: {len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed or not results else 0


def check() -> int:
    return summary(run_all(quick_checks(), [core_tests()]))


def test(only: str) -> int:
    """Everything. With `only`, the steps whose name has that word (a shorter loop, not a substitute)."""
    needs = [machine.chromium_need()]
    if postgres.there_already() is None:
        needs.append(machine.postgres_need())
    print(f"A browser and a PostgreSQL … {machine.bring(needs)}", flush=True)

    def chosen(checks: Iterable[Check]) -> list[Check]:
        return [check for check in checks if only in check.name]

    with postgres.running() as database:
        suites = all_tests(str(machine.find_chromium()), database)
        return summary(run_all(chosen([peers_check(), *quick_checks(), *slow_checks()]), chosen(suites)))


def main() -> int:
    parser = argparse.ArgumentParser(description="The checks of `make check` and `make test`.")
    parser.add_argument("what", choices=("check", "test"))
    parser.add_argument("--only", default="", help="only steps whose name has this word")
    wanted = parser.parse_args()
    try:
        return check() if wanted.what == "check" else test(wanted.only)
    except Stop as stop:
        return say_stop(stop)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped by you.", file=sys.stderr)
        sys.exit(130)
