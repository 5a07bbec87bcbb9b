"""What is written to people about a promise: what they are asked, by when, and where to answer."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.committees.models import Seat, Side
from equalweight.site.people.post import send_later

from .models import CheckBack, Claim, Commitment, Duty
from .queries.duties import asks


def said_done(claim: Claim) -> None:
    """To the checker: the owner says that it is done. Without a checker, to everybody who could be it."""
    commitment = claim.commitment
    if commitment.checker is not None and commitment.checker.ended_at is None:
        _write(commitment, "Can you see that it is done", "said_done", [commitment.checker], "check")
    else:
        _write(
            commitment,
            "Somebody is wanted to check",
            "checker_wanted",
            _with_experience(commitment),
            "checker",
        )


def both_asked(claim: Claim, seats: Iterable[Seat]) -> None:
    """To everybody on the roll: is it done?"""
    _write(claim.commitment, "Is it done", "both_asked", seats, "answer", closes=claim.closes_at)


def returned(claim: Claim) -> None:
    """To the owner: the checker can't see it yet. The reason is on the page."""
    owner = claim.commitment.owner
    if owner is not None and owner.ended_at is None:
        _write(claim.commitment, "Not yet, says the checker", "returned", [owner], "commitment")


def difference_asked(check_back: CheckBack) -> None:
    """To people with lived experience: did it make a difference?"""
    commitment = check_back.commitment
    where = _address("commitments:check_back", check_back.pk)
    _post(
        commitment, "Did it make a difference", "difference_asked", _with_experience(commitment), where,
        closes=check_back.closes_at, months=check_back.months,
    )  # fmt: skip


def clock_reached(duty: Duty, seats: Iterable[Seat]) -> None:
    """To those who can answer: what the clock asks, by when. What it asks is public."""
    committee = duty.committee
    words = {
        "committee": committee, "asks": asks(duty), "due": duty.due_on, "months": duty.months,
        "where": _address("commitments:duty", duty.pk),
    }  # fmt: skip
    for seat in seats:
        if seat.holder is not None:
            body = render_to_string("commitments/email/clock_reached.txt", words | {"name": seat.name})
            send_later(
                seat.holder.email, f"{duty.months} months, and nothing changed: {committee.name}", body
            )


def _with_experience(commitment: Commitment) -> Iterable[Seat]:
    seats = commitment.committee.seats.filter(ended_at__isnull=True, side=Side.LIVED_EXPERIENCE)
    return seats.select_related("holder")


def _write(
    commitment: Commitment, subject: str, name: str, seats: Iterable[Seat], page: str, **more: datetime | None
) -> None:
    _post(commitment, subject, name, seats, _address(f"commitments:{page}", commitment.pk), **more)


def _post(
    commitment: Commitment, subject: str, name: str, seats: Iterable[Seat], where: str, **more: object
) -> None:
    words = {"commitment": commitment, "committee": commitment.committee, "where": where}
    for seat in seats:
        if seat.holder is not None:
            body = render_to_string(f"commitments/email/{name}.txt", words | {"name": seat.name} | more)
            send_later(seat.holder.email, f"{subject}: {commitment.committee.name}", body)


def _address(name: str, pk: str) -> str:
    return settings.SITE_URL + reverse(name, args=[pk])
