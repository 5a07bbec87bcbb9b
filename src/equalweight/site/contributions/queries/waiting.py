"""What waits for somebody here."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat
from equalweight.site.committees.waiting import Waiting

from .. import rules
from ..models import Answer, Call, Contribution
from .late import waits
from .places import excerpt, href

LATE, DUE, WHENEVER = 1, 2, 3


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """To answer the other group, to confirm and judge as an author, to say something when asked. Five queries."""
    if not seats:
        return []
    today = localdate(at)
    return [*_to_answer(seats, today), *_to_confirm(seats), *_to_judge(seats), *_asked(seats, today)]


def _to_answer(seats: Sequence[Seat], today: date) -> Iterator[Waiting]:
    from_others = Q(pk__in=[])
    for seat in seats:
        other = rules.OTHER_SIDE[seat.side]
        from_others |= Q(project__committee=seat.committee_id, author__side=other)
    found = waits().filter(from_others).select_related("project").order_by("due_on", "pk")
    for each in found:
        order = LATE if each.due_on < today else DUE
        what = f"Somebody said: “{excerpt(each.words)}”"
        yield Waiting(order, each.due_on, what, each.project.name, href("answer", each.pk), "Answer it")


def _to_confirm(seats: Sequence[Seat]) -> Iterator[Waiting]:
    found = Contribution.objects.filter(
        author__in=seats, confirmed_at__isnull=True, withdrawn_at__isnull=True
    )
    for each in found.select_related("project", "entered_by").order_by("made_at", "pk"):
        who = each.entered_by.name if each.entered_by else "Somebody"
        what = f"{who} wrote down that you said: “{excerpt(each.words)}”"
        yield Waiting(
            WHENEVER, None, what, each.project.name, href("confirm", each.pk), "Say if these are your words"
        )


def _to_judge(seats: Sequence[Seat]) -> Iterator[Waiting]:
    mine = Q(contribution__author__in=seats, contribution__withdrawn_at__isnull=True)
    found = Answer.objects.filter(mine, is_answer__isnull=True).select_related("contribution__project")
    for each in found.order_by("at", "pk"):
        said = each.contribution
        what = f"You were answered. You said: “{excerpt(said.words)}”"
        yield Waiting(
            WHENEVER, None, what, said.project.name, href("judge", said.pk), "Say if it is an answer"
        )


def _asked(seats: Sequence[Seat], today: date) -> Iterator[Waiting]:
    """Open questions these seats have not spoken to since they were asked."""
    calls = Call.objects.filter(
        project__committee__in=[seat.committee_id for seat in seats], closes_on__gte=today
    )
    said = dict(
        Contribution.objects.filter(author__in=seats).order_by("made_at").values_list("project_id", "made_at")
    )
    mine = {seat.pk for seat in seats}
    for call in calls.select_related("project").order_by("closes_on", "pk"):
        has_said = call.project_id in said and said[call.project_id] >= call.made_at
        if call.made_by_id not in mine and not has_said:
            what = f"You are asked: {excerpt(call.question)}"
            where = call.project.name
            yield Waiting(
                DUE, call.closes_on, what, where, href("make", call.project_id), "Say what you think"
            )
