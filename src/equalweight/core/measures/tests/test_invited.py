"""What was settled before anybody with lived experience was invited is flagged, and nothing else."""

from collections.abc import Callable

import pytest

from equalweight.core.measures.invited import earlier_decisions
from equalweight.core.record.disclosed import Disclosed

from .test_recompute import LIVED, STAFF, Book

EARLY, BEFORE, THAT_DAY, SENT_ON, AFTER = "2026-01-01", "2026-02-20", "2026-03-01", "2026-03-10", "2026-03-12"


class Noting(Book):
    """Committee "y", started on 1 March by one staff seat, with `named` besides; its project is "z"."""

    def __init__(self, *named: str) -> None:
        super().__init__()
        seats = [{"seat": "a", "side": STAFF, "co_chair": False, "confirmed": True}]
        seats += [{"seat": f"n{side}", "side": side, "co_chair": False, "confirmed": False} for side in named]
        self.act("committee.started", ctx="y", by="seat:a", seats=seats)
        self.act("project.started", ctx="z", committee="y", side=STAFF)

    def confirm(self, named: str, side: str) -> "Noting":
        self.act("seat.confirmed", ctx="y", by=f"seat:n{named}", seat=f"n{named}", side=side)
        return self

    def off(self, named: str) -> "Noting":
        self.act("seat.left", ctx="y", by=f"seat:n{named}", seat=f"n{named}", side=named)
        return self

    def offer(self, side: str = LIVED, *, sent: bool = True, at: str = "2026-03-10T10:00:00Z") -> "Noting":
        self.act("offer.made", ctx="y", by="seat:a", at=at, offer="o", side=side, sent=sent)
        return self

    def approve(self, *, sent: bool = True) -> "Noting":
        self.act("offer.approved", ctx="y", by="seat:a", at="2026-03-12T10:00:00Z", offer="o", sent=sent)
        return self

    def found(self, decided_on: str, *, before: bool) -> list[str]:
        self.act(
            "earlier_decision.noted", ctx="z", by="seat:a", at="2026-04-01T10:00:00Z", decided_on=decided_on,
            before_invitation=before,
        )  # fmt: skip
        return [finding.code for finding in earlier_decisions(self.disclosed)]


@pytest.mark.parametrize(
    ("make", "on", "is_before"),
    [
        (lambda: Noting(LIVED), BEFORE, True),
        (lambda: Noting(LIVED), AFTER, False),
        (lambda: Noting(STAFF).confirm(STAFF, LIVED), AFTER, False),
        (lambda: Noting(LIVED).confirm(LIVED, STAFF), AFTER, True),
        (lambda: Noting(LIVED).off(LIVED), AFTER, True),
        (lambda: Noting(), AFTER, True),
        (lambda: Noting().offer(), EARLY, True),
        (lambda: Noting().offer(), "2026-03-11", False),
        (lambda: Noting().offer(STAFF), AFTER, True),
        (lambda: Noting().offer(sent=False), AFTER, True),
        (lambda: Noting().offer(sent=False).approve(), "2026-03-11", True),
        (lambda: Noting().offer(sent=False).approve(), "2026-03-13", False),
        (lambda: Noting(LIVED).offer(), AFTER, False),
    ],
)
def test_it_is_flagged_exactly_when_it_has_to_be(
    make: Callable[[], Noting], on: str, is_before: bool
) -> None:
    assert make().found(on, before=is_before) == []
    assert make().found(on, before=not is_before) == ["invitation_differs"]


def test_on_the_day_itself_it_can_be_either_by_where_the_committee_is() -> None:
    for said in (True, False):
        assert Noting(LIVED).found(THAT_DAY, before=said) == []


def test_nothing_is_settled_already_that_is_still_to_come() -> None:
    assert Noting(LIVED).found("2026-05-01", before=False) == ["not_yet"]


def test_a_committee_that_is_not_shown_is_said_and_is_no_finding() -> None:
    book = Noting()
    book.disclosed = Disclosed()
    assert book.found(AFTER, before=False) == []
    assert book.disclosed.unknown == 1
