"""How many approvals an offer wants and has (promise 1.7)."""

from equalweight.site.committees import rules

from .models import Offer


def approvals_wanted(offer: Offer) -> int:
    """How many seats of the offered side must approve it, as the table is now."""
    committee = offer.committee
    seats = committee.seats.filter(side=offer.side, ended_at__isnull=True).count()
    return rules.approvals_wanted(offer.side, seats, is_founding=committee.founding_ended_at is None)


def approvals_given(offer: Offer) -> int:
    """Approvals by people who are still here."""
    return offer.approvals.filter(seat__ended_at__isnull=True).count()
