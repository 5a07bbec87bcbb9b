"""Both groups change what their committee can decide, disagree, and in the end close it."""

from datetime import timedelta

from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.committees.models import Committee
from equalweight.site.committees.queries import remit_in_force
from equalweight.site.decisions.models import Decision, FacilitatorAsk
from equalweight.site.desk.clock import tick
from tests.cast import Cast, make_cast

from .conftest import Site
from .somebody import Somebody
from .test_keyboard import Keys

ALL = ("maya", "leroy", "helen", "sam")


def window(site: Site, cast: Cast, who: str, **more: bool) -> Somebody:
    return Somebody(site.browser(getattr(cast, who), **more), site)


def everybody_answers(site: Site, cast: Cast, decision: Decision, **says: str) -> None:
    """The clock opens it, all four answer by hand, the clock closes it."""
    site.clock.go(days=6)
    tick(site.clock())
    for name in ALL:
        voter = window(site, cast, name, javascript=False).goes(f"/decisions/{decision.pk}/vote/")
        voter.chooses(says.get(name, "Yes"), "Your answer").presses("answer")
    site.clock.go(days=15)
    tick(site.clock())
    decision.refresh_from_db()


def test_the_remit_by_keyboard(site: Site) -> None:
    """Proposed with Tab, Space and Enter alone on a narrow screen; decided by both; dated in public."""
    cast = make_cast()
    page = site.browser(cast.maya, width=320)
    page.goto(f"/committees/{cast.committee.pk}/inside/")
    keys = Keys(page).to("See when what it can decide changed").opens().to("Propose a change").opens()
    keys.to("Someone with the power", "radio").press("Space", "ArrowDown", "ArrowDown")
    keys.to("Who has made the promise", "text")
    page.keyboard.press("Control+A")
    page.keyboard.type("The cabinet")
    keys.to("What is on the table?", "textarea")
    page.keyboard.type("Nights")
    keys.to("Save the first version", "submit").opens()
    keys.to("Ask both groups to decide").opens().to("Tell everybody", "submit").opens()
    everybody_answers(site, cast, Decision.objects.get())
    assert remit_in_force(cast.committee, site.clock()).holder == "The cabinet"
    public = Somebody(site.browser(), site).goes(f"/committees/{cast.committee.pk}/")
    public.reads("The cabinet decides and may say no. This is advice.")
    public.follows("See every version of what it can decide").reads("Version 2, in force since", "Before:")


def test_a_disagreement_and_then_the_end(site: Site) -> None:
    """Staff refuse to close it, a facilitator is asked for and met, and later both groups agree."""
    cast = make_cast()
    promise = Promise("New letters", owner=cast.helen.seat, origin_side="lived_experience")
    make_commitment(cast.committee, promise, by=cast.maya.actor, at=site.clock())
    maya = window(site, cast, "maya").goes(f"/committees/{cast.committee.pk}/inside/")
    maya.follows("Propose to close it").presses(problem="There is a problem")
    maya.writes("Why should this committee close?", "The work is done.")
    maya.writes("What becomes of what was promised", "The council keeps them.").presses()
    maya.follows("Ask both groups to decide").reads("Close this committee").presses("Tell everybody")
    first = Decision.objects.get()
    everybody_answers(site, cast, first, helen="No", sam="No")
    leroy = window(site, cast, "leroy", javascript=False).goes(f"/decisions/{first.pk}/")
    leroy.reads("Nobody has been named yet").presses("Ask for an independent facilitator")
    leroy.reads("1 group has asked for an independent facilitator")
    assert FacilitatorAsk.objects.get().side == "lived_experience"
    site.clock.go(days=3)
    leroy.follows("Note that a talk was held").presses().reads("One group says so; the other has not yet")
    sam = window(site, cast, "sam").goes("/waiting/").follows("Say whether it was held")
    sam.presses("Yes, it was held").reads("Both groups say so")
    sam.goes(f"/decisions/{first.pk}/").follows("Bring this question back").presses("Tell everybody")
    again = Decision.objects.exclude(pk=first.pk).get()
    everybody_answers(site, cast, again)
    assert Committee.objects.get(pk=cast.committee.pk).closed_at == again.closed_at
    public = Somebody(site.browser(), site).goes(f"/committees/{cast.committee.pk}/")
    public.reads(
        "This committee closed on", "1 promise is not done", "New letters", "The council keeps them."
    )
    public.follows("See the decision").reads("The committee closed with this decision")
    assert again.closed_at - first.closed_at > timedelta(days=20)
    inside = window(site, cast, "maya").goes(f"/committees/{cast.committee.pk}/inside/")
    inside.reads("What you can still do").never_reads("Start a project", "Propose to close it")
