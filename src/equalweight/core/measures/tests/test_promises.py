"""A promise's road from being made to being signed off: every act at its time, by whoever may, about its own claim."""

from typing import Any

import pytest

from equalweight.core.measures.actors import actors
from equalweight.core.measures.authors import authors
from equalweight.core.measures.offered import offered
from equalweight.core.measures.places import places
from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.measures.seats import seats
from equalweight.core.measures.told import told

from .test_recompute import LIVED, SEATS, STAFF, Book

WAYS = {"rule": "both_sides", "days_to_sign_off": 14}
ROLL = {side: [seat for seat in SEATS if SEATS[seat] == side] for side in (LIVED, STAFF)}
MADE, CLOSES, AFTER = "2026-03-01T10:00:00Z", "2026-03-15T10:00:00Z", "2026-03-15T11:00:00Z"


class Road(Book):
    """Committee "k" with seats a1 to a3 (lived experience) and b1 to b3 (staff), its project "q", promises in it."""

    def __init__(self, kind: str = "inside") -> None:
        super().__init__()
        seats = [("a", LIVED), ("b", STAFF)]
        self.roll = {side: [f"{letter}{number}" for number in "123"] for letter, side in seats}
        founded = [
            {"seat": seat, "side": side, "co_chair": False} for side in self.roll for seat in self.roll[side]
        ]
        self.act("committee.started", by="seat:b1", ctx="k", kind=kind, seats=founded, ways=dict(WAYS))
        self.act("project.started", by="seat:b1", ctx="q", committee="k", project="q", side=STAFF)

    def codes(self) -> list[str]:
        """What those find that follow a promise. Who acted, and where, is found by others: test_actors, test_places."""
        others = {actors, authors, offered, places, seats, told}
        found = (each(self.disclosed) for each in RECOMPUTERS if each not in others)
        return [finding.code for findings in found for finding in findings]

    def on(self, type: str, *, by: str = "seat:b1", ctx: str = "q", **more: Any) -> int:
        return self.act(type, by=by, ctx=ctx, **more)

    def make(self, name: str = "m", *, by: str = "seat:a1", **more: Any) -> int:
        facts: dict[str, Any] = {"committee": "k", "owner_named": True, "checker": "a1", "imported": False}
        return self.on("commitment.made", by=by, commitment=name, **facts | more)

    def claim(self, name: str = "c", *, of: str = "m", by: str = "seat:b1", **more: Any) -> int:
        return self.on("commitment.claimed", by=by, commitment=of, claim=name, **more)

    def check(
        self, name: str = "c", *, of: str = "m", by: str = "seat:a1", seen: bool = True, **more: Any
    ) -> int:
        asked: dict[str, Any] = {"roll": self.roll, "closes": CLOSES} if seen else {}
        return self.on("commitment.checked", by=by, commitment=of, claim=name, seen=seen, **asked | more)

    def answer(self, claim: str = "c", lived: int = 3, staff: int = 3, **more: Any) -> None:
        for side, many in ((LIVED, lived), (STAFF, staff)):
            for _ in range(many):
                self.on(
                    "signoff.answered",
                    by="sealed:" + "0" * 64,
                    claim=claim,
                    side=side,
                    said={"answer": "done"},
                    **more,
                )

    def count(
        self, claim: str = "c", *, of: str = "m", lived: int = 3, staff: int = 3, at: str = CLOSES, **more: Any
    ) -> int:  # fmt: skip
        sides = {
            side: {"entitled": len(self.roll[side]), "answered": many, "done": many, "not_yet": 0}
            for side, many in ((LIVED, lived), (STAFF, staff))
        }
        facts = {"outcome": "done" if min(lived, staff) >= 2 else "disputed", "sides": sides} | more
        return self.on("signoff.closed", by="clock", commitment=of, claim=claim, at=at, **facts)

    def sign_off(self, claim: str = "c", of: str = "m") -> None:
        """From the claim to both sides' word."""
        self.claim(claim, of=of)
        self.check(claim, of=of)
        self.answer(claim)
        self.count(claim, of=of)


