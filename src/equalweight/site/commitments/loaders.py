"""Commitments and what belongs to them, for those who may see them; 404 for everybody else."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import Member, User, member
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.ledger.actor import HOST, Actor
from equalweight.site.web.rules import RuleBroken

from .commands import token_hash
from .models import CheckBack, Claim, Commitment, Difference, Duty

RELATED = ("committee__organisation", "project", "owner", "checker")


@dataclass(frozen=True)
class Visit:
    """A commitment as somebody comes to it; `member` None: they have no seat here, and only read."""

    commitment: Commitment
    member: Member | None


def commitment_for(user: User, pk: str) -> Visit:
    """Any commitment: its page is public. With the visitor's seat, when they have one."""
    commitment = get_object_or_404(Commitment.objects.select_related(*RELATED), pk=pk)
    try:
        return Visit(commitment, member(user, commitment.committee_id))
    except Http404:
        return Visit(commitment, None)


def commitment_of_member(user: User, pk: str) -> tuple[Commitment, Member]:
    """A commitment of a committee where the user has a seat."""
    commitment = get_object_or_404(Commitment.objects.select_related(*RELATED), pk=pk)
    return commitment, member(user, commitment.committee_id)


def seat_in(user: User, committee: Committee) -> Seat | None:
    """The visitor's seat in a committee whose page is public; None for everybody else."""
    try:
        return member(user, committee.pk).seat
    except Http404:
        return None


def claim_for(user: User, pk: str) -> tuple[Claim, Member]:
    """The newest claim of a commitment, for a member."""
    commitment, who = commitment_of_member(user, pk)
    claim = commitment.claims.last()
    if claim is None:
        raise Http404
    claim.commitment = commitment
    return claim, who


def asked_claim_for(user: User, pk: str) -> tuple[Claim, Member]:
    """The newest claim, once both groups have been asked about it."""
    claim, who = claim_for(user, pk)
    if claim.closes_at is None:
        raise Http404
    return claim, who


def check_back_for(user: User, pk: str) -> tuple[CheckBack, Member]:
    """A check-back that has begun, for a member."""
    related = [f"commitment__{name}" for name in RELATED]
    begun = CheckBack.objects.filter(opened_at__isnull=False).select_related(*related)
    check_back = get_object_or_404(begun, pk=pk)
    return check_back, member(user, check_back.commitment.committee_id)


def check_back_of_checker(user: User, pk: str) -> tuple[CheckBack, Member]:
    """The same, for the checker alone."""
    check_back, who = check_back_for(user, pk)
    if check_back.commitment.checker_id != who.seat.pk:
        raise Http404
    return check_back, who


def duty_for(user: User, pk: str) -> tuple[Duty, Member]:
    """A duty of the clock, for a member."""
    related = ("committee__organisation", "seat", "commitment__owner")
    duty = get_object_or_404(Duty.objects.select_related(*related), pk=pk)
    return duty, member(user, duty.committee_id)


def difference_for(secret: str) -> tuple[Difference, Actor]:
    """The question behind a one-time link, and the Actor who answers it: known by nothing but the link."""
    related = ("check_back__commitment__committee__organisation",)
    found = Difference.objects.select_related(*related).filter(token=token_hash(secret)).first()
    if found is None or found.check_back.opened_seq is None:
        raise Http404
    committee = found.check_back.commitment.committee_id
    return found, Actor(ref=f"link:{found.check_back.opened_seq}", committee=committee)


def committee_named(name: str) -> Committee:
    """A committee by its id or its exact name, case forgiven. RuleBroken `no_committee`, `which_committee`."""
    found = list(Committee.objects.filter(Q(pk=name) | Q(name__iexact=name.strip()))[:2])
    if not found:
        raise RuleBroken("no_committee", f"There is no committee called “{name}”. Give its name or id.")
    if len(found) > 1:
        raise RuleBroken("which_committee", f"There is more than one committee called “{name}”. Give its id.")
    return found[0]


def host() -> Actor:
    """Whoever is at the host's keyboard. Only the command line asks for this."""
    return HOST
