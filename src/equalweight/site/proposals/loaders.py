"""Proposals for those who may see them; everyone else gets 404."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import INSIDE, Member, Reader, User, member, reader
from equalweight.site.contributions.models import Contribution
from equalweight.site.projects.models import Project

from .models import Proposal, Version

WHOLE = ("project__committee__organisation",)


@dataclass(frozen=True)
class Looking:
    """A proposal and who looks at it: `reader` is None for the public, who see decided versions alone."""

    proposal: Proposal
    reader: Reader | None


def look(user: User, pk: str) -> Looking:
    """Any proposal, and the user's place inside its committee if they have one. What it shows is for queries."""
    related = Proposal.objects.select_related(*WHOLE)
    proposal = get_object_or_404(related, pk=pk, project__committee__kind=INSIDE)
    try:
        return Looking(proposal, reader(user, proposal.project.committee_id))
    except Http404:
        return Looking(proposal, None)


def proposal_for(user: User, pk: str) -> tuple[Proposal, Member]:
    """A proposal and the user's current seat in its committee, or 404."""
    proposal = get_object_or_404(Proposal.objects.select_related(*WHOLE), pk=pk)
    return proposal, member(user, proposal.project.committee_id)


def proposal_read_by(user: User, pk: str) -> tuple[Proposal, Reader]:
    """A proposal for those who may read its committee's inside pages, or 404."""
    proposal = get_object_or_404(Proposal.objects.select_related(*WHOLE), pk=pk)
    return proposal, reader(user, proposal.project.committee_id)


def newest_version(proposal: Proposal) -> Version:
    """The version that the next one is made from."""
    return proposal.versions.order_by("-number")[0]


def said_in(project: Project, chosen: Sequence[str]) -> list[Contribution]:
    """What was said in a project, by id; whether a proposal may come from it is for the command."""
    return list(project.contributions.filter(pk__in=chosen))
