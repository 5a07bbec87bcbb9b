"""What waits for somebody in decisions; a constant number of queries, however many seats they hold."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat
from equalweight.site.committees.times import LATE_OPENING
from equalweight.site.committees.waiting import Waiting

from ..envelopes import waits_for_answer
from ..models import CloseAsk, Decision, RollSeat, Talk
from .places import ballot_href, href
from .talk_waiting import talks

OVERDUE, DUE, WHENEVER = 1, 2, 3


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """To vote, to help somebody who isn't ready, to close, to give a reason, to bring back, to answer in the end."""
    by_committee = {seat.committee_id: seat for seat in seats}
    if not by_committee:
        return []
    found = Decision.objects.filter(project__committee__in=by_committee).select_related(
        "project__committee", "paused_by", "version"
    )
    live = found.exclude(status=Decision.Status.CLOSED).filter(project__committee__closed_at__isnull=True)
    owing = found.filter(status=Decision.Status.CLOSED).prefetch_related(
        "reasons", "brought_back", "final_answers__recorded_by"
    )
    return [
        *_to_vote([seat.pk for seat in seats], at),
        *(
            each
            for decision in live
            for each in _live(decision, by_committee[decision.project.committee_id], at)
        ),
        *_to_talk([seat.pk for seat in seats], at),
        *_to_close(seats, by_committee, at),
        *_to_confirm(by_committee, at),
        *(
            each
            for decision in owing.filter(_OWES)
            for each in _owed(decision, by_committee[decision.project.committee_id], at)
        ),
    ]


# A closed decision that may still ask something of somebody.
_OWES = (
    Q(outcome__outcome="not_carried")
    | Q(outcome__outcome="not_quorate", brought_back__isnull=True)
    | Q(outcome__outcome="carried", final_answer_due__isnull=False)
)


def _waiting(
    decision: Decision, due: date | None, at: datetime, what: str, page: str, action: str
) -> Waiting:
    order = WHENEVER if due is None else OVERDUE if due < localdate(at) else DUE
    return Waiting(order, due, what, decision.project.name, page, action)


def _to_vote(seats: Sequence[str], at: datetime) -> Iterator[Waiting]:
    places = RollSeat.objects.filter(
        seat__in=seats, vote__isnull=True, decision__status=Decision.Status.OPEN, decision__closes_at__gt=at
    )
    for place in places.select_related("decision__project"):
        decision = place.decision
        if decision.is_sealed and not waits_for_answer(place):
            continue
        closes = localdate(decision.closes_at)
        yield _waiting(decision, closes, at, decision.question, ballot_href(decision), "Give my answer")


def _to_talk(seats: Sequence[str], at: datetime) -> Iterator[Waiting]:
    for decision, until, what, page, action in talks(seats, at):
        yield _waiting(decision, localdate(until), at, what, page, action)


def _live(decision: Decision, seat: Seat, at: datetime) -> Iterator[Waiting]:
    page = href("decision", decision.pk)
    is_late = decision.status == Decision.Status.ANNOUNCED and at >= decision.opens_at + LATE_OPENING
    if is_late and seat.is_co_chair:
        what = f"This decision could not open yet: {decision.question}"
        yield _waiting(decision, localdate(decision.opens_at), at, what, page, "See what is missing")
    asker = decision.paused_by
    if asker and decision.is_paused_now and asker != seat and seat.is_co_chair and seat.side == asker.side:
        what = f"Somebody in your group asks for help before voting: {decision.question}"
        yield _waiting(decision, localdate(decision.closes_at), at, what, page, "Read what would help")


def _to_close(seats: Sequence[Seat], by_committee: dict[str, Seat], at: datetime) -> Iterator[Waiting]:
    asks = CloseAsk.objects.filter(
        decision__project__committee__in=by_committee, decision__status=Decision.Status.OPEN,
        seat__is_co_chair=True, seat__ended_at__isnull=True,
    ).select_related("decision__project", "seat")  # fmt: skip
    for ask in asks:
        mine = by_committee[ask.decision.project.committee_id]
        if mine.is_co_chair and mine.side != ask.seat.side:
            what = f"The other co-chair asks to close this early: {ask.decision.question}"
            yield _waiting(
                ask.decision, None, at, what, href("close", ask.decision.pk), "Say whether you agree"
            )


def _to_confirm(by_committee: dict[str, Seat], at: datetime) -> Iterator[Waiting]:
    """Talks with a facilitator that the other side noted."""
    talks = Talk.objects.filter(confirmed_at__isnull=True, decision__project__committee__in=by_committee)
    for talk in talks.select_related("decision__project"):
        decision = talk.decision
        if by_committee[decision.project.committee_id].side != talk.noted_side:
            what = f"Was there a talk with an independent facilitator? The other group says so: {decision.question}"
            page = reverse("decisions:confirm_talk", args=[decision.pk, talk.pk])
            yield _waiting(decision, None, at, what, page, "Say whether it was held")


def _owed(decision: Decision, seat: Seat, at: datetime) -> Iterator[Waiting]:
    reasons = {reason.side for reason in decision.reasons.all()}
    question, pk = decision.question, decision.pk
    if seat.side in decision.refused_by and seat.side not in reasons:
        what = f"Your group did not agree, and is asked to say why: {question}"
        yield _waiting(
            decision, decision.bring_back_on, at, what, href("reason", pk), "Publish your group’s reason"
        )
    if decision.bring_back_on and not decision.brought_back.all() and _brings_back(decision, seat, at):
        what = f"This question is to come back: {question}"
        yield _waiting(decision, decision.bring_back_on, at, what, href("decision", pk), "Bring it back")
    yield from _final_answer(decision, seat, at)


def _brings_back(decision: Decision, seat: Seat, at: datetime) -> bool:
    """The co-chairs are asked first; once it is overdue, everybody is."""
    if decision.project.committee.closed_at is not None:
        return False
    is_overdue = decision.bring_back_on is not None and decision.bring_back_on < localdate(at)
    return seat.is_co_chair or is_overdue


def _final_answer(decision: Decision, seat: Seat, at: datetime) -> Iterator[Waiting]:
    due, said = (
        decision.final_answer_due,
        {answer.recorded_by.side for answer in decision.final_answers.all()},
    )
    if due is None or "staff" in said:
        return
    page = href("final_answer", decision.pk)
    if seat.side == "staff":
        what = f"Both groups agreed. Say what becomes of it: {decision.question}"
        yield _waiting(decision, due, at, what, page, "Record the answer")
    elif due < localdate(at) and not said:
        what = f"The organisation has not answered what both groups agreed: {decision.question}"
        yield _waiting(decision, due, at, what, page, "Note what you see")
