"""`consent`: carried when nobody's objection stands. Source: docs/rules/consent.md.

This is one round's outcome. Objections withdrawn, or found unreasoned by a vote of both sides without their
author, are handed in as "pass"; rounds and the fall back to `both_sides` are the committee's to run.
"""

from fractions import Fraction
from typing import Final

from equalweight.core.tally import why
from equalweight.core.tally.count import Roll, Votes, count
from equalweight.core.tally.motion import above_floor, head_count, quorate, side_outcome
from equalweight.core.tally.outcome import Outcome, SideOutcome, Verdict
from equalweight.core.tally.sides import PAGE_WORDS

CHOICES: Final = frozenset({"consent", "object", "pass"})
AGREED: Final = (
    "Agreed by consent: no objection stands, and more than a third of each group's seats consented."
)


def decide(roll: Roll, votes: Votes, *, quorum: Fraction, threshold: Fraction) -> Outcome:
    """Carried when there is no objection, and more than a third of each side's seats consent.

    Votes are "consent" (counts as yes), "object" (counts as no) or "pass". `threshold` only serves the head
    count beside it. Raises TallyError for votes that don't fit the roll.
    """
    counts = count(roll, votes, CHOICES, quorum)
    sides = {
        name: side_outcome(counted, _consents, yes="consent", no="object") for name, counted in counts.items()
    }
    refused = [_side_refused(name, side) for name, side in sides.items() if not side.carried]
    verdict: Verdict
    if not quorate(sides):
        verdict, said = "not_quorate", why.too_few_answered(sides)
    elif refused:
        verdict, said = "not_carried", why.not_agreed(refused)
    else:
        verdict, said = "carried", AGREED
    return Outcome(verdict, "consent", sides, quorum, threshold, head_count(sides, threshold), said)


def _consents(yes: int, no: int, entitled: int) -> bool:
    return no == 0 and above_floor(yes, entitled)


def _side_refused(name: str, side: SideOutcome) -> str:
    who = PAGE_WORDS[name]
    if side.no:
        return f"{side.no} of the {side.entitled} {who} said that going ahead would do harm"
    if not side.yes:
        return f"nobody among {who} consented or objected"
    return f"only {side.yes} of the {side.entitled} {who} consented, and more than a third must"
