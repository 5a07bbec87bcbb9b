"""Four people are invited. One counters, one answers by phone, one says no."""

from dataclasses import replace
from datetime import timedelta

from equalweight.site.ledger.actor import Actor
from equalweight.site.offers import commands
from equalweight.site.offers.commands import Invitation, Spoken, Terms
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.people import commands as people

from ..cast import LIVED, role
from ..stage import Stage

OFFERED = Terms(
    purpose="To decide, with us and with equal weight, how Northmoor works out how much care people get.",
    time_asked="Two meetings a month for a year, two hours each, in the library or by video. Reading takes two more.",
    pay="£25 an hour for meetings and for reading.",
    expenses="Travel and support are paid. Tell us if you want them in advance.",
    access_support="Papers in the format you use. A supporter of your choice. Breaks when you need them.",
    use_of_input="Everything you say gets an answer with a reason within 20 days.",
    reach_us="01632 960 121, Town Hall, 1 Market Square, Northmoor",
    promises=(),
)
AGREED = Terms(
    purpose=OFFERED.purpose,
    time_asked=OFFERED.time_asked,
    pay="£25 an hour for meetings, for reading and for preparing.",
    expenses=OFFERED.expenses,
    access_support="Papers in large print, five working days ahead. A supporter of your choice. Breaks.",
    use_of_input="Night-time support is the first item. Everything you say gets an answer within 20 days.",
    reach_us=OFFERED.reach_us,
    promises=(),
)
# What is promised, who keeps it, what will be seen, and in how many days it is due or first looked at.
EXPENSES = (
    ("Expenses are paid within 10 days of asking", "Wendy", "The day of asking and the day of paying", 90),
)
CONDITIONS = (
    ("Night-time support is the first item we work on", "Helen", "The first project is about nights", 30),
    ("Papers in large print, five working days ahead", "Farah", "The day each paper was sent", 60),
    ("Preparing is paid like meetings", "Wendy", "Preparing stands on the payment slips", 90),
)


def tell(stage: Stage) -> None:
    """Days 1 to 12."""
    _maya(stage)
    _by_phone(stage)
    _dev(stage)
    _somebody_says_no(stage)
    for name in ("Maya", "Rosa", "Dev"):
        people.name_person(
            people.open_account(role(name).email, at=stage.on(12)), role(name).name, at=stage.on(12)
        )


def invite(stage: Stage, to_name: str, to_email: str, day: int) -> Offer:
    """An offer, made by Helen, approved by the two people with lived experience who may, and so sent."""
    at = stage.on(day)
    answer_by = (at + timedelta(days=28)).date()
    terms = _promising(stage, OFFERED, EXPENSES)
    to = Invitation(side=LIVED, to_name=to_name, to_email=to_email, answer_by=answer_by, terms=terms)
    offer = commands.make_offer(stage.committee, to, by=stage.actor("Helen"), at=at)
    for number, name in enumerate(("Joan", "Leroy")):
        offer = commands.approve_offer(offer, by=stage.actor(name), at=stage.on(day, 14 + number))
    return offer


def _promising(stage: Stage, terms: Terms, promises: tuple[tuple[str, str, str, int], ...]) -> Terms:
    """The terms with promises, each kept by somebody's seat, by a day."""
    return replace(
        terms,
        promises=[
            {
                "text": text, "owner": stage.seat(owner).pk, "will_be_seen": seen,
                "due_on": (stage.start + timedelta(days=stage.today + days)).date().isoformat(),
            }
            for text, owner, seen, days in promises
        ],
    )  # fmt: skip


def _holder(offer: Offer) -> Actor:
    """The person invited, as their letter lets them act."""
    return letter(letter_token(offer)).actor


def _maya(stage: Stage) -> None:
    """She was asked before, and nothing changed. So she says what must be different."""
    offer = invite(stage, "Maya Adeyemi", role("Maya").email, 1)
    commands.note_told(
        offer, Spoken("My travel will be paid the same week.", "Helen Marsh", stage.on(2).date()),
        by=_holder(offer), at=stage.on(3),
    )  # fmt: skip
    commands.ask_about_offer(
        offer, "change",
        "The first item must be help at night. I need papers in large print five working days ahead. "
        "And I want to be paid for preparing.",
        by=_holder(offer), at=stage.on(4),
    )  # fmt: skip
    commands.reply_to_offer(
        offer, "You are right. All three are in the new version.", by=stage.actor("Helen"), at=stage.on(6, 9)
    )
    agreed = _promising(stage, AGREED, CONDITIONS)
    offer = commands.revise_offer(offer, agreed, offer.answer_by, by=stage.actor("Helen"), at=stage.on(6))
    told = offer.told.get()
    commands.answer_told(
        told, "corrected", "Travel is paid within ten days of asking, or the same week if you ask in advance.",
        keep_by=(stage.start + timedelta(days=90)).date(), owner=stage.seat("Wendy"),
        by=stage.actor("Helen"), at=stage.on(7),
    )  # fmt: skip
    commands.accept_offer(
        offer,
        version=2,
        by=_holder(offer),
        at=stage.on(8),
        access_words="Large print, 18 point. No early mornings.",
    )


def _by_phone(stage: Stage) -> None:
    """Rosa rings. Farah writes her yes down; it counts once Rosa has confirmed it."""
    offer = invite(stage, "Rosa Lind", role("Rosa").email, 8)
    offer = commands.accept_offer(offer, version=1, by=stage.actor("Farah"), at=stage.on(9), way="phone")
    commands.confirm_acceptance(offer, by=_holder(offer), at=stage.on(10))


def _dev(stage: Stage) -> None:
    offer = invite(stage, "Dev Malik", role("Dev").email, 10)
    commands.accept_offer(offer, version=1, by=_holder(offer), at=stage.on(11))


def _somebody_says_no(stage: Stage) -> None:
    """No reason, no account, and nobody asks again."""
    offer = invite(stage, "Tomos Rees", "tomos@northmoor.example", 11)
    commands.decline_offer(offer, by=_holder(offer), at=stage.on(12))
