"""A committee as everyone sees it: seats, sides, ways of working, real power, what was promised and done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from equalweight.core.tally.power.committee import HEAD_COUNT, committee_game
from equalweight.core.tally.power.figures import SidePower, power
from equalweight.site.commitments.queries import SeatClock, clock_of, list_href, past
from equalweight.site.committees.models import Committee, RemitVersion, WaysOfWorking
from equalweight.site.committees.queries import remit_in_force, ways_in_force
from equalweight.site.committees.remit import contacts_in_words, remit_in_words
from equalweight.site.committees.seats import SeatsPage, seats_page
from equalweight.site.committees.ways import ways_in_words
from equalweight.site.contributions.queries import came_late_count, late_count
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Bar, Bars, Fact, Link, Pair, Row, SideFigure, Table
from equalweight.site.web.plain import counted, day

from .closed import ClosedPart, closed_part
from .prevailed import Prevailing, prevailing

SIDES = ("lived_experience", "staff")
SEE = "See where this comes from"
SIDE_WORDS = {"lived_experience": "People with lived experience", "staff": "Staff"}


@dataclass(frozen=True)
class Power:
    """What a seat and a side really weigh, with a head count beside it. `too_few`: one side has no two seats."""

    too_few: bool
    sentence: str
    pair: Pair | None
    head_count: Bars | None
    seats: Table | None
    limit: str


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
    is_outside: bool
    is_member: bool
    since: datetime
    power: Power
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
    clock = clock_of(committee, at)
    return CommitteePage(
        pk=committee.pk, name=committee.name, purpose=committee.purpose, organisation=committee.organisation.name,
        closed=closed_part(committee, at), prevailing=prevailing(committee),
        is_outside=committee.kind == Committee.Kind.OUTSIDE,
        is_member=is_member, since=committee.started_at,
        power=_power(seats, ways, remit), seats=seats,
        remit=(*remit_in_words(remit), *contacts_in_words(committee)), remit_since=remit.in_force_from,
        ways=ways_in_words(ways), ways_since=ways.in_force_from, rule=ways.rule,
        clock=clock.sentence, clocks=_clocks(clock.seats), promised=_promised(committee, at),
        past=_past(committee, at), projects=_projects(committee),
    )  # fmt: skip


def _clocks(seats: tuple[SeatClock, ...]) -> tuple[str, ...]:
    return tuple(
        f"{_ordinal(number)} seat: {counted(seat.months, 'month', 'months')}, since {day(seat.counted_from)}"
        for number, seat in enumerate(seats, start=1)
    )


def _ordinal(number: int) -> str:
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    return words[number - 1] if number <= len(words) else f"No. {number}"


def _power(page: SeatsPage, ways: WaysOfWorking, remit: RemitVersion) -> Power:
    lived, staff = (len(side.seats) for side in page.sides)
    if min(lived, staff) < 2:
        words = "One group has fewer than two seats, so nothing can be decided here yet."
        return Power(True, words, None, None, None, "")
    threshold = Fraction(ways.threshold)
    ours = power(committee_game(lived, staff, ways.rule, threshold))
    heads = power(committee_game(lived, staff, HEAD_COUNT, threshold))
    return Power(
        too_few=False,
        sentence=f"{counted(lived + staff, 'seat', 'seats')}: {lived} for people with lived experience, {staff} for "
        "staff. Neither group can decide without the other.",
        pair=Pair(*(_half(side, ours.sides[side]) for side in SIDES)),
        head_count=_head_count(heads.sides, lived, staff),
        seats=Table(
            "How much one seat can change",
            ("Group", "Seats", "Share of the power each", "With a head count each"),
            tuple(
                Row((SIDE_WORDS[side], one.count, percent(one.shapley_shubik), percent(other.shapley_shubik)))
                for side, one, other in zip(SIDES, ours.classes, heads.classes, strict=True)
            ),
            numbers=frozenset({1, 2, 3}),
        ),
        limit=_limit(remit),
    )


def _half(side: str, figures: SidePower) -> SideFigure:
    share = percent(figures.as_bloc)
    return SideFigure(side, share, f"of the power, with {counted(figures.seats, 'seat', 'seats')}")  # type: ignore[arg-type]


def _head_count(sides: Mapping[str, SidePower], lived: int, staff: int) -> Bars:
    bars = tuple(
        Bar(SIDE_WORDS[side], sides[side].as_bloc, percent(sides[side].as_bloc), side)  # type: ignore[arg-type]
        for side in SIDES
    )
    larger, smaller = ("staff", "people with lived experience") if staff > lived else (
        "people with lived experience", "staff"
    )  # fmt: skip
    if lived == staff:
        sentence = (
            "With one vote a head, two groups of the same size would hold each other in balance as well."
        )
    else:
        sentence = (
            f"With one vote a head, {max(lived, staff)} {larger} could decide anything alone. "
            f"{min(lived, staff)} {smaller} could decide nothing and stop nothing."
        )
    return Bars(sentence, bars, ("Group", "Share of the power"))


def _limit(remit: RemitVersion) -> str:
    words = {
        RemitVersion.Kind.DECIDES: "What this committee decides is decided.",
        RemitVersion.Kind.DECIDES_BY_PROMISE: f"This is the power inside the committee. In the end it rests on a "
        f"promise by {remit.holder}; if that promise is broken, it is shown here.",
        RemitVersion.Kind.ADVISES: f"This is advice: {remit.holder} may ignore it, so the power of every seat "
        "over what really happens is nothing.",
    }
    return words[RemitVersion.Kind(remit.kind)]


def percent(share: Fraction) -> str:
    """A share in per cent, to one place when it isn't whole; rounded half up."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _promised(committee: Committee, at: datetime) -> Fact:
    before = past(committee, at)
    if not before.promised:
        return Fact("Promises", "No promises yet")
    return Fact("Promises", f"{before.done} of {before.promised} signed off by both groups")


def _past(committee: Committee, at: datetime) -> tuple[Fact, ...]:
    before = past(committee, at)
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
