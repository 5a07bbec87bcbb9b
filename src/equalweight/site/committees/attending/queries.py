"""Who attends without a seat, and who is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.web.plain import day

from .. import rules
from ..loaders import Member
from ..models import Attendee, Committee, Seat, Side, WelcomeAsk
from ..seats import speaks_for_side
from ..waiting import Waiting


def attendees_in_words(committee: Committee) -> tuple[str, ...]:
    """Everybody who attends now, by name and role. One query."""
    return tuple(_attends(each) for each in _attendees(committee))


@dataclass(frozen=True)
class AttendeeLine:
    """`href` is empty for those who can't do what `action` says."""

    words: str
    href: str
    action: str = "Stop this person reading along"


@dataclass(frozen=True)
class AttendeesPage:
    committee: str
    back: str
    lines: tuple[AttendeeLine, ...]
    asks: tuple[AttendeeLine, ...]
    may_ask: bool
    at_once: bool


def attendees_page(member: Member) -> AttendeesPage:
    committee, speaks = member.committee, speaks_for_side(member.seat)
    attendees = tuple(
        AttendeeLine(_attends(each), _end_href(each, member, speaks)) for each in _attendees(committee)
    )
    asks = committee.welcome_asks.select_related("asked_by").order_by("-asked_at", "-pk")[:20]
    return AttendeesPage(
        committee.name, reverse("committees:inside", args=[committee.pk]), attendees,
        tuple(_ask_line(each, speaks) for each in asks), speaks, member.seat.side == Side.LIVED_EXPERIENCE,
    )  # fmt: skip


def _attendees(committee: Committee) -> list[Attendee]:
    return list(committee.attendees.filter(ended_at__isnull=True).select_related("person").order_by("pk"))


def _attends(attendee: Attendee) -> str:
    return f"{attendee.person.name or 'Somebody who has not given a name'}, {attendee.get_role_display().lower()}"


def _end_href(attendee: Attendee, member: Member, speaks: bool) -> str:
    if not rules.may_end_attendance(attendee.role, member.seat.side, speaks=speaks):
        return ""
    return reverse("committees:end_attendance", args=[member.committee.pk, attendee.pk])


def _ask_line(ask: WelcomeAsk, speaks: bool) -> AttendeeLine:
    words = f"{_asked(ask)} on {day(ask.asked_at)}."
    if ask.refused_at:
        return AttendeeLine(f"{words} The other group did not agree.", "")
    return AttendeeLine(f"{words} It waits for the other group.", _href(ask) if speaks else "", "Look at it")


def _asked(ask: WelcomeAsk) -> str:
    return f"{ask.asked_by.name} ({Side(ask.asked_by.side).label}) asked for {rules.A_ROLE[ask.role]}"


def _href(ask: WelcomeAsk) -> str:
    return reverse("committees:welcome", args=[ask.committee_id, ask.pk])


@dataclass(frozen=True)
class WelcomePage:
    """One question: may this person read along? `is_own`: one's own group asked, and may take it back."""

    committee: str
    back: str
    asked: str
    email: str
    role: str
    is_own: bool


def welcome_page(ask: WelcomeAsk, member: Member) -> WelcomePage:
    back = reverse("committees:attendees", args=[ask.committee_id])
    is_own = ask.asked_by.side == member.seat.side
    return WelcomePage(member.committee.name, back, f"{_asked(ask)} on {day(ask.asked_at)}.", ask.email,
                       rules.A_ROLE[ask.role], is_own)  # fmt: skip


def welcomes_waiting(seats: Sequence[Seat], speaks: Mapping[str, bool]) -> list[Waiting]:
    """What the other side asked, for those who answer for theirs. `speaks`: by seat. One query."""
    mine = {seat.committee_id: seat for seat in seats if speaks[seat.pk]}
    asks = WelcomeAsk.objects.filter(committee__in=mine, refused_at__isnull=True).select_related(
        "asked_by", "committee"
    )
    return [
        Waiting(3, None, f"{_asked(ask)} to read along.", ask.committee.name, _href(ask), "Agree or refuse")
        for ask in asks.order_by("asked_at", "pk")
        if ask.asked_by.side != mine[ask.committee_id].side
    ]
