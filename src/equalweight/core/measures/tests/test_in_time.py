"""Answers and pauses after their time, and a seat ended that nobody asked about: what a forger enters late."""

from typing import Any

import pytest

from .test_recompute import LIVED, NO, SEATS, STAFF, YES, counts, refused
from .test_removals import CLOSES as MATTER_CLOSES
from .test_removals import OPENS, Matter
from .test_rounds import CONSENT, ONE_OBJECTS, day
from .test_rounds import Book as Rounds

ROLL = {side: [seat for seat in SEATS if SEATS[seat] == side] for side in (LIVED, STAFF)}


def late(**more: Any) -> dict[str, Any]:
    return {"by": "sealed:" + "0" * 64, **more}


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        ("2026-03-09T09:59:59Z", []),
        ("2026-03-09T10:00:00Z", ["late_vote"]),
        ("2026-03-09T20:00:00Z", ["late_vote"]),
    ],
)
def test_a_vote_after_the_closing_time(at: str, codes: list[str]) -> None:
    book = refused()
    [last] = [each for each in book.disclosed.entries if each.seq == book.size - 1]
    book.act("vote.cast", decision="d", side=STAFF, at=at, refs=(last.seq,), said={"choice": "yes"}, **late())
    book.close("not_carried", NO, YES, at="2026-03-10T10:00:00Z")
    assert book.codes() == codes


@pytest.mark.parametrize(
    ("before", "at", "codes"),
    [
        ("2026-03-09T10:00:02Z", "2026-03-09T10:00:02Z", []),
        ("2026-03-09T10:00:01Z", "2026-03-09T10:00:02Z", ["late_vote"]),
        ("2026-03-09T11:00:00Z", "2026-03-09T11:00:00Z", ["late_vote"]),
    ],
)
def test_a_vote_that_the_record_wrote_down_later(before: str, at: str, codes: list[str]) -> None:
    """Its time never goes back: whoever waited behind a later entry has that one's time, by seconds."""
    book = refused()
    last = book.size - 1
    book.act("office.backed", at=before, ctx="c", office="co_chair", side=LIVED)
    book.act("vote.cast", decision="d", side=STAFF, at=at, refs=(last,), said={"choice": "yes"}, **late())
    book.close("not_carried", NO, YES, at="2026-03-10T10:00:00Z")
    assert book.codes() == codes


def paused(asked: str, voted: str) -> list[str]:
    book = refused()
    last = book.size - 1
    book.act("decision.paused", decision="d", side=LIVED, at=asked, closes="2026-03-23T10:00:00Z", **late())
    book.act("vote.cast", decision="d", side=STAFF, at=voted, refs=(last,), said={"choice": "yes"}, **late())
    book.close("not_carried", NO, YES, at="2026-03-24T10:00:00Z")
    return book.codes()


def test_more_time_is_asked_for_while_there_is_time() -> None:
    assert paused("2026-03-08T10:00:00Z", "2026-03-20T10:00:00Z") == []
    assert paused("2026-03-08T10:00:00Z", "2026-03-23T11:00:00Z") == ["late_vote"]
    assert paused("2026-03-09T11:00:00Z", "2026-03-20T10:00:00Z") == ["late_pause"]


def test_a_vote_before_more_time_was_asked_for_had_the_time_before() -> None:
    book = refused()
    last = book.size - 1
    book.act(
        "vote.cast",
        decision="d",
        side=STAFF,
        at="2026-03-09T11:00:00Z",
        refs=(last,),
        said={"choice": "yes"},
        **late(),
    )
    book.act(
        "decision.paused",
        decision="d",
        side=LIVED,
        at="2026-03-09T11:00:01Z",
        closes="2026-03-23T10:00:00Z",
        **late(),
    )
    book.close("not_carried", NO, YES, at="2026-03-24T10:00:00Z")
    assert sorted(book.codes()) == ["late_pause", "late_vote"]


def test_more_time_after_the_count() -> None:
    book = refused()
    for seat in ("l1", "s1"):
        book.act("decision.close_asked", by=f"seat:{seat}", decision="d", side=SEATS[seat])
    book.close("not_carried", NO, YES, at="2026-03-05T10:00:00Z", by="seat:s1")
    book.act(
        "decision.paused",
        decision="d",
        side=LIVED,
        at="2026-03-05T11:00:00Z",
        closes="2026-03-23T10:00:00Z",
        **late(),
    )
    assert "late_pause" in book.codes()


def test_a_vote_of_a_round_after_its_time() -> None:
    book = Rounds()
    book.vote(ONE_OBJECTS, at=day(8, 30))
    book.close_round(ONE_OBJECTS, at=9)
    assert set(book.codes()) == {"late_vote"}
    book = Rounds()
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS)
    book.open_round()
    book.vote(CONSENT, day(22, 1))
    book.close(CONSENT, 2, at=23)
    assert set(book.codes()) == {"late_vote"}


def one_objects() -> Rounds:
    book = Rounds()
    book.vote(ONE_OBJECTS)
    book.close_round(ONE_OBJECTS)
    return book


def test_taken_back_after_the_talk_and_judged_after_the_time() -> None:
    book = one_objects()
    book.withdraw(at=day(15))
    assert book.codes() == ["outside_talk"]
    book = one_objects()
    book.ask(at=10)
    book.withdraw(at=day(16))
    assert book.codes() == []
    book = one_objects()
    book.ask()
    book.judge({LIVED: ["stands"] * 2, STAFF: ["stands"] * 3}, at=16)
    book.settle({LIVED: ["stands"] * 2, STAFF: ["stands"] * 3}, "stands", at=17)
    assert set(book.codes()) == {"late_vote"}
    book = one_objects()
    book.ask(at=15)
    assert book.codes() == ["outside_talk"]


def test_a_vote_on_a_seat_after_its_time() -> None:
    book = Matter().ask().put().answer(("yes", "yes"))
    said = {"choice": "yes"}
    book.act("removal.voted", ctx="c", at=MATTER_CLOSES, removal="r", side=LIVED, said=said, **late())
    book.end("carried", counts(3, 0, carried=True), seat="l3", at="2026-03-21T10:00:00Z")
    assert book.codes() == ["late_vote"]


def test_ending_a_seat_that_nobody_asked_about() -> None:
    assert "not_asked" in Matter().put().codes()
    book = Matter().put().answer(("yes",) * 3).end("carried", counts(3, 0, carried=True), seat="l3")
    assert book.codes() == ["not_asked"]
    assert "not_asked" in Matter().end("dropped").codes()
    assert "not_asked" in Matter().put().ask().codes()


def test_ending_a_seat_where_the_asking_is_hidden() -> None:
    book = Matter()
    book.act(
        "removal.opened",
        by="clock",
        ctx="c",
        at=OPENS,
        removal="r",
        roll=ROLL,
        closes=MATTER_CLOSES,
        refs=(99,),
    )
    book.answer(("yes",) * 3).end("carried", counts(3, 0, carried=True), seat="l3", refs=(99,))
    assert (book.codes(), book.disclosed.unknown) == ([], 2)


@pytest.mark.parametrize("other", [{"quorum": "2/3"}, {"threshold": "2/3"}])
def test_a_seat_ended_by_another_bar_than_was_asked_under(other: dict[str, str]) -> None:
    book = (
        Matter()
        .ask()
        .put()
        .answer(("yes",) * 3)
        .end("carried", counts(3, 0, carried=True), seat="l3", **other)
    )
    assert book.codes() == ["terms_differ"]
