"""Seats that come from an offer: made, approved by their own side after founding, open, and answered by its letter."""

from typing import Any

import pytest

from equalweight.core.measures.offered import offered

from .test_recompute import LIVED, STAFF, Book


class Offering(Book):
    """Committee "c" with three seats on each side; "y", just begun, with one seat of staff and people named."""

    def __init__(self) -> None:
        super().__init__()
        self.act(
            "committee.started", ctx="y", by="seat:a",
            seats=[
                {"seat": seat, "side": side, "co_chair": False, "confirmed": seat == "a"}
                for seat, side in (("a", STAFF), ("b", STAFF), ("e", LIVED), ("f", LIVED))
            ],
        )  # fmt: skip
        self.made = 0

    def make(self, by: str = "s1", side: str = LIVED, *, sent: bool = False, ctx: str = "c") -> "Offering":
        self.made = self.act("offer.made", by=f"seat:{by}", ctx=ctx, offer="o", side=side, sent=sent)
        return self

    def approve(self, *by: str, ctx: str = "c") -> "Offering":
        """All of them; the last one's sends it."""
        for seat in by:
            self.act("offer.approved", by=f"seat:{seat}", ctx=ctx, offer="o", sent=seat == by[-1])
        return self

    def accept(self, *, by: str = "", side: str = LIVED, ctx: str = "c", **pub: Any) -> "Offering":
        pub = pub or {"seat": "new"}
        by = f"seat:{by}" if by else f"offer:{self.made}"
        self.act("offer.accepted", by=by, ctx=ctx, offer="o", version=1, side=side, promises=[], **pub)
        return self

    def then(self, type: str, *, by: str = "", **pub: Any) -> "Offering":
        by = f"seat:{by}" if by else f"offer:{self.made}"
        self.act(type, by=by, ctx="c", offer="o", **pub)
        return self

    def confirm(self, seat: str, side: str) -> "Offering":
        self.act("seat.confirmed", by=f"seat:{seat}", ctx="y", seat=seat, side=side)
        return self

    def leave(self, *seats: str) -> "Offering":
        for seat in seats:
            self.act("seat.left", by=f"seat:{seat}", ctx="c", seat=seat, side=LIVED)
        return self

    def found(self) -> list[str]:
        return [finding.code for finding in offered(self.disclosed)]


def test_an_offer_that_two_of_their_side_approved() -> None:
    assert Offering().make().approve("l1", "l2").accept().found() == []
    assert Offering().make("l1").approve("l2").accept().found() == []


def test_a_yes_that_was_written_down_waits_for_their_own_word() -> None:
    book = Offering().make().approve("l1", "l2").accept(by="s1", way="phone")
    assert book.then("offer.confirmed", side=LIVED, seat="new").found() == []
    book = Offering().make().approve("l1", "l2").accept(by="s1", seat="new")
    assert book.found() == ["not_offered"]


def test_no_seat_without_an_offer() -> None:
    assert Offering().accept().found() == ["not_offered"]


def test_an_offer_of_a_hidden_entry_is_not_held_against_it() -> None:
    book = Offering()
    book.made = 99
    assert book.accept().found() == []


def test_no_seat_on_another_side_than_offered() -> None:
    assert Offering().make(side=STAFF, sent=True).accept(side=LIVED).found() == ["not_offered"]
    assert Offering().make().approve("l1", "l2").accept(side=STAFF).found() == ["not_offered"]


def test_no_seat_before_it_is_sent() -> None:
    assert Offering().make().accept().found() == ["not_offered"]


@pytest.mark.parametrize(("end", "more"), [("offer.withdrawn", {"by": "l1"}), ("offer.declined", {})])
def test_no_seat_once_it_is_over(end: str, more: dict[str, str]) -> None:
    book = Offering().make().approve("l1", "l2").then(end, **more)
    assert book.accept().found() == ["not_offered"]


def test_one_offer_is_one_seat_and_one_seat_is_one_persons() -> None:
    book = Offering().make().approve("l1", "l2").accept()
    assert book.accept(seat="newer").found() == ["not_offered"]
    assert Offering().make().approve("l1", "l2").accept(seat="l3").found() == ["seat_twice"]
    assert Offering().make().make().found() == ["done_twice"]


def test_the_organisation_does_not_choose_its_critics() -> None:
    assert Offering().make(sent=True).accept().found() == ["not_approved"]
    assert Offering().make().approve("l1").accept().found() == ["not_approved"]
    assert Offering().make("l1", sent=True).accept().found() == ["not_approved"]


def test_only_their_own_side_approves_and_each_once() -> None:
    assert Offering().make().approve("l1", "s2").found() == ["not_theirs_to_approve"]
    assert Offering().make("l1").approve("l1").found() == ["not_theirs_to_approve"]
    assert "not_theirs_to_approve" in Offering().make().approve("l1", "l1").found()


def test_only_staff_offer_a_seat_of_staff() -> None:
    assert Offering().make(side=STAFF, sent=True).accept(side=STAFF).found() == []
    assert Offering().make("l1", STAFF, sent=True).found() == ["not_theirs_to_offer"]


def test_who_has_left_approves_nothing_any_more() -> None:
    assert Offering().make("l1").leave("l1").approve("l2").found() == ["not_approved"]
    assert Offering().make("l1").leave("l1", "l3").approve("l2").found() == []


def test_while_founding_nobody_can_approve() -> None:
    book = Offering().make("a", sent=True, ctx="y").accept(ctx="y")
    assert book.found() == []
    book.confirm("e", LIVED)
    book.act("offer.made", by="seat:a", ctx="y", offer="p", side=LIVED, sent=True)
    assert book.found() == ["not_approved"]


def test_founding_ends_for_good() -> None:
    book = Offering().leave("l1", "l2").make("l3", sent=True)
    assert book.found() == []
    book.leave("l3")
    book.act("offer.made", by="seat:s1", ctx="c", offer="p", side=LIVED, sent=True)
    assert book.found() == ["not_approved"]


def test_naming_as_staff_is_no_way_round() -> None:
    assert Offering().confirm("b", LIVED).found() == []
    assert Offering().confirm("e", LIVED).confirm("f", LIVED).confirm("b", LIVED).found() == ["not_offered"]
    assert Offering().confirm("e", LIVED).confirm("f", STAFF).confirm("b", LIVED).found() == []
