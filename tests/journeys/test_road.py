"""The whole road, as four people: from an offer to a change that both groups sign off."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.export import export_lines
from equalweight.site.people.models import Person
from tests.cast import Cast, make_cast

from .conftest import Site
from .somebody import Somebody, last_mail, link_in

ASHA = "asha@example.org"
TERMS = {
    "What is it about?": "How care at night is counted.",
    "How much time, when and where?": "Two hours a month.",
    "What will you pay?": "£25 an hour.",
    "Which expenses?": "Travel.",
    "What help to take part?": "Breaks.",
    "What will you do with what they say": "An answer within 20 days.",
    "How can they reach you without email?": "01632 960 001",
    "How can they reach you without email": "01632 960 001",
}


class Road:
    """The people on it, and the steps they take. Each step starts where the last one ended."""

    def __init__(self, site: Site, cast: Cast, *, javascript: bool) -> None:
        self.site, self.cast, self.javascript = site, cast, javascript
        self.maya, self.leroy, self.helen, self.sam = (
            self.window(player) for player in (cast.maya, cast.leroy, cast.helen, cast.sam)
        )
        self.asha = self.window(None)
        self.inside = f"/committees/{cast.committee.pk}/inside/"

    def window(self, player: object) -> Somebody:
        return Somebody(self.site.browser(player, javascript=self.javascript), self.site)  # type: ignore[arg-type]

    def days_pass(self, days: int) -> None:
        """The calendar moves on, and the clock ticks. After two months a browser has forgotten who it was."""
        tick(self.site.clock.go(days=days))
        for window in (self.maya, self.leroy, self.helen, self.sam, self.asha):
            name = next(name for name, each in vars(self).items() if each is window)
            self.site.sign_in(window.page.context, Person.objects.get(email=f"{name}@example.org"))

    def offer(self) -> None:
        """Helen invites Asha; the group she would join approves; the whole offer comes by email."""
        helen = self.helen.goes(self.inside).follows("invite somebody")
        helen.writes("Who do you invite?", "Asha").writes("Their email address", ASHA)
        helen.chooses("People with lived experience", "Which group")
        for label, words in TERMS.items():
            helen.writes(label, words)
        self.answer_by(helen).presses("Make this offer").reads("once it is approved")
        for window in (self.maya, self.leroy):
            window.goes("/waiting/").follows("Approve").follows("Approve this offer").presses()
        letter = " ".join(last_mail(ASHA).split())
        assert all(words in letter for words in TERMS.values()) and "You can say no" in letter

    def answer_by(self, window: Somebody) -> Somebody:
        return window.dates("By when do you need an answer?", self.in_days(30))

    def in_days(self, days: int) -> date:
        return localdate(self.site.clock()) + timedelta(days=days)

    def counter(self) -> None:
        """Asha asks for a change through her letter; Helen sends a new version; Asha says yes. No account anywhere."""
        self.asha.goes(link_in(last_mail(ASHA), "/letter/")).follows("ask for a change")
        self.asha.chooses("I want a part of the offer changed").writes(
            "In your own words", "Nights must come first."
        )
        self.asha.presses()
        self.helen.goes(self.inside).follows("Offers").follows("Asha").reads("Nights must come first.")
        self.helen.follows("Change the offer").writes("Promise 1: what", "Papers in large print")
        self.helen.dates("Promise 1: by when?", self.in_days(30)).presses("Add another promise")
        self.helen.writes("Promise 2: what will be done?", "Night-time support is the first item")
        self.helen.page.get_by_label("Promise 2: who in the organisation").select_option(label="Helen")
        self.helen.dates("Promise 2: by when?", self.in_days(30))
        self.answer_by(self.helen).presses("Send the new version")
        self.asha.goes(link_in(last_mail(ASHA), "/letter/")).reads("Night-time support is the first item")
        self.asha.follows("Say yes").writes("What do you need to take part?", "Large print").presses()
        self.asha.reads("You have said yes")

    def sign_in(self) -> None:
        """A code by email, no password."""
        self.asha.goes("/sign-in/").writes("Your email address", ASHA).presses()
        code = next(line for line in last_mail(ASHA, "code").splitlines() if line.strip().isdigit())
        self.asha.writes("Code from the email", code.strip()).presses()
        self.asha.writes("Your name", "Asha").presses().reads("Waiting for")

    def contribute(self) -> None:
        """Sam starts a project; Asha says something in it; the answer is late, and judged; the second is an answer."""
        sam = self.sam.goes(self.inside).follows("Start a project")
        sam.writes("What is it called?", "Counting help at night").writes(
            "What should change", "Nights count."
        )
        sam.presses()
        self.project = sam.page.url.removeprefix(self.site.url)
        self.asha.goes(self.project).follows("Read what was said").follows("Say something")
        self.asha.chooses("A concern").writes("Your words", "The form doesn’t count nights.").presses()
        self.asha.follows("Publish it").chooses("I have checked").presses().reads(
            "The form doesn’t count nights."
        )
        self.days_pass(25)
        stranger = self.window(None).goes(self.project).reads("It was due by")
        stranger.follows("Read what was said").reads("The form doesn’t count nights.")
        self.answer("This is already so", "We count days.")
        self.judge("No, it doesn’t answer what I said")
        self.answer("Both groups will decide on it", "You are right: nobody counted them.")
        self.judge("Yes, this is an answer")

    def answer(self, became: str, reason: str) -> None:
        helen = self.helen.goes("/waiting/").follows("Answer it").reads("The form doesn’t count nights.")
        helen.chooses(became).writes("Why?", reason).presses()

    def judge(self, verdict: str) -> None:
        self.asha.goes("/waiting/").follows("answer").chooses(verdict).presses()

    def propose(self) -> None:
        """Asha writes a proposal from what she said; Sam changes it; anybody inside sees what changed."""
        asha = self.asha.goes(self.project).follows("Read what was said").follows("A concern")
        asha.follows("Propose a change").writes("What is proposed", "Count nights")
        asha.writes("The whole text", "A night counts 4 points.").presses()
        self.proposal = asha.page.url.removeprefix(self.site.url)
        self.revise("A night counts 6 points.", "Four was too few")
        self.asha.goes(self.proposal).follows("What changed in version 2").reads("Taken out: 4", "Added: 6")

    def revise(self, text: str, why: str) -> None:
        sam = self.sam.goes(self.proposal).follows("Write the next version")
        sam.writes("The whole text", text).writes("What did you change, and why?", why).presses()

    def decide(self, **answers: str) -> Somebody:
        """Maya asks both groups; everybody named answers once it is open; the calendar closes it."""
        self.maya.goes(self.proposal).follows("Ask both groups to decide").presses()
        decision = self.maya.page.url.removeprefix(self.site.url)
        self.days_pass(6)
        for name, says in answers.items():
            window = getattr(self, name).goes("/waiting/").follows("answer").chooses(says).presses()
            window.never_reads("voted yes")
        self.days_pass(15)
        return self.window(None).goes(decision)

    def refuse_and_bring_back(self) -> None:
        """Staff say no; their reason and the bring-back date are public. Asked again, both groups agree."""
        yes, no = "Yes", "No"
        public = self.decide(asha=yes, maya=yes, leroy=yes, helen=no, sam=no).reads("Not agreed")
        self.sam.goes("/waiting/").follows("reason").writes(
            "Why your group did not agree", "No money till April."
        )
        self.sam.presses()
        public.page.reload()
        public.reads("No money till April.", "by ")
        self.revise("From April, a night counts 6 points.", "The money comes in April")
        public = self.decide(asha=yes, maya=yes, leroy=yes, helen=yes, sam="I’m not voting on this")
        self.decision = public.page.url.removeprefix(self.site.url)
        public.reads("Agreed")

    def promise(self) -> None:
        """A promise comes from the decision: Helen owns it, Asha checks it."""
        asha = self.asha.goes(self.decision).follows("Make a promise from this decision")
        asha.writes("What will be done?", "Letters count nights").chooses("Helen")
        asha.chooses("I want to check whether it is done")
        asha.dates("By when?", self.in_days(20)).presses()
        self.commitment = asha.page.url.removeprefix(self.site.url)
        self.claim("We changed the letters.")
        self.check("Not yet", "My letter of today still says 2 points.")
        self.claim("Now all letters are changed.")
        self.check("I can see it", "")

    def claim(self, words: str) -> None:
        helen = self.helen.goes(self.commitment).follows("Say that it is done")
        helen.writes("What can people see now?", words).presses()

    def check(self, seen: str, words: str) -> None:
        asha = self.asha.goes("/waiting/").follows("see").chooses(seen).writes("What did you see?", words)
        asha.presses()

    def sign_off(self) -> None:
        """Both groups are asked; the check-back is in the diary."""
        for window in (self.asha, self.maya, self.leroy, self.helen, self.sam):
            window.goes(self.commitment).follows("Say whether it is done").chooses(
                "Yes, it is done"
            ).presses()
        self.sam.follows("Count the answers now").presses()
        public = self.window(None).goes(self.commitment).reads("Signed off")
        public.reads("3 of 3", "2 of 2")

    def look_back(self) -> None:
        """The project's page tells it all; Asha sees what her words changed; the record holds together."""
        public = self.window(None).goes(self.project)
        public.reads("1 of 1 signed off by both groups", "Letters count nights")
        self.asha.goes("/because-of-you/").reads(
            "The form doesn’t count nights.", "is signed off by both groups"
        )


@pytest.mark.parametrize("javascript", [False, True], ids=["JavaScript off", "JavaScript on"])
def test_from_an_offer_to_a_change_both_sign_off(site: Site, javascript: bool) -> None:
    road = Road(site, make_cast(), javascript=javascript)
    for step in (
        road.offer, road.counter, road.sign_in, road.contribute, road.propose, road.refuse_and_bring_back,
        road.promise, road.sign_off, road.look_back,
    ):  # fmt: skip
        step()
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()
