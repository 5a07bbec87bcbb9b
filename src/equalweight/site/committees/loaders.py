"""Objects for those who may see them; everyone else gets 404, so that an address tells an outsider nothing."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.ledger.actor import Actor
from equalweight.site.people.models import Person

from .models import Attendee, Committee, Seat

User = Person | AnonymousUser


@dataclass(frozen=True)
class Member:
    """Somebody with a seat now, and the Actor they act as."""

    committee: Committee
    seat: Seat
    actor: Actor


@dataclass(frozen=True)
class Reader:
    """Somebody who may read a committee's inside pages: a seat holder, or an attendee (`seat` None)."""

    committee: Committee
    seat: Seat | None

    @property
    def actor(self) -> Actor | None:
        return seat_actor(self.seat) if self.seat else None


def seat_actor(seat: Seat) -> Actor:
    """The Actor of a seat that has not ended."""
    return Actor(
        ref=f"seat:{seat.id}",
        committee=seat.committee_id,
        seat=seat.id,
        side=seat.side,  # type: ignore[arg-type]  # the column holds one of the two sides
        is_co_chair=seat.is_co_chair,
    )


def public_committee(committee_id: str) -> Committee:
    """Any committee: its public page is for everyone."""
    return get_object_or_404(Committee.objects.select_related("organisation"), pk=committee_id)


def member(user: User, committee_id: str) -> Member:
    """The user's current seat in a committee, or 404."""
    seat = _seat(user, committee_id)
    if seat is None:
        raise Http404
    return Member(seat.committee, seat, seat_actor(seat))


def running_member(user: User, committee_id: str) -> Member:
    """The user's current seat in a committee of this site that has not closed, or 404: where it can be changed."""
    found = member(user, committee_id)
    if found.committee.closed_at is not None or found.committee.kind != Committee.Kind.INSIDE:
        raise Http404
    return found


def reader(user: User, committee_id: str) -> Reader:
    """The user as a reader of a committee's inside pages, or 404."""
    seat = _seat(user, committee_id)
    if seat is not None:
        return Reader(seat.committee, seat)
    if not user.is_authenticated:
        raise Http404
    attends = user.attends.filter(committee_id=committee_id, ended_at__isnull=True).select_related(
        "committee__organisation"
    )
    found = attends.first()
    if found is None:
        raise Http404
    return Reader(found.committee, None)


def seats_of(user: User) -> list[Seat]:
    """Every seat the user holds now, in every committee."""
    if not user.is_authenticated:
        return []
    return list(user.seats.filter(ended_at__isnull=True).select_related("committee__organisation"))


def attended_by(user: User) -> list[Attendee]:
    """Every committee whose inside pages the user reads without a seat, by name."""
    if not user.is_authenticated:
        return []
    found = user.attends.filter(ended_at__isnull=True).select_related("committee__organisation")
    return list(found.order_by("committee__name", "pk"))


def _seat(user: User, committee_id: str) -> Seat | None:
    if not user.is_authenticated:
        return None
    return (
        user.seats.filter(committee_id=committee_id, ended_at__isnull=True)
        .select_related("committee__organisation")
        .first()
    )
