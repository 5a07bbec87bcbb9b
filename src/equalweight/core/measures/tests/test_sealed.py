"""Sealed votes as the verifier sees them, and the worked example of docs/rules/sealed_votes.md."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from equalweight.core.measures.recompute import outcomes
from equalweight.core.record.checking import check_entry
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.tally import decide

PAGE = Path(__file__).parents[5] / "docs" / "rules" / "sealed_votes.md"
OPENS, CLOSES = "2026-01-17T09:00:00Z", "2026-01-31T09:00:00Z"
ROLL = {"lived_experience": 2, "staff": 2}


def example() -> dict[str, Any]:
    """What the page says `decision.closed` carries."""
    found = re.search(r"```json\n(.+?)\n```", PAGE.read_text("utf-8"))
    assert found
    said: dict[str, Any] = json.loads(found[1])["sealed"]
    return said


def entry(seq: int, type: str, at: str, pub: dict[str, Any], **more: Any) -> Entry:
    made = Entry(
        v=1, log="log", seq=seq, type=type, at=at, by=more.get("by", "clock"), ctx="p", n=bytes(32),
        pub={"decision": "d", **pub}, com=more.get("com", {}), refs=(),
    )  # fmt: skip
    assert not check_entry(made), check_entry(made)
    return made


def record(
    sealed: dict[str, Any] | None, *, votes: int = 0, counted: dict[str, list[str]] | None = None
) -> list[str]:
    """A sealed vote of two a side whose close carries `sealed`: the codes of what the verifier finds.

    `counted`: what its figures are of; by default the example's answers.
    """
    said = example()["choices"] if counted is None else counted
    figures = decide("both_sides", ROLL, [(side, choice) for side in said for choice in said[side]]).as_json()
    terms = {"rule": "both_sides", "quorum": "1/2", "threshold": "1/2"}
    told = {
        "proposal": "q",
        "version": 1,
        "opens": OPENS,
        "closes": CLOSES,
        "papers_sent_to": [],
        "votes": "sealed",
    }
    roll = {"lived_experience": ["a", "b"], "staff": ["c", "e"]}
    seal = f"sealed:{'0' * 64}"
    entries = [
        entry(0, "decision.announced", "2026-01-12T09:00:00Z", told | terms),
        entry(1, "decision.opened", OPENS, {"roll": roll, "closes": CLOSES}),
        *(
            entry(2, "vote.cast", OPENS, {"side": "staff"}, by=seal, com={"choice": "0" * 64})
            for _ in range(votes)
        ),
    ]
    closed = {name: figures[name] for name in ("outcome", "sides", "head_count")} | terms
    entries.append(entry(9, "decision.closed", CLOSES, closed | ({"sealed": sealed} if sealed else {})))
    disclosed = Disclosed()
    for each in entries:
        disclosed.add_entry(each)
    return [finding.code for finding in outcomes(disclosed)]


def test_the_worked_example() -> None:
    said = example()
    outcome = decide(
        "both_sides", ROLL, [(side, choice) for side in ROLL for choice in said["choices"][side]]
    )
    assert outcome.outcome == "carried"
    assert (outcome.sides["staff"].yes, outcome.sides["staff"].voted) == (1, 1)
    assert record(said) == []


def test_an_answer_changed_afterwards_does_not_add_up() -> None:
    said = example()
    said["choices"]["lived_experience"] = ["no", "no"]
    assert "outcome_differs" in record(said)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"choices": {"lived_experience": ["yes", "yes"], "staff": ["yes", "pass"]}}, "sealed_votes_unsorted"),
        ({"answered": [1, 2, 3, 5]}, "sealed_numbers_wrong"),
        ({"answered": [1, 2, 2, 3]}, "sealed_numbers_wrong"),
        ({"answered": [2, 1, 3, 4]}, "sealed_numbers_wrong"),
        ({"answered": [1, 2, 3]}, "sealed_numbers_differ"),
    ],
)  # fmt: skip
def test_what_could_tell_who_or_does_not_fit_is_found(change: dict[str, Any], code: str) -> None:
    assert record(example() | change) == [code]


CODES = ("2222-2222-2222", "3333-3333-3333", "4444-4444-4444")


def with_codes(
    lived_experience: list[tuple[str, str]], staff: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    """The example, where some took a code: (code, choice) a side."""
    sides = {"lived_experience": lived_experience, "staff": staff or []}
    codes = {side: [{"code": code, "choice": choice} for code, choice in sides[side]] for side in sides}
    return example() | {"codes": codes}


def test_codes_beside_answers_that_were_given() -> None:
    assert record(with_codes([(CODES[0], "yes"), (CODES[1], "yes")], [(CODES[2], "pass")])) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (with_codes([(CODES[1], "yes"), (CODES[0], "yes")]), "sealed_codes_unsorted"),
        (with_codes([(CODES[0], "yes"), (CODES[0], "yes")]), "sealed_code_twice"),
        (with_codes([(CODES[0], "yes")], [(CODES[0], "yes")]), "sealed_code_twice"),
        (with_codes([(CODES[0], "no")]), "sealed_codes_differ"),
        (with_codes([(CODES[0], "pass")]), "sealed_codes_differ"),
        (with_codes([], [(CODES[0], "yes"), (CODES[1], "yes")]), "sealed_codes_differ"),
        (with_codes([(each, "yes") for each in CODES]), "sealed_codes_differ"),
    ],
)  # fmt: skip
def test_a_code_that_leads_to_the_wrong_answer_is_found(said: dict[str, Any], code: str) -> None:
    assert record(said) == [code]


def test_answers_that_nobody_could_read_and_that_were_counted_all_the_same() -> None:
    assert record(example() | {"unreadable": True}) == ["sealed_unreadable_counted"]


def test_answers_that_nobody_could_read_decide_nothing() -> None:
    """Honest: without answers it is not quorate (docs/rules/sealed_votes.md, When the key is lost)."""
    nothing = {"choices": {side: [] for side in ROLL}, "answered": [], "unreadable": True}
    assert record(nothing, counted=nothing["choices"]) == []
    assert "outcome_differs" in record(nothing)


def test_a_close_without_its_answers_is_found() -> None:
    assert "sealed_votes_missing" in record(None)


def test_an_answer_entered_before_the_close_is_found() -> None:
    assert "vote_not_sealed" in record(example(), votes=1)
