"""Rounds of consent with several people at the same moment, in threads, against a real database."""

import pytest
from tests.cast import Cast

from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Question, RoundAnswer
from equalweight.site.ledger.actor import CLOCK

from .by_consent import ALL_CONSENT, LEROY_OBJECTS, Table, codes
from .road import OPENS, entries
from .test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_vote_racing_the_rounds_close_is_counted_or_told(cast: Cast) -> None:
    table = Table(cast)
    table.answer({name: said for name, said in LEROY_OBJECTS.items() if name not in ("ana", "tess")})
    acts = [
        lambda by=table.who[name].actor: commands.cast_vote(table.decision, "consent", by=by, at=OPENS)
        for name in ("ana", "tess", "maya", "sam")
    ]
    close = table.now.closes_at
    results = at_once(
        *acts[:2], lambda: commands.close_decision(table.decision, by=CLOCK, at=close), *acts[2:]
    )
    told = [*results[:2], *results[3:]]
    assert results[2] == "done" and set(told) <= {"done", "too_late"}
    counted = sum(side["answered"] for side in table.now.closed_rounds.get().sides.values())
    assert counted == RoundAnswer.objects.count() == 4 + results[:2].count("done")
    assert entries()[-1] == "decision.round_closed" and codes() == []


def test_taking_back_twice_acts_once(cast: Cast) -> None:
    table = Table(cast)
    now, before = table.round(LEROY_OBJECTS), len(entries())
    own, leroy = table.objection(), table.who["leroy"].actor
    results = at_once(*[lambda: commands.withdraw_objection(own, by=leroy, at=now.closes_at)] * 4)
    assert sorted(results) == ["changed"] * 3 + ["done"]
    assert entries(before) == ["objection.withdrawn"] and codes() == []


def test_two_who_ask_at_once_ask_once(cast: Cast) -> None:
    table = Table(cast)
    now = table.round(LEROY_OBJECTS)
    acts = [
        lambda by=table.who[name].actor: commands.question_objection(
            table.objection(), by=by, at=now.closes_at
        )
        for name in ("maya", "helen")
    ]
    assert sorted(at_once(*acts)) == ["changed", "done"] and Question.objects.count() == 1


def test_two_clocks_end_a_talk_once(cast: Cast) -> None:
    table = Table(cast)
    table.round(LEROY_OBJECTS)
    until, before = table.now.talk_until, len(entries())
    results = at_once(*[lambda: commands.end_talk(table.decision, by=CLOCK, at=until)] * 3)
    assert sorted(results) == ["changed", "changed", "done"]
    assert entries(before) == ["decision.round_opened"]
    assert table.round(ALL_CONSENT).outcome["outcome"] == "carried" and codes() == []
