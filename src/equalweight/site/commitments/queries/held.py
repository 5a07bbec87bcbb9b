"""Who answers for a commitment now, as the rules ask it."""

from collections.abc import Callable

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.ledger.actor import Actor

from .. import rules
from ..models import Commitment, Duty


def held(commitment: Commitment) -> rules.Held:
    """The seats that answer for a commitment now; a seat that was left answers for nothing. One query."""
    staff_chairs = commitment.committee.seats.filter(side=Side.STAFF, is_co_chair=True, ended_at__isnull=True)
    return rules.Held(
        owner_seat=current(commitment.owner),
        checker_seat=current(commitment.checker),
        has_staff_co_chair=staff_chairs.exists(),
        is_outside=commitment.committee.kind == Committee.Kind.OUTSIDE,
    )


def who_may_answer(duty: Duty, commitment: Commitment | None) -> Callable[[rules.Doer], bool]:
    """Who may answer what the clock asks, as its committee is now. Three queries at most."""
    chairs = duty.committee.seats.filter(is_co_chair=True, ended_at__isnull=True)
    sides = set(chairs.values_list("side", flat=True))
    of = held(commitment) if commitment else rules.Held(None, None, Side.STAFF in sides)
    return lambda who: rules.may_answer_duty(who, duty.months, of, Side.LIVED_EXPERIENCE in sides)


def current(seat: Seat | None) -> str | None:
    """The seat's id while somebody holds it."""
    return seat.pk if seat and seat.ended_at is None else None


def seat_doer(seat: Seat) -> rules.Doer:
    """A seat as the rules ask about it, before it acts."""
    return rules.Doer(seat.pk, seat.side, seat.is_co_chair)


def doer(by: Actor) -> rules.Doer:
    """The part of an actor that the rules ask about."""
    return rules.Doer(by.seat, by.side, by.is_co_chair)
