"""Counts winning coalitions by carrying running totals of the quotas not yet settled, class by class.

A state is what each quota still needs: 0 once its clause holds, LOST once it can't be reached. Coalitions
in the same state have the same future, so they are counted together. What a state holds is a polynomial by
size (polynomial.py). Going back over the states gives each class's part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from typing import Final

from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power.polynomial import Choices, Slots, times
from equalweight.core.tally.power.quotas import Conditions

MOST_STATES: Final = 5_000_000
MOST_STEPS: Final = 50_000_000
MOST_BITS: Final = 2**32
LOOSE: Final = 8
"""The bytes foreseen are an upper bound, often several times what is needed."""
LOST: Final = -1

State = tuple[int, ...]
Layer = dict[State, int]
Run = tuple[int, int, State]
"""From this many yes to that many, a class leads to this state."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Classes in the order they are counted, and each quota's weights in that order."""

    order: tuple[int, ...]
    counts: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]
    bars: State
    spans: tuple[tuple[int, int], ...]
    gains: tuple[tuple[int, ...], ...]
    """gains[i][at]: what quota i can still gain from the classes from `at` on."""

    def runs(self, at: int, state: State) -> Iterator[Run]:
        """Where class `at` leads from `state`; counts of yes that lead to the same state make one run."""
        count = self.counts[at]
        if not any(need > 0 and own[at] for need, own in zip(state, self.weights, strict=True)):
            yield 0, count, state
            return
        start, before = 0, self._after(at, state, 0)
        for yes in range(1, count + 1):
            after = self._after(at, state, yes)
            if after != before:
                if before is not None:
                    yield start, yes - 1, before
                start, before = yes, after
        if before is not None:
            yield start, count, before

    def _after(self, at: int, state: State, yes: int) -> State | None:
        """The state once `yes` seats of class `at` said yes; None when a clause can no longer hold."""
        left: State = ()
        for first, last in self.spans:
            needs = self._clause_after(at, state[first:last], first, yes)
            if needs is None:
                return None
            left += needs
        return left

    def _clause_after(self, at: int, needs: State, first: int, yes: int) -> State | None:
        if not any(needs):
            return needs
        moved = []
        for quota, need in enumerate(needs, first):
            if need != LOST:
                need -= self.weights[quota][at] * yes
                if need <= 0:
                    return (0,) * len(needs)
                if need > self.gains[quota][at + 1]:
                    need = LOST
            moved.append(need)
        return None if max(moved) == LOST else tuple(moved)


def count_by_totals(
    game: Conditions, slots: Slots, members: bool, most_states: int = MOST_STATES
) -> tuple[int, dict[int, int]]:
    """Winning coalitions by size, and for each class the seats it has in them, both packed.

    Raises TallyError when there are more than `most_states` states, or they would need too much memory.
    """
    plan = plan_for(game)
    _check_work(plan, slots, most_states)
    layers = _forward(plan, slots, keep=members)
    carried = sum(layers[-1].values())
    return carried, _members(plan, slots, layers) if members else {}


def plan_for(game: Conditions) -> Plan:
    """Counts first the classes that settle quotas soonest, so that few totals are carried at once."""
    quotas = [quota for clause in game.clauses for quota in clause]
    order = _order(game.counts, [quota.weights for quota in quotas])
    counts = tuple(game.counts[c] for c in order)
    weights = tuple(tuple(quota.weights[c] for c in order) for quota in quotas)
    ends = list(accumulate((len(clause) for clause in game.clauses), initial=0))
    return Plan(
        order=order,
        counts=counts,
        weights=weights,
        bars=tuple(quota.bar for quota in quotas),
        spans=tuple(zip(ends, ends[1:], strict=False)),
        gains=tuple(_gains(own, counts) for own in weights),
    )


