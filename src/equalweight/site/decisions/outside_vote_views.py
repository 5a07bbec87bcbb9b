"""Pages about a vote held outside."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form

from . import commands, loaders, queries
from .outside_vote_forms import OutsideVoteForm
from .queries import settled
from .views import ASK


@signed_in
def wish(request: HttpRequest, pk: str) -> HttpResponse:
    """I would rather have this vote held outside."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.wish_outside_vote, found, by=member.actor, at=timezone.now())
    return act(
        request,
        Form,
        page=queries.wish_outside_page(found),
        template=ASK,
        do=lambda _: do(),
        to=reverse("decisions:decision", args=[pk]),
        said="The page of the decision says so now, and not that it was you.",
        settled=lambda: settled.wish_settled(found),
    )


@signed_in
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """What is known of a vote held outside."""
    found, member = loaders.decision_for(request.user, pk)
    return act(
        request,
        OutsideVoteForm,
        page=queries.note_outside_page(found),
        template=ASK,
        do=lambda typed: commands.note_outside_vote(found, **typed, by=member.actor, at=timezone.now()),
        to=reverse("decisions:decision", args=[pk]),
        said="Noted. It stands on this page, and the record holds its fingerprint.",
    )
