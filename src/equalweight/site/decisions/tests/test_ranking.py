"""Ballots by number: reading, writing, moving, comparing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import decide
from equalweight.site.decisions.ranked_words import in_words, told_places
from equalweight.site.decisions.ranking import (
    ballot_of,
    compared,
    is_ballot,
    moved,
    outcome_of,
    places_in,
    strengths,
    tidied,
)

NAMES = ("Leave it as it is", "Phone line", "Drop-in", "Both")
PLACES = st.lists(st.none() | st.integers(1, 5), min_size=3, max_size=6)


@pytest.mark.parametrize(
    ("places", "ballot"),
    [
        ((None, None, None, None), "pass"),
        ((None, 1, 2, None), "1>2>0=3"),
        ((4, 2, 1, 2), "2>1=3>0"),
        ((1, 1, 1, 1), "0=1=2=3"),
        ((9, 5, None, None), "1>0>2=3"),
    ],
)
def test_places_write_one_ballot(places: tuple[int | None, ...], ballot: str) -> None:
    assert ballot_of(places) == ballot and is_ballot(ballot, 3)


@given(PLACES)
def test_what_is_written_reads_back_to_the_same(places: list[int | None]) -> None:
    ballot = ballot_of(places)
    assert is_ballot(ballot, len(places) - 1)
    assert ballot_of(places_in(ballot, len(places) - 1)) == ballot


@pytest.mark.parametrize(
    "choice", ["", "yes", "1>2>3", "0>1>2>4", "1>1>2>3", "2=1>3>0", "1>>2>3", "1>2>0=3 ", "٣>1>2>0"]
)
def test_anything_else_is_no_ballot(choice: str) -> None:
    assert not is_ballot(choice, 3)


def test_moving_changes_with_the_next_leaves_a_shared_place_or_comes_last() -> None:
    assert moved((4, 1, 2, 3), 2, up=True) == (4, 2, 1, 3)
    assert moved((4, 1, 2, 3), 1, up=True) == (4, 1, 2, 3)
    assert moved((None, 1, 1, None), 2, up=True) == (None, 2, 1, None)
    assert moved((None, 1, 1, None), 1, up=False) == (None, 2, 1, None)
    assert moved((None, 1, None, None), 3, up=True) == (None, 1, None, 2)
    assert moved((None, None, None, None), 3, up=True) == (None, None, None, 1)
    assert moved((None, 1, None, None), 3, up=False) == (None, 1, None, None)


@given(PLACES, st.integers(0, 2), st.booleans())
def test_a_press_invents_nothing_about_the_others(places: list[int | None], option: int, up: bool) -> None:
    after = moved(places, option, up)
    for number, place in enumerate(places):
        assert number == option or (after[number] is None) == (place is None)
    assert places[option] is None or after[option] is not None


def test_a_press_that_can_do_nothing_keeps_the_ballot() -> None:
    """One wish alone, already first: moving it up says no more about the rest than it did."""
    before = (None, 1, None, None)
    for up in (True, False):
        assert ballot_of(moved(before, 1, up)) == ballot_of(before) == "1>0=2=3"


def test_what_a_press_came_to() -> None:
    assert told_places((None, 1, None, 2), NAMES, 1) == (
        "“Phone line” is now in place 1 of 2. “Drop-in” and “Leave it as it is” have no place."
    )
    assert told_places((None, 1, 2, 1), NAMES, 3) == (
        "“Both” is now in place 1 of 2, together with “Phone line”. “Leave it as it is” has no place."
    )
    assert told_places((None, 1, 2, 3), NAMES, 0) == (
        "“Leave it as it is” has no place yet: “Move up” gives it one."
    )
    assert told_places((4, 1, 2, 3), NAMES, 0) == (
        "“Leave it as it is” is now in place 4 of 4. Every option has a place."
    )
    assert told_places((None,) * 4, NAMES, None) == "No option has a place yet."


BALLOTS = st.dictionaries(
    PLACES.filter(lambda places: len(places) == 4 and any(places)).map(ballot_of),
    st.integers(1, 4),
    min_size=1,
)


@given(BALLOTS, BALLOTS)
def test_the_strongest_paths_name_the_winner(lived: dict[str, int], staff: dict[str, int]) -> None:
    ballots = {"lived_experience": lived, "staff": staff}
    found = strengths(ballots, 3)
    assert found is not None
    unbeaten = [one for one in range(4) if all(found[one][b] >= found[b][one] for b in range(4))]
    roll = {side: max(2, sum(cast.values())) for side, cast in ballots.items()}
    choices = {(side, ballot): many for side, cast in ballots.items() for ballot, many in cast.items()}
    outcome = outcome_of(roll, choices, NAMES, Fraction(1, 2))
    if outcome.winner is not None:
        assert [NAMES[one] for one in unbeaten] == [outcome.winner]


@given(PLACES, st.integers(0, 2), st.booleans())
def test_moving_keeps_everybody_elses_order(places: list[int | None], option: int, up: bool) -> None:
    after = moved(places, option, up)
    others = [number for number in range(len(places)) if number != option]
    assert tidied([after[n] for n in others]) == tidied([places[n] for n in others])


def test_the_rules_own_example_comes_out_the_same_by_number() -> None:
    """docs/rules/ranked.md, its worked example, with 1 for the phone line and 2 for the drop-in."""
    lived = {"1>2>0": 2, "2>1>0": 1, "1>0=2": 1}
    staff = {"2>1>0": 5, "2>0=1": 1, "1>0>2": 1, "1>2>0": 1, "1=2>0": 1}
    ballots = {"lived_experience": lived, "staff": staff}
    choices = {(side, ballot): many for side, cast in ballots.items() for ballot, many in cast.items()}
    outcome = outcome_of({"lived_experience": 4, "staff": 9}, choices, NAMES[:3], Fraction(1, 2))
    assert (outcome.outcome, outcome.winner, outcome.head_count_winner) == (
        "carried",
        "Phone line",
        "Drop-in",
    )
    first = next(compared(ballots, 2))
    assert (first.above, first.below) == (
        {"lived_experience": 3, "staff": 2},
        {"lived_experience": 1, "staff": 6},
    )
    assert first.margin == Fraction(1, 2) * (Fraction(2, 4) - Fraction(4, 9))
    again = decide(
        "ranked", {"lived_experience": 4, "staff": 9}, choices, status_quo="0", options=("0", "1", "2")
    ).as_json()
    named = {key: NAMES[int(str(again[key]))] for key in ("winner", "head_count_winner")}
    assert {**again, **named, "why": ""} == {**outcome.as_json(), "why": ""}


def test_in_words() -> None:
    assert in_words("2>1=3>0", NAMES) == "1. Drop-in; 2. Phone line and Both, together; 3. Leave it as it is"