def test_the_whole_road_is_no_finding() -> None:
    book = Road()
    book.make()
    book.claim("c0")
    book.check("c0", seen=False)
    book.sign_off("c1")
    assert book.codes() == []


@pytest.mark.parametrize("kind", ["offer.accepted", "offer.confirmed", "told.answered"])
def test_what_was_promised_in_an_offer_is_a_promise(kind: str) -> None:
    book = Road()
    made: dict[str, Any] = {"promises": ["n", "m"]}
    if kind == "told.answered":
        book.on("told.noted", ctx="k", told="t", due="2026-03-21")
        made = {"told": "t", "answer": "confirmed", "commitment": "m"}
    book.on(kind, ctx="k", **made)
    book.on("commitment.checker_named", by="seat:a2", ctx="k", commitment="m", checker="a2")
    book.claim(ctx="k")
    book.check(by="seat:a2", ctx="k")
    book.answer(ctx="k")
    book.count(ctx="k")
    assert book.codes() == []


def test_not_everybody_is_asked_about_a_promise_from_an_offer() -> None:
    book = Road()
    book.on("offer.accepted", ctx="k", promises=["m"])
    book.on("commitment.checker_named", by="seat:a2", ctx="k", commitment="m", checker="a2")
    book.claim(ctx="k")
    book.check(by="seat:a2", ctx="k", roll={LIVED: ["a1", "a2"], STAFF: ["b1", "b2", "b3"]})
    assert book.codes() == ["roll_differs"]


def test_counted_for_another_promise_than_was_claimed() -> None:
    book = Road()
    book.make()
    book.make("other")
    book.claim()
    book.check()
    book.answer()
    book.count(of="other")
    assert book.codes() == ["claim_differs"]


def test_checked_for_another_promise_than_was_claimed() -> None:
    book = Road()
    book.make()
    book.make("other")
    book.claim()
    book.check(of="other")
    assert book.codes() == ["claim_differs"]


def test_checked_and_counted_without_a_claim() -> None:
    book = Road()
    book.make()
    book.check()
    book.answer()
    book.count()
    assert book.codes() == ["not_claimed", "not_asked"]


@pytest.mark.parametrize(
    "type", ["commitment.claimed", "commitment.refused", "commitment.moved", "signoff.closed"]
)
def test_a_promise_that_nobody_made(type: str) -> None:
    book = Road()
    if type == "signoff.closed":
        book.count(of="nobody")
    else:
        book.on(type, commitment="nobody", claim="c")
    assert book.codes() == ["no_commitment"]


def test_an_older_claim_is_not_counted() -> None:
    book = Road()
    book.make()
    book.claim("c0")
    book.check("c0", seen=False)
    book.claim("c1")
    book.check("c0", at=AFTER, closes="2026-03-29T11:00:00Z")
    book.answer("c0", at=AFTER)
    book.count("c0", at="2026-03-29T11:00:00Z")
    assert book.codes() == ["not_claimed", "not_asked"]


def test_both_sides_are_not_asked_when_the_checker_sees_nothing() -> None:
    book = Road()
    book.make()
    book.claim()
    book.check(seen=False, roll=book.roll, closes=CLOSES)
    book.answer()
    book.count()
    assert book.codes() == ["asked_unseen", "not_asked"]


def test_a_sign_off_says_until_when() -> None:
    book = Road()
    book.make()
    book.claim()
    book.on("commitment.checked", by="seat:a1", commitment="m", claim="c", seen=True, roll=book.roll)
    book.answer()
    book.count(at=MADE)
    assert book.codes() == ["asked_unsaid", "not_asked"]


@pytest.mark.parametrize("by", ["seat:b1", "seat:a2", "seat:l1", "host"])
def test_only_the_checker_checks(by: str) -> None:
    book = Road()
    book.make()
    book.claim()
    book.check(by=by)
    assert book.codes() == ["not_checker"]


