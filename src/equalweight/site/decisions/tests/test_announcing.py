"""What the page says before a question is put to both groups."""

from tests.cast import NOW, Cast, later

from equalweight.site.decisions import commands
from equalweight.site.proposals.models import Version

from .conftest import SetClock
from .road import CLOSES, OPENS, STAFF_REFUSE, closed, opened, propose, revise


def announcing(cast: Cast, version: Version) -> str:
    found = cast.sam.browser.get(f"/proposals/{version.proposal_id}/announce/")
    assert found.status_code == 200
    return found.content.decode()


def test_it_says_which_group_has_not_written(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    version = propose(cast.committee, cast.maya)
    page = announcing(cast, version)
    assert "Have both groups written it?" in page
    assert page.count("Not met") == 1 and "stays below co-design" in page
    assert "Not met" not in announcing(cast, revise(version, cast.sam))


def test_a_question_that_comes_back_shows_why_it_was_refused(cast: Cast, clock: SetClock) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    commands.give_reason(decision, "Too dear this year.", by=cast.helen.actor, at=CLOSES)
    clock(later(days=20))
    page = announcing(cast, decision.version)
    assert "Bring this question back?" in page and "comes back by 28 February 2026" in page
    assert "Too dear this year." in page and "Write a new version first" in page
    assert "The text is still the same" not in announcing(cast, revise(decision.version, cast.sam))


def test_a_first_question_says_nothing_of_coming_back(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    page = announcing(cast, propose(cast.committee, cast.maya))
    assert "Ask both groups to decide this?" in page and "comes back" not in page


def test_more_time_without_words_still_names_who_asks_to_their_own_co_chair(
    cast: Cast, clock: SetClock
) -> None:
    decision = opened(cast)
    commands.pause_decision(decision, "", by=cast.leroy.actor, at=OPENS)
    clock(OPENS)
    url = f"/decisions/{decision.pk}/"
    assert "Leroy asks for help before voting" in cast.maya.browser.get(url).content.decode()
    assert "They wrote nothing. Ask them what would help." in cast.maya.browser.get(url).content.decode()
    assert "You wrote nothing." in cast.leroy.browser.get(url).content.decode()
    for other in (cast.helen, cast.sam):
        assert "Leroy asks" not in other.browser.get(url).content.decode()
