"""The worked example of docs/rules/sign_off.md, and the ladder's names in docs/rules/ladder.md, are true."""

import re
from pathlib import Path

import pytest

from equalweight.core.measures.ladder import NAMES
from equalweight.core.measures.sign_off import SideAnswers, sign_off

RULES = Path(__file__).resolve().parents[5] / "docs" / "rules"
ROW = re.compile(
    r"\| ([^|]+) \| (\d+) done, (\d+) not yet \| (\d+) done, (\d+) not yet \| (done|disputed) \|"
)
CASES = ROW.findall((RULES / "sign_off.md").read_text("utf-8"))


def test_there_are_cases() -> None:
    assert {outcome for *_, outcome in CASES} == {"done", "disputed"}


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_worked_example(case: tuple[str, ...]) -> None:
    lived_done, lived_not, staff_done, staff_not = (int(number) for number in case[1:5])
    sides = {
        "lived_experience": SideAnswers(4, lived_done, lived_not),
        "staff": SideAnswers(9, staff_done, staff_not),
    }
    assert sign_off(sides) == case[5]


def test_the_ladders_names() -> None:
    rows = re.findall(r"^\| ([1-7]) \| ([a-z-]+) \|", (RULES / "ladder.md").read_text("utf-8"), re.MULTILINE)
    named = {int(step): name for step, name in rows}
    assert named.pop(1) == "coercion"
    assert named == {step: name for step, name in NAMES.items() if step != 1}
