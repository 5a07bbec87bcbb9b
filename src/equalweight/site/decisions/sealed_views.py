"""Pages of sealed votes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show
from equalweight.site.web.traces import leaves_no_trace

from . import commands, loaders, queries
from .forms import VoteForm


@leaves_no_trace
@signed_in
def sealed_vote(request: HttpRequest, pk: str) -> HttpResponse:
    """The ballot of a sealed vote. Sending it twice is harmless: the second answer overwrites the same first."""
    found, member = loaders.decision_for(request.user, pk)
    back = reverse("decisions:decision", args=[pk])
    if request.method != "POST" and not queries.takes_sealed_answer(found, member.seat, timezone.now()):
        return HttpResponseRedirect(back)
    return act(
        request,
        VoteForm,
        page=lambda: queries.sealed_ballot_page(found, member),
        template="decisions/sealed_vote.html",
        do=lambda typed: commands.cast_sealed_vote(
            found, typed["choice"], by=member.actor, at=timezone.now()
        ),
        to=back,
        said="We have your answer. You can change it until this closes.",
    )


def about_sealed(request: HttpRequest) -> HttpResponse:
    """What a sealed vote promises, and what it can't."""
    return show(request, "decisions/about_sealed.html", queries.about_sealed_page())
