"""The due date in the words people write: the last day they name, or month's end, that has a year.

"launch by end of July 2025, complete by April 2026" is due 30 April 2026; "mid-July 2025 to early 2026" is due
31 July 2025, because "early 2026" names no month; "open until 23 June" has no year, so no due date. What no calendar
has (31 June 2026) names no day: the one named before it counts. Days come before months in figures, as in Britain
(24/03/2025); a year first is year, month, day (2025-03-24).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<{0}>[0-9]{{4}})(?![0-9])"
_GAP: Final = r"[\s,/\-]{0,3}(?:of\s)?"
_DAY: Final = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
# Tried in this order at each place: whole days before months, so that a day is never read as its month's end.
_SHAPES: Final = (
    _DAY.format("d1") + _GAP + _MONTH.format("m1") + _GAP + _YEAR.format("y1"),
    _MONTH.format("m2") + r"\s" + _DAY.format("d2") + r",?\s" + _YEAR.format("y2"),
    _YEAR.format("y3") + r"[-/.](?P<n3>[0-9]{1,2})[-/.](?P<d3>[0-9]{1,2})(?![0-9])",
    r"(?P<d4>[0-9]{1,2})[-/.](?P<n4>[0-9]{1,2})[-/.]" + _YEAR.format("y4"),
    r"(?P<d5>[0-9]{1,2})/(?P<n5>[0-9]{1,2})/(?P<s5>[0-9]{2})(?![0-9/])",
    _MONTH.format("m6") + _GAP + _YEAR.format("y6"),
    _YEAR.format("y8") + r"-(?P<n8>0[1-9]|1[0-2])(?![-0-9])",
    r"(?P<n7>[0-9]{1,2})/" + _YEAR.format("y7"),
)
_NAMED: Final = re.compile(
    r"(?<![0-9a-z])(?:" + "|".join(f"(?:{shape})" for shape in _SHAPES) + ")", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Due:
    """`on`: the due date, or None. `note` says why there is none, or why it is not the last that was written."""

    on: date | None
    note: str = ""


def read_due(words: str) -> Due:
    """The due date in `words`. Never raises, whatever the words are."""
    if not words.strip():
        return Due(None, "No due date: none was written.")
    # Any kind of space counts; letters and figures are plain ones, so that "ſep" is not a month.
    named = list(_NAMED.finditer(re.sub(r"\s", " ", words)))
    if not named:
        return Due(None, "No due date: no day or month with its year is named.")
    last = named[-1]
    no_day = f"“{last.group()}” is not {_where(_parts(last))}."
    on = next((on for each in reversed(named) if (on := _day(_parts(each)))), None)
    if on is None:
        return Due(None, f"No due date: {no_day}")
    return Due(on, "" if _day(_parts(last)) else f"A day before it is the due date: {no_day}")


def _where(parts: dict[str, str]) -> str:
    """Where a day that can't be used is not: a year far away is in the calendar, and no promise is for then."""
    if FIRST_YEAR <= _year(parts) <= LAST_YEAR:
        return "in the calendar"
    return f"between {FIRST_YEAR} and {LAST_YEAR}"


def _parts(found: re.Match[str]) -> dict[str, str]:
    """What was found, by kind: d day, m month's name, n month's number, y year, s year in two figures."""
    return {name[0]: text for name, text in found.groupdict().items() if text is not None}


def _year(parts: dict[str, str]) -> int:
    return int(parts["y"]) if "y" in parts else 2000 + int(parts["s"])


def _day(parts: dict[str, str]) -> date | None:
    year = _year(parts)
    month = _MONTHS.index(parts["m"][:3].lower()) + 1 if "m" in parts else int(parts["n"])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    days = monthrange(year, month)[1]
    day = int(parts["d"]) if "d" in parts else days
    return date(year, month, day) if 1 <= day <= days else None
