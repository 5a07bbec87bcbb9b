"""Every comparison an outcome rests on, in whole numbers that anyone can check. No Django here."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from equalweight.core.tally import PAGE_WORDS, Outcome, SideOutcome
from equalweight.core.tally.balanced import LEAST_SHARE
from equalweight.site.web.elements import Row, Tag

from . import ranked_words

MORE: Final = "is more than"


def sums(outcome: Outcome) -> Iterator[Row]:
    """What must be so, the sum, whether it holds: in the order of docs/rules/."""
    if outcome.rule == "ranked":
        yield from ranked_words.sums(outcome)
        return
    for name, side in outcome.sides.items():
        who = PAGE_WORDS[name].capitalize()
        yield Row((f"{who}: enough answered", _quorum_sum(side, outcome.quorum), _met(side.quorum_met)))
        yield _middle(outcome, who, side)
        yield _third(who, side, "consented" if outcome.rule == "consent" else "said yes")
    if outcome.rule == "balanced":
        yield _mean(outcome)


def _middle(outcome: Outcome, who: str, side: SideOutcome) -> Row:
    if outcome.rule == "balanced":
        return _far_enough(who, side)
    if outcome.rule == "consent":
        return Row(
            (f"{who}: nobody’s objection stands", f"{side.no} stand, and it must be 0", _met(side.no == 0))
        )
    return _enough(who, side, outcome.threshold)


def _quorum_sum(side: SideOutcome, quorum: Fraction) -> str:
    needed = f"{quorum} of {side.entitled}, rounded up and never under two, is {side.quorum_needed}"
    return f"{side.answered} answered; {needed}"


def _enough(who: str, side: SideOutcome, threshold: Fraction) -> Row:
    left, right = side.yes * threshold.denominator, threshold.numerator * side.voted
    said = (
        f"{side.yes} of {side.voted} must be more than {threshold}: "
        f"{side.yes} × {threshold.denominator} = {left}, {side.voted} × {threshold.numerator} = {right}, "
        f"and {left} {_than(left > right)} {right}"
    )
    return Row((f"{who}: enough said yes", said, _met(left > right)))


def _far_enough(who: str, side: SideOutcome) -> Row:
    left, right = side.yes * LEAST_SHARE.denominator, LEAST_SHARE.numerator * side.voted
    holds = side.voted > 0 and left >= right
    said = (
        f"{side.yes} of {side.voted} must be at least {LEAST_SHARE}: "
        f"{side.yes} × {LEAST_SHARE.denominator} = {left}, {side.voted} × {LEAST_SHARE.numerator} = {right}, "
        f"and {left} {'is at least' if left >= right else 'is less than'} {right}"
    )
    return Row((f"{who}: at least two fifths said yes", said, _met(holds)))


def _third(who: str, side: SideOutcome, did: str) -> Row:
    third, word = 3 * side.yes, "yes" if did == "said yes" else did
    said = (
        f"3 × {side.yes} {word} = {third}, and {third} {_than(third > side.entitled)} {side.entitled} seats"
    )
    return Row((f"{who}: more than a third {did}", said, _met(third > side.entitled)))


def _mean(outcome: Outcome) -> Row:
    what = "Both groups, weighing the same: enough said yes"
    if outcome.share is None:
        return Row((what, "In one group nobody said yes or no, so there is no share to add", _met(False)))
    parts = " + ".join(f"{side.yes}/{side.voted}" for side in outcome.sides.values())
    holds = outcome.share > outcome.threshold
    said = f"({parts}) ÷ 2 = {outcome.share}, and {outcome.share} {_than(holds)} {outcome.threshold}"
    return Row((what, said, _met(holds)))


def _than(is_more: bool) -> str:
    return MORE if is_more else "is not more than"


def _met(holds: bool) -> Tag:
    return Tag("Met", "done") if holds else Tag("Not\N{NO-BREAK SPACE}met", "late")
