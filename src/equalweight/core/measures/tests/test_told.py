"""What was promised about a vote when it was told, and what a forger shortens of it."""

from typing import Any

import pytest

from equalweight.core.measures.terms import terms
from equalweight.core.measures.told import told

from .test_recompute import LIVED, NO, SEATS, STAFF, YES, Book, counts, refused
from .test_removals import WAYS

SEAL = "sealed:" + "0" * 64
TOLD, OPENS, CLOSES = "2026-03-01T10:00:00Z", "2026-03-06T10:00:00Z", "2026-03-20T10:00:00Z"
TERMS = {"rule": "balanced", "quorum": "1/2", "threshold": "1/2"}
ROLL = {side: [seat for seat in SEATS if SEATS[seat] == side] for side in (LIVED, STAFF)}


class Vote(Book):
    """A vote of fourteen days, told five days before, as the ways of working promise."""

    def __init__(self) -> None:
        super().__init__()
        start = self.disclosed.entry(0)
        assert start
        start.pub["ways"] = WAYS  # type: ignore[index]  # the made-up entry's own dict

    def announced(self, **changed: Any) -> "Vote":
        self.act(
            "decision.announced",
            at=TOLD,
            **{"decision": "d", "opens": OPENS, "closes": CLOSES, **TERMS, **changed},
        )
        return self

    def opened(self, at: str = OPENS, closes: str = CLOSES, **how: Any) -> "Vote":
        how = {"by": "clock", **how}
        self.act("decision.opened", at=at, decision="d", roll=ROLL, closes=closes, **how)
        return self

    def paused(self, closes: str) -> "Vote":
        self.act("decision.paused", by=SEAL, at=OPENS, decision="d", side=LIVED, closes=closes)
        return self

    def found(self) -> list[str]:
        return [finding.code for each in (told, terms) for finding in each(self.disclosed)]


def test_as_told() -> None:
    assert Vote().announced().opened().paused("2026-04-03T10:00:00Z").found() == []


@pytest.mark.parametrize(
    "times",
    [
        {"opens": TOLD},
        {"opens": "2026-03-06T08:00:00Z"},
        {"closes": OPENS},
        {"closes": "2026-03-20T08:00:00Z"},
        {"opens": TOLD, "closes": TOLD},
    ],
)
def test_less_time_than_the_ways_of_working_promise(times: dict[str, str]) -> None:
    assert Vote().announced(**times).found() == ["too_little_time"]


def test_an_hour_less_is_spring() -> None:
    """Days are days on the wall; where clocks go forward one of them has 23 hours."""
    assert Vote().announced(opens="2026-03-06T09:00:00Z").found() == []
    assert Vote().announced(closes="2026-03-20T09:00:00Z").found() == []


@pytest.mark.parametrize(
    ("at", "closes", "codes"),
    [
        ("2026-03-06T10:05:00Z", CLOSES, []),
        ("2026-03-07T10:00:00Z", CLOSES, []),
        (OPENS, OPENS, ["closes_differ"]),
        (OPENS, "2026-03-20T09:00:00Z", ["closes_differ"]),
        (OPENS, "2026-04-20T10:00:00Z", ["closes_differ"]),
        # Held up for two days: as long as was told, from then on, to an hour when people are awake.
        ("2026-03-08T10:00:00Z", "2026-03-22T10:00:00Z", []),
        ("2026-03-08T21:30:00Z", "2026-03-23T09:00:00Z", []),
        ("2026-03-08T10:00:00Z", CLOSES, ["closes_differ"]),
        ("2026-03-08T10:00:00Z", "2026-03-24T10:00:00Z", ["closes_differ"]),
    ],
)
def test_it_closes_as_told(at: str, closes: str, codes: list[str]) -> None:
    assert Vote().announced().opened(at, closes).found() == codes


def test_only_a_co_chair_asks_to_close_it_early() -> None:
    book = Vote().announced().opened()
    book.act("decision.close_asked", at=OPENS, by=f"seat:{ROLL[LIVED][-1]}", decision="d", side=LIVED)
    assert book.found() == ["not_a_co_chair"]


@pytest.mark.parametrize("closes", [OPENS, CLOSES, "2026-03-19T10:00:00Z", "2026-04-04T10:00:00Z"])
def test_more_time_is_fourteen_days(closes: str) -> None:
    assert Vote().announced().opened().paused(closes).found() == ["pause_differs"]


def test_more_time_is_given_once() -> None:
    book = Vote().announced().opened().paused("2026-04-03T10:00:00Z").paused("2026-04-17T10:00:00Z")
    assert book.found() == ["paused_twice"]


