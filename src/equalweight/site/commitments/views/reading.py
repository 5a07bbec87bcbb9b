"""Pages that only show."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import committee_or_log
from equalweight.site.committees.models import Committee
from equalweight.site.web.pages import show

from .. import loaders
from ..queries.lists import list_page
from ..queries.page import commitment_page


def promises(request: HttpRequest, pk: str) -> HttpResponse:
    """Everything a committee has promised; for everyone."""
    committee = committee_or_log(pk)
    if committee.kind == Committee.Kind.OUTSIDE:
        return HttpResponseRedirect(reverse("outside:log", args=[pk]))
    seat = loaders.seat_in(request.user, committee)
    return show(request, "commitments/list.html", list_page(request, committee, seat, timezone.now()))


def commitment(request: HttpRequest, pk: str) -> HttpResponse:
    """One commitment; for everyone. A promise in a log about an outside table has its page there."""
    visit = loaders.commitment_for(request.user, pk)
    if visit.commitment.committee.kind == Committee.Kind.OUTSIDE:
        return HttpResponseRedirect(reverse("outside:promise", args=[pk]))
    return show(request, "commitments/commitment.html", commitment_page(visit, timezone.now()))
