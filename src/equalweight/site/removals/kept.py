"""What somebody wrote, between writing and sending: in their own session and nowhere else, and gone once sent."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from equalweight.site.committees.models import Committee

KEY = "removals_ask"


def keep(request: HttpRequest, committee: Committee, typed: dict[str, Any]) -> None:
    """`typed`: the cleaned words of AskForm."""
    request.session[KEY] = typed | {
        "committee": committee.pk,
        "happened_on": typed["happened_on"].isoformat(),
    }


def kept(request: HttpRequest, committee: Committee) -> dict[str, Any] | None:
    """The same words again; None when there are none for this committee."""
    words = request.session.get(KEY) or {}
    if words.get("committee") != committee.pk:
        return None
    typed = {name: words[name] for name in ("seat", "reason", "conduct")}
    return typed | {"happened_on": date.fromisoformat(words["happened_on"])}


def kept_or_404(request: HttpRequest, committee: Committee) -> dict[str, Any]:
    words = kept(request, committee)
    if words is None:
        raise Http404
    return words


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
