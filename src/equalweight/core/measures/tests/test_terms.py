"""A record whose lines agree, but in which a decision opened under a rule nobody was told, or that was not in force."""

from typing import Any

import pytest

from equalweight.core.measures.outcomes import outcomes
from equalweight.core.measures.terms import terms
from equalweight.core.measures.tests.test_recompute import Book
from equalweight.core.measures.told import told

WAYS = {
    "rule": "both_sides", "quorum": "1/2", "threshold": "1/2", "rounds": 2, "days_for_papers": 5, "days_to_vote": 14,
}  # fmt: skip
BALANCED = WAYS | {"rule": "balanced"}
FIRST = {"opens": "2026-03-07T10:00:00Z", "closes": "2026-03-21T10:00:00Z"}
AGAIN = {"opens": "2026-03-14T10:00:00Z", "closes": "2026-03-28T10:00:00Z"}


def said(ways: dict[str, Any]) -> dict[str, Any]:
    rounds = {"rounds": ways["rounds"]} if ways["rule"] == "consent" else {}
    return {name: ways[name] for name in ("rule", "quorum", "threshold")} | rounds


class Told(Book):
    """A question announced under `both_sides` on 2 March; on 8 March the ways of working become `new`."""

    def __init__(self, new: dict[str, Any] = BALANCED, **more: Any) -> None:
        super().__init__()
        self.act("committee.started", ctx="k", ways=WAYS, seats=[])
        self.act("project.started", ctx="q", committee="k")
        self.first = self.act(
            "decision.announced", ctx="q", at="2026-03-02T10:00:00Z", decision="d", **FIRST, **said(WAYS), **more
        )  # fmt: skip
        self.act("decision.closed", ctx="q", at="2026-03-08T10:00:00Z", decision="w", ways=new)

    def again(self, ways: dict[str, Any] = BALANCED, **more: Any) -> int:
        return self.act(
            "decision.announced_again", ctx="q", at="2026-03-09T10:00:00Z", decision="d", refs=[self.first],
            **AGAIN, **said(ways), **more,
        )  # fmt: skip

    def opened(self, closes: str = AGAIN["closes"], at: str = AGAIN["opens"]) -> int:
        roll: dict[str, list[str]] = {"lived_experience": [], "staff": []}
        return self.act("decision.opened", ctx="q", at=at, decision="d", closes=closes, roll=roll)

    def found(self) -> list[str]:
        return [each.code for each in terms(self.disclosed)]


def test_told_again_and_opened_as_told_is_no_finding() -> None:
    book = Told()
    book.again()
    book.opened()
    assert book.found() == []
    assert "closes_differ" not in [each.code for each in told(book.disclosed)]
    assert "opened_early" not in [each.code for each in outcomes(book.disclosed)]


def test_opened_under_a_rule_no_longer_in_force() -> None:
    book = Told()
    book.opened(FIRST["closes"])
    assert book.found() == ["terms_differ"]


def test_opened_as_told_first_although_told_again() -> None:
    book = Told()
    book.again()
    book.opened(FIRST["closes"], at="2026-03-10T10:00:00Z")
    assert "closes_differ" in [each.code for each in told(book.disclosed)]
    assert "opened_early" in [each.code for each in outcomes(book.disclosed)]


def test_told_again_under_another_rule_than_the_one_in_force() -> None:
    book = Told()
    book.again(WAYS | {"rule": "balanced", "threshold": "2/3"})
    assert book.found() == ["terms_differ"]


def test_told_the_same_again_only_puts_it_off() -> None:
    book = Told(new=WAYS)
    book.again(WAYS)
    assert book.found() == ["announced_again"]


def test_told_again_after_it_opened() -> None:
    book = Told()
    book.again()
    book.opened()
    book.act(
        "decision.announced_again", ctx="q", at="2026-03-15T10:00:00Z", decision="d", **AGAIN, **said(WAYS)
    )
    assert "announced_again" in book.found()


def test_told_again_what_nobody_had_told() -> None:
    book = Told()
    book.act("decision.announced_again", ctx="q", decision="e", **AGAIN, **said(BALANCED))
    assert book.found() == ["announced_again"]


def test_told_again_with_too_little_time() -> None:
    book = Told()
    book.again()
    book.act(
        "decision.announced_again", ctx="q", at="2026-03-13T10:00:00Z", decision="d", **AGAIN, **said(BALANCED)
    )  # fmt: skip
    assert "too_little_time" in book.found()


@pytest.mark.parametrize(
    ("first", "then", "new", "is_found"),
    [
        ("sealed", "sealed", BALANCED, False),
        ("sealed", None, BALANCED, True),
        ("sealed", None, WAYS | {"rule": "consent"}, False),
        ("sealed", "sealed", WAYS | {"rule": "consent"}, True),
        (None, "sealed", BALANCED, True),
    ],
)
def test_sealed_stays_sealed_where_it_can(
    first: str | None, then: str | None, new: dict[str, Any], is_found: bool
) -> None:
    book = Told(new, **({"votes": first} if first else {}))
    book.again(new, **({"votes": then} if then else {}))
    assert book.found() == (["announced_again"] if is_found else [])


OUT_OF_BOUNDS = [
    {"quorum": "0/1"}, {"quorum": "1/3"}, {"threshold": "0/1"}, {"threshold": "1/1"}, {"days_for_papers": 0},
    {"days_to_vote": 0}, {"days_to_answer": 366}, {"days_to_bring_back": 2**53 - 1}, {"days_to_sign_off": 0},
]  # fmt: skip


@pytest.mark.parametrize("wrong", OUT_OF_BOUNDS)
def test_ways_of_working_that_no_equal_table_has(wrong: dict[str, Any]) -> None:
    assert "impossible_ways" in Told(new=WAYS | wrong).found()
    book = Book()
    book.act("committee.started", ctx="k", ways=WAYS | wrong, seats=[])
    assert [each.code for each in terms(book.disclosed)] == ["impossible_ways"]


@pytest.mark.parametrize(
    ("days", "found"), [(0, ["impossible_ways"]), (366, ["impossible_ways"]), (1, []), (365, [])]
)
def test_a_remit_leaves_days_to_answer(days: int, found: list[str]) -> None:
    book = Book()
    book.act("committee.started", ctx="k", ways=WAYS, seats=[], remit_days=days)
    assert [each.code for each in terms(book.disclosed)] == found
    book = Told(new=WAYS)
    book.act("decision.closed", ctx="q", decision="r", remit={"kind": "advises", "days": days})
    assert book.found() == found


def test_so_many_days_are_found_once_and_break_nothing() -> None:
    book = Told(new=WAYS | {"days_for_papers": 2**53 - 1, "days_to_vote": 2**53 - 1})
    book.again(WAYS | {"rule": "balanced"})
    assert "impossible_ways" in book.found()
