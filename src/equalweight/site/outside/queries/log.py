"""One log, for everyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import SeatClock, clock_of
from equalweight.site.commitments.queries.words import owner_words, short
from equalweight.site.committees.models import Committee
from equalweight.site.web.elements import Empty, Link, Row, Table
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import day

from .. import rules
from ..loaders import LogVisit
from .states import REPLY_TAGS, Counts, counts_of, kept_tag, now_says, promised_words, reply_of

PAGE_SIZE = 25


@dataclass(frozen=True)
class LogPage:
    pk: str
    name: str
    organisation: str
    purpose: str
    keepers: tuple[str, ...]
    counts: Counts
    part: Part[Row]
    table: Table
    empty: Empty
    clock: tuple[SeatClock, ...]
    advice: str
    actions: tuple[Link, ...]


def log_page(request: HttpRequest, visit: LogVisit, at: datetime) -> LogPage:
    """One log, for everyone. A constant number of queries."""
    log, today = visit.log, localdate(at)
    ordered = log.commitments.order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    part: Part[Commitment] = part_of(
        request, ordered.prefetch_related("requests", "judgements"), size=PAGE_SIZE
    )
    rows = tuple(_row(promise, today) for promise in part.rows)
    clock = clock_of(log, at, names=True)
    actions = _log_actions(log, has_late=late_in(log, today).exists()) if visit.keeper else ()
    return LogPage(
        pk=log.pk, name=log.name, organisation=log.organisation.name, purpose=log.purpose,
        keepers=tuple(log.seats.filter(ended_at__isnull=True).values_list("name", flat=True)),
        counts=counts_of(log, at),
        part=Part(rows, part.total, part.number, part.pages, part.previous_href, part.next_href),
        table=Table("Promises, soonest due first", ("Promise", "Who promised", "Due", "Reply", "Kept?"), rows),
        empty=Empty("No promise has been written down here yet.", "Write down the first one.", *actions[:1]),
        clock=clock.seats, advice=advice(clock.months) if clock.seats else "", actions=actions,
    )  # fmt: skip


def advice(months: int) -> str:
    """What the page offers once the clock has run 3, 6 or 9 months; there is no seat here to put a duty on."""
    if months < 3:
        return ""
    if months < 6:
        return (
            "Three months or more have passed without a promise kept. You can ask again about each promise."
        )
    if months < 9:
        return (
            "Six months or more have passed without a promise kept. You can print a letter that lists every promise "
            "that is late or has had no reply."
        )
    return (
        "Nine months or more have passed without a promise kept. You can print a letter to the person in charge. "
        "You can also ask an ombudsman, an advice centre or a disabled people’s organisation for help."
    )


def late_in(log: Committee, today: date) -> QuerySet[Commitment]:
    """The promises past their date, oldest first."""
    late = log.commitments.filter(status=Commitment.Status.OPEN, due_on__lt=today)
    return late.order_by("due_on", "pk")


def _log_actions(log: Committee, *, has_late: bool) -> tuple[Link, ...]:
    letter = Link("Print a letter about promises that are late", reverse("outside:letter", args=[log.pk]))
    return (
        Link("Write down a promise", reverse("outside:note", args=[log.pk])),
        Link("Bring in a list of promises", reverse("commitments:import", args=[log.pk])),
        *((letter,) if has_late else ()),
        *_not_answered(log),
        Link("Stop keeping this log", reverse("outside:leave", args=[log.pk])),
    )


def _not_answered(log: Committee) -> Iterator[Link]:
    for founder in log.founders.order_by("name", "pk"):
        words = f"{founder.name} has not said yes to keeping it with you. Correct their address"
        yield Link(words, reverse("outside:named_keeper", args=[log.pk, founder.pk]))


def when_words(promise: Commitment) -> str:
    """The day promised, and what they say now; or that none was, and when its keepers ask."""
    if promise.due_on or promise.status != Commitment.Status.OPEN or now_says(promise):
        return promised_words(promise)
    ask_by = rules.ask_by(None, promise.chase_on, localdate(promise.made_at))
    return f"{promised_words(promise)}. We ask after {day(ask_by)}"


def _row(promise: Commitment, today: date) -> Row:
    href = reverse("outside:promise", args=[promise.pk])
    reply = REPLY_TAGS[reply_of(promise, today)]
    return Row(
        (Link(short(promise.text), href), owner_words(promise), when_words(promise), reply, kept_tag(promise))
    )
