"""Several people at the same moment, in threads, against a real database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from tests.cast import Cast

from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Vote
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.web.rules import RuleBroken

from .road import CLOSES, OPENS, entries, fresh, opened

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run all at the same moment; for each "done", or the code of the rule that refused it."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(10)
            act()
        except RuleBroken as broken:
            return broken.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_vote_racing_the_close_counts_or_is_told_it_came_too_late(cast: Cast) -> None:
    decision = opened(cast)
    voters = [cast.maya.actor, cast.leroy.actor, cast.helen.actor, cast.sam.actor]
    acts = [lambda by=by: commands.cast_vote(decision, "yes", by=by, at=OPENS) for by in voters]
    results = at_once(*acts[:2], lambda: commands.close_decision(decision, by=CLOCK, at=CLOSES), *acts[2:])
    told = [*results[:2], *results[3:]]
    counted = sum(side["answered"] for side in fresh(decision).outcome["sides"].values())
    assert results[2] == "done" and set(told) <= {"done", "too_late"}
    assert told.count("done") == counted == Vote.objects.count() == entries().count("vote.cast")
    assert entries()[-1] == "decision.closed"


def test_decision_opens_and_closes_once(cast: Cast) -> None:
    decision = opened(cast)
    before = len(entries())
    results = at_once(*[lambda: commands.close_decision(decision, by=CLOCK, at=CLOSES)] * 3)
    assert sorted(results) == ["changed", "changed", "done"]
    assert entries(before) == ["decision.closed"]


def test_two_co_chairs_asking_at_once_never_close_it_alone(cast: Cast) -> None:
    decision = opened(cast)
    chairs = [cast.maya.actor, cast.helen.actor]
    results = at_once(*[lambda by=by: commands.ask_to_close(decision, by=by, at=OPENS) for by in chairs])
    assert sorted(results) == ["changed", "done"]
    assert fresh(decision).status == "open"
