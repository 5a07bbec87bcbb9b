from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from . import commands, loaders, queries, versions
from .forms import OFFICES, BackingForm, LeaveForm
from .models import Backing

LEFT = "You have left. Thank you for what you gave. Nobody will ask you why."
TAKEN = "More than half of your group back them now: they hold the office."
BACKED = "We have counted that. They hold the office when more than half of your group back them."


@signed_in
def inside(request: HttpRequest, pk: str) -> HttpResponse:
    """A committee as its members see it."""
    reader = loaders.reader(request.user, pk)
    return show(request, "committees/inside.html", queries.inside_page(reader, timezone.now()))


@signed_in
def pack(request: HttpRequest, pk: str) -> HttpResponse:
    """Paper for a meeting without screens."""
    reader = loaders.reader(request.user, pk)
    return show(request, "committees/pack.html", queries.pack_page(reader, timezone.now()))


def ways(request: HttpRequest, pk: str) -> HttpResponse:
    """How the committee works, and every version before: for everyone."""
    page = versions.ways_page(loaders.public_committee(pk), is_member=_is_member(request, pk))
    return show(request, "committees/versions.html", page)


def remit(request: HttpRequest, pk: str) -> HttpResponse:
    """Who decides in the end, and every version before: for everyone."""
    page = versions.remit_page(loaders.public_committee(pk), is_member=_is_member(request, pk))
    return show(request, "committees/versions.html", page)


def _is_member(request: HttpRequest, pk: str) -> bool:
    return any(seat.committee_id == pk for seat in loaders.seats_of(request.user))


@signed_in
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """One page, one button."""
    member = loaders.member(request.user, pk)
    return act(
        request,
        LeaveForm,
        page=lambda: queries.leave_page(member),
        template="committees/leave.html",
        do=lambda typed: commands.leave_seat(member.seat, by=member.actor, at=timezone.now(), **typed),
        to=reverse("evidence:committee", args=[pk]),
        said=LEFT,
    )


@signed_in
def offices(request: HttpRequest, pk: str) -> HttpResponse:
    """Back somebody of your own group."""
    member = loaders.member(request.user, pk)
    page = queries.offices_page(member, tuple(OFFICES.values()))

    def back(typed: dict[str, str]) -> bool:
        candidate = member.committee.seats.get(pk=typed["candidate"])
        return commands.back_for_office(candidate, typed["office"], by=member.actor, at=timezone.now())

    return act(
        request,
        partial(
            BackingForm, offices=page.offices, people=page.people, initial={"office": Backing.Office.CO_CHAIR}
        ),
        page=page,
        template="committees/offices.html",
        do=back,
        to=reverse("committees:offices", args=[pk]),
        said=lambda taken: TAKEN if taken else BACKED,
    )
