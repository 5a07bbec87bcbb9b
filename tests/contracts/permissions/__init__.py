"""Who may see and who may do what: one row for every address of the site."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ..scene import Scene
from . import (
    commitments,
    committees,
    contributions,
    decisions,
    kit,
    logs,
    offers,
    outside,
    projects,
    removals,
)
from .row import EVERYONE, Row

OWN: dict[str, Row] = (
    committees.ROWS
    | offers.ROWS
    | projects.ROWS
    | contributions.ROWS
    | decisions.ROWS
    | commitments.ROWS
    | outside.ROWS
    | removals.ROWS
    | kit.ROWS
)
TABLE: dict[str, Row] = OWN | logs.rows(OWN)
__all__ = ["EVERYONE", "TABLE", "Row", "address", "route_of", "routes"]


def route_of(name: str) -> str:
    """A row may say more after its address's name: "decisions:decision before it closes"."""
    return name.split()[0]


def address(name: str, scene: Scene) -> str:
    row = TABLE[name]
    return reverse(route_of(name), kwargs=dict(row.at(scene)), query=row.query or None)


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
