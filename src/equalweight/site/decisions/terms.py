"""Under which rule a question is decided.

Source: promise 1.2 and docs/rules/ways_of_working.md. The rule in force when a decision opens governs it to its end,
and everybody was told it before: when the rule changes after the announcement, it is announced again.
"""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.models import Committee, RemitVersion, WaysOfWorking
from equalweight.site.committees.queries import remit_in_force, ways_now
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


def after_changes(committee: Committee, at: datetime) -> datetime:
    """The time of an announcement: no earlier than what is in force began, even where the command waited for its turn.

    So what governs it can be read back by its time.
    """
    remit = committee.remits.order_by("-version")[0]
    return max(at, ways_now(committee).in_force_from, remit.in_force_from)


def is_outdated(decision: Decision, ways: WaysOfWorking | None = None) -> bool:
    """Whether it has not opened, and the ways of working now in force say other terms than everybody was told.

    `ways`: those in force, where the caller has them; else one query.
    """
    if decision.status != Decision.Status.ANNOUNCED:
        return False
    told = Terms(decision.rule, decision.quorum, decision.threshold, decision.rounds)
    return terms_of(decision.version, ways or ways_now(decision.project.committee)) != told


def remit_of(decision: Decision) -> RemitVersion:
    """Who decides in the end about this decision: as it was on the day it was announced last."""
    return remit_in_force(decision.project.committee, decision.announced_at)
