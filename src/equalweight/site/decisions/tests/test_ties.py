"""Every rule says in a sentence what a tie comes to, and shows the head count wherever that would differ."""

import pytest
from django.test import Client
from tests.cast import Cast

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK

from .road import CLOSES, OPENS, join, opened, vote
from .test_ranked import closed as ranked_closed
from .test_ranked import opened as ranked_opened

HEAP = "had been put in one heap"


def closed(cast: Cast, rule: str = "both_sides", threshold: str = "1/2", **says: str) -> Decision:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule=rule, threshold=threshold)
    decision = opened(cast)
    vote(cast, decision, **says)
    return commands.close_decision(decision, by=CLOCK, at=CLOSES)


def page(decision: Decision) -> str:
    return Client().get(f"/decisions/{decision.pk}/").content.decode()


HALF_AND_HALF = {"maya": "yes", "leroy": "no", "helen": "yes", "sam": "yes"}


def test_both_sides_exactly_half(cast: Cast) -> None:
    html = page(closed(cast, **HALF_AND_HALF))
    assert "people with lived experience did not agree: 1 yes and 1 no, and a tie is not enough" in html
    assert f"{HEAP}, it would have been agreed: 3 yes and 1 no." in html


def test_both_sides_exactly_at_a_higher_bar(cast: Cast) -> None:
    (ana,) = join(cast, "Ana", side="lived_experience")
    WaysOfWorking.objects.filter(committee=cast.committee).update(threshold="2/3")
    decision = opened(cast)
    vote(cast, decision, maya="yes", leroy="yes", helen="yes", sam="yes")
    commands.cast_vote(decision, "no", by=ana.actor, at=OPENS)
    html = page(commands.close_decision(decision, by=CLOCK, at=CLOSES))
    assert "did not agree: 2 yes and 1 no, and exactly two thirds is not enough" in html
    assert f"{HEAP}, it would have been agreed: 4 yes and 1 no." in html


@pytest.mark.parametrize(
    ("threshold", "says", "sentence"),
    [
        (
            "1/2",
            {"maya": "yes", "leroy": "no", "helen": "yes", "sam": "no"},
            "more than half: a tie is not enough",
        ),
        ("3/4", HALF_AND_HALF, "more than three quarters: exactly three quarters is not enough"),
    ],
)
def test_balanced_exactly_at_the_bar(cast: Cast, threshold: str, says: dict[str, str], sentence: str) -> None:
    html = page(closed(cast, "balanced", threshold, **says))
    assert f"it must be {sentence}" in html and HEAP not in html


def test_balanced_shows_the_head_count_where_it_differs(cast: Cast) -> None:
    WaysOfWorking.objects.filter(committee=cast.committee).update(rule="balanced")
    more = join(cast, *(f"Officer{n}" for n in range(8)))
    decision = opened(cast)
    vote(cast, decision, maya="yes", leroy="yes", helen="no", sam="no")
    for number, each in enumerate(more):
        commands.cast_vote(decision, "yes" if number % 2 else "no", by=each.actor, at=OPENS)
    html = page(commands.close_decision(decision, by=CLOCK, at=CLOSES))
    assert "though more staff said no than yes" in html
    assert f"{HEAP}, it would have been refused: 6 yes and 6 no." in html


def test_ranked_several_winners_and_leaving_it_among_them(cast: Cast) -> None:
    several = page(ranked_closed(cast, maya="1>2>3>0", leroy="1>2>3>0", helen="2>1>3>0", sam="2>1>3>0"))
    assert "come first together, so it goes back to the committee" in several
    stays = page(ranked_closed(cast, maya="1>0>2>3", leroy="1>0>2>3", helen="0>1>2>3", sam="0>1>2>3"))
    assert "It stays as it is: “Leave it as it is” comes first together with" in stays


def test_ranked_shows_the_head_count_where_it_differs(cast: Cast) -> None:
    (ana,) = join(cast, "Ana")
    decision = ranked_opened(cast)
    vote(cast, decision, maya="1>2>3>0", leroy="1>2>3>0", helen="2>1>3>0", sam="2>1>3>0")
    commands.cast_vote(decision, "2>1>3>0", by=ana.actor, at=OPENS)
    html = page(commands.close_decision(decision, by=CLOCK, at=CLOSES))
    assert "come first together" in html
    assert f"{HEAP}, “Drop-in” would have come first" in html
