"""Rules, states and sums as people read them. No Django here."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from equalweight.core.tally import PAGE_WORDS, Outcome, SideOutcome
from equalweight.core.tally.why import spoken
from equalweight.site.web.elements import Row, Tag

OUTCOME_TAGS: Final = {
    "carried": Tag("Agreed by both groups", "done"),
    "not_carried": Tag("Not agreed", "late"),
    "not_quorate": Tag("Not decided: too few answered", "late"),
}
OVERRIDE_WORDS: Final = {
    "reversed": "reversed", "delayed": "delayed", "watered_down": "watered down", "adopted": "adopted as decided",
}  # fmt: skip
CHOICE_WORDS: Final = {"yes": "Yes", "no": "No", "pass": "Not voting on this"}


def rule_points(quorum: Fraction, threshold: Fraction) -> tuple[str, ...]:
    """What `both_sides` asks, one thing a sentence (docs/rules/both_sides.md)."""
    return (
        "Both groups must agree, each by itself. How many people each group has makes no difference.",
        f"In each group, at least {spoken(quorum)} of those who can vote must answer, and never fewer than two people.",
        f"In each group, yes must be more than {spoken(threshold)} of the yes and no answers.",
        "In each group, more than a third of everybody who can vote must say yes.",
    )


def head_count_words(outcome: Outcome) -> str:
    """What one vote a head would have said, when that differs; else nothing."""
    if not outcome.head_count_differs:
        return ""
    yes = sum(side.yes for side in outcome.sides.values())
    no = sum(side.no for side in outcome.sides.values())
    said = "agreed" if outcome.head_count == "carried" else "refused"
    return (
        f"If everybody’s answers had been put in one heap, it would have been {said}: {yes} yes and {no} no. "
        "Here each group has to agree by itself, so that neither can be outvoted by the other."
    )


def side_sentence(name: str, side: SideOutcome) -> str:
    """One half of the pair: turnout, passes and whether the side agreed."""
    passed = f" {side.passed} answered “I’m not voting on this”." if side.passed else ""
    agreed = "This group agreed." if side.carried else "This group did not agree."
    if not side.quorum_met:
        agreed = f"Too few answered: at least {side.quorum_needed} must."
    return f"{side.answered} of {side.entitled} answered.{passed} {agreed}"


def sums(outcome: Outcome) -> Iterator[Row]:
    """Every comparison the outcome rests on, in whole numbers anyone can check: what, the sum, whether it holds."""
    for name, side in outcome.sides.items():
        who = PAGE_WORDS[name].capitalize()
        yield Row((f"{who}: enough answered", _quorum_sum(side, outcome.quorum), _met(side.quorum_met)))
        more = side.yes * outcome.threshold.denominator > outcome.threshold.numerator * side.voted
        yield Row((f"{who}: enough said yes", _share_sum(side, outcome.threshold), _met(more)))
        third = 3 * side.yes
        yield Row(
            (
                f"{who}: more than a third said yes",
                f"3 × {side.yes} yes = {third}, and {third} {_than(third, side.entitled)} {side.entitled} seats",
                _met(third > side.entitled),
            )
        )


def _quorum_sum(side: SideOutcome, quorum: Fraction) -> str:
    needed = f"{quorum} of {side.entitled}, rounded up and never under two, is {side.quorum_needed}"
    return f"{side.answered} answered; {needed}"


def _share_sum(side: SideOutcome, threshold: Fraction) -> str:
    left, right = side.yes * threshold.denominator, threshold.numerator * side.voted
    return (
        f"{side.yes} of {side.voted} must be more than {threshold}: "
        f"{side.yes} × {threshold.denominator} = {left}, {side.voted} × {threshold.numerator} = {right}, "
        f"and {left} {_than(left, right)} {right}"
    )


def _than(left: int, right: int) -> str:
    return "is more than" if left > right else "is not more than"


def _met(holds: bool) -> Tag:
    return Tag("Met", "done") if holds else Tag("Not\N{NO-BREAK SPACE}met", "late")