def test_nobody_checks_while_there_is_no_checker() -> None:
    book = Road()
    book.on("offer.accepted", ctx="k", promises=["m"])
    book.claim(ctx="k")
    book.check(ctx="k")
    assert book.codes() == ["not_checker"]


@pytest.mark.parametrize("checker", ["b1", "l1", "nobody"])
def test_a_checker_has_lived_experience_and_a_seat_here(checker: str) -> None:
    book = Road()
    book.make(checker=checker)
    book.make("n", by="seat:a2", checker="a2")
    book.on("commitment.checker_named", by="seat:a1", commitment="n", checker=checker)
    # Nobody but oneself makes one a checker; and "n" had one.
    assert book.codes() == ["not_checker", "not_checker"]


def test_another_checks_only_after_the_checker_went_or_took_too_long() -> None:
    for later, gone, found in (
        (MADE, False, ["not_checker"]),
        ("2026-03-15T09:00:00Z", False, ["not_checker"]),
        ("2026-03-16T10:00:00Z", False, []),
        (MADE, True, []),
    ):
        book = Road()
        book.make()
        book.claim()
        if gone:
            book.on("seat.left", by="seat:a1", ctx="k", seat="a1", side=LIVED)
        book.on("commitment.checker_named", by="seat:a2", at=later, commitment="m", checker="a2")
        assert book.codes() == found


@pytest.mark.parametrize("by", ["seat:a1", "seat:s1", "host", "clock"])
def test_only_staff_here_say_that_it_is_done(by: str) -> None:
    book = Road()
    book.make()
    book.claim(by=by)
    assert [code for code in book.codes() if code != "no_seat"] == ["not_owner"]


def test_the_owner_claims_while_they_hold_their_seat() -> None:
    for how in ("made", "named"):
        book = Road()
        book.make(**({"seat": "b2"} if how == "made" else {}))
        if how == "named":
            book.on("commitment.owner_named", by="seat:a1", commitment="m", seat="b2")
        book.claim("c0", by="seat:b2")
        book.check("c0", seen=False)
        assert book.codes() == []
        book.claim("c1")
        assert book.codes() == ["not_owner"]


def test_staff_speak_for_an_owner_who_left_or_has_no_seat() -> None:
    left, outside = Road(), Road()
    left.make(seat="b2")
    left.on("seat.left", by="seat:b2", ctx="k", seat="b2", side=STAFF)
    outside.make(seat="b2")
    outside.on("commitment.owner_named", by="seat:a1", commitment="m")
    for book in (left, outside):
        book.claim(by="seat:b3")
        assert book.codes() == []


def test_an_owner_is_staff() -> None:
    book = Road()
    book.make(seat="a2")
    book.make("n")
    book.on("commitment.owner_named", by="seat:a1", commitment="n", seat="a2")
    assert book.codes() == ["not_owner", "not_owner"]


def test_without_an_owner_nobody_claims() -> None:
    book = Road()
    book.make(owner_named=False)
    book.claim()
    assert book.codes() == ["not_owner"]


@pytest.mark.parametrize("end", ["refused", "will_not", "done"])
def test_nothing_goes_on_after_the_end(end: str) -> None:
    book = Road()
    book.make()
    if end == "refused":
        book.on("commitment.refused", commitment="m")
    elif end == "will_not":
        later = {"ctx": "k", "duty": "d", "at": "2026-06-01T10:00:00Z"}
        book.on("clock.reached", by="clock", seat="a1", months=3, due="2026-06-15", commitment="m", **later)
        book.on("clock.answered", answer="will_not", **later)
    else:
        book.sign_off("c0")
    assert book.codes() == []
    book.claim()
    book.check()
    book.answer()
    book.count()
    book.on("commitment.moved", commitment="m", due="2026-05-01")
    assert book.codes() == ["not_open", "not_claimed", "not_asked", "not_open"]


def test_a_claim_is_counted_once() -> None:
    book = Road()
    book.make()
    book.sign_off()
    book.count()
    assert book.codes() == ["done_twice"]


