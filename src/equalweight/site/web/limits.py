"""What a request may be, and what every answer carries."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from equalweight.site.web.errors import refused

Answer = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])
MAX_BODY_BYTES = 1_000_000
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # Links in offers carry their key in the address: it must not travel to other sites.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def body_up_to(size: int) -> Callable[[View], View]:
    """Let one view take a larger body: `@body_up_to(5_000_000)`, outermost of its decorators."""

    def mark(view: View) -> View:
        @wraps(view)
        def larger(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        larger.max_body_bytes = size  # type: ignore[attr-defined]
        return cast(View, larger)

    return mark


class Limits:
    """Turns away what is too big or cannot be kept, before anything reads it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_control_characters(request):
            return refused(request, 400)
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size) > max_body_bytes(request.path_info):
            return refused(request, 413 if size.isdecimal() else 400)
        if request.method == "POST" and not is_form(request):
            return refused(request, 415)
        if request.method == "POST" and is_cut_short(request):
            return refused(request, 400)
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return _carrying(refused(request, 405), Allow=response.headers["Allow"])
        return response


class Headers:
    """Headers that keep browsers from leaking or keeping what they should not."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", cache_rule(request))
        return response


def has_control_characters(request: HttpRequest) -> bool:
    """NUL and its kin in the address or the cookies: no database keeps them, no page of ours makes them."""
    parts: list[Any] = [request.path_info, request.META.get("HTTP_COOKIE", "")]
    for key, values in request.GET.lists():
        parts += [key, *values]
    return any(ord(char) < 32 and char not in "\t\n\r" for part in parts for char in part)


def is_form(request: HttpRequest) -> bool:
    """Whether a body is what a form sends: any other would be read as a form left empty, and acted upon.

    A body of no stated length would be read so too. Nothing sent at all is a button pressed.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) == 0:
        return "HTTP_TRANSFER_ENCODING" not in request.META
    return request.content_type in FORMS


def is_cut_short(request: HttpRequest) -> bool:
    """Whether a form of several parts lacks its end: what is missing would be read as left empty.

    Not asked of a body that is too large to be read at once: only files make one so.
    """
    mark = str((request.content_params or {}).get("boundary", "")).encode("latin-1", "ignore")
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type != "multipart/form-data" or not 0 < size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    return not mark or not request.body.rstrip(b"\r\n").endswith(b"--" + mark + b"--")


def max_body_bytes(path: str) -> int:
    """How large a body this address takes."""
    try:
        view = resolve(path).func
    except Resolver404:
        return MAX_BODY_BYTES
    return int(getattr(view, "max_body_bytes", getattr(settings, "MAX_BODY_BYTES", MAX_BODY_BYTES)))


def cache_rule(request: HttpRequest) -> str:
    """Pages of people who are signed in, and pages behind a signed link, are never kept."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    is_private = bool(match and "token" in match.kwargs) or bool(user and user.is_authenticated)
    return "no-store, private" if is_private else "no-cache, private"


def _carrying(response: HttpResponse, **headers: str) -> HttpResponse:
    for name, value in headers.items():
        response.headers[name] = value
    return response
