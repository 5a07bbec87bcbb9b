"""Pages on which the offer of an independent facilitator is taken up."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from equalweight.site.web.acts import Ask, act, press
from equalweight.site.web.doors import signed_in
from equalweight.site.web.plain import day

from . import commands, loaders, queries
from .forms import TalkForm
from .queries import settled


@signed_in
def ask(request: HttpRequest, pk: str) -> HttpResponse:
    """One press, for one's own group."""
    found, member = loaders.refused_decision_for(request.user, pk)
    page = Ask(
        "Ask for an independent facilitator?",
        "The other group gets an email that your group asks for one. Nobody is told who pressed this.",
        "Ask for one",
        _at(pk),
    )
    return press(
        request,
        page,
        do=lambda: commands.ask_facilitator(found, by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Your group has asked. The other group gets an email, and not your name.",
        settled=lambda: settled.facilitator_settled(found, member.seat),
    )


@signed_in
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """A talk was held: on which day."""
    found, member = loaders.refused_decision_for(request.user, pk)
    return act(
        request,
        partial(TalkForm, initial={"held_on": localdate()}),
        page=queries.facilitated_page(found),
        template="decisions/ask.html",
        do=lambda typed: commands.note_talk(found, typed["held_on"], by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Noted. It counts once somebody from the other group confirms it.",
    )


@signed_in
def confirm(request: HttpRequest, pk: str, talk: str) -> HttpResponse:
    """The other group's word that it was held."""
    found, member = loaders.talk_for(request.user, pk, talk)
    page = Ask(
        f"Was there a talk with an independent facilitator on {day(found.held_on)}?",
        "The other group says so. If you were there, or your group tells you so, confirm it. If it is not so, go back "
        "without doing this: then it stays shown as said by one group.",
        "Yes, it was held",
        _at(pk),
    )
    return press(
        request,
        page,
        do=lambda: commands.confirm_talk(found, by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Confirmed. Thank you.",
        settled=lambda: settled.talk_settled(found),
    )


def _at(pk: str) -> str:
    return reverse("decisions:decision", args=[pk])
