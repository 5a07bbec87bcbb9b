"""Which way to cut the classes in two halves, to be counted as halves.py does, and what that costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Clause, Quota
from equalweight.core.tally.power.work import Cost, product_work, sum_work

MOST_CLASSES: Final = 40
MOST_QUOTAS: Final = 12
MOST_ENTRIES: Final = 400_000
"""Where halves can't be cut as small as this, or there is more to compare, totals are carried instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What must hold and what must fail. `slots`: coalitions are told apart by size, and members counted."""

    counts: tuple[int, ...]
    clauses: tuple[Clause, ...]
    failing: tuple[Quota, ...] = ()
    slots: Slots | None = None

    @property
    def quotas(self) -> list[Quota]:
        return [*(quota for clause in self.clauses for quota in clause), *self.failing]


@dataclass(frozen=True, slots=True)
class Halves:
    """The classes of either half, the quota left for the end, and what counting so costs at most."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    last: int
    cost: Cost


def best_halves(asked: Asked) -> Halves | None:
    """The cheapest way found to cut the classes in two; None where halves are not worth trying."""
    held = sum(len(clause) for clause in asked.clauses)
    if not held or len(asked.counts) > MOST_CLASSES or len(asked.quotas) > MOST_QUOTAS:
        return None
    sums = [
        min(quota.bar, sum(w * n for w, n in zip(quota.weights, asked.counts, strict=True)))
        for quota in asked.quotas[:held]
    ]
    last = sums.index(max(sums))
    return min(
        (_weighed(asked, first, last) for first in _cuts(asked) if _is_small(asked, first)),
        key=lambda halves: halves.cost.work,
        default=None,
    )


def _cuts(asked: Asked) -> Iterator[tuple[int, ...]]:
    """First halves to try: the lightest and the heaviest classes of each quota, any number of them."""
    seen = set[frozenset[int]]()
    for quota in asked.quotas:
        order = sorted(range(len(asked.counts)), key=lambda c: (quota.weights[c], asked.counts[c], c))
        for at in range(len(order) + 1):
            for first in (order[:at], order[at:]):
                if frozenset(first) not in seen:
                    seen.add(frozenset(first))
                    yield tuple(sorted(first))


def _is_small(asked: Asked, first: Sequence[int]) -> bool:
    counts = [(c in first, n) for c, n in enumerate(asked.counts)]
    sides = [prod(n + 1 for inside, n in counts if inside == here) for here in (True, False)]
    return max(sides) <= MOST_ENTRIES


def _weighed(asked: Asked, first: tuple[int, ...], last: int) -> Halves:
    """What cutting so costs, at most."""
    second = tuple(c for c in range(len(asked.counts)) if c not in first)
    here, there = (prod(asked.counts[c] + 1 for c in half) for half in (first, second))
    standing = min(here, _standings(asked, first, second, last))
    walks = standing + min(here, standing * min(there, _reach(asked, first, last)))
    members = len(asked.counts) if asked.slots else 0
    slot = asked.slots.bits if asked.slots else 0
    long, other = (sum(asked.counts[c] for c in half) for half in (first, second))
    bits = [(seats + 1) * slot or seats for seats in (long, other)]
    work = (
        (here + there) * (3_000 + 400 * len(asked.quotas) + 150 * members)
        + standing * min(there, _standings(asked, second, first, last)) * 600 * len(asked.quotas)
        + standing * there * (100 + (1 + members) * sum_work(bits[1]))
        + here * (1 + members) * sum_work(bits[0])
        + walks * (1 + members) * product_work(bits[0], bits[1], slot)
    )
    held = (here + there) * (4_000 + (1 + members) * (256 + sum(asked.counts)))
    return Halves(first, second, last, Cost(here + there, work, held))


def _reach(asked: Asked, half: Sequence[int], at: int) -> int:
    quota = asked.quotas[at]
    return min(quota.bar, sum(quota.weights[c] * asked.counts[c] for c in half))


def _standings(asked: Asked, half: Sequence[int], rest: Sequence[int], last: int) -> int:
    """In how many ways the half can stand in the quotas other than the last, at most."""
    standings = 1
    for at, quota in enumerate(asked.quotas):
        if at == last:
            continue
        needed_there = any(quota.weights[c] for c in rest)
        standings *= 1 + (_reach(asked, half, at) if needed_there else min(1, _reach(asked, half, at)))
    return standings
