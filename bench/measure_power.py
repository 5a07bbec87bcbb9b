"""Power indices beside two independent implementations, in one run, and larger tables that they don't take.

powerindex counts with floats, powerindices with 64-bit integers (so at most 62 seats); ours is exact. The
figures are compared before the times are.
"""

from fractions import Fraction
from random import Random

import powerindex
import powerindices

from equalweight.core.tally.power import committee_game, power
from equalweight.core.tally.power.game import AtLeast, CountLine, Game, MoreThan, SeatClass, WeightLine
from equalweight.core.tally.power.indices import indices
from equalweight.core.tally.power.quotas import conditions
from timing import best_of

Figures = tuple[list[float], list[float]]
"""Normalised Banzhaf and Shapley–Shubik, one for each seat."""


def weighted_game(weights: list[int], quota: int) -> Game:
    seats = tuple(SeatClass(f"s{at}", None, 1) for at in range(len(weights)))
    line = WeightLine({seat.name: w for seat, w in zip(seats, weights, strict=True)}, quota)
    return Game("weights", seats, (line,))


def ours(weights: list[int], quota: int) -> Figures:
    found = indices(conditions(weighted_game(weights, quota)))
    return [float(b) for b in found.banzhaf], [float(s) for s in found.shapley_shubik]


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
    thirty, heavy = random.sample(range(1, 100), 30), random.sample(range(1, 1000), 30)
    return {
        "EEC 1958, 6 seats": ([4, 4, 4, 2, 2, 1], 12),
        "head count, 60 seats": ([1] * 60, 31),
        "30 weights to 100": (thirty, sum(thirty) // 2 + 1),
        "30 weights to 1,000": (heavy, sum(heavy) // 2 + 1),
    }


def six_classes() -> Game:
    seats = tuple(SeatClass(f"c{n}", ("lived_experience", "staff")[n % 2], 30) for n in range(6))
    weigh = WeightLine({seat.name: n + 1 for n, seat in enumerate(seats)}, 316)
    half = MoreThan(Fraction(1, 2))
    return Game(
        "six", seats, (CountLine("all", half), CountLine("staff", half), CountLine("c0", AtLeast(10)), weigh)
    )


def main() -> None:
    peers = {"powerindex": by_powerindex, "powerindices": by_powerindices}
    for name, (weights, quota) in weighted_games().items():
        mine = best_of(5, ours, weights, quota)
        print(f"{name:<22} ours {mine * 1000:9.2f} ms", end="")
        for peer, work in peers.items():
            apart = furthest(ours(weights, quota), work(weights, quota))
            ratio = best_of(2, work, weights, quota) / mine
            print(f"   {peer} ×{ratio:8.2f}{'' if apart < 1e-9 else f' (differs by {apart:.1e})'}", end="")
        print()
    print("\nEvery figure, sides and prevailing included; the peers take one quota only:")
    tables = {
        "2 × 500, both_sides": (committee_game(500, 500), "well under a second"),
        "6 × 30, four lines": (six_classes(), "seconds"),
        "30 weights, one quota": (weighted_game(*weighted_games()["30 weights to 1,000"]), "under a second"),
    }
    for name, (game, wanted) in tables.items():
        print(f"{name:<22} ours {best_of(2, power, game):9.3f} s   (wanted: {wanted})")


if __name__ == "__main__":
    main()
