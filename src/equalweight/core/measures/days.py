"""Days as a committee counts them, from an entry's time in UTC."""

from calendar import monthrange
from datetime import date, timedelta

from equalweight.core.measures.terms import CLOCKS_DIFFER
from equalweight.core.record.canonical import read_time


def days_of(at: str) -> tuple[date, date]:
    """The first and the last day it can have been in the committee at this time.

    Its day can have begun before the record's, and an entry's time can be a little later than its server's clock.
    """
    moment = read_time(at)
    return (moment - CLOCKS_DIFFER).date(), moment.date() + timedelta(days=1)


def is_days_after(day: str | None, at: str, days: int) -> bool:
    """Whether `day` is the day so many days after `at`."""
    if day is None:
        return False
    first, last = days_of(at)
    return first <= date.fromisoformat(day) - timedelta(days=days) <= last


def is_late(due: str, at: str) -> bool | None:
    """Whether `at` is past the day `due`; None when it can be either, by where the committee is."""
    first, last = days_of(at)
    day = date.fromisoformat(due)
    return True if first > day else False if last <= day else None


def is_ahead(day: str, at: str) -> bool:
    """Whether `day` had surely not come at this time."""
    return date.fromisoformat(day) > days_of(at)[1]


def add_months(start: date, months: int) -> date:
    """The same day months later, or the month's last day where it has no such day (31 Jan + 1 = 28 Feb)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_weekdays(start: date, days: int) -> date:
    """The day that many weekdays after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
