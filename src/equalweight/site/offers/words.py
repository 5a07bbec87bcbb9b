"""The whole text of an offer: the same in the email, on the letter's page and on paper."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from equalweight.site.commitments.queries import Past, clock_of, past
from equalweight.site.committees.models import Side
from equalweight.site.committees.queries import remit_in_force, ways_in_force
from equalweight.site.committees.remit import remit_in_words
from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import counted, day

from .models import Offer, Terms
from .power import SeatPowerWords, seat_power
from .promises import Promise, promises_of
from .tokens import letter_token

# Always there, whatever else an offer says (promise 9.1).
FREE_TO_SAY_NO = (
    "You can say no.",
    "You don’t have to say why.",
    "Saying no does not affect your care.",
    "We won’t ask again unless you tell us we may.",
)


@dataclass(frozen=True)
class LetterWords:
    """Everything an offer says. `href` is the signed link, whole, for whoever is invited."""

    to_name: str
    committee: str
    organisation: str
    group: str
    free: tuple[str, ...]
    answer_by: str
    version: int
    terms: tuple[Fact, ...]
    promises: tuple[str, ...]
    past: tuple[str, ...]
    power: SeatPowerWords
    remit: tuple[Fact, ...]
    independent: str
    contact: str
    href: str


def letter_words(offer: Offer, terms: Terms, at: datetime) -> LetterWords:
    """Eight queries or fewer: ways, remit, seats, past and clock."""
    committee = offer.committee
    ways, remit = ways_in_force(committee, at), remit_in_force(committee, at)
    return LetterWords(
        to_name=offer.to_name, committee=committee.name, organisation=committee.organisation.name,
        group=Side(offer.side).label, free=FREE_TO_SAY_NO, answer_by=day(offer.answer_by), version=terms.number,
        terms=terms_facts(terms), promises=tuple(_promise(each) for each in promises_of(terms)),
        past=past_words(past(committee, at), clock_of(committee, at).sentence),
        power=seat_power(committee, ways, remit, offer.side, added=int(offer.seat_id is None)),
        remit=remit_in_words(remit), independent=committee.independent_contact,
        contact=_contact(offer.made_by.name, terms.reach_us),
        href=settings.SITE_URL + reverse("offers:letter", args=[letter_token(offer)]),
    )  # fmt: skip


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
    return f"{promise.text} (who: {who}; {when})"


def past_words(found: Past, clock: str) -> tuple[str, ...]:
    """What happened to people who said yes before, unfavourable figures included (promise 9.2)."""
    if not found.promised and not found.joined:
        return ("We have no record yet: nobody has said yes here before.",)
    joined = counted(found.joined, "person with lived experience has", "people with lived experience have")
    promised = (
        f"{counted(found.promised, 'promise was', 'promises were')} made: {found.done} done, as both groups say; "
        f"{found.late} late; {found.refused} that it was said will not be done."
        if found.promised
        else "Nothing was promised yet, so nothing was kept or broken."
    )
    left = (
        f"{counted(found.left, 'of them has', 'of them have')} left."
        if found.left
        else "None of them has left."
    )
    ended = f" Both groups ended {counted(found.ended, 'seat', 'seats')} of theirs." if found.ended else ""
    return (f"{joined} joined so far. {left}{ended}", promised, clock)
