"""Answering and asking for more time."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.cast import Cast, browser

from equalweight.site.committees.commands import leave_seat
from equalweight.site.decisions import commands
from equalweight.site.decisions.clock import due_acts
from equalweight.site.decisions.models import Vote
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import CLOSES, OPENS, announced, closed, disclosed, entries, fresh, join, opened, vote


def test_vote_is_one_entry_that_links_nobody_to_a_choice(cast: Cast) -> None:
    decision = opened(cast)
    before = len(entries())
    cast_one = commands.cast_vote(decision, "yes", by=cast.maya.actor, at=OPENS)
    assert entries(before) == ["vote.cast"]
    body = bytes(Entry.objects.get(seq=cast_one.entry_seq).body).decode()
    line = json.loads(body)
    assert line["by"].startswith("sealed:")
    assert line["pub"] == {"decision": decision.pk, "side": "lived_experience"}
    assert line["refs"] == [decision.opened_seq]
    assert cast.maya.seat.pk not in body and "yes" not in body
    assert disclosed(cast_one.entry_seq) == {}


def test_last_answer_counts_and_only_it_is_disclosed(cast: Cast) -> None:
    decision = opened(cast)
    first = commands.cast_vote(decision, "no", by=cast.maya.actor, at=OPENS).entry_seq
    second = commands.cast_vote(decision, "yes", by=cast.maya.actor, at=OPENS + timedelta(hours=1))
    assert json.loads(bytes(Entry.objects.get(seq=second.entry_seq).body))["refs"] == [
        decision.opened_seq,
        first,
    ]
    assert Vote.objects.count() == 1
    vote(cast, decision, leroy="yes", helen="yes", sam="pass")
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    assert fresh(decision).outcome["sides"]["lived_experience"]["yes"] == 2
    assert disclosed(first) == {}
    assert disclosed(second.entry_seq) == {"choice": "yes"}
    assert not Value.objects.filter(entry__type="vote.cast", field="by", is_disclosed=True).exists()


def test_before_opening_and_unknown_choices_are_refused(cast: Cast) -> None:
    decision = announced(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, "yes", by=cast.maya.actor, at=OPENS)
    assert broken.value.code == "not_open"
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, "perhaps", by=cast.maya.actor, at=OPENS)
    assert (broken.value.code, broken.value.field) == ("choice", "choice")
    assert not Vote.objects.exists()


@pytest.mark.parametrize("is_closed", [False, True])
def test_late_vote_is_told_that_it_came_too_late(cast: Cast, is_closed: bool) -> None:
    decision = opened(cast)
    if is_closed:
        commands.close_decision(decision, by=CLOCK, at=CLOSES)
    before = len(entries())
    with pytest.raises(RuleBroken, match="came too late") as broken:
        commands.cast_vote(decision, "yes", by=cast.maya.actor, at=CLOSES)
    assert broken.value.code == "too_late"
    assert len(entries()) == before and not Vote.objects.exists()


def test_leaving_after_opening_stays_on_the_roll_unanswered(cast: Cast) -> None:
    decision = opened(cast)
    leaver = cast.leroy.actor
    leave_seat(cast.leroy.seat, by=leaver, at=OPENS)
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, "yes", by=leaver, at=OPENS)
    assert broken.value.code == "no_seat"
    vote(cast, decision, maya="yes", helen="yes", sam="yes")
    outcome = commands.close_decision(decision, by=CLOCK, at=CLOSES).outcome
    assert outcome["sides"]["lived_experience"] | {"carried": False} == {
        "entitled": 2, "answered": 1, "yes": 1, "no": 0, "passed": 0, "quorum_met": False, "carried": False,
    }  # fmt: skip
    assert outcome["outcome"] == "not_quorate"


def test_not_ready_moves_the_closing_once(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    decision = opened(cast)
    vote(cast, decision, sam="yes")
    before = len(entries())
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        commands.pause_decision(decision, "Somebody to read it with me", by=cast.leroy.actor, at=OPENS)
    assert entries(before) == ["decision.paused"]
    decision = fresh(decision)
    assert decision.closes_at == CLOSES + timedelta(days=14)
    assert Vote.objects.count() == 1
    line = json.loads(bytes(Entry.objects.get(type="decision.paused").body))
    assert line["by"].startswith("sealed:")
    assert line["pub"] == {
        "decision": decision.pk,
        "side": "lived_experience",
        "closes": "2026-02-14T09:00:00Z",
    }
    told = {
        letter.to[0]: letter.body for letter in mail.outbox if "Somebody to read it with me" in letter.body
    }
    assert list(told) == ["maya@example.org"]
    everybody = [letter for letter in mail.outbox if letter.subject.startswith("More time")]
    assert len(everybody) == 4 and not any("Leroy," in letter.body.split("\n", 1)[1] for letter in everybody)
    with pytest.raises(RuleBroken) as broken:
        commands.pause_decision(decision, "", by=cast.helen.actor, at=OPENS)
    assert broken.value.code == "paused"
    assert list(due_acts(CLOSES)) == []


def test_help_wanted_is_seen_by_the_own_sides_co_chair_only(cast: Cast) -> None:
    decision = opened(cast)
    commands.pause_decision(decision, "Somebody to read it with me", by=cast.leroy.actor, at=OPENS)
    seen = {
        name: "Somebody to read it with me"
        in getattr(cast, name).browser.get(f"/decisions/{decision.pk}/").content.decode()
        for name in ("maya", "leroy", "helen", "sam")
    }
    assert seen == {"maya": True, "leroy": True, "helen": False, "sam": False}


def test_only_those_who_can_vote_say_not_ready(cast: Cast) -> None:
    decision = opened(cast)
    (ravi,) = join(cast, "Ravi")
    with pytest.raises(RuleBroken) as broken:
        commands.pause_decision(decision, "", by=ravi.actor, at=OPENS)
    assert broken.value.code == "not_on_roll"
    with pytest.raises(RuleBroken) as broken:
        commands.pause_decision(decision, "", by=cast.sam.actor, at=CLOSES)
    assert broken.value.code == "not_open"


def test_nothing_but_turnout_shows_while_open(cast: Cast, clock: SetClock) -> None:
    """Two elections that differ only in their answers look the same to everybody, in HTML and in JSON."""
    clock(OPENS + timedelta(days=1))
    decision = opened(cast)
    vote(cast, decision, maya="yes", helen="yes")
    first = _everything_shown(cast, decision.pk)
    vote(cast, decision, maya="no", helen="pass")
    assert _everything_shown(cast, decision.pk) == first
    assert all("1 of 2; 2 needed" in shown for shown in first if "conditions" in shown)


def _everything_shown(cast: Cast, pk: str) -> list[str]:
    shown = []
    for name in ("leroy", "sam", "maya"):
        for accept in ("text/html", "application/json"):
            for page in ("", "vote/", "names/", "check/", "votes.csv", "reason/", "final-answer/"):
                if name == "maya" and page == "vote/":
                    continue  # her own answer, to her alone
                answer = getattr(cast, name).browser.get(
                    f"/decisions/{pk}/{page}", headers={"accept": accept}
                )
                assert answer.status_code == 404 or page in ("", "vote/")
                shown.append(_without_keys(answer.content.decode()))
    return shown


def _without_keys(html: str) -> str:
    lines = (line for line in html.splitlines() if "csrf" not in line and "submission_key" not in line)
    return "\n".join(lines)


def test_own_answer_shows_to_oneself_on_the_ballot_only(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = opened(cast)
    vote(cast, decision, maya="no")
    assert (
        "Your answer now: <strong>No</strong>"
        in cast.maya.browser.get(f"/decisions/{decision.pk}/vote/").content.decode()
    )
    assert "Your answer now" not in cast.leroy.browser.get(f"/decisions/{decision.pk}/vote/").content.decode()


def test_named_votes_show_to_seats_only_after_the_close(cast: Cast) -> None:
    decision = closed(cast, maya="yes", leroy="pass", helen="no")
    page = cast.sam.browser.get(f"/decisions/{decision.pk}/names/").content.decode()
    assert page.count("Did not answer") == 1 and "Not voting on this" in page
    assert browser(cast.olu).get(f"/decisions/{decision.pk}/names/").status_code == 404
    for pages in ("", "check/", "votes.csv"):
        shown = browser().get(f"/decisions/{decision.pk}/{pages}").content.decode()
        assert not any(name in shown for name in ("Maya", "Leroy", "Helen", "Sam"))
