"""Under `balanced`: a side's bare majority can lose, and every page says so before and after."""

import pytest
from tests.cast import NOW, Cast, later

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.decisions.words import MAJORITY_CAN_LOSE
from equalweight.site.ledger.actor import CLOCK

from .conftest import SetClock
from .road import CLOSES, OPENS, entries, join, opened, propose, vote

WARNING = "a group’s bare majority can lose"


@pytest.fixture
def balanced(cast: Cast) -> Cast:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="balanced")
    return cast


def against_a_bare_majority(cast: Cast) -> Decision:
    """Of five people with lived experience three say no; every member of staff says yes."""
    others = join(cast, "Ana", "Bo", "Cy", side="lived_experience")
    decision = opened(cast)
    vote(cast, decision, maya="yes", leroy="yes", helen="yes", sam="yes")
    for each in others:
        commands.cast_vote(decision, "no", by=each.actor, at=OPENS)
    return commands.close_decision(decision, by=CLOCK, at=CLOSES)


def test_a_bare_majority_can_lose_and_the_outcome_says_it(balanced: Cast) -> None:
    decision = against_a_bare_majority(balanced)
    assert decision.outcome["outcome"] == "carried"
    assert "though more people with lived experience said no than yes" in decision.outcome["why"]
    assert entries()[-1] == "decision.closed"
    page = balanced.leroy.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert "Agreed, with both groups weighing the same" in page and WARNING in page
    assert "Agreed by both groups" not in page and "40% of its yes and no answers were yes." in page


def test_pages_say_so_before_anybody_answers(balanced: Cast, clock: SetClock) -> None:
    version = propose(balanced.committee, balanced.maya)
    clock(NOW)
    announce = balanced.maya.browser.get(f"/proposals/{version.proposal_id}/announce/").content.decode()
    decision = commands.announce_decision(version, by=balanced.maya.actor, at=NOW)
    notice = balanced.maya.browser.get(f"/decisions/{decision.pk}/").content.decode()
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    clock(OPENS)
    ballot = balanced.maya.browser.get(f"/decisions/{decision.pk}/vote/").content.decode()
    inside = balanced.maya.browser.get(f"/committees/{balanced.committee.pk}/inside/").content.decode()
    assert all(WARNING in page for page in (announce, notice, ballot, inside))


def test_the_letter_says_so(
    balanced: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        commands.announce_decision(
            propose(balanced.committee, balanced.maya), by=balanced.maya.actor, at=later(days=1)
        )
    letter = next(each for each in mailoutbox if each.subject.startswith("To be decided"))
    assert MAJORITY_CAN_LOSE in letter.body


def test_every_sum_is_shown_and_those_without_a_majority_give_their_reason(balanced: Cast) -> None:
    decision = opened(balanced)
    vote(balanced, decision, maya="yes", leroy="no", helen="yes", sam="no")
    decision = commands.close_decision(decision, by=CLOCK, at=CLOSES)
    assert decision.outcome["outcome"] == "not_carried"
    assert decision.refused_by == ("lived_experience", "staff")
    page = balanced.maya.browser.get(f"/decisions/{decision.pk}/check/").content.decode()
    assert "(1/2 + 1/2) ÷ 2 = 1/2, and 1/2 is not more than 1/2" in page
    assert "1 × 5 = 5, 2 × 2 = 4, and 5 is at least 4" in page
    assert "--rule balanced" in page
