"""The game of one of our own committees, for pages that show the real power of a seat."""

from fractions import Fraction
from typing import Final

from equalweight.core.tally.count import HALF
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power.game import (
    EVERYONE,
    AtLeast,
    CountLine,
    Game,
    Line,
    MoreThan,
    SeatClass,
    WeightLine,
)
from equalweight.core.tally.sides import LIVED_EXPERIENCE, PAGE_WORDS, SIDES, STAFF

HEAD_COUNT: Final = "head_count"
LEAST_SHARE: Final = Fraction(2, 5)


def committee_game(
    lived_experience: int, staff: int, rule: str = "both_sides", threshold: Fraction = HALF
) -> Game:
    """A committee of so many seats a side, everyone saying yes or no, under one of our rules or a head count.

    `rule`: "both_sides", "balanced", "consent", "ranked" (one option against leaving things as they are), or
    "head_count" (more than `threshold` of everybody). Raises TallyError for an unknown rule or an empty side.
    """
    if min(lived_experience, staff) < 1:
        raise TallyError("no_seats", "One group has no seats yet, so there is no game between the two.")
    seats = tuple(
        SeatClass(PAGE_WORDS[side], side, many)
        for side, many in ((LIVED_EXPERIENCE, lived_experience), (STAFF, staff))
    )
    return Game(f"Committee under {rule}", seats, _lines(rule, lived_experience, staff, threshold))


def _lines(rule: str, lived_experience: int, staff: int, threshold: Fraction) -> tuple[Line, ...]:
    seats = dict(zip(SIDES, (lived_experience, staff), strict=True))
    match rule:
        case "head_count":
            return (CountLine(EVERYONE, MoreThan(threshold)),)
        case "both_sides":
            # more than t ≥ 1/2 of the votes is more than a third of the seats when every seat votes
            return tuple(CountLine(side, MoreThan(threshold)) for side in SIDES)
        case "ranked":
            return tuple(CountLine(side, MoreThan(HALF)) for side in SIDES)
        case "consent":
            return tuple(CountLine(side, AtLeast(seats[side])) for side in SIDES)
        case "balanced":
            return _balanced(seats, threshold)
        case _:
            raise TallyError("unknown_rule", f"{rule!r} is not a rule whose power can be worked out.")


def _balanced(seats: dict[str, int], threshold: Fraction) -> tuple[Line, ...]:
    """Two fifths of each side; and half of y_L/n_L + y_S/n_S above t, that is y_L n_S + y_S n_L > 2 t n_L n_S."""
    lived, staff = (seats[side] for side in SIDES)
    shares = {PAGE_WORDS[LIVED_EXPERIENCE]: staff, PAGE_WORDS[STAFF]: lived}
    above = int(2 * threshold * lived * staff // 1) + 1
    floors = tuple(CountLine(side, AtLeast(-(-2 * many // 5))) for side, many in seats.items())
    return (*floors, WeightLine(shares, above))
