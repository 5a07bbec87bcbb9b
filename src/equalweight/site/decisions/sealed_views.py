"""Pages of sealed votes."""

from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import Member
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import prefers_json, show
from equalweight.site.web.rules import RuleBroken
from equalweight.site.web.traces import leaves_no_trace

from . import commands, loaders, queries
from .forms import SealedVoteForm
from .models import Decision


class OlderBallot(Exception):
    """This ballot was sent before, or another one since. Its words are for the voter; nobody did anything wrong."""


@leaves_no_trace
@signed_in
def sealed_vote(request: HttpRequest, pk: str) -> HttpResponse:
    """The ballot of a sealed vote. An older ballot sent once more, or a press too many, changes nothing.

    A code that was asked for is told in the answer to the form itself: nowhere else is it kept to be shown.
    """
    found, member = loaders.decision_for(request.user, pk)
    back = reverse("decisions:decision", args=[pk])
    if request.method != "POST" and not queries.takes_sealed_answer(found, member.seat, timezone.now()):
        return HttpResponseRedirect(back)
    codes: list[str] = []
    page = cache(partial(queries.sealed_ballot_page, found, member))
    try:
        response = act(
            request,
            partial(SealedVoteForm, initial={"stamp": lambda: page().stamp}),
            page=page,
            template="decisions/sealed_vote.html",
            do=lambda typed: codes.append(_cast(request, found, member, typed)),
            to=back,
            said="We have your answer. You can change it until this closes.",
        )
    except OlderBallot as older:
        messages.info(request, str(older))
        return HttpResponseRedirect(back, status=303)
    if any(codes):
        return show(request, "decisions/sealed_code.html", queries.sealed_code_page(found, codes[-1]))
    return response


def _cast(request: HttpRequest, found: Decision, member: Member, typed: dict[str, Any]) -> str:
    try:
        return commands.cast_sealed_vote(found, **typed, by=member.actor, at=timezone.now())
    except RuleBroken as broken:
        if broken.code == "older_ballot" and not prefers_json(request):
            raise OlderBallot(broken.message) from broken
        raise


def about_sealed(request: HttpRequest) -> HttpResponse:
    """What a sealed vote promises, and what it can't."""
    return show(request, "decisions/about_sealed.html", queries.about_sealed_page())
