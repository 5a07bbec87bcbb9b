"""What a page says instead of a form whose act can't be done any more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def turn_back(request: HttpRequest, words: str, to: str) -> HttpResponse:
    """To the page that shows what was done, with a sentence."""
    messages.info(request, words)
    return HttpResponseRedirect(to)
