"""Decisions for those who may see them; everyone else gets 404."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import INSIDE, Member, Reader, member, reader
from equalweight.site.people.models import Person
from equalweight.site.proposals.models import Proposal, Version

from .models import Decision, RoundAnswer, Talk
from .rules import REFUSED

User = Person | AnonymousUser
WHOLE = ("project__committee__organisation", "version__proposal", "version__author", "brings_back")


@dataclass(frozen=True)
class Looking:
    """A closed decision and who looks at it: `reader` is None for the public."""

    decision: Decision
    reader: Reader | None


def look(user: User, pk: str) -> Looking | None:
    """A closed decision, for anybody; None when there is none to see without knowing who asks."""
    decision = _closed().filter(pk=pk).first()
    if decision is None:
        return None
    try:
        return Looking(decision, reader(user, decision.project.committee_id))
    except Http404:
        return Looking(decision, None)


def decision_read_by(user: User, pk: str) -> tuple[Decision, Reader]:
    """A decision for those who may read its committee's inside pages, or 404."""
    decision = get_object_or_404(Decision.objects.select_related(*WHOLE), pk=pk)
    return decision, reader(user, decision.project.committee_id)


def decision_for(user: User, pk: str) -> tuple[Decision, Member]:
    """A decision and the user's current seat in its committee, or 404."""
    decision = get_object_or_404(Decision.objects.select_related(*WHOLE), pk=pk)
    return decision, member(user, decision.project.committee_id)


def closed_decision_for(user: User, pk: str) -> tuple[Decision, Member]:
    """A closed decision and the user's current seat in its committee, or 404."""
    decision = closed_decision(pk)
    return decision, member(user, decision.project.committee_id)


def refused_decision_for(user: User, pk: str) -> tuple[Decision, Member]:
    """A closed decision that was not agreed, and the user's current seat in its committee, or 404."""
    decision, found = closed_decision_for(user, pk)
    if decision.outcome["outcome"] not in REFUSED:
        raise Http404
    return decision, found


def talk_for(user: User, pk: str, talk_pk: str) -> tuple[Talk, Member]:
    """A talk about a decision, and the user's current seat in its committee, or 404."""
    decision, found = refused_decision_for(user, pk)
    return get_object_or_404(Talk.objects.select_related("decision"), pk=talk_pk, decision=decision), found


def named_decision_for(user: User, pk: str) -> tuple[Decision, Member]:
    """A closed decision with named votes and the user's current seat, or 404: of sealed votes there are no names."""
    decision, found = closed_decision_for(user, pk)
    if decision.is_sealed:
        raise Http404
    return decision, found


def closed_decision(pk: str) -> Decision:
    """A closed decision: for everyone."""
    return get_object_or_404(_closed(), pk=pk)


def _closed() -> QuerySet[Decision]:
    """Closed decisions of committees: a log about an outside table decides nothing."""
    closed = Decision.objects.filter(status=Decision.Status.CLOSED, project__committee__kind=INSIDE)
    return closed.select_related(*WHOLE)


def newest_version_for(user: User, proposal_pk: str) -> tuple[Version, Member]:
    """The newest version of a proposal and the user's seat in its committee, or 404."""
    proposal = get_object_or_404(Proposal.objects.select_related("project"), pk=proposal_pk)
    found = member(user, proposal.project.committee_id)
    versions = proposal.versions.select_related("proposal__project__committee__organisation", "author")
    version = versions.order_by("-number").first()
    if version is None:
        raise Http404
    return version, found


def objection_for(user: User, pk: str) -> tuple[RoundAnswer, Member]:
    """An objection and the user's current seat in its committee, or 404."""
    whole = ("round__decision__project__committee__organisation", "place", "question")
    found = get_object_or_404(RoundAnswer.objects.select_related(*whole), pk=pk, choice="object")
    return found, member(user, found.round.decision.project.committee_id)


def own_objection_for(user: User, pk: str) -> tuple[RoundAnswer, Member]:
    """An objection and its author's current seat, for its author; or 404."""
    found, author = objection_for(user, pk)
    if found.place.seat_id != author.seat.pk:
        raise Http404
    return found, author


def others_objection_for(user: User, pk: str) -> tuple[RoundAnswer, Member]:
    """An objection and the user's current seat, for those who did not make it; or 404."""
    found, reader = objection_for(user, pk)
    if found.place.seat_id == reader.seat.pk:
        raise Http404
    return found, reader
