"""In how many votes of every seat a motion is carried over the head of one side's majority.

Sizes don't matter here, so what is carried is lighter than in totals.py. Where the classes can be cut in halves
(halves.py) that is cheapest; else totals are carried (packed.py).
"""

from collections.abc import Callable

from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power.halves import Asked, best_halves, count_by_halves
from equalweight.core.tally.power.packed import Packed, packed_counts
from equalweight.core.tally.power.quotas import Conditions, Quota
from equalweight.core.tally.power.work import CHEAP, Budget, Cost

Votes = Callable[[], int]


def votes_against(game: Conditions, majority: Quota, not_against: Quota, budget: Budget) -> Votes:
    """Counts the votes that carry although `not_against` fails and with `majority`.

    Weighs first what that takes: raises TallyError when it is more than the budget has.
    """
    pooled, _ = Conditions(game.counts, (*game.clauses, (majority,), (not_against,))).pooled()
    *clauses, failing = pooled.clauses
    asked = Asked(pooled.counts, tuple(clauses), failing)
    cost, votes = _cheapest(asked, budget)
    budget.spend(cost.work)
    return votes


def _cheapest(asked: Asked, budget: Budget) -> tuple[Cost, Votes]:
    halves = best_halves(asked)
    best = None
    if halves and budget.affords(halves.cost):
        best = halves.cost, lambda: count_by_halves(asked, halves)[0]
        if halves.cost.work <= CHEAP:
            return best
    try:
        packed = _packed(asked, budget.up_to(best[0].work if best else None))
    except TallyError:
        if best:
            return best
        raise
    return min(packed, best or packed, key=lambda way: way[0].work)


def _packed(asked: Asked, budget: Budget) -> tuple[Cost, Votes]:
    signed = packed_counts(asked.counts, asked.clauses, asked.failing)
    costs = [_weighed(count, budget) for _, count in signed]
    cost = Cost(
        max(one.states for one in costs), sum(one.work for one in costs), max(one.bits for one in costs)
    )
    budget.check(cost.work)
    return cost, lambda: sum(sign * count.votes() for sign, count in signed)


def _weighed(count: Packed, budget: Budget) -> Cost:
    """Going through the states is needed only where the most there could be is too much."""
    cost = count.most_cost()
    if not budget.affords(cost) or cost.work > CHEAP:
        cost = count.walked_cost(budget)
    budget.memory(cost.bits)
    budget.check(cost.work)
    return cost
