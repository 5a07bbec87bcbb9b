"""Takes a game apart until it is easy to count (ways.py).

Conditions that don't touch the same classes are counted apart and multiplied; a condition that only asks how many
seats say yes is settled by size; a single seat that stands in the way of that is tried both ways; what is left is
counted as a whole, by the cheapest way there is.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Clause, Conditions, Quota
from equalweight.core.tally.power.ways import BothVotes, BySize, Classes, Free, Part, Product
from equalweight.core.tally.power.whole import whole
from equalweight.core.tally.power.work import Budget

MOST_PARTS: Final = 500
"""A game that comes apart into more is counted as a whole instead."""
PARTS_BEFORE_TOTALS: Final = 20
"""Trying single seats both ways doubles the work each time: after so many parts, totals are carried instead."""


class _TooManyParts(Exception):
    """Taking the game apart makes more work than it saves."""


def taken_apart(game: Conditions, slots: Slots, budget: Budget) -> Part:
    """How the game is to be counted. Raises TallyError for what is not worth trying."""
    classes = tuple(range(len(game.counts)))
    try:
        return _Taking(game.counts, slots, budget).any(classes, game.clauses)
    except _TooManyParts:
        return whole(game.counts, classes, game.clauses, slots, budget)


class _Taking:
    def __init__(self, counts: tuple[int, ...], slots: Slots, budget: Budget) -> None:
        self.counts = counts
        self.slots = slots
        self.budget = budget
        self.parts = 0

    def any(self, classes: Classes, clauses: Sequence[Clause]) -> Part:
        """The ways of `classes` to make all `clauses` hold."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _TooManyParts
        if not clauses:
            return Free(self.slots, classes, self.counts)
        parts = list(_apart(classes, clauses))
        if len(parts) > 1:
            return self._product([self.any(*part) for part in parts])
        sizes = sorted(
            {size for clause in clauses for q in clause if (size := _size_bar(q, classes)) is not None}
        )
        if sizes:
            return self._by_size(classes, clauses, sizes)
        single = _in_the_way(classes, clauses, self.counts)
        if single is not None and self.parts < PARTS_BEFORE_TOTALS:
            return self._both_votes(classes, clauses, single)
        return whole(self.counts, classes, clauses, self.slots, self.budget)

    def _product(self, parts: Sequence[Part]) -> Part:
        """Two by two, so that each is multiplied few times, and by others as short as itself."""
        if len(parts) == 1:
            return parts[0]
        middle = len(parts) // 2
        return Product(self.slots, self._product(parts[:middle]), self._product(parts[middle:]))

    def _by_size(self, classes: Classes, clauses: Sequence[Clause], sizes: Sequence[int]) -> Part:
        """Between two of `sizes`, each quota that only asks for a size either holds or does not."""
        edges = [0, *sizes, sum(self.counts[c] for c in classes) + 1]
        spans = []
        for low, high in zip(edges, edges[1:], strict=False):
            left = _settled_at(low, classes, clauses)
            if left is not None and low < high:
                spans.append((low, high, self.any(classes, left)))
        return BySize(self.slots, classes, self.counts, spans)

    def _both_votes(self, classes: Classes, clauses: Sequence[Clause], single: int) -> Part:
        """The class `single` has one seat: count with its no and with its yes."""
        others = tuple(c for c in classes if c != single)
        votes = []
        for yes in (0, 1):
            left = _after(clauses, single, yes, self.counts, others)
            if left is not None:
                votes.append((yes, self.any(others, left)))
        return BothVotes(self.slots, classes, self.counts, single, votes)


def _apart(classes: Classes, clauses: Sequence[Clause]) -> Iterable[tuple[Classes, list[Clause]]]:
    """Groups of classes that no clause ties together, each with its own clauses."""
    groups: list[tuple[set[int], list[Clause]]] = []
    for clause in clauses:
        touched = {c for c in classes if any(quota.weights[c] for quota in clause)}
        joined = [group for group in groups if group[0] & touched]
        groups = [group for group in groups if not group[0] & touched]
        own = [clause, *(other for _, theirs in joined for other in theirs)]
        groups.append((touched.union(*(group for group, _ in joined)), own))
    free = set(classes).difference(*(group for group, _ in groups))
    for group, own in groups:
        yield tuple(sorted(group)), own
    if free:
        yield tuple(sorted(free)), []


def _size_bar(quota: Quota, classes: Classes) -> int | None:
    """How many of the seats of `classes` must say yes, if the quota asks nothing else."""
    weights = {quota.weights[c] for c in classes}
    if len(weights) != 1 or weights == {0}:
        return None
    return max(0, -(-quota.bar // weights.pop()))


def _settled_at(low: int, classes: Classes, clauses: Sequence[Clause]) -> list[Clause] | None:
    """The clauses left open when `low` seats or a few more say yes; None when one can't hold."""
    left = []
    for clause in clauses:
        bars = [_size_bar(quota, classes) for quota in clause]
        if any(bar is not None and bar <= low for bar in bars):
            continue
        open_still = tuple(quota for quota, bar in zip(clause, bars, strict=True) if bar is None)
        if not open_still:
            return None
        left.append(open_still)
    return left


def _in_the_way(classes: Classes, clauses: Sequence[Clause], counts: Sequence[int]) -> int | None:
    """A class of one seat without which some quota would only ask for a size (a tie-breaking chair)."""
    for clause in clauses:
        for quota in clause:
            for c in classes:
                others = tuple(other for other in classes if other != c and quota.weights[other])
                if (
                    counts[c] == 1
                    and quota.weights[c]
                    and len(others) > 0
                    and _size_bar(quota, others) is not None
                ):
                    return c
    return None


def _after(
    clauses: Sequence[Clause], single: int, yes: int, counts: Sequence[int], others: Classes
) -> list[Clause] | None:
    """The clauses that `others` still have to fulfil once `single` has voted; None when they can't."""
    left = []
    for clause in clauses:
        moved = [Quota(quota.weights, quota.bar - quota.weights[single] * yes) for quota in clause]
        if any(quota.bar <= 0 for quota in moved):
            continue
        possible = [q for q in moved if sum(q.weights[c] * counts[c] for c in others) >= q.bar]
        if not possible:
            return None
        left.append(tuple(possible))
    return left
