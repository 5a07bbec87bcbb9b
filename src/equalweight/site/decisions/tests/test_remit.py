"""Changing the remit: decided by both sides, dated, in force from the close, and not for what was announced before."""

import pytest
from django.test import Client
from tests.cast import NOW, Cast, later

from equalweight.site.committees.models import RemitVersion
from equalweight.site.committees.queries import remit_in_force
from equalweight.site.decisions import commands
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.web.rules import RuleBroken

from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, announced, disclosed, entries, propose, vote
from .table import change, decided, findings, pub_of

NEW = {
    "kind": "advises",
    "holder": "The cabinet",
    "days": 40,
    "off_the_table": "The size of the whole budget",
}
ENTRY = b'"remit":{"days":40,"kind":"advises"}'


def test_what_both_sides_carry_is_in_force_from_the_close_in_one_entry(cast: Cast) -> None:
    version = change(cast, "remit", NEW)
    before = len(entries())
    decision = decided(cast, version)
    now = remit_in_force(cast.committee, CLOSES)
    assert (now.version, now.kind, now.holder, now.days, now.in_force_from) == (
        2, "advises", "The cabinet", 40, CLOSES,
    )  # fmt: skip
    assert remit_in_force(cast.committee, later(days=18)).holder == "Director of adult social care"
    assert entries(before)[-1] == "decision.closed" and now.entry_seq == decision.closed_seq
    pub = pub_of(decision.closed_seq)
    assert (
        pub["remit"] == {"kind": "advises", "days": 40}
        and "final_answer_due" not in pub
        and "ways" not in pub
    )
    assert disclosed(decision.closed_seq or 0) == {
        "holder": "The cabinet",
        "off_the_table": NEW["off_the_table"],
    }
    assert pub_of(decision.announced_seq)["changes"] == "remit" and decision.rule == "both_sides"


def test_the_start_is_the_first_version_and_its_words_are_public(cast: Cast) -> None:
    first = cast.committee.remits.get()
    pub = pub_of(first.entry_seq)
    assert (first.version, first.entry_seq) == (1, cast.committee.entry_seq)
    assert (pub["remit"], pub["remit_days"]) == ("decides_by_promise", 28)
    assert disclosed(first.entry_seq or 0) == {"holder": "Director of adult social care"}


def test_what_one_side_refuses_changes_nothing(cast: Cast) -> None:
    decision = decided(cast, change(cast, "remit", NEW), STAFF_REFUSE)
    assert decision.refused_by == ("staff",) and "remit" not in pub_of(decision.closed_seq)
    assert RemitVersion.objects.filter(committee=cast.committee).count() == 1


def test_what_was_announced_before_is_answered_for_as_it_was_then(cast: Cast) -> None:
    plain = announced(cast)
    decided(cast, change(cast, "remit", NEW))
    commands.open_decision(plain, by=CLOCK, at=CLOSES)
    vote(cast, plain, at=CLOSES, **AGREED)
    closed = commands.close_decision(plain, by=CLOCK, at=later(days=40))
    assert closed.final_answer_due == later(days=40 + 28).date()
    page = Client().get(f"/decisions/{plain.pk}/").content.decode()
    assert "Director of adult social care was to do this" in page and "The cabinet" not in page
    answer = commands.record_final_answer(closed, "adopted", by=cast.helen.actor, at=later(days=41))
    assert answer.holder == "Director of adult social care"
    assert findings() == set()


def test_one_change_of_it_at_a_time_and_from_what_is_in_force(cast: Cast) -> None:
    first, second, ways = (
        change(cast, "remit", NEW), change(cast, "remit", {"days": 50}), change(cast, "ways", {"days_to_vote": 21}),
    )  # fmt: skip
    decision = commands.announce_decision(first, by=cast.helen.actor, at=NOW)
    commands.announce_decision(ways, by=cast.helen.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(second, by=cast.maya.actor, at=NOW)
    assert broken.value.code == "change_under_way"
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    vote(cast, decision, **AGREED)
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    with pytest.raises(RuleBroken) as broken:
        commands.announce_decision(second, by=cast.maya.actor, at=CLOSES)
    assert broken.value.code == "change_outdated"


def test_the_verifier_follows_the_remit_and_its_changes(cast: Cast) -> None:
    decided(cast, change(cast, "remit", NEW))
    again = commands.announce_decision(
        propose(cast.committee, cast.maya, at=CLOSES), by=cast.helen.actor, at=CLOSES
    )
    commands.open_decision(again, by=CLOCK, at=later(days=24))
    vote(cast, again, at=later(days=24), **AGREED)
    commands.close_decision(again, by=CLOCK, at=later(days=38))
    assert findings() == set()
    # As if nobody had said what the question would change; as if it had never been carried; a quieter promise.
    assert "remit_differ" in findings(b'"changes":"remit"', b'"changes":"ways"')
    assert "remit_differ" in findings(b"," + ENTRY, b"")
    assert "final_answer_differs" in findings(ENTRY, b'"remit":{"days":90,"kind":"advises"}')


def test_pages_say_since_when(cast: Cast) -> None:
    decision = decided(cast, change(cast, "remit", NEW))
    history = Client().get(f"/committees/{cast.committee.pk}/remit/").content.decode()
    assert "Version 2, in force since 31 January 2026" in history
    assert "Version 1, 12 January 2026 to 31 January 2026" in history
    assert (
        "Director of adult social care has promised" in history
        and f"/record/{decision.closed_seq}/" in history
    )
    outcome = Client().get(f"/decisions/{decision.pk}/").content.decode()
    assert (
        "What this committee can decide, and who decides in the end, changed when this decision closed"
        in outcome
    )
    public = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "The cabinet decides and may say no" in public
    assert f"/committees/{cast.committee.pk}/remit/" in public
