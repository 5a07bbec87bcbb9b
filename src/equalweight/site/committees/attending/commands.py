"""Who attends without a seat: both sides agree, and either can end it. About one person each: none is in the record."""

from datetime import datetime

from equalweight.site.ledger.acting import private
from equalweight.site.ledger.actor import Actor
from equalweight.site.people.commands import account_of
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..acting import acting_seat
from ..mailboxes import has_seat
from ..models import Attendee, Committee, Seat, WelcomeAsk
from ..seats import speaks_for_side
from ..standing import check_not_closed

CO_CHAIR = "A co-chair decides this. Ask the one of your group."


@private
def ask_to_welcome(
    committee: Committee, email: str, role: str, *, by: Actor, at: datetime
) -> WelcomeAsk | None:
    """Ask that somebody may attend without a seat: a facilitator, interpreter or observer, who reads and never acts.

    The other side agrees or refuses (None is returned when nobody needs to: an interpreter whom the
    lived-experience side asks for). Writes to those whose answer is wanted.
    Errors: RuleBroken `no_seat`, `co_chair`, `closed`, `has_seat`, `attends`, `asked`.
    """
    seat, email = _speaker(committee.pk, by), email.strip().lower()
    check_not_closed(committee.pk)
    if has_seat(committee, email):
        raise RuleBroken(
            "has_seat", "This person has a seat here, so they can read everything already.", "email"
        )
    if committee.attendees.filter(person__email=email, ended_at__isnull=True).exists():
        raise RuleBroken("attends", "This person can read here already.", "email")
    if committee.welcome_asks.filter(email=email, refused_at__isnull=True).exists():
        raise RuleBroken("asked", "This has been asked already. It waits for the other group.", "email")
    if rules.is_welcome_at_once(role, seat.side):
        _welcome(committee, email, role)
        return None
    ask = WelcomeAsk.objects.create(committee=committee, email=email, role=role, asked_by=seat, asked_at=at)
    letters.welcome_asked(ask)
    return ask


@private
def agree_to_welcome(ask: WelcomeAsk, *, by: Actor, at: datetime) -> Attendee:
    """Agree for the side that did not ask: now they can read.

    Errors: RuleBroken `no_seat`, `co_chair`, `closed`, `own_side`, `changed`.
    """
    ask, seat = _open_ask(ask, by)
    check_not_closed(ask.committee_id)
    if seat.side == ask.asked_by.side:
        raise RuleBroken("own_side", "Your own group asked for this. The other group agrees or refuses.")
    ask.delete()
    return _welcome(ask.committee, ask.email, ask.role)


@private
def refuse_to_welcome(ask: WelcomeAsk, *, by: Actor, at: datetime) -> None:
    """Say no for either side; the one that asked takes it back so. Errors: `no_seat`, `co_chair`, `changed`."""
    ask, seat = _open_ask(ask, by)
    if seat.side == ask.asked_by.side:
        ask.delete()
        return
    ask.refused_at = at
    ask.save(update_fields=["refused_at"])


@private
def end_attendance(attendee: Attendee, *, by: Actor, at: datetime) -> None:
    """Stop somebody without a seat from reading the committee's inside pages.

    Errors: RuleBroken `no_seat`, `co_chair`, `ended`.
    """
    seat = acting_seat(attendee.committee_id, by=by)
    if not rules.may_end_attendance(attendee.role, seat.side, speaks=speaks_for_side(seat)):
        raise RuleBroken(
            "co_chair",
            "Only a co-chair can do this; for an interpreter, only the co-chair for people with lived experience.",
        )
    if not Attendee.objects.filter(pk=attendee.pk, ended_at__isnull=True).update(ended_at=at):
        raise RuleBroken("ended", "This has been done already.")


def _speaker(committee_id: str, by: Actor) -> Seat:
    seat = acting_seat(committee_id, by=by)
    if not speaks_for_side(seat):
        raise RuleBroken("co_chair", CO_CHAIR)
    return seat


def _open_ask(ask: WelcomeAsk, by: Actor) -> tuple[WelcomeAsk, Seat]:
    seat = _speaker(ask.committee_id, by)
    related = WelcomeAsk.objects.select_for_update(of=("self",)).select_related("committee", "asked_by")
    fresh = related.filter(pk=ask.pk, refused_at__isnull=True).first()
    if fresh is None:
        raise RuleBroken("changed", "This has been answered already.")
    return fresh, seat


def _welcome(committee: Committee, email: str, role: str) -> Attendee:
    attendee = Attendee.objects.create(committee=committee, person=account_of(email), role=role)
    letters.welcomed(attendee, rules.A_ROLE[role])
    return attendee
