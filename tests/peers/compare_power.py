"""Compares the power indices with powerindices and powerindex on generated games with one weighted quota.

powerindices counts with whole numbers, powerindex with floats; both answer in floats. Up to ten seats a float
still holds the whole fraction: what a peer says is read back as the one fraction with so small a denominator,
and must be ours exactly. Larger games are compared to nine places.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import factorial
from random import Random

import powerindex
import powerindices

from equalweight.core.tally.power import power
from equalweight.core.tally.power.game import Game, SeatClass, WeightLine

EXACT_SEATS = 10
NEAR = 1e-9

Indices = tuple[list[float], list[float]]
"""Normalised Banzhaf and Shapley–Shubik, one for each seat."""
Weights = list[int]


def games(many: int, seed: int) -> Iterator[tuple[Weights, int]]:
    """Weights and a quota: small and equal weights often, so that seats without power and vetoes come up."""
    random = Random(seed)
    for number in range(many):
        small = number % 5 > 0
        seats = random.randint(1, EXACT_SEATS) if small else random.randint(EXACT_SEATS + 1, 24)
        heaviest = random.choice((1, 2, 5, 20, 100) if small else (1, 2, 5, 20))
        weights = [random.randint(0, heaviest) for _ in range(seats)]
        weights[0] = max(1, weights[0])
        most = sum(weights)
        yield weights, random.choice((most // 2 + 1, 2 * most // 3 + 1, random.randint(1, most)))


def ours(weights: Weights, quota: int) -> tuple[list[Fraction], list[Fraction]]:
    """Equal weights go in as one class, so that counting by class is compared too."""
    kinds = sorted(set(weights))
    seats = tuple(SeatClass(f"w{weight}", None, weights.count(weight)) for weight in kinds)
    line = WeightLine({f"w{weight}": weight for weight in kinds}, quota)
    found = {seat.name: seat for seat in power(Game("generated", seats, (line,))).classes}
    each = [found[f"w{weight}"] for weight in weights]
    return [seat.banzhaf for seat in each], [seat.shapley_shubik for seat in each]


def by_powerindex(weights: Weights, quota: int) -> Indices:
    game = powerindex.Game(quota, weights=list(weights))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    return list(game.banzhaf), list(game.shapley_shubik)


def by_powerindices(weights: Weights, quota: int) -> Indices:
    banzhaf = [float(b) for b in powerindices.compute_pbi(quota, list(weights))]
    return [b / sum(banzhaf) for b in banzhaf], [
        float(s) for s in powerindices.compute_ssi(quota, list(weights))
    ]


def peers(weights: Weights, quota: int) -> Iterator[tuple[str, Callable[[Weights, int], Indices]]]:
    """powerindex 0.3.5 is asked only where it is right: a weight of 0, or one that wins alone, misleads it."""
    yield "powerindices", by_powerindices
    if all(0 < weight < quota for weight in weights):
        yield "powerindex", by_powerindex


def same(mine: Sequence[Fraction], theirs: Sequence[float], largest_denominator: int) -> bool:
    if len(mine) <= EXACT_SEATS:
        return list(mine) == [Fraction(each).limit_denominator(largest_denominator) for each in theirs]
    return all(abs(float(a) - b) < NEAR for a, b in zip(mine, theirs, strict=True))


def differences(weights: Weights, quota: int) -> Iterator[str]:
    """For each peer that is asked: what it says differently, or "" where all is the same."""
    banzhaf, shapley_shubik = ours(weights, quota)
    seats = len(weights)
    for name, work in peers(weights, quota):
        their_banzhaf, their_shapley_shubik = work(weights, quota)
        agrees = same(banzhaf, their_banzhaf, seats * 2**seats)
        agrees = agrees and same(shapley_shubik, their_shapley_shubik, factorial(min(seats, EXACT_SEATS)))
        yield (
            ""
            if agrees
            else (f"{name}: {their_banzhaf} {their_shapley_shubik}\n ours: {banzhaf} {shapley_shubik}")
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    exact = both = 0
    for weights, quota in games(args.games, args.seed):
        found = list(differences(weights, quota))
        if any(found):
            print(f"They differ: weights {weights}, quota {quota}\n {''.join(found)}", file=sys.stderr)
            return 1
        exact += len(weights) <= EXACT_SEATS
        both += len(found) == 2
    print(
        f"power: {args.games} games beside powerindices, {both} of them beside powerindex too: "
        f"the same in all, {exact} as exact fractions."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
