"""Public pages that read across rooms."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import attended_by, committee_or_log, public_committee, seats_of
from equalweight.site.committees.models import Committee
from equalweight.site.ledger import queries as ledger
from equalweight.site.ledger.export import export_lines
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.rules import RuleBroken

from . import record as record_pages
from .because import because_page
from .committee import CommitteeLine, committee_lines, committee_page, committee_rows
from .forms import OldRootForm
from .home import home_page
from .loaders import project_and_reader
from .prevailed import prevailed_page
from .project import project_page
from .words import ACTS


@dataclass(frozen=True)
class CommitteesPage:
    part: Part[CommitteeLine]


def home(request: HttpRequest) -> HttpResponse:
    return show(request, "evidence/home.html", home_page())


def committees(request: HttpRequest) -> HttpResponse:
    part = part_of(request, committee_rows(), make=committee_lines)
    return show(request, "evidence/committees.html", CommitteesPage(part))


def committee(request: HttpRequest, pk: str) -> HttpResponse:
    found = committee_or_log(pk)
    if found.kind == Committee.Kind.OUTSIDE:
        return HttpResponseRedirect(reverse("outside:log", args=[pk]))
    inside = {seat.committee_id for seat in seats_of(request.user)}
    is_member = pk in inside | {each.committee_id for each in attended_by(request.user)}
    return show(
        request, "evidence/committee.html", committee_page(found, timezone.now(), is_member=is_member)
    )


def prevailed(request: HttpRequest, pk: str) -> HttpResponse:
    return show(request, "evidence/prevailed.html", prevailed_page(request, public_committee(pk)))


def project(request: HttpRequest, pk: str) -> HttpResponse:
    found, reader = project_and_reader(request.user, pk)
    return show(request, "evidence/project.html", project_page(found, reader, timezone.now()))


@signed_in
def because_of_you(request: HttpRequest) -> HttpResponse:
    return show(request, "evidence/because_of_you.html", because_page(request.user, timezone.now()))


def record(request: HttpRequest) -> HttpResponse:
    chosen, ctx = request.GET.get("type", ""), request.GET.get("ctx", "")[:32]
    chosen = chosen if chosen in ACTS else ""
    head = ledger.head()
    part = part_of(request, ledger.entries(type=chosen, ctx=ctx), make=record_pages.lines)
    page = record_pages.RecordPage(head.size, head.root, record_pages.types(), chosen, ctx, part)
    return show(request, "evidence/record.html", page)


def entry(request: HttpRequest, seq: int) -> HttpResponse:
    return show(request, "evidence/entry.html", record_pages.entry_page(seq))


def download(request: HttpRequest) -> StreamingHttpResponse:
    lines = StreamingHttpResponse(export_lines(), content_type="application/jsonl")
    lines["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return lines


def old_root(request: HttpRequest) -> HttpResponse:
    """Asking changes nothing and is kept nowhere."""
    form = OldRootForm(data=request.POST) if request.method == "POST" else OldRootForm()
    page = record_pages.OldRootPage(0, "")
    if form.is_bound and form.is_valid():
        try:
            page = record_pages.old_root(form.cleaned_data["size"], form.cleaned_data["root"])
        except RuleBroken as broken:
            form.add_error(broken.field, broken.message)
    return show(request, "evidence/old_root.html", page, form=form)
