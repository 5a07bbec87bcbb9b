"""The other rules in a browser: ways of working changed by both groups and then used; options put in order."""

import pytest

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions.models import Vote
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.export import export_lines
from tests.cast import Cast

from .conftest import Site
from .looking import look
from .somebody import Somebody
from .test_keyboard import Keys

SCRIPTS = pytest.mark.parametrize("javascript", [False, True], ids=["JavaScript off", "JavaScript on"])
FOUR = ("maya", "leroy", "helen", "sam")
CAN_LOSE = "a group’s bare majority can lose"


class Table:
    """Four people at one table, and how a question travels there: asked, open, answered, closed by the calendar."""

    def __init__(self, site: Site, cast: Cast, *, javascript: bool = True) -> None:
        self.site, self.cast, self.javascript = site, cast, javascript
        self.windows = {name: self.window(name) for name in FOUR}
        self.public = Somebody(site.browser(javascript=javascript), site)
        self.address = f"/committees/{cast.committee.pk}/"
        self.decision = ""

    def window(self, name: str, width: int = 1280) -> Somebody:
        who = getattr(self.cast, name)
        return Somebody(self.site.browser(who, javascript=self.javascript, width=width), self.site)

    def look(self, window: Somebody) -> None:
        """Nothing for axe to find, nor sideways, nor out of the keyboard's reach; what looks is itself a script."""
        assert not (self.javascript and look(window.page))

    def days_pass(self, days: int) -> None:
        tick(self.site.clock.go(days=days))
        for name, window in self.windows.items():
            self.site.sign_in(window.page.context, getattr(self.cast, name).person)

    def propose(self, title: str, *, options: str = "") -> Somebody:
        """Sam starts a project and writes the proposal; he stands on its page."""
        sam = self.windows["sam"].goes(f"{self.address}inside/").follows("Start a project")
        sam.writes("What is it called?", "Help at night").writes("What should change", "Somebody to reach.")
        sam.presses().follows("Write a proposal").writes("What is proposed", title)
        return sam.writes("The whole text", "Somebody can be reached.").writes("Options", options).presses()

    def ask(self, proposal: Somebody) -> Somebody:
        """Both groups are asked; days later it is open."""
        asked = proposal.follows("Ask both groups to decide").presses()
        self.decision = asked.page.url.removeprefix(self.site.url)
        self.days_pass(6)
        return asked

    def answer(self, **says: str) -> None:
        for name, choice in says.items():
            self.windows[name].goes("/waiting/").follows("answer").chooses(choice).presses()

    def close(self) -> Somebody:
        self.days_pass(15)
        return self.public.goes(self.decision)


@SCRIPTS
def test_the_rule_is_changed_by_both_groups_and_holds_from_then_on(
    cast: Cast, site: Site, javascript: bool
) -> None:
    """`balanced` is chosen under both_sides, told wherever it is used, and its outcome says why."""
    table = Table(site, cast, javascript=javascript)
    maya = table.windows["maya"].goes(f"{table.address}inside/").follows("See when how we work changed")
    maya.follows("Propose").reads("Before you choose it", CAN_LOSE)
    maya.chooses("Both groups’ shares of yes are added and halved").writes(
        "Why should this change?", "Try it."
    )
    table.ask(maya.presses().reads("How we decide"))
    table.public.goes(table.address).reads("Both groups must agree, each counted by itself")
    table.answer(maya="Yes", leroy="Yes", helen="Yes", sam="Yes")
    table.close().reads("Agreed by both groups", "new ways of working are in force")
    table.look(table.public)
    table.public.goes(table.address).reads(CAN_LOSE)
    table.public.goes(f"{table.address}ways/").reads("Version 2", "Version 1")

    table.ask(table.propose("A night counts 6 points")).reads(CAN_LOSE)
    table.windows["leroy"].goes("/waiting/").follows("answer").reads(CAN_LOSE)
    table.answer(maya="Yes", leroy="No", helen="Yes", sam="Yes")
    outcome = table.close().reads("Agreed with both groups weighing the same: 75% said yes, more than half")
    table.look(outcome)
    outcome.follows("check").reads("--rule balanced")
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()


def focused(window: Somebody) -> str:
    """The words of what has the focus, as a screen reader would begin with them."""
    window.page.wait_for_function("document.activeElement !== document.body")
    return " ".join(window.page.locator(":focus").inner_text().split())


@SCRIPTS
def test_options_are_put_in_order_by_numbers_or_by_buttons(cast: Cast, site: Site, javascript: bool) -> None:
    """One writes places, one moves options (nothing is given by that), one passes, one has a keyboard alone."""
    table = Table(site, cast, javascript=javascript)
    options = "Phone line\nDrop-in\nBoth"
    table.ask(table.propose("Help at night", options=options))
    maya = table.windows["maya"].goes("/waiting/").follows("answer")
    table.look(maya)
    for option, place in (("Phone line", "1"), ("Drop-in", "2"), ("Both", "2")):
        maya.writes(option, place)
    maya.presses("Show my order").presses("Give my answer").reads("We have your answer")
    leroy = table.windows["leroy"].goes("/waiting/").follows("answer").writes("Drop-in", "9")
    leroy.presses("Give my answer", problem="4").writes("Drop-in", "1").writes("Phone line", "2")
    leroy.presses("Move up: Phone line")
    assert "“Phone line” is now in place 1 of 2. “Both” and “Leave it as it is” have no place." in focused(
        leroy
    )
    assert not Vote.objects.filter(roll_seat__seat=cast.leroy.seat).exists(), "moving gives no answer"
    leroy.presses("Give my answer").reads("We have your answer")
    sam = table.windows["sam"].goes("/waiting/").follows("answer")
    sam.chooses("I’m not voting on this").presses("Give my answer")
    helen = table.window("helen", width=320).goes(table.decision)
    keys = Keys(helen.page).to("answer").opens()
    for name in ("Phone line", "Both", "Drop-in"):
        keys.to(f"Move up: {name}", "submit").opens()
        told = f"“{name}” is now in place"
        assert helen.page.title().startswith(told) and told in focused(helen)
    keys.to("Move up: Drop-in", "submit").opens()
    assert helen.page.locator("main .ew-rank label").all_inner_texts()[:3] == [
        "Phone line",
        "Drop-in",
        "Both",
    ]
    keys.to("Give my answer", "submit").opens()
    given = dict(Vote.objects.values_list("roll_seat__seat__name", "choice"))
    assert given == {"Maya": "1>2=3>0", "Leroy": "1>2>0=3", "Sam": "pass", "Helen": "1>2>3>0"}
    outcome = table.close().reads(
        "Agreed by both groups: “Phone line” comes first", "2 for the winner, 0 for leaving it"
    )
    table.look(outcome)
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()
