"""A contribution is its author's, and the other side's to answer."""

import pytest

from equalweight.core.measures.authors import BY_AUTHOR, authors
from equalweight.core.record.vocabulary import TYPES

from .test_recompute import LIVED, STAFF, Book


class Saying(Book):
    def say(self, by: str = "l1", side: str = LIVED, *, own: bool = True, name: str = "u") -> "Saying":
        self.act("contribution.made", by=f"seat:{by}", contribution=name, side=side, confirmed=own)
        return self

    def answer(self, by: str = "s1", answer: str = "w") -> "Saying":
        self.act("contribution.answered", by=f"seat:{by}", contribution="u", answer=answer)
        return self

    def judge(self, *, is_answer: bool, answer: str = "w") -> "Saying":
        self.act("answer.judged", by="seat:l1", answer=answer, is_answer=is_answer)
        return self

    def then(self, type: str, by: str = "l1") -> "Saying":
        about = {"answer": "w", "is_answer": True} if type == "answer.judged" else {"contribution": "u"}
        self.act(type, by=f"seat:{by}", **about)
        return self

    def draft(self) -> "Saying":
        self.act("proposal.drafted", by="seat:s1", proposal="p1", version=1, contributions=["u"])
        return self

    def hide(self) -> "Saying":
        self.disclosed.add_hidden(self.size)
        self.size += 1
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
    assert "not_the_author" in Saying().say().answer().then(type, "l2").found()
    assert "not_the_author" in Saying().say().answer().then(type, "s1").found()
    assert "not_the_author" in Saying().say("s1", own=False).answer().then(type, "s2").found()


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


CONFIRM, PUBLISH, BACK = "contribution.confirmed", "contribution.published", "contribution.withdrawn"


def test_each_is_done_once() -> None:
    assert Saying().say("s1", own=False).then(CONFIRM).then(CONFIRM).found() == ["done_twice"]
    assert Saying().say().then(CONFIRM).found() == ["done_twice"]
    assert Saying().say().then(PUBLISH).then(PUBLISH).found() == ["done_twice"]


def test_nobody_publishes_what_they_have_not_confirmed() -> None:
    assert Saying().say("s1", own=False).then(PUBLISH).found() == ["out_of_turn"]
    assert Saying().say("s1", own=False).then(CONFIRM).then(PUBLISH).found() == []
    book = Saying().say("s1", own=False).hide().then(PUBLISH)
    assert book.found() == []
    assert book.disclosed.unknown == 1


@pytest.mark.parametrize("type", sorted(BY_AUTHOR - {"answer.judged"}))
def test_nothing_follows_what_was_taken_back(type: str) -> None:
    assert "taken_back" in Saying().say("s1", own=False).then(BACK).then(type).found()


def test_nobody_answers_judges_or_draws_on_what_was_taken_back() -> None:
    assert Saying().say().then(BACK).answer().found() == ["taken_back"]
    assert Saying().say().answer().then(BACK).judge(is_answer=True).found() == ["taken_back"]
    assert Saying().say().then(BACK).draft().found() == ["taken_back"]
    assert Saying().say().draft().then(BACK).found() == []


def test_another_answer_comes_once_the_last_one_was_none() -> None:
    assert Saying().say().answer().answer(answer="x").found() == ["out_of_turn"]
    assert Saying().say().answer().judge(is_answer=True).answer(answer="x").found() == ["out_of_turn"]
    book = Saying().say().answer().judge(is_answer=False).answer(answer="x")
    assert (
        book.judge(is_answer=True, answer="x").judge(is_answer=False, answer="x").answer(answer="y").found()
        == []
    )
    assert Saying().say().answer().hide().answer(answer="x").found() == []
    assert "done_twice" in Saying().say().answer().answer().found()


def test_an_answer_is_judged_once_and_a_no_stays() -> None:
    assert Saying().say().answer().judge(is_answer=True).judge(is_answer=True).found() == ["done_twice"]
    assert Saying().say().answer().judge(is_answer=False).judge(is_answer=False).found() == ["done_twice"]
    assert Saying().say().answer().judge(is_answer=False).judge(is_answer=True).found() == ["done_twice"]
    book = Saying().say().answer().judge(is_answer=False).answer(answer="x").judge(is_answer=True)
    assert book.found() == ["done_twice"]