def test_a_promise_and_a_claim_are_made_once() -> None:
    book = Road()
    book.make()
    book.make("n")
    book.make(checker="a2")
    book.claim()
    book.claim(of="n")
    assert book.codes() == ["done_twice", "done_twice"]


def test_its_acts_are_where_the_promise_is() -> None:
    book = Road()
    book.make()
    book.make("n", committee="c")
    book.claim(ctx="k")
    assert book.codes() == ["elsewhere", "elsewhere"]


def test_two_of_each_side_are_needed() -> None:
    book = Road()
    for seat in ("a2", "a3"):
        book.on("seat.left", by=f"seat:{seat}", ctx="k", seat=seat, side=LIVED)
    book.roll[LIVED] = ["a1"]
    book.make()
    book.claim()
    book.check()
    assert book.codes() == ["too_few"]


def test_it_is_counted_at_its_time_or_once_everybody_has_answered() -> None:
    for lived, at, found in ((3, MADE, []), (2, MADE, ["closed_early"]), (2, CLOSES, [])):
        book = Road()
        book.make()
        book.claim()
        book.check()
        book.answer(lived=lived)
        book.count(lived=lived, at=at)
        assert book.codes() == found


def test_nobody_waits_for_somebody_who_left() -> None:
    book = Road()
    book.make()
    book.claim()
    book.check()
    book.answer(lived=2)
    book.on("seat.left", by="seat:a3", ctx="k", seat="a3", side=LIVED)
    book.count(lived=2, at=MADE)
    assert book.codes() == []


def test_the_days_to_sign_off_are_those_of_the_ways_of_working() -> None:
    book = Road()
    book.make()
    book.claim()
    book.check(closes="2026-03-03T10:00:00Z")
    assert book.codes() == ["time_differs"]


def test_an_answer_after_the_closing_time_does_not_count() -> None:
    book = Road()
    book.make()
    book.claim()
    book.check()
    book.answer(lived=2)
    book.answer(lived=1, staff=0, at="2026-03-15T12:00:00Z")
    book.count(at="2026-03-15T13:00:00Z")
    assert book.codes() == ["late_vote"]


def test_who_keeps_a_log_says_whether_a_promise_was_kept_and_nobody_claims_there() -> None:
    log = Road("outside")
    log.make(owner_named=False, imported=True, by="host")
    log.on("promise.judged", commitment="m", kept=True)
    log.on("promise.judged", commitment="m", kept=False)
    log.on("reply.asked", commitment="m", request="r", ctx="q", due="2026-03-29")
    log.on("reply.given", request="r", answer="will_not", ctx="q")
    log.on("promise.judged", commitment="m", kept=True)
    assert log.codes() == []
    log.make("n")
    log.claim(of="n")
    assert log.codes() == ["not_owner"]
    inside = Road()
    inside.make()
    inside.on("promise.judged", by="seat:a1", commitment="m", kept=True)
    assert inside.codes() == ["judged_inside"]


def test_what_the_file_hides_may_have_happened() -> None:
    book = Road()
    book.make()
    book.disclosed.add_hidden(book.size)
    book.size += 1
    book.check()
    assert (book.codes(), book.disclosed.unknown) == ([], 1)


@pytest.mark.parametrize("type", ["commitment.moved", "commitment.refused"])
def test_only_staff_here_move_it_or_say_that_it_will_not_be_done(type: str) -> None:
    for by, found in (("seat:b2", []), ("seat:a1", ["not_owner"]), ("host", ["not_owner"])):
        book = Road()
        book.make()
        book.on(type, by=by, commitment="m", due="2026-05-01")
        assert book.codes() == found


def test_a_promise_belongs_to_a_committee_that_was_started() -> None:
    book = Road()
    book.make(ctx="nowhere", committee="nowhere", checker="a1")
    assert book.codes() == ["no_committee"]
    book.disclosed.add_hidden(0)
    assert (book.codes(), book.disclosed.unknown) == ([], 1)
