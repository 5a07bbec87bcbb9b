"""When both groups have said that it is done, what a check-back comes to, and how months are counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equalweight.core.measures.check_back import check_back_outcome
from equalweight.core.measures.days import add_months
from equalweight.core.measures.sign_off import SideAnswers, sign_off
from equalweight.site.commitments import rules
from equalweight.site.commitments.months import add_working_days, months_between
from equalweight.site.web.rules import RuleBroken

COUNTS = st.integers(min_value=0, max_value=40)
SIDE = st.tuples(COUNTS, COUNTS).map(lambda said: SideAnswers(sum(said) + 1, *said))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@given(SIDE, SIDE)
def test_it_is_done_only_when_each_side_says_so_by_itself(lived: SideAnswers, staff: SideAnswers) -> None:
    outcome = sign_off({"lived_experience": lived, "staff": staff})
    each = all(side.done + side.not_yet >= 2 and side.done > side.not_yet for side in (lived, staff))
    assert (outcome == "done") == each


@given(SIDE, SIDE)
def test_never_fewer_than_two_people_of_each_side_say_done(lived: SideAnswers, staff: SideAnswers) -> None:
    if sign_off({"lived_experience": lived, "staff": staff}) == "done":
        assert min(lived.done, staff.done) >= 2


@given(SIDE, SIDE)
def test_one_more_not_yet_never_signs_anything_off(lived: SideAnswers, staff: SideAnswers) -> None:
    before = sign_off({"lived_experience": lived, "staff": staff})
    more = SideAnswers(lived.entitled + 1, lived.done, lived.not_yet + 1)
    after = sign_off({"lived_experience": more, "staff": staff})
    # Unless it was the second answer of that side, silence having stood in the way.
    assert not (before == "disputed" and after == "done") or lived.answered < 2


@pytest.mark.parametrize(
    ("yes", "no", "checker", "outcome"),
    [
        (0, 0, None, "silent"),
        (1, 0, True, "kept"),
        (5, 0, False, "reopened"),
        (1, 1, None, "reopened"),
        (2, 1, True, "kept"),
        (0, 1, None, "reopened"),
        (9, 8, None, "kept"),
    ],
)
def test_no_difference_reopens(yes: int, no: int, checker: bool | None, outcome: str) -> None:
    assert check_back_outcome(yes, no, checker) == outcome


@given(DAYS, st.integers(min_value=0, max_value=240))
def test_months_there_and_back(start: date, months: int) -> None:
    end = add_months(start, months)
    assert months_between(start, end) == months
    assert (end.year - start.year) * 12 + end.month - start.month == months


@given(DAYS, DAYS)
def test_a_month_counts_only_once_it_is_whole(start: date, end: date) -> None:
    months = months_between(start, end)
    if end >= start:
        assert add_months(start, months) <= end < add_months(start, months + 1)
    else:
        assert months == 0


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-10-15", 3, "2026-01-15")],
)
def test_calendar_months(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_twenty_working_days_leave_out_weekends_and_bank_holidays() -> None:
    # Christmas Day, the Boxing Day holiday on the 28th and New Year's Day fall inside.
    assert add_working_days(date(2026, 12, 14), 20) == date(2027, 1, 14)
    assert add_working_days(date(2026, 6, 5), 20) == date(2026, 7, 3)


@pytest.mark.parametrize(
    ("today", "reached", "ahead"),
    [
        ("2026-04-11", (), (3, date(2026, 4, 12))),
        ("2026-04-12", (3,), (6, date(2026, 7, 12))),
        ("2026-07-12", (3, 6), (9, date(2026, 10, 12))),
        ("2026-10-12", (3, 6, 9), None),
    ],
)
def test_the_clock_at_3_6_and_9(today: str, reached: tuple[int, ...], ahead: tuple[int, date] | None) -> None:
    joined, now = date(2026, 1, 12), date.fromisoformat(today)
    assert rules.clock_reached(joined, now) == reached
    assert rules.clock_next(joined, now) == ahead


STAFF = rules.Doer("s", "staff")
CHAIR = rules.Doer("c", "staff", True)
LIVED = rules.Doer("l", "lived_experience", True)


@pytest.mark.parametrize(
    ("doer", "held", "may"),
    [
        (STAFF, rules.Held("s", None, True), True),
        (CHAIR, rules.Held("s", None, True), False),
        (CHAIR, rules.Held(None, None, True), True),
        (STAFF, rules.Held(None, None, True), False),
        (STAFF, rules.Held(None, None, False), True),
        (LIVED, rules.Held(None, None, False), False),
    ],
)
def test_who_speaks_for_the_owner(doer: rules.Doer, held: rules.Held, may: bool) -> None:
    assert rules.may_speak_for_owner(doer, held) is may


def test_a_side_of_one_is_told_plainly() -> None:
    with pytest.raises(RuleBroken, match="fewer than 2 people with lived experience"):
        rules.check_roll({"lived_experience": 1, "staff": 5})


@pytest.mark.parametrize(
    ("doer", "may"), [(LIVED, True), (CHAIR, False), (rules.Doer("m", "lived_experience"), False)]
)
def test_only_the_lived_experience_co_chair_moves_the_six_month_item(doer: rules.Doer, may: bool) -> None:
    assert rules.may_answer_duty(doer, 6, rules.Held(None, None, True), True) is may
