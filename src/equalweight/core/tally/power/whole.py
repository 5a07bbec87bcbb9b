"""What can't be taken apart any further, counted by whichever way costs least."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power.cut import Asked, best_halves
from equalweight.core.tally.power.foreseen import most_cost, walked_cost
from equalweight.core.tally.power.halves import count_by_halves
from equalweight.core.tally.power.onequota import count_one_quota, one_quota_cost
from equalweight.core.tally.power.plan import plan_for
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import Clause, Conditions, Quota
from equalweight.core.tally.power.totals import count_by_totals
from equalweight.core.tally.power.ways import Classes, Part, Ways
from equalweight.core.tally.power.work import CHEAP, Budget, Cost

Count = Callable[[], tuple[int, Mapping[int, int]]]


@dataclass(frozen=True, slots=True)
class Whole:
    """`count` gives the carried, and the members by place among `classes`."""

    classes: Classes
    seats: int
    work: int
    count: Count

    def ways(self) -> Ways:
        carried, members = self.count()
        return Ways(carried, {self.classes[at]: packed for at, packed in members.items()})


def whole(
    counts: Sequence[int], classes: Classes, clauses: Sequence[Clause], slots: Slots, budget: Budget
) -> Part:
    """The cheapest way to count `classes` under `clauses`. Raises TallyError when that is too much."""
    game = Conditions(tuple(counts[c] for c in classes), _narrowed(clauses, classes))
    cost, count = _cheapest(game, slots, budget)
    return Whole(classes, sum(game.counts), cost.work, count)


def _cheapest(game: Conditions, slots: Slots, budget: Budget) -> tuple[Cost, Count]:
    known = [way for way in (_one_quota(game, slots), _halves(game, slots)) if way and budget.affords(way[0])]
    best = min(known, key=lambda way: way[0].work, default=None)
    if best and best[0].work <= CHEAP:
        return best
    try:
        totals = _totals(game, slots, budget.up_to(best[0].work if best else None))
    except TallyError:
        if best:
            return best
        raise
    return totals if best is None else min(best, totals, key=lambda way: way[0].work)


def _one_quota(game: Conditions, slots: Slots) -> tuple[Cost, Count] | None:
    if [len(clause) for clause in game.clauses] != [1] or not all(game.clauses[0][0].weights):
        return None
    quota = game.clauses[0][0]
    cost = one_quota_cost(quota, game.counts, slots)
    return cost, lambda: count_one_quota(quota, game.counts, slots)


def _halves(game: Conditions, slots: Slots) -> tuple[Cost, Count] | None:
    asked = Asked(game.counts, game.clauses, slots=slots)
    halves = best_halves(asked)
    return (halves.cost, lambda: count_by_halves(asked, halves)) if halves else None


def _totals(game: Conditions, slots: Slots, budget: Budget) -> tuple[Cost, Count]:
    plan = plan_for(game)
    cost = most_cost(plan, slots)
    # More states than these can't be; whether there are as many, only going through them would tell.
    budget.states(cost.states)
    if not budget.affords(cost) or cost.work > CHEAP:
        cost = walked_cost(plan, slots, budget)
    budget.memory(cost.bits)
    budget.check(cost.work)
    return cost, lambda: count_by_totals(plan, slots)


def _narrowed(clauses: Sequence[Clause], classes: Classes) -> tuple[Clause, ...]:
    """The clauses with weights for these classes only."""
    return tuple(
        tuple(Quota(tuple(quota.weights[c] for c in classes), quota.bar) for quota in clause)
        for clause in clauses
    )
