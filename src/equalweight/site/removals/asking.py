"""Whether somebody may ask now: for the command, and for the form, so that what is wrong is said before it is sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.actor import Actor
from equalweight.site.web.rules import RuleBroken

from . import rules


@dataclass(frozen=True)
class Conduct:
    """What somebody did: `happened_on` is the last day of it. `is_conduct`: whoever asks says that it is no opinion."""

    reason: str
    happened_on: date
    is_conduct: bool


def check_asking(seat: Seat, conduct: Conduct, *, by: Actor, at: datetime) -> Seat:
    """The seat of whoever asks, once it is sure that they may.

    Errors: RuleBroken `elsewhere`, `closed`, `no_seat`, and those of rules.check_whose, check_reason,
    check_two_a_side and check_not_asked_before.
    """
    if by.committee != seat.committee_id:
        raise RuleBroken("elsewhere", "This seat is in another committee.")
    asker = acting_seat(seat.committee_id, by=by)
    check_not_closed(seat.committee_id)
    rules.check_whose(
        is_own=asker.pk == seat.pk, is_here=seat.ended_at is None, can_be_told=seat.holder_id is not None
    )
    rules.check_reason(conduct.reason, conduct.happened_on, localdate(at), is_conduct=conduct.is_conduct)
    rules.check_two_a_side(Counter(each.side for each in seats_now(seat.committee)))
    rules.check_not_asked_before(_before(seat), conduct.happened_on, at)
    return asker


def seats_now(committee: Committee) -> list[Seat]:
    """Everybody who would be asked now, with their accounts. One query."""
    return list(committee.seats.filter(ended_at__isnull=True).select_related("holder"))


def _before(seat: Seat) -> list[rules.Before]:
    return [
        rules.Before(localdate(each.asked_at), each.closed_at, each.outcome, each.days_to_bring_back)
        for each in seat.removals.all()
    ]
