"""Seats that come from an offer: made, approved by their own side after founding, open, and answered by its letter."""

from collections.abc import Callable
from typing import Any

import pytest

from equalweight.core.measures.offered import offered

from .test_recompute import LIVED, STAFF, Book

ANSWER_BY = "2026-03-20"
LATE = "2026-03-22T10:00:00Z"


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
        self.made = self.act(
            "offer.made", by=f"seat:{by}", ctx=ctx, offer="o", side=side, sent=sent, answer_by=ANSWER_BY
        )
        return self

    def approve(self, *by: str, ctx: str = "c") -> "Offering":
        """All of them; the last one's sends it."""
        for number, seat in enumerate(by, start=1):
            self.act("offer.approved", by=f"seat:{seat}", ctx=ctx, offer="o", sent=number == len(by))
        return self

    def accept(self, *, by: str = "", side: str = LIVED, ctx: str = "c", **pub: Any) -> "Offering":
        """Through the letter, with a seat; or written down by a seat, without."""
        more = {"way": "phone"} if by else {"way": "online", "seat": "new"}
        return self.then(
            "offer.accepted", by=by, ctx=ctx, **{"version": 1, "side": side, "promises": [], **more, **pub}
        )

    def then(self, type: str, *, by: str = "", ctx: str = "c", **pub: Any) -> "Offering":
        by = f"seat:{by}" if by else f"offer:{self.made}"
        self.act(type, by=by, ctx=ctx, offer="o", **pub)
        return self

    def confirmed(self, **pub: Any) -> "Offering":
        return self.then("offer.confirmed", **{"side": LIVED, "seat": "new", "promises": [], **pub})

    def denied(self, *, by: str = "") -> "Offering":
        return self.then("offer.denied", by=by)

    def asked(self, type: str, *, by: str = "") -> "Offering":
        """A question, a change asked for, or a no: through the letter, or written down by a seat."""
        return self.then(type, by=by, way="phone" if by else "online")

    def revised(self, by: str, version: int = 2, **pub: Any) -> "Offering":
        return self.then("offer.revised", by=by, **{"version": version, "answer_by": ANSWER_BY, **pub})

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
    book = Offering().make().approve("l1", "l2").accept(by="s1")
    assert book.confirmed().found() == []
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


@pytest.mark.parametrize(
    ("end", "more"), [("offer.withdrawn", {"by": "l1"}), ("offer.declined", {"way": "online"})]
)
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
    book.act("offer.made", by="seat:a", ctx="y", offer="p", side=LIVED, sent=True, answer_by=ANSWER_BY)
    assert book.found() == ["not_approved"]


def test_founding_ends_for_good() -> None:
    book = Offering().leave("l1", "l2").make("l3", sent=True)
    assert book.found() == []
    book.leave("l3")
    book.act("offer.made", by="seat:s1", ctx="c", offer="p", side=LIVED, sent=True, answer_by=ANSWER_BY)
    assert book.found() == ["not_approved"]


def test_naming_as_staff_is_no_way_round() -> None:
    assert Offering().confirm("b", LIVED).found() == []
    assert Offering().confirm("e", LIVED).confirm("f", LIVED).confirm("b", LIVED).found() == ["not_offered"]
    assert Offering().confirm("e", LIVED).confirm("f", STAFF).confirm("b", LIVED).found() == []


def sent() -> Offering:
    """Made by staff, approved by two with lived experience, and so sent."""
    return Offering().make().approve("l1", "l2")


def no(book: Offering) -> Offering:
    return book.asked("offer.declined")


def back(book: Offering) -> Offering:
    return book.then("offer.withdrawn", by="l1")


LATER: dict[str, Callable[[Offering], Offering]] = {
    "offer.approved": lambda book: book.approve("l3"),
    "offer.revised": lambda book: book.revised("l1"),
    "offer.asked": lambda book: book.asked("offer.asked"),
    "offer.countered": lambda book: book.asked("offer.countered", by="l1"),
    "offer.replied": lambda book: book.then("offer.replied", by="s1"),
    "offer.declined": no,
    "offer.withdrawn": back,
}


@pytest.mark.parametrize("type", LATER)
@pytest.mark.parametrize("end", [no, back, Offering.accept])
def test_nothing_follows_an_offer_that_is_over(end: Callable[[Offering], Offering], type: str) -> None:
    assert LATER[type](end(sent())).found() == ["not_open"]


@pytest.mark.parametrize(
    "type", [type for type in LATER if type not in ("offer.approved", "offer.withdrawn")]
)
def test_what_was_not_sent_is_not_answered_or_changed(type: str) -> None:
    assert LATER[type](Offering().make()).found() == ["not_open"]
    assert LATER[type](sent()).found() == []


def test_nobody_approves_what_was_sent() -> None:
    assert sent().approve("l3").found() == ["not_open"]


def test_every_honest_way_from_an_offer_to_a_seat() -> None:
    asked = sent().asked("offer.asked").then("offer.replied", by="s1").accept(by="l1").asked("offer.asked")
    assert asked.confirmed().found() == []
    countered = sent().accept(by="s1").asked("offer.countered", by="s2").revised("s1").accept(version=2)
    assert countered.found() == []
    again = sent().asked("offer.countered").revised("s1").asked("offer.countered").revised("l3", 3)
    assert again.accept(by="s1", version=3).accept(version=3).found() == []


