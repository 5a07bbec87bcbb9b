"""Banzhaf and Shapley–Shubik, exactly, from how many coalitions win by size. Source: docs/rules/power.md.

A seat i is in w(s) of the winning coalitions of s seats and outside l(s) of them.
Swings: Σ w(s) − Σ l(s); Banzhaf (absolute) is that over 2^(n−1).
Shapley–Shubik: Σ w(s) (s−1)! (n−s)! / n!  −  Σ l(s) s! (n−s−1)! / n!.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from equalweight.core.tally.power.quotas import Conditions
from equalweight.core.tally.power.totals import MOST_STATES
from equalweight.core.tally.power.ways import Counting


@dataclass(frozen=True, slots=True)
class Indices:
    """One seat's power, for each class of a game. `swings`: coalitions that its yes turns into winning ones."""

    swings: tuple[int, ...]
    banzhaf: tuple[Fraction, ...]
    banzhaf_absolute: tuple[Fraction, ...]
    shapley_shubik: tuple[Fraction, ...]


def indices(game: Conditions, most_states: int = MOST_STATES) -> Indices:
    """The power of one seat of each class. Raises TallyError when it would take too many states."""
    counting = Counting(game, most_states)
    carried = counting.slots.unpack(counting.ways.carried)
    seats = sum(game.counts)
    having = [
        [many // count for many in counting.slots.unpack(counting.ways.members[c])]
        for c, count in enumerate(game.counts)
    ]
    swings = tuple(2 * sum(own) - sum(carried) for own in having)
    everyone = sum(own * count for own, count in zip(swings, game.counts, strict=True))
    return Indices(
        swings=swings,
        banzhaf=tuple(Fraction(own, everyone) for own in swings),
        banzhaf_absolute=tuple(Fraction(own, 2 ** (seats - 1)) for own in swings),
        shapley_shubik=_shapley_shubik(carried, having, seats),
    )


def _shapley_shubik(
    carried: Sequence[int], having: Sequence[Sequence[int]], seats: int
) -> tuple[Fraction, ...]:
    orders = lcm(*range(1, seats + 1))
    sums = [0] * len(having)
    joining = orders // seats
    for size in range(1, seats + 1):
        # joining : orders = (size − 1)! (seats − size)! : seats!, how often a seat joins as the size-th. The least
        # common multiple serves as seats! does (every C(seats − 1, size − 1) divides it) and is far shorter.
        leaving = joining * size // (seats - size) if size < seats else 0
        for c, own in enumerate(having):
            sums[c] += own[size] * joining - (carried[size] - own[size]) * leaving
        joining = leaving
    return tuple(Fraction(total, orders) for total in sums)
