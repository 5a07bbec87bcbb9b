"""Who reads along without a seat."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import Ask, act, press
from equalweight.site.web.doors import signed_in

from .. import loaders
from ..forms import AttendeeForm, WelcomeForm
from ..models import Attendee, WelcomeAsk
from ..seats import speaks_for_side
from . import commands, queries

WELCOMED = "They can read this committee’s pages now. They sign in with that email address."
ASKED = "We have asked the other group. They can read along once it agrees."


@signed_in
def attendees(request: HttpRequest, pk: str) -> HttpResponse:
    """Who reads along without a seat; a co-chair asks for somebody, and the other group agrees."""
    member = loaders.member(request.user, pk)

    def ask(typed: dict[str, str]) -> WelcomeAsk | None:
        at = timezone.now()
        return commands.ask_to_welcome(
            member.committee, typed["email"], typed["role"], by=member.actor, at=at
        )

    return act(
        request,
        AttendeeForm,
        page=lambda: queries.attendees_page(member),
        template="committees/attendees.html",
        do=ask,
        to=reverse("committees:attendees", args=[pk]),
        said=lambda asked: ASKED if asked else WELCOMED,
    )


@signed_in
def welcome(request: HttpRequest, pk: str, ask: int) -> HttpResponse:
    """Agree that somebody may read along, or refuse; for whoever asked: take it back."""
    member = loaders.member(request.user, pk)
    if not speaks_for_side(member.seat):
        raise Http404
    waiting = WelcomeAsk.objects.filter(refused_at__isnull=True).select_related("asked_by")
    found = get_object_or_404(waiting, pk=ask, committee_id=pk)
    page = queries.welcome_page(found, member)

    def answer(typed: dict[str, str]) -> str:
        if typed["answer"] == "yes":
            commands.agree_to_welcome(found, by=member.actor, at=timezone.now())
            return WELCOMED
        commands.refuse_to_welcome(found, by=member.actor, at=timezone.now())
        return "Done. They can’t read along."

    return act(
        request,
        partial(WelcomeForm, is_own=page.is_own),
        page=page,
        template="committees/welcome.html",
        do=answer,
        to=page.back,
        said=str,
    )


@signed_in
def end_attendance(request: HttpRequest, pk: str, attendee: int) -> HttpResponse:
    """Somebody without a seat stops reading along."""
    member = loaders.member(request.user, pk)
    found = get_object_or_404(
        Attendee.objects.select_related("person"), pk=attendee, committee_id=pk, ended_at=None
    )
    back = reverse("committees:attendees", args=[pk])
    ask = Ask(
        f"Stop {found.person.name or 'this person'} reading along?",
        "They will no longer see this committee’s inside pages.",
        "Stop it",
        back,
    )
    return press(
        request,
        ask,
        do=lambda: commands.end_attendance(found, by=member.actor, at=timezone.now()),
        to=back,
        said="Done.",
    )
