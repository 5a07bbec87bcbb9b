"""What the change clock asks for: for a seat that has waited that long, by a day as promised."""

from typing import Any

import pytest

from equalweight.core.measures.duties import duties

from .test_promises import LIVED, STAFF, Road


class Clock(Road):
    """Seats held since 1 March 2026; 20 days to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.disclosed.entry(2).pub["ways"]["days_to_answer"] = 20  # type: ignore[union-attr]

    def reach(
        self, at: str, *, months: int, due: str, seat: str = "a1", by: str = "clock", **pub: str
    ) -> int:
        facts: dict[str, Any] = {"duty": f"d{self.size}", "seat": seat, "months": months, "due": due, **pub}
        return self.on("clock.reached", by=by, ctx="k", at=at, **facts)

    def found(self) -> list[str]:
        return [finding.code for finding in duties(self.disclosed)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"at": "2026-06-01T05:00:00Z", "months": 3, "due": "2026-06-21"}, []),
        ({"at": "2026-07-09T05:00:00Z", "months": 3, "due": "2026-07-29"}, []),
        ({"at": "2026-05-20T05:00:00Z", "months": 3, "due": "2026-06-09"}, ["clock_differs"]),
        ({"at": "2026-06-01T05:00:00Z", "months": 6, "due": "2026-06-21"}, ["clock_differs"]),
        ({"at": "2026-09-01T05:00:00Z", "months": 4, "due": "2026-09-21"}, ["clock_differs"]),
        ({"at": "2026-06-01T05:00:00Z", "months": 3, "due": "2027-06-21"}, ["due_differs"]),
        # Twenty working days: four weeks, and bank holidays besides.
        ({"at": "2026-12-01T05:00:00Z", "months": 9, "due": "2026-12-31"}, []),
        ({"at": "2026-12-01T05:00:00Z", "months": 9, "due": "2026-12-21"}, ["due_differs"]),
        ({"at": "2026-12-01T05:00:00Z", "months": 9, "due": "2027-02-21"}, ["due_differs"]),
        ({"at": "2026-06-01T05:00:00Z", "months": 3, "due": "2026-06-21", "seat": "b1"}, ["clock_differs"]),
        ({"at": "2026-06-01T05:00:00Z", "months": 3, "due": "2026-06-21", "seat": "zz"}, ["clock_differs"]),
        ({"at": "2026-06-01T05:00:00Z", "months": 3, "due": "2026-06-21", "by": "seat:b1"}, ["clock_differs"]),
    ],
)  # fmt: skip
def test_a_duty_of_the_clock(facts: dict[str, Any], found: list[str]) -> None:
    book = Clock()
    book.reach(**facts)
    assert book.found() == found


@pytest.mark.parametrize(("side", "found"), [(LIVED, ["clock_differs"]), (STAFF, [])])
def test_a_change_that_side_raised_starts_it_again(side: str, found: list[str]) -> None:
    book = Clock()
    book.make(by="seat:a1" if side == LIVED else "seat:b1", origin_side=side)
    book.sign_off()
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21")
    assert book.found() == found
    assert [code for code in book.codes() if code != "clock_differs"] == []


def test_a_change_that_made_no_difference_counts_no_more() -> None:
    book = Clock()
    book.make(origin_side=LIVED)
    book.sign_off()
    book.on(
        "checkback.opened", by="clock", at="2026-06-15T06:00:00Z", commitment="m", check_back="b", months=3,
        closes="2026-07-13T06:00:00Z",
    )  # fmt: skip
    book.on(
        "checkback.answered", by="sealed:" + "0" * 64, at="2026-06-15T06:00:00Z", check_back="b", inside=True
    )
    book.on(
        "checkback.closed", by="clock", at="2026-07-13T06:00:00Z", commitment="m", check_back="b", yes=0, no=1,
        outcome="reopened",
    )  # fmt: skip
    book.reach("2026-09-01T05:00:00Z", months=6, due="2026-09-21")
    assert book.codes() == []


def test_whoever_left_waits_no_more() -> None:
    book = Clock()
    book.on("seat.left", by="seat:a1", ctx="k", seat="a1", side=LIVED)
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21")
    assert book.found() == ["clock_differs"]


def test_a_late_joiner_is_not_waited_for_from_the_start() -> None:
    book = Clock()
    book.on(
        "offer.accepted", ctx="k", by="offer:3", at="2026-05-01T10:00:00Z", seat="a9", side=LIVED, promises=[]
    )
    book.reach("2026-08-01T05:00:00Z", months=3, due="2026-08-21", seat="a9")
    assert book.found() == []
    book.reach("2026-08-01T05:00:00Z", months=6, due="2026-08-21", seat="a9")
    assert book.found() == ["clock_differs"]


def test_the_same_is_asked_once() -> None:
    book = Clock()
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21")
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21", commitment="m")
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21", seat="a2")
    book.reach("2026-09-01T05:00:00Z", months=6, due="2026-09-21")
    assert book.found() == []
    book.reach("2026-09-02T05:00:00Z", months=3, due="2026-09-22")
    assert book.found() == ["done_twice"]


def test_the_same_is_asked_again_once_a_change_has_started_the_clock_again() -> None:
    book = Clock()
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21")
    book.make(origin_side=LIVED, at="2026-06-01T06:00:00Z")
    book.claim(at="2026-06-01T06:00:00Z")
    book.check(at="2026-06-01T06:00:00Z")
    book.count(at="2026-06-16T10:00:00Z")
    book.reach("2026-09-17T05:00:00Z", months=3, due="2026-10-07")
    assert book.found() == []


def test_what_is_hidden_may_have_started_it_again() -> None:
    book = Clock()
    book.reach("2026-06-01T05:00:00Z", months=3, due="2026-06-21")
    book.disclosed.add_hidden(book.size)
    book.size += 1
    book.reach("2026-09-17T05:00:00Z", months=3, due="2026-10-07")
    assert book.found() == []
