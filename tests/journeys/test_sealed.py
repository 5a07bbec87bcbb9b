"""A sealed vote from its announcement to the check by a stranger, as four people; and the ballot by keyboard alone."""

import re

import pytest

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions.envelopes import answered
from equalweight.site.decisions.models import Decision
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from tests.cast import Cast, make_cast
from tests.contracts.scene import PRESENT, make_scene

from .conftest import Site
from .looking import look
from .somebody import Somebody
from .test_keyboard import Keys

FINGERPRINT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
CODE = re.compile(r"[2-9b-z]{4}-[2-9b-z]{4}-[2-9b-z]{4}")


class Vote:
    """The people of one sealed vote. With a script every page is looked at; without, it is walked all the same."""

    def __init__(self, site: Site, cast: Cast, *, javascript: bool) -> None:
        self.site, self.javascript = site, javascript
        self.maya, self.leroy, self.helen, self.sam, self.stranger = (
            Somebody(site.browser(who, javascript=javascript), site)
            for who in (cast.maya, cast.leroy, cast.helen, cast.sam, None)
        )
        project = start_project(
            cast.committee, name="Nights", purpose="Sleep safely", by=cast.maya.actor, at=site.clock()
        )
        proposal = draft_proposal(
            project, title="Count help at night as 6 points", text="From 1 April.", by=cast.maya.actor,
            at=site.clock(),
        )  # fmt: skip
        self.proposal = f"/proposals/{proposal.pk}/"

    def looked_at(self, somebody: Somebody) -> Somebody:
        if self.javascript:
            assert not (wrong := look(somebody.page)), "\n".join([somebody.page.url, *wrong])
        return somebody

    def announce(self) -> None:
        """Helen announces it as sealed; Sam would rather have it held outside, and nobody learns that it was him."""
        helen = self.helen.goes(self.proposal).follows("decide")
        self.looked_at(helen).chooses("Sealed").presses().reads("This is a sealed vote")
        self.page = helen.page.url.removeprefix(self.site.url)
        sam = self.sam.goes(self.page).follows("I would rather have this vote held outside")
        self.looked_at(sam).presses().reads("Somebody would rather have this vote held outside")
        maya = (
            self.maya.goes(self.page).reads("nobody is told who it is").follows("How to hold a vote outside")
        )
        self.looked_at(maya).reads("Belenios", "receipt", "whoever runs this site’s server")
        self.looked_at(maya.goes(self.page).follows("Note a vote held outside"))
        maya.chooses("Staff").writes("Who runs it?", "Southvale Voices").writes(
            "The address", "vote.belenios.org"
        )
        maya.writes("Its fingerprint", FINGERPRINT).presses(problem="beginning with https://")
        maya.writes("The address", "https://vote.belenios.org/elections/8GVH85AoSyweXG/").presses()
        self.looked_at(maya).reads(FINGERPRINT, "Southvale Voices")

    def days_pass(self, days: int) -> None:
        tick(self.site.clock.go(days=days))

    def ballot(self, who: Somebody) -> Somebody:
        return who.goes("/waiting/").follows("Count help at night").reads("server", "vote again")

    def answer(self) -> str:
        """Four answer; Leroy takes a code and then changes his mind; nothing is entered meanwhile. Returns his code.

        He changes it in another window, and then loads the page with the code anew: that brings nothing back.
        """
        before = Entry.objects.count()
        leroy = self.looked_at(self.ballot(self.leroy)).chooses("No", "Your answer").chooses("Give me a code")
        self.looked_at(leroy.presses().reads("We have your answer", "Your code", "Show it to nobody"))
        code = leroy.page.locator(".ew-figure").inner_text()
        assert CODE.fullmatch(code)
        for who, choice in ((self.maya, "Yes"), (self.helen, "Yes"), (self.sam, "not voting")):
            self.ballot(who).chooses(choice, "Your answer").presses().reads("We have your answer")
            self.looked_at(who).never_reads(code)
        other = Somebody(leroy.page.context.new_page(), self.site).goes(self.page).reads("You have answered")
        self.looked_at(other.follows("Change my answer").never_reads(code)).chooses("Yes", "Your answer")
        other.presses().reads("We have your answer").never_reads(code)
        leroy.page.reload()
        self.looked_at(leroy.reads("nothing was changed by pressing again", "Change my answer")).never_reads(
            code
        )
        decision = Decision.objects.get()
        assert Entry.objects.count() == before and len(answered(decision)) == 4
        return code

    def checked_by_a_stranger(self, code: str) -> None:
        """The outcome is there for everybody; beside the code stands the answer as it was changed; it all adds up."""
        stranger = self.stranger.goes(self.page).reads("Agreed by both groups", "2 yes, 0 no")
        self.looked_at(stranger).never_reads("Leroy", "Maya").reads("Southvale Voices")
        check = self.looked_at(stranger.follows("Find your answer by it")).reads("These answered: 1, 2, 3, 4")
        row = check.page.locator("tr", has_text=code).inner_text()
        assert row.split()[-1] == "Yes" and "People with lived experience" in row
        assert not verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_announcement_to_the_check(site: Site, javascript: bool) -> None:
    vote = Vote(site, make_cast(), javascript=javascript)
    vote.announce()
    vote.days_pass(6)
    code = vote.answer()
    vote.days_pass(15)
    vote.checked_by_a_stranger(code)


def test_answering_and_taking_a_code_by_keyboard(site: Site) -> None:
    scene = make_scene()
    site.clock.at = PRESENT
    decision = scene.decisions.sealed
    page = site.browser(scene.cast.leroy, width=320)
    page.goto(f"/decisions/{decision.pk}/")
    keys = Keys(page).to("Give my answer").opens()
    keys.to("Yes", "radio").press("Space", "ArrowDown")
    assert page.get_by_label("No", exact=True).is_checked()
    keys.to("Give me a code", "checkbox").press("Space").to("answer", "submit").opens()
    assert CODE.fullmatch(page.locator(".ew-figure").inner_text())
    assert answered(decision) == {scene.cast.leroy.seat.pk}
    keys.to("I have it").opens()
    assert "You have answered" in page.locator("main").inner_text()
