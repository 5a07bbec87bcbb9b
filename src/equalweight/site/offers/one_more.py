"""Room for one more promise on an offer's form: a button that works without script and loses nothing typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from equalweight.site.web.acts import new_key
from equalweight.site.web.drafts import fill_in
from equalweight.site.web.pages import show

from .forms import TermsForm


def wants_more(request: HttpRequest) -> bool:
    """Whether "Add another promise" was pressed rather than the form sent."""
    return request.method == "POST" and "more" in request.POST


def one_more(
    request: HttpRequest, form: Callable[..., TermsForm], template: str, page: object
) -> HttpResponse:
    """The form again, as it was typed, with one more promise to fill in. Nothing is checked or done."""
    again = form()
    fill_in(again, request.POST)
    again.wants_more, again.key = True, new_key()
    return show(request, template, page, form=again)
