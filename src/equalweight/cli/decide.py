"""`equalweight decide`: the outcome of votes in a CSV file."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from equalweight.core.tally import (
    PAGE_WORDS,
    RULES,
    SIDES,
    Outcome,
    SideOutcome,
    TallyError,
    check_roll,
    choices_of,
    decide,
)
from equalweight.files.refused import FileRefused
from equalweight.files.votes import read_votes

HELP: Final = "say what votes come to: carried, not carried or not quorate, and why"

_SHARE: Final = re.compile(r"\s*[0-9]{1,9}(\s*/\s*[0-9]{1,9}|\.[0-9]{1,9})?\s*", re.ASCII)
_SPOKEN: Final = {
    "carried": "Carried",
    "not_carried": "Not carried",
    "not_quorate": "Not quorate: nothing is decided",
}
_ANSWERS: Final = {
    "consent": ("consented", "objected"),
    "ranked": ("placed the first option above leaving it", "below"),
}
_SHARES: Final = {"consent": "consented", "ranked": "above"}
_VERDICTS: Final = {
    "balanced": ("not too far against", "too far against"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "votes",
        type=Path,
        metavar="VOTES.csv",
        help="columns seat, side and vote; one row a seat; - is standard input",
    )
    parser.add_argument("--rule", required=True, choices=RULES)
    parser.add_argument(
        "--roll",
        required=True,
        action="append",
        type=_roll_entry,
        metavar="SIDE=SEATS",
        help="how many seats a side has; once for each side, like lived_experience=4",
    )
    parser.add_argument(
        "--quorum",
        type=_share,
        default=Fraction(1, 2),
        metavar="SHARE",
        help="share of each side's seats that must answer (1/2 if you don't say)",
    )
    parser.add_argument(
        "--threshold",
        type=_share,
        default=Fraction(1, 2),
        metavar="SHARE",
        help="yes must be more than this share of the votes (1/2 if you don't say)",
    )
    parser.add_argument(
        "--status-quo", metavar="NAME", help="for ranked: the option that leaves things as they are"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print the outcome as JSON; a side's exact share is yes out of yes and no; under ranked also winner and "
        "head_count_winner, what a head count would have chosen",
    )


def run(args: argparse.Namespace) -> int:
    """Print the outcome and return 0, or say why the votes can't be counted and return 2."""
    try:
        outcome = _decided(args)
    except (TallyError, FileRefused) as refused:
        print(f"equalweight decide: {refused}", file=sys.stderr)
        return 2
    print(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2) if args.json else _readable(outcome))
    return 0


def _decided(args: argparse.Namespace) -> Outcome:
    roll = _roll(args.roll)
    check_roll(roll)
    votes = read_votes(args.votes, choices_of(args.rule), roll)
    return decide(
        args.rule, roll, votes, quorum=args.quorum, threshold=args.threshold, status_quo=args.status_quo
    )


def _roll(entries: Sequence[tuple[str, int]]) -> dict[str, int]:
    roll: dict[str, int] = {}
    for side, seats in entries:
        if side in roll:
            raise TallyError("roll_repeated", f"--roll {side} is given twice. Give each side's seats once.")
        roll[side] = seats
    return roll


def _roll_entry(text: str) -> tuple[str, int]:
    side, _, seats = (part.strip() for part in text.partition("="))
    if side.casefold() not in SIDES:
        raise argparse.ArgumentTypeError(f"{side!r} is not a side; write {SIDES[0]}=4 or {SIDES[1]}=9")
    if re.fullmatch(r"[0-9]{10,}", seats, re.ASCII):
        raise argparse.ArgumentTypeError(f"{side} has far too many seats here; the most is 999,999,999")
    if not re.fullmatch(r"[0-9]{1,9}", seats, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} needs a whole number of seats, like {side}=4")
    return side.casefold(), int(seats)


def _share(text: str) -> Fraction:
    if not _SHARE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a share; write it like 1/2 or 0.6")
    try:
        return Fraction(text.replace(" ", ""))
    except ZeroDivisionError:
        raise argparse.ArgumentTypeError(f"{text!r} divides by nothing; write a share like 1/2") from None


def _readable(outcome: Outcome) -> str:
    winner = f": {outcome.winner}" if outcome.winner else ""
    lines = [f"{_SPOKEN[outcome.outcome]}{winner}.", outcome.why, ""]
    lines += [_side_line(name, side, outcome.rule) for name, side in outcome.sides.items()]
    if outcome.share is not None:
        lines.append(_mean_line(outcome, outcome.share))
    lines += [
        "",
        f"Rule: {outcome.rule}. Quorum: {outcome.quorum}. Threshold: more than {outcome.threshold}.",
    ]
    if outcome.head_count_differs:
        winner = f" ({outcome.head_count_winner})" if outcome.head_count_winner else ""
        lines.append(f"A head count would have said: {_SPOKEN[outcome.head_count].lower()}{winner}.")
    return "\n".join(lines)


def _side_line(name: str, side: SideOutcome, rule: str) -> str:
    quorum = "met" if side.quorum_met else f"not met, {side.quorum_needed} needed"
    yes, no = _ANSWERS.get(rule, ("yes", "no"))
    met, not_met = _VERDICTS.get(rule, ("agreed", "did not agree"))
    # Not reduced: "4/4" says more than "1", and two numbers can be found again in the counts.
    share = f" ({side.yes}/{side.voted} {_SHARES.get(rule, 'yes')})" if side.voted else ""
    said = f"{side.yes} {yes}, {side.no} {no}{share}, " if side.voted or rule != "ranked" else ""
    return (
        f"{PAGE_WORDS[name].capitalize()}: {side.answered} of {side.entitled} answered (quorum {quorum}); "
        f"{said}{side.passed} not voting; {met if side.carried else not_met}."
    )


def _mean_line(outcome: Outcome, share: Fraction) -> str:
    parts = " + ".join(f"{side.yes}/{side.voted}" for side in outcome.sides.values())
    return f"Both groups weighing the same: ({parts}) ÷ 2 = {share} yes."
