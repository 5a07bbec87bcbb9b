"""What people with lived experience were offered before they joined, and whether it was kept."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.commitments.queries import IN_OFFERS, OFFERS, completion, list_href, past
from equalweight.site.committees.models import Committee, Side
from equalweight.site.offers.models import Offer
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import counted


@dataclass(frozen=True)
class Offered:
    """Counts alone: an offer's words are between the committee and the person.

    `each`: None when nothing was promised.
    """

    joined: str
    promises: str
    each: Link | None


def offered(committee: Committee, at: datetime) -> Offered:
    """For a project's page. Three queries."""
    accepted = committee.offers.filter(side=Side.LIVED_EXPERIENCE, status=Offer.Status.ACCEPTED).count()
    if not accepted:
        return Offered("Nobody with lived experience has said yes to an offer here yet.", "", None)
    before = past(committee, at, IN_OFFERS)
    people = counted(accepted, "person", "people")
    joined = f"{people} with lived experience said yes to an offer to join the committee."
    if not before.promised:
        return Offered(joined, "Nothing was promised in offers.", None)
    each = Link("See each promise made in an offer", list_href(committee.pk, shown=OFFERS))
    return Offered(joined, f"Promised in offers: {completion(before)}", each)
