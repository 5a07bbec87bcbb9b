"""Closing a committee: decided alone, by both sides; afterwards nothing new starts, and what it promised stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import NOW, Cast, later

from equalweight.files.action_logs import LogRow
from equalweight.files.due_dates import read_due
from equalweight.site.commitments import commands as commitments
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.attending.commands import ask_to_welcome
from equalweight.site.committees.models import Committee
from equalweight.site.contributions import commands as contributions
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.offers import commands as offers
from equalweight.site.projects import commands as projects
from equalweight.site.proposals import commands as proposals
from equalweight.site.web.rules import RuleBroken

from .by_consent import LEROY_OBJECTS, Table
from .road import AGREED, CLOSES, OPENS, STAFF_REFUSE, announced, entries, fresh, propose, vote
from .table import CLOSING, change, closed_committee, decided, findings, pub_of

AFTER = later(days=20)


def promised(cast: Cast, text: str = "New letters") -> Commitment:
    promise = commitments.Promise(
        text, owner=cast.helen.seat, checker=cast.maya.seat, origin_side="lived_experience",
        due_on=later(days=80).date(),
    )  # fmt: skip
    return commitments.make_commitment(cast.committee, promise, by=cast.maya.actor, at=NOW)


def test_both_sides_close_it_in_the_entry_that_closes_the_decision(cast: Cast) -> None:
    version = change(cast, "closing", CLOSING)
    assert version.title == "Close this committee" and CLOSING["why_close"] in version.text
    before = len(entries())
    decision = decided(cast, version)
    closed = Committee.objects.get(pk=cast.committee.pk)
    assert (closed.closed_at, closed.closed_seq) == (CLOSES, decision.closed_seq)
    assert entries(before)[-1] == "decision.closed"
    assert pub_of(decision.announced_seq)["changes"] == "closing"
    assert pub_of(decision.closed_seq)["closes_committee"] is True
    assert decision.final_answer_due is None and findings() == set()


def test_one_side_can_not_close_it(cast: Cast) -> None:
    decision = decided(cast, change(cast, "closing", CLOSING), STAFF_REFUSE)
    assert "closes_committee" not in pub_of(decision.closed_seq)
    assert Committee.objects.get(pk=cast.committee.pk).closed_at is None
    announced(cast, at=CLOSES)


def test_while_it_is_decided_nothing_else_is_announced_or_opened(cast: Cast) -> None:
    waits = announced(cast)
    closing = commands.announce_decision(change(cast, "closing", CLOSING), by=cast.helen.actor, at=NOW)
    for act in (lambda: announced(cast), lambda: commands.open_decision(waits, by=CLOCK, at=OPENS)):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "closing_under_way"
    commands.open_decision(closing, by=CLOCK, at=OPENS)
    vote(cast, closing, **AGREED)
    commands.close_decision(closing, by=CLOCK, at=CLOSES)
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(waits, by=CLOCK, at=CLOSES)
    assert broken.value.code == "closed" and fresh(waits).status == Decision.Status.ANNOUNCED
    page = cast.maya.browser.get(f"/decisions/{waits.pk}/").content.decode()
    assert "Lapsed: the committee closed before it opened" in page and "Step back" not in page
    public = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "1 question was announced and never put to the vote" in public and waits.question not in public
    assert findings() == set()


def test_it_waits_for_a_question_that_is_talked_through(cast: Cast) -> None:
    """Between two rounds nothing is open for answers, and the next round opens by itself."""
    table = Table(cast, rounds=1)
    talk = table.round(LEROY_OBJECTS)
    maya, helen = table.who["maya"], table.who["helen"]
    project = projects.start_project(
        table.committee, name="How we work", purpose="Together", by=maya.actor, at=CLOSES
    )
    closing = proposals.draft_change(project, "closing", CLOSING, based_on=0, by=maya.actor, at=CLOSES)
    asked = commands.announce_decision(closing.versions.get(), by=helen.actor, at=CLOSES)
    assert talk.talk_until and asked.opens_at < talk.talk_until
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(asked, by=CLOCK, at=asked.opens_at)
    assert broken.value.code == "others_open"
    table.end_talk()
    table.round(dict.fromkeys(table.who, "yes"))
    tick(table.now.closes_at + timedelta(minutes=1))
    assert table.now.status == Decision.Status.CLOSED and fresh(asked).status == Decision.Status.OPEN
    assert findings() == set()


def test_it_waits_for_what_is_open_and_nobody_holds_it_up(cast: Cast) -> None:
    is_open = announced(cast)
    commands.open_decision(is_open, by=CLOCK, at=OPENS)
    closing = commands.announce_decision(change(cast, "closing", CLOSING), by=cast.helen.actor, at=OPENS)
    at = OPENS + timedelta(days=6)
    with pytest.raises(RuleBroken) as broken:
        commands.open_decision(closing, by=CLOCK, at=at)
    assert broken.value.code == "others_open"
    vote(cast, is_open, **STAFF_REFUSE)
    tick(CLOSES)
    assert fresh(is_open).status == Decision.Status.CLOSED
    tick(CLOSES + timedelta(minutes=1))
    assert fresh(closing).status == Decision.Status.OPEN
    assert fresh(closing).closes_at >= CLOSES + timedelta(days=14)
    vote(cast, closing, at=CLOSES, **AGREED)
    tick(later(days=60))
    assert Committee.objects.get(pk=cast.committee.pk).closed_at is not None
    page = Client().get(f"/decisions/{is_open.pk}/").content.decode()
    assert "does not come back: the committee closed" in page
    assert (
        "Bring this question back" not in cast.maya.browser.get(f"/decisions/{is_open.pk}/").content.decode()
    )
    assert findings() == set()


Start = Callable[[Cast], object]


def _offer(cast: Cast) -> object:
    terms = offers.Terms("x", "x", "x", "x", "x", "x")
    invitation = offers.Invitation("staff", "Ada", later(days=60).date(), terms, to_email="ada@example.org")
    return offers.make_offer(cast.committee, invitation, by=cast.helen.actor, at=AFTER)


STARTS: dict[str, Start] = {
    "a project": lambda cast: projects.start_project(
        cast.committee, name="x", purpose="x", by=cast.maya.actor, at=AFTER
    ),
    "a part in a phase": lambda cast: projects.join_phase(
        cast.committee.projects.all()[0], "co_design", what="x", is_paid=True, by=cast.maya.actor, at=AFTER
    ),
    "work after it closed": lambda cast: projects.log_work(
        cast.committee.projects.all()[0], "co_design", what="x", done_on=AFTER.date(), seats=[cast.maya.seat],
        by=cast.maya.actor, at=AFTER,
    ),
    "a question to everybody": lambda cast: contributions.invite_contributions(
        cast.committee.projects.all()[0], "What?", later(days=90).date(), by=cast.maya.actor, at=AFTER
    ),
    "something said": lambda cast: contributions.make_contribution(
        cast.committee.projects.all()[0], kind="idea", words="x", way="typed", by=cast.maya.actor, at=AFTER
    ),
    "a proposal": lambda cast: proposals.draft_proposal(
        cast.committee.projects.all()[0], title="x", text="x", by=cast.maya.actor, at=AFTER
    ),
    "a change of itself": lambda cast: change(cast, "ways", {"days_to_vote": 21}, at=AFTER),
    "an offer": _offer,
    "a promise": lambda cast: commitments.make_commitment(
        cast.committee, commitments.Promise("x", origin_side="staff"), by=cast.helen.actor, at=AFTER
    ),
    "somebody reading along": lambda cast: ask_to_welcome(
        cast.committee, cast.ines.email, "observer", by=cast.helen.actor, at=AFTER
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", STARTS)
def test_nothing_new_starts_in_it(cast: Cast, what: str) -> None:
    closed_committee(cast)
    before = len(entries())
    with pytest.raises(RuleBroken) as broken:
        STARTS[what](cast)
    assert broken.value.code == "closed" and len(entries()) == before


def test_a_proposal_written_before_goes_no_further(cast: Cast) -> None:
    version = propose(cast.committee, cast.maya)
    closed_committee(cast)
    for act in (
        lambda: commands.announce_decision(version, by=cast.helen.actor, at=AFTER),
        lambda: proposals.revise_proposal(
            version.proposal, title="x", text="x", why="", based_on=1, by=cast.sam.actor, at=AFTER
        ),
    ):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert broken.value.code == "closed"
    page = cast.maya.browser.get(f"/proposals/{version.proposal_id}/").content.decode()
    assert "nothing more comes of this here" in page and "Ask both groups to decide" not in page


def test_what_was_promised_is_still_owed_claimed_checked_and_signed_off(cast: Cast) -> None:
    commitment = promised(cast)
    closed_committee(cast)
    claim = commitments.claim_done(commitment, "They are out.", by=cast.helen.actor, at=AFTER)
    claim = commitments.check_claim(claim, True, "", by=cast.maya.actor, at=AFTER)
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        commitments.answer_claim(claim, "done", "", by=player.actor, at=AFTER)
    tick(AFTER + timedelta(days=15))
    commitment.refresh_from_db()
    assert commitment.status == Commitment.Status.DONE
    tick(AFTER + timedelta(days=15 + 95))
    assert commitment.check_backs.exclude(opened_at=None).count() == 1
    assert findings() == set()


def test_the_clock_asks_for_nothing_new_and_what_it_asked_is_answered(cast: Cast) -> None:
    promised(cast)
    tick(later(days=92))
    duty = cast.committee.duties.get()
    closed_committee(cast, at=later(days=93))
    tick(later(days=300))
    assert cast.committee.duties.count() == 1
    commitments.answer_duty(
        duty, "new_date", "It takes longer.", later(days=400).date(), by=cast.helen.actor, at=later(days=301)
    )
    page = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "The clock ended when the committee closed, on 4 May 2026" in page


def test_the_public_page_says_when_by_which_decision_and_what_is_not_done(cast: Cast) -> None:
    left, done = promised(cast, "New letters"), promised(cast, "A phone line")
    Commitment.objects.filter(pk=done.pk).update(status="done", signed_off_at=NOW)
    decision = closed_committee(cast)
    page = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    for words in (
        "This committee closed on 31 January 2026", f"/decisions/{decision.pk}/", f"/record/{decision.closed_seq}/",
        CLOSING["why_close"], CLOSING["promises"], "1 promise is not done", f"/commitments/{left.pk}/",
    ):  # fmt: skip
        assert words in page, words
    assert f"/commitments/{done.pk}/" not in page and "Maya" not in page
    inside = cast.maya.browser.get(f"/committees/{cast.committee.pk}/inside/").content.decode()
    assert "What you can still do" in inside and "Start a project" not in inside and "Propose" not in inside
    outcome = Client().get(f"/decisions/{decision.pk}/").content.decode()
    assert "The committee closed with this decision" in outcome
    staff = cast.sam.browser.get(f"/decisions/{decision.pk}/final-answer/").content.decode()
    assert "Adopted as decided" not in staff  # it is nobody's to adopt


def test_a_lie_about_closing_is_found(cast: Cast) -> None:
    promised(cast)
    closed_committee(cast)
    assert "closing_differ" in findings(b'"closes_committee":true,', b"")
    assert "closing_differ" in findings(b'"changes":"closing"', b'"changes":"remit"')
    Committee.objects.update(closed_at=None)  # as if somebody at the database opened it again
    cast.committee.refresh_from_db()
    promised(cast, "After all")
    assert findings() == {"after_closing"}


def test_a_closed_committee_takes_no_action_log(cast: Cast) -> None:
    closed_committee(cast)
    row = LogRow(2, "1", "A named person", "Head of care", "Begun", "31 July 2027", read_due("31 July 2027"))
    with pytest.raises(RuleBroken) as broken:
        commitments.import_commitment(cast.committee, row, "log.csv", by=cast.helen.actor, at=AFTER)
    assert broken.value.code == "closed"
