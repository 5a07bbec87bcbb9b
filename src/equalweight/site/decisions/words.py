"""Rules and states as people read them. The sums are in sums.py. No Django here."""

from fractions import Fraction
from typing import Final

from equalweight.core.tally import Outcome, SideOutcome
from equalweight.core.tally.why import share_words, spoken
from equalweight.site.ledger.overridden import then_changed
from equalweight.site.web.elements import Tag

from . import consent_words, ranked_words

OUTCOME_TAGS: Final = {
    "carried": Tag("Agreed by both groups", "done"),
    "not_carried": Tag("Not agreed", "late"),
    "not_quorate": Tag("Not decided: too few answered", "late"),
}
_OTHER_TAGS: Final = {
    # One group may have said no by a little, and must not be told that it agreed.
    ("carried", "balanced"): Tag("Agreed, with both groups weighing the same", "done"),
    # Several came first together, or leaving it did: nobody need have refused anything.
    ("not_carried", "ranked"): Tag("Nothing new agreed", "late"),
}
LAPSED: Final = Tag("Lapsed: the committee closed before it opened", "late")
CHOICE_WORDS: Final = {
    "yes": "Yes", "no": "No", "pass": "Not voting on this", "consent": "I consent", "object": "I object",
}  # fmt: skip
MAJORITY_CAN_LOSE: Final = (
    "Under this rule a group’s bare majority can lose: if three of five people in one group say no, and nearly "
    "everybody in the other says yes, it can still be agreed."
)


def outcome_tag(outcome: str, rule: str, overrides: tuple[str, ...] = ()) -> Tag:
    """What came of it, in a few words, and how it was changed outside the room since."""
    tag = _OTHER_TAGS.get((outcome, rule), OUTCOME_TAGS[outcome])
    return Tag(then_changed(tag.words, overrides), "late") if overrides else tag


def rule_points(rule: str, quorum: str, threshold: str, rounds: int = 0) -> tuple[str, ...]:
    """What a rule asks, one thing a sentence (docs/rules/). `quorum` and `threshold`: exact fractions as text.

    `rounds`: at most so many of consent, before both groups vote yes or no.
    """
    points = {"both_sides": _both_sides, "balanced": _balanced, "ranked": _ranked}.get(rule)
    if points is None:
        return consent_words.points(spoken(Fraction(quorum)), rounds)
    enough = (
        f"In each group, at least {spoken(Fraction(quorum))} of those who can vote must answer, and never fewer "
        "than two people."
    )
    first, *others = points(spoken(Fraction(threshold)))
    before = (consent_words.came_from(rounds),) if rounds else ()
    return (*before, first, enough, *others)


def _both_sides(threshold: str) -> tuple[str, ...]:
    return (
        "Both groups must agree, each by itself. How many people each group has makes no difference.",
        f"In each group, yes must be more than {threshold} of the yes and no answers.",
        "In each group, more than a third of everybody who can vote must say yes.",
    )


def _balanced(threshold: str) -> tuple[str, ...]:
    return (
        "Both groups weigh the same: the share of yes in each group is added, and halved. How many people each "
        "group has makes no difference.",
        f"The two shares together, halved, must be more than {threshold}.",
        "In each group, at least two fifths of the yes and no answers must be yes, and more than a third of "
        "everybody who can vote must say yes.",
        MAJORITY_CAN_LOSE,
    )


def _ranked(_threshold: str) -> tuple[str, ...]:
    return ranked_words.points()


def head_count_words(outcome: Outcome) -> str:
    """What one vote a head would have said, when that differs; else nothing."""
    if outcome.rule == "ranked":
        return ranked_words.head_count(outcome)
    if not outcome.head_count_differs:
        return ""
    yes = sum(side.yes for side in outcome.sides.values())
    no = sum(side.no for side in outcome.sides.values())
    said = "agreed" if outcome.head_count == "carried" else "refused"
    here = {
        "both_sides": "Here each group has to agree by itself, so that neither can be outvoted by the other.",
        "balanced": "Here both groups weigh the same, so that neither can be outvoted by its size alone.",
        "consent": "Here nobody’s objection is outvoted.",
    }[outcome.rule]
    heap = (
        f"If everybody’s answers had been put in one heap, it would have been {said}: {yes} yes and {no} no."
    )
    return f"{heap} {here}"


def side_figure(outcome: Outcome, name: str) -> str:
    """The large words of one half of the pair."""
    side = outcome.sides[name]
    if outcome.rule == "consent":
        return consent_words.figure(side.yes, side.no)
    return ranked_words.figure(outcome, name) if outcome.rule == "ranked" else f"{side.yes} yes, {side.no} no"


def side_sentence(outcome: Outcome, name: str) -> str:
    """One half of the pair: turnout, passes and what the side said."""
    if outcome.rule == "ranked":
        return ranked_words.sentence(outcome, name)
    side = outcome.sides[name]
    passed = f" {side.passed} answered “I’m not voting on this”." if side.passed else ""
    if outcome.rule == "consent" and side.passed:
        # Those who said so, and those whose objection fell.
        passed = f" {side.passed} counted as “I’m not voting on this”."
    said = _in_balance(side) if outcome.rule == "balanced" else _by_itself(side)
    if not side.quorum_met:
        said = f"Too few answered: at least {side.quorum_needed} must."
    return f"{side.answered} of {side.entitled} answered.{passed} {said}"


def _by_itself(side: SideOutcome) -> str:
    return "This group agreed." if side.carried else "This group did not agree."


def _in_balance(side: SideOutcome) -> str:
    if side.share is None:
        return "Nobody in this group said yes or no."
    far = "" if side.carried else " This is too few for it to be agreed."
    return f"{share_words(side.share)} of its yes and no answers were yes.{far}"
