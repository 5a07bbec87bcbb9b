"""Counting: from a roll and votes to checked counts a side. Source: docs/rules/both_sides.md."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.sides import PAGE_WORDS, SIDES

HALF: Final = Fraction(1, 2)
LEAST_SEATS: Final = 2

Vote = tuple[str, str]
Votes = Mapping[Vote, int] | Iterable[Vote]
Roll = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Count:
    """One side's votes, by what they say: `by_choice` maps each choice to how many seats chose it."""

    entitled: int
    quorum_needed: int
    by_choice: Counter[str] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        return sum(self.by_choice.values())

    @property
    def quorum_met(self) -> bool:
        return self.answered >= self.quorum_needed


def quorum_needed(entitled: int, quorum: Fraction = HALF) -> int:
    """How many of a side's seats must answer: the share `quorum` rounded up, and never fewer than two."""
    share_rounded_up = -(-quorum.numerator * entitled // quorum.denominator)
    return max(LEAST_SEATS, share_rounded_up)


def check_terms(quorum: Fraction, threshold: Fraction) -> None:
    """Refuse a quorum outside 1/2 to 1, or a threshold outside 1/2 to just under 1."""
    for name, share in (("quorum", quorum), ("threshold", threshold)):
        if isinstance(share, bool) or not isinstance(share, int | Fraction):
            raise TallyError(f"{name}_not_exact", f"The {name} must be an exact fraction, like 1/2.")
    if not HALF <= quorum <= 1:
        raise TallyError(
            "quorum_out_of_range",
            f"The quorum is {quorum}. It must be at least 1/2, so that half of each group answers, "
            "and at most 1. Give one in between, like 1/2 or 2/3.",
        )
    if not HALF <= threshold < 1:
        raise TallyError(
            "threshold_out_of_range",
            f"The threshold is {threshold}. It must be at least 1/2, or fewer than half could decide, "
            "and below 1, because yes must be more than it. Give one in between, like 1/2 or 2/3.",
        )


def check_roll(roll: Roll) -> None:
    """Refuse a roll that isn't exactly the two sides with at least two seats each."""
    for side in roll:
        _check_side(side)
    for side in SIDES:
        if side not in roll:
            raise TallyError(
                "side_missing",
                f"The roll says nothing about {side}. Both groups decide, so give the seats of each.",
            )
        _check_whole(roll[side], f"The roll of {side}")
        if roll[side] < LEAST_SEATS:
            raise TallyError(
                "roll_too_small",
                f"The roll of {side} is {roll[side]}. A decision needs at least two seats on each side, "
                "so that nobody has to speak for a whole group alone. Fill a seat first.",
            )


def count(roll: Roll, votes: Votes, choices: frozenset[str] | None, quorum: Fraction) -> dict[str, Count]:
    """Checked counts of each side.

    `votes` is either one (side, choice) a seat, or a mapping of (side, choice) to how many seats chose it.
    `choices` are the words a vote may be; None leaves them unchecked (ranked votes are read elsewhere).
    Raises TallyError for an unknown side or choice, or more votes than a side has seats.
    """
    check_roll(roll)
    counts = {side: Count(roll[side], quorum_needed(roll[side], quorum)) for side in SIDES}
    for (side, choice), how_many in _grouped(votes).items():
        _check_side(side)
        _check_whole(how_many, f"The number of {choice!r} votes")
        if choices is not None and choice not in choices:
            raise _unknown_choice(choice, choices)
        counts[side].by_choice[choice] += how_many
    for side, counted in counts.items():
        _check_not_over(side, counted)
    return counts


def _grouped(votes: Votes) -> Mapping[Vote, int]:
    return votes if isinstance(votes, Mapping) else Counter(votes)


def _check_side(side: str) -> None:
    if side not in SIDES:
        raise TallyError(
            "unknown_side",
            f"{side!r} is not a side. The two sides are {SIDES[0]} and {SIDES[1]}: use those words.",
        )


def _check_whole(number: object, what: str) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise TallyError("not_whole", f"{what} is {number!r}. Give a whole number, 0 or more.")


def _unknown_choice(choice: str, choices: frozenset[str]) -> TallyError:
    said = f"{choice!r} is not an answer here" if choice else "A vote is empty"
    return TallyError("unknown_choice", f"{said}. Use one of: {', '.join(sorted(choices))}.")


def _check_not_over(side: str, counted: Count) -> None:
    if counted.answered > counted.entitled:
        raise TallyError(
            "more_votes_than_seats",
            f"There are {counted.answered} votes from {PAGE_WORDS[side]} but only {counted.entitled} seats "
            f"on the roll of {side}. Check the roll, and that no seat voted twice.",
        )
