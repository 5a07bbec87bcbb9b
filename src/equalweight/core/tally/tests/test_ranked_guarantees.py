"""The guarantees of equal weight for `ranked`, each over a thousand generated profiles with ties and gaps."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import LIVED_EXPERIENCE, SIDES, STAFF, Outcome, decide
from equalweight.core.tally.tests.generated import CASES

LEAVE = "leave it"
OPTIONS = ("A", "B", "C", LEAVE)

Profile = dict[str, list[str]]
"""{side: orders, one a seat that answered}"""


def written(places: tuple[int, ...]) -> str:
    """An order from each option's place; places beyond 3 leave the option out."""
    named: dict[int, list[str]] = {}
    for option, place in zip(OPTIONS, places, strict=True):
        if place <= 3:
            named.setdefault(place, []).append(option)
    return ">".join("=".join(named[place]) for place in sorted(named))


EVERY_ORDER = sorted({written(places) for places in product(range(5), repeat=len(OPTIONS))})
"""Every order there is of four options, with ties and options left out; "" is a pass."""

orders = st.sampled_from(EVERY_ORDER)
profiles = st.fixed_dictionaries({side: st.lists(orders, min_size=2, max_size=7) for side in SIDES})
unanswered = st.fixed_dictionaries({side: st.integers(0, 3) for side in SIDES})
sides = st.sampled_from(SIDES)


def tally(profile: Profile, missing: dict[str, int]) -> Outcome:
    roll = {side: len(profile[side]) + missing[side] for side in SIDES}
    votes = [(side, order) for side in SIDES for order in profile[side]]
    return decide("ranked", roll, votes, status_quo=LEAVE, options=OPTIONS)


def raised(order: str, option: str) -> str:
    """The same order with one option alone in first place: raised, or left where it was."""
    places = [[name for name in place.split("=") if name != option] for place in order.split(">") if order]
    return ">".join([option, *("=".join(place) for place in places if place)])


@CASES
@given(profiles, unanswered, st.integers(0, 10**6))
def test_1_within_a_side_names_do_not_matter(profile, missing, turn):
    turned = {
        side: orders[turn % len(orders) :] + orders[: turn % len(orders)] for side, orders in profile.items()
    }
    backwards = {side: orders[::-1] for side, orders in profile.items()}
    assert tally(profile, missing) == tally(turned, missing) == tally(backwards, missing)


@CASES
@given(profiles, unanswered)
def test_2_swapping_the_sides_swaps_the_labels_and_nothing_else(profile, missing):
    one = tally(profile, missing)
    other = tally(
        {LIVED_EXPERIENCE: profile[STAFF], STAFF: profile[LIVED_EXPERIENCE]},
        {LIVED_EXPERIENCE: missing[STAFF], STAFF: missing[LIVED_EXPERIENCE]},
    )
    assert (one.outcome, one.winner, one.head_count_winner) == (
        other.outcome,
        other.winner,
        other.head_count_winner,
    )
    assert one.sides[STAFF] == other.sides[LIVED_EXPERIENCE]
    assert one.sides[LIVED_EXPERIENCE] == other.sides[STAFF]


@CASES
@given(profiles, unanswered, sides, st.integers(2, 6))
def test_3_numbers_do_not_outweigh(profile, missing, side, times):
    missing[side] = max(missing[side], 3 - len(profile[side]))
    before = tally(profile, missing)
    after = tally({**profile, side: profile[side] * times}, {**missing, side: missing[side] * times})
    assert (before.outcome, before.winner) == (after.outcome, after.winner)


@CASES
@given(profiles, unanswered, sides)
def test_4_no_side_decides_alone(profile, missing, against):
    profile[against] = [LEAVE] * len(profile[against])
    assert tally(profile, missing).outcome != "carried"


@CASES
@given(profiles, unanswered, sides, st.integers(0, 6), st.sampled_from(OPTIONS))
def test_5_raising_an_option_never_makes_it_lose(profile, missing, side, at, option):
    before = tally(profile, missing)
    at %= len(profile[side])
    if not profile[side][at]:
        return
    orders = [*profile[side][:at], raised(profile[side][at], option), *profile[side][at + 1 :]]
    after = tally({**profile, side: orders}, missing)
    assert after.winner == option or before.winner != option
    assert not (option == LEAVE and before.outcome != "carried" and after.outcome == "carried")


@CASES
@given(profiles, unanswered)
def test_7_the_outcome_follows_from_what_is_disclosed(profile, missing):
    outcome = tally(profile, missing)
    roll = {name: side.entitled for name, side in outcome.sides.items()}
    grouped = Counter((side, order) for side in SIDES for order in sorted(profile[side]))
    assert decide(outcome.rule, roll, grouped, status_quo=LEAVE, options=OPTIONS) == outcome


def test_the_generated_profiles_reach_every_outcome():
    reached: list[str] = []

    @CASES
    @given(profiles, unanswered)
    def collect(profile, missing):
        reached.append(tally(profile, missing).outcome)

    collect()
    assert len(reached) >= CASES.max_examples
    assert (
        min(reached.count(verdict) for verdict in ("carried", "not_carried", "not_quorate"))
        >= len(reached) // 40
    )
