"""Promise logs and what belongs to them; 404 for whatever is not one."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from equalweight.site.commitments.commands import token_hash
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.founders.loaders import founder_helped_by
from equalweight.site.committees.loaders import OUTSIDE, Member, User, keeper
from equalweight.site.committees.models import Committee, Founder
from equalweight.site.ledger.actor import Actor

from .models import Request


@dataclass(frozen=True)
class LogVisit:
    """A log as somebody comes to it; `keeper` None: they read."""

    log: Committee
    keeper: Member | None


def log_for(user: User, pk: str) -> LogVisit:
    """Any log: its page is for everyone."""
    log = get_object_or_404(Committee.objects.select_related("organisation"), pk=pk, kind=OUTSIDE)
    return LogVisit(log, _keeper(user, log.pk))


def keeper_of(user: User, pk: str) -> Member:
    """Somebody who keeps this log, or 404."""
    return keeper(user, pk)


def named_keeper(user: User, pk: str, founder: str) -> tuple[Founder, Member]:
    """Somebody who was named to keep a log and has not answered, for those who keep it."""
    who = keeper_of(user, pk)
    return founder_helped_by(who, founder), who


def promise_for(user: User, pk: str) -> tuple[Commitment, Member | None]:
    """Any promise in a log, and the visitor as its keeper if they are one."""
    related = ("committee__organisation", "owner")
    outside = Commitment.objects.filter(committee__kind=OUTSIDE).select_related(*related)
    promise = get_object_or_404(outside, pk=pk)
    return promise, _keeper(user, promise.committee_id)


def promise_of_keeper(user: User, pk: str) -> tuple[Commitment, Member]:
    """A promise in a log the user keeps."""
    promise, keeper = promise_for(user, pk)
    if keeper is None:
        raise Http404
    return promise, keeper


def request_of_keeper(user: User, pk: str) -> tuple[Request, Member]:
    """A request made from a log the user keeps."""
    related = "commitment__committee__organisation"
    request = get_object_or_404(Request.objects.select_related(related), pk=pk)
    return request, keeper_of(user, request.commitment.committee_id)


def request_behind(secret: str) -> tuple[Request, Actor]:
    """The request behind a one-time link, and the Actor who answers: known by the link alone."""
    related = "commitment__committee__organisation"
    found = Request.objects.select_related(related).filter(token=token_hash(secret)).first()
    if found is None:
        raise Http404
    return found, Actor(ref=f"link:{found.entry_seq}", committee=found.commitment.committee_id)


def _keeper(user: User, pk: str) -> Member | None:
    try:
        return keeper(user, pk)
    except Http404:
        return None
