"""What waits for the keepers of a log."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import short
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.waiting import Waiting
from equalweight.site.web import plain

from .. import rules
from .states import reply_of


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """What waits for the keepers of a log. Three queries, or none."""
    logs = [seat.committee_id for seat in seats if seat.committee.kind == Committee.Kind.OUTSIDE]
    if not logs:
        return []
    promises = Commitment.objects.filter(committee__in=logs).exclude(status=Commitment.Status.DONE)
    found = promises.select_related("committee").prefetch_related("requests", "judgements")
    return [thing for promise in found for thing in _waits(promise, localdate(at))]


def _waits(promise: Commitment, today: date) -> Iterator[Waiting]:
    where, quoted = promise.committee.name, f"“{short(promise.text)}”"
    answered = max((each.answered_at for each in promise.requests.all() if each.answered_at), default=None)
    judged = max((each.at for each in promise.judgements.all()), default=None)
    if answered and (judged is None or judged < answered):
        href = reverse("outside:judge", args=[promise.pk])
        yield Waiting(3, None, f"They have answered about {quoted}", where, href, "Say whether it was kept")
        return
    ask_by = rules.ask_by(promise.due_on, promise.chase_on, localdate(promise.made_at))
    if ask_by < today and reply_of(promise, today) in ("not_asked", "no_reply"):
        href = reverse("outside:ask", args=[promise.pk])
        was = f"was due on {plain.day(ask_by)}" if promise.due_on else "was given no day"
        yield Waiting(1, ask_by, f"This promise {was}: {quoted}", where, href, "Ask them what became of it")
