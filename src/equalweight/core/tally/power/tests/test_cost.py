"""What a table costs is weighed before it is counted; and every way to count gives the same."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from equalweight.core.tally import SIDES, TallyError
from equalweight.core.tally.power import apart, halves, majorities, plan, power, totals, whole, work
from equalweight.core.tally.power.cut import Asked, best_halves
from equalweight.core.tally.power.foreseen import most_cost, walked_cost
from equalweight.core.tally.power.game import AtLeast, CountLine, Game, MoreThan, SeatClass, WeightLine
from equalweight.core.tally.power.indices import indices
from equalweight.core.tally.power.plan import plan_for
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import conditions
from equalweight.core.tally.power.tests.brute import Brute
from equalweight.core.tally.power.tests.test_power import assert_same, games
from equalweight.core.tally.power.work import MOST_BITS, Budget, product_work
from equalweight.core.tally.tests.generated import CASES

GAMES = settings(CASES, max_examples=200)
HALF = MoreThan(Fraction(1, 2))
SIX = (1, 7, 31, 101, 211, 331)


def table(classes: int, seats: int, *lines, sides=(None,)) -> Game:
    return Game(
        "table", tuple(SeatClass(f"c{at}", sides[at % len(sides)], seats) for at in range(classes)), lines
    )


def six_by_thirty(sides=(None,)) -> Game:
    weights = {f"c{at}": weight for at, weight in enumerate(SIX)}
    return table(6, 30, WeightLine(weights, 10_000), CountLine("all", HALF), sides=sides)


def only(way: str, patch: pytest.MonkeyPatch) -> None:
    """Every game is counted as a whole, in one way only."""
    patch.setattr(apart, "MOST_PARTS", 0)
    if way != "one quota":
        patch.setattr(whole, "_one_quota", lambda game, slots: None)
    if way == "halves":
        patch.setattr(majorities, "_all", lambda costs: work.Cost(10**9, 0, 0))
    else:
        patch.setattr(whole, "best_halves", lambda asked: None)
        patch.setattr(majorities, "best_halves", lambda asked: None)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["halves", "totals", "one quota"])
@GAMES
@given(game=games())
def test_every_way_to_count_gives_what_trying_every_coalition_gives(way, game):
    with pytest.MonkeyPatch.context() as patch:
        only(way, patch)
        assert_same(power(game), Brute(game))


def test_classes_alike_in_every_line_are_counted_as_one():
    asked = conditions(table(100, 100, CountLine("all", HALF)))
    pooled, places = asked.pooled()
    assert (pooled.counts, set(places)) == ((10_000,), {0})


def test_a_class_with_a_line_of_its_own_is_not_merged():
    asked = conditions(table(4, 2, CountLine("all", HALF), CountLine("c2", AtLeast(1))))
    pooled, places = asked.pooled()
    assert (pooled.counts, places) == ((6, 2), (0, 0, 1, 0))


@pytest.mark.parametrize("sides", [(None,), SIDES, (*SIDES, None), ("staff", None)])
def test_classes_alike_have_the_power_that_trying_every_coalition_gives(sides):
    lines = (WeightLine({"c0": 2, "c1": 1, "c2": 2, "c3": 1, "c4": 1}, 7), CountLine("all", HALF))
    game = table(5, 2, *lines, sides=sides)
    assert len(conditions(game).pooled()[0].counts) == 2
    assert_same(power(game), Brute(game))


def test_a_hundred_classes_of_one_line_cost_no_more_than_one_class():
    many, one = Budget(), Budget()
    indices(conditions(table(100, 100, CountLine("all", HALF))), many)
    indices(conditions(table(1, 10_000, CountLine("all", HALF))), one)
    assert many.spent == one.spent < Budget().most_work // 10


@pytest.mark.parametrize("sides", [(None,), SIDES])
def test_six_classes_of_thirty_with_a_weighted_quota_and_a_majority_cost_little(sides):
    game = six_by_thirty(sides)
    asked = conditions(game)
    found = best_halves(Asked(asked.counts, asked.clauses[:1], slots=Slots.for_seats(180)))
    assert found.cost.states <= 2 * 31**3
    assert found.cost.bits < MOST_BITS // 10
    budget = Budget(2 * 31**3)
    indices(asked, budget)
    assert budget.spent < budget.most_work // 20


def test_thirty_weights_and_one_quota_cost_little():
    weights = [3_000 + 21 * n for n in range(30)]
    game = table(
        30, 1, WeightLine({f"c{n}": w for n, w in enumerate(weights)}, sum(weights) // 2), sides=SIDES
    )
    budget = Budget(100_000, work.MOST_WORK // 60)
    indices(conditions(game), budget)
    assert budget.spent < budget.most_work


def never(*arguments):
    raise AssertionError("counted what was to be refused")


@pytest.mark.parametrize(
    "game",
    [
        # 50 classes of 200, each with a majority of its own: the numbers of 50 classes are too long to be held
        table(50, 200, *(CountLine(f"c{n}", HALF) for n in range(50)), sides=SIDES),
        # one quota of 200 classes with nine weights: few totals, but each is over a megabyte
        table(200, 50, WeightLine({f"c{n}": 1 + n % 9 for n in range(200)}, 25_000), sides=SIDES),
        table(2, 5_000, WeightLine({"c0": 7, "c1": 13}, 50_000), sides=SIDES),
        table(
            26,
            1,
            *(WeightLine({f"c{n}": 1 + n * k % 997 for n in range(26)}, 4_000) for k in (3, 50, 71, 97)),
        ),
        table(10, 300, WeightLine({f"c{n}": n + 1 for n in range(10)}, 8_000), CountLine("all", HALF)),
    ],
)
def test_what_costs_too_much_is_refused_before_anything_is_counted(game, monkeypatch):
    for module, counts in ((totals, "_forward"), (halves, "_Joining"), (whole, "count_one_quota")):
        monkeypatch.setattr(module, counts, never)
    with pytest.raises(TallyError) as refused:
        power(game)
    assert refused.value.code == "too_many_states"
    assert "Use fewer classes, fewer lines, or smaller weights." in refused.value.message


def test_going_through_the_states_stops_where_the_budget_does(monkeypatch):
    asked = conditions(six_by_thirty())
    stepped = []
    runs = plan.Step.runs
    monkeypatch.setattr(plan.Step, "runs", lambda step, state: stepped.append(state) or runs(step, state))
    with pytest.raises(TallyError):
        walked_cost(plan_for(asked), Slots.for_seats(180), Budget(1_000))
    assert len(stepped) <= 1_000
    stepped.clear()
    with pytest.raises(TallyError):
        walked_cost(plan_for(asked), Slots.for_seats(180), Budget(most_work=10**8))
    assert len(stepped) <= 10**8 // work.step_work(1)


@GAMES
@given(games())
def test_what_is_foreseen_is_never_less_than_what_is_walked(game):
    asked = conditions(game)
    slots = Slots.for_seats(sum(asked.counts))
    planned = plan_for(asked)
    most, walked = most_cost(planned, slots), walked_cost(planned, slots, Budget())
    layers = totals._forward(planned, slots)
    assert walked.states == sum(map(len, layers)) <= most.states
    assert walked.bits >= sum(packed.bit_length() for layer in layers for packed in layer.values())


def test_longer_numbers_cost_more():
    lengths = [2**n for n in range(6, 26)]
    for slot in (0, 1_000):
        costs = [product_work(length, length, slot) for length in lengths]
        assert costs == sorted(costs)


def test_the_refusal_says_how_much_how_much_there_may_be_and_what_to_do():
    for ask, said in (
        (lambda budget: budget.spend(3 * work.MOST_WORK), "3 minutes or more, and the most is 60 seconds"),
        (lambda budget: budget.states(5_000_001), "5,000,001 running totals, and the most is 5,000,000"),
        (lambda budget: budget.memory(8 * 10**9), "1,000 MB of memory, and the most is 536 MB"),
        (lambda budget: budget.check(10**30), "far more than a year"),
    ):
        with pytest.raises(TallyError, match=said):
            ask(Budget())
