"""Where the header leads, signed in and signed out."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

SIGNED_OUT = (
    ("Home", "evidence:home"),
    ("Committees", "evidence:committees"),
    ("The record", "evidence:record"),
    ("Settings", "web:settings"),
    ("Sign in", "people:sign_in"),
)
SIGNED_IN = (
    ("Waiting for me", "desk:waiting"),
    ("Committees", "evidence:committees"),
    ("The record", "evidence:record"),
    ("Settings", "web:settings"),
)
SIGN_OUT = "people:sign_out"
HOME = "evidence:home"


@dataclass(frozen=True)
class Way:
    text: str
    href: str
    is_current: bool


def ways(request: HttpRequest, *, is_signed_in: bool | None) -> tuple[Way, ...]:
    """The links of the header, the current one marked. None: nobody could ask who is there."""
    named = SIGNED_IN if is_signed_in else SIGNED_OUT if is_signed_in is False else SIGNED_OUT[:-1]
    match = request.resolver_match
    here = match.view_name if match else ""
    return tuple(Way(text, reverse(name), name == here) for text, name in named)
