"""When a vote opens and closes: never earlier than promised, at an hour when people are awake. No Django here.

Every `at` is in the time people live by, so that an hour is theirs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

LATE_OPENING: Final = timedelta(days=1)
FIRST_HOUR: Final = 9
LAST_HOUR: Final = 20


@dataclass(frozen=True)
class Times:
    """When voting opens and closes, both on a whole hour from 9am to 8pm."""

    opens_at: datetime
    closes_at: datetime


def times(at: datetime, *, days_for_papers: int, days_to_vote: int) -> Times:
    """The promised days for papers, then the promised days to vote; rounded up, so that nobody loses a second."""
    opens = fair_hour(at + timedelta(days=days_for_papers))
    return Times(opens, opens + timedelta(days=days_to_vote))


def closes_when_opened(told: Times, at: datetime) -> datetime:
    """The closing that was told; or, when opening was held up for over a day, the full days to vote from now."""
    if at - told.opens_at <= LATE_OPENING:
        return told.closes_at
    return fair_hour(at) + (told.closes_at - told.opens_at)


def fair_hour(at: datetime) -> datetime:
    """The next whole hour from 9am to 8pm."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    if hour < at:
        hour += timedelta(hours=1)
    if hour.hour > LAST_HOUR:
        hour = (hour + timedelta(days=1)).replace(hour=FIRST_HOUR)
    return max(hour, hour.replace(hour=FIRST_HOUR))
