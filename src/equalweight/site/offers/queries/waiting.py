"""What waits for a member, to do with offers."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat, Side
from equalweight.site.committees.waiting import Waiting

from .. import rules
from ..models import Message, Offer, Told


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """Approvals, questions and changes without a reply, emails that failed, spoken promises to answer. Four queries."""
    mine = {seat.committee_id: seat for seat in seats}
    return [*_to_approve(mine), *_to_reply(mine, at), *_not_sent(mine), *_to_answer(mine, at)]


def _to_approve(mine: dict[str, Seat]) -> Iterator[Waiting]:
    waiting = Offer.objects.filter(committee__in=mine, status=Offer.Status.WAITING)
    for offer in waiting.select_related("committee").prefetch_related("approvals").order_by("made_at"):
        seat = mine[offer.committee_id]
        has_approved = any(approval.seat_id == seat.pk for approval in offer.approvals.all())
        if seat.side == offer.side and not has_approved:
            what = f"An offer to {offer.to_name} waits for your group to approve it."
            yield _waiting(3, offer, what, "Read it and decide")


def _to_reply(mine: dict[str, Seat], at: datetime) -> Iterator[Waiting]:
    """To the maker, or to the offered side when the maker has left."""
    last = Message.objects.filter(offer=OuterRef("pk")).order_by("-at", "-id")
    open_now = Offer.objects.filter(committee__in=mine, status__in=rules.OPEN).annotate(
        last=Subquery(last.values("kind")[:1]), last_due=Subquery(last.values("due_on")[:1])
    )
    # A change asked for is settled by a new version too, a question only by a reply.
    change = Q(last=Message.Kind.CHANGE, status=Offer.Status.COUNTERED)
    asked = open_now.filter(change | Q(last=Message.Kind.QUESTION))
    for offer in asked.select_related("committee", "made_by").order_by("made_at"):
        seat = mine[offer.committee_id]
        if seat.pk == offer.made_by_id or (offer.made_by.ended_at and seat.side == offer.side):
            verb = "asked for a change to" if offer.last == Message.Kind.CHANGE else "asked something about"
            is_late = offer.last_due is not None and offer.last_due < localdate(at)
            what = f"{offer.to_name} {verb} your offer."
            yield _waiting(1 if is_late else 2, offer, what, "Read it and reply", offer.last_due)


def _not_sent(mine: dict[str, Seat]) -> Iterator[Waiting]:
    seats = [seat.pk for seat in mine.values()]
    failed = Offer.objects.filter(made_by__in=seats, status__in=rules.OPEN, mail_failed=True)
    for offer in failed.select_related("committee").order_by("made_at"):
        yield _waiting(1, offer, f"The email to {offer.to_name} could not be sent.", "Send it again")


def _to_answer(mine: dict[str, Seat], at: datetime) -> Iterator[Waiting]:
    """For every staff seat: the organisation answers for what was said."""
    committees = [pk for pk, seat in mine.items() if seat.side == Side.STAFF]
    open_now = Told.objects.filter(offer__committee__in=committees, answer="")
    for told in open_now.select_related("offer__committee").order_by("due_on"):
        is_late = told.due_on < localdate(at)
        yield Waiting(
            1 if is_late else 2, told.due_on, f"Was {told.offer.to_name} promised what they were told?",
            told.offer.committee.name, reverse("offers:answer_told", args=[told.pk]), "Confirm, correct or refuse it",
        )  # fmt: skip


def _waiting(order: int, offer: Offer, what: str, action: str, due: date | None = None) -> Waiting:
    return Waiting(order, due, what, offer.committee.name, reverse("offers:offer", args=[offer.pk]), action)
