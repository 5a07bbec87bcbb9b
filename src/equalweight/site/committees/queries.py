"""Every read about committees and seats. The seats themselves are in seats.py, words for settings in ways.py."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.fields import Option
from equalweight.site.web.plain import counted

from . import rules
from .attending.queries import attendees_in_words, welcomes_waiting
from .founders.queries import Unreached, unreached, unreached_waiting
from .loaders import Member, Reader
from .models import Backing, Committee, RemitVersion, Seat, Side, WaysOfWorking
from .remit import contacts_in_words, remit_in_words
from .seats import SeatsPage, seats_page
from .waiting import Waiting
from .ways import ways_in_words


def ways_in_force(committee: Committee, at: datetime) -> WaysOfWorking:
    """The newest ways of working that had begun at `at`."""
    return committee.ways.filter(in_force_from__lte=at).order_by("-version")[0]


def ways_now(committee: Committee) -> WaysOfWorking:
    """The newest ways of working, for a command that reads them in its turn (docs/adr/0002).

    Not those in force at a time: what is in force can have changed while the command waited.
    """
    return committee.ways.order_by("-version")[0]


def remit_in_force(committee: Committee, at: datetime) -> RemitVersion:
    """The newest remit that had begun at `at`."""
    return committee.remits.filter(in_force_from__lte=at).order_by("-version")[0]


@dataclass(frozen=True)
class InsidePage:
    """A committee as its members and attendees see it. `you` is empty for somebody without a seat.

    `may_change`: whether this reader can propose to change or close it.
    """

    pk: str
    name: str
    purpose: str
    organisation: str
    you: str
    seats: SeatsPage
    ways: tuple[Fact, ...]
    remit: tuple[Fact, ...]
    attendees: tuple[str, ...]
    unreached: tuple[Unreached, ...]
    is_member: bool
    is_closed: bool
    may_change: bool


def inside_page(reader: Reader, at: datetime) -> InsidePage:
    committee = reader.committee
    return InsidePage(
        pk=committee.pk, name=committee.name, purpose=committee.purpose, organisation=committee.organisation.name,
        you=f"Your seat is with {Side(reader.seat.side).label}." if reader.seat else "",
        seats=seats_page(committee, names=True), ways=ways_in_words(ways_in_force(committee, at)),
        remit=_remit(committee, at), attendees=attendees_in_words(committee),
        unreached=unreached(committee, reader.seat),
        is_member=reader.seat is not None, is_closed=committee.closed_at is not None,
        may_change=reader.seat is not None and can_change(committee),
    )  # fmt: skip


def can_change(committee: Committee) -> bool:
    """Whether both groups can still change this committee itself: not once it closed."""
    return committee.closed_at is None


def _remit(committee: Committee, at: datetime) -> tuple[Fact, ...]:
    return (*remit_in_words(remit_in_force(committee, at)), *contacts_in_words(committee))


@dataclass(frozen=True)
class LeavePage:
    committee: str
    independent_contact: str
    back: str


def leave_page(member: Member) -> LeavePage:
    inside = reverse("committees:inside", args=[member.committee.pk])
    return LeavePage(member.committee.name, member.committee.independent_contact, inside)


@dataclass(frozen=True)
class OfficesPage:
    committee: str
    back: str
    group: str
    offices: tuple[Option, ...]
    people: tuple[Option, ...]
    backed: tuple[str, ...]


def offices_page(member: Member, offices: Sequence[Option]) -> OfficesPage:
    """Who may be backed by this member, and who is backed by how many of their own group."""
    side = list(member.committee.seats.filter(side=member.seat.side, ended_at__isnull=True))
    backs = Backing.objects.filter(seat__in=side, candidate__in=side).select_related("candidate")
    counts = Counter((back.get_office_display(), back.candidate.name) for back in backs)
    lived = member.seat.side == Side.LIVED_EXPERIENCE
    return OfficesPage(
        committee=member.committee.name,
        back=reverse("committees:inside", args=[member.committee.pk]),
        group=Side(member.seat.side).label,
        offices=tuple(each for each in offices if lived or each.value != Backing.Office.ACCESS_COORDINATOR),
        people=tuple(Option(seat.pk, seat.name, seat.about) for seat in side),
        backed=tuple(
            f"{name} as {office}: {count} of {counted(len(side), 'person', 'people')}"
            for (office, name), count in sorted(counts.items())
        ),
    )


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """Offices nobody holds on the side of one of these seats, who asks to read along, and whom email does not reach.

    Four queries.
    """
    held = Seat.objects.filter(committee__in={seat.committee_id for seat in seats}, ended_at__isnull=True)
    offices = list(held.values_list("committee_id", "side", "is_co_chair", "is_access_coordinator"))
    found = []
    for seat in seats:
        mine = [row for row in offices if row[:2] == (seat.committee_id, seat.side)]
        if not any(row[2] for row in mine):
            found.append(_office_waits(seat, f"Your group ({Side(seat.side).label}) has no co-chair."))
        if seat.side == Side.LIVED_EXPERIENCE and not any(row[3] for row in mine):
            found.append(_office_waits(seat, "There is no access coordinator."))
    speaks = {seat.pk: _speaks(seat, offices) for seat in seats}
    return found + welcomes_waiting(seats, speaks) + unreached_waiting(seats)


def _speaks(seat: Seat, offices: Sequence[tuple[str, str, bool, bool]]) -> bool:
    has_co_chair = any(row[2] for row in offices if row[:2] == (seat.committee_id, seat.side))
    return rules.speaks_for_side(is_co_chair=seat.is_co_chair, has_co_chair=has_co_chair)


def _office_waits(seat: Seat, what: str) -> Waiting:
    href = reverse("committees:offices", args=[seat.committee_id])
    return Waiting(3, None, what, seat.committee.name, href, "Back somebody from your group")


@dataclass(frozen=True)
class PaperBallot:
    """How people show where they stand on paper, by the rule in force: two answers, and why a group did not agree."""

    sentence: str
    answers: tuple[str, str]
    reason: str


_BOTH = PaperBallot(
    "Each group counts by itself. Both must agree.", ("Yes", "No"), "If this group said no, its reason"
)
PAPER_BALLOTS = {
    "balanced": PaperBallot(
        "Each group’s share of yes is worked out, and the two are added and halved. A group’s bare majority can lose.",
        ("Yes", "No"),
        "If this group said no, its reason",
    ),
    "consent": PaperBallot(
        "It can go ahead when nobody in either group objects, with a reason and the harm it would do.",
        ("I consent", "I object"),
        "If somebody objects: why, and the harm it would prevent",
    ),
}


@dataclass(frozen=True)
class PackPage:
    """Everything a meeting on paper needs."""

    name: str
    purpose: str
    organisation: str
    ways: tuple[Fact, ...]
    remit: tuple[Fact, ...]
    ballot: PaperBallot
    sides: tuple[str, ...]
    blank: range
    enter: tuple[tuple[str, str, Link], ...]


def pack_page(reader: Reader, at: datetime) -> PackPage:
    committee = reader.committee
    ways = ways_in_force(committee, at)
    return PackPage(
        name=committee.name, purpose=committee.purpose, organisation=committee.organisation.name,
        ways=ways_in_words(ways), remit=_remit(committee, at), ballot=PAPER_BALLOTS.get(ways.rule, _BOTH),
        sides=tuple(Side.values), blank=range(8),
        enter=_where_to_enter(committee.pk) if reader.seat else (),
    )  # fmt: skip


def _where_to_enter(pk: str) -> tuple[tuple[str, str, Link], ...]:
    projects = Link("Open the committee’s projects", f"{reverse('evidence:committee', args=[pk])}#projects")
    return (
        ("Sheet A, agenda", "Start a project for each thing you talked about.",
         Link("Start a project", reverse("projects:start", args=[pk]))),
        ("Sheet B, what people bring", "Open the project, “Say what you think”, then “Write down what somebody else "
         "told you”. Choose how it came: by phone, by post, or spoken. Its author confirms the words.", projects),
        ("Sheet C, views before a vote", "Write a proposal in the project, then ask both groups to decide. The paper "
         "count is a show of views, not yet a decision: each member then answers for themselves, and the paper helps "
         "them remember. Nobody can vote for somebody else.", projects),
        ("Sheet D, promises", "One page for each promise: who, what, by when.",
         Link("Write down a promise", reverse("commitments:make", args=[pk]))),
        ("Invitations, and answers to them", "Invite somebody here. When an answer came by phone or by post, open the "
         "offer and “Write down their answer”.",
         Link("Invite somebody with a written offer", reverse("offers:make", args=[pk]))),
    )  # fmt: skip
