"""What a committee writes to people."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.people.post import send_later

from .models import Attendee, Committee, Founder, GivenAddress, Seat, Side, WelcomeAsk
from .tokens import address_token, founder_token


def tell_founder(founder: Founder) -> None:
    """Ask somebody who was named as a founding member whether it is right. Their link is in it; nothing without one."""
    if not founder.email:
        return
    committee = founder.committee
    words = {
        "name": founder.name,
        "starter": founder.named_by.name,
        "committee": committee,
        "is_log": committee.kind == Committee.Kind.OUTSIDE,
        "side": Side(founder.side).label,
        "answer": settings.SITE_URL + reverse("committees:named", args=[founder_token(founder)]),
    }
    body = render_to_string("committees/email/founding.txt", words)
    send_later(founder.email, f"You were named in {committee.name}. Is this right?", body)


def tell_address(given: GivenAddress) -> None:
    """To an address that somebody wrote down for a seat: is this you? Nothing is so until they say yes."""
    where = settings.SITE_URL + reverse("committees:confirm_address", args=[address_token(given)])
    seat = given.seat
    words = {"name": seat.name, "committee": seat.committee, "where": where, "giver": given.given_by.name}
    body = render_to_string("committees/email/address.txt", words)
    send_later(given.email, f"Is this your address? {seat.committee.name}", body)


def welcome_asked(ask: WelcomeAsk) -> None:
    """To whoever answers for the other side: may somebody read along? Not who it is: mail is read on shared screens."""
    committee = ask.committee
    others = committee.seats.filter(ended_at__isnull=True).exclude(side=ask.asked_by.side)
    answering = others.filter(is_co_chair=True) if others.filter(is_co_chair=True).exists() else others
    where = settings.SITE_URL + reverse("committees:welcome", args=[committee.pk, ask.pk])
    more = {
        "asker": ask.asked_by.name,
        "side": Side(ask.asked_by.side).label,
        "role": ask.get_role_display().lower(),
    }
    _write(
        "welcome_asked",
        "May somebody read along",
        committee,
        answering.select_related("holder"),
        where,
        **more,
    )


def welcomed(attendee: Attendee, role: str) -> None:
    """To somebody who may now read along without a seat: how to get in. `role` with its article."""
    committee = attendee.committee
    where = settings.SITE_URL + reverse("committees:inside", args=[committee.pk])
    words = {"name": attendee.person.name or "reader", "committee": committee, "role": role, "where": where}
    body = render_to_string("committees/email/welcomed.txt", words)
    send_later(attendee.person.email, f"You can read along: {committee.name}", body)


def _write(
    name: str, subject: str, committee: Committee, seats: Iterable[Seat], where: str, **more: object
) -> None:
    for seat in seats:
        if seat.holder is not None:
            words = {"name": seat.name, "committee": committee, "where": where}
            body = render_to_string(f"committees/email/{name}.txt", words | more)
            send_later(seat.holder.email, f"{subject}: {committee.name}", body)
