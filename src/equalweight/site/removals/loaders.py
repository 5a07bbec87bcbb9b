"""What was asked about a seat, for those it concerns; 404 for everybody else, attendees included."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import Member, User, member
from equalweight.site.committees.models import Seat

from .models import Removal

RELATED = ("committee__organisation", "seat__holder", "asked_by")


@dataclass(frozen=True)
class Visit:
    """`member` None: the person it was about, who has no seat here any more, and still may read what was said."""

    removal: Removal
    member: Member | None
    is_theirs: bool


def removal_for(user: User, pk: str) -> Visit:
    """For the person it is about, for good; and for members who were here before it closed: not for later ones."""
    removal = get_object_or_404(Removal.objects.select_related(*RELATED), pk=pk)
    is_theirs = user.is_authenticated and removal.seat.holder_id == user.pk
    try:
        who = member(user, removal.committee_id)
    except Http404:
        if not is_theirs:
            raise
        return Visit(removal, None, is_theirs)
    if not is_theirs and not may_read(who.seat, removal):
        raise Http404
    return Visit(removal, who, is_theirs)


def may_read(seat: Seat, removal: Removal) -> bool:
    """Whether this seat was there while it was asked."""
    return removal.closed_at is None or seat.taken_at <= removal.closed_at


def removal_of_member(user: User, pk: str) -> tuple[Removal, Member]:
    """The same, for a member alone."""
    visit = removal_for(user, pk)
    if visit.member is None:
        raise Http404
    return visit.removal, visit.member


def own_removal(user: User, pk: str) -> tuple[Removal, Member]:
    """What is asked about the user's own seat."""
    visit = removal_for(user, pk)
    if visit.member is None or visit.member.seat.pk != visit.removal.seat_id:
        raise Http404
    return visit.removal, visit.member


def seat_named(who: Member, pk: str) -> Seat:
    """A seat of the same committee, by its id."""
    return get_object_or_404(
        Seat.objects.select_related("committee", "holder"), pk=pk, committee=who.committee
    )
