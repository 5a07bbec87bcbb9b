"""The worked examples of docs/rules/clock.md and check_back.md, line by line."""

from datetime import date, datetime
from pathlib import Path

import pytest

from equalweight.core.measures.check_back import check_back_outcome
from equalweight.site.commitments import rules

DOCS = Path(__file__).parents[5] / "docs" / "rules"


def table(page: str) -> list[list[str]]:
    """The cells of the worked example's table, without its heading."""
    text = (DOCS / page).read_text("utf-8").split("## Worked example")[1]
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")] for line in text.splitlines() if "|" in line
    ]
    return rows[2:]


def day(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007  (a day has no zone)


@pytest.mark.parametrize(("began", "today", "months", "reached", "ahead"), table("clock.md"))
def test_the_clocks_examples(began: str, today: str, months: str, reached: str, ahead: str) -> None:
    start, now = day(began), day(today)
    assert rules.clock_months(start, now) == int(months)
    assert ", ".join(map(str, rules.clock_reached(start, now))) == reached.replace("none", "")
    found = rules.clock_next(start, now)
    assert found == (None if ahead == "none" else (int(ahead.split()[0]), day(ahead.split(" on ")[1])))


@pytest.mark.parametrize(("yes", "no", "checker", "outcome"), table("check_back.md"))
def test_the_check_backs_examples(yes: str, no: str, checker: str, outcome: str) -> None:
    says = {"yes": True, "no": False, "nothing": None}[checker]
    assert check_back_outcome(int(yes), int(no), says) == outcome
