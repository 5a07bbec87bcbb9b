"""Pages for when something did not work, in the same voice as every other page."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from equalweight.site.web.context import base_for
from equalweight.site.web.drafts import keep_draft, words_of
from equalweight.site.web.pages import prefers_json


@dataclass(frozen=True)
class Refusal:
    """What happened, what it means for you, and what to do next."""

    status: int
    heading: str
    happened: str
    next_step: str
    back: str = ""
    back_words: str = ""
    number: str = ""


# Where links in emails and on paper lead. Nobody there has an account to start again from.
LETTERS = ("/letter/", "/named/", "/address/", "/outside/reply/", "/difference/")
CUT_OFF = (
    "If you came from an email or a letter, the link may have been cut off where the line ended: use all of it. Or "
    "answer whoever wrote to you, by email, phone or post. You don’t need this page to do so."
)
NOTHING_CHANGED = "Nothing was changed."
WORDS: dict[int, tuple[str, str, str]] = {
    400: (
        "We could not read that",
        f"Something in what your browser sent was not in a form we can read. {NOTHING_CHANGED}",
        "Go back, check what you typed and try again.",
    ),
    401: ("Sign in first", f"This needs you to be signed in. {NOTHING_CHANGED}", "Sign in and try again."),
    403: (
        "This page is not open to you",
        f"Only some people can see or do this, and you are not signed in as one of them. {NOTHING_CHANGED}",
        "If you think you should be, ask a co-chair of your committee.",
    ),
    404: (
        "We can’t find that page",
        "The address may be mistyped, or the page may be for other people only.",
        "Check the address, or start again from the home page.",
    ),
    405: (
        "That is not how this page works",
        f"This address only does something when its button is pressed. {NOTHING_CHANGED}",
        "Go back to the page you came from and use its button.",
    ),
    409: (
        "Somebody else changed this first",
        f"It is not as it was when you opened the page. {NOTHING_CHANGED}",
        "Open the page again to see how it is now.",
    ),
    413: (
        "That is too big to send",
        f"What you sent is larger than this page can take. {NOTHING_CHANGED}",
        "Send it in smaller parts, or ask for help to send it another way.",
    ),
    415: (
        "That is not one of our forms",
        f"What was sent is not in the form that this page reads. {NOTHING_CHANGED}",
        "Open the page here and use its own form.",
    ),
    422: (
        "That can’t be done like this",
        f"Something about it is not allowed. {NOTHING_CHANGED}",
        "Go back and check what you chose.",
    ),
    429: (
        "That was a lot in a short time",
        f"To keep people safe we wait a little before the next try. {NOTHING_CHANGED}",
        "Wait a few minutes, then try again.",
    ),
    500: (
        "Something went wrong here",
        "It is our mistake, not yours. We have a note of it.",
        "Go back and try again. If it happens again, tell us the number below.",
    ),
    503: (
        "We can’t do that right now",
        f"The service is busy or being looked after. {NOTHING_CHANGED}",
        "Try again in a minute.",
    ),
}


def refused(request: HttpRequest, status: int, *, happened: str = "", next_step: str = "") -> HttpResponse:
    """The designed page for a status, or its JSON. Asks nothing of the database."""
    words = WORDS[status]
    number = getattr(request, "number", "") if status >= 500 else ""
    return _answer(
        request, Refusal(status, words[0], happened or words[1], next_step or words[2], number=number)
    )


class OutOfReach(Exception):
    """Something a page needs can't be reached just now. Its words say what that means for whoever asked."""


class TellsOutOfReach:
    """Middleware: a plain page for `OutOfReach`, instead of "Something went wrong"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OutOfReach):
            return None
        return refused(request, 503, happened=str(exception), next_step=LATER)


LATER = "Try again later. If it stays like this, tell whoever runs this site."


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    is_letter = request.path_info.startswith(LETTERS)
    return refused(request, 404, next_step=CUT_OFF if is_letter else "")


def server_error(request: HttpRequest) -> HttpResponse:
    return refused(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of ours that grew old keeps its words; a form from another site gets a plain no."""
    if not is_own_form(request):
        return refused(
            request,
            403,
            happened="This came from another website, or without the mark our own pages carry. "
            + NOTHING_CHANGED,
            next_step="Open the page here and use its own form.",
        )
    return _answer(
        request,
        Refusal(
            status=403,
            heading="That page had been open for a while",
            happened="To keep you safe, a page can only be sent for a certain time. Nothing was sent yet. "
            + _kept_words(request),
            next_step="Open the page again and send it from there.",
            back=request.get_full_path(),
            back_words="Open the page again",
        ),
    )


def _kept_words(request: HttpRequest) -> str:
    if not words_of(request):
        return ""
    return (
        "We kept what you typed."
        if keep_draft(request)
        else "We could not keep what you typed: go back in your browser and copy it first."
    )


def is_own_form(request: HttpRequest) -> bool:
    """True when the browser says that the form came from a page of ours."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return bool(source) and urlsplit(source).netloc == request.get_host()
    except ValueError:
        return False


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if prefers_json(request):
        message = f"{refusal.happened} {refusal.next_step}"
        errors = {"": [{"code": f"status_{refusal.status}", "message": message}]}
        return JsonResponse({"ok": False, "errors": errors}, status=refusal.status)
    base = base_for(request, is_signed_in=_is_signed_in(request, refusal.status))
    html = render_to_string("web/errors/refusal.html", {"page": refusal, "base": base})
    return HttpResponse(html, status=refusal.status)


def _is_signed_in(request: HttpRequest, status: int) -> bool | None:
    """Unknown when the request was turned away at the door, or when asking the database may fail again."""
    if status >= 500 or not hasattr(request, "user"):
        return None
    return request.user.is_authenticated
