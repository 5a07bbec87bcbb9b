"""Every read about projects and the work done in them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.core.record.canonical import parse
from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.committees.waiting import Waiting
from equalweight.site.ledger.models import Entry
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import day

from . import models
from .models import EarlierDecision, Phase, Project, Share, Work


@dataclass(frozen=True)
class PartLine:
    """Somebody's part in a phase. `who` is a name inside the committee, and empty outside."""

    who: str
    what: str
    is_paid: bool
    leave: str


@dataclass(frozen=True)
class PhaseLine:
    """One phase: who is named in it from each side, and how much work each side has confirmed."""

    phase: str
    label: str
    lived_experience: tuple[PartLine, ...]
    staff: tuple[PartLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class WorkLine:
    """A piece of work. `people` are named inside the committee alone."""

    what: str
    phase: str
    done_on: date
    people: tuple[str, ...]
    lived_experience: int
    staff: int
    confirmed: int
    paid: int
    denied: int
    may_confirm: str
    may_say_paid: str


@dataclass(frozen=True)
class EarlierLine:
    what: str
    decided_on: date
    is_before_invitation: bool


def confirm_settled(work: Work, seat: Seat) -> Settled | None:
    """One's own share, once one has said whether it is so."""
    share = work.shares.filter(seat=seat).first()
    if share is not None and share.denied_at:
        done = f"You said so on {day(share.denied_at)}: {work.what}"
        return _settled(
            work, "You have said that you did not do this", done, "You are not named in it any more."
        )
    if share is None or share.confirmed_at is None:
        return None
    paid = (
        f"You said on {day(share.paid_at)} that you were paid."
        if share.paid_at
        else "Say when you have been paid."
    )
    return _settled(
        work, "You have confirmed this work", f"You did on {day(share.confirmed_at)}: {work.what}", paid
    )


def paid_settled(work: Work, seat: Seat) -> Settled | None:
    """One's own share, once it is paid."""
    share = work.shares.filter(seat=seat, paid_at__isnull=False).first()
    if share is None or share.paid_at is None:
        return None
    done = f"You said so on {day(share.paid_at)}: {work.what}"
    return _settled(
        work, "You have said that you were paid", done, "The record shows that this work was paid."
    )


def _settled(work: Work, heading: str, done: str, after: str) -> Settled:
    return Settled(
        heading, done, after, Link("See the work", reverse("projects:work", args=[work.project_id]))
    )


@dataclass(frozen=True)
class Said:
    """The lived-experience side's own word, as counts."""

    yes: int
    no: int


def invited_on(committee: Committee) -> date | None:
    """The day the first person with lived experience was invited: named at the founding, or sent an offer."""
    lived = {"side": Side.LIVED_EXPERIENCE}
    is_named = (
        committee.seats.filter(**lived, is_founding=True).exists()
        or committee.founders.filter(**lived).exists()
    )
    days = [localdate(committee.started_at)] if is_named else []
    sent_on = _first_offer_sent(committee)
    return min([*days, sent_on] if sent_on else days, default=None)


def _first_offer_sent(committee: Committee) -> date | None:
    # From the record, as offers stand above this room. Only the entry that made an offer names its side.
    entries = Entry.objects.filter(ctx=committee.pk, type__in=("offer.made", "offer.approved")).order_by(
        "seq"
    )
    sides: dict[str, str] = {}
    for at, body in entries.values_list("at", "body"):
        pub = parse(bytes(body))["pub"]
        side = sides.setdefault(pub["offer"], pub.get("side", ""))
        if pub["sent"] and side == Side.LIVED_EXPERIENCE:
            return localdate(at)
    return None


def phases(project: Project, *, reader: Seat | None = None, names: bool = False) -> tuple[PhaseLine, ...]:
    """All four phases and who is named in each. One query. `names` only for those inside.

    Somebody who has left the committee is named no longer.
    """
    here = project.parts.filter(left_at__isnull=True, seat__ended_at__isnull=True)
    parts = list(here.select_related("seat"))
    return tuple(_phase(phase, parts, reader, names=names) for phase in Phase)


def _phase(phase: Phase, parts: list[models.Part], reader: Seat | None, *, names: bool) -> PhaseLine:
    here = {side: [part for part in parts if part.phase == phase and part.seat.side == side] for side in Side}
    missing = tuple(f"Nobody is named from {side.label}." for side in Side if not here[side])
    lived, staff = (tuple(_part(part, reader, names=names) for part in here[side]) for side in Side)
    return PhaseLine(phase.value, phase.label, lived, staff, missing)


def _part(part: models.Part, reader: Seat | None, *, names: bool) -> PartLine:
    mine = reader is not None and part.seat_id == reader.pk
    leave = reverse("projects:leave_part", args=[part.pk]) if mine else ""
    return PartLine(part.seat.name if names else "", part.what if names else "", part.is_paid, leave)


def work(project: Project, *, reader: Seat | None = None, names: bool = False) -> tuple[WorkLine, ...]:
    """The work done together, newest first, at most 100 pieces. Three queries."""
    found = _newest_work(project)[:100]
    return tuple(_work(each, list(each.shares.all()), reader, names=names) for each in found)


def _newest_work(project: Project) -> QuerySet[Work]:
    return project.work.prefetch_related("shares__seat").order_by("-done_on", "pk")


def _work(each: Work, shares: list[Share], reader: Seat | None, *, names: bool) -> WorkLine:
    denied = sum(share.denied_at is not None for share in shares)
    shares = [share for share in shares if share.denied_at is None]
    sides = Counter(share.seat.side for share in shares)
    mine = next((share for share in shares if reader is not None and share.seat_id == reader.pk), None)
    may_confirm = mine is not None and mine.confirmed_at is None
    may_say_paid = mine is not None and mine.confirmed_at is not None and mine.paid_at is None
    return WorkLine(
        what=each.what if names else "", phase=Phase(each.phase).label, done_on=each.done_on,
        people=tuple(share.seat.name for share in shares) if names else (),
        lived_experience=sides[Side.LIVED_EXPERIENCE], staff=sides[Side.STAFF],
        confirmed=sum(share.confirmed_at is not None for share in shares),
        paid=sum(share.paid_at is not None for share in shares), denied=denied,
        may_confirm=reverse("projects:confirm", args=[each.pk]) if may_confirm else "",
        may_say_paid=reverse("projects:paid", args=[each.pk]) if may_say_paid else "",
    )  # fmt: skip


def earlier_decisions(project: Project) -> tuple[EarlierLine, ...]:
    """What had been settled already; those before the invitation are flagged for good. One query."""
    found = EarlierDecision.objects.filter(project=project).order_by("decided_on", "pk")
    return tuple(EarlierLine(each.what, each.decided_on, each.is_before_invitation) for each in found)


def verdicts(project: Project) -> Said:
    """What people with lived experience said about whether it was co-production, as counts. One query."""
    said = Counter(project.verdicts.values_list("was_coproduced", flat=True))
    return Said(said[True], said[False])


@dataclass(frozen=True)
class FormPage:
    """A page with one form about a project or committee."""

    where: Link
    heading: str
    lead: str
    button: str


def form_page(project: Project, heading: str, lead: str, button: str) -> FormPage:
    """A form page that leads back to its project."""
    where = Link(project.name, reverse("evidence:project", args=[project.pk]))
    return FormPage(where, heading, lead, button)


@dataclass(frozen=True)
class WorkPage:
    project: Link
    part: Part[WorkLine]


def work_page(request: HttpRequest, project: Project, reader: Seat) -> WorkPage:
    """The work of a project for one of its members, 25 pieces a page."""
    where = Link(project.name, reverse("evidence:project", args=[project.pk]))
    return WorkPage(where, part_of(request, _newest_work(project), make=partial(_work_lines, reader)))


def _work_lines(reader: Seat, found: list[Work]) -> list[WorkLine]:
    return [_work(each, list(each.shares.all()), reader, names=True) for each in found]


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """Work that somebody else wrote down and that waits for one's own word. One query."""
    open_shares = (
        Share.objects.filter(
            Q(confirmed_at__isnull=True) | Q(paid_at__isnull=True), seat__in=seats, denied_at__isnull=True
        )
        .select_related("work__project")
        .order_by("work__done_on", "pk")
    )
    return [_wait(share) for share in open_shares]


def _wait(share: Share) -> Waiting:
    if share.confirmed_at is None:
        page, words, action = "projects:confirm", f"Did you do this? {share.work.what}", "Say yes or no"
    else:
        page, words, action = (
            "projects:paid",
            f"Were you paid for this? {share.work.what}",
            "Say that you were paid",
        )
    return Waiting(3, None, words, share.work.project.name, reverse(page, args=[share.work_id]), action)
