"""A committee's promises, as counts and as a list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.web import plain
from equalweight.site.web.elements import Empty, Link, Row, Table
from equalweight.site.web.paging import Part, part_of

from ..models import Commitment
from .clock import Clock, Past, clock_of, past
from .duties import DutyLine, duties_of
from .words import due_words, owner_words, short, state_tag

PAGE_SIZE = 25
EMPTY = "Nothing has been promised here yet."


@dataclass(frozen=True)
class ListPage:
    committee: Link
    sentence: str
    counts: Past
    clock: Clock
    duties: tuple[DutyLine, ...]
    part: Part[Row]
    table: Table
    empty: Empty
    actions: tuple[Link, ...]


def list_page(request: HttpRequest, committee: Committee, seat: Seat | None, at: datetime) -> ListPage:
    """Every promise of a committee, soonest due first; those without a date last."""
    ordered = committee.commitments.order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    part: Part[Commitment] = part_of(request, ordered.select_related("owner"), size=PAGE_SIZE)
    rows = tuple(_row(commitment, at) for commitment in part.rows)
    counts = past(committee, at)
    actions = _actions(committee) if seat and committee.closed_at is None else ()
    return ListPage(
        committee=committee_link(committee), sentence=completion(counts), counts=counts,
        clock=clock_of(committee, at, names=seat is not None), duties=duties_of(committee, at),
        part=Part(rows, part.total, part.number, part.pages, part.previous_href, part.next_href),
        table=Table("Promises, soonest due first", ("Promise", "Who does it", "Due", "Where it stands"), rows),
        empty=Empty(EMPTY, "A promise is written down here, with who does it and by when.", *actions[:1]),
        actions=actions,
    )  # fmt: skip


def committee_link(committee: Committee) -> Link:
    """The public page of a committee, or the log kept about one that isn't here."""
    page = "outside:log" if committee.kind == Committee.Kind.OUTSIDE else "evidence:committee"
    return Link(committee.name, reverse(page, args=[committee.pk]))


def completion(counts: Past) -> str:
    """What is done, as counts, never as a percentage."""
    if not counts.promised:
        return "Nothing has been promised here yet."
    done = (
        f"{counts.done} of {plain.counted(counts.promised, 'promise', 'promises')} signed off by both groups."
    )
    late = f" {counts.late} late." if counts.late else ""
    refused = f" {counts.refused} will not be done." if counts.refused else ""
    return done + late + refused


def _actions(committee: Committee) -> tuple[Link, ...]:
    return (
        Link("Write down a promise", reverse("commitments:make", args=[committee.pk])),
        Link("Bring in a list of promises", reverse("commitments:import", args=[committee.pk])),
    )


def _row(commitment: Commitment, at: datetime) -> Row:
    href = reverse("commitments:commitment", args=[commitment.pk])
    return Row(
        (
            Link(short(commitment.text), href), owner_words(commitment), due_words(commitment),
            state_tag(commitment, localdate(at)),
        )
    )  # fmt: skip
