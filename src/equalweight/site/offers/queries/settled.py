"""Acts on an offer that one has done, or that are not needed: what was done, and what happens next."""

from django.urls import reverse

from equalweight.site.committees.models import Seat
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import day

from ..approvals import approvals_given, approvals_wanted
from ..models import Offer


def approve_settled(offer: Offer, seat: Seat) -> Settled | None:
    """For an offer that still waits: whoever has approved it already."""
    given = offer.approvals.filter(seat=seat).first()
    if given is None:
        return None
    waits = max(approvals_wanted(offer) - approvals_given(offer), 0)
    return _settled(
        offer,
        "You have approved this",
        f"You approved it on {day(given.at)}.",
        f"It waits for {waits} more from your group. Then it is sent.",
    )


def send_again_settled(offer: Offer) -> Settled | None:
    """For an offer that is open: an email that left is not sent again."""
    if offer.mail_failed:
        return None
    done = "Nothing tells us that the email did not leave. Sending it again would be pressing them."
    return _settled(offer, "The email is on its way", done, f"They answer by {day(offer.answer_by)}.")


def _settled(offer: Offer, heading: str, done: str, after: str) -> Settled:
    return Settled(heading, done, after, Link("See the offer", reverse("offers:offer", args=[offer.pk])))
