"""The whole folder of keys is not there: nothing is lost, people are told, and so is whoever runs the site."""

from pathlib import Path
from typing import Any

import pytest
from tests.cast import NOW, Cast, browser

from equalweight.site.decisions import commands, keys
from equalweight.site.decisions.clock import due_acts
from equalweight.site.decisions.models import Decision
from equalweight.site.decisions.queries import waiting_for
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, fresh, propose
from .test_sealed import answer, close, sealed, stamp


@pytest.fixture
def decision(cast: Cast, clock: SetClock, settings: Any, tmp_path: Path) -> Decision:
    clock(OPENS)
    made = sealed(cast)
    answer(cast, made, **AGREED)
    settings.KEYS_DIR = tmp_path / "nowhere"
    return made


def test_pages_say_so_plainly(cast: Cast, decision: Decision) -> None:
    for page in (f"/decisions/{decision.pk}/", f"/decisions/{decision.pk}/sealed-answer/"):
        told = cast.maya.browser.get(page)
        words = told.content.decode()
        assert told.status_code == 503
        assert "can’t reach the key just now" in words and "tell whoever runs this site" in words
    sent = cast.maya.browser.post(f"/decisions/{decision.pk}/sealed-answer/", {"choice": "yes", "stamp": "x"})
    assert sent.status_code == 503 and "nothing was changed" in sent.content.decode()
    told = cast.maya.browser.get(f"/decisions/{decision.pk}/", headers={"Accept": "application/json"})
    assert told.status_code == 503 and "can’t reach the key" in told.json()["errors"][""][0]["message"]


def test_other_pages_stay_open(cast: Cast, decision: Decision) -> None:
    for page in ("/waiting/", f"/projects/{decision.project_id}/", "/"):
        assert cast.maya.browser.get(page).status_code == 200
    assert [each.what for each in waiting_for([cast.maya.seat], OPENS)] == [decision.question]


def test_nothing_is_closed_until_it_is_there_again(
    decision: Decision, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    with pytest.raises(keys.KeysOutOfReach):
        close(decision)
    with caplog.at_level("ERROR", "equalweight"):
        tick(CLOSES)
    assert fresh(decision).status == "open" and keys.FOR_OPERATORS in caplog.messages
    settings.KEYS_DIR.mkdir()
    assert tick(CLOSES) and fresh(decision).outcome["outcome"] == "not_quorate"


def test_opening_another_makes_no_folder_anew(cast: Cast, decision: Decision) -> None:
    """An empty folder would say that the first vote's key is lost."""
    other = commands.announce_decision(
        propose(cast.committee, cast.maya), by=cast.helen.actor, at=NOW, votes="sealed"
    )
    with pytest.raises(keys.KeysOutOfReach):
        commands.open_decision(other, by=CLOCK, at=OPENS)
    assert not keys.is_within_reach()


def test_health_says_so(decision: Decision, settings: Any) -> None:
    ill = browser().get("/health")
    assert ill.status_code == 503 and ill.json()["keys_of_sealed_votes"] == "not reachable"
    settings.KEYS_DIR.mkdir()
    assert browser().get("/health").json()["keys_of_sealed_votes"] == "reachable"


def test_no_sealed_vote_needs_no_folder(
    db: None, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.KEYS_DIR = tmp_path / "nowhere"
    assert list(due_acts(OPENS)) == [] and caplog.messages == []
    assert browser().get("/health").status_code == 200


def test_a_folder_nobody_may_read_is_out_of_reach_too(
    cast: Cast, decision: Decision, settings: Any, tmp_path: Path
) -> None:
    settings.KEYS_DIR = tmp_path / "a-file"
    settings.KEYS_DIR.write_text("")
    assert cast.maya.browser.get(f"/decisions/{decision.pk}/").status_code == 503
    with pytest.raises(keys.KeysOutOfReach):
        stamp(decision, cast.maya)
