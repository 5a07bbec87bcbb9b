"""Ending a seat, as the verifier sees it: an honest record, and each lie that must be found."""

from typing import Any

import pytest

from equalweight.core.measures.removals import removals
from equalweight.core.measures.seats import history
from equalweight.core.record.checking import check_entry
from equalweight.core.record.findings import Finding

from .test_recompute import LIVED, SEATS, STAFF, Book, counts

WAYS = {
    "rule": "balanced", "quorum": "1/2", "threshold": "1/2", "days_for_papers": 5, "days_to_vote": 14,
    "days_to_answer": 20, "days_to_bring_back": 28, "days_to_sign_off": 14,
}  # fmt: skip
ASKED, OPENS, CLOSES = "2026-03-01T10:00:00Z", "2026-03-06T10:00:00Z", "2026-03-20T10:00:00Z"
SEALED = "sealed:" + "0" * 64
YES, NO = counts(3, 0, carried=True), counts(1, 2, carried=False)


class Matter(Book):
    """Asked about seat l3, in a committee whose own rule is a weaker one."""

    def __init__(self) -> None:
        super().__init__()
        start = self.disclosed.entry(0)
        assert start
        start.pub["ways"] = WAYS  # type: ignore[index]  # the made-up entry's own dict

    def ask(self, seat: str | None = "l3", **changed: Any) -> "Matter":
        said = {"seat": seat} if seat else {}
        facts = {
            "removal": "r",
            "opens": OPENS,
            "closes": CLOSES,
            "quorum": "1/2",
            "threshold": "1/2",
            **changed,
        }
        self.act("removal.asked", by=SEALED, ctx="c", at=ASKED, said=said, **facts)
        return self

    def put(self, *, without: str = "", at: str = OPENS, closes: str = CLOSES, by: str = "clock") -> "Matter":
        roll = {
            side: [seat for seat in SEATS if SEATS[seat] == side and seat != without]
            for side in (LIVED, STAFF)
        }
        self.act("removal.opened", by=by, ctx="c", at=at, removal="r", roll=roll, closes=closes)
        return self

    def answer(self, lived: tuple[str, ...], staff: tuple[str, ...] = ("yes",) * 3) -> "Matter":
        for side, choices in ((LIVED, lived), (STAFF, staff)):
            for choice in choices:
                self.act(
                    "removal.voted",
                    by=SEALED,
                    ctx="c",
                    at=OPENS,
                    removal="r",
                    side=side,
                    said={"choice": choice},
                )
        return self

    def end(
        self, outcome: str, lived: dict[str, Any] | None = None, *, at: str = CLOSES, **more: Any
    ) -> "Matter":
        facts: dict[str, Any] = {
            "removal": "r",
            "outcome": outcome,
            **{name: WAYS[name] for name in ("quorum", "threshold")},
        }
        if lived:
            facts |= {"sides": {LIVED: lived, STAFF: YES}, "head_count": "carried"}
        self.act("removal.closed", by="clock", ctx="c", at=at, **(facts | {"rule": "both_sides"} | more))
        return self

    def leave(self, seat: str) -> "Matter":
        self.act("seat.left", by=f"seat:{seat}", ctx="c", seat=seat, side=SEATS[seat])
        return self


def agreed() -> Matter:
    return Matter().ask().put().answer(("yes", "yes", "yes"))


def refused() -> Matter:
    return Matter().ask(seat=None).put().answer(("no", "no", "yes"))


def test_an_honest_ending() -> None:
    book = agreed().end("carried", YES, seat="l3")
    assert (book.codes(), book.disclosed.unknown) == ([], 0)
    assert history(book.disclosed.entries)["l3"].ended == book.size - 1


def test_an_honest_refusal_names_nobody() -> None:
    book = refused().end("not_carried", NO)
    assert (book.codes(), book.disclosed.unknown) == ([], 0)
    assert all(seat.ended is None for seat in history(book.disclosed.entries).values())


def test_an_ended_seat_can_do_nothing_more_and_is_asked_nothing() -> None:
    book = agreed().end("carried", YES, seat="l3")
    book.act("decision.recused", by="seat:l3", decision="d", side=LIVED)
    assert book.codes() == ["no_seat"]
    book = agreed().end("carried", YES, seat="l3")
    book.announce()
    book.open()
    assert "roll_differs" in book.codes()


