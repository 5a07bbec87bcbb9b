"""Forged exports whose counts agree with a question that was put otherwise than the record lets it be put."""

from typing import Any

import pytest

from .test_recompute import LIVED, NO, SEATS, STAFF, TERMS, YES, Book, counts, refused, signed_off
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


def round_closed(book: Book, **more: Any) -> None:
    sides = {side: {**counts(3, 0, carried=True), "carried": False} for side in ROLL}
    pub = {"round": 1, "head_count": "carried", "sides": sides, "talk_until": "2026-03-16T10:00:00Z", **more}
    book.act("decision.round_closed", by="clock", at="2026-03-09T10:00:00Z", decision="d", **pub)


def test_one_round_entered_switches_off_no_recount() -> None:
    """Refused by people with lived experience; with a round that was never announced, it is called carried."""
    book = refused()
    round_closed(book)
    book.close("carried", NO, YES)
    assert {"not_by_consent", "outcome_differs"} <= set(book.codes())


def test_an_objection_where_nobody_decides_by_consent() -> None:
    book = refused()
    book.act("objection.published", by="sealed:" + "0" * 64, decision="d", side=LIVED)
    book.close("not_carried", NO, YES)
    assert book.codes() == ["not_by_consent"]


@pytest.mark.parametrize("rounds", [0, 6, None])
def test_so_many_rounds_there_can_not_be(rounds: int | None) -> None:
    """Neither as announced nor in the ways of working; without a number the announcement is a finding too."""
    book = Rounds()
    for entry in book.disclosed.entries:
        if entry.type == "decision.announced":
            dict.pop(entry.pub, "rounds")  # type: ignore[arg-type]
            dict.update(entry.pub, {} if rounds is None else {"rounds": rounds})  # type: ignore[arg-type]
        if entry.type == "committee.started" and rounds is not None:
            dict.__setitem__(entry.pub["ways"], "rounds", rounds)
    codes = book.codes()
    assert codes.count("rounds_differ") == (1 if rounds is None else 2)


def test_ways_of_working_from_before_there_were_rounds_mean_two() -> None:
    book = Rounds()
    [start] = [each for each in book.disclosed.entries if each.type == "committee.started"]
    dict.pop(start.pub["ways"], "rounds")
    assert book.codes() == []


def test_rounds_announced_under_another_rule() -> None:
    book = Book()
    times = {"opens": "2026-03-01T10:00:00Z", "closes": "2026-03-09T10:00:00Z"}
    book.act("decision.announced", decision="d", rounds=2, **times, **TERMS)
    assert book.codes() == ["rounds_differ"]


def test_by_consent_with_the_announcement_hidden_is_unknown() -> None:
    book = Book()
    opened = {"roll": ROLL, "closes": "2026-03-09T10:00:00Z", "refs": (99,)}
    book.act("decision.opened", by="clock", decision="d", **opened)
    book.close("carried", YES, YES, rule="consent", round=1)
    assert (book.codes(), book.disclosed.unknown) == ([], 1)
