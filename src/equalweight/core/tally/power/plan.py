"""The order in which classes are counted, and where each leads from a state of running totals.

A state is what each quota still needs: 0 once its clause holds, LOST once it can't be reached.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import prod
from typing import Final

from equalweight.core.tally.power.quotas import Conditions
from equalweight.core.tally.power.work import step_work

WALKS: Final = 5
"""A step is gone once to weigh it, once forward, and once back, which is longer."""
LOST: Final = -1

State = tuple[int, ...]
Span = tuple[int, int]
Run = tuple[int, int, State]
"""From this many yes to that many, a class leads to this state."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Classes in the order they are counted, and each quota's weights in that order."""

    order: tuple[int, ...]
    counts: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]
    bars: State
    spans: tuple[Span, ...]
    gains: tuple[tuple[int, ...], ...]
    """gains[i][at]: what quota i can still gain from the classes from `at` on."""

    def steps(self) -> list["Step"]:
        return [Step(self, at) for at in range(len(self.counts))]


class Step:
    """What one class's votes do to a state."""

    def __init__(self, plan: Plan, at: int) -> None:
        self.count = plan.counts[at]
        self.weights = [own[at] for own in plan.weights]
        self.gains = [gain[at + 1] for gain in plan.gains]
        touched = [span for span in plan.spans if any(self.weights[slice(*span)])]
        self.lone = [first for first, last in touched if last - first == 1]
        self.alternatives = [span for span in touched if span[1] - span[0] > 1]
        self.work = WALKS * step_work(sum(last - first for first, last in touched))

    def runs(self, state: State) -> Iterator[Run]:
        """Where the class leads from `state`. Counts of yes that can't win any more are left out."""
        lone = [quota for quota in self.lone if state[quota] > 0]
        open_still = [span for span in self.alternatives if self._is_open(state, span)]
        if not lone and not open_still:
            yield 0, self.count, state
            return
        fewest, settled = self._bounds(state, [*((quota, quota + 1) for quota in lone), *open_still])
        for yes in range(fewest, min(settled, self.count + 1)):
            yield yes, yes, self._after(state, yes, lone, open_still)
        if settled <= self.count:
            yield settled, self.count, self._after(state, settled, lone, open_still)

    def _is_open(self, state: State, span: Span) -> bool:
        """Whether any alternative of an unsettled clause gains from this class."""
        return any(state[quota] > 0 and self.weights[quota] for quota in range(*span))

    def _bounds(self, state: State, spans: Sequence[Span]) -> Span:
        """The fewest yes with which every clause can still hold, and with which all these clauses do."""
        fewest = settled = 0
        for span in spans:
            live = [quota for quota in range(*span) if state[quota] > 0]
            fewest = max(fewest, min(self._needed(quota, state[quota] - self.gains[quota]) for quota in live))
            settled = max(settled, min(self._needed(quota, state[quota]) for quota in live))
        return fewest, max(fewest, settled)

    def _needed(self, quota: int, weight: int) -> int:
        """How many yes make up `weight`; more than there are when the class adds nothing."""
        if weight <= 0:
            return 0
        return -(-weight // self.weights[quota]) if self.weights[quota] else self.count + 1

    def _after(self, state: State, yes: int, lone: Sequence[int], open_still: Sequence[Span]) -> State:
        after = list(state)
        for quota in lone:
            after[quota] = max(0, state[quota] - self.weights[quota] * yes)
        for first, last in open_still:
            after[first:last] = self._alternatives_after(state[first:last], first, yes)
        return tuple(after)

    def _alternatives_after(self, needs: State, first: int, yes: int) -> list[int]:
        after = []
        for quota, need in enumerate(needs, first):
            left = need if need == LOST else need - self.weights[quota] * yes
            if left <= 0 and need != LOST:
                return [0] * len(needs)
            after.append(LOST if left > self.gains[quota] else left)
        return after


def plan_for(game: Conditions) -> Plan:
    """Counts first the classes that settle quotas soonest, so that few totals are carried at once."""
    quotas = [quota for clause in game.clauses for quota in clause]
    order = order_of(game.counts, [quota.weights for quota in quotas])
    counts = tuple(game.counts[c] for c in order)
    weights = tuple(tuple(quota.weights[c] for c in order) for quota in quotas)
    ends = list(accumulate((len(clause) for clause in game.clauses), initial=0))
    return Plan(
        order=order,
        counts=counts,
        weights=weights,
        bars=tuple(quota.bar for quota in quotas),
        spans=tuple(zip(ends, ends[1:], strict=False)),
        gains=tuple(gains_of(own, counts) for own in weights),
    )


def gains_of(weights: Sequence[int], counts: Sequence[int]) -> tuple[int, ...]:
    backwards = accumulate((w * n for w, n in zip(weights[::-1], counts[::-1], strict=True)), initial=0)
    return tuple(backwards)[::-1]


def order_of(counts: Sequence[int], weights: Sequence[Sequence[int]]) -> tuple[int, ...]:
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
