"""`equalweight export`: the record as one file that anyone can check."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from equalweight.cli.ready import NotReady, open_site

HELP = "write the whole record into one file that anyone can check with `equalweight verify`"
REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write it")


def run(args: argparse.Namespace) -> int:
    try:
        open_site()
        count = write_whole(Path(args.output), _lines())
    except NotReady as problem:
        print(problem, file=sys.stderr)
        return REFUSED
    except OSError as problem:
        print(f"{args.output} can't be written: {problem.strerror}. Choose another place.", file=sys.stderr)
        return REFUSED
    print(f"{count} lines written to {args.output}. Check it with: equalweight verify {args.output}")
    print(_head())
    return 0


def write_whole(path: Path, lines: Iterable[bytes]) -> int:
    """Write all lines, or leave whatever stood there before: a half-written record would look like a cut one."""
    part = path.with_name(f"{path.name}.part-{os.getpid()}")
    count = 0
    try:
        with part.open("wb") as file:
            for line in lines:
                file.write(line)
                count += 1
                if count % 10_000 == 0 and sys.stderr.isatty():
                    print(f"  {count} lines …", file=sys.stderr)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _lines() -> Iterable[bytes]:
    from equalweight.site.ledger.export import export_lines  # noqa: PLC0415  (needs Django started)

    return export_lines()


def _head() -> str:
    from equalweight.site.ledger.queries import head  # noqa: PLC0415  (needs Django started)

    now = head()
    if not now.size:
        return "The record is empty so far."
    return f"Keep this, to check later that nothing was changed: --root {now.size}:{now.root}"
