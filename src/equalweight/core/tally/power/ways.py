"""How many coalitions carry a motion, by size, and how often the seats of each class are in them.

A game is taken apart (apart.py) into parts. Each knows what counting it costs before anything is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.work import product_work, sum_work

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


class Part(Protocol):
    """Some of the classes, with what must hold among them. `work` is what counting them costs (work.py)."""

    @property
    def classes(self) -> Classes: ...

    @property
    def seats(self) -> int: ...

    @property
    def work(self) -> int: ...

    def ways(self) -> Ways: ...


class Free:
    """Nothing has to hold: every coalition counts."""

    def __init__(self, slots: Slots, classes: Classes, counts: Sequence[int]) -> None:
        self.slots = slots
        self.classes = classes
        self.counts = counts
        self.seats = sum(counts[c] for c in classes)
        bits = (self.seats + 1) * slots.bits
        self.work = 2 * self.seats * product_work(self.seats, 32) + len(classes) * product_work(bits, 32)

    def ways(self) -> Ways:
        if not self.seats:
            return Ways(self.slots.choices(0), {})
        once = self.slots.shifted(self.slots.choices(self.seats - 1), 1)
        return Ways(self.slots.choices(self.seats), {c: self.counts[c] * once for c in self.classes})


class Product:
    """Two parts that have nothing to do with each other, put together."""

    def __init__(self, slots: Slots, one: Part, other: Part) -> None:
        self.slots = slots
        self.one = one
        self.other = other
        self.classes = (*one.classes, *other.classes)
        self.seats = one.seats + other.seats
        each = product_work((one.seats + 1) * slots.bits, (other.seats + 1) * slots.bits, slots.bits)
        self.work = one.work + other.work + (1 + len(self.classes)) * each

    def ways(self) -> Ways:
        one, other = self.one.ways(), self.other.ways()
        members = {c: self.slots.times(packed, other.carried) for c, packed in one.members.items()}
        members |= {c: self.slots.times(packed, one.carried) for c, packed in other.members.items()}
        return Ways(self.slots.times(one.carried, other.carried), members)


class BySize:
    """Other conditions for other sizes: from `low` to below `high`, those of the part."""

    def __init__(
        self, slots: Slots, classes: Classes, counts: Sequence[int], spans: Sequence[tuple[int, int, Part]]
    ) -> None:
        self.slots = slots
        self.classes = classes
        self.seats = sum(counts[c] for c in classes)
        self.spans = spans
        self.work = sum(part.work for _, _, part in spans) + _joining(self, len(spans))

    def ways(self) -> Ways:
        return _sum((part.ways().kept(self.slots, low, high) for low, high, part in self.spans), self.classes)


class BothVotes:
    """With the no and with the yes of a class of one seat, whichever of them can still carry."""

    def __init__(
        self,
        slots: Slots,
        classes: Classes,
        counts: Sequence[int],
        single: int,
        votes: Sequence[tuple[int, Part]],
    ) -> None:
        self.slots = slots
        self.classes = classes
        self.seats = sum(counts[c] for c in classes)
        self.single = single
        self.votes = votes
        self.work = sum(part.work for _, part in votes) + _joining(self, len(votes))

    def ways(self) -> Ways:
        return _sum((self._with_vote(part.ways(), yes) for yes, part in self.votes), self.classes)

    def _with_vote(self, ways: Ways, yes: int) -> Ways:
        carried = self.slots.shifted(ways.carried, yes)
        members = {c: self.slots.shifted(packed, yes) for c, packed in ways.members.items()}
        members[self.single] = carried * yes
        return Ways(carried, members)


def _joining(part: BySize | BothVotes, parts: int) -> int:
    """Cutting and adding up what this many parts of a part have counted."""
    return 4 * parts * (1 + len(part.classes)) * sum_work((part.seats + 1) * part.slots.bits)


def _sum(parts: Iterable[Ways], classes: Classes) -> Ways:
    carried, members = 0, dict.fromkeys(classes, 0)
    for part in parts:
        carried += part.carried
        for c, packed in part.members.items():
            members[c] += packed
    return Ways(carried, members)
