"""The power of a seat and of a side in a game, every figure exact. Source: docs/rules/power.md."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from equalweight.core.tally.power.game import Game, SeatClass
from equalweight.core.tally.power.indices import Indices, indices
from equalweight.core.tally.power.majorities import Votes, votes_against
from equalweight.core.tally.power.quotas import Conditions, Quota, conditions
from equalweight.core.tally.power.work import MOST_STATES, Budget
from equalweight.core.tally.sides import SIDES

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class SeatPower:
    """One class; each index is one seat's. `dummy`: its votes can never change what happens."""

    name: str
    side: str | None
    count: int
    banzhaf: Fraction
    banzhaf_absolute: Fraction
    shapley_shubik: Fraction

    @property
    def dummy(self) -> bool:
        return self.banzhaf == 0


@dataclass(frozen=True, slots=True)
class SidePower:
    """One side. `as_bloc` is its Shapley–Shubik share if each side voted as one, the other seats single.

    `prevails`: of the equally likely votes of every seat in which the strict majorities of the two sides
    differ, the share in which this side's majority gets its way; None when they can't differ.
    """

    seats: int
    banzhaf: Fraction
    shapley_shubik: Fraction
    as_bloc: Fraction
    passes_alone: bool
    blocks_alone: bool
    prevails: Fraction | None


@dataclass(frozen=True, slots=True)
class Power:
    """All figures of one game. `sides` has only sides with seats. `advice`: another body decides alone."""

    game: Game
    classes: tuple[SeatPower, ...]
    sides: Mapping[str, SidePower]

    @property
    def advice(self) -> bool:
        return self.game.final_decision is not None and self.game.final_decision.may == "ignore"


def power(game: Game, *, most_states: int = MOST_STATES) -> Power:
    """The power of every seat and side of `game`.

    `most_states`: how many running totals may be carried before the game is refused (TallyError with the
    code "too_many_states"); pages that must answer at once can ask for fewer.
    """
    if game.final_decision is not None and game.final_decision.may == "ignore":
        return _advice(game)
    asked = conditions(game)
    budget = Budget(most_states)
    # all is weighed before any of it is counted, so that what is too large is refused at once
    counting = indices(asked, budget)
    sides = _sides(game.all_seats, asked, budget)
    found = counting()
    classes = tuple(
        SeatPower(seat.name, seat.side, seat.count, *figures)
        for seat, *figures in zip(
            game.all_seats, found.banzhaf, found.banzhaf_absolute, found.shapley_shubik, strict=True
        )
    )
    return Power(game, classes, sides(classes))


def _advice(game: Game) -> Power:
    """The final body decides alone: no seat here changes anything, and either side prevails by chance."""
    classes = tuple(SeatPower(s.name, s.side, s.count, NOTHING, NOTHING, NOTHING) for s in game.seats)
    present = [side for side in SIDES if _of(side, game.seats)]
    prevails = Fraction(1, 2) if len(present) == len(SIDES) else None
    return Power(
        game,
        classes,
        {
            side: SidePower(_count(side, game.seats), NOTHING, NOTHING, NOTHING, False, False, prevails)
            for side in present
        },
    )


Sides = Callable[[Sequence[SeatPower]], dict[str, SidePower]]


def _sides(seats: Sequence[SeatClass], asked: Conditions, budget: Budget) -> Sides:
    """Weighs what the sides' figures take, and gives what counts them once those of the classes are known."""
    present = [side for side in SIDES if _of(side, seats)]
    if not present:
        return lambda classes: {}
    against = _votes_against(seats, asked, budget)
    blocs = _blocs(seats, present, asked, budget)

    def counted(classes: Sequence[SeatPower]) -> dict[str, SidePower]:
        prevailing, as_blocs = _prevailing(seats, against), blocs().shapley_shubik
        return {
            side: _side(side, seats, classes, asked, as_blocs[at], prevailing.get(side))
            for at, side in enumerate(present)
        }

    return counted


def _side(
    side: str,
    seats: Sequence[SeatClass],
    classes: Sequence[SeatPower],
    asked: Conditions,
    as_bloc: Fraction,
    prevails: Fraction | None,
) -> SidePower:
    return SidePower(
        seats=_count(side, seats),
        banzhaf=sum((c.banzhaf * c.count for c in classes if c.side == side), NOTHING),
        shapley_shubik=sum((c.shapley_shubik * c.count for c in classes if c.side == side), NOTHING),
        as_bloc=as_bloc,
        passes_alone=asked.carried([s.count if s.side == side else 0 for s in seats]),
        blocks_alone=not asked.carried([0 if s.side == side else s.count for s in seats]),
        prevails=prevails,
    )


def _blocs(
    seats: Sequence[SeatClass], present: Sequence[str], asked: Conditions, budget: Budget
) -> Callable[[], Indices]:
    """The game in which each side is one seat; seats without a side stay single."""
    single = [c for c, seat in enumerate(seats) if seat.side is None]
    groups = [*(_of(side, seats) for side in present), *([c] for c in single)]
    counts = [*(1 for _ in present), *(seats[c].count for c in single)]
    return indices(asked.merged(groups, counts), budget)


def _votes_against(seats: Sequence[SeatClass], asked: Conditions, budget: Budget) -> dict[str, Votes]:
    """For each of two sides, counts the votes it carries with its majority over that of the other."""
    if not all(_of(side, seats) for side in SIDES):
        return {}
    return {
        for_it: votes_against(
            asked,
            _at_least(for_it, _count(for_it, seats) // 2 + 1, seats),
            _at_least(against, -(-_count(against, seats) // 2), seats),
            budget,
        )
        for for_it, against in (SIDES, SIDES[::-1])
    }


def _prevailing(seats: Sequence[SeatClass], against: Mapping[str, Votes]) -> dict[str, Fraction]:
    """How often each side's majority gets its way when the two majorities differ.

    A side prevails in the votes it carries over the other's majority, and in those in which it keeps the
    other's from carrying: all of the latter, less what is carried.
    """
    if not against:
        return {}
    one, other = SIDES
    split = 2 * _strict_majorities(_count(one, seats)) * _strict_majorities(_count(other, seats))
    split <<= sum(seat.count for seat in seats if seat.side is None)
    one_prevails = Fraction(split // 2 + against[one]() - against[other](), split)
    return {one: one_prevails, other: 1 - one_prevails}


def _strict_majorities(seats: int) -> int:
    """In how many ways more than half of `seats` say yes: half of all, ties aside."""
    ties = comb(seats, seats // 2) if seats % 2 == 0 else 0
    return ((1 << seats) - ties) // 2


def _at_least(side: str, number: int, seats: Sequence[SeatClass]) -> Quota:
    return Quota(tuple(int(seat.side == side) for seat in seats), number)


def _of(side: str, seats: Sequence[SeatClass]) -> list[int]:
    return [c for c, seat in enumerate(seats) if seat.side == side]


def _count(side: str, seats: Sequence[SeatClass]) -> int:
    return sum(seat.count for seat in seats if seat.side == side)
