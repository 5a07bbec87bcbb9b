"""Rounds of consent as people read them. No Django here. Source: docs/rules/consent.md."""

from collections.abc import Mapping
from typing import Final

from equalweight.core.tally import PAGE_WORDS
from equalweight.site.web.elements import Tag
from equalweight.site.web.plain import counted

OBJECTION: Final = (
    "An objection says why, and what harm it would prevent. “I would rather not” is no objection."
)
STANDS: Final = Tag("Stands", "late")
WITHDRAWN: Final = Tag("Taken back", "done")
UNREASONED: Final = Tag("Both groups found: it has no reason", "done")
JUDGED: Final = {"stands": "It has a reason", "unreasoned": "It has no reason", "pass": "I’m not saying"}
ASKED: Final = Tag("Both groups are asked whether it has a reason", "now")


def points(quorum: str, rounds: int) -> tuple[str, ...]:
    """What consent asks, one thing a sentence. `quorum` in words."""
    return (
        "It goes ahead when nobody’s objection stands, in either group. You are not asked whether it is what you want "
        "most, only whether going ahead would do harm.",
        f"In each group, at least {quorum} of those who can vote must answer, and never fewer than two people.",
        "In each group, more than a third of everybody who can vote must consent.",
        OBJECTION,
        "If somebody objects, everybody reads why, and there is time to talk."
        + (" Then there is another round." if rounds > 1 else ""),
        "An objection is set aside only if its author takes it back, or if both groups find, without its author, that "
        "it has no reason. A chair or a facilitator alone can’t.",
        f"There {'is' if rounds == 1 else 'are'} {counted(rounds, 'round', 'rounds')} at most. After that both groups "
        "vote yes or no, and each must agree by itself.",
    )


def came_from(rounds: int) -> str:
    """Said of the ballot after the last round."""
    return (
        f"{counted(rounds, 'round', 'rounds')} came to no consent, so this is a new vote with yes and no. Nobody’s "
        "earlier answer counts in it: “I can live with it” is not the same as yes."
    )


def figure(consented: int, objected: int) -> str:
    return f"{consented} consent, {objected} object"


def round_sentence(side: Mapping[str, int]) -> str:
    """One side of a round that closed."""
    passed = f" {side['passed']} answered “I’m not voting on this”." if side["passed"] else ""
    return f"{side['answered']} of {side['entitled']} answered.{passed}"


def taken_back(many: int) -> str:
    return f"{counted(many, 'objection was', 'objections were')} taken back by whoever made it."


def settled(outcome: str, sides: Mapping[str, Mapping[str, int]]) -> str:
    """What both groups said of one objection. `outcome`: "unreasoned" or "stands"; yes: it has no reason."""
    found = (
        "One objection was set aside: both groups found, without its author, that it has no reason."
        if outcome == "unreasoned"
        else "Both groups were asked whether one objection has a reason. They did not both find that it has none."
    )
    said = ". ".join(
        f"{PAGE_WORDS[side].capitalize()}: {each['yes']} said that it has none, {each['no']} that it has one"
        for side, each in sides.items()
    )
    return f"{found} {said}."


def still_stand(many: int) -> str:
    return f"{counted(many, 'objection stands', 'objections stand')}." if many else "No objection stands."


def ballot_name(ballot: int, rounds: int) -> str:
    """Which ballot this is, when a question is put by consent."""
    return f"Round {ballot} of {rounds}" if ballot <= rounds else "Last vote, with yes and no"
