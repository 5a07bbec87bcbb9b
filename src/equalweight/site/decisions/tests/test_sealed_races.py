"""Sealed answers at the same moment as others and as the close, and what they leave in the database."""

from pathlib import Path

import pytest
from tests.cast import Cast

from equalweight.site.decisions import commands, keys
from equalweight.site.decisions.envelopes import key_of, open_all
from equalweight.site.ledger.actor import CLOCK

from .conftest import SetClock
from .road import CLOSES, OPENS, fresh
from .stolen import Tables, every_row
from .test_races import at_once
from .test_sealed import answer, cast_one, envelopes, sealed, stamp
from .traces import OF_THE_DISK, ROLL

pytestmark = pytest.mark.django_db(transaction=True)


def everything(folder: Path) -> Tables:
    """Every row of every table, but for the envelopes themselves; `folder`: a new one."""
    rows = every_row(folder)
    for row in rows[ROLL]:
        for name in ("envelope", *OF_THE_DISK & row.keys()):
            del row[name]
    return rows


def test_an_answer_changes_nothing_in_the_database_but_envelopes(
    cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    clock(OPENS)
    decision, maya = sealed(cast), cast.maya.browser
    before, sealed_before = everything(tmp_path / "before"), envelopes(decision)
    typed = {"choice": "no", "submission_key": "one-sending-of-it", "stamp": stamp(decision, cast.maya)}
    assert maya.post(f"/decisions/{decision.pk}/sealed-answer/", typed).status_code == 303
    assert everything(tmp_path / "after") == before
    assert not set(envelopes(decision)) & set(sealed_before)


def test_answers_whose_thanks_nobody_reads_never_reach_the_session(
    cast: Cast, clock: SetClock, tmp_path: Path
) -> None:
    """More notices than a cookie holds are lost, not kept beside the person's name with a new date."""
    clock(OPENS)
    decision, maya = sealed(cast), cast.maya.browser
    before = everything(tmp_path / "before")
    for number in range(40):
        typed = {
            "choice": "no", "submission_key": f"sending {number}", "stamp": stamp(decision, cast.maya)
        }  # fmt: skip
        assert maya.post(f"/decisions/{decision.pk}/sealed-answer/", typed).status_code == 303
    assert everything(tmp_path / "after") == before


def test_two_answering_at_once_both_count(cast: Cast) -> None:
    decision = sealed(cast)
    voters = [cast.maya, cast.leroy, cast.helen, cast.sam]
    acts = [
        lambda who=who, says=says: cast_one(decision, says, who)
        for who, says in zip(voters, ("yes", "no", "pass", "yes"), strict=True)
    ]
    assert at_once(*acts) == ["done"] * 4
    held = {place.seat: place.answer.choice for place in open_all(decision, key_of(decision))}
    assert [held[who.seat.pk] for who in voters] == ["yes", "no", "pass", "yes"]


def test_an_answer_racing_the_close_counts_or_is_told_it_came_too_late(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, maya="yes", helen="yes")
    # A ballot opened after the close is none; these were opened before.
    stamps = {who: stamp(decision, who) for who in (cast.leroy, cast.sam)}
    acts = [
        lambda who=who, its=its: commands.cast_sealed_vote(decision, "yes", by=who.actor, at=OPENS, stamp=its)
        for who, its in stamps.items()
    ]
    results = at_once(acts[0], lambda: commands.close_decision(decision, by=CLOCK, at=CLOSES), acts[1])
    told = [results[0], results[2]]
    counted = sum(side["answered"] for side in fresh(decision).outcome["sides"].values())
    assert results[1] == "done" and set(told) <= {"done", "too_late"}
    assert counted == 2 + told.count("done")
    assert envelopes(decision) == [] and keys.read_key(decision.pk) is None
    assert decision.pk not in keys.decisions_with_files()
