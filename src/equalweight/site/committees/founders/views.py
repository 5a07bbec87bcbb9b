"""Founders answer by their letter, with or without an account; their own side helps those whom email does not reach."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.pages import show

from ..models import Side
from . import commands, loaders, queries
from .forms import AddressAnswerForm, AddressForm, FounderForm, OwnAddressForm

TOLD = "We have written to that address. It counts once they say yes to our email."
OFF = "You are off the list. Nobody will ask you why, and nobody names you here again."
YES = "Thank you. You have a seat now."


def named(request: HttpRequest, token: str) -> HttpResponse:
    """You were named. Is this right? For whoever holds the letter; what was answered once it is."""
    letter = loaders.founder_letter(token)
    page = queries.named_page(letter)
    here = reverse("committees:named", args=[token])
    if letter.is_old:
        return show(request, "committees/named_old.html", page, status=410)
    if page.state == "asked":
        return act(
            request, partial(FounderForm, page=page), page=page, template="committees/named.html",
            do=lambda typed: _answer(letter, typed), to=here, said=str,
        )  # fmt: skip
    if page.state == "seated" and not page.has_email:
        return act(
            request, OwnAddressForm, page=page, template="committees/named_done.html", to=here, said=TOLD,
            do=lambda typed: commands.give_address(_seat(letter), typed["email"], by=letter.actor, at=timezone.now()),
        )  # fmt: skip
    return show(request, "committees/named_done.html", page)


def _answer(letter: loaders.FounderLetter, typed: dict[str, Any]) -> str:
    founder, by, at = letter.founder, letter.actor, timezone.now()
    assert founder is not None
    if typed["answer"] == "off":
        commands.take_off(founder, by=by, at=at)
        return OFF
    side = founder.side if typed["answer"] == "yes" else queries.OTHER[founder.side]
    commands.confirm_seat(
        founder, Side(side).value, by=by, at=at, on_paper=letter.on_paper, email=typed.get("email", "")
    )
    return YES


def _seat(letter: loaders.FounderLetter) -> Any:
    assert letter.seat is not None
    return letter.seat


@signed_in
def founder(request: HttpRequest, pk: str, founder: str) -> HttpResponse:
    """Write down or correct the address of somebody who was named."""
    found, member = loaders.founder_for(request.user, pk, founder)
    return act(
        request,
        AddressForm,
        page=lambda: queries.founder_page(found),
        template="committees/address.html",
        do=lambda typed: commands.give_founder_address(
            found, typed["email"], by=member.actor, at=timezone.now()
        ),
        to=reverse("committees:inside", args=[pk]),
        said=TOLD,
    )


@signed_in
def founder_letter(request: HttpRequest, pk: str, founder: str) -> HttpResponse:
    """Their letter, to print and post."""
    found, _ = loaders.founder_for(request.user, pk, founder)
    return show(request, "committees/founder_letter.html", queries.letter_page(found, settings.SITE_URL))


@signed_in
def seat_address(request: HttpRequest, pk: str, seat: str) -> HttpResponse:
    """Write down an address for somebody of one's own group who has none."""
    found, member = loaders.seat_for(request.user, pk, seat)
    return act(
        request,
        AddressForm,
        page=lambda: queries.seat_page(found),
        template="committees/address.html",
        do=lambda typed: commands.give_address(found, typed["email"], by=member.actor, at=timezone.now()),
        to=reverse("committees:inside", args=[pk]),
        said=TOLD,
    )


def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Is this your address? For whoever reads the mail that went there."""
    given, actor = loaders.given_address(token)
    page = queries.confirm_address_page(given)
    if given is None or actor is None:
        return show(request, "committees/confirm_address.html", page)

    def answer(typed: dict[str, str]) -> str:
        if typed["answer"] == "yes":
            commands.confirm_address(given, by=actor, at=timezone.now())
            return "Thank you. Sign in with this address whenever you like."
        commands.refuse_address(given, by=actor, at=timezone.now())
        return "Thank you. We have forgotten this address."

    return act(
        request, AddressAnswerForm, page=page, template="committees/confirm_address.html", do=answer,
        to=reverse("evidence:home"), said=str,
    )  # fmt: skip
