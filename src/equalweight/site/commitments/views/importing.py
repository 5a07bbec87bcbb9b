"""Bringing in an action log: choose the file, look at it, then say yes."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import member_or_keeper
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form

from ..forms import ImportForm
from ..importing import Imported, carry_out, plan_import
from ..queries.act_pages import import_page
from ..queries.preview import preview_page
from ..uploads import forget_upload, keep_upload, kept_upload


@signed_in
def upload(request: HttpRequest, pk: str) -> HttpResponse:
    """Choose the file. It is read, and kept for the preview; nothing is brought in."""
    who = member_or_keeper(request.user, pk)
    return act(
        request,
        ImportForm,
        page=lambda: import_page(who.committee),
        template="commitments/act.html",
        do=lambda typed: keep_upload(request, who.committee, typed["file"].name, typed["file"].read()),
        to=reverse("commitments:import_check", args=[pk]),
        said="",
    )


@signed_in
def check(request: HttpRequest, pk: str) -> HttpResponse:
    """See every row; then bring them in."""
    who = member_or_keeper(request.user, pk)
    log, file_name = kept_upload(request, who.committee)

    def bring_in() -> Imported:
        plan = plan_import(who.committee, log, file_name)
        done = carry_out(who.committee, plan, by=who.actor, at=timezone.now())
        forget_upload(request)
        return done

    return act(
        request,
        Form,
        page=lambda: preview_page(request, who.committee, plan_import(who.committee, log, file_name)),
        template="commitments/import.html",
        do=lambda typed: bring_in(),
        to=reverse("commitments:list", args=[pk]),
        said=lambda done: f"{done.sentence.capitalize()}.",
    )
