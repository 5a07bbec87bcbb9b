"""Beside the road: starting, saying no, answering by phone, leaving, bringing in a list, going it alone."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from equalweight.site.ledger.models import Entry
from equalweight.site.offers import commands
from equalweight.site.offers.models import Offer
from tests.cast import Cast, make_cast

from .conftest import Site
from .somebody import Somebody, last_mail, link_in

LOG = Path(__file__).parents[1] / "cases" / "commitments-rbkc-2025.csv"


@pytest.fixture
def cast(site: Site) -> Cast:
    return make_cast()


def window(site: Site, who: object = None, **more: object) -> Somebody:
    return Somebody(site.browser(who, javascript=False, **more), site)  # type: ignore[arg-type]


def sent_offer(cast: Cast, site: Site, **to: str) -> Offer:
    """To Dee, written by Maya, approved by Leroy."""
    at = site.clock()
    terms = commands.Terms("Nights", "An hour", "£25", "Travel", "Breaks", "An answer", "01632 960 001")
    invitation = commands.Invitation(
        "lived_experience", "Dee", (at + timedelta(days=30)).date(), terms, **{"to_email": "dee@example.org", **to}
    )  # fmt: skip
    offer = commands.make_offer(cast.committee, invitation, by=cast.maya.actor, at=at)
    return commands.approve_offer(offer, by=cast.leroy.actor, at=at)


def test_start_on_tuesday(cast: Cast, site: Site) -> None:
    """Five questions, a committee, a pack to print; whoever was named is told."""
    ines = window(site, cast.ines).goes("/start/").follows("Start with question 1")
    ines.writes("What is the committee called?", "Tuesday table").writes(
        "What is it for?", "Fair nights"
    ).presses()
    ines.writes("Which organisation hosts it?", "Westmoor Council").chooses("a council")
    ines.writes("Who is the senior person who answers for it?", "The director").presses()
    add(ines, "Ines", "ines@example.org", "Staff")
    add(ines, "Ada", "ada@example.org", "People with lived experience")
    add(ines, "Ben", "", "People with lived experience")
    ines.follows("Go on with these people")
    ines.writes("Who has made the promise", "The director").writes(
        "What is on the table?", "Nights"
    ).presses()
    ines.presses("Keep and go on").reads("Ada", "Ben", "This can’t be undone")
    ines.presses("Start the committee").reads("Tuesday table").follows("Print a pack").reads(
        "Sheet C: views before a vote"
    )
    assert "Tuesday table" in last_mail("ada@example.org")


def add(ines: Somebody, name: str, email: str, side: str) -> None:
    ines.writes("Name", name).writes("Email address", email).chooses(side, "Which group are they in?")
    ines.chooses("was invited").writes("By whom?", "Westmoor Voices").presses("Add this person")


def test_no_is_no(cast: Cast, site: Site) -> None:
    """Saying no needs no reason, ends it, and nobody can ask again, not even with the address written another way."""
    sent_offer(cast, site)
    dee = window(site).goes(link_in(last_mail("dee@example.org"), "/letter/")).follows("Say no")
    dee.reads("You don’t have to say why").presses().reads("You have said no")
    helen = window(site, cast.helen).goes(f"/committees/{cast.committee.pk}/offers/make/")
    helen.writes("Who do you invite?", "Dee").writes("Their email address", " DEE@example.org")
    helen.chooses("People with lived experience", "Which group")
    for label in (
        "What is it about?",
        "How much time",
        "What will you pay?",
        "Which expenses?",
        "What help",
        "What will you do",
        "How can they reach you",
    ):
        helen.writes(label, "As before")
    helen.dates("By when do you need an answer?", localdate(site.clock()) + timedelta(days=30))
    helen.presses("Make this offer", problem="We can’t send this person an offer")
    assert Offer.objects.count() == 1
    dee.follows("may ask you again").presses()
    helen.presses("Make this offer").reads("Dee")


def test_a_yes_by_phone_waits_for_their_own_word(cast: Cast, site: Site) -> None:
    """Somebody else may write it down; only the person's own word gives them a seat. What they were told is noted."""
    offer = sent_offer(cast, site)
    sam = window(site, cast.sam).goes(f"/offers/{offer.pk}/").follows("Write down their answer")
    sam.chooses("They say yes").chooses("By phone").presses()
    assert cast.committee.seats.count() == 4
    dee = window(site).goes(link_in(last_mail("dee@example.org"), "/letter/"))
    dee.follows("Yes, that is my answer").presses()
    assert cast.committee.seats.filter(name="Dee").exists()
    dee.follows("Write down something you were told").writes("What was promised?", "A lift home")
    dee.writes("Who said it?", "Sam").dates("When was it said?", localdate(site.clock())).presses()
    sam.goes("/waiting/").follows("promised").chooses("Yes, that was promised")
    sam.dates("By when?", localdate(site.clock()) + timedelta(days=30)).presses()
    dee.goes(link_in(last_mail("dee@example.org"), "/letter/")).reads("A lift home")
    window(site).goes(f"/committees/{cast.committee.pk}/commitments/").reads("A lift home")


