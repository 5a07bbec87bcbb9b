"""Founders and addresses for those who hold their letter, or may help; everybody else gets 404."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.ledger.actor import Actor

from ..loaders import Member, User, member, seat_actor
from ..models import Founder, GivenAddress, Seat
from ..tokens import ADDRESS, FOUNDER, read_token
from . import rules
from .commands import may_help


@dataclass(frozen=True)
class FounderLetter:
    """The letter of somebody named as a founder. One of `founder` and `seat`, or neither once they were taken off.

    `is_old`: another address was written down since, so this link went to the wrong one. `on_paper`: it was printed.
    """

    token: str
    founder: Founder | None
    seat: Seat | None
    is_old: bool
    on_paper: bool

    @property
    def actor(self) -> Actor:
        """Whoever holds the letter, as the one named. Once an address is confirmed, signing in is the only way."""
        if self.founder:
            return Actor(
                ref=f"seat:{self.founder.pk}", committee=self.founder.committee_id, seat=self.founder.pk,
                side=self.founder.side,  # type: ignore[arg-type]  # the column holds one of the two sides
            )  # fmt: skip
        if self.seat and self.seat.ended_at is None and self.seat.holder_id is None:
            return seat_actor(self.seat)
        raise Http404


def founder_letter(token: str) -> FounderLetter:
    """The letter a token opens, or 404."""
    read = read_token(token, FOUNDER)
    if read is None:
        raise Http404
    pk, email = read
    founder = Founder.objects.select_related("committee__organisation", "named_by").filter(pk=pk).first()
    seat = Seat.objects.select_related("committee", "holder").filter(pk=pk).first()
    return FounderLetter(
        token, founder, seat, is_old=bool(founder and email and founder.email != email), on_paper=not email
    )


def founder_for(user: User, committee_id: str, pk: str) -> tuple[Founder, Member]:
    """A founder, for whoever may write down their address, or 404."""
    who = member(user, committee_id)
    return founder_helped_by(who, pk), who


def founder_helped_by(who: Member, pk: str) -> Founder:
    """A founder of the same committee or log whose address this seat may write down, or 404."""
    related = Founder.objects.select_related("committee__organisation", "named_by")
    founder = get_object_or_404(related, pk=pk, committee=who.committee)
    if not may_help(founder, who.seat):
        raise Http404
    return founder


def seat_for(user: User, committee_id: str, pk: str) -> tuple[Seat, Member]:
    """A seat without an address, for somebody of its own side, or 404."""
    found = member(user, committee_id)
    seats = Seat.objects.select_related("committee").filter(ended_at__isnull=True)
    seat = get_object_or_404(seats, pk=pk, committee_id=committee_id)
    if not rules.may_give_address(seat.side, found.seat.side, has_address=seat.holder_id is not None):
        raise Http404
    return seat, found


def given_address(token: str) -> tuple[GivenAddress | None, Actor | None]:
    """An address that waits for its holder's yes, and the holder as the letter's reader; 404 for a forged link.

    Nothing when it was confirmed, refused, or written down differently since.
    """
    read = read_token(token, ADDRESS)
    if read is None:
        raise Http404
    pk, email = read
    related = GivenAddress.objects.select_related("seat__committee", "given_by")
    given = related.filter(seat=pk, email=email, seat__ended_at__isnull=True).first()
    return (given, seat_actor(given.seat)) if given else (None, None)
