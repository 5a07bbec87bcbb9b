"""Asking whether a seat should end, the person's answer, both groups' votes, and what came of it."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import Member, member
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, loaders, queries
from .asking import Conduct, check_asking
from .forms import AskForm, ReplyForm, VoteForm
from .kept import forget, keep, kept, kept_or_404
from .models import Removal


@signed_in
def list_all(request: HttpRequest, pk: str) -> HttpResponse:
    """What was asked about ending seats in this committee."""
    who = member(request.user, pk)
    return show(request, "removals/list.html", queries.list_page(who, timezone.now()))


@signed_in
def ask(request: HttpRequest, pk: str) -> HttpResponse:
    """Write down what somebody did. Nothing is sent before the next page."""
    who = member(request.user, pk)
    page = queries.ask_page(who, timezone.now())

    def look_again(typed: dict[str, Any]) -> None:
        seat = loaders.seat_named(who, typed["seat"])
        check_asking(seat, _conduct(typed), by=who.actor, at=timezone.now())
        keep(request, who.committee, typed)

    return act(
        request,
        partial(AskForm, people=page.people, initial=kept(request, who.committee) or {}),
        page=page,
        template="removals/ask.html",
        do=look_again,
        to=reverse("removals:check", args=[pk]),
        said="",
    )


@signed_in
def check(request: HttpRequest, pk: str) -> HttpResponse:
    """Read it once more; then send it."""
    who = member(request.user, pk)
    typed = kept_or_404(request, who.committee)
    seat = loaders.seat_named(who, typed["seat"])

    def send() -> Removal:
        asked = commands.ask_removal(seat, _conduct(typed), by=who.actor, at=timezone.now())
        forget(request)
        return asked

    return act(
        request,
        Form,
        page=lambda: queries.check_page(who, seat, _conduct(typed), timezone.now()),
        template="removals/check.html",
        do=lambda _: send(),
        to=lambda asked: _page_of(asked.pk),
        said=f"{seat.name} has been told, and both groups will be asked.",
    )


def _conduct(typed: dict[str, Any]) -> Conduct:
    return Conduct(typed["reason"], typed["happened_on"], is_conduct=typed["conduct"])


def _page_of(pk: str) -> str:
    return reverse("removals:removal", args=[pk])


@signed_in
def removal(request: HttpRequest, pk: str) -> HttpResponse:
    """The whole of it: the reason, the answer, and what both groups said."""
    visit = loaders.removal_for(request.user, pk)
    return show(request, "removals/removal.html", queries.removal_page(visit, timezone.now()))


@signed_in
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """The person it is about answers."""
    found, who = loaders.own_removal(request.user, pk)
    if request.method != "POST" and not queries.is_asked(found, timezone.now()):
        return HttpResponseRedirect(_page_of(pk))
    return act(
        request,
        partial(ReplyForm, initial={"words": found.reply}),
        page=lambda: queries.reply_page(found),
        template="removals/act.html",
        do=lambda typed: commands.reply_to_removal(found, **typed, by=who.actor, at=timezone.now()),
        to=_page_of(pk),
        said="Both groups can read your answer now. You can change it until this closes.",
    )


@signed_in
def vote(request: HttpRequest, pk: str) -> HttpResponse:
    """One person's answer."""
    found, who = loaders.removal_of_member(request.user, pk)
    mine = queries.own_vote(found, who.seat)
    if request.method != "POST" and (mine is None or not queries.is_open(found, timezone.now())):
        return HttpResponseRedirect(_page_of(pk))
    return act(
        request,
        partial(VoteForm, initial={"choice": mine}),
        page=lambda: queries.vote_page(found, who.seat, mine or ""),
        template="removals/act.html",
        do=lambda typed: _voted(found, who, typed["choice"]),
        to=_page_of(pk),
        said="We have your answer. You can change it until this closes.",
    )


def _voted(found: Removal, who: Member, choice: str) -> None:
    commands.vote_on_removal(found, choice, by=who.actor, at=timezone.now())
