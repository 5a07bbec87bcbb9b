"""Dates, money and lists as people say them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import is_aware, localtime


def day(when: date | None) -> str:
    """18 March 2026"""
    if when is None:
        return ""
    here = localtime(when) if isinstance(when, datetime) and is_aware(when) else when
    return f"{here.day} {here:%B} {here.year}"


def moment(when: datetime | None) -> str:
    """18 March 2026, 5pm"""
    if when is None:
        return ""
    here = localtime(when) if is_aware(when) else when
    return f"{day(here)}, {clock(here)}"


def clock(when: datetime) -> str:
    """5pm, 5:30pm, midday, midnight: the 12-hour clock, never 12am or 12pm."""
    if when.minute == 0 and when.hour in {0, 12}:
        return "midday" if when.hour else "midnight"
    minutes = f":{when:%M}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'pm' if when.hour >= 12 else 'am'}"


def pounds(pence: int) -> str:
    """£1,234.50; whole pounds without the pence."""
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}" + (f".{rest:02}" if rest else "")


def counted(number: int, one: str, many: str) -> str:
    """1 seat, 4 seats"""
    return f"{number:,} {one if number == 1 else many}"


def together(words: Sequence[str]) -> str:
    """a, b and c"""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
