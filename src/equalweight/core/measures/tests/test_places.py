"""Committees and projects begin once, and nothing is slipped from one into another."""

from typing import Any

import pytest

from equalweight.core.measures.places import THINGS, places
from equalweight.core.record.vocabulary import TYPES

from .test_recompute import LIVED, STAFF, Book, counts

OTHERS = [
    {"seat": seat, "side": STAFF if seat < "f3" else LIVED, "co_chair": False}
    for seat in ("f1", "f2", "f3", "f4")
]


class Two(Book):
    """The committee "c" with its project "p"; and committee "c2" with its project "p2", where f1 to f4 sit."""

    def __init__(self) -> None:
        super().__init__()
        self.act("committee.started", ctx="c2", by="seat:f1", seats=OTHERS)
        self.act("project.started", ctx="p2", by="seat:f1", project="p2", committee="c2", side=STAFF)

    def found(self) -> list[str]:
        return [finding.code for finding in places(self.disclosed)]


def test_two_committees_side_by_side_are_no_finding() -> None:
    book = Two()
    book.act("decision.announced", by="seat:f1", ctx="p2", decision="e", opens="x", closes="x")
    book.announce()
    book.act("office.backed", by="seat:f1", ctx="c2", office="co_chair", side=STAFF)
    book.act("commitment.made", ctx="p", commitment="m", committee="c")
    book.act("commitment.made", ctx="c", commitment="n", committee="c")
    assert book.found() == []


@pytest.mark.parametrize(
    ("type", "ctx", "pub"),
    [
        ("committee.started", "c", {"seats": []}),
        ("project.started", "p", {"project": "p", "committee": "c2"}),
        ("project.started", "c", {"project": "c", "committee": "c2"}),
        ("committee.started", "p", {"seats": []}),
    ],
)
def test_nothing_begins_twice(type: str, ctx: str, pub: dict[str, Any]) -> None:
    book = Two()
    book.act(type, ctx=ctx, side=LIVED, **pub)
    assert book.found() == ["started_twice"]


def test_a_project_says_its_own_name_and_a_committee_that_is_there() -> None:
    book = Two()
    book.act("project.started", ctx="q", project="p", committee="c", side=LIVED)
    book.act("project.started", ctx="r", project="r", committee="nowhere", side=LIVED)
    book.act("project.started", ctx="t", project="t", committee="p", side=LIVED)
    assert book.found() == ["wrong_place", "no_place", "no_place"]


def test_what_is_about_nothing_that_began_is_found_once_for_each_place() -> None:
    book = Two()
    for _ in range(2):
        book.act("decision.recused", ctx="z", decision="e", side=LIVED)
    assert book.found() == ["no_place"]


@pytest.mark.parametrize(
    ("type", "ctx"),
    [("office.backed", "p"), ("decision.recused", "c"), ("verdict.given", "c"), ("offer.made", "p")],
)
def test_an_act_where_such_acts_have_no_place(type: str, ctx: str) -> None:
    book = Two()
    book.act(type, ctx=ctx, side=LIVED)
    assert book.found() == ["wrong_place"]


OF_A_COMMITTEE_ALONE = ("removal", "offer", "told", "duty", "request")


@pytest.mark.parametrize("thing", THINGS)
def test_a_matter_stays_where_it_began(thing: str) -> None:
    book, here, there = Two(), *(("c", "c2") if thing in OF_A_COMMITTEE_ALONE else ("p", "p2"))
    type = next(kind for kind, of in TYPES.items() if thing in of.pub and not kind.endswith(".started"))
    book.act(type, ctx=here, **{thing: "x"})
    book.act(type, ctx=there, **{thing: "y"})
    assert book.found() == []
    book.act(type, ctx=there, **{thing: "x"})
    assert book.found() == ["other_place"]


def test_a_decision_put_to_another_committees_roll() -> None:
    book = Two()
    book.announce()
    roll = {STAFF: ["f1", "f2"], LIVED: ["f3", "f4"]}
    book.act("decision.opened", by="clock", ctx="p2", decision="d", roll=roll, closes="2026-03-09T10:00:00Z")
    for side in roll:
        for _ in roll[side]:
            book.vote(side, "yes")
    yes = counts(2, 0, carried=True, entitled=2)
    book.close("carried", yes, yes)
    assert set(book.codes()) == {"other_place"}
