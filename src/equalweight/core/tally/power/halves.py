"""Counts votes in two halves: what each half of the classes can add up to, then which sums go together.

The totals of each half are tried alone, so that only their sums are many, not their combinations. One quota is
left for the end: where the first half stands the same in all other quotas, the more of it the first half has
the less the second needs, and one walk over both in order finds every pair.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from equalweight.core.tally.power.polynomial import Slots, binomials
from equalweight.core.tally.power.quotas import Clause, Quota
from equalweight.core.tally.power.work import Cost, product_work, sum_work

MOST_CLASSES: Final = 40
MOST_QUOTAS: Final = 12
MOST_ENTRIES: Final = 400_000
"""Where halves can't be cut as small as this, or there is more to compare, totals are carried instead."""

Totals = tuple[int, ...]
Entries = dict[tuple[Totals, int], list[int]]
"""By totals and size: the ways to come there, and these counted once for each seat of each class that says yes."""
Sized = tuple[int, int, list[int]]
"""The total of the quota left for the end, the size, the ways."""


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


def count_by_halves(asked: Asked, halves: Halves) -> tuple[int, dict[int, int]]:
    """The votes in which all clauses hold and the failing quotas fail; and for each class its seats in them.

    With slots both are packed by size; without, members are not counted.
    """
    return _Joining(asked, halves).counted()


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


class _Joining:
    """Both halves' totals, and the walks over them."""

    def __init__(self, asked: Asked, halves: Halves) -> None:
        self.asked = asked
        self.halves = halves
        self.quotas = asked.quotas
        ends = [0]
        for clause in asked.clauses:
            ends.append(ends[-1] + len(clause))
        self.spans = list(zip(ends, ends[1:], strict=False))
        self.failing = range(ends[-1], len(self.quotas))
        self.bar = self.quotas[halves.last].bar
        self.slot = asked.slots.bits if asked.slots else 0
        self.votes = 0
        self.members = dict.fromkeys([*halves.first, *halves.second] if asked.slots else [], 0)

    def counted(self) -> tuple[int, dict[int, int]]:
        first = self._standing(self._entries(self.halves.first), self.halves.second)
        second = self._standing(self._entries(self.halves.second), self.halves.first)
        every = sorted(
            ((one, standing) for standing, own in second.items() for one in own),
            key=lambda found: -found[0][0],
        )
        for standing, own in first.items():
            verdicts = {other: self._verdict(standing, other) for other in second}
            free = [one for one, other in every if verdicts[other] is True]
            tied = [one for one, other in every if verdicts[other] is None]
            if free or tied:
                self._walk(sorted(own, key=lambda one: one[0]), free, tied)
        return self.votes, self.members

    def _entries(self, classes: Sequence[int]) -> Entries:
        """What these classes can add up to. More than a quota's bar is as good as the bar."""
        bars = [quota.bar for quota in self.quotas]
        entries: Entries = {((0,) * len(bars), 0): [1]}
        for c in classes:
            weights = [quota.weights[c] for quota in self.quotas]
            ways, after = binomials(self.asked.counts[c]), Entries()
            for (totals, size), had in entries.items():
                for yes, many in enumerate(ways):
                    reached = tuple(
                        min(b, t + w * yes) for b, t, w in zip(bars, totals, weights, strict=True)
                    )
                    grown = [many * one for one in had]
                    if self.slot:
                        grown.append(yes * grown[0])
                    key = (reached, size + yes if self.slot else 0)
                    before = after.get(key)
                    after[key] = [a + b for a, b in zip(before, grown, strict=True)] if before else grown
            entries = after
        return entries

    def _standing(self, entries: Entries, rest: Sequence[int]) -> dict[Totals, list[Sized]]:
        """The entries that are alike in every quota but the last, and what they have of that.

        Where the `rest` can't make up what a quota still needs, it is of no matter how much that is.
        """
        gains = [sum(quota.weights[c] * self.asked.counts[c] for c in rest) for quota in self.quotas]
        found: dict[Totals, list[Sized]] = {}
        for (totals, size), ways in entries.items():
            standing = [
                total if total + gain >= quota.bar else 0
                for total, gain, quota in zip(totals, gains, self.quotas, strict=True)
            ]
            standing[self.halves.last] = 0
            found.setdefault(tuple(standing), []).append((totals[self.halves.last], size, ways))
        return found

    def _verdict(self, standing: Totals, other: Totals) -> bool | None:
        """Whether these make all hold that must, and fail that must; None if that is left to the last quota."""
        reached = [
            one + two >= quota.bar for one, two, quota in zip(standing, other, self.quotas, strict=True)
        ]
        if any(reached[at] for at in self.failing):
            return False
        lacking = [span for span in self.spans if not any(reached[slice(*span)])]
        if any(not first <= self.halves.last < last for first, last in lacking):
            return False
        return None if lacking else True

    def _walk(self, own: Sequence[Sized], free: Sequence[Sized], tied: Sequence[Sized]) -> None:
        """Pairs of `own`, by rising total, with all that is `free` and the `tied` that together reach the bar."""
        mine = [0] * (1 + len(self.halves.first) if self.slot else 1)
        theirs = [0] * (1 + len(self.halves.second) if self.slot else 1)
        for _, size, ways in free:
            self._add(theirs, size, ways)
        at = 0
        for total, size, ways in own:
            if at < len(tied) and tied[at][0] + total >= self.bar:
                self._pair(mine, theirs)
                mine = [0] * len(mine)
                while at < len(tied) and tied[at][0] + total >= self.bar:
                    self._add(theirs, *tied[at][1:])
                    at += 1
            self._add(mine, size, ways)
        self._pair(mine, theirs)

    def _add(self, to: list[int], size: int, ways: Sequence[int]) -> None:
        for i, many in enumerate(ways):
            to[i] += many << (size * self.slot)

    def _pair(self, mine: Sequence[int], theirs: Sequence[int]) -> None:
        if not (mine[0] and theirs[0]):
            return
        self.votes += self._times(mine[0], theirs[0])
        if self.slot:
            for c, many in zip(self.halves.first, mine[1:], strict=True):
                self.members[c] += self._times(many, theirs[0])
            for c, many in zip(self.halves.second, theirs[1:], strict=True):
                self.members[c] += self._times(mine[0], many)

    def _times(self, one: int, other: int) -> int:
        return self.asked.slots.times(one, other) if self.asked.slots else one * other
