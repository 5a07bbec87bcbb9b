"""The ballot that puts options in order: by place numbers, or by buttons that move one up or down."""

from dataclasses import replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import Member
from equalweight.site.web.acts import act, new_key
from equalweight.site.web.once import KEY
from equalweight.site.web.pages import show

from . import commands, queries, ranked_words
from .forms import RankForm
from .models import Decision
from .ranking import Places, moved, tidied

MOST_DIGITS = 4
TEMPLATE = "decisions/rank.html"


def rank(request: HttpRequest, found: Decision, member: Member) -> HttpResponse:
    """Show the ballot, move an option on it (nothing is given by that), or give it."""
    page = queries.ballot_page(found, member)
    if request.method == "POST" and "move" in request.POST:
        return _moved(request, page)
    return act(
        request,
        partial(RankForm, names=page.names, places=page.places),
        page=page,
        template=TEMPLATE,
        do=lambda typed: commands.cast_vote(found, typed["choice"], by=member.actor, at=timezone.now()),
        to=reverse("decisions:decision", args=[found.pk]),
        said="We have your answer. You can change it until this closes.",
    )


def _moved(request: HttpRequest, page: queries.BallotPage) -> HttpResponse:
    """The ballot again with one option moved, or put into the order typed so far; and what that came to."""
    places = _typed(request, len(page.names))
    way, _, number = request.POST["move"].partition("-")
    named = _whole(number)
    option = named if named is not None and named < len(page.names) else None
    after = tidied(places) if option is None else moved(places, option, up=way == "up")
    form = RankForm(names=page.names, places=after)
    form.key = request.POST.get(KEY) or new_key()
    told = ranked_words.told_places(after, page.names, option)
    return show(request, TEMPLATE, replace(page, told=told, moved=option), form=form)


def _typed(request: HttpRequest, options: int) -> Places:
    """The places as they stand in the boxes; one that is no place is none."""
    typed = [_whole(request.POST.get(f"place_{number}", "").strip()) for number in range(options)]
    return [each if each is not None and 0 < each <= options else None for each in typed]


def _whole(typed: str) -> int | None:
    """A whole number of so few digits that it can be one here."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None
