"""A committee's promises, as counts and as a list."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.web import plain
from equalweight.site.web.elements import Empty, Link, Row, Table, Tag
from equalweight.site.web.paging import Part, part_of

from ..models import Commitment
from . import which
from .clock import Clock, Past, clock_of, past
from .duties import DutyGroup, duties_of, grouped
from .which import Which
from .words import due_words, owner_words, short, state_tag

PAGE_SIZE = 25
EMPTY = "Nothing has been promised here yet."


@dataclass(frozen=True)
class ListPage:
    committee: Link
    sentence: str
    counts: Past
    clock: Clock
    duties: tuple[DutyGroup, ...]
    which: Which
    options: tuple[tuple[str, str], ...]
    everything: str
    part: Part[Row]
    table: Table
    empty: Empty
    actions: tuple[Link, ...]


def list_page(request: HttpRequest, committee: Committee, seat: Seat | None, at: datetime) -> ListPage:
    """Every promise of a committee, or those asked for, soonest due first; those without a date last."""
    asked = which.asked_for(request.GET, committee)
    made = which.chosen(committee.commitments.all(), asked, localdate(at))
    ordered = made.order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    part: Part[Commitment] = part_of(request, ordered.select_related("owner", "checker"), size=PAGE_SIZE)
    alike = same_words(committee)
    rows = tuple(_row(commitment, alike.get(commitment.pk, ""), at) for commitment in part.rows)
    counts = past(committee, at)
    actions = _actions(committee) if seat and committee.closed_at is None else ()
    return ListPage(
        committee=committee_link(committee), sentence=completion(counts), counts=counts,
        clock=clock_of(committee, at, names=seat is not None), duties=grouped(duties_of(committee, at)),
        which=asked, options=tuple(which.WORDS.items()), everything=which.list_href(committee.pk),
        part=Part(rows, part.total, part.number, part.pages, part.previous_href, part.next_href),
        table=Table("Promises, soonest due first", ("Promise", "Who does it", "Due", "Where it stands"), rows),
        empty=_empty(asked, actions),
        actions=actions,
    )  # fmt: skip


def _empty(asked: Which, actions: tuple[Link, ...]) -> Empty:
    if asked.words:
        return Empty(f"No promise is {asked.words}.", "Choose another kind above, or show everything.")
    return Empty(EMPTY, "A promise is written down here, with who does it and by when.", *actions[:1])


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
    rest = (
        (counts.late, "late"),
        (counts.refused, "will not be done"),
        (counts.ahead, "not due yet"),
        (counts.undated, "has no date" if counts.undated == 1 else "have no date"),
    )
    return " ".join([done, *(f"{many} {words}." for many, words in rest if many)])


def _actions(committee: Committee) -> tuple[Link, ...]:
    return (
        Link("Write down a promise", reverse("commitments:make", args=[committee.pk])),
        Link("Bring in a list of promises", reverse("commitments:import", args=[committee.pk])),
    )


def same_words(committee: Committee) -> dict[str, str]:
    """Which of several promises in the same words each is, oldest first: " (2 of 3)". One query.

    Offers often promise people the same; nobody's name tells them apart on a public page.
    """
    alike: dict[str, list[str]] = {}
    for pk, text in committee.commitments.order_by("made_at", "pk").values_list("pk", "text"):
        alike.setdefault(short(text), []).append(pk)
    return {
        pk: f" ({number} of {len(pks)})"
        for pks in alike.values()
        if len(pks) > 1
        for number, pk in enumerate(pks, start=1)
    }


def _row(commitment: Commitment, which: str, at: datetime) -> Row:
    return Row(
        (
            Link(short(commitment.text) + which, promise_href(commitment)), owner_words(commitment),
            due_words(commitment), state_tag(commitment, localdate(at)),
        )
    )  # fmt: skip


def promise_href(commitment: Commitment) -> str:
    return reverse("commitments:commitment", args=[commitment.pk])


@dataclass(frozen=True)
class PromiseLine:
    """One promise and where it stands."""

    promise: Link
    state: Tag


def promises_from(seq: int, at: datetime) -> tuple[PromiseLine, ...]:
    """The promises that came from the act in entry `seq`, in the order they were made. One query."""
    made = (
        Commitment.objects.filter(origin_seq=seq).select_related("owner", "checker").order_by("made_at", "pk")
    )
    return tuple(
        PromiseLine(Link(short(each.text), promise_href(each)), state_tag(each, localdate(at)))
        for each in made
    )
