"""What somebody needs to take part: free words, theirs, seen by the access coordinator alone (promise 3.1)."""

from datetime import datetime

from equalweight.site.committees.acting import acting_seat
from equalweight.site.ledger.acting import private
from equalweight.site.ledger.actor import Actor
from equalweight.site.web.rules import RuleBroken

from .. import rules
from ..models import AccessLook, Offer
from ..standing import state_of
from .making import locked


@private
def say_access_needs(offer: Offer, words: str, *, by: Actor, at: datetime) -> None:
    """Write, change or clear one's own needs, through one's own letter. Errors: RuleBroken `wrong_offer`, `not_now`."""
    if by.ref != f"offer:{offer.entry_seq}":
        raise RuleBroken("wrong_offer", "Only the person themselves can change this.")
    rules.check_step("needs", state_of(locked(offer), at))
    Offer.objects.filter(pk=offer.pk).update(access_words=words)


@private
def look_at_access(offer: Offer, *, by: Actor, at: datetime) -> str:
    """The words, for the access coordinator; the look is kept and shown to the person. Errors: `not_yours`, `no_seat`.

    Staff never see them, whatever office they hold.
    """
    offer = locked(offer)
    seat = acting_seat(offer.committee_id, by=by)
    if not rules.may_see_access_needs(seat.side, is_access_coordinator=seat.is_access_coordinator):
        raise RuleBroken("not_yours", "Only the access coordinator sees this.")
    AccessLook.objects.create(offer=offer, by=seat, at=at)
    return offer.access_words
