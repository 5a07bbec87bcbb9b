"""Calendar months and working days, counted exactly. No Django here; no clock."""

from datetime import date, timedelta

from equalweight.core.measures.days import add_months

# Bank holidays in England and Wales, as published on GOV.UK for these years. Outside them only weekends are
# left out, so a date after the last year here may fall a day or two early; add a year when it is published.
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25",
        "2025-12-26", "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31",
        "2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31",
        "2027-08-30", "2027-12-27", "2027-12-28",
    )
)  # fmt: skip


def months_between(start: date, end: date) -> int:
    """How many whole calendar months have passed; 0 while `end` is not after `start`."""
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def add_working_days(start: date, days: int) -> date:
    """The day that many working days after `start`: no Saturdays, Sundays or bank holidays of BANK_HOLIDAYS."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in BANK_HOLIDAYS:
            days -= 1
    return day
