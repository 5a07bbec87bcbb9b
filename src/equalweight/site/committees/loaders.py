"""Objects for those who may see them; everyone else gets 404, so that an address tells an outsider nothing.

A promise log about a table that isn't here (promise 11.2) is kept by people who don't speak for the organisation it is
about, so everything of a committee is 404 for a log: no seat, offer, project or decision is ever made in one. Its own
pages are the outside room's, which asks for a `keeper`.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.ledger.actor import Actor
from equalweight.site.people.models import Person

from .models import Attendee, Committee, Seat

User = Person | AnonymousUser
INSIDE, OUTSIDE = Committee.Kind.INSIDE, Committee.Kind.OUTSIDE


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
    """Any committee: its public page is for everyone. 404 for a log."""
    return get_object_or_404(Committee.objects.select_related("organisation"), pk=committee_id, kind=INSIDE)


def committee_or_log(committee_id: str) -> Committee:
    """Any committee or log: for the addresses that lead on to a log's own page, and for nothing else."""
    return get_object_or_404(Committee.objects.select_related("organisation"), pk=committee_id)


def member(user: User, committee_id: str) -> Member:
    """The user's current seat in a committee, or 404; 404 for a log."""
    return _member(_seat(user, committee_id, INSIDE))


def keeper(user: User, committee_id: str) -> Member:
    """The user as somebody who keeps this log, or 404; 404 for a committee."""
    return _member(_seat(user, committee_id, OUTSIDE))


def member_or_keeper(user: User, committee_id: str) -> Member:
    """The same, in a committee or a log: only for bringing in a list of promises, which both do."""
    return _member(_seat(user, committee_id, INSIDE, OUTSIDE))


def running_member(user: User, committee_id: str) -> Member:
    """The user's current seat in a committee that has not closed, or 404: where it can be changed."""
    found = member(user, committee_id)
    if found.committee.closed_at is not None:
        raise Http404
    return found


def reader(user: User, committee_id: str) -> Reader:
    """The user as a reader of a committee's inside pages, or 404; 404 for a log."""
    seat = _seat(user, committee_id, INSIDE)
    if seat is not None:
        return Reader(seat.committee, seat)
    if not user.is_authenticated:
        raise Http404
    attends = user.attends.filter(committee_id=committee_id, committee__kind=INSIDE, ended_at__isnull=True)
    found = attends.select_related("committee__organisation").first()
    if found is None:
        raise Http404
    return Reader(found.committee, None)


def seats_of(user: User) -> list[Seat]:
    """Every seat the user holds now, in every committee; and every log they keep."""
    if not user.is_authenticated:
        return []
    return list(user.seats.filter(ended_at__isnull=True).select_related("committee__organisation"))


def attended_by(user: User) -> list[Attendee]:
    """Every committee whose inside pages the user reads without a seat, by name."""
    if not user.is_authenticated:
        return []
    found = user.attends.filter(committee__kind=INSIDE, ended_at__isnull=True)
    found = found.select_related("committee__organisation")
    return list(found.order_by("committee__name", "pk"))


def _seat(user: User, committee_id: str, *kinds: Committee.Kind) -> Seat | None:
    if not user.is_authenticated:
        return None
    return (
        user.seats.filter(committee_id=committee_id, committee__kind__in=kinds, ended_at__isnull=True)
        .select_related("committee__organisation")
        .first()
    )


def _member(seat: Seat | None) -> Member:
    if seat is None:
        raise Http404
    return Member(seat.committee, seat, seat_actor(seat))
