"""Pages of sealed votes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act, new_key
from equalweight.site.web.doors import signed_in
from equalweight.site.web.once import KEY
from equalweight.site.web.pages import show
from equalweight.site.web.traces import leaves_no_trace

from . import commands, loaders, queries
from .forms import SealedVoteForm


@leaves_no_trace
@signed_in
def sealed_vote(request: HttpRequest, pk: str) -> HttpResponse:
    """The ballot of a sealed vote. Sending it twice is harmless: the second answer overwrites the same first.

    A code that was asked for is told in the answer to the form itself: nowhere else is it kept to be shown.
    """
    found, member = loaders.decision_for(request.user, pk)
    back = reverse("decisions:decision", args=[pk])
    if request.method != "POST" and not queries.takes_sealed_answer(found, member.seat, timezone.now()):
        return HttpResponseRedirect(back)
    codes: list[str] = []
    form = request.POST.get(KEY, "") or new_key()
    response = act(
        request,
        SealedVoteForm,
        page=lambda: queries.sealed_ballot_page(found, member),
        template="decisions/sealed_vote.html",
        do=lambda typed: codes.append(
            commands.cast_sealed_vote(
                found, typed["choice"], by=member.actor, at=timezone.now(),
                code_for=form if typed["wants_code"] else "",
            )
        ),
        to=back,
        said="We have your answer. You can change it until this closes.",
    )  # fmt: skip
    if any(codes):
        return show(request, "decisions/sealed_code.html", queries.sealed_code_page(found, codes[-1]))
    return response


def about_sealed(request: HttpRequest) -> HttpResponse:
    """What a sealed vote promises, and what it can't."""
    return show(request, "decisions/about_sealed.html", queries.about_sealed_page())