def test_more_time_before_anything_is_open() -> None:
    assert Vote().announced().paused("2026-04-03T10:00:00Z").opened().found() == ["early_vote"]


def test_more_time_in_a_later_ballot_counts_from_that_one() -> None:
    book = Vote().announced(rule="consent").opened()
    book.act(
        "decision.round_opened",
        by="clock",
        at="2026-04-03T10:00:00Z",
        decision="d",
        closes="2026-04-17T10:00:00Z",
    )
    book.paused("2026-05-01T10:00:00Z")
    assert [finding.code for finding in told(book.disclosed)] == []


def test_never_announced() -> None:
    assert Vote().opened().found() == ["not_announced"]
    assert Vote().opened().announced().found() == ["not_announced"]


def test_a_hidden_announcement_is_said() -> None:
    book = Vote().opened(refs=(99,))
    assert (book.found(), book.disclosed.unknown) == ([], 1)


def test_closed_before_it_opened() -> None:
    book = Book()
    book.announce()
    book.close("not_carried", NO, YES)
    book.open()
    assert "not_opened" in book.codes()


@pytest.mark.parametrize(
    ("by", "codes"),
    [("seat:l1", []), ("seat:s1", []), ("seat:l2", ["not_a_co_chair"]), ("host", ["not_a_co_chair"])],
)
def test_the_clock_or_a_co_chair_opens_it(by: str, codes: list[str]) -> None:
    assert Vote().announced().opened(by=by).found() == codes


def early(*asked: str, by: str = "s1", between: str = "", paused: bool = False) -> list[str]:
    """What is found when `asked` ask to close it early and `by` closes it; `between`: who becomes co-chair then."""
    book = refused()
    if paused:
        book.act("decision.paused", by=SEAL, decision="d", side=LIVED, closes="2026-03-23T10:00:00Z")
    for seat in asked:
        book.act("decision.close_asked", by=f"seat:{seat}", decision="d", side=SEATS[seat])
    if between:
        side = SEATS[between]
        third = {LIVED: "l3", STAFF: "s3"}[side]
        book.act("office.backed", by=f"seat:{third}", ctx="c", office="co_chair", side=side)
        book.act(
            "office.backed", by=f"seat:{between}", ctx="c", office="co_chair", side=side, taken_by=between
        )
    book.close("not_carried", NO, YES, by=f"seat:{by}", at="2026-03-05T10:00:00Z")
    return book.codes()


def test_closed_early_by_a_co_chair_of_each_side() -> None:
    assert early("l1") == []
    assert early("s1", by="l1") == []


def test_closed_early_by_others() -> None:
    assert early("l2") == ["not_a_co_chair", "closed_early"]
    assert early("l1", by="s2") == ["not_a_co_chair", "closed_early"]
    assert early("s1", by="s1") == ["closed_early"]
    assert early("l1", "l2", by="l1") == ["not_a_co_chair", "closed_early"]


def test_who_asked_must_still_be_a_co_chair() -> None:
    assert early("l1", between="l2") == ["closed_early"]
    assert early("l1", between="s2") == ["not_a_co_chair", "closed_early"]
    assert early("l1", between="s2", by="s2") == []


def test_more_time_is_not_taken_away_while_somebody_has_not_answered() -> None:
    assert early("l1", paused=True) == []
    book = Book()
    book.announce()
    book.open()
    book.act("decision.paused", by=SEAL, decision="d", side=LIVED, closes="2026-03-23T10:00:00Z")
    for side in (LIVED, STAFF):
        for _ in range(2):
            book.vote(side, "yes")
    book.act("decision.close_asked", by="seat:l1", decision="d", side=LIVED)
    yes = {"entitled": 3, "answered": 2, "yes": 2, "no": 0, "passed": 0, "quorum_met": True, "carried": True}
    book.close("carried", yes, yes, by="seat:s1", at="2026-03-05T10:00:00Z")
    assert book.codes() == ["closed_early"]


def test_a_sealed_vote_that_nobody_can_read_waits_for_its_more_time_too() -> None:
    """On the site nobody counts as having answered then, so it can't be closed before its new time."""
    lost = {"choices": {LIVED: [], STAFF: []}, "answered": [], "unreadable": True}
    none = counts(0, 0, carried=False)
    book = Book()
    book.announce()
    book.open()
    book.act("decision.paused", by=SEAL, decision="d", side=LIVED, closes="2026-03-23T10:00:00Z")
    book.act("decision.close_asked", by="seat:l1", decision="d", side=LIVED)
    book.close(
        "not_quorate",
        none,
        none,
        head_count="not_carried",
        by="seat:s1",
        at="2026-03-05T10:00:00Z",
        sealed=lost,
    )
    assert "closed_early" in book.codes()
