"""The sentences that say why. Read by people: one plain sentence each, in the words the pages use."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from equalweight.core.tally.motion import more_than
from equalweight.core.tally.outcome import SideOutcome
from equalweight.core.tally.sides import PAGE_WORDS

_SPOKEN: Final = {
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
    Fraction(3, 5): "three fifths",
    Fraction(4, 5): "four fifths",
}


def spoken(share: Fraction) -> str:
    """A share in words where there is a common word for it, else as n/d."""
    return _SPOKEN.get(share, str(share))


def too_few_answered(sides: Mapping[str, SideOutcome]) -> str:
    """Why there is no outcome: who stayed below the quorum."""
    short = [
        f"{side.answered} of {side.entitled} {PAGE_WORDS[name]} answered, "
        f"and at least {side.quorum_needed} must"
        for name, side in sides.items()
        if not side.quorum_met
    ]
    return f"Not decided, because too few people answered: {listed(short)}."


def not_agreed(reasons: Sequence[str]) -> str:
    """Why it was refused: every reason, in one sentence; at least one."""
    return f"Not agreed: {listed(reasons)}."


def side_refused(name: str, side: SideOutcome, threshold: Fraction) -> str:
    """Why one side did not agree under a rule that asks for more than `threshold` of its votes."""
    who = PAGE_WORDS[name]
    if not side.voted:
        return nobody_voted(name)
    votes = f"{side.yes} yes and {side.no} no"
    if not more_than(threshold, side.yes, side.no):
        return f"{who} did not agree: {votes}{_near_miss(side, threshold)}"
    return below_floor(name, side)


def nobody_voted(name: str) -> str:
    """Why the side `name` did not agree: its answers were all passes, or there were none."""
    return f"nobody among {PAGE_WORDS[name]} said yes or no"


def share_words(share: Fraction) -> str:
    """A share of the votes as people read it: "5/9 (about 56%)"."""
    percent = (200 * share.numerator + share.denominator) // (2 * share.denominator)
    exactly = 100 * share.numerator == percent * share.denominator
    return f"{percent}%" if exactly else f"{share} (about {percent}%)"


def quoted(option: str) -> str:
    """An option's name as it stands inside a sentence."""
    return f"“{option}”"


def below_floor(name: str, side: SideOutcome) -> str:
    """Why one side's yes votes are too few of its seats to be that side's agreement."""
    return f"only {side.yes} of the {side.entitled} {PAGE_WORDS[name]} said yes, and more than a third must"


def listed(parts: Sequence[str]) -> str:
    """Reasons in one sentence, the last joined by "and"."""
    return "; and ".join(filter(None, ("; ".join(parts[:-1]), parts[-1])))


def at_the_bar(threshold: Fraction) -> str:
    """What meeting the bar exactly comes to, whatever it is."""
    return (
        "a tie is not enough" if threshold == Fraction(1, 2) else f"exactly {spoken(threshold)} is not enough"
    )


def _near_miss(side: SideOutcome, threshold: Fraction) -> str:
    if side.yes == side.no:
        return ", and a tie is not enough"
    if side.share == threshold:
        return f", and {at_the_bar(threshold)}"
    if side.yes > side.no:
        return f", and more than {spoken(threshold)} must say yes"
    return ""
