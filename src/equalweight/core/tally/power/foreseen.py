"""What carrying running totals costs: the most it can, and what it does.

The second goes through the states without counting anything.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import accumulate
from math import prod

from equalweight.core.tally.power.plan import Plan, Run, Span, State, Step
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.work import BITS_A_STATE, Budget, Cost, product_work


def most_cost(plan: Plan, slots: Slots) -> Cost:
    """The most it can take, known without going through the states."""
    several = [span for span in plan.spans if span[1] - span[0] > 1]
    states = [
        most_states_at(plan.weights, plan.bars, plan.gains, plan.counts, at, several)
        for at in range(len(plan.counts) + 1)
    ]
    walks = [_walking(plan, slots, at, step) for at, step in enumerate(plan.steps())]
    work = sum(
        had * (a_state + sum(a_run(yes, yes) for yes in range(count + 1)))
        for had, (_, a_state, a_run), count in zip(states, walks, plan.counts, strict=False)
    )
    return Cost(sum(states), work, _bits(plan, slots, states))


def walked_cost(plan: Plan, slots: Slots, budget: Budget) -> Cost:
    """What it does take."""
    steps = [_walking(plan, slots, at, step) for at, step in enumerate(plan.steps())]
    states, work = walk([plan.bars], steps, budget)
    return Cost(sum(states), work, _bits(plan, slots, states))


Walking = tuple[Callable[[State], Iterable[Run]], int, Callable[[int, int], int]]
"""Where a step leads from a state; the work for each state; and for each run, from so many yes to so many."""


def walk(start: Iterable[State], steps: Sequence[Walking], budget: Budget) -> tuple[list[int], int]:
    """The states before each step and after the last, and the work of going through them once more to count.

    Nothing is counted here, and no more walked than `budget` allows.
    """
    layer = set(start)
    states, work = [len(layer)], 0
    for step, a_state, a_run in steps:
        after = set[State]()
        for state in layer:
            work += a_state
            for low, high, reached in step(state):
                work += a_run(low, high)
                after.add(reached)
            budget.check(work)
            budget.states(sum(states) + len(after), "more than")
        budget.memory((len(layer) + len(after)) * BITS_A_STATE)
        states.append(len(after))
        layer = after
    return states, work


def _walking(plan: Plan, slots: Slots, at: int, step: Step) -> Walking:
    """With the work of both ways that states are counted (totals.py)."""
    before, after = sum(plan.counts[:at]), sum(plan.counts[at + 1 :])
    here, ahead = (seats * slots.bits for seats in (before + 1, after + step.count + 1))
    # Once forward and once back, where the ways of choosing are also counted once for each seat.
    one = step.work + product_work(here, step.count) + 2 * product_work(ahead, step.count)

    def a_run(low: int, high: int) -> int:
        if low == high:
            return one
        ways = (high - low + 1) * slots.bits
        return one + product_work(here, ways, slots.bits) + 2 * product_work(ahead, ways, slots.bits)

    return step.runs, step.work + product_work(here, ahead, slots.bits), cache(a_run)


def _bits(plan: Plan, slots: Slots, states: Sequence[int]) -> int:
    """All layers are held at once."""
    seats = accumulate(plan.counts, initial=0)
    each = 64 * len(plan.bars) + BITS_A_STATE
    return sum(many * (each + (sized + 1) * slots.bits) for many, sized in zip(states, seats, strict=True))


def most_states_at(
    weights: Sequence[Sequence[int]],
    bars: Sequence[int],
    gains: Sequence[Sequence[int]],
    counts: Sequence[int],
    at: int,
    spans: Sequence[Span],
) -> int:
    """No more states than combinations of the open totals, nor than combinations of class counts.

    `spans`: clauses with alternatives, and quotas that must fail; these can be settled or lost while others are open.
    """
    combinations = prod(n + 1 for n in counts[:at])
    reached = [sum(w * n for w, n in zip(own[:at], counts[:at], strict=True)) for own in weights]
    totals = 1
    for quota in set(range(len(bars))).difference(*(range(*span) for span in spans)):
        totals *= 1 + min(bars[quota], reached[quota]) if gains[quota][at] else 1
    for span in spans:
        begun = [quota for quota in range(*span) if gains[quota][at] and reached[quota]]
        if any(gains[quota][at] for quota in range(*span)):
            # settled as a whole; or what is still needed of each that can gain, or that it is lost
            totals *= 1 + prod(2 + min(bars[quota] - 1, reached[quota]) for quota in begun)
    return min(totals, combinations)
