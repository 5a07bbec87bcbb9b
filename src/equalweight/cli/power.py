"""`equalweight power`: what a voting arrangement really gives each seat and each side."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Final

from equalweight.core.tally import TallyError
from equalweight.core.tally.power import Power, as_json, part, power, sentences
from equalweight.files.games import read_game
from equalweight.files.refused import FileRefused

HELP: Final = "say what power each seat has in a voting arrangement described in a YAML file"
_HEADINGS: Final = ("Seats of", "Side", "Seats", "Banzhaf", "Shapley–Shubik", "Changes the result")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "game",
        type=Path,
        metavar="FILE.yaml",
        help="who has seats, and when a motion is carried; - is standard input",
    )
    parser.add_argument("--json", action="store_true", help="print exact figures as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the power of every seat and return 0, or say why it can't be worked out and return 2."""
    try:
        found = power(read_game(args.game))
    except (TallyError, FileRefused) as refused:
        print(f"equalweight power: {refused}", file=sys.stderr)
        return 2
    with _long_numbers():
        print(json.dumps(as_json(found), ensure_ascii=False, indent=2) if args.json else _readable(found))
    return 0


@contextmanager
def _long_numbers() -> Iterator[None]:
    """Exact fractions of large tables have more digits than Python prints unless told to."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(limit)


def _readable(found: Power) -> str:
    rows: list[tuple[str, ...]] = [_HEADINGS]
    for seat in found.classes:
        figures = (seat.banzhaf, seat.shapley_shubik, seat.banzhaf_absolute)
        rows.append((seat.name, seat.side or "", str(seat.count), *(_figure(share) for share in figures)))
    return "\n".join([found.game.name, "", *_table(rows), "", *sentences(found)])


def _figure(share: Fraction) -> str:
    return "0" if share == 0 else part(share)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