def test_a_yes_is_to_the_newest_words() -> None:
    assert sent().revised("l1").accept(version=1).found() == ["not_offered"]
    assert sent().accept(version=9).found() == ["not_offered"]
    assert sent().revised("l1", 7).accept(version=7).found() == ["version_differs"]


def test_a_yes_that_was_written_down_ends_with_a_change() -> None:
    assert sent().accept(by="s1").revised("l1").confirmed().found() == ["not_offered"]
    assert sent().accept(by="s1").asked("offer.countered").confirmed().found() == ["not_offered"]
    assert sent().confirmed().found() == ["not_offered"]


def test_a_yes_comes_until_the_day_to_answer() -> None:
    def yes(at: str, **revised: Any) -> Offering:
        book = sent().revised("l1", **revised) if revised else sent()
        return book.accept(at=at, version=2 if revised else 1)

    assert yes("2026-03-20T22:00:00Z").found() == []
    assert yes(LATE).found() == ["not_offered"]
    assert yes(LATE, answer_by="2026-03-30").found() == []
    assert yes("2026-04-22T10:00:00Z", answer_by="2026-03-30").found() == ["not_offered"]


def test_a_day_to_answer_that_is_not_told_is_said_and_is_no_finding() -> None:
    book = sent().then("offer.revised", by="l1", version=2).accept(version=2, at=LATE)
    assert book.found() == []
    assert "no day to answer" in book.disclosed.not_shown[0].what


def test_a_yes_in_time_is_confirmed_later_and_a_no_is_never_late() -> None:
    assert sent().accept(by="s1").confirmed(at=LATE).found() == []
    assert sent().then("offer.declined", way="online", at=LATE).found() == []


def test_they_have_a_day_at_least() -> None:
    assert sent().revised("l1", answer_by="2026-02-28").found() == ["no_time_to_answer"]
    assert Offering().make("l1").then("offer.approved", by="l2", sent=True, at=LATE).found() == [
        "no_time_to_answer"
    ]


def test_what_their_side_approved_is_theirs() -> None:
    assert sent().revised("s1").found() == ["not_theirs_to_change"]
    assert sent().asked("offer.countered").revised("s1").found() == []
    assert sent().asked("offer.countered").revised("s2").found() == ["not_theirs_to_change"]
    assert sent().then("offer.withdrawn", by="s1").found() == ["not_theirs_to_change"]
    waits = Offering().make().then("offer.approved", by="l1", sent=False)
    assert waits.then("offer.withdrawn", by="s1").found() == []
    assert sent().asked("offer.declined", by="s1").found() == ["not_theirs_to_change"]
    assert sent().asked("offer.declined", by="l3").found() == []


def test_what_nobody_had_to_approve_is_its_makers_and_its_sides() -> None:
    def founding() -> Offering:
        return Offering().make("a", sent=True, ctx="y")

    assert founding().then("offer.withdrawn", by="a", ctx="y").found() == []
    assert founding().then("offer.declined", by="a", ctx="y", way="post").found() == []
    assert founding().revised("a", ctx="y").found() == []
    assert founding().confirm("b", STAFF).revised("b", ctx="y").found() == ["not_theirs_to_change"]
    staff = Offering().make("s1", STAFF, sent=True)
    assert staff.revised("s2").found() == []
    assert staff.revised("l1", 3).found() == ["not_theirs_to_change"]


@pytest.mark.parametrize("type", ["offer.asked", "offer.countered", "offer.declined"])
def test_what_is_written_down_says_how_it_came(type: str) -> None:
    assert sent().then(type, by="l1", way="online").found() == ["way_differs"]
    assert sent().then(type, way="phone").found() == ["way_differs"]


def test_nothing_takes_effect_without_their_own_word() -> None:
    assert sent().accept(by="s1", way="online").found() == ["way_differs"]
    assert sent().accept(by="s1", promises=["k"]).found() == ["not_offered"]
    assert sent().then("offer.accepted", version=1, side=LIVED, promises=[], way="online").found() == [
        "not_offered"
    ]


def test_what_they_were_told_is_noted_through_a_letter_that_is_open() -> None:
    def note(book: Offering) -> list[str]:
        book.act("told.noted", by=f"offer:{book.made}", ctx="c", told="t", due="2026-03-29")
        return book.found()

    assert note(sent()) == note(sent().accept()) == note(sent().asked("offer.countered")) == []
    assert note(Offering().make()) == note(no(sent())) == note(back(sent())) == ["not_open"]


def test_a_yes_that_they_did_not_say_is_taken_off_and_they_can_still_answer() -> None:
    book = Offering().make("l1").approve("l2").accept(by="s1").denied()
    assert book.found() == []
    assert book.accept().found() == []


def test_a_yes_that_was_taken_off_is_not_confirmed_afterwards() -> None:
    assert Offering().make("l1").approve("l2").accept(by="s1").denied().confirmed().found() != []


def test_nobody_wrote_down_the_yes_that_is_taken_off() -> None:
    assert Offering().make("l1").approve("l2").denied().found() != []
