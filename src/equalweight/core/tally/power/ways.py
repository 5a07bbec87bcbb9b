"""How many coalitions carry a motion, by size, and how often the seats of each class are in them.

The game is taken apart until it is easy: conditions that don't touch the same classes are counted apart and
multiplied; a condition that only asks how many seats say yes is settled by size; a single seat that stands
in the way of that is tried both ways; what is left is counted by carrying running totals (totals.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from equalweight.core.tally.power.onequota import count_one_quota, fits
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Clause, Conditions, Quota
from equalweight.core.tally.power.totals import MOST_STATES, count_by_totals

MOST_PARTS: Final = 500
"""A game that comes apart into more is counted as a whole instead."""
PARTS_BEFORE_TOTALS: Final = 20
"""Trying single seats both ways doubles the work each time: after so many parts, totals are carried instead."""

Classes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """Packed polynomials by size: `carried` counts winning coalitions, `members[c]` class c's seats in them."""

    carried: int
    members: Mapping[int, int]

    def kept(self, slots: Slots, low: int, high: int) -> "Ways":
        """Only coalitions of sizes from `low` to below `high`."""
        members = {c: slots.between(packed, low, high) for c, packed in self.members.items()}
        return Ways(slots.between(self.carried, low, high), members)


class _TooManyParts(Exception):
    """Taking the game apart makes more work than it saves."""


class Counting:
    """Counts one game's ways. Raises TallyError when it would take more than `most_states` states."""

    def __init__(self, game: Conditions, most_states: int = MOST_STATES) -> None:
        self.counts = game.counts
        self.most_states = most_states
        self.parts = 0
        self.slots = Slots.for_seats(sum(game.counts))
        classes = tuple(range(len(game.counts)))
        try:
            self.ways = self._any(classes, game.clauses)
        except _TooManyParts:
            self.ways = self._by_totals(classes, game.clauses)

    def _any(self, classes: Classes, clauses: Sequence[Clause]) -> Ways:
        """The ways of `classes` to make all `clauses` hold."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _TooManyParts
        if not clauses:
            return self._free(classes)
        parts = list(_apart(classes, clauses))
        if len(parts) > 1:
            return self._product([self._any(*part) for part in parts])
        sizes = sorted(
            {size for clause in clauses for q in clause if (size := _size_bar(q, classes)) is not None}
        )
        if sizes:
            return self._by_size(classes, clauses, sizes)
        single = _in_the_way(classes, clauses, self.counts)
        if single is not None and self.parts < PARTS_BEFORE_TOTALS:
            return self._both_ways(classes, clauses, single)
        return self._by_totals(classes, clauses)

    def _free(self, classes: Classes) -> Ways:
        """Nothing has to hold: every coalition counts."""
        seats = sum(self.counts[c] for c in classes)
        if not seats:
            return Ways(self.slots.choices(0), {})
        once = self.slots.shifted(self.slots.choices(seats - 1), 1)
        return Ways(self.slots.choices(seats), {c: self.counts[c] * once for c in classes})

    def _product(self, parts: Sequence[Ways]) -> Ways:
        """Parts that have nothing to do with each other, put together."""
        whole = parts[0]
        for part in parts[1:]:
            members = {c: self.slots.times(packed, part.carried) for c, packed in whole.members.items()}
            members |= {c: self.slots.times(packed, whole.carried) for c, packed in part.members.items()}
            whole = Ways(self.slots.times(whole.carried, part.carried), members)
        return whole

    def _by_size(self, classes: Classes, clauses: Sequence[Clause], sizes: Sequence[int]) -> Ways:
        """Between two of `sizes`, each quota that only asks for a size either holds or does not."""
        everyone = sum(self.counts[c] for c in classes)
        edges = [0, *sizes, everyone + 1]
        parts = []
        for low, high in zip(edges, edges[1:], strict=False):
            left = _settled_at(low, classes, clauses)
            if left is not None and low < high:
                parts.append(self._any(classes, left).kept(self.slots, low, high))
        return self._sum(parts, classes)

    def _both_ways(self, classes: Classes, clauses: Sequence[Clause], single: int) -> Ways:
        """The class `single` has one seat: count with its no and with its yes."""
        others = tuple(c for c in classes if c != single)
        parts = []
        for yes in (0, 1):
            left = _after(clauses, single, yes, self.counts, others)
            if left is not None:
                parts.append(self._with_vote(self._any(others, left), single, yes))
        return self._sum(parts, classes)

    def _with_vote(self, ways: Ways, single: int, yes: int) -> Ways:
        carried = self.slots.shifted(ways.carried, yes)
        members = {c: self.slots.shifted(packed, yes) for c, packed in ways.members.items()}
        members[single] = carried * yes
        return Ways(carried, members)

    def _by_totals(self, classes: Classes, clauses: Sequence[Clause]) -> Ways:
        counts = tuple(self.counts[c] for c in classes)
        narrow = _narrowed(clauses, classes)
        first = narrow[0][0]
        if len(narrow) == len(narrow[0]) == 1 and fits(first, counts, self.slots):
            carried, members = count_one_quota(first, counts, self.slots)
        else:
            game = Conditions(counts, narrow)
            carried, members = count_by_totals(game, self.slots, self.most_states)
        return Ways(carried, {classes[at]: packed for at, packed in members.items()})

    def _sum(self, parts: Iterable[Ways], classes: Classes) -> Ways:
        carried, members = 0, dict.fromkeys(classes, 0)
        for part in parts:
            carried += part.carried
            for c, packed in part.members.items():
                members[c] += packed
        return Ways(carried, members)


def _narrowed(clauses: Sequence[Clause], classes: Classes) -> tuple[Clause, ...]:
    """The clauses with weights for these classes only."""
    return tuple(
        tuple(Quota(tuple(quota.weights[c] for c in classes), quota.bar) for quota in clause)
        for clause in clauses
    )


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