def _gains(weights: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    backwards = accumulate((w * n for w, n in zip(weights[::-1], counts[::-1], strict=True)), initial=0)
    return tuple(backwards)[::-1]


def _order(counts: Sequence[int], weights: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Greedy: next comes the class after which the fewest totals are open."""
    order: list[int] = []
    left = set(range(len(counts)))
    reached = [1] * len(weights)
    users = [sum(1 for w in own if w) for own in weights]

    def open_totals(c: int) -> tuple[int, int]:
        after = (
            had + own[c] * counts[c]
            for had, own, many in zip(reached, weights, users, strict=True)
            if many > bool(own[c])
        )
        return prod(after), c

    while left:
        chosen = min(left, key=open_totals)
        for i, own in enumerate(weights):
            reached[i] += own[chosen] * counts[chosen]
            users[i] -= bool(own[chosen])
        order.append(chosen)
        left.remove(chosen)
    return tuple(order)


def _check_work(plan: Plan, slots: Slots, most_states: int) -> None:
    """Refuse before counting when there could be too many states, steps between them, or bytes."""
    states = steps = bits = seats = 0
    for at, count in enumerate(plan.counts):
        here = _most_states_at(plan, at)
        seats += count
        states += here
        steps += here * (count + 1)
        bits += here * (seats - count + 1) * slots.bits
    if states > most_states:
        raise too_many_states(f"up to {states:,} states", f"{most_states:,}")
    if steps > MOST_STEPS or bits > LOOSE * MOST_BITS:
        raise too_many_states(
            f"{states:,} states with up to {steps:,} steps between them", f"{MOST_STEPS:,} steps"
        )


def _most_states_at(plan: Plan, at: int) -> int:
    """No more states than combinations of the open totals, nor than combinations of class counts."""
    totals = 1
    for own, bar, gain in zip(plan.weights, plan.bars, plan.gains, strict=True):
        if gain[at]:
            totals *= 1 + min(bar, sum(w * n for w, n in zip(own[:at], plan.counts[:at], strict=True)))
    return min(totals, prod(n + 1 for n in plan.counts[:at]))


def too_many_states(needed: str, limit: str) -> TallyError:
    return TallyError(
        "too_many_states",
        f"Working this out exactly would take {needed} of running totals, and the most is {limit}. "
        "Use fewer classes, fewer lines, or smaller weights.",
    )


def _forward(plan: Plan, slots: Slots, *, keep: bool) -> list[Layer]:
    """The states before each class and after the last; only the last when not to `keep` them."""
    layers: list[Layer] = [{plan.bars: 1}]
    bits = 0
    for at, count in enumerate(plan.counts):
        layer = _next_layer(plan, slots, at, count, layers[-1])
        layers = [*layers, layer] if keep else [layer]
        bits += sum(packed.bit_length() for packed in layer.values())
        if bits > MOST_BITS:
            raise too_many_states(f"{bits // 8_000_000:,} MB", f"{MOST_BITS // 8_000_000:,} MB")
    return layers


def _next_layer(plan: Plan, slots: Slots, at: int, count: int, layer: Layer) -> Layer:
    after: Layer = {}
    choices = Choices(slots, count)
    for state, packed in layer.items():
        for low, high, reached in plan.runs(at, state):
            after[reached] = after.get(reached, 0) + times(packed, choices.ways(low, high))
    return after


def _members(plan: Plan, slots: Slots, layers: list[Layer]) -> dict[int, int]:
    """Going back from the end: for each class, its seats in the winning coalitions."""
    members: dict[int, int] = {}
    to_win: Layer = dict.fromkeys(layers[-1], 1)
    for at in reversed(range(len(plan.counts))):
        choices, before, seats = Choices(slots, plan.counts[at]), dict[State, int](), 0
        for state, packed in layers[at].items():
            ways = chosen = 0
            for low, high, reached in plan.runs(at, state):
                ahead = to_win.get(reached, 0)
                ways += times(ahead, choices.ways(low, high))
                chosen += times(ahead, choices.choosers(low, high))
            before[state] = ways
            seats += times(packed, chosen)
        members[plan.order[at]] = seats
        to_win = before
    return members
