"""Forged exports whose counts agree with a question that was put otherwise than the record lets it be put."""

from typing import Any

import pytest

from .test_recompute import LIVED, SEATS, STAFF, TERMS, Book, refused, signed_off
from .test_removals import Matter
from .test_rounds import Book as Rounds

ROLL = {side: [seat for seat in SEATS if SEATS[seat] == side] for side in (LIVED, STAFF)}
WITHIN = {**ROLL, STAFF: ["s1", "s2", "s3", "s3"]}
ACROSS = {LIVED: ["l1", "l2", "l3"], STAFF: ["s1", "s2", "s3", "l1"]}


def on_the_roll_of(book: Any, type: str, roll: dict[str, list[str]]) -> list[str]:
    """What is found when the one entry of `type` has this roll."""
    [entry] = [each for each in book.disclosed.entries if each.type == type]
    dict.__setitem__(entry.pub, "roll", roll)
    return list(book.codes())


@pytest.mark.parametrize(
    ("make", "type"),
    [
        (refused, "decision.opened"),
        (Rounds, "decision.opened"),
        (signed_off, "commitment.checked"),
        (lambda: Matter().ask().put(), "removal.opened"),
    ],
    ids=["decision", "consent", "sign-off", "removal"],
)
def test_a_seat_named_twice_on_a_roll(make: Any, type: str) -> None:
    assert "named_twice" not in on_the_roll_of(make(), type, ROLL)
    assert on_the_roll_of(make(), type, WITHIN) == ["named_twice"]
    assert "named_twice" in on_the_roll_of(make(), type, ACROSS)


def test_a_seat_named_twice_where_the_committee_is_not_shown() -> None:
    """Who held a seat can't be told then; that nobody has two can."""
    book = Book()
    times = {"opens": "2026-03-01T10:00:00Z", "closes": "2026-03-09T10:00:00Z"}
    book.act("decision.announced", ctx="q", decision="d", **times, **TERMS)
    book.act("decision.opened", by="clock", ctx="q", decision="d", roll=WITHIN, closes=times["closes"])
    assert "named_twice" in book.codes()
