"""A record whose lines agree, but which changes the committee itself, or goes on after its end, as nobody decided."""

from typing import Any

import pytest

from equalweight.core.measures.table import STARTS, facts_in_words, table
from equalweight.core.measures.tests.test_recompute import Book
from equalweight.core.record.vocabulary import TYPES

WAYS = {"rule": "both_sides"}
REMIT = {"kind": "advises", "days": 10}
BROUGHT: dict[str, dict[str, Any]] = {
    "ways": {"ways": WAYS}, "remit": {"remit": REMIT}, "closing": {"closes_committee": True},
}  # fmt: skip


class Table(Book):
    """A committee "k" with its remit said, and its project "q"."""

    def __init__(self, **remit: Any) -> None:
        super().__init__()
        self.act(
            "committee.started",
            ctx="k",
            seats=[],
            **{"remit": "decides_by_promise", "remit_days": 28} | remit,
        )
        self.act("project.started", ctx="q", committee="k")

    def announced(self, decision: str, **pub: Any) -> int:
        return self.act("decision.announced", ctx="q", decision=decision, **pub)

    def opened(self, decision: str) -> int:
        return self.act("decision.opened", ctx="q", decision=decision)

    def closed(self, decision: str, outcome: str = "carried", **pub: Any) -> int:
        at = pub.pop("at", "2026-03-09T10:00:00Z")
        return self.act("decision.closed", ctx="q", at=at, decision=decision, outcome=outcome, **pub)

    def found(self) -> list[str]:
        return [finding.code for finding in table(self.disclosed)]


@pytest.mark.parametrize("kind", BROUGHT)
def test_a_change_carried_as_announced_is_no_finding(kind: str) -> None:
    book = Table()
    seq = book.announced("d", changes=kind)
    if kind != "closing":
        book.disclosed.add_value(seq, "brings", facts_in_words(BROUGHT[kind][kind]))
    book.opened("d")
    book.closed("d", **BROUGHT[kind])
    assert book.found() == [] and not book.disclosed.unknown


@pytest.mark.parametrize(
    ("kind", "other"), [("ways", {"rule": "balanced"}), ("remit", {"kind": "advises", "days": 300})]
)
def test_another_change_than_the_one_voted_on(kind: str, other: dict[str, Any]) -> None:
    book = Table()
    seq = book.announced("d", changes=kind)
    book.disclosed.add_value(seq, "brings", facts_in_words(BROUGHT[kind][kind]))
    book.opened("d")
    book.closed("d", **{kind: other})
    assert book.found() == [f"{kind}_differ"]


@pytest.mark.parametrize("kind", ["ways", "remit"])
def test_what_was_voted_on_and_is_not_said_is_unknown(kind: str) -> None:
    book = Table()
    book.announced("d", changes=kind)
    book.opened("d")
    book.closed("d", **BROUGHT[kind])
    assert book.found() == [] and book.disclosed.unknown


def test_records_written_before_said_it_otherwise() -> None:
    book = Table()
    book.announced("d", changes_ways=True)
    book.closed("d", ways=WAYS)
    assert book.found() == []


@pytest.mark.parametrize("kind", BROUGHT)
@pytest.mark.parametrize(
    ("changes", "outcome", "is_brought"),
    [(None, "carried", True), ("same", "not_carried", True), ("same", "carried", False), ("other", "carried", True)],
)  # fmt: skip
def test_a_change_that_was_not_decided(
    kind: str, changes: str | None, outcome: str, is_brought: bool
) -> None:
    book = Table(remit="decides")
    other = "remit" if kind == "ways" else "ways"
    said = {None: {}, "same": {"changes": kind}, "other": {"changes": other}}[changes]
    book.announced("d", **said)
    book.closed("d", outcome, **(BROUGHT[kind] if is_brought else {}))
    assert f"{kind}_differ" in book.found()


def test_the_remit_on_the_day_of_the_announcement_governs_the_final_answer() -> None:
    book = Table()
    book.announced("plain")
    book.announced("change", changes="remit")
    book.closed("change", remit=REMIT)
    book.closed("plain", final_answer_due="2026-04-06")
    book.announced("after")
    book.closed("after", final_answer_due="2026-03-19")
    assert book.found() == []


@pytest.mark.parametrize(
    ("remit", "outcome", "due", "found"),
    [
        ({}, "carried", "2026-04-06", []),
        ({}, "carried", "2026-04-07", []),  # a day that began before midnight UTC
        ({}, "carried", "2026-04-30", ["final_answer_differs"]),
        ({}, "carried", None, ["final_answer_differs"]),
        ({}, "not_carried", "2026-04-06", ["final_answer_differs"]),
        ({"remit": "decides"}, "carried", "2026-04-06", ["final_answer_differs"]),
        ({"remit": "decides"}, "carried", None, []),
    ],
)
def test_the_final_answer_falls_due_as_the_remit_says(
    remit: dict[str, str], outcome: str, due: str | None, found: list[str]
) -> None:
    book = Table(**remit)
    book.announced("d")
    book.closed("d", outcome, **({"final_answer_due": due} if due else {}))
    assert book.found() == found


def closed_table() -> Table:
    book = Table()
    book.announced("d", changes="closing")
    book.opened("d")
    book.closed("d", closes_committee=True)
    return book


@pytest.mark.parametrize("type", sorted(STARTS))
def test_nothing_starts_after_closing(type: str) -> None:
    assert type in TYPES
    book = closed_table()
    book.act(type, ctx="q" if type != "project.started" else "k", decision="e", committee="k")
    assert book.found().count("after_closing") == 1


@pytest.mark.parametrize(
    "type", ["commitment.claimed", "signoff.closed", "checkback.opened", "decision.reasoned", "seat.left", "work.paid"]
)  # fmt: skip
def test_what_was_promised_goes_on_after_closing(type: str) -> None:
    book = closed_table()
    book.act(type, ctx="q")
    assert book.found() == []


def test_another_committee_goes_on() -> None:
    book = closed_table()
    book.announce()
    assert book.found() == []


def test_closing_is_decided_alone() -> None:
    book = Table()
    book.announced("d", changes="closing")
    book.announced("e")
    assert book.found() == ["closing_not_alone"]


def test_closing_waits_for_what_is_open_and_nothing_else_opens() -> None:
    book = Table()
    book.announced("before")
    book.announced("open")
    book.opened("open")
    book.announced("d", changes="closing")
    book.opened("before")
    assert book.found() == ["closing_not_alone"]
    book = Table()
    book.announced("open")
    book.opened("open")
    book.announced("d", changes="closing")
    book.opened("d")
    assert book.found() == ["closing_not_alone"]


def test_one_change_of_a_kind_at_a_time() -> None:
    book = Table()
    book.announced("d", changes="remit")
    book.announced("e", changes="ways")
    book.announced("f", changes="remit")
    assert book.found() == ["change_not_alone"]
