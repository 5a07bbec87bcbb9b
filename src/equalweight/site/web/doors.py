"""The door in front of pages for people who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from equalweight.site.web.drafts import keep_draft, words_of
from equalweight.site.web.errors import refused
from equalweight.site.web.pages import prefers_json

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
KEPT = "You had been signed out. Sign in again: we kept what you typed."
NOT_KEPT = (
    "You had been signed out, and we could not keep what you typed. "
    "Go back in your browser and copy it first, then sign in again."
)


def signed_in(view: View[P]) -> View[P]:
    """Send strangers to sign in and back again. What they had typed is kept and put back into the form."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if prefers_json(request):
            return refused(request, 401)
        if request.method == "POST" and words_of(request):
            messages.info(request, KEPT if keep_draft(request) else NOT_KEPT)
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")

    return guarded
