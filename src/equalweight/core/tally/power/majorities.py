"""In how many votes of every seat a motion is carried over the head of one side's majority.

Sizes don't matter here, so what is carried is lighter than in totals.py. Where the classes can be cut in halves
(halves.py) that is cheapest; else totals are carried (packed.py).
"""

from collections.abc import Callable, Sequence

from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power.cut import Asked, best_halves
from equalweight.core.tally.power.halves import count_by_halves
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
    counts = packed_counts(asked.counts, asked.clauses, asked.failing)
    most = _all([count.most_cost() for _, count in counts])
    known = [way for way in (_halves(asked), (most, _adding(counts))) if way and budget.affords(way[0])]
    best = min(known, key=lambda way: way[0].work, default=None)
    if best and best[0].work <= CHEAP:
        return best
    try:
        # What it could take at most may be far more than what it does: only going through the states tells.
        left = budget.up_to(best[0].work if best else None)
        walked = _all([count.walked_cost(left) for _, count in counts])
        left.memory(walked.bits)
        left.check(walked.work)
    except TallyError:
        if best:
            return best
        raise
    return walked, _adding(counts)


def _halves(asked: Asked) -> tuple[Cost, Votes] | None:
    halves = best_halves(asked)
    return (halves.cost, lambda: count_by_halves(asked, halves)[0]) if halves else None


def _adding(counts: Sequence[tuple[int, Packed]]) -> Votes:
    return lambda: sum(sign * count.votes() for sign, count in counts)


def _all(costs: Sequence[Cost]) -> Cost:
    """One count after the other."""
    return Cost(
        max(one.states for one in costs), sum(one.work for one in costs), max(one.bits for one in costs)
    )
