"""What is asked for by name: asked once, answered once, by whoever it was put to."""

from typing import Any

import pytest

from equalweight.core.measures.asked import ANSWERS, ASKS, asked
from equalweight.core.record.vocabulary import TYPES

from .test_recompute import Book

AT, LATER = "2026-06-01T05:00:00Z", "2026-06-21"


class Asking(Book):
    """Committee "c" with co-chairs l1 and s1."""

    def note(self, told: str = "t") -> "Asking":
        self.act("told.noted", ctx="c", told=told, due="2026-03-21")
        return self

    def tell(self, by: str = "s2", answer: str = "confirmed", told: str = "t", **pub: Any) -> "Asking":
        self.act("told.answered", ctx="c", by=f"seat:{by}", told=told, answer=answer, **pub)
        return self

    def reach(self, months: int, **pub: Any) -> "Asking":
        self.act("clock.reached", ctx="c", by="clock", at=AT, duty="d", months=months, seat="l2", **pub)
        return self

    def answer(
        self, by: str, answer: str = "answered", *, refs: tuple[int, ...] = (), **pub: Any
    ) -> "Asking":
        self.act("clock.answered", ctx="c", by=f"seat:{by}", at=AT, duty="d", answer=answer, refs=refs, **pub)
        return self

    def leave(self, seat: str) -> "Asking":
        self.act("seat.left", ctx="c", by=f"seat:{seat}", seat=seat)
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in asked(self.disclosed)]


def test_these_are_types() -> None:
    assert TYPES.keys() >= {*ASKS, *ANSWERS}


def test_what_was_told_is_answered_once_by_staff() -> None:
    assert Asking().note().tell().found() == []
    assert Asking().note().tell().tell(answer="refused").found() == ["done_twice"]
    assert Asking().note().tell("l1").found() == ["not_theirs_to_answer"]
    assert Asking().note().tell(told="other").found() == ["about_nothing"]
    assert Asking().tell().note().found() == ["about_nothing"]
    assert Asking().note().note().found() == ["done_twice"]


def test_what_was_refused_is_no_promise() -> None:
    assert Asking().note().tell(commitment="m").found() == []
    assert Asking().note().tell(answer="refused", commitment="m").found() == ["answer_differs"]


@pytest.mark.parametrize(
    ("months", "asked_about", "by", "answer", "due", "found"),
    [
        (3, "m", "s1", "new_date", LATER, []),
        (3, "m", "s2", "will_not", None, []),
        (3, "m", "l1", "new_date", LATER, ["not_theirs_to_answer"]),
        (3, "m", "s1", "answered", LATER, ["answer_differs"]),
        (3, "m", "s1", "new_date", None, ["answer_differs"]),
        (3, "m", "s1", "new_date", "2026-05-30", ["answer_differs"]),
        (3, "", "s1", "answered", LATER, []),
        (3, "", "s1", "answered", None, ["answer_differs"]),
        (3, "", "s1", "will_not", None, ["answer_differs"]),
        (3, "", "s2", "answered", LATER, ["not_theirs_to_answer"]),
        (6, "", "l1", "answered", None, []),
        (6, "", "l2", "answered", None, ["not_theirs_to_answer"]),
        (6, "", "s1", "answered", None, ["not_theirs_to_answer"]),
        (9, "", "s3", "answered", None, []),
        (9, "", "l1", "answered", None, ["not_theirs_to_answer"]),
    ],
)
def test_whose_turn_it_is(
    months: int, asked_about: str, by: str, answer: str, due: str | None, found: list[str]
) -> None:
    book = Asking().reach(months, **({"commitment": asked_about} if asked_about else {}))
    assert book.answer(by, answer, **({"due": due} if due else {})).found() == found


def test_while_a_side_has_no_co_chair_any_seat_of_it_answers() -> None:
    assert Asking().reach(6).leave("l1").answer("l2").found() == []
    assert Asking().reach(3).leave("s1").answer("s3", due=LATER).found() == []


def test_a_duty_is_asked_and_then_answered_once() -> None:
    assert Asking().answer("s1").found() == ["about_nothing"]
    assert Asking().reach(9).answer("s1").answer("s2").found() == ["done_twice"]
    assert Asking().reach(9).reach(9).found() == ["done_twice"]


def test_what_was_asked_in_a_hidden_entry_is_said_and_is_no_finding() -> None:
    book = Asking().answer("s1", refs=(99,))
    assert book.found() == []
    assert book.disclosed.unknown == 1


def test_a_log_is_replied_to_once_a_letter() -> None:
    book = Asking()
    made = book.act("reply.asked", ctx="c", request="r", commitment="m", due="2026-03-29")
    for found in ([], ["done_twice"]):
        book.act("reply.given", ctx="c", by=f"link:{made}", request="r", answer="done")
        assert book.found() == found
