"""Nobody acts as the other side, in another's name, or in a committee where they have no seat."""

from typing import Any

import pytest

from equalweight.core.measures.actors import (
    ACTOR,
    CLOCK_ALONE,
    CLOCK_TOO,
    LETTER_TOO,
    OTHER,
    OWN,
    WHOSE_SIDE,
    actors,
)
from equalweight.core.measures.seats import history, seats
from equalweight.core.record.vocabulary import TYPES

from .test_places import Two
from .test_recompute import LIVED, SEATS, STAFF, Book

OF_ACTORS = [type for type, whose in WHOSE_SIDE.items() if whose == ACTOR]


def found(book: Book) -> list[str]:
    return [finding.code for finding in actors(book.disclosed)]


def facts(type: str, seat: str) -> dict[str, Any]:
    """What an act of this type needs besides a side, when `seat` does it."""
    own = {"seat": seat} if type in OWN else {}
    return own | {"work": "w", "office": "co_chair", "committee": "c"}


def test_the_tables_are_of_all_types_and_of_no_others() -> None:
    stated = {type for type, kind in TYPES.items() if "side" in kind.pub}
    assert stated == set(WHOSE_SIDE)
    assert TYPES.keys() >= (CLOCK_ALONE | CLOCK_TOO | LETTER_TOO)
    for type, fact in {**OWN, **OTHER}.items():
        assert fact in TYPES[type].pub


@pytest.mark.parametrize("type", OF_ACTORS)
def test_the_side_is_that_of_the_seat_that_acts(type: str) -> None:
    for by, said, codes in (("l1", LIVED, []), ("s1", STAFF, []), ("s1", LIVED, ["side_differs"])):
        book = Book()
        book.act("work.logged", work="w", seats=list(SEATS))
        book.act(
            type,
            by=f"seat:{by}",
            ctx="p" if type.partition(".")[0] != "office" else "c",
            side=said,
            **facts(type, by),
        )
        assert found(book) == codes


@pytest.mark.parametrize("type", OF_ACTORS)
@pytest.mark.parametrize("by", ["clock", "host", "offer:0", "link:0"])
def test_only_a_seat_has_a_side(type: str, by: str) -> None:
    book = Book()
    book.act("work.logged", work="w", seats=list(SEATS))
    book.act(type, by=by, side=LIVED, **facts(type, "l1"))
    assert "wrong_actor" in found(book)


@pytest.mark.parametrize("type", sorted(CLOCK_ALONE))
def test_what_the_clock_alone_does(type: str) -> None:
    for by, codes in (("clock", []), ("seat:l1", ["wrong_actor"]), ("host", ["wrong_actor"])):
        book = Book()
        book.act(type, by=by, ctx="c")
        assert found(book) == codes


def test_a_letter_answers_the_offer_it_came_with() -> None:
    book = Book()
    one = book.act("offer.made", by="seat:s1", ctx="c", offer="o", side=STAFF, sent=True)
    two = book.act("offer.made", by="seat:s1", ctx="c", offer="u", side=STAFF, sent=True)
    book.act("offer.declined", by=f"offer:{one}", ctx="c", offer="o")
    book.act("told.noted", by=f"offer:{two}", ctx="c", told="t")
    assert found(book) == []
    book.act("offer.declined", by=f"offer:{two}", ctx="c", offer="o")
    book.act("offer.declined", by="offer:0", ctx="c", offer="o")
    book.act("told.noted", by=f"offer:{two}", ctx="p", told="t")
    book.act("offer.confirmed", by="seat:s1", ctx="c", offer="o", side=STAFF, seat="n")
    assert found(book) == ["wrong_actor"] * 4


def test_an_organisation_replies_by_the_link_it_was_sent() -> None:
    book = Book()
    asked = book.act("reply.asked", ctx="c", request="r")
    book.act("reply.given", by=f"link:{asked}", ctx="c", request="r")
    assert found(book) == []
    book.act("reply.given", by=f"link:{asked}", ctx="c", request="q")
    book.act("reply.given", by="seat:l1", ctx="c", request="r")
    assert found(book) == ["wrong_actor"] * 2


