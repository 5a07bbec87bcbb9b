"""Counts winning coalitions by carrying running totals of the quotas not yet settled, class by class.

Coalitions in the same state (plan.py) have the same future, so they are counted together. What a state holds
is a polynomial by size (polynomial.py). Going back over the states gives each class's part.
"""

from equalweight.core.tally.power.plan import Plan, State, Step
from equalweight.core.tally.power.polynomial import Choices, Slots

Layer = dict[State, int]


def count_by_totals(plan: Plan, slots: Slots) -> tuple[int, dict[int, int]]:
    """Winning coalitions by size, and for each class the seats it has in them, both packed.

    What that takes is for the caller to weigh first (plan.py).
    """
    layers = _forward(plan, slots)
    return sum(layers[-1].values()), _members(plan, slots, layers)


def _forward(plan: Plan, slots: Slots) -> list[Layer]:
    """The states before each class and after the last."""
    layers: list[Layer] = [{plan.bars: 1}]
    for step in plan.steps():
        layers.append(_next_layer(step, slots, layers[-1]))
    return layers


def _next_layer(step: Step, slots: Slots, layer: Layer) -> Layer:
    after: Layer = {}
    choices = Choices(slots, step.count)
    for state, packed in layer.items():
        for low, high, reached in step.runs(state):
            after[reached] = after.get(reached, 0) + choices.joined(packed, low, high)
    return after


def _members(plan: Plan, slots: Slots, layers: list[Layer]) -> dict[int, int]:
    """Going back from the end: for each class, its seats in the winning coalitions."""
    members: dict[int, int] = {}
    to_win: Layer = dict.fromkeys(layers[-1], 1)
    for at, step in reversed(list(enumerate(plan.steps()))):
        choices, before, seats = Choices(slots, step.count), dict[State, int](), 0
        for state, packed in layers[at].items():
            ways = chosen = 0
            for low, high, reached in step.runs(state):
                if ahead := to_win.get(reached, 0):
                    joined, choosing = choices.joined_and_chosen(ahead, low, high)
                    ways += joined
                    chosen += choosing
            before[state] = ways
            seats += slots.times(packed, chosen)
        members[plan.order[at]] = seats
        to_win = before
        layers.pop()
    return members
