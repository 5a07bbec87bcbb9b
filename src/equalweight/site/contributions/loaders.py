"""Contributions for those who may see them; everyone else gets 404."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import INSIDE, Member, Reader, User, member, public_committee, reader
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.projects.loaders import public_project
from equalweight.site.projects.models import Project

from .models import Answer, Contribution

WHOLE = ("project__committee__organisation", "author", "entered_by")


@dataclass(frozen=True)
class Looking:
    """A contribution and who looks at it: `reader` is None for the public, who see published ones alone."""

    contribution: Contribution
    reader: Reader | None


@dataclass(frozen=True)
class ProjectLooking:
    """A project's contributions and who looks: `reader` is None for the public."""

    project: Project
    reader: Reader | None


def look(user: User, pk: str) -> Looking:
    """A contribution for those who may see it, or 404. Published ones not taken back are for everyone."""
    related = Contribution.objects.select_related(*WHOLE)
    found = get_object_or_404(related, pk=pk, project__committee__kind=INSIDE)
    inside = _reader(user, found.project.committee_id)
    if inside is None and not found.is_public:
        raise Http404
    return Looking(found, inside)


def look_at_project(user: User, pk: str) -> ProjectLooking:
    """A project and, when they have one, the user's place inside its committee."""
    project = public_project(pk)
    return ProjectLooking(project, _reader(user, project.committee_id))


def look_at_committee(user: User, pk: str) -> tuple[Committee, Reader | None]:
    """A committee and, when they have one, the user's place inside it."""
    return public_committee(pk), _reader(user, pk)


def contribution_for(user: User, pk: str) -> tuple[Contribution, Member]:
    """A contribution and the user's current seat in its committee, or 404."""
    found = get_object_or_404(Contribution.objects.select_related(*WHOLE), pk=pk)
    return found, member(user, found.project.committee_id)


def own_contribution(user: User, pk: str) -> tuple[Contribution, Member]:
    """A contribution for its author alone, or 404."""
    found, who = contribution_for(user, pk)
    if found.author_id != who.seat.pk:
        raise Http404
    return found, who


def newest_answer(user: User, pk: str) -> tuple[Answer, Member]:
    """The newest answer to one's own contribution, or 404."""
    found, who = own_contribution(user, pk)
    newest = found.answers.order_by("-at", "-entry_seq").first()
    if newest is None:
        raise Http404
    newest.contribution = found
    return newest, who


def others(who: Member) -> dict[str, Seat]:
    """The other seats of a member's committee now, by id, by name."""
    seats = who.committee.seats.filter(ended_at__isnull=True).exclude(pk=who.seat.pk)
    return {seat.pk: seat for seat in seats.order_by("name", "pk")}


def _reader(user: User, committee: str) -> Reader | None:
    try:
        return reader(user, committee)
    except Http404:
        return None
