"""A carried change of the ways of working comes into force as its decision closes."""

from datetime import datetime

from equalweight.site.committees.commands import adopt_ways
from equalweight.site.committees.models import Committee, WaysOfWorking
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.proposals.models import Version
from equalweight.site.web.rules import RuleBroken

from ..models import Decision


def check_ways_change(version: Version, at: datetime) -> None:
    """A change is announced alone, and starts from what is in force: no two undo each other unseen.

    Errors: RuleBroken `ways_under_way`, `ways_changed`. Nothing to check for any other version.
    """
    if version.ways_based_on is None:
        return
    committee = Committee.objects.select_for_update().get(pk=version.proposal.project.committee_id)
    live = Decision.objects.filter(project__committee=committee).exclude(status=Decision.Status.CLOSED)
    if live.filter(version__ways_based_on__isnull=False).exists():
        raise RuleBroken(
            "ways_under_way", "Another change of how you work is being decided. Wait until that has closed."
        )
    if ways_in_force(committee, at).version != version.ways_based_on:
        raise RuleBroken(
            "ways_changed",
            "How you work has changed since this was written. Write its next version first, from what is in force.",
        )


def adopt(decision: Decision, *, at: datetime) -> WaysOfWorking | None:
    """The new ways of working, in force from now, when this decision carried them; else None."""
    if decision.version.ways_based_on is None or decision.outcome["outcome"] != "carried":
        return None
    return adopt_ways(decision.project.committee, decision.version.ways, at=at)
