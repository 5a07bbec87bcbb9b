"""Changing the ways of working: decided by both sides whatever is in force, and in force from the close."""

import json
from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import NOW, Cast, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.committees.ways import settings_of
from equalweight.site.decisions import commands
from equalweight.site.decisions.clock import due_acts
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_change
from equalweight.site.proposals.models import Version
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, entries, fresh, join, propose, vote

PUBLIC = {
    "rule": "balanced", "quorum": "1/2", "threshold": "1/2", "rounds": 2, "days_for_papers": 10, "days_to_vote": 14,
    "days_to_answer": 20, "days_to_bring_back": 28, "days_to_sign_off": 14, "protects_meanwhile": False,
}  # fmt: skip


def change(cast: Cast, **new: object) -> Version:
    """A change of the ways of working in force at NOW, drafted by Maya."""
    now = ways_in_force(cast.committee, NOW)
    project = start_project(
        cast.committee, name="How we work", purpose="Together", by=cast.maya.actor, at=NOW
    )
    settings = settings_of(now) | {"rule": "balanced", "days_for_papers": 10} | new
    return draft_change(
        project, "ways", settings, based_on=now.version, by=cast.maya.actor, at=NOW
    ).versions.get()


def decided(cast: Cast, version: Version, says: dict[str, str]) -> Decision:
    decision = commands.announce_decision(version, by=cast.helen.actor, at=NOW)
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    vote(cast, decision, **says)
    return commands.close_decision(decision, by=CLOCK, at=CLOSES)


def test_what_both_sides_carry_is_in_force_from_the_close_in_one_entry(cast: Cast) -> None:
    version = change(cast)
    before = len(entries())
    decision = decided(cast, version, AGREED)
    new = ways_in_force(cast.committee, CLOSES)
    assert (new.version, new.rule, new.days_for_papers, new.in_force_from) == (2, "balanced", 10, CLOSES)
    assert ways_in_force(cast.committee, later(days=18)).version == 1
    assert entries(before)[-1] == "decision.closed" and new.entry_seq == decision.closed_seq
    pub = json.loads(bytes(Entry.objects.get(seq=decision.closed_seq).body))["pub"]
    assert pub["ways"] == PUBLIC and "final_answer_due" not in pub


def test_what_one_side_refuses_changes_nothing(cast: Cast) -> None:
    decision = decided(cast, change(cast), STAFF_REFUSE)
    assert decision.outcome["outcome"] == "not_carried" and decision.refused_by == ("staff",)
    assert WaysOfWorking.objects.filter(committee=cast.committee).count() == 1


def test_a_weaker_rule_can_not_undo_itself_by_itself(cast: Cast) -> None:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="balanced")
    version = change(cast, rule="both_sides")
    decision = commands.announce_decision(version, by=cast.helen.actor, at=NOW)
    assert decision.rule == "both_sides"


def told_before_a_change(cast: Cast, **new: object) -> Decision:
    """A question announced under `both_sides`, and a change to `balanced` that closed before it opened."""
    plain = commands.announce_decision(
        propose(cast.committee, cast.maya), by=cast.helen.actor, at=later(minutes=1)
    )
    decided(cast, change(cast, **new), AGREED)
    return fresh(plain)


def run_clock(at: datetime) -> None:
    for act in due_acts(at):
        act()


