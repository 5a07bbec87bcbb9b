"""Waiting for me."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from .queries import waiting_page


@signed_in
def waiting(request: HttpRequest) -> HttpResponse:
    return show(request, "desk/waiting.html", waiting_page(request.user, timezone.now()))
