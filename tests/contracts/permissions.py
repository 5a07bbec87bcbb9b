"""Who may see and who may do what: one row for every address of the site.

`sees`: GET shows it to them, and to everybody else it is not there (strangers are asked to sign in).
`acts`: a well-formed POST by them is done. Who sees but may not act is told why, and nothing changes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from equalweight.site.people.links import make_link_token

from .scene import Scene

EVERYONE = frozenset({"stranger", "ines", "pat", "olu", "leroy", "maya", "sam", "helen"})
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYONE - {"stranger"}
LIVED = frozenset({"leroy", "maya"})
STAFF = frozenset({"sam", "helen"})
MEMBERS = LIVED | STAFF
CO_CHAIRS = frozenset({"maya", "helen"})
INSIDE = MEMBERS | {"olu"}

Words = Callable[[Scene], dict[str, Any]]


def nothing(scene: Scene) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    sees: frozenset[str]
    acts: frozenset[str] = NOBODY
    at: Words = nothing  # what stands in the address
    body: Words = nothing  # what a good POST sends
    query: dict[str, str] = field(default_factory=dict)
    keeps_nothing: bool = False  # a POST that answers or is kept in the browser alone: no row changes


def committee(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.committee}


COMMITTEES = {
    "committees:start": Row(SIGNED_IN),
    "committees:start_people": Row(
        SIGNED_IN, SIGNED_IN, keeps_nothing=True,
        body=lambda s: {
            "name": "Ada", "email": "ada@example.org", "side": "staff", "chosen_how": "stood", "chosen_by": "All",
        },
    ),
    "committees:inside": Row(INSIDE, at=committee),
    "committees:pack": Row(INSIDE, at=committee),
    "committees:leave": Row(MEMBERS, MEMBERS, at=committee),
    "committees:offices": Row(
        MEMBERS, LIVED, at=committee,
        body=lambda s: {"office": "co_chair", "candidate": s.cast.leroy.seat.pk},
    ),
    "committees:attendees": Row(
        MEMBERS, CO_CHAIRS, at=committee, body=lambda s: {"email": "new@example.org", "role": "observer"}
    ),
    "committees:end_attendance": Row(
        MEMBERS, CO_CHAIRS, at=lambda s: {"pk": s.committee, "attendee": s.observer.pk}
    ),
}  # fmt: skip

EVIDENCE = {
    "evidence:home": Row(EVERYONE),
    "evidence:committees": Row(EVERYONE),
    "evidence:committee": Row(EVERYONE, at=committee),
    "evidence:record": Row(EVERYONE),
    "evidence:download": Row(EVERYONE),
    "evidence:entry": Row(EVERYONE, at=lambda s: {"seq": 0}),
    "evidence:old_root": Row(EVERYONE),
}

PEOPLE = {
    "people:sign_in": Row(
        EVERYONE, EVERYONE, body=lambda s: {"email": "ada@example.org"}, keeps_nothing=True
    ),
    "people:sign_in_code": Row(EVERYONE),
    "people:sign_in_link": Row(
        EVERYONE,
        EVERYONE,
        keeps_nothing=True,
        at=lambda s: {"token": make_link_token("ines@example.org", "")},
    ),
    "people:sign_out": Row(EVERYONE, EVERYONE, keeps_nothing=True),
    "people:name": Row(SIGNED_IN, SIGNED_IN, body=lambda s: {"name": "Another name"}),
}

KIT = {
    "web:settings": Row(
        EVERYONE, EVERYONE, keeps_nothing=True,
        body=lambda s: {"colours": "dark", "text": "large", "spacing": "wide", "pictures": "fewer"},
    ),
    "web:accessibility": Row(EVERYONE),
    "web:privacy": Row(EVERYONE),
    "web:about": Row(EVERYONE),
    "web:elements": Row(EVERYONE),
    "web:health": Row(EVERYONE),
    "desk:waiting": Row(SIGNED_IN),
}  # fmt: skip

TABLE = COMMITTEES | EVIDENCE | PEOPLE | KIT


def routes() -> set[str]:
    """The name of every address there is, in whatever package it was written."""
    return set(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, space: str) -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += _routes(pattern, inner)
        elif isinstance(pattern, URLPattern):
            found.append(f"{space}{pattern.name or pattern.pattern}")
    return found
