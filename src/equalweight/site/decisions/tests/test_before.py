"""Announcing, stepping back and opening."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.cast import NOW, Cast, later

from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.models import Committee, WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.clock import due_acts
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry
from equalweight.site.proposals.models import Version
from equalweight.site.web.rules import RuleBroken

from .road import CLOSES, OPENS, TITLE, announced, closed, entries, fresh, join, opened, propose, revise, vote


def pub(seq: int) -> dict[str, object]:
    return json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]


def test_announcing_fixes_times_and_rule_and_writes_one_entry(cast: Cast) -> None:
    version = propose(cast.committee, cast.maya)
    before = len(entries())
    decision = announced(cast, version=version)
    assert entries(before) == ["decision.announced"]
    assert (decision.opens_at, decision.closes_at) == (OPENS, CLOSES)
    assert decision.question == f"Do you agree to this: “{TITLE}”?"
    assert pub(decision.announced_seq) == {
        "decision": decision.pk, "proposal": decision.version.proposal_id, "version": 1,
        "opens": "2026-01-17T09:00:00Z", "closes": "2026-01-31T09:00:00Z", "rule": "both_sides", "quorum": "1/2",
        "threshold": "1/2", "papers_sent_to": ["lived_experience", "staff"],
    }  # fmt: skip
    WaysOfWorking.objects.filter(committee=cast.committee).update(quorum="1/1", days_to_vote=1)
    assert fresh(decision).quorum == "1/2"


def test_whole_proposal_goes_to_every_seat(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    version = propose(cast.committee, cast.maya)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        announced(cast, version=version)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "helen@example.org", "leroy@example.org", "maya@example.org", "sam@example.org",
    ]  # fmt: skip
    for letter in mail.outbox:
        assert "Help between 10pm and 7am counts 6 points." in letter.body
        assert "17 January 2026, 9am" in letter.body and "31 January 2026, 9am" in letter.body
        assert "&" not in letter.body


def test_times_round_up_to_an_hour_when_people_are_awake(cast: Cast) -> None:
    decision = announced(cast, at=NOW + timedelta(seconds=1))
    assert decision.opens_at == OPENS + timedelta(hours=1)


def test_only_newest_version_and_one_decision_at_a_time(cast: Cast) -> None:
    version = propose(cast.committee, cast.maya)
    newer = revise(version, cast.sam)
    with pytest.raises(RuleBroken, match="newer version"):
        announced(cast, version=version)
    announced(cast, version=newer)
    with pytest.raises(RuleBroken) as broken:
        announced(cast, version=newer)
    assert broken.value.code == "under_way"


def test_agreed_version_is_not_decided_again(cast: Cast) -> None:
    decision = closed(cast, maya="yes", leroy="yes", helen="yes", sam="yes")
    with pytest.raises(RuleBroken) as broken:
        announced(cast, version=decision.version, at=later(days=20))
    assert broken.value.code == "agreed"


def test_needs_two_a_side(cast: Cast) -> None:
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=NOW)
    with pytest.raises(RuleBroken, match="Staff: 1 can vote, and at least 2 are needed") as broken:
        announced(cast)
    assert broken.value.code == "too_few"
    assert not Decision.objects.exists()


def test_rule_without_a_ballot_is_refused(cast: Cast) -> None:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="ranked")
    with pytest.raises(RuleBroken) as broken:
        announced(cast)
    assert broken.value.code == "rule_not_ready"


def test_other_committees_seats_do_nothing_here(cast: Cast) -> None:
    version = propose(cast.committee, cast.maya)
    acts = [lambda: commands.announce_decision(version, by=cast.pat.actor, at=NOW)]
    decision = announced(cast, version=version)
    by = cast.pat.actor
    acts += [
        lambda: commands.recuse(decision, by=by, at=NOW),
        lambda: commands.open_decision(decision, by=by, at=OPENS),
        lambda: commands.cast_vote(decision, "yes", by=by, at=OPENS),
        lambda: commands.pause_decision(decision, "", by=by, at=OPENS),
        lambda: commands.ask_to_close(decision, by=by, at=OPENS),
        lambda: commands.close_decision(decision, by=by, at=CLOSES),
        lambda: commands.give_reason(decision, "No", by=by, at=CLOSES),
        lambda: commands.record_final_answer(decision, "adopted", by=by, at=CLOSES),
    ]
    before = len(entries())
    for act in acts:
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "elsewhere"
    assert len(entries()) == before


def test_stepping_back_leaves_the_roll(cast: Cast) -> None:
    join(cast, "Ravi")
    decision = announced(cast)
    before = len(entries())
    commands.recuse(decision, by=cast.sam.actor, at=NOW)
    assert entries(before) == ["decision.recused"]
    with pytest.raises(RuleBroken, match="already"):
        commands.recuse(decision, by=cast.sam.actor, at=NOW)
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    assert sorted(decision.roll.values_list("seat__name", flat=True)) == ["Helen", "Leroy", "Maya", "Ravi"]
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, "yes", by=cast.sam.actor, at=OPENS)
    assert broken.value.code == "not_on_roll"


def test_stepping_back_is_only_for_before(cast: Cast) -> None:
    decision = opened(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.recuse(decision, by=cast.sam.actor, at=OPENS)
    assert broken.value.code == "opened"
    assert decision.roll.count() == 4


def test_too_few_after_stepping_back_stays_announced(cast: Cast) -> None:
    decision = announced(cast)
    commands.recuse(decision, by=cast.leroy.actor, at=NOW)
    before = len(entries())
    with pytest.raises(RuleBroken, match="People with lived experience: 1 can vote"):
        commands.open_decision(decision, by=CLOCK, at=OPENS)
    for act in due_acts(OPENS):
        with pytest.raises(RuleBroken):
            act()
    assert fresh(decision).status == "announced" and len(entries()) == before
    page = cast.maya.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert "People with lived experience: 1 can vote, and at least 2 are needed." in page


def test_opening_freezes_the_roll_with_one_entry(cast: Cast) -> None:
    decision = announced(cast)
    before = len(entries())
    (act,) = due_acts(OPENS)
    act()
    with pytest.raises(RuleBroken, match="opened already"):
        act()
    decision = fresh(decision)
    assert entries(before) == ["decision.opened"] and decision.status == "open"
    assert decision.opened_seq is not None
    roll = pub(decision.opened_seq)["roll"]
    assert roll == {
        "lived_experience": sorted([cast.maya.seat.pk, cast.leroy.seat.pk]),
        "staff": sorted([cast.helen.seat.pk, cast.sam.seat.pk]),
    }
    assert sorted(decision.roll.values_list("number", flat=True)) == [1, 2, 3, 4]
    join(cast, "Ravi")
    assert decision.roll.count() == 4


def test_never_opens_early_not_even_by_a_co_chair(cast: Cast) -> None:
    decision = announced(cast)
    assert list(due_acts(OPENS - timedelta(seconds=1))) == []
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(decision, by=cast.maya.actor, at=OPENS - timedelta(seconds=1))
    assert broken.value.code == "too_early"
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(decision, by=cast.leroy.actor, at=OPENS)
    assert broken.value.code == "co_chair"
    assert commands.open_decision(decision, by=cast.maya.actor, at=OPENS).status == "open"


def test_opening_held_up_gives_the_full_days_to_vote(cast: Cast) -> None:
    late = OPENS + timedelta(days=3)
    assert opened(cast, at=late).closes_at == late + timedelta(days=14)


def test_opening_a_little_late_keeps_the_announced_closing(cast: Cast) -> None:
    assert opened(cast, at=OPENS + timedelta(minutes=5)).closes_at == CLOSES


def test_bringing_back_is_named_in_the_entry_once(cast: Cast) -> None:
    refused = closed(cast, maya="yes", leroy="yes", helen="no", sam="no")
    again = announced(cast, version=refused.version, at=later(days=21))
    assert again.brings_back == refused
    assert pub(again.announced_seq)["brings_back"] == refused.pk
    commands.open_decision(again, by=CLOCK, at=later(days=26))
    vote(cast, again, at=later(days=26), maya="yes", leroy="yes", helen="yes", sam="yes")
    commands.close_decision(again, by=CLOCK, at=later(days=40))
    other = propose(cast.committee, cast.maya)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(other, by=cast.maya.actor, at=later(days=41), brings_back=refused)
    assert broken.value.code == "not_refused"


def test_nothing_new_is_decided_in_a_closed_committee(cast: Cast) -> None:
    version = propose(cast.committee, cast.maya)
    Committee.objects.filter(pk=cast.committee.pk).update(closed_at=NOW)
    with pytest.raises(RuleBroken) as broken:
        announced(cast, version=Version.objects.get(pk=version.pk))
    assert broken.value.code == "closed"
