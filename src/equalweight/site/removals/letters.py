"""What is written to people. Whom it is about, and why, is written to that person alone: others read it inside."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.committees.models import Seat
from equalweight.site.people.post import send_later

from .models import Removal


def told(removal: Removal) -> None:
    """To the person it is about, at once and whole: nothing need be clicked to know what it says."""
    _write("told", "Please read: it is about your seat", removal, [removal.seat])


def asked(removal: Removal, seats: Iterable[Seat]) -> None:
    """To everybody else: there is something to read before a vote opens."""
    others = [seat for seat in seats if seat.pk not in {removal.seat_id, removal.asked_by_id}]
    _write("asked", "To read before a vote", removal, others)


def opened(removal: Removal, seats: Iterable[Seat]) -> None:
    """To everybody on the roll."""
    _write("opened", "You can answer now: a question about a seat", removal, seats)


def replied(removal: Removal, seats: Iterable[Seat]) -> None:
    """To everybody else, when voting is open already: answers can still be changed."""
    others = [seat for seat in seats if seat.pk != removal.seat_id]
    _write("replied", "There is an answer to read before you vote", removal, others)


def closed(removal: Removal, seats: Iterable[Seat]) -> None:
    """The outcome, to everybody who was asked; the person it is about among them, with a seat or without."""
    everybody = {seat.pk: seat for seat in [*seats, removal.seat]}
    _write("closed", "Closed: a question about a seat", removal, everybody.values())


def _write(name: str, subject: str, removal: Removal, seats: Iterable[Seat]) -> None:
    words = {
        "removal": removal,
        "committee": removal.committee,
        "where": settings.SITE_URL + reverse("removals:removal", args=[removal.pk]),
        "outcome": Removal.Outcome(removal.outcome).label if removal.outcome else "",
        "why": removal.counts.get("why", ""),
    }
    for seat in seats:
        if seat.holder is not None:
            theirs = {"name": seat.name, "is_theirs": seat.pk == removal.seat_id}
            body = render_to_string(f"removals/email/{name}.txt", words | theirs)
            send_later(seat.holder.email, f"{subject}: {removal.committee.name}", body)
