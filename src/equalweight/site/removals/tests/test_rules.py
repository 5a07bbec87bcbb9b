"""The pure rules, and the worked examples of docs/rules/removal.md."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.tally import decide
from equalweight.site.committees.times import closes_when_opened, times
from equalweight.site.removals import rules
from equalweight.site.web.rules import RuleBroken

PAGE = (Path(__file__).parents[5] / "docs" / "rules" / "removal.md").read_text("utf-8")
TIMES, VOTES = (
    [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in part.splitlines()
        if line.startswith("|")
    ][2:]
    for part in PAGE.split("## Worked example")[1].split("### What both groups say")
)
SAID = re.compile(r"(\d+) yes, (\d+) no")


def moment(words: str) -> datetime:
    return datetime.strptime(f"{words} 2026", "%d %B %Y").replace(hour=9, tzinfo=UTC)


def test_the_pages_days() -> None:
    days = dict(reversed(row) for row in TIMES)
    told = moment(days["the person is told, and can answer"])
    found = times(told, days_for_papers=5, days_to_vote=14)
    assert found.opens_at == moment(days["voting opens"])
    assert found.closes_at == moment(days["the clock closes it"])
    before = rules.Before(told.date(), found.closes_at, "not_carried", 28)
    again = moment(days["the same can be asked again"])
    rules.check_not_asked_before([before], told.date(), again)
    with pytest.raises(RuleBroken):
        rules.check_not_asked_before([before], told.date(), again - timedelta(minutes=1))


@pytest.mark.parametrize(("case", "lived", "staff", "outcome", "seat"), VOTES)
def test_the_pages_votes(case: str, lived: str, staff: str, outcome: str, seat: str) -> None:
    votes: dict[tuple[str, str], int] = {}
    for side, words in (("lived_experience", lived), ("staff", staff)):
        found = SAID.fullmatch(words)
        assert found, words
        votes |= {(side, "yes"): int(found[1]), (side, "no"): int(found[2])}
    roll = {"lived_experience": 2 if case.startswith("only two") else 4, "staff": 9}
    assert decide("both_sides", roll, votes).outcome == outcome.replace(" ", "_")
    assert seat == ("ends" if outcome == "carried" else "stays")


def test_there_is_an_example_of_each_outcome() -> None:
    assert {row[3] for row in VOTES} == {"carried", "not carried", "not quorate"}


def test_nobody_loses_time_by_a_late_opening() -> None:
    at = datetime(2026, 1, 12, 9, tzinfo=UTC)
    told = times(at, days_for_papers=5, days_to_vote=14)
    assert closes_when_opened(told, told.opens_at + timedelta(minutes=3)) == told.closes_at
    late = told.opens_at + timedelta(days=30)
    assert closes_when_opened(told, late) - late == timedelta(days=14)


@given(
    sides=st.fixed_dictionaries(
        {side: st.tuples(*[st.integers(0, 6)] * 3) for side in ("lived_experience", "staff")}
    ),
    other=st.sampled_from(["lived_experience", "staff"]),
)
def test_no_side_ends_a_seat_alone(sides: Mapping[str, tuple[int, int, int]], other: str) -> None:
    """Whatever one side says: while the other says no, or fewer than two of it answer, the seat stays."""
    votes = {
        (side, word): n
        for side, said in sides.items()
        for word, n in zip(("yes", "no", "pass"), said, strict=True)
    }
    roll = {side: max(2, sum(said)) for side, said in sides.items()}
    for said in ({"yes": 0, "no": sides[other][1] + sides[other][0]}, {"yes": 1, "no": 0, "pass": 0}):
        these = votes | {(other, word): n for word, n in said.items()}
        assert decide("both_sides", roll, these).outcome != "carried"


@pytest.mark.parametrize(
    ("happened", "outcome", "refused"),
    [
        (date(2026, 1, 5), "not_carried", True),
        (date(2026, 1, 12), "not_quorate", True),
        (date(2026, 1, 13), "not_carried", False),
        (date(2026, 1, 5), "dropped", False),
    ],
)
def test_the_same_reason_is_what_had_happened_by_then(happened: date, outcome: str, *, refused: bool) -> None:
    closed = datetime(2026, 1, 31, 9, tzinfo=UTC)
    before = [rules.Before(date(2026, 1, 12), closed, outcome, 28)]
    try:
        rules.check_not_asked_before(before, happened, closed + timedelta(days=27))
        assert not refused
    except RuleBroken as broken:
        assert refused and broken.code == "too_soon"


def test_when_decisions_would_stop() -> None:
    assert rules.would_stop_decisions("staff", {"staff": 2, "lived_experience": 5})
    assert not rules.would_stop_decisions("lived_experience", {"staff": 2, "lived_experience": 3})
