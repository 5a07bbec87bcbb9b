"""Pages about proposals."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.projects.loaders import project_for
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from . import commands, loaders, queries, table_views
from .forms import CompareForm, DraftForm, RevisionForm
from .options import without_list

WRITE = "proposals/write.html"


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
    if newest.changes:
        return table_views.revise(request, found, newest, member)
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
def differences(request: HttpRequest, pk: str) -> HttpResponse:
    """What changed between two versions."""
    found, _ = loaders.proposal_read_by(request.user, pk)
    page = queries.differences_page(found, request.GET.get("from", ""), request.GET.get("to", ""))
    chosen = {"from": str(page.before.number), "to": str(page.after.number)}
    form = CompareForm(newest=page.newest, initial=chosen)
    return show(request, "proposals/differences.html", page, form=form)


def _at(pk: str) -> str:
    return reverse("proposals:proposal", args=[pk])
