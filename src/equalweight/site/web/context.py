"""What every page has besides its own `page`: `base`."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from equalweight.site.web.navigation import HOME, SIGN_OUT, Way, ways
from equalweight.site.web.personal import Reading, reading_of


@dataclass(frozen=True)
class Base:
    ways: tuple[Way, ...]
    home: str
    sign_out: str
    reading: Reading
    is_demo: bool
    # Where this page is, for its printed copy; empty where the address itself lets somebody answer.
    address: str


def base(request: HttpRequest) -> dict[str, Base]:
    """The context processor in settings."""
    user = getattr(request, "user", None)
    return {"base": base_for(request, is_signed_in=bool(user and user.is_authenticated))}


def base_for(request: HttpRequest, *, is_signed_in: bool | None) -> Base:
    """The same when it is known who is there, or (None) cannot be asked, as when the database is gone."""
    return Base(
        ways=ways(request, is_signed_in=is_signed_in),
        home=reverse(HOME),
        sign_out=reverse(SIGN_OUT) if is_signed_in else "",
        reading=reading_of(request),
        is_demo=settings.DEMO,
        address=_address(request),
    )


def _address(request: HttpRequest) -> str:
    match = getattr(request, "resolver_match", None)
    has_key = match is None or "token" in match.kwargs
    return "" if has_key else settings.SITE_URL + request.path