def test_leaving_is_one_step(cast: Cast, site: Site) -> None:
    """No reason, no question; the page is not there for them afterwards."""
    leroy = (
        window(site, cast.leroy)
        .goes(f"/committees/{cast.committee.pk}/inside/")
        .follows("Leave this committee")
    )
    leroy.presses().reads("You have left")
    before = Entry.objects.count()
    answer = leroy.page.goto(f"/committees/{cast.committee.pk}/leave/")
    assert answer and answer.status == 404 and Entry.objects.count() == before
    leroy.reads("We can’t find that page")


def test_bringing_in_a_real_action_log(cast: Cast, site: Site) -> None:
    """A real council's list: looked at first, brought in once, nothing doubled."""
    sam = window(site, cast.sam)
    for said in ("10 rows to bring in", "10 here already"):
        sam.goes(f"/committees/{cast.committee.pk}/commitments/").follows("Bring in a list")
        sam.page.locator("input[type=file]").set_input_files(str(LOG))
        sam.presses().reads(said)
        if said.startswith("10 rows"):
            sam.reads("31 July 2025").presses("Bring them in").reads("10")
    assert cast.committee.commitments.count() == 10


def test_a_log_without_the_organisation(cast: Cast, site: Site) -> None:
    """Kept by one person; the organisation answers by a link, once; silence is silence."""
    ines = window(site, cast.ines).goes("/outside/start/")
    ines.writes("What is the group or committee called?", "Housing board").writes(
        "Which organisation", "Westmoor Homes"
    )
    ines.chooses("another organisation").writes("What are the promises about?", "Repairs").writes(
        "Your name", "Ines"
    )
    ines.presses()
    for text in ("A ramp", "A lift that works"):
        ines.goes(ines.page.url).follows("Write down a promise").writes("What was promised?", text)
        ines.dates("By when, as they said?", localdate(site.clock()) + timedelta(days=10)).presses()
    log = ines.page.url
    ask(ines, log, "A ramp", "board@example.org")
    board = window(site).goes(link_in(last_mail("board@example.org"), "/outside/reply/"))
    board.chooses("It is done").presses().reads("We have your answer")
    ask(ines, log, "A lift that works", "board@example.org")
    site.clock.go(days=60)
    window(site).goes(log).reads("No reply received")
    site.sign_in(ines.page.context, cast.ines)
    ines.goes(log).follows("A ramp").follows("kept").chooses("Yes, it was kept").presses()
    window(site).goes(log).follows("A ramp").reads("It is done", "Kept")


def ask(ines: Somebody, log: str, promise: str, to: str) -> None:
    ines.goes(log).follows(promise).follows("Ask").writes("Their email address", to).presses()
