"""Offers for those who may see them: members of the committee, and whoever holds the letter."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import INSIDE, Member, User, member, seat_actor
from equalweight.site.committees.models import Seat
from equalweight.site.ledger.actor import Actor

from . import rules
from .models import Offer, Told
from .tokens import read_letter_token


@dataclass(frozen=True)
class Letter:
    """The offer behind a signed link, and the Actor its holder acts as. `is_old`: a newer link was sent."""

    offer: Offer
    actor: Actor
    token: str
    is_old: bool

    @property
    def mute_seat(self) -> Seat | None:
        """Their seat, while no address is confirmed: the letter can give it one, or correct it."""
        seat = self.offer.seat
        return seat if seat and seat.holder_id is None and seat.ended_at is None else None

    @property
    def seat_actor(self) -> Actor:
        """The person as its holder, or 404. Once an address is confirmed, signing in is the only way."""
        if self.mute_seat is None:
            raise Http404
        return seat_actor(self.mute_seat)


def letter(token: str) -> Letter:
    """The letter a token opens, or 404. A letter sent from a log offers no seat: nobody there speaks for the host."""
    read = read_letter_token(token)
    if read is None:
        raise Http404
    pk, number = read
    offer = get_object_or_404(
        Offer.objects.select_related("committee__organisation", "made_by", "seat", "noted_by"),
        pk=pk,
        committee__kind=INSIDE,
    )
    actor = Actor(ref=f"offer:{offer.entry_seq}", committee=offer.committee_id)
    return Letter(offer, actor, token, is_old=number != offer.link_number)


def offer_for(user: User, pk: str) -> tuple[Offer, Member]:
    """An offer for a member of its committee, or 404."""
    offer = get_object_or_404(
        Offer.objects.select_related("committee__organisation", "made_by__holder", "seat", "noted_by"), pk=pk
    )
    return offer, member(user, offer.committee_id)


def access_for(user: User, pk: str) -> tuple[Offer, Member]:
    """An offer for the access coordinator; 404 for everybody else, staff above all."""
    offer, found = offer_for(user, pk)
    if not rules.may_see_access_needs(
        found.seat.side, is_access_coordinator=found.seat.is_access_coordinator
    ):
        raise Http404
    return offer, found


def told_for(user: User, pk: str) -> tuple[Told, Member]:
    """What somebody was told, for a member of the committee, or 404."""
    told = get_object_or_404(Told.objects.select_related("offer__committee__organisation"), pk=pk)
    return told, member(user, told.offer.committee_id)
