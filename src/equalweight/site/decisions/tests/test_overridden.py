"""An override is shown wherever the decision is (promise 1.4), and no page trusts a row against the record."""

import pytest
from django.test import Client
from tests.cast import Cast, browser, later

from equalweight.site.commitments.commands import Promise, make_commitment
from equalweight.site.commitments.models import Commitment
from equalweight.site.contributions.models import Contribution
from equalweight.site.contributions.tests.road import ON_TIME, publish, say
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.decisions.queries import origin_of
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.proposals.tests.road import draft

from .road import AGREED, CLOSES, STAFF_REFUSE, announced, closed, vote
from .test_ranked import AGREED as IN_ORDER
from .test_ranked import closed as closed_in_order

PHRASE = "then watered down outside the room"


@pytest.fixture
def road(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Contribution, Decision, Commitment]:
    """Said, written, agreed, promised; then watered down."""
    said = say(cast)
    proposal = draft(cast, contributions=[said])
    decision = announced(cast, version=proposal.versions.get())
    commands.open_decision(decision, by=CLOCK, at=later(days=5))
    vote(cast, decision, **AGREED)
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    publish(cast, said, at=ON_TIME)
    origin = origin_of(decision.pk)
    assert origin is not None
    promise = Promise(
        text="Nights count", owner=cast.helen.seat, project=said.project, origin_seq=origin.closed_seq,
        origin_side="lived_experience",
    )  # fmt: skip
    made = make_commitment(cast.committee, promise, by=cast.maya.actor, at=CLOSES)
    commands.record_final_answer(decision, "adopted", by=cast.helen.actor, at=CLOSES)
    commands.record_final_answer(
        decision, "watered_down", reason="Only from 2028", by=cast.helen.actor, at=later(days=30)
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=31))
    return said, decision, made


def text(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def test_an_override_is_shown_wherever_the_decision_is(
    cast: Cast, road: tuple[Contribution, Decision, Commitment]
) -> None:
    said, decision, made = road
    public, maya = browser(), cast.maya.browser
    project = text(public, f"/projects/{said.project_id}/")
    assert project.count(PHRASE) == 4, "trail, proposal, the decision shown large, the list"
    assert "Only from 2028" in project, "the reason, beside the decision shown large"
    outcome = text(public, f"/decisions/{decision.pk}/")
    assert "Overridden: watered down" in outcome and outcome.index("Adopted") < outcome.rindex(
        "Only from 2028"
    )
    for client, address in (
        (public, f"/decisions/{decision.pk}/check/"),
        (public, f"/commitments/{made.pk}/"),
        (public, f"/contributions/{said.pk}/"),
        (public, f"/proposals/{decision.version.proposal_id}/"),
        (maya, f"/proposals/{decision.version.proposal_id}/"),
        (maya, "/because-of-you/"),
        (public, f"/committees/{cast.committee.pk}/who-got-their-way/"),
    ):
        assert PHRASE in text(client, address), address


def test_a_row_changed_behind_the_record_is_not_believed(cast: Cast) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    before = {
        page: text(browser(), f"/decisions/{decision.pk}/{page}") for page in ("", "check/", "votes.csv")
    }
    forged = decision.outcome | {"outcome": "carried", "why": "Agreed by both groups."}
    forged["sides"] = {
        side: counts | {"yes": 2, "no": 0} for side, counts in decision.outcome["sides"].items()
    }
    Decision.objects.filter(pk=decision.pk).update(outcome=forged, rule="balanced")
    for page, words in before.items():
        after = text(browser(), f"/decisions/{decision.pk}/{page}")
        assert "Agreed" not in after
        if page == "votes.csv":
            assert after == words
        else:
            assert "is not what the record says" in after and "is not what the record says" not in words
    assert "Agreed by both groups" not in text(browser(), f"/projects/{decision.project_id}/")
    differed = text(browser(), f"/committees/{cast.committee.pk}/who-got-their-way/")
    assert "Not agreed" in differed


def test_ballots_changed_behind_the_record_are_not_believed(cast: Cast) -> None:
    decision = closed_in_order(cast, **IN_ORDER)
    address = f"/decisions/{decision.pk}/votes.csv"
    before = text(browser(), address)
    ballots = {side: {"0>1>2": sum(many.values())} for side, many in decision.outcome["ballots"].items()}
    Decision.objects.filter(pk=decision.pk).update(outcome=decision.outcome | {"ballots": ballots})
    assert text(browser(), address) == before
    assert "is not what the record says" in text(browser(), f"/decisions/{decision.pk}/")
