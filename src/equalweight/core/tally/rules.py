"""The rules a decision can be made under, and the one way in to them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from equalweight.core.tally import balanced, both_sides, consent, ranked
from equalweight.core.tally.count import HALF, Roll, Votes, check_terms
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.motion import YES_NO_PASS
from equalweight.core.tally.outcome import Outcome

_MOTIONS: Final = {
    "both_sides": both_sides.decide,
    "balanced": balanced.decide,
    "consent": consent.decide,
}
RULES: Final = (*_MOTIONS, "ranked")


def choices_of(rule: str) -> frozenset[str] | None:
    """The words a vote may be under `rule`; None where a vote is an order of options."""
    if rule == "ranked":
        return None
    return consent.CHOICES if rule == "consent" else YES_NO_PASS


def decide(
    rule: str,
    roll: Roll,
    votes: Votes,
    *,
    quorum: Fraction = HALF,
    threshold: Fraction = HALF,
    status_quo: str | None = None,
    options: Sequence[str] | None = None,
) -> Outcome:
    """The outcome of `votes` cast by the seats of `roll` under `rule`.

    `roll`: each side's number of entitled seats, {"lived_experience": 4, "staff": 9}, at least two a side.
    `votes`: (side, choice) for each seat that answered, or a mapping of (side, choice) to how many seats.
    `quorum`: share of each side's seats that must answer, 1/2 to 1 (and never fewer than two seats).
    `threshold`: yes must be more than this share of a side's yes and no, from 1/2 to below 1.
    `status_quo`, `options`: for `ranked` only; the option that leaves things as they are, and all options.
    Raises TallyError (code, message) for anything that doesn't fit. Source: docs/rules/.
    """
    if rule not in RULES:
        raise TallyError("unknown_rule", f"{rule!r} is not a rule. Use one of: {', '.join(RULES)}.")
    check_terms(quorum, threshold)
    quorum, threshold = Fraction(quorum), Fraction(threshold)
    if rule == "ranked":
        return ranked.decide(
            roll, votes, quorum=quorum, threshold=threshold, status_quo=status_quo, options=options
        )
    if status_quo is not None or options is not None:
        raise TallyError("options_not_used", f"{rule} has no options and no status quo: only ranked does.")
    return _MOTIONS[rule](roll, votes, quorum=quorum, threshold=threshold)
