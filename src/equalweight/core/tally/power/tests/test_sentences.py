"""Sentences that would be easy to get wrong: each is true of the figures beside it."""

from typing import Any

import pytest

from equalweight.core.tally.power import game_from_form, power, sentences


def said(lived: int, staff: int, *lines: Any) -> str:
    form = {
        "name": "Board",
        "seats": [
            {"class": "members", "side": "lived_experience", "count": lived},
            {"class": "officers", "side": "staff", "count": staff},
        ],
        "carried_when": list(lines),
    }
    return "\n".join(sentences(power(game_from_form(form))))


def test_a_side_that_can_carry_but_not_stop_is_not_said_to_decide_alone() -> None:
    """Three of three who say yes carry it over a unanimous no: not "only because the others split"."""
    words = said(3, 3, {"of": "all", "at_least": 3})
    assert "can carry a motion alone" in words and "cannot stop a motion alone" in words
    assert "get their way in" in words and "only because" not in words


def test_a_side_that_decides_alone_leaves_the_other_what_it_splits_on() -> None:
    words = said(3, 13, {"of": "all", "more_than": "1/2"})
    assert "only because staff sometimes split" in words


@pytest.mark.parametrize(
    ("lived", "words"), [(1, "Their one seat holds"), (2, "Together their 2 seats hold")]
)
def test_one_seat_is_not_together(lived: int, words: str) -> None:
    assert words in said(lived, 3, {"of": "all", "more_than": "1/2"})
