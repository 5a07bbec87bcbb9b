"""A record that agrees with itself line by line, but not as acts do: what counting it again finds."""

from collections.abc import Mapping
from typing import Any

import pytest

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry

LIVED, STAFF = "lived_experience", "staff"
SEATS = {"l1": LIVED, "l2": LIVED, "l3": LIVED, "s1": STAFF, "s2": STAFF, "s3": STAFF}
CLOSES = "2026-03-15T10:00:00Z"
TERMS = {"rule": "both_sides", "quorum": "1/2", "threshold": "1/2"}


class Book:
    """A made-up record of one committee "c" and its project "p", written act by act."""

    def __init__(self) -> None:
        self.disclosed = Disclosed()
        self.size = 0
        self.act(
            "committee.started", ctx="c",
            seats=[{"seat": seat, "side": side, "co_chair": seat.endswith("1")} for seat, side in SEATS.items()],
        )  # fmt: skip
        self.act("project.started", committee="c", side=LIVED)

    def act(
        self, type: str, *, by: str = "seat:l1", at: str = "2026-03-01T10:00:00Z", ctx: str = "p",
        refs: tuple[int, ...] = (), said: Mapping[str, str] | None = None, **pub: Any,
    ) -> int:  # fmt: skip
        seq, self.size = self.size, self.size + 1
        line = Entry(
            v=1, log="g", seq=seq, type=type, at=at, by=by, ctx=ctx, n=bytes(32), pub=pub, com={}, refs=refs
        )
        self.disclosed.add_entry(line)
        for field, value in (said or {}).items():
            self.disclosed.add_value(seq, field, value)
        return seq

    def announce(self) -> None:
        self.act(
            "decision.announced",
            decision="d",
            opens="2026-03-01T10:00:00Z",
            closes="2026-03-09T10:00:00Z",
            **TERMS,
        )

    def open(self, **missing: str) -> int:
        roll = {side: [seat for seat in SEATS if SEATS[seat] == side] for side in (LIVED, STAFF)}
        for side, seat in missing.items():
            roll[side].remove(seat)
        return self.act("decision.opened", by="clock", decision="d", roll=roll, closes="2026-03-09T10:00:00Z")

    def vote(self, side: str, choice: str | None, *refs: int) -> int:
        said = {"choice": choice} if choice else {}
        return self.act("vote.cast", by="sealed:" + "0" * 64, decision="d", side=side, refs=refs, said=said)

    def close(
        self, outcome: str, lived: dict[str, Any], staff: dict[str, Any], *, head_count: str = "carried", **more: Any
    ) -> int:  # fmt: skip
        how = {"by": "clock", "at": "2026-03-09T10:00:00Z", **more}
        terms = {term: how.pop(term, TERMS[term]) for term in TERMS}
        return self.act(
            "decision.closed", decision="d", outcome=outcome, head_count=head_count, sides={LIVED: lived, STAFF: staff},
            **terms, **how,
        )  # fmt: skip

    def codes(self) -> list[str]:
        return [finding.code for recomputer in RECOMPUTERS for finding in recomputer(self.disclosed)]


def counts(yes: int, no: int, *, carried: bool, entitled: int = 3) -> dict[str, Any]:
    return {
        "entitled": entitled, "answered": yes + no, "yes": yes, "no": no, "passed": 0,
        "quorum_met": yes + no >= 2, "carried": carried,
    }  # fmt: skip


NO, YES = counts(1, 2, carried=False), counts(3, 0, carried=True)


def refused(hidden: int = 0) -> Book:
    """People with lived experience said no: of their three votes, `hidden` are not disclosed."""
    book = Book()
    book.announce()
    book.open()
    for number, choice in enumerate(("no", "no", "yes")):
        book.vote(LIVED, None if number < hidden else choice)
    for _ in range(3):
        book.vote(STAFF, "yes")
    return book


def test_an_honest_decision() -> None:
    book = refused()
    book.close("not_carried", NO, YES)
    assert book.codes() == []
    assert book.disclosed.unknown == 0


def test_what_was_erased_is_said_and_is_no_finding() -> None:
    book = refused(hidden=1)
    book.close("not_carried", NO, YES)
    assert book.codes() == []
    assert book.disclosed.unknown == 1


def test_leaving_votes_out_hides_no_other_outcome() -> None:
    book = refused(hidden=3)
    book.close("carried", NO, YES)
    assert book.codes() == ["outcome_differs"]


def test_leaving_votes_out_hides_no_other_number_of_votes() -> None:
    book = refused(hidden=3)
    book.close("carried", counts(2, 0, carried=True), YES)
    assert book.codes() == ["votes_do_not_fit"]


def test_what_is_disclosed_must_be_among_what_was_counted() -> None:
    book = refused(hidden=1)
    book.close("carried", counts(3, 0, carried=True), YES)
    assert book.codes() == ["votes_do_not_fit"]


def test_a_vote_replaces_none_of_the_other_side() -> None:
    book = Book()
    book.announce()
    book.open()
    no = [book.vote(LIVED, "no"), book.vote(LIVED, "no")]
    book.vote(LIVED, "yes")
    book.vote(LIVED, "yes")
    for refs in ((no[0],), (no[1],), ()):
        book.vote(STAFF, "yes", *refs)
    book.close("carried", counts(2, 0, carried=True), YES)
    assert book.codes() == ["replaces_another", "replaces_another"]


