"""`both_sides`, case by case: each reason a decision can come out the way it does."""

from fractions import Fraction

import pytest

from equalweight.core.tally import LIVED_EXPERIENCE, STAFF, Outcome, TallyError, decide

ROLL = {LIVED_EXPERIENCE: 4, STAFF: 9}


def outcome(lived: tuple[int, int, int], staff: tuple[int, int, int], **terms: Fraction) -> Outcome:
    """The outcome of (yes, no, pass) counts a side, on a roll of 4 and 9."""
    words = ("yes", "no", "pass")
    votes = {
        (side, word): n
        for side, counts in ((LIVED_EXPERIENCE, lived), (STAFF, staff))
        for word, n in zip(words, counts, strict=True)
    }
    return decide("both_sides", ROLL, votes, **terms)


def test_carried_when_each_side_agrees():
    result = outcome((3, 1, 0), (6, 3, 0))
    assert result.outcome == "carried"
    assert all(side.carried for side in result.sides.values())
    assert result.why == (
        "Agreed by both groups: more than half of the votes in each group, "
        "and more than a third of each group's seats, said yes."
    )


def test_nine_staff_cannot_outweigh_the_other_side_and_the_head_count_is_said():
    result = outcome((0, 4, 0), (9, 0, 0))
    assert (result.outcome, result.head_count, result.head_count_differs) == ("not_carried", "carried", True)
    assert result.why == "Not agreed: people with lived experience did not agree: 0 yes and 4 no."


def test_a_tie_is_not_enough():
    result = outcome((2, 2, 0), (5, 0, 0))
    assert result.outcome == "not_carried"
    assert "2 yes and 2 no, and a tie is not enough" in result.why


def test_one_lone_yes_is_not_a_sides_agreement():
    result = outcome((1, 0, 3), (9, 0, 0))
    assert result.outcome == "not_carried"
    assert "only 1 of the 4 people with lived experience said yes, and more than a third must" in result.why


def test_exactly_a_third_of_the_seats_is_not_enough():
    assert outcome((4, 0, 0), (3, 2, 4)).outcome == "not_carried"
    assert outcome((4, 0, 0), (4, 2, 3)).outcome == "carried"


def test_all_passing_is_not_agreement():
    result = outcome((0, 0, 4), (9, 0, 0))
    assert result.outcome == "not_carried"
    assert result.sides[LIVED_EXPERIENCE].share is None
    assert "nobody among people with lived experience said yes or no" in result.why


def test_without_quorum_on_one_side_nothing_carries():
    result = outcome((1, 0, 0), (9, 0, 0))
    assert result.outcome == "not_quorate"
    assert not result.sides[LIVED_EXPERIENCE].carried
    assert result.why == (
        "Not decided, because too few people answered: "
        "1 of 4 people with lived experience answered, and at least 2 must."
    )


def test_of_two_seats_both_must_answer():
    for answered, expected in ((1, "not_quorate"), (2, "carried")):
        votes = {(LIVED_EXPERIENCE, "yes"): answered, (STAFF, "yes"): 9}
        assert decide("both_sides", {LIVED_EXPERIENCE: 2, STAFF: 9}, votes).outcome == expected


def test_the_outcome_says_how_each_side_answered():
    side = outcome((2, 1, 1), (5, 2, 1)).sides[STAFF]
    assert (side.entitled, side.answered, side.yes, side.no, side.passed) == (9, 8, 5, 2, 1)


@pytest.mark.parametrize(
    ("lived", "staff", "threshold", "head_count"),
    [
        ((2, 2, 0), (4, 4, 0), Fraction(1, 2), "not_carried"),
        ((2, 2, 0), (5, 4, 0), Fraction(1, 2), "carried"),
        ((4, 0, 0), (4, 4, 0), Fraction(2, 3), "not_carried"),
        ((4, 0, 0), (5, 4, 0), Fraction(2, 3), "carried"),
        ((1, 0, 0), (1, 0, 0), Fraction(1, 2), "carried"),
    ],
)
def test_a_head_count_puts_all_in_one_heap_without_a_quorum(lived, staff, threshold, head_count):
    assert outcome(lived, staff, threshold=threshold).head_count == head_count


def test_passing_counts_as_answering():
    assert outcome((2, 0, 0), (4, 0, 1)).outcome == "carried"
    assert outcome((2, 0, 0), (4, 0, 0)).outcome == "not_quorate"


def test_a_higher_threshold_is_said_in_words():
    result = outcome((3, 1, 0), (5, 4, 0), threshold=Fraction(2, 3))
    assert (
        result.why
        == "Not agreed: staff did not agree: 5 yes and 4 no, and more than two thirds must say yes."
    )


def test_a_higher_quorum_asks_for_more_answers():
    assert outcome((3, 0, 0), (9, 0, 0), quorum=Fraction(3, 4)).outcome == "carried"
    assert outcome((3, 0, 0), (6, 0, 0), quorum=Fraction(3, 4)).outcome == "not_quorate"


def test_one_vote_a_seat_and_grouped_votes_are_the_same():
    one_by_one = [(LIVED_EXPERIENCE, "yes")] * 3 + [(STAFF, "no")] * 2 + [(STAFF, "yes")] * 5
    assert decide("both_sides", ROLL, one_by_one) == outcome((3, 0, 0), (5, 2, 0))


@pytest.mark.parametrize(
    ("code", "roll", "votes", "terms"),
    [
        ("side_missing", {STAFF: 9}, [], {}),
        ("unknown_side", {**ROLL, "public": 5}, [], {}),
        ("unknown_side", ROLL, [("public", "yes")], {}),
        ("unknown_choice", ROLL, [(STAFF, "maybe")], {}),
        ("unknown_choice", ROLL, [(STAFF, "")], {}),
        ("roll_too_small", {LIVED_EXPERIENCE: 1, STAFF: 9}, [], {}),
        ("not_whole", {LIVED_EXPERIENCE: True, STAFF: 9}, [], {}),
        ("not_whole", ROLL, {(STAFF, "yes"): -1}, {}),
        ("more_votes_than_seats", ROLL, {(STAFF, "yes"): 10}, {}),
        ("quorum_out_of_range", ROLL, [], {"quorum": Fraction(49, 100)}),
        ("quorum_out_of_range", ROLL, [], {"quorum": Fraction(101, 100)}),
        ("threshold_out_of_range", ROLL, [], {"threshold": Fraction(1, 3)}),
        ("threshold_out_of_range", ROLL, [], {"threshold": Fraction(1)}),
        ("quorum_not_exact", ROLL, [], {"quorum": 0.5}),
    ],
)
def test_what_does_not_fit_is_refused(code, roll, votes, terms):
    with pytest.raises(TallyError) as refused:
        decide("both_sides", roll, votes, **terms)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_an_unknown_rule_is_refused():
    with pytest.raises(TallyError) as refused:
        decide("one_head_one_vote", ROLL, [])
    assert refused.value.code == "unknown_rule"
