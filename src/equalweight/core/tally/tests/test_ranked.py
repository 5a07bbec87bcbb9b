"""`ranked`, case by case, and the Schulze method against a plain reading of its definition."""

from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import LIVED_EXPERIENCE, STAFF, Outcome, TallyError, decide, read_ballot
from equalweight.core.tally.schulze import winners
from equalweight.core.tally.tests.generated import CASES

LEAVE = "Leave it"
ROLL = {LIVED_EXPERIENCE: 4, STAFF: 9}


def outcome(lived: dict[str, int], staff: dict[str, int], **more) -> Outcome:
    votes = Counter({(LIVED_EXPERIENCE, order): n for order, n in lived.items()})
    votes.update({(STAFF, order): n for order, n in staff.items()})
    return decide("ranked", ROLL, votes, status_quo=LEAVE, **more)


def test_a_sole_winner_each_side_prefers_is_carried():
    result = outcome({"A>B>Leave it": 3, "B>A": 1}, {"A>Leave it>B": 5, "B>Leave it>A": 3})
    assert (result.outcome, result.winner) == ("carried", "A")
    assert (result.sides[STAFF].yes, result.sides[STAFF].no) == (5, 3)
    assert result.why == (
        "Agreed by both groups: “A” comes first with both groups weighing the same, "
        "and each group prefers it to “Leave it”."
    )


def test_each_side_weighs_half_whatever_its_numbers():
    result = outcome({"B>A>Leave it": 4}, {"A>B>Leave it": 6, "B>A>Leave it": 3})
    assert result.winner == "B"
    assert (result.head_count, result.head_count_winner, result.head_count_differs) == ("carried", "B", False)
    result = outcome({"B>A>Leave it": 3, "A>B>Leave it": 1}, {"A>B>Leave it": 6, "B>A>Leave it": 3})
    assert result.winner == "B"
    assert (result.head_count_winner, result.head_count_differs) == ("A", True)


def test_a_winner_one_side_likes_less_than_leaving_it_is_not_carried():
    result = outcome({"A>B>Leave it": 4}, {"Leave it>A>B": 5, "A>Leave it>B": 4})
    assert (result.outcome, result.winner) == ("not_carried", None)
    assert result.why == (
        "It stays as it is: “A” comes first, but staff did not place it above “Leave it”: 4 above and 5 below."
    )


def test_a_side_that_places_it_above_and_below_as_often_is_not_for_it():
    result = outcome({"A>B>Leave it": 2, "Leave it>A>B": 2}, {"A>B>Leave it": 9})
    assert (result.outcome, result.winner, result.sides[LIVED_EXPERIENCE].carried) == (
        "not_carried",
        None,
        False,
    )
    assert "people with lived experience did not place it above “Leave it”: 2 above and 2 below" in result.why


def test_a_head_count_that_leaves_it_has_no_winner():
    result = outcome({"A>B>Leave it": 4}, {"Leave it>A>B": 9})
    assert (result.head_count, result.head_count_winner, result.head_count_differs) == (
        "not_carried",
        None,
        False,
    )


def test_leaving_it_first_or_first_together_means_it_stays():
    alone = outcome({"Leave it>A>B": 4}, {"Leave it>B>A": 9})
    assert alone.why == "It stays as it is: “Leave it” comes first with both groups weighing the same."
    together = outcome({"Leave it>A>B": 4}, {"A>Leave it>B": 9})
    assert together.why == "It stays as it is: “Leave it” comes first together with “A”."
    assert {alone.outcome, together.outcome} == {"not_carried"}


def test_several_winners_go_back_to_the_committee():
    result = outcome({"A>B>Leave it": 4}, {"B>A>Leave it": 9})
    assert result.outcome == "not_carried"
    assert result.why == "Not decided: “A” and “B” come first together, so it goes back to the committee."


def test_a_side_that_only_passes_sends_it_back():
    result = outcome({"": 4}, {"A>B": 9})
    assert result.outcome == "not_carried"
    assert result.sides[LIVED_EXPERIENCE].passed == 4
    assert "nobody among people with lived experience ranked the options" in result.why


