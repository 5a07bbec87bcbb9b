"""A contribution is its author's, and the other side's to answer."""

import pytest

from equalweight.core.measures.authors import BY_AUTHOR, authors
from equalweight.core.record.vocabulary import TYPES

from .test_recompute import LIVED, STAFF, Book


class Saying(Book):
    def say(self, by: str = "l1", side: str = LIVED, *, own: bool = True, name: str = "u") -> "Saying":
        self.act("contribution.made", by=f"seat:{by}", contribution=name, side=side, confirmed=own)
        return self

    def answer(self, by: str = "s1") -> "Saying":
        self.act("contribution.answered", by=f"seat:{by}", contribution="u", answer="w")
        return self

    def then(self, type: str, by: str) -> "Saying":
        about = {"answer": "w"} if type == "answer.judged" else {"contribution": "u"}
        self.act(type, by=f"seat:{by}", **about)
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in authors(self.disclosed)]


def test_those_who_do_it_are_types() -> None:
    assert TYPES.keys() >= BY_AUTHOR


def test_an_honest_exchange() -> None:
    book = Saying().say().answer().then("answer.judged", "l1").then("contribution.published", "l1")
    assert book.found() == []


def test_what_one_says_is_of_ones_own_side() -> None:
    assert Saying().say("s1").found() == ["side_differs"]


def test_what_is_entered_for_somebody_is_of_their_side() -> None:
    book = Saying().say("s1", own=False).answer().then("contribution.confirmed", "l2")
    assert book.then("answer.judged", "l2").found() == []


@pytest.mark.parametrize("type", sorted(BY_AUTHOR))
def test_only_the_author_does_this(type: str) -> None:
    assert Saying().say().answer().then(type, "l2").found() == ["not_the_author"]
    assert Saying().say().answer().then(type, "s1").found() == ["not_the_author"]
    assert Saying().say("s1", own=False).answer().then(type, "s2").found() == ["not_the_author"]


def test_whoever_confirms_is_the_author_from_then_on() -> None:
    book = (
        Saying()
        .say("s1", own=False)
        .then("contribution.confirmed", "l2")
        .then("contribution.published", "l3")
    )
    assert book.found() == ["not_the_author"]


def test_the_other_side_answers() -> None:
    assert Saying().say().answer("l2").found() == ["answered_by_own_side"]
    assert Saying().say("s1", STAFF).answer("s1").found() == ["answered_by_own_side"]


def test_what_nobody_said() -> None:
    book = Saying().answer().then("contribution.published", "l1").then("answer.judged", "l1")
    assert book.found() == ["about_nothing"] * 3


def test_what_is_hidden_is_not_held_against_it() -> None:
    book = Saying()
    book.act("contribution.published", contribution="u", refs=(99,))
    assert book.found() == []


def test_nothing_is_said_anew_under_the_same_name() -> None:
    assert Saying().say().say("s1", STAFF).found() == ["done_twice"]
