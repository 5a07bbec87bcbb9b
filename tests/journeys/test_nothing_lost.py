"""What somebody typed is never lost, and what somebody pressed twice is done once."""

import pytest
from django.contrib.sessions.models import Session

from equalweight.site.contributions.models import Contribution
from equalweight.site.decisions.models import Vote
from equalweight.site.ledger.models import Entry
from equalweight.site.proposals.models import Version
from tests.contracts.scene import PRESENT, Scene, make_scene

from .conftest import Site
from .looking import look
from .somebody import Somebody, last_mail

WORDS = "Nobody came at night, “again”.\nThree times – and I counted: ½ of all nights."


@pytest.fixture
def scene(site: Site) -> Scene:
    made = make_scene()
    site.clock.at = PRESENT
    return made


def window(site: Site, who: object, *, javascript: bool = False) -> Somebody:
    return Somebody(site.browser(who, javascript=javascript), site)  # type: ignore[arg-type]


def say(scene: Scene) -> str:
    return f"/projects/{scene.projects.project.pk}/say/"


def test_the_session_ends_while_somebody_types(scene: Scene, site: Site) -> None:
    """Signed out, they sign in by code, come back to the form, and their words are in it."""
    before = Contribution.objects.count()
    leroy = window(site, scene.cast.leroy).goes(say(scene)).chooses("A concern").writes("Your words", WORDS)
    Session.objects.all().delete()
    leroy.presses().reads("we kept what you typed")
    leroy.writes("Your email address", "leroy@example.org").presses()
    code = next(
        line for line in last_mail("leroy@example.org", "code").splitlines() if line.strip().isdigit()
    )
    leroy.writes("Code from the email", code.strip()).presses()
    if "/your-name/" in leroy.page.url:
        leroy.writes("Your name", "Leroy").presses()
    assert leroy.page.get_by_label("Your words").input_value() == WORDS
    assert leroy.page.get_by_label("A concern").is_checked() and Contribution.objects.count() == before
    leroy.presses()
    assert Contribution.objects.latest("made_at").words == WORDS


def test_a_page_that_grew_old(scene: Scene, site: Site) -> None:
    """Its security mark no longer holds: nothing is done, the words are kept, the page is opened again with them."""
    leroy = window(site, scene.cast.leroy).goes(say(scene)).chooses("A concern").writes("Your words", WORDS)
    leroy.page.context.clear_cookies(name="csrftoken")
    leroy.presses().reads("We kept what you typed", "Nothing was sent yet")
    leroy.follows("Open the page again")
    assert leroy.page.get_by_label("Your words").input_value() == WORDS
    leroy.presses()
    assert Contribution.objects.latest("made_at").words == WORDS


def test_two_people_change_one_proposal(scene: Scene, site: Site) -> None:
    """The second to save meets the first's words beside their own, and loses neither."""
    pk = scene.decisions.proposal.pk
    maya, sam = window(site, scene.cast.maya), window(site, scene.cast.sam)
    for somebody, text in ((maya, "A night counts 7 points."), (sam, "A night counts 5 points.")):
        somebody.goes(f"/proposals/{pk}/revise/").writes("The whole text", text)
    maya.presses()
    sam.presses(problem="while you were writing")
    sam.reads("A night counts 7 points.")
    assert sam.page.get_by_label("The whole text").input_value() == "A night counts 5 points."
    assert Version.objects.filter(proposal=pk).count() == 3
    sam.writes("The whole text", "A night counts 6 points, reviewed in a year.").presses()
    assert Version.objects.filter(proposal=pk).count() == 4


@pytest.mark.parametrize("javascript", [False, True], ids=["JavaScript off", "JavaScript on"])
def test_a_double_click_votes_once(scene: Scene, site: Site, javascript: bool) -> None:
    decision = scene.decisions.open
    leroy = window(site, scene.cast.leroy, javascript=javascript).goes(f"/decisions/{decision.pk}/vote/")
    leroy.chooses("No")
    before = Entry.objects.count()
    leroy.page.locator("main button").dblclick()
    leroy.page.wait_for_url(f"**/decisions/{decision.pk}/")
    leroy.reads("You can change your answer until it closes")
    assert Vote.objects.get(roll_seat__decision=decision).choice == "no"
    assert Entry.objects.count() == before + 1


def test_a_doubled_leaving_says_what_was_done(scene: Scene, site: Site) -> None:
    sam = window(site, scene.cast.sam).goes(f"/committees/{scene.committee}/leave/")
    before = Entry.objects.count()
    sam.page.locator("main button").dblclick()
    # The second press breaks off the first one's way to the page, so what counts is the page that is reached.
    sam.page.get_by_text("You have left").first.wait_for()
    assert sam.page.url == f"{site.url}/committees/{scene.committee}/"
    sam.reads("You have left")
    assert Entry.objects.count() == before + 1


def test_errors_are_pages_for_everybody_too(scene: Scene, site: Site) -> None:
    """Forms with errors, addresses that are not there, pages that grew old: looked at like every other page."""
    leroy = window(site, scene.cast.leroy, javascript=True)
    wrong = []
    for path in (
        say(scene), f"/committees/{scene.committee}/offers/make/", f"/decisions/{scene.decisions.open.pk}/vote/",
        f"/proposals/{scene.decisions.proposal.pk}/revise/", f"/committees/{scene.committee}/commitments/import/",
    ):  # fmt: skip
        leroy.goes(path)
        if "revise" in path:
            leroy.writes("The whole text", "")
        leroy.page.locator("main form button").first.click()
        leroy.page.wait_for_selector(".govuk-error-summary")
        wrong += look(leroy.page, is_error=True)
    for path in ("/nowhere/", f"/committees/{scene.cast.elsewhere.pk}/inside/"):
        leroy.page.goto(path)
        wrong += look(leroy.page)
    assert not wrong, "\n".join(wrong)
