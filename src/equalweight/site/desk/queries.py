"""Waiting for me: what every room has for this person, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from equalweight.site.commitments import queries as commitments
from equalweight.site.committees import queries as committees
from equalweight.site.committees.founders.queries import named_waiting
from equalweight.site.committees.loaders import User, attended_by, seats_of
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.rules import A_ROLE
from equalweight.site.committees.waiting import Waiting
from equalweight.site.contributions import queries as contributions
from equalweight.site.decisions import queries as decisions
from equalweight.site.offers import queries as offers
from equalweight.site.outside import queries as outside
from equalweight.site.people.models import Person
from equalweight.site.projects import queries as projects
from equalweight.site.proposals import queries as proposals
from equalweight.site.removals import queries as removals

ROOMS = (decisions, removals, commitments, contributions, offers, proposals, projects, committees)
HEADINGS = (
    (0, "The clock says: somebody must act"),
    (1, "Late"),
    (2, "By a date"),
    (3, "Whenever suits you"),
)


@dataclass(frozen=True)
class Group:
    heading: str
    things: tuple[Waiting, ...]


@dataclass(frozen=True)
class Table:
    """A committee the person sits in or reads along in, or a log they keep. `side`: "" without a seat."""

    name: str
    href: str
    side: str
    role: str = ""


@dataclass(frozen=True)
class WaitingPage:
    name: str
    count: int
    groups: tuple[Group, ...]
    tables: tuple[Table, ...]


def waiting_page(user: User, at: datetime) -> WaitingPage:
    """Everything that waits for `user`, most pressing first. A constant number of queries a room."""
    seats = seats_of(user)
    inside = _in_committees(seats)
    things = [thing for room in ROOMS for thing in room.waiting_for(inside, at)]
    things += outside.waiting_for(seats, at)
    things += named_waiting(user) if isinstance(user, Person) else []
    things.sort(key=lambda thing: (thing.order, thing.due or date.max, thing.what))
    groups = tuple(
        Group(heading, tuple(thing for thing in things if thing.order == order))
        for order, heading in HEADINGS
    )
    return WaitingPage(
        name=getattr(user, "name", ""),
        count=len(things),
        groups=tuple(group for group in groups if group.things),
        tables=tuple(_tables(user, seats)),
    )


def _in_committees(seats: list[Seat]) -> list[Seat]:
    """Seats in committees. Who keeps a log has no co-chair to choose and nobody to answer in the host's name."""
    return [seat for seat in seats if seat.committee.kind == Committee.Kind.INSIDE]


def _tables(user: User, seats: list[Seat]) -> Iterator[Table]:
    for seat in seats:
        yield Table(seat.committee.name, _inside(seat.committee), seat.side)
    sits_in = {seat.committee_id for seat in seats}
    for each in attended_by(user):
        if each.committee_id not in sits_in:
            yield Table(each.committee.name, _inside(each.committee), "", A_ROLE[each.role])


def _inside(committee: Committee) -> str:
    page = "outside:log" if committee.kind == Committee.Kind.OUTSIDE else "committees:inside"
    return reverse(page, args=[committee.pk])
