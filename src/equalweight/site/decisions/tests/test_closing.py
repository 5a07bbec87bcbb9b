"""Closing: by the clock, by two co-chairs, and what is said then."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from subprocess import run

import pytest
from django.core import mail
from tests.cast import Cast, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import RemitVersion, Seat, WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.clock import due_acts
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.web.rules import RuleBroken

from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, closed, disclosed, entries, fresh, join, opened, vote


def test_clock_closes_at_closing_time_with_one_entry(cast: Cast) -> None:
    decision = opened(cast)
    vote(cast, decision, **AGREED)
    before = len(entries())
    assert list(due_acts(CLOSES - timedelta(seconds=1))) == []
    (act,) = due_acts(CLOSES)
    act()
    with pytest.raises(RuleBroken, match="closed already"):
        act()
    assert entries(before) == ["decision.closed"]
    decision = fresh(decision)
    pub = json.loads(bytes(Entry.objects.get(seq=decision.closed_seq).body))["pub"]
    side = {"entitled": 2, "answered": 2, "yes": 2, "no": 0, "passed": 0, "quorum_met": True, "carried": True}
    assert pub == {
        "decision": decision.pk, "outcome": "carried", "rule": "both_sides", "quorum": "1/2", "threshold": "1/2",
        "sides": {"lived_experience": side, "staff": side}, "head_count": "carried",
        "final_answer_due": "2026-02-28", "raised_by": "lived_experience",
    }  # fmt: skip
    assert decision.final_answer_due == date(2026, 2, 28) and decision.bring_back_on is None
    assert disclosed(decision.announced_seq) == {"question": decision.question}


def test_no_side_decides_alone_whatever_its_numbers(cast: Cast) -> None:
    join(cast, *[f"Officer{number}" for number in range(7)])
    decision = opened(cast)
    vote(cast, decision, maya="no", leroy="no", helen="yes", sam="yes")
    for place in decision.roll.filter(seat__name__startswith="Officer"):
        commands.cast_vote(decision, "yes", by=seat_actor(place.seat), at=OPENS)
    outcome = commands.close_decision(decision, by=CLOCK, at=CLOSES).outcome
    assert (outcome["outcome"], outcome["head_count"]) == ("not_carried", "carried")


def test_refusal_sets_the_bring_back_date(cast: Cast) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    assert decision.outcome["outcome"] == "not_carried"
    assert (decision.bring_back_on, decision.final_answer_due) == (date(2026, 2, 28), None)
    assert decision.refused_by == ("staff",)


def test_nobody_freezes_the_table_by_staying_away(cast: Cast) -> None:
    decision = closed(cast, maya="yes", leroy="yes", helen="yes")
    assert decision.outcome["outcome"] == "not_quorate"
    assert decision.bring_back_on == date(2026, 2, 28) and decision.refused_by == ()


def test_ways_of_working_changed_meanwhile_change_nothing(cast: Cast) -> None:
    decision = opened(cast)
    WaysOfWorking.objects.create(
        committee=cast.committee,
        version=2,
        in_force_from=later(days=6),
        threshold="3/4",
        days_to_bring_back=1,
    )
    vote(cast, decision, **STAFF_REFUSE)
    decision = commands.close_decision(decision, by=CLOCK, at=CLOSES)
    assert decision.bring_back_on == date(2026, 2, 28)


def test_final_answer_is_due_only_where_somebody_else_decides(cast: Cast) -> None:
    RemitVersion.objects.filter(committee=cast.committee).update(kind="decides")
    assert closed(cast, **AGREED).final_answer_due is None


def test_closing_early_takes_the_co_chairs_of_both_groups(cast: Cast) -> None:
    decision = opened(cast)
    vote(cast, decision, **AGREED)
    before = len(entries())
    for by, code in ((cast.leroy.actor, "co_chair"), (cast.maya.actor, "too_early"), (CLOCK, "too_early")):
        with pytest.raises(RuleBroken) as broken:
            commands.close_decision(decision, by=by, at=OPENS)
        assert broken.value.code == code
    with pytest.raises(RuleBroken) as broken:
        commands.ask_to_close(decision, by=cast.leroy.actor, at=OPENS)
    assert broken.value.code == "co_chair"
    commands.ask_to_close(decision, by=cast.maya.actor, at=OPENS)
    for command, code in ((commands.ask_to_close, "changed"), (commands.close_decision, "too_early")):
        with pytest.raises(RuleBroken) as broken:
            command(decision, by=cast.maya.actor, at=OPENS)
        assert broken.value.code == code
    with pytest.raises(RuleBroken) as broken:
        commands.ask_to_close(decision, by=cast.helen.actor, at=OPENS)
    assert broken.value.code == "changed"
    commands.close_decision(decision, by=cast.helen.actor, at=OPENS)
    assert entries(before) == ["decision.close_asked", "decision.closed"]
    assert fresh(decision).outcome["outcome"] == "carried"


def test_two_co_chairs_of_one_group_do_not_close_early(cast: Cast) -> None:
    decision = opened(cast)
    commands.ask_to_close(decision, by=cast.helen.actor, at=OPENS)
    Seat.objects.filter(pk=cast.helen.seat.pk).update(is_co_chair=False)
    Seat.objects.filter(pk=cast.sam.seat.pk).update(is_co_chair=True)
    with pytest.raises(RuleBroken) as broken:
        commands.close_decision(decision, by=cast.sam.actor, at=OPENS)
    assert broken.value.code == "too_early"
    with pytest.raises(RuleBroken) as broken:
        commands.close_decision(decision, by=cast.maya.actor, at=OPENS)
    assert broken.value.code == "too_early"  # who asked is no longer a co-chair


def test_more_time_is_not_taken_away_again(cast: Cast) -> None:
    decision = opened(cast)
    commands.pause_decision(decision, "", by=cast.leroy.actor, at=OPENS)
    with pytest.raises(RuleBroken) as broken:
        commands.ask_to_close(decision, by=cast.maya.actor, at=OPENS)
    assert broken.value.code == "paused"
    vote(cast, decision, **AGREED)
    commands.ask_to_close(decision, by=cast.maya.actor, at=OPENS)
    assert commands.close_decision(decision, by=cast.helen.actor, at=OPENS).status == "closed"


def test_closes_once(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    with pytest.raises(RuleBroken) as broken:
        commands.close_decision(decision, by=CLOCK, at=CLOSES)
    assert broken.value.code == "changed"


def test_everybody_gets_the_whole_outcome(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        closed(cast, **STAFF_REFUSE)
    letters = [letter for letter in mail.outbox if letter.subject.startswith("Not agreed")]
    assert len(letters) == 4
    for words in (
        "staff did not agree: 0 yes and 2 no",
        "People with lived experience: 2 of 2 answered. 2 yes, 0 no, 0 not voting.",
        "publish its reason: staff",
        "comes back by 28 February 2026",
        "Northmoor Voices, 01632 960 001",
    ):
        assert words in letters[0].body


def test_an_erased_vote_is_said_by_the_check_and_hides_no_other_outcome(cast: Cast, tmp_path: Path) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    erased = Value.objects.filter(entry__type="vote.cast", field="choice", text="no").first()
    assert erased is not None and erased.is_disclosed
    erased.delete()
    whole = verify(export_lines(), roots={}, recomputers=RECOMPUTERS)
    assert (whole.findings, whole.unknown) == ((), 1)
    path = tmp_path / "export.jsonl"
    path.write_bytes(b"".join(export_lines()))
    said = run(
        [sys.executable, "-m", "equalweight", "verify", str(path)], capture_output=True, text=True, check=True
    )
    assert f"entry {decision.closed_seq}: Its outcome can't be counted again" in said.stdout
    assert f"choice of entry {erased.entry_id}" in said.stdout
    entry = Entry.objects.get(seq=decision.closed_seq)
    entry.body = bytes(entry.body).replace(b'"outcome":"not_carried"', b'"outcome":"carried"')
    entry.save()
    found = verify(export_lines(), roots={}, recomputers=RECOMPUTERS)
    assert "outcome_differs" in {finding.code for finding in found.findings}