@pytest.mark.parametrize(
    ("book", "found"),
    [
        (
            refused().end("carried", counts(2, 1, carried=True), seat="l3"),
            {"outcome_differs", "sides_differs"},
        ),
        (refused().end("not_carried", NO, seat="l3"), {"ending_differs"}),
        (agreed().end("carried", YES), {"ending_differs"}),
        (agreed().end("carried", YES, seat="l2"), {"ending_differs"}),
        (agreed().end("carried", YES, seat="l9"), {"ending_differs"}),
        (agreed().leave("l3").end("carried", YES, seat="l3"), {"ending_differs"}),
        (agreed().end("carried"), {"votes_do_not_fit", "ending_differs"}),
        (agreed().end("dropped"), {"dropped_for_nothing"}),
        (agreed().end("carried", YES, seat="l3", at=OPENS), {"closed_early"}),
        (agreed().end("carried", YES, seat="l3").end("dropped"), {"done_twice"}),
        (Matter().ask().put(without="l3").answer(("yes", "yes")), {"roll_differs"}),
        (Matter().ask().put(at=ASKED), {"opened_early"}),
        (Matter().ask().put(closes=OPENS), {"closes_differ"}),
        (Matter().ask().put(closes="2027-03-20T10:00:00Z"), {"closes_differ"}),
        (Matter().ask().put(at="2026-03-20T09:59:00Z"), {"closes_differ"}),
        (Matter().ask().put(by="seat:s1"), {"wrong_actor"}),
        (Matter().ask().end("carried", YES, seat="l3"), {"not_opened"}),
        (Matter().ask(quorum="2/3"), {"terms_differ"}),
        (Matter().ask(opens=ASKED), {"too_little_time"}),
        (Matter().ask(closes=OPENS), {"too_little_time"}),
    ],
)
def test_a_lie_is_found(book: Matter, found: set[str]) -> None:
    codes = set(book.codes())
    assert found <= codes and (len(found) > 1 or codes == found), codes


def test_opened_late_it_stays_open_for_all_the_days_from_then() -> None:
    """docs/rules/removal.md, point 7: where the clock stood still for over a day nobody loses one."""
    late = {"at": "2026-03-19T10:00:00Z", "closes": "2026-04-02T10:00:00Z"}
    assert Matter().ask().put(**late).codes() == []


def test_a_weaker_rule_does_not_fit_the_vocabulary() -> None:
    """The rule is always both_sides, whatever the committee decides under."""
    book = agreed().end("carried", YES, seat="l3", rule="balanced")
    last = book.disclosed.entry(book.size - 1)
    assert last and any("balanced" in finding.what for finding in check_entry(last))


@pytest.mark.parametrize(("by", "more"), [("seat:s1", {}), ("clock", {}), ("seat:l3", {"via": "host"})])
def test_nobody_leaves_for_another(by: str, more: dict[str, str]) -> None:
    book = Book()
    book.act("seat.left", by=by, ctx="c", seat="l3", side=LIVED, **more)
    assert set(book.codes()) - {"wrong_actor"} == {"left_by_another"}


def test_what_somebodys_leaving_drops() -> None:
    assert Matter().ask(seat=None).put().answer(("yes",)).leave("l3").end("dropped").codes() == []
    assert Matter().ask(seat=None).leave("s1").end("dropped").codes() == []


def test_votes_after_the_close_and_before_the_opening() -> None:
    book = agreed().end("carried", YES, seat="l3").answer(("no",), ())
    assert "late_vote" in book.codes()
    assert "early_vote" in Matter().ask().answer(("no",), ()).put().end("not_quorate", NO).codes()


def test_what_was_erased_is_said_and_is_no_finding() -> None:
    """The seal on whose seat was asked about can be erased; the ending then can't be held against it."""
    book = Matter().ask(seat=None).put().answer(("yes",) * 3).end("carried", YES, seat="l3")
    assert (book.codes(), book.disclosed.unknown) == ([], 1)


def test_findings_are_in_plain_words() -> None:
    [finding] = removals(refused().end("not_carried", NO, seat="l3").disclosed)
    assert isinstance(finding, Finding) and "not carried" in finding.what and "both sides" in finding.meaning
