"""The whole text of an offer: the same in the email, on the letter's page and on paper."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from equalweight.site.committees.models import Side
from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import day

from . import rules
from .figures import Figures, figures_kept, figures_now
from .models import Offer, Terms
from .power import SeatPowerWords
from .promises import Promise, promises_of
from .tokens import letter_token

NOT_KEPT = "What stood here on that day was not kept."
# Always there, whatever else an offer says (promise 9.1).
FREE_TO_SAY_NO = (
    "You can say no.",
    "You don’t have to say why.",
    "Saying no does not affect your care.",
    "We won’t ask again unless you tell us we may.",
)


@dataclass(frozen=True)
class LetterWords:
    """Everything an offer says. `href` is the signed link, whole, for whoever is invited.

    `as_on`: the day of `past`, `power` and `remit`: today while the offer is open, afterwards the day it ended.
    """

    to_name: str
    committee: str
    organisation: str
    group: str
    free: tuple[str, ...]
    answer_by: str
    version: int
    terms: tuple[Fact, ...]
    promises: tuple[str, ...]
    is_agreed: bool
    as_on: str
    past: tuple[str, ...]
    power: SeatPowerWords
    remit: tuple[Fact, ...]
    independent: str
    contact: str
    href: str


def letter_words(offer: Offer, terms: Terms, at: datetime) -> LetterWords:
    """Seven queries or fewer, and none but the terms' once it was answered."""
    committee, beside = offer.committee, _beside(offer, terms, at)
    return LetterWords(
        to_name=offer.to_name, committee=committee.name, organisation=committee.organisation.name,
        group=Side(offer.side).label, free=FREE_TO_SAY_NO, answer_by=day(offer.answer_by), version=terms.number,
        terms=terms_facts(terms), promises=tuple(_promise(each) for each in promises_of(terms)),
        is_agreed=offer.status == Offer.Status.ACCEPTED, as_on=day(beside.on) if beside else "",
        past=beside.past if beside else (NOT_KEPT,), power=beside.power if beside else SeatPowerWords(NOT_KEPT),
        remit=beside.remit if beside else (), independent=committee.independent_contact,
        contact=_contact(offer.made_by.name, terms.reach_us),
        href=settings.SITE_URL + reverse("offers:letter", args=[letter_token(offer)]),
    )  # fmt: skip


def _beside(offer: Offer, terms: Terms, at: datetime) -> Figures | None:
    """As it is now until there is an answer; afterwards as it was."""
    if offer.status == Offer.Status.WAITING or offer.status in rules.OPEN:
        return figures_now(offer, at)
    return figures_kept(terms, offer.side)


def _contact(name: str, reach_us: str) -> str:
    return f"{name} ({' '.join(reach_us.split())})" if reach_us else name


def terms_facts(terms: Terms) -> tuple[Fact, ...]:
    return (
        Fact("What it is about", terms.purpose),
        Fact("Your time", terms.time_asked),
        Fact("Pay", terms.pay),
        Fact("Expenses", terms.expenses),
        Fact("Help to take part", terms.access_support),
        Fact("What we do with what you say, and by when", terms.use_of_input),
    )


def _promise(promise: Promise) -> str:
    who = promise.owner_name or "not named yet"
    when = f"by {day(promise.due_on)}" if promise.due_on else "no date yet"
    seen = f"; what will be seen: {promise.will_be_seen}" if promise.will_be_seen else ""
    return f"{promise.text} (who: {who}; {when}{seen})"
