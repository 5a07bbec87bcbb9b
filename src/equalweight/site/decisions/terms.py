"""Under which rule a question is decided.

Source: promise 1.2 and docs/rules/ways_of_working.md. The rule in force when a decision is announced governs it
to its end.
"""

from dataclasses import dataclass

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.proposals.models import Version


@dataclass(frozen=True)
class Terms:
    """A rule with its quorum and threshold, exact fractions as text. `rounds`: of consent; 0 under any other rule."""

    rule: str
    quorum: str
    threshold: str
    rounds: int = 0


def terms_of(version: Version, ways: WaysOfWorking) -> Terms:
    """Ways of working change by `both_sides`, whatever is in force; several options are put in order by `ranked`."""
    if version.ways_based_on is not None:
        return Terms("both_sides", ways.quorum, ways.threshold)
    if version.options:
        return Terms("ranked", ways.quorum, "1/2")
    rounds = ways.rounds if ways.rule == "consent" else 0
    return Terms(ways.rule, ways.quorum, ways.threshold, rounds)
