"""What was asked in one committee."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from equalweight.site.committees.loaders import Member
from equalweight.site.web import plain
from equalweight.site.web.elements import Link, Tag

from .. import rules
from ..asking import seats_now
from ..models import Removal
from .words import INSIDE, independent_words, state

MOST = 50


@dataclass(frozen=True)
class RemovalLine:
    name: Link
    since: str
    state: Tag


@dataclass(frozen=True)
class ListPage:
    """`ask` is None, and `cannot` says why, while nobody can ask."""

    committee: Link
    lines: tuple[RemovalLine, ...]
    ask: Link | None
    cannot: str
    independent: str
    inside: str


def list_page(who: Member, at: datetime) -> ListPage:
    """Everything asked while this member was here. Two queries."""
    pk = who.committee.pk
    found = Removal.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=who.seat.taken_at), committee=who.committee
    )
    cannot = cannot_ask(who)
    return ListPage(
        committee=Link(who.committee.name, reverse("committees:inside", args=[pk])),
        lines=tuple(_line(each, at) for each in found.select_related("seat")[:MOST]),
        ask=None if cannot else Link("Ask that a seat be ended", reverse("removals:ask", args=[pk])),
        cannot=cannot, independent=independent_words(who.committee), inside=INSIDE,
    )  # fmt: skip


def cannot_ask(who: Member) -> str:
    """Why nobody can ask here now; empty when somebody can."""
    if who.committee.closed_at:
        return "This committee has closed."
    missing = rules.missing_seats(Counter(seat.side for seat in seats_now(who.committee)))
    return " ".join((*missing, "Until then nobody’s seat can be ended.")) if missing else ""


def _line(removal: Removal, at: datetime) -> RemovalLine:
    href = reverse("removals:removal", args=[removal.pk])
    return RemovalLine(Link(removal.seat.name, href), plain.day(removal.asked_at), state(removal, at))
