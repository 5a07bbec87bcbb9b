"""When voting opens and closes: never earlier than promised, at an hour when people are awake."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from equalweight.site.committees.times import Times, closes_when_opened, times

HERE = ZoneInfo("Europe/London")
FIRST = datetime(2026, 1, 1, tzinfo=HERE)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda after: FIRST + after)
DAYS = st.integers(1, 60)


@given(MOMENTS, DAYS, DAYS)
def test_nobody_loses_a_second_and_nobody_is_woken(at: datetime, papers: int, voting: int) -> None:
    found = times(at, days_for_papers=papers, days_to_vote=voting)
    waited = found.opens_at - (at + timedelta(days=papers))
    assert timedelta(0) <= waited < timedelta(hours=14)
    assert found.closes_at - found.opens_at == timedelta(days=voting)
    for each in (found.opens_at, found.closes_at):
        assert 9 <= each.hour <= 20 and (each.minute, each.second, each.microsecond) == (0, 0, 0)


@given(MOMENTS, DAYS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_an_opening_held_up_for_over_a_day_still_gives_every_day_to_vote(
    at: datetime, voting: int, held_up: timedelta
) -> None:
    announced = times(at, days_for_papers=5, days_to_vote=voting)
    opened = announced.opens_at + held_up
    closes = closes_when_opened(Times(announced.opens_at, announced.closes_at), opened)
    assert closes >= announced.closes_at
    assert closes - opened >= timedelta(days=voting) - timedelta(days=1)
    if held_up > timedelta(days=1):
        assert closes - opened >= timedelta(days=voting)
