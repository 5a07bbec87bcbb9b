"""`make peers`: every measurement of bench/, beside the libraries it names, in one run.

Ratios, not seconds, are what to read: both sides of each ran on this machine, one after the other.
"""

import subprocess
import sys

from set_up import PYTHON, install
from steps import ROOT, Stop, say_stop


def main() -> int:
    measurements = sorted((ROOT / "bench").glob("[!_]*.py"))
    try:
        if not measurements:
            raise Stop("bench/ holds no measurement.", "Write one; docs/contributing.md says how.")
        if (ROOT / "requirements" / "peers.txt").exists():
            print(f"The libraries to measure beside … {install(['peers'])}", flush=True)
    except Stop as stop:
        return say_stop(stop)
    failed = 0
    for path in measurements:
        print(f"\n--- {path.stem.replace('_', ' ')}", flush=True)
        failed += subprocess.run([PYTHON, path], cwd=ROOT, check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
