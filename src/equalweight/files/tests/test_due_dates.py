"""Due dates in the words people write."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from equalweight.files.due_dates import FIRST_YEAR, LAST_YEAR, read_due

READ = {
    "launch by end of July 2025, complete by April 2026": "2026-04-30",
    "June 2025; further minor changes needed": "2025-06-30",
    "by March 2026": "2026-03-31",
    "mid-July 2025 to early 2026": "2025-07-31",
    "July 2025; then every six months": "2025-07-31",
    "November 2025": "2025-11-30",
    "February 2028": "2028-02-29",
    "24th of March, 2025": "2025-03-24",
    "March 24, 2025": "2025-03-24",
    "24/03/2025": "2025-03-24",
    "24.3.2025": "2025-03-24",
    "2025-03-24": "2025-03-24",
    "2025-03": "2025-03-31",
    "03/2026": "2026-03-31",
    "24/03/26": "2026-03-24",
    "24-26 March 2025": "2025-03-26",
    "end of SEPT. 2025": "2025-09-30",
    "5\u00a0May\n2026": "2026-05-05",
    "first session 2 July 2025; then to be agreed in March": "2025-07-02",
    "23 June; report July 2026": "2026-07-31",
}
NONE = {
    "": "none was written",
    "  \n": "none was written",
    "open until 23 June": "no day or month with its year",
    "ongoing": "no day or month with its year",
    "early 2026": "no day or month with its year",
    "in 2025/26": "no day or month with its year",
    "Q3 2025": "no day or month with its year",
    "31 June 2025": "“31 June 2025” is not in the calendar",
    "29/02/2025": "“29/02/2025” is not in the calendar",
    "12 March 0850": "“12 March 0850” is not between 1900 and 2099",
    "31 December 9999": "“31 December 9999” is not between 1900 and 2099",
    "31 June 9999": "“31 June 9999” is not between 1900 and 2099",
    "13/2026": "“13/2026” is not in the calendar",
}


@pytest.mark.parametrize(("words", "due"), READ.items())
def test_the_last_day_or_months_end_that_has_a_year(words: str, due: str) -> None:
    assert read_due(words).on == date.fromisoformat(due)
    assert read_due(words).note == ""


def test_what_no_calendar_has_names_no_day() -> None:
    due = read_due("30 June 2026; 31 June 2026")
    assert due.on == date(2026, 6, 30) and "“31 June 2026” is not in the calendar" in due.note


@pytest.mark.parametrize(("words", "why"), NONE.items())
def test_none_with_a_note(words: str, why: str) -> None:
    assert read_due(words).on is None
    assert why in read_due(words).note


PIECES = st.sampled_from(
    [
        "31",
        "0",
        "99",
        "June",
        "feb",
        "ſep",
        "2025",
        "0850",
        "99999",
        "/",
        "-",
        ".",
        ",",
        " ",
        "of ",
        "th",
        "٣",
        "²",
        "\0",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
@example("1/" * 2500)
@example("1 " * 2500 + "June")
def test_no_words_break_it(words: str) -> None:
    due = read_due(words)
    assert due.on or due.note
    assert due.on is None or FIRST_YEAR <= due.on.year <= LAST_YEAR


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
def test_any_day_is_read_back_however_it_is_written(day: date) -> None:
    for written in (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day}",
    ):
        assert read_due(f"by {written} at the latest").on == day
