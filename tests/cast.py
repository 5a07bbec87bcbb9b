"""The named cast: two people on each side, a read-only observer, an outsider, and someone from another organisation.

Everything is made through the commands a person would use. Tests ask for the `cast` fixture.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.test import Client

from equalweight.site.committees import commands
from equalweight.site.committees.attending.commands import agree_to_welcome, ask_to_welcome
from equalweight.site.committees.founders.commands import confirm_seat
from equalweight.site.committees.founders.loaders import founder_letter
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee, Founder, Organisation, Seat
from equalweight.site.committees.rules import FoundingSeat
from equalweight.site.committees.tokens import founder_token
from equalweight.site.ledger.actor import Actor
from equalweight.site.people.models import Person

NOW = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
# Entries there are once the cast is made: two starts, and everybody named who said that it is right.
STARTED = 6


def later(**delta: float) -> datetime:
    """NOW and some days, hours or minutes."""
    return NOW + timedelta(**delta)


@dataclass(frozen=True)
class Player:
    """Somebody with a seat: the person, the seat, and the Actor a loader would give."""

    person: Person
    seat: Seat

    @property
    def actor(self) -> Actor:
        return seat_actor(Seat.objects.get(pk=self.seat.pk))

    @property
    def browser(self) -> Client:
        return browser(self.person)


@dataclass(frozen=True)
class Cast:
    committee: Committee
    maya: Player  # lived experience, co-chair and access coordinator
    leroy: Player  # lived experience
    helen: Player  # staff, co-chair
    sam: Player  # staff
    olu: Person  # an observer: reads, never acts
    ines: Person  # an outsider with an account
    pat: Player  # staff of another organisation's committee
    elsewhere: Committee


def browser(person: Person | None = None) -> Client:
    """A browser, signed in when a person is given."""
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def person(name: str) -> Person:
    return Person.objects.create_user(f"{name.lower()}@example.org", name)


def founding(
    name: str, side: str, *, is_co_chair: bool = False, is_access_coordinator: bool = False
) -> FoundingSeat:
    return FoundingSeat(
        name=name, email=f"{name.lower()}@example.org", side=side,
        chosen_how="stood" if side == "lived_experience" else "appointed", chosen_by="Northmoor Voices",
        is_co_chair=is_co_chair, is_access_coordinator=is_access_coordinator,
    )  # fmt: skip


def start(
    name: str,
    seats: list[FoundingSeat],
    *,
    by: Person,
    at: datetime = NOW,
    ways: dict[str, object] | None = None,
) -> Committee:
    organisation = Organisation.objects.create(name=f"{name} Council", kind="council")
    remit = commands.Remit("decides_by_promise", holder="Director of adult social care", days=28)
    answers = commands.Start(
        name=f"{name} Care and Support Committee", purpose="Decide together how care is worked out.",
        organisation=organisation, remit=remit, seats=seats, senior_person="Chief executive",
        independent_contact="Northmoor Voices, 01632 960 001", ways=ways,
    )  # fmt: skip
    committee = commands.start_committee(answers, by=by, at=at)
    for founder in committee.founders.all():
        confirm(founder, at=at)
    committee.refresh_from_db()
    return committee


def confirm(founder: Founder, *, at: datetime = NOW) -> Seat:
    """Somebody named says that it is right, through the letter that came to them."""
    letter = founder_letter(founder_token(founder))
    return confirm_seat(founder, founder.side, by=letter.actor, at=at)


def by_consent(helen: Person, *, rounds: int = 2) -> Committee:
    """The cast at another table that decides by consent, with three a side: so that an objection can be asked about."""
    return start(
        "Eastvale",
        [
            founding("Maya", "lived_experience", is_co_chair=True, is_access_coordinator=True),
            founding("Leroy", "lived_experience"),
            founding("Ana", "lived_experience"),
            founding("Helen", "staff", is_co_chair=True),
            founding("Sam", "staff"),
            founding("Tess", "staff"),
        ],
        by=helen,
        ways={"rule": "consent", "rounds": rounds},
    )


def player(committee: Committee, name: str) -> Player:
    seat = committee.seats.select_related("holder").get(name=name)
    assert seat.holder is not None
    return Player(seat.holder, seat)


def make_cast() -> Cast:
    """The whole cast, at NOW."""
    helen = person("Helen")
    committee = start(
        "Northmoor",
        [
            founding("Maya", "lived_experience", is_co_chair=True, is_access_coordinator=True),
            founding("Leroy", "lived_experience"),
            founding("Helen", "staff", is_co_chair=True),
            founding("Sam", "staff"),
        ],
        by=helen,
    )
    pat = person("Pat")
    elsewhere = start(
        "Southvale",
        [founding("Pat", "staff", is_co_chair=True), founding("Quinn", "lived_experience")],
        by=pat,
    )
    olu = person("Olu")
    maya = player(committee, "Maya")
    ask = ask_to_welcome(committee, olu.email, "observer", by=player(committee, "Helen").actor, at=NOW)
    assert ask is not None
    agree_to_welcome(ask, by=maya.actor, at=NOW)
    return Cast(
        committee=committee,
        maya=maya, leroy=player(committee, "Leroy"),
        helen=player(committee, "Helen"), sam=player(committee, "Sam"),
        olu=olu, ines=person("Ines"), pat=player(elsewhere, "Pat"), elsewhere=elsewhere,
    )  # fmt: skip
