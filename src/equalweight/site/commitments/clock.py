"""What the calendar asks of this room. Each act is one command; running them twice changes nothing."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial

from django.utils.timezone import localdate

from equalweight.core.measures.days import add_months
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.ledger.actor import CLOCK

from . import commands, rules
from .models import CheckBack, Claim, Commitment
from .queries import SeatClock, clock_of

Act = Callable[[], object]
Reach = tuple[int, date, str | None]


def due_acts(at: datetime) -> Iterator[Act]:
    """Sign-offs and check-backs to count, check-backs to open, and duties the change clock has reached."""
    for claim in Claim.objects.filter(closes_at__lte=at, closed_at__isnull=True):
        yield partial(commands.close_sign_off, claim, by=CLOCK, at=at)
    for check_back in CheckBack.objects.filter(closes_at__lte=at, closed_at__isnull=True):
        yield partial(commands.close_check_back, check_back, by=CLOCK, at=at)
    done = Commitment.Status.DONE
    waiting = CheckBack.objects.filter(opened_at__isnull=True, commitment__status=done)
    for check_back in waiting.filter(opens_on__lte=localdate(at)):
        yield partial(commands.open_check_back, check_back, by=CLOCK, at=at)
    yield from _reached(at)


def _reached(at: datetime) -> Iterator[Act]:
    # A log about an outside table has no seats of the organisation to put a duty on.
    committees = Committee.objects.filter(
        kind=Committee.Kind.INSIDE, closed_at__isnull=True, started_at__lte=at
    )
    for committee in committees:
        yield from _committee_reached(committee, at)


def _committee_reached(committee: Committee, at: datetime) -> Iterator[Act]:
    clocks = [clock for clock in clock_of(committee, at).seats if clock.reached]
    if not clocks:
        return
    asked = committee.duties.values_list("months", "counted_from", "commitment_id")
    known: set[Reach] = {(months, localdate(since), pk) for months, since, pk in asked}
    seats = {seat.pk: seat for seat in committee.seats.all()}
    # Clocks that began on the same day ask once, not once for each person.
    for clock in {localdate(clock.counted_from): clock for clock in reversed(clocks)}.values():
        for months in clock.reached:
            for commitment in _asked_about(committee, clock, months, known):
                pk = commitment.pk if commitment else None
                if (months, localdate(clock.counted_from), pk) not in known:
                    seat: Seat = seats[clock.seat]
                    yield partial(
                        commands.reach_clock, seat, months, clock.counted_from, commitment, by=CLOCK, at=at
                    )


def _asked_about(
    committee: Committee, clock: SeatClock, months: int, known: set[Reach]
) -> list[Commitment | None]:
    """At three months each open commitment that side had raised by then; without any, nothing in particular."""
    if months != rules.CLOCK_MONTHS[0]:
        return [None]
    reached_on = add_months(localdate(clock.counted_from), months)
    raised = committee.commitments.filter(
        status=Commitment.Status.OPEN, origin_side="lived_experience", made_at__date__lte=reached_on
    )
    asked: list[Commitment | None] = list(raised)
    was_asked = any(
        known_months == months and since == localdate(clock.counted_from) for known_months, since, _ in known
    )
    return asked if asked or was_asked else [None]