def test_without_quorum_nothing_is_decided():
    assert outcome({"A>B": 1}, {"A>B": 9}).outcome == "not_quorate"
    assert outcome({"A>B": 1, "": 1}, {"A>B": 9}).outcome == "carried"


def test_options_left_out_share_the_last_place():
    assert outcome({"A": 4}, {"A": 9}, options=["A", "B"]) == outcome(
        {"A>B=Leave it": 4}, {"A>Leave it = B": 9}
    )


@pytest.mark.parametrize(
    ("text", "ballot"),
    [
        ("", ()),
        ("  ", ()),
        ("A", (("A",),)),
        (" A > B=C ", (("A",), ("B", "C"))),
        ("C=B>A", (("B", "C"), ("A",))),
        ("a>A", (("a",), ("A",))),
        ("cafe\u0301>A", (("caf\u00e9",), ("A",))),
    ],
)
def test_orders_are_read(text, ballot):
    assert read_ballot(text) == ballot


@pytest.mark.parametrize(
    ("code", "lived", "more"),
    [
        ("option_twice", {"A>B>A": 1}, {}),
        ("option_twice", {"A=A>B": 1}, {}),
        ("option_empty", {"A>>B": 1}, {}),
        ("option_empty", {"A>": 1}, {}),
        ("option_unusable", {"A\u0000>B": 1}, {}),
        ("option_unusable", {"A" * 201: 1}, {}),
        ("option_pass", {"Pass": 1}, {}),
        ("options_number", {"A>Leave it": 1}, {}),
        ("options_number", {">".join(f"o{n}" for n in range(100)): 1}, {}),
        ("unknown_option", {"A>B>C": 1}, {"options": ["A", "B"]}),
        ("threshold_not_used", {"A>B": 1}, {"threshold": Fraction(2, 3)}),
    ],
)
def test_what_does_not_fit_is_refused(code, lived, more):
    with pytest.raises(TallyError) as refused:
        outcome(lived, {}, **more)
    assert refused.value.code == code


def test_the_status_quo_must_be_named_and_only_here():
    with pytest.raises(TallyError, match="leaves things as they are"):
        decide("ranked", ROLL, [(STAFF, "A>B>C")])
    with pytest.raises(TallyError, match="only ranked does"):
        decide("both_sides", ROLL, [], status_quo=LEAVE)


def strongest_path(found: list[list[int]], a: int, b: int) -> int:
    """The definition: over every path, the strongest weakest link; 0 without one."""
    others = [c for c in range(len(found)) if c not in (a, b)]
    paths = (
        (a, *between, b) for length in range(len(others) + 1) for between in permutations(others, length)
    )
    return max(0, *(min(found[x][y] for x, y in zip(path, path[1:], strict=False)) for path in paths))


@CASES
@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.integers(-4, 4), min_size=n * n, max_size=n * n)))
def test_winners_are_those_no_stronger_path_beats(numbers):
    n = next(n for n in range(2, 6) if n * n == len(numbers))
    found = [[numbers[a * n + b] - numbers[b * n + a] for b in range(n)] for a in range(n)]
    expected = [
        a
        for a in range(n)
        if all(strongest_path(found, a, b) >= strongest_path(found, b, a) for b in range(n) if b != a)
    ]
    assert winners(found) == expected


def test_a_pass_turned_into_a_vote_for_the_winner_can_cost_it_the_win():
    """Known of every rule that weighs a side's votes by their number: shown, not hidden (docs/rules/ranked.md)."""
    roll = {LIVED_EXPERIENCE: 2, STAFF: 2}
    lived = [(LIVED_EXPERIENCE, "A=C"), (LIVED_EXPERIENCE, "A>B>C=Leave it")]
    passed = decide("ranked", roll, [*lived, (STAFF, ""), (STAFF, "B>C>A")], status_quo=LEAVE)
    voted = decide("ranked", roll, [*lived, (STAFF, "B"), (STAFF, "B>C>A")], status_quo=LEAVE)
    assert (passed.winner, voted.winner) == ("B", None)
