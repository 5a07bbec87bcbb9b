"""A committee as everyone sees it: seats, sides, ways of working, real power, what was promised and done."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from equalweight.site.commitments.queries import Past, SeatClock, clock_of, list_href, past
from equalweight.site.committees.models import Committee
from equalweight.site.committees.queries import remit_in_force, ways_in_force
from equalweight.site.committees.remit import contacts_in_words, remit_in_words
from equalweight.site.committees.seats import SeatsPage, seats_page
from equalweight.site.committees.ways import ways_in_words
from equalweight.site.contributions.queries import came_late_count, late_count
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.plain import counted, day

from .closed import ClosedPart, closed_part
from .power import CommitteePower, committee_power
from .prevailed import Prevailing, prevailing

SEE = "See these"


@dataclass(frozen=True)
class ProjectLine:
    name: str
    href: str
    since: str


@dataclass(frozen=True)
class CommitteePage:
    pk: str
    name: str
    purpose: str
    organisation: str
    closed: ClosedPart | None
    prevailing: Prevailing
    is_member: bool
    since: datetime
    power: CommitteePower
    seats: SeatsPage
    remit: tuple[Fact, ...]
    remit_since: datetime
    ways: tuple[Fact, ...]
    ways_since: datetime
    rule: str
    clock: str
    clocks: tuple[str, ...]
    promised: Fact
    past: tuple[Fact, ...]
    projects: tuple[ProjectLine, ...]


def committee_page(committee: Committee, at: datetime, *, is_member: bool) -> CommitteePage:
    """The public page. No names: a funder, or a neighbour, may be reading. A constant number of queries."""
    ways, remit = ways_in_force(committee, at), remit_in_force(committee, at)
    seats = seats_page(committee, names=False)
    clock, before = clock_of(committee, at), past(committee, at)
    return CommitteePage(
        pk=committee.pk, name=committee.name, purpose=committee.purpose, organisation=committee.organisation.name,
        closed=closed_part(committee, at), prevailing=prevailing(committee),
        is_member=is_member, since=committee.started_at,
        power=committee_power(seats, ways, remit), seats=seats,
        remit=(*remit_in_words(remit), *contacts_in_words(committee)), remit_since=remit.in_force_from,
        ways=ways_in_words(ways), ways_since=ways.in_force_from, rule=ways.rule,
        clock=clock.sentence, clocks=_clocks(clock.seats), promised=_promised(before),
        past=_past(committee, before, at), projects=_projects(committee),
    )  # fmt: skip


def _clocks(seats: tuple[SeatClock, ...]) -> tuple[str, ...]:
    return tuple(
        f"{_ordinal(number)} seat: {counted(seat.months, 'month', 'months')}, since {day(seat.counted_from)}"
        for number, seat in enumerate(seats, start=1)
    )


def _ordinal(number: int) -> str:
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    return words[number - 1] if number <= len(words) else f"No. {number}"


def _promised(before: Past) -> Fact:
    if not before.promised:
        return Fact("Promises", "No promises yet")
    return Fact("Promises", f"{before.done} of {before.promised} signed off by both groups")


def _past(committee: Committee, before: Past, at: datetime) -> tuple[Fact, ...]:
    answers, seats = reverse("contributions:late", args=[committee.pk]), "#seats"
    promises = partial(list_href, committee.pk)
    found = (
        ("Past their date and not done", before.late, promises(shown="late")),
        ("Will not be done, with the reason", before.refused, promises(shown="refused")),
        ("Not due yet", before.ahead, promises(shown="ahead")),
        ("Without a date", before.undated, promises(shown="undated")),
        ("Answers that are late", late_count(committee, at), answers),
        ("Answers that came late", came_late_count(committee, at), answers),
        ("People with lived experience who joined", before.joined, seats),
        ("Of these, left", before.left, seats),
        *([("Of these, whose seat both groups ended", before.ended, seats)] if before.ended else []),
    )
    return tuple(Fact(label, str(many), Link(SEE, href) if many else None) for label, many, href in found)


def _projects(committee: Committee) -> tuple[ProjectLine, ...]:
    return tuple(
        ProjectLine(project.name, reverse("evidence:project", args=[project.pk]), day(project.started_at))
        for project in Project.objects.filter(committee=committee).order_by("-started_at")[:50]
    )


@dataclass(frozen=True)
class CommitteeLine:
    name: str
    href: str
    organisation: str
    words: str


def committee_rows() -> QuerySet[Committee]:
    """All committees and logs, by name, with their seats counted by side."""
    now = Q(seats__ended_at__isnull=True)
    return (
        Committee.objects.select_related("organisation")
        .annotate(
            lived=Count("seats", filter=now & Q(seats__side="lived_experience")),
            staff=Count("seats", filter=now & Q(seats__side="staff")),
        )
        .order_by("name", "pk")
    )


def committee_lines(found: list[Committee]) -> list[CommitteeLine]:
    """Committees as lines of a list."""
    return [CommitteeLine(each.name, _href(each), each.organisation.name, _words(each)) for each in found]


def _href(committee: Committee) -> str:
    page = "outside:log" if committee.kind == Committee.Kind.OUTSIDE else "evidence:committee"
    return reverse(page, args=[committee.pk])


def _words(committee: Committee) -> str:
    if committee.kind == Committee.Kind.OUTSIDE:
        return "A log of promises, kept by people with lived experience"
    return f"{committee.lived} with lived experience, {committee.staff} staff"  # type: ignore[attr-defined]