@pytest.mark.parametrize(("type", "fact"), OWN.items())
def test_nobody_puts_anothers_name(type: str, fact: str) -> None:
    book = Book()
    book.act(type, by="seat:l1", side=LIVED, **{fact: "l1"})
    assert found(book) == []
    book.act(type, by="seat:l1", side=LIVED, **{fact: "l2"})
    assert found(book) == ["named_by_another"]


@pytest.mark.parametrize(("type", "fact"), [*OTHER.items(), ("work.logged", "seats")])
def test_who_is_named_has_a_seat_here(type: str, fact: str) -> None:
    for seat, codes in (("l2", []), ("f3", ["no_such_seat"]), ("nobody", ["no_such_seat"])):
        book = Two()
        by = "clock" if type == "clock.reached" else "seat:l1"
        pub: dict[str, Any] = {
            "work": "w",
            "office": "co_chair",
            "side": LIVED,
            fact: seat if fact != "seats" else ["l1", seat],
        }
        book.act(type, by=by, ctx="c" if type in ("office.backed", "clock.reached") else "p", **pub)
        assert found(book) == codes


def test_each_group_chooses_its_own_co_chair() -> None:
    book = Book()
    book.act("office.backed", by="seat:l1", ctx="c", office="co_chair", side=LIVED, taken_by="s2")
    assert found(book) == ["side_differs"]


def test_work_is_confirmed_by_whoever_did_it() -> None:
    book = Book()
    book.act("work.logged", work="w", seats=["s1"])
    book.act("work.confirmed", by="seat:s1", work="w", side=STAFF)
    assert found(book) == []
    book.act("work.paid", by="seat:s2", work="w", side=STAFF)
    book.act("work.confirmed", by="seat:s1", work="never", side=STAFF)
    assert found(book) == ["not_their_work", "not_their_work"]


def test_a_seat_of_another_committee_has_no_place_here() -> None:
    book = Two()
    book.act("proposal.revised", by="seat:f3", proposal="q", version=2, side=LIVED)
    book.act("proposal.revised", by="seat:f3", ctx="p2", proposal="r", version=2, side=LIVED)
    assert [finding.code for finding in seats(book.disclosed)] == ["other_committee"]


def test_who_was_co_chair_when() -> None:
    book = Book()
    book.act("office.backed", by="seat:l2", ctx="c", office="co_chair", side=LIVED)
    first = book.size
    book.act("office.backed", by="seat:l3", ctx="c", office="co_chair", side=LIVED, taken_by="l2")
    book.act("office.backed", by="seat:l3", ctx="c", office="access_coordinator", side=LIVED)
    book.act("seat.left", by="seat:l2", ctx="c", seat="l2", side=LIVED)
    last = book.size
    held = history(book.disclosed.entries)
    assert [seat for seat in SEATS if held[seat].is_co_chair(first)] == ["l1", "s1"]
    assert [seat for seat in SEATS if held[seat].is_co_chair(first + 2)] == ["l2", "s1"]
    assert [seat for seat in SEATS if held[seat].is_co_chair(last)] == ["s1"]


def test_a_co_chair_named_at_the_start_is_one_from_their_own_word_and_on_their_own_side() -> None:
    book = Book()
    named = [("a", STAFF, True), ("b", LIVED, True), ("e", LIVED, False), ("g", STAFF, True)]
    book.act(
        "committee.started", ctx="d", by="seat:e",
        seats=[
            {"seat": seat, "side": side, "co_chair": chair, "confirmed": seat == "e"} for seat, side, chair in named
        ],
    )  # fmt: skip
    for seat, side in (("a", LIVED), ("b", LIVED), ("g", STAFF)):
        book.act("seat.confirmed", by=f"seat:{seat}", ctx="d", seat=seat, side=side)
    held = history(book.disclosed.entries)
    assert [seat for seat, _, _ in named if held[seat].is_co_chair(book.size)] == ["b", "g"]
