"""Options put in order, some answers erased: honest closes pass, and one whose own figures don't fit is found."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .test_forged_counts import LIVED, OPENS, RANKED, SEAL, STAFF, Book, Says, example

ORDERS = ("1>2>0", "2>1>0", "0>1=2", "1=2>0", "2>0=1", "0>2>1", "1=2=0", "pass")
SIDE = st.lists(st.sampled_from(ORDERS), max_size=4)


def unread(says: Says, told: int, **changed: Any) -> Book:
    """A close of these answers, of which only the first so many of each side are in the file."""
    book = Book("ranked", options=2)
    for side, choices in says.items():
        for number, choice in enumerate(choices):
            book.act("vote.cast", OPENS, by=SEAL, side=side, choice=choice if number < told else "")
    book.close(says, **changed)
    return book


@given(lived=SIDE, staff=st.lists(st.sampled_from(ORDERS), max_size=3), told=st.integers(0, 2))
def test_an_honest_close_fits_whatever_was_erased(lived: list[str], staff: list[str], told: int) -> None:
    assert unread({LIVED: lived, STAFF: staff}, told).codes() == []


def sides(says: Says = RANKED, **lived: Any) -> dict[str, Any]:
    both: dict[str, Any] = Book("ranked", options=2).counted(says, "ranked")["sides"]
    return both | {LIVED: both[LIVED] | lived}


CARRIED = Book("ranked", options=2).counted(RANKED, "ranked")
FEW = {LIVED: ["1>2>0"], STAFF: ["1>2>0"] * 3}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"winner": 99}, "winner_differs"),
        ({"winner": 0}, "winner_differs"),
        ({"outcome": "not_carried"}, "outcome_differs"),
        ({"outcome": "not_quorate"}, "outcome_differs"),
        ({"sides": sides(carried=False)}, "sides_differs"),
        ({"sides": sides(quorum_met=False)}, "sides_differs"),
        ({"sides": sides(entitled=9)}, "sides_differs"),
        ({"sides": sides(yes=4)}, "votes_do_not_fit"),
        ({"sides": sides(answered=2)}, "votes_do_not_fit"),
        ({"sides": sides(passed=4)}, "votes_do_not_fit"),
    ],
)
def test_a_figure_that_the_others_belie(changed: dict[str, Any], found: str) -> None:
    assert found in unread(RANKED, 0, **changed).codes()


def test_carried_though_both_groups_were_against_it() -> None:
    against = {side: each | {"yes": 0, "no": 3, "carried": False} for side, each in sides().items()}
    assert "outcome_differs" in unread(RANKED, 0, sides=against).codes()


def test_carried_though_too_few_answered() -> None:
    assert unread(FEW, 0).codes() == []
    lies = unread(FEW, 0, outcome="carried", winner=1, sides=sides(FEW, yes=1, carried=True)).codes()
    assert {"outcome_differs", "sides_differs", "winner_differs"} <= set(lies)


def test_what_is_told_of_the_answers_is_among_what_was_counted() -> None:
    """Of three answers two are told, and both place option 1 above leaving it."""
    low = sides(yes=1, no=0)
    assert unread(RANKED, 2, sides=low).codes() == ["votes_do_not_fit"]
    assert unread(RANKED, 0, sides=low).codes() == []


@pytest.mark.parametrize("options", [0, 1, 100, 2**53 - 1])
def test_more_options_than_anybody_can_put_in_order_are_never_laid_out(options: int) -> None:
    book, says = example("ranked")
    start = book.disclosed.entry(0)
    assert start
    start.pub["options"] = options  # type: ignore[index]  # the made-up entry's own dict
    book.close(says)
    assert book.codes() == ["votes_do_not_fit"]
