"""What the change clock has asked for, and what was answered: silence is shown as days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.committees.waiting import Waiting
from equalweight.site.web import plain

from .. import rules
from ..models import Commitment, Duty
from .words import short


@dataclass(frozen=True)
class DutyLine:
    """`days_overdue`: 0 until the day has passed. `is_lapsed`: a change was signed off before anyone answered."""

    pk: str
    months: int
    asks: str
    state: str
    words: str
    due_on: date
    days_overdue: int
    is_answered: bool
    is_lapsed: bool
    href: str


def duties_of(committee: Committee, at: datetime) -> tuple[DutyLine, ...]:
    """Every duty the clock has put on somebody here, newest first. Two queries."""
    changed = last_changes([committee.pk]).get(committee.pk)
    duties = committee.duties.filter(reached_at__lte=at).select_related("commitment", "committee")
    return tuple(duty_line(duty, changed, at) for duty in duties.order_by("-reached_at", "-months", "pk"))


@dataclass(frozen=True)
class DutyGroup:
    """Duties that ask the same and stand alike, said once; `times` when it was asked for several people's clocks."""

    asks: str
    state: str
    words: str
    times: str


def grouped(duties: Sequence[DutyLine]) -> tuple[DutyGroup, ...]:
    """In the order they come: alike are those with the same question, state and answer."""
    alike = Counter((each.asks, each.state, each.words) for each in duties)
    return tuple(
        DutyGroup(*each, f"Asked {many} times, for {many} people’s clocks." if many > 1 else "")
        for each, many in alike.items()
    )


def duty_line(duty: Duty, changed: datetime | None, at: datetime) -> DutyLine:
    """One duty in words. `changed`: when a change was last signed off in its committee."""
    lapsed = duty.answered_at is None and changed is not None and changed > duty.counted_from
    overdue = 0 if duty.answered_at or lapsed else max((localdate(at) - duty.due_on).days, 0)
    return DutyLine(
        pk=duty.pk, months=duty.months, asks=asks(duty), state=_state(duty, lapsed, overdue), words=duty.words,
        due_on=duty.due_on, days_overdue=overdue, is_answered=duty.answered_at is not None, is_lapsed=lapsed,
        href=reverse("commitments:duty", args=[duty.pk]),
    )  # fmt: skip


def asks(duty: Duty) -> str:
    """What the clock asks at this step, and of whom."""
    if duty.months == 3 and duty.commitment:
        owner = duty.commitment.owner_name or "Somebody who has to be named first"
        return f"After 3 months: {owner} gives a reason and a new date for “{short(duty.commitment.text)}”."
    if duty.months == 3:
        return (
            "After 3 months, with no promise open that people with lived experience raised: "
            "the staff co-chair says what will happen, and by when."
        )
    if duty.months == 6:
        return (
            "After 6 months: this is the first item of the next agenda. "
            "Only the co-chair with lived experience can say that it has been moved on."
        )
    senior = duty.committee.senior_person or "a named senior person"
    return f"After 9 months: {senior} publishes an answer within {rules.SENIOR_WORKING_DAYS} working days."


def _state(duty: Duty, lapsed: bool, overdue: int) -> str:
    if duty.answered_at:
        return f"Answered on {plain.day(duty.answered_at)}."
    if lapsed:
        return "No longer asked: a change was signed off before anybody answered."
    if overdue:
        return f"No answer. {plain.counted(overdue, 'day', 'days')} overdue."
    return f"To be answered by {plain.day(duty.due_on)}."


def last_changes(committees: Sequence[str]) -> dict[str, datetime]:
    """When a change raised by people with lived experience was last signed off, by committee. One query."""
    done = Commitment.objects.filter(
        committee__in=committees, origin_side=Side.LIVED_EXPERIENCE, status=Commitment.Status.DONE
    ).order_by("signed_off_at")
    return {pk: at for pk, at in done.values_list("committee", "signed_off_at") if at}


def duties_waiting(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """The duties on these seats' desks. At six months both co-chairs see it; one of them can answer. Three queries."""
    committees = [seat.committee_id for seat in seats]
    changed = last_changes(committees)
    chairs = Seat.objects.filter(committee__in=committees, is_co_chair=True, ended_at__isnull=True)
    sides: dict[str, set[str]] = {}
    for committee, side in chairs.values_list("committee", "side"):
        sides.setdefault(committee, set()).add(side)
    open_duties = Duty.objects.filter(committee__in=committees, answered_at__isnull=True, reached_at__lte=at)
    by_committee = {seat.committee_id: seat for seat in seats}
    waiting = []
    for duty in open_duties.select_related("committee", "commitment__owner"):
        line = duty_line(duty, changed.get(duty.committee_id), at)
        seat = by_committee[duty.committee_id]
        if not line.is_lapsed and _is_on_desk(duty, seat, sides.get(duty.committee_id, set())):
            waiting.append(
                Waiting(0, duty.due_on, line.asks, duty.committee.name, *_step(duty, seat, line.href))
            )
    return waiting


def _step(duty: Duty, seat: Seat, href: str) -> tuple[str, str]:
    """Where whoever it concerns goes: at six months both co-chairs are told, and one of them alone can answer."""
    if duty.months == 6 and seat.side != Side.LIVED_EXPERIENCE:
        return reverse("commitments:list", args=[duty.committee_id]), "See where it stands"
    return href, "Answer the clock"


def _is_on_desk(duty: Duty, seat: Seat, chairs: set[str]) -> bool:
    doer = rules.Doer(seat.pk, seat.side, seat.is_co_chair)
    owner = duty.commitment.owner if duty.commitment else None
    if duty.commitment and duty.commitment.status != Commitment.Status.OPEN:
        return False
    held = rules.Held(owner.pk if owner and owner.ended_at is None else None, None, Side.STAFF in chairs)
    if duty.months == 6 and seat.is_co_chair:
        return True
    return rules.may_answer_duty(doer, duty.months, held, Side.LIVED_EXPERIENCE in chairs)