def test_a_seat_left_off_the_roll() -> None:
    book = Book()
    book.announce()
    book.open(**{LIVED: "l3"})
    assert book.codes() == ["roll_differs"]


def test_who_stepped_back_or_left_is_not_on_the_roll() -> None:
    book = Book()
    book.announce()
    book.act("decision.recused", by="seat:l3", decision="d", side=LIVED)
    book.act("seat.left", by="seat:s3", ctx="c", seat="s3", side=STAFF)
    book.open(**{LIVED: "l3", STAFF: "s3"})
    assert book.codes() == []


def test_nobody_steps_back_once_voting_has_opened() -> None:
    book = refused()
    book.act("decision.recused", by="seat:l3", decision="d", side=LIVED)
    book.close("not_carried", NO, YES)
    assert book.codes() == ["recused_late"]


def test_a_second_closing_with_another_outcome() -> None:
    book = refused()
    book.close("not_carried", NO, YES)
    book.close("carried", counts(3, 0, carried=True), YES)
    assert book.codes() == ["done_twice"]


def test_closed_without_having_been_opened() -> None:
    book = Book()
    book.announce()
    book.close("carried", counts(3, 0, carried=True), YES)
    assert book.codes() == ["not_opened"]


def test_counted_by_another_bar_than_announced() -> None:
    book = refused()
    book.close("not_carried", NO, YES, quorum="2/3")
    assert book.codes() == ["terms_differ"]


@pytest.mark.parametrize(
    ("asked_by", "closed_by", "found"),
    [
        ("l1", "s1", []),
        ("s2", "s1", ["not_a_co_chair", "closed_early"]),
        (None, "s1", ["closed_early"]),
        ("l1", None, ["closed_early"]),
    ],
)  # fmt: skip
def test_early_only_with_both_sides(asked_by: str | None, closed_by: str | None, found: list[str]) -> None:
    book = refused()
    if asked_by:
        book.act("decision.close_asked", by=f"seat:{asked_by}", decision="d", side=SEATS[asked_by])
    by = f"seat:{closed_by}" if closed_by else "clock"
    book.close("not_carried", NO, YES, by=by, at="2026-03-05T10:00:00Z")
    assert book.codes() == found


def test_votes_before_the_opening_and_after_the_close() -> None:
    book = Book()
    book.announce()
    book.vote(LIVED, "yes")
    book.open()
    for _ in range(2):
        book.vote(LIVED, "yes")
    for _ in range(3):
        book.vote(STAFF, "yes")
    book.close("carried", YES, YES)
    book.vote(LIVED, "no")
    assert sorted(book.codes()) == ["early_vote", "late_vote"]


def signed_off(*lived: str | None, roll: int = 3) -> Book:
    book = Book()
    book.act("commitment.made", commitment="m", committee="c", checker="l1")
    book.act("commitment.claimed", by="seat:s1", commitment="m", claim="k")
    sides = {side: [seat for seat in SEATS if SEATS[seat] == side][:roll] for side in (LIVED, STAFF)}
    book.act("commitment.checked", commitment="m", claim="k", seen=True, roll=sides, closes=CLOSES)
    for side, given in ((LIVED, lived), (STAFF, ("done", "done"))):
        for answer in given:
            said = {"answer": answer} if answer else {}
            book.act("signoff.answered", by="sealed:" + "0" * 64, claim="k", side=side, said=said)
    return book


def close_claim(book: Book, outcome: str, done: int, not_yet: int, entitled: int = 3) -> None:
    staff = {"entitled": entitled, "answered": 2, "done": 2, "not_yet": 0}
    lived = {"entitled": entitled, "answered": done + not_yet, "done": done, "not_yet": not_yet}
    sides = {LIVED: lived, STAFF: staff}
    book.act("signoff.closed", by="clock", at=CLOSES, commitment="m", claim="k", outcome=outcome, sides=sides)


@pytest.mark.parametrize(
    ("answers", "closed", "found", "unknown"),
    [
        (("done", "done"), ("done", 2, 0), [], 0),
        (("done", None), ("done", 2, 0), [], 1),
        ((None, None), ("done", 1, 1), ["sign_off_differs"], 1),
        ((None, None), ("done", 3, 0), ["sign_off_differs"], 1),
        (("not_yet", None), ("done", 2, 0), ["sign_off_differs"], 1),
        (("done", "done", "done", "done"), ("done", 4, 0), ["sign_off_differs"], 0),
    ],
)
def test_a_sign_off_counted_again(
    answers: tuple[str | None, ...], closed: tuple[str, int, int], found: list[str], unknown: int
) -> None:
    book = signed_off(*answers)
    close_claim(book, *closed)
    assert book.codes() == found
    assert book.disclosed.unknown == unknown


def test_a_sign_off_that_did_not_ask_everybody() -> None:
    book = signed_off("done", "done", roll=2)
    close_claim(book, "done", 2, 0, entitled=2)
    assert book.codes() == ["roll_differs", "roll_differs"]


def test_a_sign_off_nobody_was_asked_for() -> None:
    book = Book()
    book.act("commitment.made", commitment="m", committee="c")
    close_claim(book, "done", 2, 0)
    assert book.codes() == ["not_asked"]
