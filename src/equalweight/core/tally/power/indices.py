"""Banzhaf and Shapley–Shubik, exactly, from how many coalitions win by size. Source: docs/rules/power.md.

A seat i is in w(s) of the winning coalitions of s seats and outside l(s) of them.
Swings: Σ w(s) − Σ l(s); Banzhaf (absolute) is that over 2^(n−1).
Shapley–Shubik: Σ w(s) (s−1)! (n−s)! / n!  −  Σ l(s) s! (n−s−1)! / n!; l(s) is all that win less w(s).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from equalweight.core.tally.power.apart import taken_apart
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Conditions
from equalweight.core.tally.power.ways import Part, Ways
from equalweight.core.tally.power.work import Budget, product_work


@dataclass(frozen=True, slots=True)
class Indices:
    """One seat's power, for each class of a game. `swings`: coalitions that its yes turns into winning ones."""

    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    banzhaf_absolute: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]


def indices(game: Conditions, budget: Budget) -> Callable[[], Indices]:
    """Counts the power of one seat of each class.

    Weighs first what that takes: raises TallyError when it is more than the budget has. Classes that are alike in
    every line are counted as one: a seat of either has the same power.
    """
    pooled, places = game.pooled()
    slots = Slots.for_seats(sum(pooled.counts))
    part = taken_apart(pooled, slots, budget)
    _weigh(part, slots, budget)

    def counted() -> Indices:
        swings, shapley = _by_class(pooled.counts, part.ways(), slots)
        return _indices(game.counts, [swings[at] for at in places], [shapley[at] for at in places])

    return counted


def _by_class(counts: Sequence[int], ways: Ways, slots: Slots) -> tuple[list[int], list[Fraction]]:
    """Swings and Shapley–Shubik of a seat of each class."""
    carried, sharing, orders = slots.unpack(ways.carried), _sharing(slots.seats), _orders(slots.seats)
    winning = sum(carried)
    losing = sum(many * share for many, share in zip(carried, sharing[1:], strict=True))
    swings, shapley = [], []
    for c, count in enumerate(counts):
        own = [many // count for many in slots.unpack(ways.members[c])]
        swings.append(2 * sum(own) - winning)
        joining = sum(many * (sharing[size] + sharing[size + 1]) for size, many in enumerate(own))
        shapley.append(Fraction(joining - losing, orders))
    return swings, shapley


def _indices(counts: Sequence[int], swings: Sequence[int], shapley_shubik: Sequence[Fraction]) -> Indices:
    everyone = sum(own * count for own, count in zip(swings, counts, strict=True))
    absolute = 1 << (sum(counts) - 1)
    return Indices(
        swings=tuple(swings),
        banzhaf=tuple(Fraction(own, everyone) for own in swings),
        banzhaf_absolute=tuple(Fraction(own, absolute) for own in swings),
        shapley_shubik=tuple(shapley_shubik),
    )


def _weigh(part: Part, slots: Slots, budget: Budget) -> None:
    """Whether there is time to count the part and work out each class's figures, and room for what it has."""
    held = 1 + len(part.classes)
    budget.memory(3 * held * (part.seats + 1) * slots.bits)
    each = 500 + product_work(slots.bits, 3 * slots.bits // 2)
    budget.spend(part.work + held * part.seats * each)


def _orders(seats: int) -> int:
    """The least common multiple of 1 to `seats`. It serves as seats! does and is far shorter: every
    C(seats − 1, size − 1) divides it."""
    return lcm(*range(1, seats + 1))


def _sharing(seats: int) -> list[int]:
    """In how many of all orders a seat joins as the first, the second … of `size`: (size − 1)! (seats − size)!

    of seats!, here of `_orders`. At size 0 and after the last nobody joins.
    """
    shares = [0, _orders(seats) // seats]
    for size in range(1, seats):
        shares.append(shares[-1] * size // (seats - size))
    return [*shares, 0]
