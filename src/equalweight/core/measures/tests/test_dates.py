"""By when an answer was due, and whether it was late, worked out again from the ways of working in force then."""

from typing import Any

import pytest

from equalweight.core.measures.dates import dates
from equalweight.core.measures.recompute import steps
from equalweight.core.record.export import Step

from .test_recompute import LIVED, STAFF, Book

WAYS = {"days_to_answer": 20, "days_to_bring_back": 28}
OTHER = {"days_to_answer": 5, "days_to_bring_back": 7}
AT = "2026-03-10T10:00:00Z"


class Table(Book):
    """Committee "k" since 1 March 2026, its projects "q" and "r"."""

    def __init__(self, **more: Any) -> None:
        super().__init__()
        self.act(
            "committee.started", by="seat:b1", ctx="k", seats=[], remit="decides", ways=WAYS, kind="inside"
        )
        for project in ("q", "r"):
            self.act("project.started", ctx=project, committee="k")

    def on(self, type: str, *, at: str = AT, ctx: str = "q", **pub: Any) -> int:
        return self.act(type, at=at, ctx=ctx, **pub)

    def say(self, due: str, name: str = "u", **more: Any) -> int:
        facts = {"contribution": name, "side": LIVED, "due": due, "confirmed": True} | more
        return self.on("contribution.made", **facts)

    def answered(self, at: str, *, late: bool) -> int:
        return self.on("contribution.answered", at=at, contribution="u", answer="w", late=late)

    def change(self, **more: Any) -> int:
        """In project "r" the ways of working become those of OTHER."""
        facts = {"decision": "x", "outcome": "carried", "ways": OTHER} | more
        return self.on("decision.closed", ctx="r", **facts)

    def found(self) -> list[str]:
        return [finding.code for finding in dates(self.disclosed)]


@pytest.mark.parametrize(
    ("due", "found"),
    [
        ("2026-03-30", []),
        # Where the committee is, the day may have begun.
        ("2026-03-31", []),
        # Said on the first day, and written down today.
        ("2026-03-21", []),
        ("2026-04-01", ["due_differs"]),
        ("2027-12-31", ["due_differs"]),
        ("2026-03-19", ["due_differs"]),
    ],
)
def test_an_answer_is_due_as_the_ways_of_working_say(due: str, found: list[str]) -> None:
    book = Table()
    book.say(due)
    assert book.found() == found


def test_changed_ways_hold_from_their_change() -> None:
    book = Table()
    book.say("2026-03-30")
    book.change()
    book.say("2026-03-15", "u2")
    assert book.found() == []
    book.say("2026-03-30", "u3")
    assert book.found() == ["due_differs"]


def test_a_committee_starts_once() -> None:
    book = Table()
    book.act("committee.started", by="seat:b1", ctx="k", seats=[], ways={"days_to_answer": 900})
    book.say("2028-01-01")
    assert book.found() == ["due_differs"]


@pytest.mark.parametrize(
    ("at", "late", "found"),
    [
        ("2026-03-30T20:00:00Z", False, []),
        ("2026-04-01T02:00:00Z", True, []),
        ("2026-03-20T10:00:00Z", True, ["late_differs"]),
        ("2026-04-01T02:00:00Z", False, ["late_differs"]),
        # Half past midnight there.
        ("2026-03-30T23:30:00Z", True, []),
    ],
)
def test_whether_an_answer_was_late(at: str, late: bool, found: list[str]) -> None:
    book = Table()
    book.say("2026-03-30")
    book.answered(at, late=late)
    assert book.found() == found


def test_a_forged_day_hides_no_late_answer() -> None:
    book = Table()
    book.say("2027-03-30")
    book.answered("2026-05-01T10:00:00Z", late=False)
    assert book.found() == ["due_differs", "late_differs"]


def test_no_answer_at_all_is_due_again() -> None:
    for due, found in (
        ("2026-04-09", []),
        ("2026-05-01", ["due_differs"]),
        ("2026-04-05", ["due_differs"]),
        (None, ["due_differs"]),
    ):
        book = Table()
        book.say("2026-03-30")
        book.answered("2026-03-20T10:00:00Z", late=False)
        more = {"due": due} if due else {}
        book.on("answer.judged", at="2026-03-20T10:00:00Z", answer="w", is_answer=False, **more)
        assert book.found() == found
    book = Table()
    book.say("2026-03-30")
    book.answered("2026-03-20T10:00:00Z", late=False)
    book.on("answer.judged", at="2026-03-20T10:00:00Z", answer="w", is_answer=False, due="2026-04-09")
    book.answered("2026-04-12T10:00:00Z", late=False)
    assert book.found() == ["late_differs"]


