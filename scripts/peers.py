"""Ours beside libraries made for a like job, in a locked environment of their own (.venv-peers, made once).

`compare` (a step of `make test`): the same results on generated cases (tests/peers/).
`measure` (`make peers`): the time each takes, as ratios in one run (bench/).
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from set_up import install, make_environment, python_of
from steps import ROOT, Step, run_steps

PEERS = ROOT / ".venv-peers"
STEPS = [
    Step("Environment in .venv-peers", lambda: make_environment(PEERS)),
    Step("Libraries to compare with", lambda: install(["peers"], PEERS)),
]


def compare() -> int:
    """Every comparison, two at a time; 1 if any result differs."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        codes = list(pool.map(_run, sorted((ROOT / "tests" / "peers").glob("compare_*.py"))))
    return 1 if any(codes) or not codes else 0


def measure() -> int:
    """Every measurement, one after the other, so that none disturbs another."""
    failed = 0
    for path in sorted((ROOT / "bench").glob("measure_*.py")):
        print(f"\n--- {path.stem.removeprefix('measure_')}", flush=True)
        failed += _run(path) != 0
    return 1 if failed else 0


def _run(path: Path) -> int:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    return subprocess.run([python_of(PEERS), path], cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description="Ours beside libraries made for a like job.")
    parser.add_argument("what", choices=("compare", "measure"))
    what = parser.parse_args().what
    code = run_steps(STEPS)
    if code:
        return code
    return compare() if what == "compare" else measure()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped by you.", file=sys.stderr)
        sys.exit(130)
