"""How the set-up and the tests speak: a numbered line a step, and one sentence and a way out when they stop.

Standard library only: this runs before anything is installed.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOGS = ROOT / "var" / "log"

NO_DISK = re.compile(r"No space left on device|Disk quota exceeded|ENOSPC|Errno 28\b|Errno 122\b")
NO_NETWORK = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution|Name or service not known"
    r"|NewConnectionError|ConnectTimeoutError|Read timed out|Max retries exceeded|ProxyError"
    r"|Network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|SSLError"
    r"|Could not resolve|Temporary failure resolving"
)
CHANGED = re.compile(r"DO NOT MATCH THE HASHES|EINTEGRITY")

DISK_WAY_OUT = "Free some space on this disk (about 1 GB is plenty) and run the same command again."
NETWORK_WAY_OUT = (
    "Check the connection, or the proxy settings (HTTPS_PROXY), and run the same command again. "
    "What has been fetched so far is kept."
)


class Stop(Exception):
    """The work can't go on: `what` happened, in one sentence, and the `way_out`."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out


@dataclass(frozen=True)
class Step:
    """One line of progress. `work` returns a few words about how it went ("already there")."""

    title: str
    work: Callable[[], str]


def run_steps(steps: Sequence[Step]) -> int:
    """Runs the steps in order, saying each; returns an exit code."""
    for number, step in enumerate(steps, start=1):
        print(f"  {number} of {len(steps)}  {step.title} … ", end="", flush=True)
        began = time.monotonic()
        try:
            how = step.work()
        except Stop as stop:
            return say_stop(stop)
        except OSError as error:
            return say_stop(explain(str(error), error.strerror or str(error)))
        print(f"{how} ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


def say_stop(stop: Stop) -> int:
    print("\n", flush=True)
    print(f"Stopped: {stop.what}", file=sys.stderr)
    print(f"What to do: {stop.way_out}", file=sys.stderr)
    return 1


def explain(output: str, otherwise: str, way_out: str = "Run the same command again.") -> Stop:
    """Turns what a program printed into a sentence and a way out."""
    if NO_DISK.search(output):
        return Stop("the disk is full.", DISK_WAY_OUT)
    if CHANGED.search(output):
        return Stop(
            "a downloaded file is not the one this version was made with (its hash differs).",
            "Don't use it. Try again on another network; if it stays, report it as a security problem.",
        )
    if NO_NETWORK.search(output):
        return Stop("the package index could not be reached.", NETWORK_WAY_OUT)
    return Stop(otherwise, way_out)


def run_logged(
    command: Sequence[str | os.PathLike[str]],
    log: str,
    *,
    failed: str,
    count: str | None = None,
    total: int = 0,
    env: dict[str, str] | None = None,
) -> str:
    """Runs a command quietly; its words go to var/log/<log>. Lines that match `count` move the progress on.

    Returns what it printed. Raises Stop (with `failed` as the sentence, unless a better one is known).
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / log
    lines: list[str] = []
    process = subprocess.Popen(
        [os.fspath(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    with process, path.open("w", encoding="utf-8") as kept:
        for line in process.stdout:
            kept.write(line)
            lines.append(line)
            if count and re.match(count, line):
                _show_progress(sum(1 for seen in lines if re.match(count, seen)), total)
    output = "".join(lines)
    if process.returncode != 0:
        where = f"Read {path.relative_to(ROOT)}, then run the same command again."
        raise explain(output, failed, where)
    return output


def _show_progress(done: int, total: int) -> None:
    # On a terminal a running count; in a log file one mark every ten, so that silence never means "stuck".
    if sys.stdout.isatty():
        words = f"{done} of {total} "
        print(words + "\b" * len(words), end="", flush=True)
    elif done % 10 == 0:
        print(". ", end="", flush=True)
