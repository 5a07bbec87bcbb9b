"""`consent`, case by case."""

import pytest

from equalweight.core.tally import LIVED_EXPERIENCE, STAFF, Outcome, TallyError, decide

ROLL = {LIVED_EXPERIENCE: 4, STAFF: 9}


def outcome(lived: tuple[int, int, int], staff: tuple[int, int, int]) -> Outcome:
    """The outcome of (consent, object, pass) counts a side, on a roll of 4 and 9."""
    words = ("consent", "object", "pass")
    votes = {
        (side, word): n
        for side, counts in ((LIVED_EXPERIENCE, lived), (STAFF, staff))
        for word, n in zip(words, counts, strict=True)
    }
    return decide("consent", ROLL, votes)


def test_carried_when_nobody_objects():
    result = outcome((3, 0, 1), (6, 0, 2))
    assert result.outcome == "carried"
    assert result.why == (
        "Agreed by consent: no objection stands, and more than a third of each group's seats consented."
    )


def test_one_objection_is_enough_and_a_head_count_would_have_ignored_it():
    result = outcome((3, 1, 0), (9, 0, 0))
    assert (result.outcome, result.head_count) == ("not_carried", "carried")
    assert result.why == (
        "Not agreed: 1 of the 4 people with lived experience said that going ahead would do harm."
    )


def test_objections_are_told_out_of_all_seats_also_when_some_did_not_answer():
    said = "1 of the 9 staff said that going ahead would do harm"
    assert said in outcome((3, 0, 1), (6, 1, 0)).why


def test_an_objection_withdrawn_counts_as_a_pass():
    assert outcome((3, 0, 1), (9, 0, 0)).outcome == "carried"


def test_one_lone_consent_is_not_a_sides_agreement():
    assert outcome((1, 0, 3), (9, 0, 0)).why == (
        "Not agreed: only 1 of the 4 people with lived experience consented, and more than a third must."
    )
    assert outcome((0, 0, 4), (9, 0, 0)).why == (
        "Not agreed: nobody among people with lived experience consented or objected."
    )


def test_exactly_a_third_of_the_seats_is_not_enough():
    assert outcome((4, 0, 0), (3, 0, 6)).outcome == "not_carried"
    assert outcome((4, 0, 0), (4, 0, 5)).outcome == "carried"


def test_the_head_count_counts_consent_as_yes_and_an_objection_as_no():
    assert outcome((2, 2, 0), (5, 4, 0)).head_count == "carried"
    assert outcome((2, 2, 0), (4, 4, 1)).head_count == "not_carried"


def test_without_quorum_nothing_is_decided():
    assert outcome((1, 0, 0), (9, 0, 0)).outcome == "not_quorate"


def test_yes_and_no_are_not_the_words_here():
    with pytest.raises(TallyError, match="Use one of: consent, object, pass"):
        decide("consent", ROLL, [(STAFF, "yes")])
