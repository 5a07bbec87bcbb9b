"""What a disagreement always carries: what holds meanwhile, and somebody independent, offered and taken up."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from tests.cast import Cast, Player, browser, later

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, FacilitatorAsk, Talk
from equalweight.site.decisions.queries import waiting_for
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import AGREED, CLOSES, STAFF_REFUSE, closed, entries, revise, vote
from .table import closed_committee, findings, pub_of

DAY_AFTER = CLOSES + timedelta(days=1)
PROTECTED = "While the groups disagree, nothing that was there before is cut."


def named(cast: Cast, **settings: object) -> None:
    WaysOfWorking.objects.filter(committee=cast.committee).update(**settings)


def page(decision: Decision, by: Player | None = None) -> str:
    client = by.browser if by else Client()
    return client.get(f"/decisions/{decision.pk}/").content.decode()


def refused(cast: Cast) -> Decision:
    return closed(cast, **STAFF_REFUSE)


def ask(client: Client, decision: Decision) -> int:
    return client.post(f"/decisions/{decision.pk}/facilitator/").status_code


def test_a_facilitator_is_offered_on_every_refusal_and_a_gap_is_public(cast: Cast, clock: SetClock) -> None:
    clock(DAY_AFTER)
    decision = refused(cast)
    assert "<strong>Nobody has been named yet.</strong>" in page(decision)
    public = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "Independent facilitator" in public and "Not named yet" in public
    named(cast, facilitator="Beck Lane Mediation, 01632 960 140")
    assert "Who it is: Beck Lane Mediation" in page(decision)
    assert "Ask for an independent facilitator" not in page(decision)
    assert "Ask for an independent facilitator" in page(decision, cast.leroy)
    assert "independent facilitator" not in page(closed(cast, **AGREED))


def test_one_press_asks_for_a_group_and_tells_the_other_and_names_nobody(
    cast: Cast, clock: SetClock, django_capture_on_commit_callbacks: Any
) -> None:
    clock(DAY_AFTER)
    decision = refused(cast)
    before, mail.outbox[:] = len(entries()), []
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(cast.leroy.browser, decision) == 303
    assert entries(before) == ["facilitator.asked"]
    entry = Entry.objects.order_by("-seq")[0]
    assert entry.by.startswith("sealed:") and pub_of(entry.seq) == {
        "decision": decision.pk, "side": "lived_experience",
    }  # fmt: skip
    assert {each.to[0] for each in mail.outbox} == {"helen@example.org", "sam@example.org"}
    assert not any("Leroy" in str(each.body) for each in mail.outbox)
    assert "1 group has asked for an independent facilitator: on 1 February 2026." in page(decision)
    assert "Leroy" not in page(decision)
    assert ask(cast.maya.browser, decision) == 409  # once for the group, whoever of it pressed
    assert ask(cast.sam.browser, decision) == 303
    assert "2 groups have asked for an independent facilitator" in page(decision)
    assert FacilitatorAsk.objects.count() == 2 and findings() == set()


def test_nobody_else_asks_and_only_after_a_refusal(cast: Cast, clock: SetClock) -> None:
    clock(DAY_AFTER)
    decision, agreed = refused(cast), closed(cast, **AGREED)
    for client in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
        assert ask(client, decision) == 404
    assert ask(Client(), decision) == 302
    assert ask(cast.maya.browser, agreed) == 404
    with pytest.raises(RuleBroken) as broken:
        commands.ask_facilitator(agreed, by=cast.maya.actor, at=DAY_AFTER)
    assert broken.value.code == "not_offered" and not FacilitatorAsk.objects.exists()


def test_a_talk_is_held_once_one_of_each_group_says_so(cast: Cast, clock: SetClock) -> None:
    clock(later(days=30))
    decision = refused(cast)
    before = len(entries())
    address = f"/decisions/{decision.pk}/talks/"
    assert cast.leroy.browser.post(address, {"held_on": "2026-02-05"}).status_code == 303  # no chair needed
    talk = Talk.objects.get()
    assert "A talk was held on 5 February 2026. One group says so; the other has not yet." in page(decision)
    waits = [each.what for each in waiting_for([cast.sam.seat], later(days=30))]
    assert any("Was there a talk with an independent facilitator?" in what for what in waits)
    assert not any("facilitator" in each.what for each in waiting_for([cast.maya.seat], later(days=30)))
    assert cast.maya.browser.post(f"{address}{talk.pk}/").status_code == 422
    assert cast.sam.browser.post(f"{address}{talk.pk}/").status_code == 303
    assert cast.helen.browser.post(f"{address}{talk.pk}/").status_code == 409
    assert entries(before) == ["facilitator.noted", "facilitator.confirmed"]
    assert "A talk was held on 5 February 2026. Both groups say so." in page(decision)
    assert findings() == set()


@pytest.mark.parametrize("held_on", ["2026-01-30", "2026-02-12", "0901-01-01"])
def test_a_talk_was_after_the_vote_and_not_in_the_future(cast: Cast, clock: SetClock, held_on: str) -> None:
    clock(later(days=30))
    decision = refused(cast)
    reply = cast.maya.browser.post(f"/decisions/{decision.pk}/talks/", {"held_on": held_on})
    assert reply.status_code == 422 and not Talk.objects.exists()


def test_another_decisions_talk_is_not_there(cast: Cast, clock: SetClock) -> None:
    clock(later(days=30))
    first, other = refused(cast), refused(cast)
    talk = commands.note_talk(first, DAY_AFTER.date(), by=cast.maya.actor, at=later(days=30))
    assert cast.sam.browser.post(f"/decisions/{other.pk}/talks/{talk.pk}/").status_code == 404


def test_what_holds_meanwhile_and_until_when(cast: Cast, clock: SetClock) -> None:
    clock(DAY_AFTER)
    named(cast, protects_meanwhile=True)
    decision = refused(cast)
    assert f"{PROTECTED} This holds until the question has been decided again, even if that is late." in page(
        decision
    )
    again = commands.announce_decision(revise(decision.version, cast.maya), by=cast.helen.actor, at=DAY_AFTER)
    assert f"{PROTECTED} This holds until the decision that brings it back closes." in page(decision)
    assert f"{PROTECTED} This holds until this decision closes." in page(again, cast.maya)
    opens, closes = DAY_AFTER + timedelta(days=5), DAY_AFTER + timedelta(days=19)
    commands.open_decision(again, by=CLOCK, at=opens)
    vote(cast, again, at=opens, **AGREED)
    commands.close_decision(again, by=CLOCK, at=closes)
    assert "This held until the question was decided again, on 20 February 2026." in page(decision)
    assert "Neither group asked for one." in page(decision)


def test_where_nothing_is_protected_it_says_so_plainly(cast: Cast, clock: SetClock) -> None:
    clock(DAY_AFTER)
    assert "What was there before can still be cut." in page(refused(cast))


def test_the_ways_of_the_day_it_was_announced_hold(cast: Cast, clock: SetClock) -> None:
    clock(DAY_AFTER)
    named(cast, protects_meanwhile=True)
    decision = refused(cast)
    old = WaysOfWorking.objects.get(committee=cast.committee)
    WaysOfWorking.objects.create(
        committee=cast.committee,
        version=2,
        in_force_from=CLOSES,
        protects_meanwhile=False,
        pay_words=old.pay_words,
    )
    assert PROTECTED in page(decision)


def test_after_the_committee_closed_nothing_is_offered_and_it_says_why(cast: Cast, clock: SetClock) -> None:
    named(cast, protects_meanwhile=True)
    decision = refused(cast)
    closed_committee(cast, at=CLOSES)
    clock(later(days=60))
    html = page(decision, cast.maya)
    assert "The committee closed on 19 February 2026, before the question was decided again." in html
    assert "Ask for an independent facilitator" not in html
    with pytest.raises(RuleBroken) as broken:
        commands.ask_facilitator(decision, by=cast.maya.actor, at=later(days=60))
    assert broken.value.code == "closed"


def test_the_setting_is_in_the_record(cast: Cast) -> None:
    pub = pub_of(cast.committee.entry_seq)["ways"]
    assert isinstance(pub, dict) and pub["protects_meanwhile"] is False
