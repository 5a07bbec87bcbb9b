"""Doing something through a form: shown on GET, done once on POST, and nothing typed is ever lost.

Every view that changes anything ends in `act` or `press`.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse

from equalweight.site.web.drafts import fill_in, take_draft
from equalweight.site.web.elements import Link
from equalweight.site.web.errors import refused
from equalweight.site.web.forms import Form
from equalweight.site.web.once import KEY, Done, claim_of, done_before, once
from equalweight.site.web.pages import prefers_json, show
from equalweight.site.web.rules import RuleBroken

Result = TypeVar("Result")
CSRF = "csrfmiddlewaretoken"
PARTS = "multipart/form-data"

KEPT = "We kept what you typed. Check it, then send it."
BUSY = (
    "Somebody else was saving at the same moment, so this was not saved. "
    "What you typed is still here. Press the button again."
)


@dataclass(frozen=True)
class Ask:
    """A page that asks one thing, for `web/ask.html`.

    The question is its heading, `explain` says what happens then, `button` is what the button says, `back` is
    the address of the way back.
    """

    question: str
    explain: str
    button: str
    back: str


@dataclass(frozen=True)
class Settled:
    """What a page shows instead of a form whose act can't be done any more, for `web/settled.html`.

    `done` says what was done and when, `next` what happens now.
    """

    heading: str
    done: str
    next: str
    back: Link


def act(
    request: HttpRequest,
    form: Callable[..., Form],
    *,
    page: Any,
    template: str,
    do: Callable[[dict[str, Any]], Result],
    to: str | Callable[[Result], str],
    said: str | Callable[[Result], str],
    settled: Callable[[], Settled | None] | None = None,
) -> HttpResponse:
    """Show `form` on `template`, or do what it says.

    `form` is a form class, or a `functools.partial` of one (choices, `initial=`). `page` is the page
    dataclass, or a function that makes it, called only when the page is shown. `do(cleaned)` runs one
    command. Then the browser goes to `to` with the notice `said`. A `RuleBroken` from `do` becomes an
    error beside its field. `settled` says when there is nothing to fill in any more, and what was done instead.
    """
    if request.method in {"GET", "HEAD"}:
        return _asked(request, form, page, template, settled)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    filled = form(data=request.POST, files=request.FILES)
    if _is_another(request, filled):
        return refused(request, 400)
    filled.key = request.POST.get(KEY, "") or new_key()
    if not filled.is_valid():
        return _refuse(request, template, page, filled, 422)
    try:
        done = once(claim_of(request), lambda: _done(do(filled.cleaned_data), to, said))
    except RuleBroken as broken:
        field = broken.field if broken.field in filled.fields else None
        filled.add_error(field, ValidationError(broken.message, code=broken.code))
        return _refuse(request, template, page, filled, 409 if broken.code == "changed" else 422)
    except OperationalError as error:
        if not is_busy(error):
            raise
        filled.add_error(None, ValidationError(BUSY, code="busy"))
        return _refuse(request, template, page, filled, 503)
    return _go(request, done)


def _is_another(request: HttpRequest, form: Form) -> bool:
    """Whether something was sent, and nothing of it belongs to this form: it would be read as a form left empty."""
    sent = (*request.POST, *request.FILES)
    if not sent:
        # Several parts, and none of them: a button pressed. Anything else that came to nothing is no form.
        return request.content_type != PARTS and int(request.META.get("CONTENT_LENGTH") or 0) > 0
    own = {KEY, CSRF, *(form.add_prefix(name) for name in form.fields)}
    # A date has three boxes, each named after it.
    return not any(name in own or name.rpartition("_")[0] in own for name in sent)


def _asked(
    request: HttpRequest, form: Callable[..., Form], page: Any, template: str,
    settled: Callable[[], Settled | None] | None,
) -> HttpResponse:  # fmt: skip
    """The form to fill in; or, when there is nothing to fill in any more, what was done."""
    found = settled() if settled else None
    if found:
        return show(request, "web/settled.html", found)
    return _show(request, template, page, _blank(request, form))


def press(
    request: HttpRequest,
    ask: Ask,
    *,
    do: Callable[[], Result],
    to: str | Callable[[Result], str],
    said: str | Callable[[Result], str],
    settled: Callable[[], Settled | None] | None = None,
) -> HttpResponse:
    """One button, nothing to fill in. GET asks first: a press that needed a sign-in is no dead end."""
    return act(
        request,
        Form,
        page=ask,
        template="web/ask.html",
        do=lambda cleaned: do(),
        to=to,
        said=said,
        settled=settled,
    )


class SentBefore:
    """Middleware: a form that was sent already leads where it led then, even when nothing is left to act on.

    The second of two clicks on "Leave" must not meet "We can't find that page".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if request.method != "POST":
            return None
        claim = claim_of(request)
        done = done_before(claim) if claim else None
        return _go(request, done) if done else None


def new_key() -> str:
    """A fresh submission key for one showing of a form."""
    return secrets.token_urlsafe(16)


def is_busy(error: OperationalError) -> bool:
    """A lock that was lost, as opposed to a database that is gone."""
    words = str(error).lower()
    return (
        "locked" in words or "deadlock" in words or "could not serialize" in words or "lock timeout" in words
    )


def _blank(request: HttpRequest, form: Callable[..., Form]) -> Form:
    blank = form()
    blank.key = new_key()
    words = take_draft(request)
    if words is not None and blank.fields:
        fill_in(blank, words)
        messages.info(request, KEPT)
    return blank


def _done(result: Result, to: str | Callable[[Result], str], said: str | Callable[[Result], str]) -> Done:
    return Done(to if isinstance(to, str) else to(result), said if isinstance(said, str) else said(result))


def _go(request: HttpRequest, done: Done) -> HttpResponse:
    if prefers_json(request):
        return JsonResponse({"ok": True, "location": done.location, "said": done.said})
    if done.said:
        messages.success(request, done.said)
    return HttpResponseRedirect(done.location, status=303)


def _show(request: HttpRequest, template: str, page: Any, form: Form, status: int = 200) -> HttpResponse:
    return show(request, template, page() if callable(page) else page, status=status, form=form)


def _refuse(request: HttpRequest, template: str, page: Any, form: Form, status: int) -> HttpResponse:
    if prefers_json(request):
        errors = {
            name if name != "__all__" else "": found for name, found in form.errors.get_json_data().items()
        }
        return JsonResponse({"ok": False, "errors": errors}, status=status)
    return _show(request, template, page, form, status)


def turn_back(request: HttpRequest, words: str, to: str) -> HttpResponse:
    """Instead of a form whose act can't be done any more: the page that shows what was done, with a sentence."""
    messages.info(request, words)
    return HttpResponseRedirect(to)
