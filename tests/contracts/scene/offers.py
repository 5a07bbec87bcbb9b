"""Offers at every point of their road. Made last: whoever accepts takes a seat."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from equalweight.site.ledger.actor import Actor
from equalweight.site.offers import commands, loaders
from equalweight.site.offers.models import Offer, Told
from equalweight.site.offers.tokens import letter_token
from tests.cast import Cast, Player

TERMS = commands.Terms(
    purpose="Change how care is worked out.", time_asked="Two hours a month.", pay="£25 an hour.",
    expenses="Travel.", access_support="Large print.", use_of_input="An answer within 20 days.",
    reach_us="01632 960 001",
    promises=({"text": "Nights come first", "owner_name": "Helen", "due_on": "2026-07-01"},),
)  # fmt: skip


@dataclass(frozen=True)
class Offers:
    waiting: Offer  # made by Helen, approved by nobody
    sent: Offer
    declined: Offer
    unconfirmed: Offer  # a yes by phone
    posted: Offer  # accepted by letter, no email known
    accepted: Offer  # with what they need
    told: Told  # not answered yet
    unsent: Offer  # the mail server refused it


def make_offers(cast: Cast, at: datetime, *, names: str = "") -> Offers:
    """`names`: added to each name, for a second round."""

    def named(name: str) -> str:
        return name + names

    sent = _sent(cast, named("Asha"), at)
    commands.ask_about_offer(sent, "question", "Who else is there?", by=_letter(sent), at=at)
    unsent = _sent(cast, named("Una"), at)
    Offer.objects.filter(pk=unsent.pk).update(mail_failed=True)  # what a refusing mail server leaves behind
    unconfirmed = commands.accept_offer(
        _sent(cast, named("Noor"), at), version=1, by=cast.helen.actor, at=at, way="phone"
    )
    declined = _sent(cast, named("Dee"), at)
    commands.decline_offer(declined, by=_letter(declined), at=at)
    spoken = commands.Spoken("A lift to meetings", "Somebody on the phone", at.date())
    return Offers(
        waiting=_made(cast, named("Wren"), cast.helen, at), sent=sent, declined=declined, unconfirmed=unconfirmed,
        posted=_accepted(cast, named("Petra"), at, to_email="", to_address="1 High Street"),
        accepted=_accepted(cast, named("Ash"), at, access_words="Large print"),
        told=commands.note_told(sent, spoken, by=_letter(sent), at=at), unsent=unsent,
    )  # fmt: skip


def token(offer: Offer) -> str:
    return letter_token(Offer.objects.get(pk=offer.pk))


def _letter(offer: Offer) -> Actor:
    return loaders.letter(token(offer)).actor


def _made(cast: Cast, name: str, by: Player, at: datetime, **more: str) -> Offer:
    details = {"to_email": f"{name.lower()}@example.org", **more}
    invitation = commands.Invitation(
        "lived_experience", name, (at + timedelta(days=30)).date(), TERMS, **details
    )
    return commands.make_offer(cast.committee, invitation, by=by.actor, at=at)


def _sent(cast: Cast, name: str, at: datetime, **more: str) -> Offer:
    """Made by Maya, approved by Leroy, and so sent."""
    return commands.approve_offer(_made(cast, name, cast.maya, at, **more), by=cast.leroy.actor, at=at)


def _accepted(cast: Cast, name: str, at: datetime, access_words: str = "", **more: str) -> Offer:
    offer = _sent(cast, name, at, **more)
    return commands.accept_offer(offer, version=1, by=_letter(offer), at=at, access_words=access_words)
