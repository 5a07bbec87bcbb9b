"""Under which rule a question is decided.

Source: promise 1.2 and docs/rules/ways_of_working.md. The rule and the remit in force when a decision is announced
govern it to its end.
"""

from dataclasses import dataclass

from equalweight.site.committees.models import RemitVersion, WaysOfWorking
from equalweight.site.committees.queries import remit_in_force
from equalweight.site.proposals.models import Version

from .models import Decision


@dataclass(frozen=True)
class Terms:
    """A rule with its quorum and threshold, exact fractions as text. `rounds`: of consent; 0 under any other rule."""

    rule: str
    quorum: str
    threshold: str
    rounds: int = 0


def terms_of(version: Version, ways: WaysOfWorking) -> Terms:
    """The committee itself changes by `both_sides`, whatever is in force; options are put in order by `ranked`."""
    if version.changes:
        return Terms("both_sides", ways.quorum, ways.threshold)
    if version.options:
        return Terms("ranked", ways.quorum, "1/2")
    rounds = ways.rounds if ways.rule == "consent" else 0
    return Terms(ways.rule, ways.quorum, ways.threshold, rounds)


def remit_of(decision: Decision) -> RemitVersion:
    """Who decides in the end about this decision: as it was on the day it was announced."""
    return remit_in_force(decision.project.committee, decision.announced_at)