def test_the_rule_in_force_at_opening_governs_and_was_told_before(
    cast: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    plain = told_before_a_change(cast)
    assert ways_in_force(cast.committee, CLOSES).rule == "balanced" and plain.rule == "both_sides"
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(plain, by=CLOCK, at=CLOSES)
    assert broken.value.code == "other_terms" and fresh(plain).status == "announced"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        run_clock(CLOSES)
    plain = fresh(plain)
    assert (plain.rule, plain.status, plain.announced_at) == ("balanced", "announced", CLOSES)
    assert plain.opens_at - CLOSES >= timedelta(days=10)
    told = [mail for mail in mailoutbox if "Told again" in mail.subject]
    assert {address for mail in told for address in mail.to} >= {
        cast.maya.person.email,
        cast.helen.person.email,
    }
    assert "both groups have changed how" in told[0].body and plain.version.text in told[0].body
    run_clock(plain.opens_at)
    assert fresh(plain).status == "open"
    vote(cast, plain, at=plain.opens_at, maya="yes", leroy="yes", helen="yes")
    closed = commands.close_decision(fresh(plain), by=CLOCK, at=fresh(plain).closes_at)
    assert closed.outcome["rule"] == "balanced"
    assert verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings == ()


def test_who_stepped_back_stays_out_and_reads_so(
    cast: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    join(cast, "Tess")
    plain = told_before_a_change(cast)
    commands.recuse(plain, by=cast.sam.actor, at=CLOSES)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        run_clock(CLOSES)
    letters = {mail.to[0]: mail.body for mail in mailoutbox if "Told again" in mail.subject}
    assert "You stepped back from this decision, and that stays so" in letters["sam@example.org"]
    assert "you can step back before" not in letters["sam@example.org"]
    assert (
        "You can vote from" in letters["maya@example.org"]
        and "step back before" in letters["maya@example.org"]
    )
    run_clock(fresh(plain).opens_at)
    assert plain.roll.count() == 4 and not plain.roll.filter(seat=cast.sam.seat).exists()


def test_nothing_is_announced_again_that_has_not_changed(cast: Cast) -> None:
    plain = told_before_a_change(cast, rule="both_sides")
    with pytest.raises(RuleBroken) as broken:
        commands.announce_again(plain, by=CLOCK, at=CLOSES)
    assert broken.value.code == "same_terms"
    assert commands.open_decision(plain, by=CLOCK, at=CLOSES).status == "open"
    with pytest.raises(RuleBroken) as broken:
        commands.announce_again(plain, by=CLOCK, at=CLOSES)
    assert broken.value.code == "changed"


def test_only_the_clock_or_a_co_chair_announces_again(cast: Cast) -> None:
    plain = told_before_a_change(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_again(plain, by=cast.leroy.actor, at=CLOSES)
    assert broken.value.code == "co_chair"


def test_a_sealed_vote_that_comes_under_consent_is_named_and_everybody_is_told(
    cast: Cast, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    plain = commands.announce_decision(
        propose(cast.committee, cast.maya), by=cast.helen.actor, at=later(minutes=1), votes="sealed"
    )
    decided(cast, change(cast, rule="consent", rounds=3), AGREED)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        again = commands.announce_again(plain, by=CLOCK, at=CLOSES)
    assert (again.rule, again.rounds, again.votes) == ("consent", 3, "named")
    letter = next(mail.body for mail in mailoutbox if "Told again" in mail.subject)
    assert "The votes on this are named" in letter and "it can’t be, under this rule" in letter
    assert (
        "Under this rule votes are named" in cast.maya.browser.get(f"/decisions/{again.pk}/").content.decode()
    )
    commands.open_decision(again, by=CLOCK, at=again.opens_at)
    assert verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings == ()


def test_a_co_chair_announces_again_what_the_clock_did_not(cast: Cast, clock: SetClock) -> None:
    plain = told_before_a_change(cast)
    clock(CLOSES)
    chair, page = cast.maya.browser, f"/decisions/{plain.pk}/"
    notice = chair.get(page).content.decode()
    assert "the rule and the days on this page no longer hold" in notice and "Announce it again" in notice
    assert "It can’t open as it was announced" in chair.get(page + "open/").content.decode()
    refused = chair.post(page + "open/", {"submission_key": "j" * 22})
    assert refused.status_code == 422 and "announced again first" in refused.content.decode()
    assert "Announce this decision again?" in chair.get(page + "announce-again/").content.decode()
    done = chair.post(page + "announce-again/", {"submission_key": "k" * 22}, follow=True).content.decode()
    assert "Announced again. Everybody gets an email." in done
    assert "This was announced again on 31 January 2026" in done and "announced as a sealed" not in done
    assert "Everybody has been told" in chair.get(page + "announce-again/").content.decode()


def test_one_change_at_a_time_and_from_what_is_in_force(cast: Cast) -> None:
    first, second = change(cast), change(cast, rule="both_sides", days_to_vote=21)
    decision = commands.announce_decision(first, by=cast.helen.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(second, by=cast.maya.actor, at=NOW)
    assert broken.value.code == "change_under_way"
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    vote(cast, decision, **AGREED)
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(second, by=cast.maya.actor, at=CLOSES)
    assert broken.value.code == "change_outdated"


def test_an_announcement_that_waited_for_its_turn_starts_from_what_is_in_force_by_then(cast: Cast) -> None:
    """Pressed a second before the change closed, done after it: nothing is undone unseen, and nothing is untrue."""
    first, second = change(cast), change(cast, rule="both_sides", days_to_vote=21)
    decided(cast, first, AGREED)
    pressed = CLOSES - timedelta(seconds=1)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(second, by=cast.maya.actor, at=pressed)
    assert broken.value.code == "change_outdated"
    plain = commands.announce_decision(
        propose(cast.committee, cast.maya, at=CLOSES), by=cast.helen.actor, at=pressed
    )
    assert (plain.rule, plain.announced_at) == ("balanced", CLOSES)
    assert ways_in_force(cast.committee, plain.announced_at).version == 2
    assert verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings == ()


def test_the_verifier_follows_the_rule_and_its_changes(cast: Cast) -> None:
    decided(cast, change(cast), AGREED)
    propose_again = propose(cast.committee, cast.maya, at=CLOSES)
    commands.announce_decision(propose_again, by=cast.helen.actor, at=CLOSES)
    lines = list(export_lines())
    assert verify(lines, roots={}, recomputers=RECOMPUTERS).findings == ()

    def codes(old: bytes, new: bytes) -> set[str]:
        changed = [line.replace(old, new) for line in lines]
        assert changed != lines
        return {each.code for each in verify(changed, roots={}, recomputers=RECOMPUTERS).findings}

    # As if the new rule had never been carried; as if nobody had said what the question would change.
    assert "terms_differ" in codes(
        b'"ways":{"days_for_papers":10', b'"via":"host","was":{"days_for_papers":10'
    )
    assert "ways_differ" in codes(b'"changes":"ways"', b'"changes":"remit"')


def test_pages_say_since_when(cast: Cast) -> None:
    decision = decided(cast, change(cast), AGREED)
    history = Client().get(f"/committees/{cast.committee.pk}/ways/").content.decode()
    assert "Version 2, in force since 31 January 2026" in history
    assert "Version 1, 12 January 2026 to 31 January 2026" in history
    assert "Papers: 10 days before voting opens. (Before: 5 days before voting opens.)" in history
    assert f"/record/{decision.closed_seq}/" in history
    outcome = Client().get(f"/decisions/{decision.pk}/").content.decode()
    assert "in force since this decision closed" in outcome
    assert "turned into promises" not in outcome
