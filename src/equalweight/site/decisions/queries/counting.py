"""The outcome of a closed decision worked out again from its counts, exactly."""

from fractions import Fraction

from equalweight.core.tally import Outcome, decide
from equalweight.site.ledger.actor import SIDES

from ..models import Decision
from ..ranking import outcome_of


def counted(decision: Decision) -> Outcome:
    """The outcome worked out again, exactly: from its counts, or from the ballots that put options in order."""
    sides = decision.outcome["sides"]
    if decision.options is not None:
        entitled: dict[str, int] = {side: sides[side]["entitled"] for side in SIDES}
        return outcome_of(entitled, ballots_of(decision), decision.option_names, Fraction(decision.quorum))
    votes = {
        (side, choice): sides[side][name]
        for side in SIDES
        for choice, name in zip(choices_of(decision.rule), ("yes", "no", "passed"), strict=True)
    }
    roll: dict[str, int] = {side: sides[side]["entitled"] for side in SIDES}
    quorum, threshold = Fraction(decision.quorum), Fraction(decision.threshold)
    return decide(decision.rule, roll, votes, quorum=quorum, threshold=threshold)


def choices_of(rule: str) -> tuple[str, str, str]:
    """What is counted as yes, as no, and as neither, under a rule with such answers."""
    return ("consent", "object", "pass") if rule == "consent" else ("yes", "no", "pass")


def ballots_of(decision: Decision) -> dict[tuple[str, str], int]:
    """How many of a side cast each order of the options, or none."""
    ballots = decision.outcome["ballots"]
    return {(side, choice): many for side in SIDES for choice, many in ballots[side].items()}