def test_what_was_told_is_answered_in_the_same_days() -> None:
    book = Table()
    book.on("told.noted", ctx="k", told="t", due="2026-03-30")
    assert book.found() == []
    book.on("told.noted", ctx="k", told="t", due="2026-06-30")
    assert book.found() == ["due_differs"]


def test_an_organisation_has_four_weeks_to_reply_to_a_log() -> None:
    book = Table()
    book.on("reply.asked", ctx="k", request="r", commitment="m", due="2026-04-07")
    assert book.found() == []
    book.on("reply.asked", ctx="k", request="r", commitment="m", due="2026-03-12")
    assert book.found() == ["due_differs"]


@pytest.mark.parametrize(
    ("outcome", "on", "found"),
    [
        ("not_carried", "2026-04-07", []),
        ("not_quorate", "2026-04-08", []),
        ("not_carried", "2026-05-08", ["bring_back_differs"]),
        ("not_carried", None, ["bring_back_differs"]),
        ("carried", None, []),
        ("carried", "2026-04-07", ["bring_back_differs"]),
    ],
)
def test_what_was_refused_comes_back_as_promised_when_it_was_announced(
    outcome: str, on: str | None, found: list[str]
) -> None:
    book = Table()
    book.on("decision.announced", decision="d")
    book.change()
    more = {"bring_back_on": on} if on else {}
    book.on("decision.closed", decision="d", outcome=outcome, **more)
    assert book.found() == found


@pytest.mark.parametrize(
    ("due", "at", "late", "found"),
    [
        ("2026-04-07", "2026-04-01T10:00:00Z", False, []),
        ("2026-04-07", "2026-04-09T10:00:00Z", True, []),
        ("2026-04-07", "2026-04-09T10:00:00Z", False, ["late_differs"]),
        ("2026-04-07", "2026-04-01T10:00:00Z", True, ["late_differs"]),
        (None, "2027-04-01T10:00:00Z", False, []),
        (None, "2027-04-01T10:00:00Z", True, ["late_differs"]),
    ],
)
def test_whether_the_final_answer_was_late(due: str | None, at: str, late: bool, found: list[str]) -> None:
    book = Table()
    more = {"final_answer_due": due} if due else {}
    book.on("decision.closed", decision="d", outcome="carried", **more)
    book.on("decision.finally_answered", at=at, decision="d", kind="adopted", late=late, side=STAFF)
    assert book.found() == found


def test_without_ways_of_working_nothing_is_said() -> None:
    book = Book()
    book.act("contribution.made", contribution="u", side=LIVED, due="2030-01-01", confirmed=True)
    book.act("told.noted", ctx="c", told="t", due="2030-01-01")
    assert [finding.code for finding in dates(book.disclosed)] == []


def test_the_ladder_does_not_believe_a_forged_day() -> None:
    book = Table()
    book.on("contributions.invited", call="c")
    book.say("2027-12-31")
    book.on(
        "decision.announced", at="2026-05-01T10:00:00Z", decision="d", proposal="q", version=1,
        papers_sent_to=[LIVED, STAFF],
    )  # fmt: skip
    book.disclosed.add_step(Step("q", "co_design", 5, ("not_carried",)))
    assert [finding.code for finding in steps(book.disclosed)] == ["step_differs"]
    book.disclosed.steps.pop()
    book.disclosed.add_step(Step("q", "co_design", 3, ("answers_late",)))
    assert [finding.code for finding in steps(book.disclosed)] == []


@pytest.mark.parametrize("type", ["contribution.made", "told.noted"])
def test_what_is_said_before_there_is_a_project_has_no_day_to_be_trusted(type: str) -> None:
    book = Table()
    facts = {"contribution": "u", "told": "t", "due": "2030-01-01"}
    book.on(type, ctx="later", **facts)
    book.act("project.started", ctx="later", committee="k")
    assert book.found() == ["no_committee"]
    book.disclosed.add_hidden(1)
    assert book.found() == []
