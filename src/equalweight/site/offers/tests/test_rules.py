"""The table in docs/rules/offers.md, worked out."""

from pathlib import Path

import pytest

from equalweight.site.committees.rules import approvals_wanted
from equalweight.site.offers.do_not_ask import plain_name
from equalweight.site.people.mailbox import plain_email

DOC = Path(__file__).parents[5] / "docs" / "rules" / "offers.md"


def rows() -> list[list[str]]:
    lines = [
        line.strip("| ").split(" | ") for line in DOC.read_text("utf-8").splitlines() if line.startswith("| ")
    ]
    return [cells for cells in lines if cells[0] in ("lived_experience", "staff")]


@pytest.mark.parametrize(("side", "seats", "founding", "wanted"), rows())
def test_approvals_wanted_as_the_document_says(side: str, seats: str, founding: str, wanted: str) -> None:
    assert approvals_wanted(side, int(seats), is_founding=founding == "yes") == int(wanted)


def test_the_document_has_its_rows() -> None:
    assert len(rows()) == 7


@pytest.mark.parametrize(
    "typed", ["asha@example.org", " Asha@EXAMPLE.org", "asha + 2@example.org", "ａｓｈａ@example.org"]
)
def test_one_spelling_for_an_address(typed: str) -> None:
    assert plain_email(typed) == "asha@example.org"


@pytest.mark.parametrize("typed", ["Zoë O’Neil", "zoe oneil", "ZOE  O'NEIL.", "Zoe\u0301 ONeil"])
def test_one_spelling_for_a_name(typed: str) -> None:
    assert plain_name(typed) == "zoeoneil"
