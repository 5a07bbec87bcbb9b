"""What waits for somebody here: a text that only the other group has written so far."""

from collections.abc import Sequence
from datetime import datetime

from equalweight.site.committees.models import Seat, Side
from equalweight.site.committees.waiting import Waiting

from ..models import Proposal
from .decided import decisions_on
from .places import href

WHENEVER = 3


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """Proposals nobody of one's own side has written on yet, and that were not put to both groups. Three queries."""
    sides = {seat.committee_id: seat.side for seat in seats}
    if not sides:
        return []
    found = Proposal.objects.filter(project__committee__in=sides).select_related("project")
    proposals = list(found.prefetch_related("versions__author").order_by("made_at", "pk"))
    decisions = decisions_on({each.project_id for each in proposals})
    return [
        _waiting(each, sides[each.project.committee_id])
        for each in proposals
        if each.pk not in decisions
        and sides[each.project.committee_id] not in {version.author.side for version in each.versions.all()}
    ]


def _waiting(proposal: Proposal, side: str) -> Waiting:
    other = Side.STAFF if side == Side.LIVED_EXPERIENCE else Side.LIVED_EXPERIENCE
    what = f"Only {other.label} have written this so far: {proposal.versions.all()[0].title}"
    where = proposal.project.name
    return Waiting(
        WHENEVER, None, what, where, href("proposal", proposal.pk), "Read it and write your version"
    )
