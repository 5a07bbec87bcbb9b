"""Whole roads of consent, made at random: the site comes to what a tiny model says, and so does the verifier."""

from collections.abc import Sequence

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.cast import Cast, make_cast
from tests.rounds_model import Ballot, decided, roads

from equalweight.site.decisions import commands

from .by_consent import Table, codes

pytestmark = pytest.mark.django_db


def walk(table: Table, ballots: Sequence[Ballot]) -> None:
    """Each ballot, and what is said of its objections, by the clock until it is decided."""
    for ballot in ballots:
        now = table.now
        if now.status == "closed":
            return
        table.round(dict(ballot.says))
        if table.now.status == "talk":
            talk(table, ballot)
            table.end_talk()


def talk(table: Table, ballot: Ballot) -> None:
    at = table.now.closes_at
    for author, judged in ballot.judged.items():
        asker = next(each for each in table.who if each != author)
        commands.question_objection(table.objection(author), by=table.who[asker].actor, at=at)
        for name, choice in judged.items():
            table.judge(choice, name, of=author)
    for author in sorted(ballot.takes_back):
        commands.withdraw_objection(table.objection(author), by=table.who[author].actor, at=at)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(road=roads())
def test_the_site_and_the_verifier_come_to_what_the_model_says(
    db: None, road: tuple[int, list[Ballot]]
) -> None:
    rounds, ballots = road
    with transaction.atomic():
        cast: Cast = make_cast()
        table = Table(cast, rounds=rounds)
        walk(table, ballots)
        now = table.now
        assert (now.outcome["outcome"], now.outcome["rule"], now.ballot) == decided(ballots, rounds)
        assert codes() == []
        transaction.set_rollback(True)
