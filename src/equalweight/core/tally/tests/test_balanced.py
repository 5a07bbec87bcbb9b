"""`balanced`, case by case."""

from fractions import Fraction

from equalweight.core.tally import LIVED_EXPERIENCE, STAFF, Outcome, decide

ROLL = {LIVED_EXPERIENCE: 5, STAFF: 10}


def outcome(lived: tuple[int, int], staff: tuple[int, int], **terms: Fraction) -> Outcome:
    """The outcome of (yes, no) counts a side, on a roll of 5 and 10."""
    votes = {
        (LIVED_EXPERIENCE, "yes"): lived[0],
        (LIVED_EXPERIENCE, "no"): lived[1],
        (STAFF, "yes"): staff[0],
        (STAFF, "no"): staff[1],
    }
    return decide("balanced", ROLL, votes, **terms)


def test_the_mean_of_both_shares_decides():
    result = outcome((4, 1), (5, 5))
    assert (result.outcome, result.share) == ("carried", Fraction(13, 20))
    assert result.why == "Agreed with both groups weighing the same: 65% said yes, more than half."


def test_a_groups_bare_majority_can_lose_and_that_is_said():
    result = outcome((2, 3), (7, 3))
    assert (result.outcome, result.share) == ("carried", Fraction(11, 20))
    assert result.why == (
        "Agreed with both groups weighing the same: 55% said yes, more than half, "
        "though more people with lived experience said no than yes."
    )


def test_exactly_half_is_not_more_than_half():
    result = outcome((2, 3), (6, 4))
    assert (result.outcome, result.share) == ("not_carried", Fraction(1, 2))
    assert result.why == (
        "Not agreed: with both groups weighing the same, 50% said yes, and it must be more than half: "
        "a tie is not enough."
    )


def test_below_two_fifths_of_one_group_is_not_carried():
    result = outcome((5, 0), (3, 7))
    assert result.outcome == "not_carried"
    assert (
        result.why
        == "Not agreed: too few staff agreed: 3 yes and 7 no, and at least two fifths must say yes."
    )


def test_two_fifths_and_not_a_third_is_the_least_of_a_side():
    roll = {LIVED_EXPERIENCE: 8, STAFF: 10}
    votes = {(LIVED_EXPERIENCE, "yes"): 3, (LIVED_EXPERIENCE, "no"): 5, (STAFF, "yes"): 10}
    result = decide("balanced", roll, votes)
    assert (result.outcome, result.share) == ("not_carried", Fraction(11, 16))


def test_the_head_count_beside_it_asks_for_the_same_share():
    assert outcome((1, 4), (6, 4)).head_count == "not_carried"
    assert outcome((1, 4), (9, 1)).head_count_differs
    assert outcome((3, 2), (6, 4), threshold=Fraction(3, 5)).head_count == "not_carried"


def test_a_third_of_the_seats_must_say_yes():
    result = outcome((5, 0), (3, 2))
    assert result.why == "Not agreed: only 3 of the 10 staff said yes, and more than a third must."


def test_nobody_voting_on_one_side_leaves_no_mean():
    votes = {(LIVED_EXPERIENCE, "yes"): 5, (STAFF, "pass"): 10}
    result = decide("balanced", ROLL, votes)
    assert (result.outcome, result.share) == ("not_carried", None)
    assert result.why == "Not agreed: nobody among staff said yes or no."


def test_a_higher_threshold_asks_for_a_higher_mean():
    assert outcome((4, 1), (5, 5), threshold=Fraction(2, 3)).outcome == "not_carried"


def test_without_quorum_nothing_is_decided():
    assert outcome((2, 0), (9, 0)).outcome == "not_quorate"


def test_two_fifths_of_a_side_is_enough_and_a_little_less_is_not():
    roll = {LIVED_EXPERIENCE: 8, STAFF: 10}
    votes = {(LIVED_EXPERIENCE, "yes"): 3, (LIVED_EXPERIENCE, "no"): 5, (STAFF, "yes"): 10}
    short = decide("balanced", roll, votes)
    assert (short.outcome, short.share) == ("not_carried", Fraction(11, 16))
    assert "3 yes and 5 no, and at least two fifths must say yes" in short.why
    enough = decide("balanced", roll, {**votes, (LIVED_EXPERIENCE, "no"): 4})
    assert enough.outcome == "carried"
