"""What the change clock asks for, and what was answered (docs/rules/clock.md; promise 5.3)."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..models import Commitment, Duty
from ..months import add_working_days
from ..queries.held import doer, seat_doer, who_may_answer
from .keeping import set_date, set_refused
from .locking import check_here, locked


@shared
def reach_clock(
    seat: Seat, months: int, counted_from: datetime, commitment: Commitment | None, *, by: Actor, at: datetime
) -> Duty:
    """The clock has reached 3, 6 or 9 months for `seat`: somebody must act by a date. Only the clock does this.

    Writes to those whose turn it is.
    Due: the committee's days to answer; at nine months, 20 working days. Entry: `clock.reached`. Errors: `not_clock`.
    """
    rules.check_is_clock(by.is_clock)
    duty = Duty(
        committee_id=seat.committee_id, seat=seat, months=months, counted_from=counted_from,
        commitment=commitment, reached_at=at, due_on=_due_on(seat, months, at), entry_seq=0,
    )  # fmt: skip
    duty.entry_seq = append(
        "clock.reached", by=by, at=at, ctx=seat.committee_id,
        pub={
            "duty": duty.pk, "seat": seat.pk, "months": months, "due": duty.due_on.isoformat(),
            "commitment": commitment.pk if commitment else None,
        },
        refs=[commitment.entry_seq] if commitment else [],
    )  # fmt: skip
    duty.save()
    letters.clock_reached(duty, _answerers(duty))
    return duty


def _answerers(duty: Duty) -> list[Seat]:
    """Whose turn it is; nobody's when its commitment has been claimed, refused or done meanwhile."""
    if duty.commitment and duty.commitment.status != Commitment.Status.OPEN:
        return []
    may = who_may_answer(duty, duty.commitment)
    seats = duty.committee.seats.filter(ended_at__isnull=True).select_related("holder")
    return [seat for seat in seats if may(seat_doer(seat))]


def _due_on(seat: Seat, months: int, at: datetime) -> date:
    today = localdate(at)
    if months == rules.CLOCK_MONTHS[-1]:
        return add_working_days(today, rules.SENIOR_WORKING_DAYS)
    return today + timedelta(days=ways_now(seat.committee).days_to_answer)


@shared
def answer_duty(
    duty: Duty, answer: str, words: str, new_date: date | None, *, by: Actor, at: datetime
) -> Duty:
    """Answer what the clock asks. At three months: a reason and a new date, or "we will not do this, because…".

    Without a commitment, the staff co-chair says what will happen by when. At six months the lived-experience
    co-chair says that it was talked about. At nine, a staff seat writes down what the senior person published.
    Entry: `clock.answered`. Errors: RuleBroken `changed`, `not_yours`, `answer`, `date`, `past`, `far`.
    """
    check_here(duty.committee_id, by)
    commitment = locked(duty.commitment_id, by) if duty.commitment_id else None
    duty = Duty.objects.select_for_update(of=("self",)).select_related("committee").get(pk=duty.pk)
    if duty.answered_at:
        raise RuleBroken("changed", "Somebody has answered this already. Look at the page again.")
    _check_answerer(duty, commitment, by)
    rules.check_duty(duty.months, answer, commitment is not None, new_date, localdate(at))
    if commitment:
        _carry_out(commitment, answer, words, new_date, at=at)
    duty.answered_at, duty.answer, duty.words, duty.new_date = at, answer, words, new_date
    duty.save()
    seq = append(
        "clock.answered", by=by, at=at, ctx=duty.committee_id,
        pub={"duty": duty.pk, "answer": answer, "due": new_date.isoformat() if new_date else None},
        words={"words": words}, refs=[duty.entry_seq],
    )  # fmt: skip
    disclose(seq)
    return duty


def _check_answerer(duty: Duty, commitment: Commitment | None, by: Actor) -> None:
    if not who_may_answer(duty, commitment)(doer(by)):
        raise RuleBroken("not_yours", "This is somebody else’s to answer.")


def _carry_out(
    commitment: Commitment, answer: str, words: str, new_date: date | None, *, at: datetime
) -> None:
    rules.check_open(commitment.status)
    if answer == "will_not":
        set_refused(commitment, words)
    elif new_date:
        set_date(commitment, new_date, words, at=at)
