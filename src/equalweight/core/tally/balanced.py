"""`balanced`: the mean of both sides' shares decides, with a floor on each. Source: docs/rules/balanced.md.

A side's bare majority can lose under this rule; wherever it is chosen or used, people are told.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from equalweight.core.tally import why
from equalweight.core.tally.count import Roll, Votes, count
from equalweight.core.tally.motion import (
    YES_NO_PASS,
    above_floor,
    at_least,
    head_count,
    quorate,
    side_outcome,
)
from equalweight.core.tally.outcome import Outcome, SideOutcome, Verdict
from equalweight.core.tally.sides import PAGE_WORDS

LEAST_SHARE: Final = Fraction(2, 5)


def decide(roll: Roll, votes: Votes, *, quorum: Fraction, threshold: Fraction) -> Outcome:
    """Carried when the mean of both sides' shares of yes is above `threshold`, and neither side is far against.

    On each side at least two fifths of the votes, and more than a third of the seats, must say yes; that is
    what a side's `carried` means here. Raises TallyError for votes that don't fit the roll.
    """
    counts = count(roll, votes, YES_NO_PASS, quorum)
    sides = {name: side_outcome(counted, _near_enough) for name, counted in counts.items()}
    share = _mean(sides)
    reasons = list(_reasons(sides, share, threshold))
    verdict: Verdict
    if not quorate(sides):
        verdict, said = "not_quorate", why.too_few_answered(sides)
    elif reasons:
        verdict, said = "not_carried", why.not_agreed(reasons)
    else:
        verdict, said = "carried", _agreed(sides, share, threshold)
    return Outcome(
        verdict, "balanced", sides, quorum, threshold, head_count(sides, threshold), said, share=share
    )


def _near_enough(yes: int, no: int, entitled: int) -> bool:
    return at_least(LEAST_SHARE, yes, no) and above_floor(yes, entitled)


def _mean(sides: Mapping[str, SideOutcome]) -> Fraction | None:
    shares = [side.share for side in sides.values() if side.share is not None]
    return sum(shares, Fraction(0)) / len(sides) if len(shares) == len(sides) else None


def _reasons(sides: Mapping[str, SideOutcome], share: Fraction | None, threshold: Fraction) -> Iterator[str]:
    for name, side in sides.items():
        if not side.carried:
            yield _side_refused(name, side)
    if share is not None and share <= threshold:
        exactly = f": {why.at_the_bar(threshold)}" if share == threshold else ""
        yield (
            f"with both groups weighing the same, {why.share_words(share)} said yes, "
            f"and it must be more than {why.spoken(threshold)}{exactly}"
        )


def _side_refused(name: str, side: SideOutcome) -> str:
    if not side.voted:
        return why.nobody_voted(name)
    if not at_least(LEAST_SHARE, side.yes, side.no):
        who = PAGE_WORDS[name]
        return f"too few {who} agreed: {side.yes} yes and {side.no} no, and at least two fifths must say yes"
    return why.below_floor(name, side)


def _agreed(sides: Mapping[str, SideOutcome], share: Fraction | None, threshold: Fraction) -> str:
    """Says it plainly when one group's own majority was against."""
    against = [PAGE_WORDS[name] for name, side in sides.items() if side.no > side.yes]
    over = f", though more {against[0]} said no than yes" if against else ""
    weight = why.share_words(share) if share is not None else ""
    return (
        f"Agreed with both groups weighing the same: {weight} said yes, "
        f"more than {why.spoken(threshold)}{over}."
    )
