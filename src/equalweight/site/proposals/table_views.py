"""Pages on which a change of the committee itself is proposed: one for each kind, all in one way."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.forms import ChangeRemitForm, ChangeWaysForm
from equalweight.site.committees.loaders import Member, running_member
from equalweight.site.projects.commands import start_project
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form

from . import commands, queries, table
from .forms import CloseCommitteeForm, ReviseClosingForm, ReviseRemitForm, ReviseWaysForm
from .models import Proposal, Version

WRITE = "proposals/write_change.html"
FORMS: dict[str, tuple[type[Form], type[Form]]] = {
    Version.Changes.WAYS: (ChangeWaysForm, ReviseWaysForm),
    Version.Changes.REMIT: (ChangeRemitForm, ReviseRemitForm),
    Version.Changes.CLOSING: (CloseCommitteeForm, ReviseClosingForm),
}


@signed_in
def draft_ways(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose a change of how the committee works."""
    return _draft(request, pk, Version.Changes.WAYS)


@signed_in
def draft_remit(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose a change of what the committee can decide, and who decides in the end."""
    return _draft(request, pk, Version.Changes.REMIT)


@signed_in
def draft_closing(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose that the committee closes."""
    return _draft(request, pk, Version.Changes.CLOSING)


def _draft(request: HttpRequest, pk: str, kind: str) -> HttpResponse:
    member = running_member(request.user, pk)
    now = table.change_of(kind).in_force(member.committee, timezone.now())
    return act(
        request,
        partial(FORMS[kind][0], initial={**now.settings, "based_on": now.version}),
        page=queries.draft_change_page(member.committee, kind),
        template=WRITE,
        do=lambda typed: _first(member, kind, now.settings, typed),
        to=lambda made: reverse("proposals:proposal", args=[made.pk]),
        said="Saved. Everybody in the committee can read it and change it.",
    )


def _first(member: Member, kind: str, now: table.Settings, typed: dict[str, Any]) -> Proposal:
    """In the project that such changes have been made in before; the first of them starts one."""
    at = timezone.now()
    project = queries.table_project(member.committee)
    if project is None:
        project = start_project(
            member.committee, name=table.PROJECT, purpose=table.PURPOSE, by=member.actor, at=at
        )
    new, why, based_on = _typed(kind, now, typed)
    return commands.draft_change(project, kind, new, based_on=based_on, why=why, by=member.actor, at=at)


def revise(request: HttpRequest, found: Proposal, newest: Version, member: Member) -> HttpResponse:
    """The next version of such a change. It starts from the settings proposed last."""
    now = table.change_of(newest.changes).in_force(member.committee, timezone.now())

    def save(typed: dict[str, Any]) -> Version:
        new, why, based_on = _typed(newest.changes, newest.settings, typed)
        number = int(typed["number"])
        return commands.revise_change(
            found, new, based_on=based_on, number=number, why=why, by=member.actor, at=timezone.now()
        )

    start = {**newest.settings, "based_on": now.version, "number": newest.number}
    return act(
        request,
        partial(FORMS[newest.changes][1], initial=start),
        page=lambda: queries.revise_change_page(found, newest),
        template=WRITE,
        do=save,
        to=reverse("proposals:proposal", args=[found.pk]),
        said="Saved as a new version.",
    )


def _typed(kind: str, before: table.Settings, typed: dict[str, Any]) -> tuple[dict[str, object], str, int]:
    """Every setting: as typed where the form asks for it, else as it was; why; and the version it starts from."""
    names = table.change_of(kind).names
    new = {name: typed[name] if name in typed else before[name] for name in names}
    return new, str(typed.get("why", "")), int(typed["based_on"])
