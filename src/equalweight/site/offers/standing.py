"""Where an offer stands, for whoever holds its letter."""

from datetime import datetime

from django.utils.timezone import localdate

from . import do_not_ask
from .models import Offer


def state_of(offer: Offer, at: datetime) -> str:
    """Can be answered: "open", "late", "unconfirmed". "askable": they took their no back. Two queries at most."""
    if offer.status == Offer.Status.ACCEPTED:
        return "left" if offer.seat and offer.seat.ended_at else "accepted"
    if offer.status == Offer.Status.WITHDRAWN:
        return offer.status
    if offer.status == Offer.Status.DECLINED:
        return "declined" if do_not_ask.own_no(offer).exists() else "askable"
    if offer.committee.closed_at:
        return "closed"
    if offer.status == Offer.Status.UNCONFIRMED:
        return "unconfirmed"
    return "late" if offer.answer_by < localdate(at) else "open"
