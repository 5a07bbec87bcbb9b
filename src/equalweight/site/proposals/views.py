"""Pages about proposals."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.forms import ChangeWaysForm
from equalweight.site.committees.loaders import Member
from equalweight.site.committees.loaders import member as committee_member
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.committees.ways import settings_of
from equalweight.site.projects.commands import start_project
from equalweight.site.projects.loaders import project_for
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from . import commands, loaders, queries, ways
from .forms import CompareForm, DraftForm, ReviseWaysForm, RevisionForm
from .models import Proposal, Version
from .options import without_list

WRITE = "proposals/write.html"
WRITE_WAYS = "proposals/write_ways.html"


def proposal(request: HttpRequest, pk: str) -> HttpResponse:
    """The newest text for those inside; for everybody else the newest version that was decided on."""
    found = loaders.look(request.user, pk)
    page = queries.proposal_page(request, found.proposal, found.reader)
    if page is not None:
        return show(request, "proposals/proposal.html", page)
    if request.user.is_authenticated:
        raise Http404
    return signed_in(proposal)(request, pk)


@signed_in
def draft(request: HttpRequest, pk: str) -> HttpResponse:
    """The first version of a proposal."""
    project, member = project_for(request.user, pk)
    choices = queries.what_to_choose(project)
    asked = request.GET.getlist("from")
    return act(
        request,
        partial(DraftForm, choices=choices, initial={"contributions": asked}),
        page=queries.draft_page(project),
        template=WRITE,
        do=lambda typed: commands.draft_proposal(
            project,
            **typed | {"contributions": loaders.said_in(project, typed.get("contributions", []))},
            by=member.actor,
            at=timezone.now(),
        ),
        to=lambda made: _at(made.pk),
        said="Saved. Everybody in the committee can read it and change it.",
    )


@signed_in
def revise(request: HttpRequest, pk: str) -> HttpResponse:
    """The next version. Somebody else's, saved meanwhile, is shown beside it; nothing typed is lost."""
    found, member = loaders.proposal_for(request.user, pk)
    newest = loaders.newest_version(found)
    if newest.ways_based_on is not None:
        return _revise_ways(request, found, newest, member)
    text = without_list(newest.text, newest.options)
    start = {
        "title": newest.title,
        "text": text,
        "options": "\n".join(newest.options),
        "based_on": newest.number,
    }
    return act(
        request,
        partial(RevisionForm, initial=start),
        page=lambda: queries.revise_page(found, request.POST.get("based_on", "")),
        template=WRITE,
        do=lambda typed: commands.revise_proposal(found, **typed, by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Saved as a new version.",
    )


@signed_in
def draft_ways(request: HttpRequest, pk: str) -> HttpResponse:
    """Propose a change of the committee's own ways of working."""
    member = committee_member(request.user, pk)
    in_force = ways_in_force(member.committee, timezone.now())
    start = settings_of(in_force) | {"based_on": in_force.version}
    return act(
        request,
        partial(ChangeWaysForm, initial=start),
        page=queries.draft_ways_page(member.committee),
        template=WRITE_WAYS,
        do=lambda typed: _draft_ways(member, settings_of(in_force), typed),
        to=lambda made: _at(made.pk),
        said="Saved. Everybody in the committee can read it and change it.",
    )


def _draft_ways(member: Member, now: dict[str, object], typed: dict[str, Any]) -> Proposal:
    """In the project that such changes have been made in before; the first of them starts one."""
    at = timezone.now()
    project = queries.ways_project(member.committee)
    if project is None:
        project = start_project(
            member.committee, name=ways.PROJECT, purpose=ways.PURPOSE, by=member.actor, at=at
        )
    new, why, based_on = ways.typed_settings(now, typed)
    return commands.draft_ways(project, new, based_on=based_on, why=why, by=member.actor, at=at)


def _revise_ways(request: HttpRequest, found: Proposal, newest: Version, member: Member) -> HttpResponse:
    """The next version of such a change. It starts from the settings proposed last."""
    in_force = ways_in_force(member.committee, timezone.now())

    def revise(typed: dict[str, Any]) -> Version:
        new, why, based_on = ways.typed_settings(newest.ways, typed)
        number = int(typed["number"])
        at = timezone.now()
        return commands.revise_ways(
            found, new, based_on=based_on, number=number, why=why, by=member.actor, at=at
        )

    start = newest.ways | {"based_on": in_force.version, "number": newest.number}
    return act(
        request,
        partial(ReviseWaysForm, initial=start),
        page=lambda: queries.revise_ways_page(found, newest),
        template=WRITE_WAYS,
        do=revise,
        to=_at(found.pk),
        said="Saved as a new version.",
    )


@signed_in
def differences(request: HttpRequest, pk: str) -> HttpResponse:
    """What changed between two versions."""
    found, _ = loaders.proposal_read_by(request.user, pk)
    page = queries.differences_page(found, request.GET.get("from", ""), request.GET.get("to", ""))
    chosen = {"from": str(page.before.number), "to": str(page.after.number)}
    form = CompareForm(newest=page.newest, initial=chosen)
    return show(request, "proposals/differences.html", page, form=form)


def _at(pk: str) -> str:
    return reverse("proposals:proposal", args=[pk])
