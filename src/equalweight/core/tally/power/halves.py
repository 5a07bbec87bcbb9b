"""Counts votes in two halves: what each half of the classes can add up to, then which sums go together.

The totals of each half are tried alone, so that only their sums are many, not their combinations. One quota is
left for the end: where the first half stands the same in all other quotas, the more of it the first half has
the less the second needs, and one walk over both in order finds every pair.
"""

from collections.abc import Sequence

from equalweight.core.tally.power.cut import Asked, Halves
from equalweight.core.tally.power.polynomial import binomials

Totals = tuple[int, ...]
Entries = dict[tuple[Totals, int], list[int]]
"""By totals and size: the ways to come there, and these counted once for each seat of each class that says yes."""
Sized = tuple[int, int, list[int]]
"""The total of the quota left for the end, the size, the ways."""


def count_by_halves(asked: Asked, halves: Halves) -> tuple[int, dict[int, int]]:
    """The votes in which all clauses hold and the failing quotas fail; and for each class its seats in them.

    With slots both are packed by size; without, members are not counted.
    """
    return _Joining(asked, halves).counted()


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
