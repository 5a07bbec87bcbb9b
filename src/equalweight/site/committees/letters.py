"""What a committee writes to people."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.people.post import send_later

from .models import Seat, Side


def tell_founding(seat: Seat, starter: Seat) -> None:
    """Tell somebody that they were named as a founding member, and how to leave in one step."""
    if seat.holder is None:
        return
    committee = seat.committee
    words = {
        "name": seat.name,
        "starter": starter.name,
        "committee": committee.name,
        "purpose": committee.purpose,
        "side": Side(seat.side).label,
        "inside": settings.SITE_URL + reverse("committees:inside", args=[committee.pk]),
        "leave": settings.SITE_URL + reverse("committees:leave", args=[committee.pk]),
        "independent": committee.independent_contact,
    }
    body = render_to_string("committees/email/founding.txt", words)
    send_later(seat.holder.email, f"You were named in {committee.name}", body)
