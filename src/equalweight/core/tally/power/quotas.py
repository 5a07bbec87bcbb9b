"""From a game's lines to quotas: conditions of one kind, which can be counted.

A quota holds when the weights of the seats that say yes add up to its bar. A clause holds when any of its
quotas does; a motion is carried when every clause holds. All of them can only gain from a further yes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from equalweight.core.tally.power.game import (
    EVERYONE,
    AnyOf,
    CountLine,
    FinalDecision,
    Game,
    Line,
    MoreThan,
    SeatClass,
    WeightLine,
)


@dataclass(frozen=True, slots=True)
class Quota:
    """Holds when the sum of `weights[c]` times the yes of class c is at least `bar`."""

    weights: tuple[int, ...]
    bar: int


Clause = tuple[Quota, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """A game for counting: how many seats each class has, and the clauses that must all hold."""

    counts: tuple[int, ...]
    clauses: tuple[Clause, ...]

    def carried(self, yes: Sequence[int]) -> bool:
        """Whether a motion is carried when `yes[c]` seats of each class c say yes."""
        return all(any(_weight(quota, yes) >= quota.bar for quota in clause) for clause in self.clauses)

    def pooled(self) -> tuple["Conditions", tuple[int, ...]]:
        """The same game with classes that weigh alike in every quota as one class; and the place of each in it."""
        quotas = [quota for clause in self.clauses for quota in clause]
        columns = [tuple(quota.weights[c] for quota in quotas) for c in range(len(self.counts))]
        kinds = {column: at for at, column in enumerate(dict.fromkeys(columns))}
        places = tuple(kinds[column] for column in columns)
        counts = [0] * len(kinds)
        for place, count in zip(places, self.counts, strict=True):
            counts[place] += count
        firsts = [places.index(at) for at in range(len(kinds))]
        clauses = tuple(
            tuple(Quota(tuple(quota.weights[c] for c in firsts), quota.bar) for quota in clause)
            for clause in self.clauses
        )
        return Conditions(tuple(counts), clauses), places

    def merged(self, groups: Sequence[Sequence[int]], seats: Sequence[int]) -> "Conditions":
        """The game in which each group of classes votes as one seat; `seats` are the other groups' counts."""
        clauses = tuple(tuple(_merge(quota, self.counts, groups, seats) for quota in c) for c in self.clauses)
        return Conditions(tuple(seats), clauses)


def conditions(game: Game) -> Conditions:
    """The game's lines as clauses over `game.all_seats`; lines of the table count only the table's seats."""
    everyone = game.all_seats
    clauses = [_clause(line, game.seats, len(everyone)) for line in game.carried_when]
    if len(everyone) > len(game.seats) and game.final_decision:
        clauses.append((_final_quota(game.final_decision, len(everyone)),))
    return Conditions(tuple(seat.count for seat in everyone), tuple(clauses))


def line_quota(line: Line, seats: Sequence[SeatClass], width: int) -> Quota:
    """One line as a quota over `width` classes, of which `seats` are the first."""
    if isinstance(line, WeightLine):
        return _quota([line.weights.get(seat.name, 0) for seat in seats], line.at_least, width)
    counted = [_is_in(line.of, seat) for seat in seats]
    size = sum(seat.count for seat, inside in zip(seats, counted, strict=True) if inside)
    if line.ties and isinstance(line.bar, MoreThan):
        return _tie_quota(line, seats, counted, size, width)
    bar = _least_above(line.bar, size) if isinstance(line.bar, MoreThan) else line.bar.number
    return _quota([int(inside) for inside in counted], bar, width)


def _clause(line: Line | AnyOf, seats: Sequence[SeatClass], width: int) -> Clause:
    lines = line.lines if isinstance(line, AnyOf) else (line,)
    return tuple(line_quota(one, seats, width) for one in lines)


def _final_quota(final: FinalDecision, width: int) -> Quota:
    bar = _least_above(final.bar, final.seats) if isinstance(final.bar, MoreThan) else final.bar.number
    return Quota((*(0,) * (width - 1), 1), bar)


def _tie_quota(
    line: CountLine, seats: Sequence[SeatClass], counted: Sequence[bool], size: int, width: int
) -> Quota:
    """Every seat weighs 2 and the tie-breaking one 3: at exactly the bar, its yes is what makes the sum."""
    assert isinstance(line.bar, MoreThan)
    weights = [
        (3 if seat.name == line.ties else 2) * inside for seat, inside in zip(seats, counted, strict=True)
    ]
    exactly = line.bar.share * size
    if exactly.denominator != 1:
        return _quota([int(inside) for inside in counted], _least_above(line.bar, size), width)
    return _quota(weights, 2 * int(exactly) + 1, width)


def _quota(weights: Sequence[int], bar: int, width: int) -> Quota:
    common = gcd(*weights) or 1
    padded = (*(weight // common for weight in weights), *(0,) * (width - len(weights)))
    return Quota(padded, -(-bar // common))


def _least_above(bar: MoreThan, size: int) -> int:
    return bar.share.numerator * size // bar.share.denominator + 1


def _is_in(of: str, seat: SeatClass) -> bool:
    return of in (EVERYONE, seat.side, seat.name)


def _weight(quota: Quota, yes: Sequence[int]) -> int:
    return sum(weight * many for weight, many in zip(quota.weights, yes, strict=True))


def _merge(
    quota: Quota, counts: Sequence[int], groups: Sequence[Sequence[int]], seats: Sequence[int]
) -> Quota:
    """A group merged into one seat weighs all its seats together; a class left alone keeps its weight."""

    def weigh(group: Sequence[int], seated: int) -> int:
        return sum(quota.weights[c] * counts[c] for c in group) if seated == 1 else quota.weights[group[0]]

    return Quota(tuple(weigh(group, seated) for group, seated in zip(groups, seats, strict=True)), quota.bar)
