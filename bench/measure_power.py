"""Power indices beside two independent implementations, in one run, and larger tables that they don't take.

powerindex counts with floats, powerindices with 64-bit integers (so at most 62 seats); ours is exact. The
figures are compared before the times are.
"""

from fractions import Fraction
from random import Random

import powerindex
import powerindices

from equalweight.core.tally import SIDES
from equalweight.core.tally.power import committee_game, power
from equalweight.core.tally.power.form import MOST_WEIGHT
from equalweight.core.tally.power.game import (
    AnyOf,
    AtLeast,
    CountLine,
    Game,
    MoreThan,
    SeatClass,
    WeightLine,
)
from timing import best_of

Figures = tuple[list[float], list[float]]
"""Normalised Banzhaf and Shapley–Shubik, one for each seat."""


def game_of(weights: list[int], quota: int) -> Game:
    """One seat for each weight, every other one on the other side: as a committee's table is."""
    seats = tuple(SeatClass(f"s{at}", SIDES[at % 2], 1) for at in range(len(weights)))
    return Game(
        "weights", seats, (WeightLine({s.name: w for s, w in zip(seats, weights, strict=True)}, quota),)
    )


def ours(weights: list[int], quota: int) -> Figures:
    """Everything `equalweight power` works out, of which the peers work out two figures a seat."""
    found = power(game_of(weights, quota)).classes
    return [float(seat.banzhaf) for seat in found], [float(seat.shapley_shubik) for seat in found]


def by_powerindex(weights: list[int], quota: int) -> Figures:
    game = powerindex.Game(quota, weights=list(weights))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    return list(game.banzhaf), list(game.shapley_shubik)


def by_powerindices(weights: list[int], quota: int) -> Figures:
    banzhaf = [float(b) for b in powerindices.compute_pbi(quota, list(weights))]
    return [b / sum(banzhaf) for b in banzhaf], [
        float(s) for s in powerindices.compute_ssi(quota, list(weights))
    ]


def furthest(one: Figures, other: Figures) -> float:
    return max(abs(a - b) for i in (0, 1) for a, b in zip(one[i], other[i], strict=True))


def weighted_games() -> dict[str, tuple[list[int], int]]:
    random = Random(2026)
    found = {
        "EEC 1958, 6 seats": ([4, 4, 4, 2, 2, 1], 12),
        "head count, 60 seats": ([1] * 60, 31),
    }
    for most in (100, 1_000, 6_000):
        weights = random.sample(range(1, most), 30)
        while sum(weights) > MOST_WEIGHT:
            weights.remove(max(weights))
            weights.append(random.choice([w for w in range(1, most) if w not in weights]))
        found[f"30 weights, sum {sum(weights):,}"] = (weights, sum(weights) // 2 + 1)
    return found


def tables() -> dict[str, Game]:
    """What issue 3 sets times for, and the largest two groups there may be."""
    half = MoreThan(Fraction(1, 2))
    six = tuple(SeatClass(f"c{n}", SIDES[n % 2], 30) for n in range(6))
    several = (
        CountLine("all", half),
        CountLine("staff", half),
        CountLine("c0", AtLeast(10)),
        WeightLine({seat.name: n + 1 for n, seat in enumerate(six)}, 316),
    )
    alternatives = (
        AnyOf(tuple(CountLine(seat.name, half) for seat in six[:3])),
        AnyOf((CountLine("c3", half), CountLine("staff", MoreThan(Fraction(2, 3))))),
        WeightLine(dict(zip((seat.name for seat in six), (1, 2, 3, 5, 7, 11), strict=True)), 435),
    )
    chaired = (SeatClass("a", SIDES[0], 500), SeatClass("b", SIDES[1], 499), SeatClass("chair", SIDES[1], 1))
    return {
        "2 × 500, both_sides": committee_game(500, 500),
        "2 × 500, a chair breaks ties": Game("ties", chaired, (CountLine("all", half, "chair"),)),
        "6 × 30, four lines": Game("six", six, several),
        "6 × 30, alternatives and weights": Game("any", six, alternatives),
        "2 × 5,000, both_sides": committee_game(5_000, 5_000),
    }


def main() -> None:
    peers = {"powerindex": by_powerindex, "powerindices": by_powerindices}
    print("Ours works out every figure of seats and sides; the peers two figures a seat, of one quota:")
    for name, (weights, quota) in weighted_games().items():
        mine = best_of(3, ours, weights, quota)
        print(f"{name:<34} ours {mine * 1000:9.2f} ms", end="")
        for peer, work in peers.items():
            apart = furthest(ours(weights, quota), work(weights, quota))
            ratio = best_of(2, work, weights, quota) / mine
            print(f"   {peer} ×{ratio:8.2f}{'' if apart < 1e-9 else f' (differs by {apart:.1e})'}", end="")
        print()
    print("\nTables the peers don't take:")
    for name, game in tables().items():
        print(f"{name:<34} ours {best_of(1, power, game):9.3f} s")


if __name__ == "__main__":
    main()
