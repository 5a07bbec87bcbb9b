"""Offers for tests, made through the commands."""

import json
from datetime import date, datetime, timedelta

from tests.cast import NOW, STARTED, Cast, Player

from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import Invitation, Terms, approve_offer, make_offer
from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token

BY = date(2026, 2, 12)
TERMS = Terms(
    purpose="Change how care is worked out.", time_asked="Two hours a month, online or at the library.",
    pay="£25 an hour, reading included, within 10 days.", expenses="Travel and a personal assistant’s time.",
    access_support="Large print, breaks, an interpreter.", use_of_input="An answer with a reason within 20 days.",
    reach_us="01632 960 001, 1 Market Square, Northmoor",
    promises=(
        {"text": "Night-time support is the first item", "owner_name": "Helen", "due_on": "2026-03-01"},
        {"text": "Papers in large print five days ahead", "due_on": "2026-04-01", "will_be_seen": "18 point"},
    ),
)  # fmt: skip


def make(cast: Cast, by: Player | None = None, *, at: datetime = NOW, **more: str) -> Offer:
    """An offer of a lived-experience seat to Asha, made by Maya unless told."""
    details = {"side": "lived_experience", "to_name": "Asha", "to_email": "asha@example.org", **more}
    maker = by or cast.maya
    invitation = Invitation(answer_by=at.date() + timedelta(days=31), terms=TERMS, **details)
    return make_offer(cast.committee, invitation, by=maker.actor, at=at)


def sent(cast: Cast, *, at: datetime = NOW, **more: str) -> Offer:
    """The same, approved by Leroy and so sent."""
    return approve_offer(make(cast, at=at, **more), by=cast.leroy.actor, at=at)


def path(offer: Offer, step: str = "") -> str:
    """The letter's address."""
    return f"/letter/{letter_token(offer)}/{step}"


def types() -> list[str]:
    return [
        each
        for each in Entry.objects.values_list("type", flat=True)[STARTED:]
        if not each.startswith("offer.ap")
    ][1:]


def last_pub() -> dict:
    return dict(json.loads(bytes(Entry.objects.last().body))["pub"])
