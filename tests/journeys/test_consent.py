"""By consent: an objection, a talk, both groups asked, taken back and agreed; and one that falls to both groups.

Without JavaScript. What people do with it is the same pages: test_crawl walks them with it, and asks axe.
"""

import pytest
from playwright.sync_api import Page

from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, Vote
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from tests.cast import NOW, Cast, Player, by_consent, make_cast, player

from .conftest import Site
from .looking import look
from .somebody import Somebody, last_mail
from .test_keyboard import Keys

NAMES = ("maya", "leroy", "ana", "helen", "sam", "tess")
WHY, HARM = "A bell wakes everybody on the floor.", "People who can’t sleep fall ill."


class Road:
    """One question at a table of six, and a window for each of them."""

    def __init__(self, site: Site, *, rounds: int, javascript: bool) -> None:
        cast: Cast = make_cast()
        committee = by_consent(cast.helen.person, rounds=rounds)
        self.site = site
        self.who: dict[str, Player] = {name: player(committee, name.capitalize()) for name in NAMES}
        self.windows = {
            name: Somebody(site.browser(each, javascript=javascript), site) for name, each in self.who.items()
        }
        maya = self.who["maya"].actor
        project = start_project(committee, name="Night bells", purpose="Quiet nights", by=maya, at=NOW)
        proposal = draft_proposal(
            project, title="A bell in every room", text="A bell that a carer hears.", by=maya, at=NOW
        )
        decision = commands.announce_decision(proposal.versions.get(), by=maya, at=NOW)
        self.address = f"/decisions/{decision.pk}/"
        self.decision = commands.open_decision(decision, by=CLOCK, at=site.clock.go(days=6))

    @property
    def now(self) -> Decision:
        return Decision.objects.get(pk=self.decision.pk)

    def goes(self, name: str) -> Somebody:
        return self.windows[name].goes(self.address)

    def answers(self, name: str, choice: str) -> None:
        window = self.goes(name).follows("Give my answer").chooses(choice)
        if choice == "I object":
            window.presses(problem="Say why you object").reads("There is a problem")
            window.writes("Why do you object?", WHY).writes("What harm would it prevent?", HARM)
        window.presses().reads("We have your answer")

    def all_answer(self, choice: str, **others: str) -> None:
        for name in NAMES:
            self.answers(name, others.get(name, choice))

    def time_is_up(self) -> None:
        now = self.now
        self.site.clock.at = (now.talk_until or now.closes_at) if now.status == "talk" else now.closes_at
        tick(self.site.clock())


@pytest.mark.parametrize("javascript", [False, True])
def test_an_objection_is_talked_through_found_to_have_a_reason_and_taken_back(
    site: Site, javascript: bool
) -> None:
    road = Road(site, rounds=2, javascript=javascript)
    road.all_answer("I consent", leroy="I object", tess="I object")
    road.time_is_up()
    assert WHY in last_mail("sam@example.org", "To talk through")
    road.goes("maya").reads("Being talked through", "Leroy", WHY, HARM, "2 consent, 1 object")
    road.goes("sam").follows("Ask both groups").reads(WHY, "This can be done once").presses()
    for name in ("maya", "ana", "helen", "sam"):
        window = road.windows[name].goes("/waiting/").follows("Say whether it has a reason")
        window.chooses("It has a reason").presses().reads("We have your answer")
    road.windows["leroy"].goes("/waiting/").follows("Talk, or take it back").reads("You objected")
    site.clock.at = road.now.closes_at
    site.clock.go(days=15)
    tick(site.clock())
    road.all_answer("I consent", leroy="I object")
    road.time_is_up()
    road.goes("leroy").follows("Take my objection back").presses().reads("You took your objection back")
    tick(site.clock.go(minutes=1))
    road.goes("leroy").reads("Agreed by consent").follows("Publish why I objected in round 2").presses()
    public = Somebody(site.browser(javascript=javascript), site).goes(road.address)
    public.reads("Agreed by consent", "The rounds, and what was objected", WHY).never_reads("Leroy")
    public.follows("Check this decision yourself").reads("Objections that stand", "--rule consent")


def test_no_consent_falls_to_both_groups(site: Site) -> None:
    road = Road(site, rounds=1, javascript=False)
    road.all_answer("I consent", leroy="I object")
    road.time_is_up()
    road.goes("helen").reads("both groups vote, yes or no: a new vote")
    road.time_is_up()
    road.goes("maya").reads("Last vote, with yes and no", "“I can live with it” is not the same as yes")
    road.all_answer("Yes", leroy="No")
    road.time_is_up()
    road.goes("leroy").reads("Agreed by both groups", "2 yes, 1 no").follows("See who answered what")
    road.windows["leroy"].reads("Round 1 of 1", WHY)


def test_objecting_by_keyboard_alone(site: Site) -> None:
    road = Road(site, rounds=2, javascript=True)
    page: Page = site.browser(road.who["leroy"], width=320)
    page.goto(road.address)
    keys = Keys(page).to("Give my answer").opens()
    keys.to("I consent", "radio").press("Space", "ArrowDown")
    keys.to("Why do you object?", "textarea")
    page.keyboard.type(WHY)
    keys.to("What harm would it prevent?", "textarea")
    page.keyboard.type(HARM)
    keys.to("Give my answer", "submit").opens()
    vote = Vote.objects.get()
    assert (vote.choice, vote.reason, vote.harm) == ("object", WHY, HARM)


def test_every_page_of_it_is_looked_at(site: Site) -> None:
    """axe, one heading, no sideways scrolling and the keyboard, on the pages that only a talk has."""
    road = Road(site, rounds=2, javascript=True)
    leroy, sam = road.windows["leroy"], road.windows["sam"]
    wrong = look(road.goes("leroy").follows("Give my answer").page)
    leroy.goes(f"{road.address}vote/").chooses("I object").presses(problem="Say why you object")
    wrong += look(leroy.page, is_error=True)
    road.all_answer("I consent", leroy="I object")
    road.time_is_up()
    wrong += look(road.goes("leroy").page)
    wrong += look(leroy.follows("Take my objection back").page)
    wrong += look(road.goes("leroy").follows("Publish what I wrote").page)
    wrong += look(road.goes("sam").follows("Ask both groups").page)
    sam.presses()
    wrong += look(sam.goes(road.address).follows("Say whether it has a reason").page)
    site.clock.go(days=15)
    tick(site.clock())
    wrong += look(road.goes("maya").page)
    assert not wrong, "\n".join(wrong)
