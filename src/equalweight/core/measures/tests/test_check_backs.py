"""Whether it made a difference, counted again; and what an invented check-back, or its count, shows of itself."""

from typing import Any

import pytest

from equalweight.core.measures.check_back import check_back_outcome

from .test_promises import Road

OPENS, CLOSES, TWELVE = "2026-06-15T06:00:00Z", "2026-07-13T06:00:00Z", "2027-03-15T06:00:00Z"


class Asked(Road):
    """A promise signed off by both sides on 15 March 2026, and what was asked of it three months later."""

    def __init__(self) -> None:
        super().__init__()
        self.make()
        self.sign_off()

    def open(self, name: str = "b", *, months: int = 3, at: str = OPENS, closes: str = CLOSES) -> int:
        facts = {"commitment": "m", "check_back": name, "months": months, "closes": closes}
        return self.on("checkback.opened", by="clock", at=at, **facts)

    def says(self, *words: str | None, inside: bool = True, **more: Any) -> int:
        facts = {"by": "sealed:" + "0" * 64, "check_back": "b", "inside": inside, "at": OPENS} | more
        seq = 0
        for word in words:
            said = {"made_difference": word} if word else {}
            seq = self.on("checkback.answered", said=said, **facts)
        return seq

    def end(self, outcome: str, yes: int, no: int, *, at: str = CLOSES, of: str = "m") -> int:
        facts = {"commitment": of, "check_back": "b", "yes": yes, "no": no, "outcome": outcome}
        return self.on("checkback.closed", by="clock", at=at, **facts)


@pytest.mark.parametrize(
    ("said", "closed", "found"),
    [
        ((), ("silent", 0, 0), []),
        (("yes", "yes"), ("kept", 2, 0), []),
        (("yes", "yes", "no"), ("kept", 2, 1), []),
        # The checker's own word is enough, and the file doesn't say whose word it was.
        (("yes", "yes", "no"), ("reopened", 2, 1), []),
        (("yes", "no"), ("reopened", 1, 1), []),
        (("yes", "no"), ("kept", 1, 1), ["check_back_differs"]),
        (("no", "no", "no"), ("kept", 9, 0), ["check_back_differs"]),
        (("yes",), ("reopened", 1, 0), ["check_back_differs"]),
        (("yes",), ("silent", 1, 0), ["check_back_differs"]),
        (("yes",), ("silent", 0, 0), ["check_back_differs"]),
        ((), ("kept", 0, 0), ["check_back_differs"]),
        ((None, "no"), ("reopened", 1, 1), []),
        ((None, "no"), ("kept", 2, 0), ["check_back_differs"]),
        ((None,), ("kept", 4, 0), ["check_back_differs"]),
    ],
)
def test_a_check_back_counted_again(
    said: tuple[str | None, ...], closed: tuple[str, int, int], found: list[str]
) -> None:
    book = Asked()
    book.open()
    book.says(*said)
    book.end(*closed)
    assert book.codes() == found
    assert book.disclosed.unknown == (None in said)


def test_only_somebody_inside_can_be_the_checker() -> None:
    book = Asked()
    book.open()
    book.says("yes", "yes", "no", inside=False)
    book.end("reopened", 2, 1)
    assert book.codes() == ["check_back_differs"]


def test_a_changed_answer_counts_once_and_never_for_somebody_outside() -> None:
    book = Asked()
    book.open()
    first = book.says("yes")
    book.says("no", refs=(first,))
    book.end("reopened", 0, 1)
    assert book.codes() == []
    book = Asked()
    book.open()
    first = book.says("no", inside=False)
    book.says("yes", refs=(first,))
    book.end("kept", 1, 0)
    assert book.codes() == ["replaces_another"]


def test_no_more_answer_inside_than_hold_a_seat() -> None:
    book = Asked()
    book.open()
    book.says("yes", "yes", "yes", "yes")
    book.end("kept", 4, 0)
    assert book.codes() == ["check_back_differs"]


def test_no_difference_opens_the_promise_again() -> None:
    book = Asked()
    book.open()
    book.says("no")
    book.end("reopened", 0, 1)
    book.claim("c2", at=CLOSES)
    assert book.codes() == []
    book = Asked()
    book.open()
    book.end("silent", 0, 0)
    book.claim("c2", at=CLOSES)
    assert book.codes() == ["not_open"]


def test_a_check_back_follows_a_sign_off() -> None:
    book = Asked()
    book.open()
    book.says("no")
    book.end("reopened", 0, 1)
    book.open("b2", months=12, at=TWELVE, closes="2027-04-12T06:00:00Z")
    assert book.codes() == ["not_signed_off"]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"at": "2026-06-13T06:00:00Z", "closes": "2026-07-11T06:00:00Z"}, ["opened_early"]),
        ({"months": 0}, ["check_back_differs"]),
        ({"closes": "2026-06-16T06:00:00Z"}, ["time_differs"]),
        ({"months": 12}, ["opened_early"]),
        ({"months": 12, "at": TWELVE, "closes": "2027-04-12T06:00:00Z"}, []),
    ],
)
def test_it_is_asked_at_its_time(facts: dict[str, Any], found: list[str]) -> None:
    book = Asked()
    book.open(**facts)
    assert book.codes() == found


def test_it_is_asked_once_after_three_months_and_once_after_twelve() -> None:
    book = Asked()
    book.open()
    book.open("b2")
    book.open("b", months=12, at=TWELVE, closes="2027-04-12T06:00:00Z")
    assert book.codes() == ["done_twice", "done_twice"]


def test_it_is_counted_once_at_its_time_after_it_was_asked() -> None:
    early, twice, never, other = Asked(), Asked(), Asked(), Asked()
    early.open()
    early.end("silent", 0, 0, at="2026-07-12T06:00:00Z")
    assert early.codes() == ["closed_early"]
    twice.open()
    twice.end("silent", 0, 0)
    twice.end("silent", 0, 0)
    assert twice.codes() == ["done_twice"]
    never.end("silent", 0, 0)
    assert never.codes() == ["not_opened"]
    other.make("n", at=OPENS)
    other.open()
    other.end("silent", 0, 0, of="n")
    assert other.codes() == ["check_back_differs"]


def test_answers_before_and_after_it() -> None:
    book = Asked()
    book.says("yes")
    book.open()
    book.says("yes", at="2026-07-13T08:00:00Z")
    book.end("kept", 2, 0, at="2026-07-13T09:00:00Z")
    book.says("no", at="2026-07-13T09:00:00Z")
    assert sorted(book.codes()) == ["early_vote", "late_vote", "late_vote"]


def test_the_rule_itself() -> None:
    assert check_back_outcome(2, 1, None) == "kept"
    assert check_back_outcome(2, 1, checker_says=False) == "reopened"
