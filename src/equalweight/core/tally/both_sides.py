"""`both_sides`, the default rule: each side agrees by itself. Source: docs/rules/both_sides.md."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from equalweight.core.tally import why
from equalweight.core.tally.count import Roll, Votes, count
from equalweight.core.tally.motion import (
    YES_NO_PASS,
    above_floor,
    head_count,
    more_than,
    quorate,
    side_outcome,
)
from equalweight.core.tally.outcome import Outcome, SideOutcome, Verdict


def decide(roll: Roll, votes: Votes, *, quorum: Fraction, threshold: Fraction) -> Outcome:
    """Carried when more than `threshold` of each side's votes, and more than a third of its seats, say yes.

    Votes are "yes", "no" or "pass". Raises TallyError for votes that don't fit the roll.
    """
    counts = count(roll, votes, YES_NO_PASS, quorum)
    sides = {name: side_outcome(counted, partial(_agrees, threshold)) for name, counted in counts.items()}
    return Outcome(
        outcome=_verdict(sides),
        rule="both_sides",
        sides=sides,
        quorum=quorum,
        threshold=threshold,
        head_count=head_count(sides, threshold),
        why=_why(sides, threshold),
    )


def _agrees(threshold: Fraction, yes: int, no: int, entitled: int) -> bool:
    return more_than(threshold, yes, no) and above_floor(yes, entitled)


def _verdict(sides: Mapping[str, SideOutcome]) -> Verdict:
    if not quorate(sides):
        return "not_quorate"
    return "carried" if all(side.carried for side in sides.values()) else "not_carried"


def _why(sides: Mapping[str, SideOutcome], threshold: Fraction) -> str:
    if not quorate(sides):
        return why.too_few_answered(sides)
    refused = [why.side_refused(name, side, threshold) for name, side in sides.items() if not side.carried]
    if refused:
        return why.not_agreed(refused)
    return (
        f"Agreed by both groups: more than {why.spoken(threshold)} of the votes in each group, "
        "and more than a third of each group's seats, said yes."
    )
