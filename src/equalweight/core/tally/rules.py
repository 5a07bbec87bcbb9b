"""The rules a decision can be made under, and the one way in to them."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from equalweight.core.tally import both_sides
from equalweight.core.tally.count import HALF, Roll, Votes, check_terms
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.motion import YES_NO_PASS
from equalweight.core.tally.outcome import Outcome

_MOTION_RULES: Final[dict[str, Callable[..., Outcome]]] = {"both_sides": both_sides.decide}
RULES: Final = tuple(_MOTION_RULES)


def choices_of(rule: str) -> frozenset[str] | None:
    """The words a vote may be under `rule`; None where a vote is an order of options."""
    return YES_NO_PASS if rule == "both_sides" else None


def decide(
    rule: str,
    roll: Roll,
    votes: Votes,
    *,
    quorum: Fraction = HALF,
    threshold: Fraction = HALF,
) -> Outcome:
    """The outcome of `votes` cast by the seats of `roll` under `rule`.

    `roll`: each side's number of entitled seats, {"lived_experience": 4, "staff": 9}, at least two a side.
    `votes`: (side, choice) for each seat that answered, or a mapping of (side, choice) to how many seats.
    `quorum`: share of each side's seats that must answer, 1/2 to 1 (and never fewer than two seats).
    `threshold`: yes must be more than this share of a side's yes and no, from 1/2 to below 1.
    Raises TallyError (code, message) for anything that doesn't fit. Source: docs/rules/.
    """
    if rule not in RULES:
        raise TallyError("unknown_rule", f"{rule!r} is not a rule. Use one of: {', '.join(RULES)}.")
    check_terms(quorum, threshold)
    return _MOTION_RULES[rule](roll, votes, quorum=Fraction(quorum), threshold=Fraction(threshold))
