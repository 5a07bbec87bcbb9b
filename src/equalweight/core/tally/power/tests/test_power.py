"""The counted figures against every coalition tried, on generated games; and the properties power must have."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from equalweight.core.tally import SIDES, TallyError
from equalweight.core.tally.power import Power, apart, committee_game, polynomial, power
from equalweight.core.tally.power.game import (
    AnyOf,
    AtLeast,
    CountLine,
    FinalDecision,
    Game,
    MoreThan,
    SeatClass,
    WeightLine,
)
from equalweight.core.tally.power.indices import indices
from equalweight.core.tally.power.polynomial import Slots
from equalweight.core.tally.power.quotas import conditions
from equalweight.core.tally.power.tests.brute import Brute
from equalweight.core.tally.power.work import Budget
from equalweight.core.tally.tests.generated import CASES

GAMES = settings(CASES, max_examples=500)

shares = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(3, 5), Fraction(2, 3)])


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Small games with every kind of line: at most nine seats, so that 2^n stays small."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4).filter(lambda found: sum(found) <= 7))
    kinds = [draw(st.sampled_from([*SIDES, None])) for _ in sizes]
    seats = tuple(SeatClass(f"c{at}", side, n) for at, (side, n) in enumerate(zip(kinds, sizes, strict=True)))
    lines = tuple(draw(st.lists(any_line(seats), min_size=1, max_size=3)))
    final = None
    if draw(st.integers(0, 3)) == 0:
        final = FinalDecision(
            "cabinet", 2, draw(st.sampled_from([AtLeast(1), MoreThan(Fraction(1, 2))])), kinds[0], "refuse"
        )
    return Game("generated", seats, lines, final)


def any_line(seats: tuple[SeatClass, ...]) -> st.SearchStrategy:
    one = st.one_of(count_line(seats), weight_line(seats))
    return st.one_of(one, one, st.lists(one, min_size=1, max_size=3).map(lambda lines: AnyOf(tuple(lines))))


@st.composite
def count_line(draw: st.DrawFn, seats: tuple[SeatClass, ...]) -> CountLine:
    of = draw(st.sampled_from(sorted({"all", *(s.name for s in seats), *(s.side for s in seats if s.side)})))
    inside = [seat for seat in seats if of in ("all", seat.side, seat.name)]
    size = sum(seat.count for seat in inside)
    if draw(st.booleans()):
        return CountLine(of, AtLeast(draw(st.integers(1, size))))
    singles = [seat.name for seat in inside if seat.count == 1]
    return CountLine(of, MoreThan(draw(shares)), draw(st.sampled_from([None, *singles])))


@st.composite
def weight_line(draw: st.DrawFn, seats: tuple[SeatClass, ...]) -> WeightLine:
    weights = {seat.name: draw(st.integers(0, 6)) for seat in seats}
    total = sum(weights[seat.name] * seat.count for seat in seats)
    assume(total)
    return WeightLine(weights, draw(st.integers(1, total)))


def assert_same(found: Power, brute: Brute) -> None:
    assert sum(seat.banzhaf * seat.count for seat in found.classes) == 1
    for seat in found.classes:
        assert seat.dummy == (seat.shapley_shubik == 0)
        assert seat.banzhaf == brute.banzhaf(seat.name)
        assert seat.banzhaf_absolute == brute.banzhaf_absolute(seat.name)
        assert seat.shapley_shubik == brute.shapley_shubik(seat.name)
    for side, figures in found.sides.items():
        assert figures.as_bloc == brute.as_bloc(side)
        assert figures.passes_alone == brute.alone(side, 1)
        assert figures.blocks_alone == (not brute.alone(side, 0))
        assert figures.prevails == brute.prevails(side)


@pytest.mark.slow
@GAMES
@given(games())
def test_every_figure_is_what_trying_every_coalition_gives(game):
    assert_same(power(game), Brute(game))


@pytest.mark.parametrize("rule", ["both_sides", "balanced", "consent", "ranked", "head_count"])
@pytest.mark.parametrize(("lived", "staff"), [(1, 1), (2, 5), (4, 6), (3, 7)])
@pytest.mark.parametrize("threshold", [Fraction(1, 2), Fraction(2, 3)])
def test_committees_under_each_rule(rule, lived, staff, threshold):
    game = committee_game(lived, staff, rule, threshold)
    assert_same(power(game), Brute(game))


def test_four_against_nine_a_head_count_gives_one_side_everything_and_both_sides_makes_it_equal():
    heads = power(committee_game(4, 9, "head_count")).sides
    equal = power(committee_game(4, 9)).sides
    assert [heads[side].as_bloc for side in SIDES] == [0, 1]
    assert heads["staff"].passes_alone
    assert not heads["lived_experience"].blocks_alone
    assert [equal[side].as_bloc for side in SIDES] == [Fraction(1, 2)] * 2
    assert [equal[side].prevails for side in SIDES] == [Fraction(1, 2)] * 2
    assert all(side.blocks_alone and not side.passes_alone for side in equal.values())


def test_large_committees_are_exact():
    found = power(committee_game(500, 500))
    assert [seat.shapley_shubik for seat in found.classes] == [Fraction(1, 1000)] * 2


@pytest.mark.parametrize("seats", [40, 900])
def test_long_products_are_the_same_as_short_ones(seats, monkeypatch):
    slots = Slots.for_seats(seats)
    one = slots.between(slots.choices(seats // 2), seats // 4, seats // 2 + 1)
    other = slots.choices(seats - seats // 2)
    monkeypatch.setattr(polynomial, "LONG_BITS", 10**12)
    short = slots.times(one, other)
    monkeypatch.setattr(polynomial, "LONG_BITS", 0)
    assert slots.times(one, other) == short
    assert sum(slots.unpack(short)) == sum(slots.unpack(one)) * 2 ** (seats - seats // 2)


def test_a_body_that_may_ignore_leaves_no_power():
    seats = (SeatClass("members", "lived_experience", 3), SeatClass("officers", "staff", 4))
    final = FinalDecision("cabinet", 7, MoreThan(Fraction(1, 2)), "staff", "ignore")
    found = power(Game("advisers", seats, (CountLine("all", MoreThan(Fraction(1, 2))),), final))
    assert found.advice
    assert [seat.name for seat in found.classes] == ["members", "officers"]
    assert all(seat.dummy and seat.shapley_shubik == 0 for seat in found.classes)
    assert not any(side.passes_alone or side.blocks_alone for side in found.sides.values())
    assert [side.prevails for side in found.sides.values()] == [Fraction(1, 2)] * 2


def test_too_many_states_are_refused_before_they_are_counted():
    seats = tuple(SeatClass(f"c{n}", None, 20) for n in range(12))
    lines = tuple(WeightLine({f"c{n}": 1 + (n * k) % 37 for n in range(12)}, 500) for k in (3, 5, 7))
    with pytest.raises(TallyError) as refused:
        power(Game("too much", seats, lines))
    assert refused.value.code == "too_many_states"


ALTERNATING = ("staff", "lived_experience")


def alternating(classes: int, seats: int) -> tuple[SeatClass, ...]:
    return tuple(SeatClass(f"c{n}", ALTERNATING[n % 2], seats) for n in range(classes))


def half(of: str) -> CountLine:
    return CountLine(of, MoreThan(Fraction(1, 2)))


@pytest.mark.slow
def test_six_classes_of_thirty_with_alternatives_and_weights_are_worked_out():
    seats = alternating(6, 30)
    weights = dict(zip((seat.name for seat in seats), (1, 2, 3, 5, 7, 11), strict=True))
    lines = (
        AnyOf((half("c0"), half("c1"), half("c2"))),
        AnyOf((half("c3"), CountLine("staff", MoreThan(Fraction(2, 3))))),
        WeightLine(weights, 435),
    )
    found = power(Game("six", seats, lines))
    assert sum(seat.shapley_shubik * seat.count for seat in found.classes) == 1
    assert sum(side.prevails for side in found.sides.values()) == 1
    assert 0 < found.sides["staff"].prevails < 1


def test_weights_up_to_the_limit_with_sides_are_worked_out():
    weights = [3_000 + 21 * n for n in range(30)]
    seats = alternating(30, 1)
    line = WeightLine({seat.name: w for seat, w in zip(seats, weights, strict=True)}, sum(weights) // 2 + 1)
    found = power(Game("thirty", seats, (line,)))
    assert 99_000 < sum(weights) < 100_000
    assert sum(seat.banzhaf * seat.count for seat in found.classes) == 1
    assert found.sides["staff"].prevails < Fraction(1, 2) < found.sides["lived_experience"].prevails


@pytest.mark.slow
@settings(CASES, max_examples=200)
@given(st.lists(st.integers(1, 300), min_size=2, max_size=9), st.data())
def test_one_weighted_quota_with_sides_is_what_trying_every_coalition_gives(weights, data):
    kinds = [data.draw(st.sampled_from(SIDES)) for _ in weights]
    seats = tuple(SeatClass(f"c{at}", side, 1) for at, side in enumerate(kinds))
    quota = data.draw(st.integers(1, sum(weights)))
    game = Game("weights", seats, (WeightLine({f"c{at}": w for at, w in enumerate(weights)}, quota),))
    assert_same(power(game), Brute(game))


@pytest.mark.slow
@settings(CASES, max_examples=200)
@given(games())
def test_a_game_counted_as_a_whole_is_the_same_as_one_taken_apart(game):
    asked = conditions(game)
    taken_apart = indices(asked, Budget())()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "MOST_PARTS", 0)
        assert indices(asked, Budget())() == taken_apart


def test_two_great_groups_with_a_chair_who_breaks_ties():
    seats = (*alternating(2, 500), SeatClass("chair", "staff", 1))
    found = power(Game("ties", seats, (CountLine("all", MoreThan(Fraction(1, 2)), "chair"),)))
    assert found.sides["staff"].prevails + found.sides["lived_experience"].prevails == 1
    # 1,001 seats, and half of them is no whole number: nobody breaks a tie, all are alike.
    assert len({seat.shapley_shubik for seat in found.classes}) == 1


def test_an_empty_side_and_an_unknown_rule_are_refused():
    for arguments in ((0, 3), (3, 3, "dictator")):
        with pytest.raises(TallyError):
            committee_game(*arguments)
