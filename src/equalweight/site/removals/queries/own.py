"""What is open for somebody, and what waits for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat
from equalweight.site.committees.waiting import Waiting

from ..models import Removal, Vote


def is_asked(removal: Removal, at: datetime) -> bool:
    """Whether it is still to be decided: not closed, and the person has not left."""
    return removal.closed_at is None and at < removal.closes_at and removal.seat.ended_at is None


def is_open(removal: Removal, at: datetime) -> bool:
    """Whether people can vote."""
    return removal.opened_at is not None and is_asked(removal, at)


def own_vote(removal: Removal, seat: Seat) -> str | None:
    """What this seat answered so far; empty when nothing yet, None when it is not on the roll."""
    return removal.votes.filter(seat=seat).values_list("choice", flat=True).first()


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """What is said about one's own seat and has no answer of theirs; and votes not given. Two queries."""
    return [*_about_me(seats, at), *_to_vote(seats, at)]


def _about_me(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    mine = Removal.objects.filter(seat__in=seats, closed_at__isnull=True, closes_at__gt=at, reply="")
    for each in mine.select_related("committee"):
        what = "Somebody asks that your seat be ended. Read why. You can answer, and both groups will read it"
        href = reverse("removals:removal", args=[each.pk])
        yield Waiting(
            2, localdate(each.closes_at), what, each.committee.name, href, "Read it, and what you can do"
        )


def _to_vote(seats: Sequence[Seat], at: datetime) -> Iterator[Waiting]:
    asked = Vote.objects.filter(seat__in=seats, choice="", removal__closed_at__isnull=True)
    asked = asked.filter(removal__closes_at__gt=at, removal__seat__ended_at__isnull=True)
    for each in asked.select_related("removal__committee"):
        what = "Should a seat be ended? Read both sides before you answer"
        href = reverse("removals:removal", args=[each.removal_id])
        due = localdate(each.removal.closes_at)
        yield Waiting(2, due, what, each.removal.committee.name, href, "Read it, and give your answer")
