"""Rounds of consent, through the commands: answers, entries, talks, objections, and what the record says of it all."""

from datetime import timedelta

import pytest
from tests.cast import Cast

from equalweight.core.record.entry import Entry as Line
from equalweight.site.committees.commands import leave_seat
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import CloseAsk, Question, Round, RoundAnswer, Vote
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.ledger.queries import shown
from equalweight.site.web.rules import RuleBroken

from .by_consent import ALL_CONSENT, HARM, LEROY_OBJECTS, WHY, Table, codes
from .road import OPENS, disclosed, entries


@pytest.fixture
def table(cast: Cast) -> Table:
    """Whoever announces by consent starts from the committee's own rounds: two."""
    return Table(cast)


def refused(code: str, act: object, *args: object, **more: object) -> None:
    before = len(entries())
    with pytest.raises(RuleBroken) as broken:
        act(*args, **more)  # type: ignore[operator]
    assert broken.value.code == code and len(entries()) == before


def pub(seq: int | None) -> dict:
    return dict(shown(Entry.objects.get(seq=seq)).pub)


def test_nobody_objects(table: Table) -> None:
    decision = table.round(ALL_CONSENT | {"ana": "pass"})
    assert (decision.status, decision.outcome["outcome"], decision.rule) == ("closed", "carried", "consent")
    assert entries()[-1] == "decision.closed" and pub(decision.closed_seq)["round"] == 1
    assert pub(decision.announced_seq)["rounds"] == 2
    assert codes() == []


def test_an_announcement_keeps_its_rounds_and_other_rules_have_none(cast: Cast) -> None:
    table = Table(cast, rounds=4)
    assert (table.decision.rounds, table.decision.ballot) == (4, 1)
    assert codes() == []


def test_every_seal_of_a_round_is_alike_and_the_words_stay_inside(table: Table) -> None:
    table.answer(LEROY_OBJECTS)
    cast = [Line.from_bytes(bytes(each.body)) for each in Entry.objects.filter(type="vote.cast")]
    assert {tuple(sorted(each.com)) for each in cast} == {("choice", "harm", "reason")}
    assert all(each.by.startswith("sealed:") and set(each.pub) == {"decision", "side"} for each in cast)
    decision = table.close()
    own = table.objection()
    assert disclosed(own.entry_seq) == {"choice": "object"}
    assert decision.closed_rounds.get().sides["lived_experience"]["no"] == 1
    assert {field for each in RoundAnswer.objects.all() for field in disclosed(each.entry_seq)} == {"choice"}


@pytest.mark.parametrize(
    ("choice", "reason", "harm", "code"),
    [
        ("object", "", "x", "no_reason"), ("object", "x", "", "no_harm"), ("consent", "x", "", "choice"),
        ("yes", "", "", "choice"),
    ],
)  # fmt: skip
def test_an_objection_has_a_reason_and_a_harm_and_nothing_else_has(
    table: Table, choice: str, reason: str, harm: str, code: str
) -> None:
    leroy = table.who["leroy"].actor
    refused(code, commands.cast_vote, table.now, choice, by=leroy, at=OPENS, reason=reason, harm=harm)
    assert not Vote.objects.exists()


def test_too_few_answers_close_it(table: Table) -> None:
    decision = table.round({"maya": "object", "leroy": "consent", "helen": "consent"})
    assert (decision.status, decision.outcome["outcome"]) == ("closed", "not_quorate")
    assert decision.bring_back_on is not None and codes() == []


def test_a_round_without_consent_is_talked_through(table: Table) -> None:
    before = len(entries())
    decision = table.round(LEROY_OBJECTS)
    assert (decision.status, decision.talk_until) == ("talk", decision.closes_at + timedelta(days=14))
    assert entries(before)[-1] == "decision.round_closed" and not Vote.objects.exists()
    assert RoundAnswer.objects.count() == 6 and Round.objects.get().number == 1
    assert not decision.outcome and codes() == []
    refused(
        "too_late", commands.cast_vote, decision, "consent", by=table.who["maya"].actor, at=decision.closes_at
    )
    refused("changed", commands.close_decision, decision, by=CLOCK, at=decision.closes_at)
    refused("too_early", commands.end_talk, decision, by=CLOCK, at=decision.closes_at)
    refused("clock", commands.end_talk, decision, by=table.who["maya"].actor, at=decision.talk_until)


def test_the_last_objection_taken_back_ends_the_talk(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS)
    at = decision.closes_at + timedelta(days=1)
    own = table.objection()
    refused("not_yours", commands.withdraw_objection, own, by=table.who["maya"].actor, at=at)
    before = len(entries())
    commands.withdraw_objection(own, by=table.who["leroy"].actor, at=at)
    assert entries(before) == ["objection.withdrawn"]
    taken = shown(Entry.objects.latest("seq"))
    assert taken.by.startswith("sealed:") and own.entry_seq in taken.refs
    refused("changed", commands.withdraw_objection, own, by=table.who["leroy"].actor, at=at)
    assert tick(at) == 1
    decision = table.now
    assert (decision.status, decision.outcome["outcome"]) == ("closed", "carried")
    assert decision.outcome["sides"]["lived_experience"]["passed"] == 1
    assert codes() == []


def test_another_objection_keeps_the_talk_going(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS | {"tess": "object"})
    at = decision.closes_at
    commands.withdraw_objection(table.objection(), by=table.who["leroy"].actor, at=at)
    assert tick(at) == 0 and table.now.status == "talk"
    decision = table.end_talk()
    assert (decision.status, decision.ballot, decision.rule) == ("open", 2, "consent")
    assert entries()[-1] == "decision.round_opened" and codes() == []


def test_everybody_answers_anew_and_a_form_of_the_round_before_is_told(table: Table) -> None:
    table.round(LEROY_OBJECTS)
    decision = table.end_talk()
    at = decision.ballot_opened_at
    assert not Vote.objects.exists() and not CloseAsk.objects.exists()
    refused("changed", commands.cast_vote, decision, "consent", by=table.who["maya"].actor, at=at, ballot=1)
    commands.cast_vote(decision, "consent", by=table.who["maya"].actor, at=at, ballot=2)
    decision = table.round(dict.fromkeys(table.who, "consent"))
    assert (decision.outcome["outcome"], pub(decision.closed_seq)["round"]) == ("carried", 2)
    assert codes() == []


def test_too_few_consents_without_an_objection_are_talked_through_to_the_end(table: Table) -> None:
    decision = table.round(ALL_CONSENT | {"maya": "pass", "leroy": "pass", "ana": "consent"})
    assert decision.status == "talk" and tick(decision.closes_at) == 0
    assert table.end_talk().ballot == 2
    assert codes() == []


def test_after_the_last_round_both_sides_vote_yes_or_no(cast: Cast) -> None:
    table = Table(cast, rounds=1)
    table.round(LEROY_OBJECTS)
    decision = table.end_talk()
    assert (decision.rule, decision.ballot, decision.status) == ("both_sides", 2, "open")
    refused(
        "choice",
        commands.cast_vote,
        decision,
        "consent",
        by=table.who["maya"].actor,
        at=decision.ballot_opened_at,
    )
    decision = table.round(
        {"maya": "yes", "leroy": "no", "ana": "yes", "helen": "no", "sam": "no", "tess": "no"}
    )
    assert (decision.outcome["rule"], decision.outcome["outcome"]) == ("both_sides", "not_carried")
    assert decision.refused_by == ("staff",) and decision.bring_back_on
    assert codes() == []


def test_both_groups_find_that_an_objection_has_no_reason(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS)
    at, own = decision.closes_at + timedelta(days=13), table.objection()
    refused("author", commands.question_objection, own, by=table.who["leroy"].actor, at=at)
    before = len(entries())
    commands.question_objection(own, by=table.who["sam"].actor, at=at)
    assert entries(before) == ["objection.questioned"]
    asked = shown(Entry.objects.latest("seq"))
    assert set(asked.pub) == {"decision", "question", "closes"} and asked.by.startswith("sealed:")
    assert table.now.talk_until == at + timedelta(days=14)
    refused("changed", commands.question_objection, own, by=table.who["helen"].actor, at=at)
    refused("author", commands.judge_objection, own, "stands", by=table.who["leroy"].actor, at=at)
    refused("choice", commands.judge_objection, own, "yes", by=table.who["maya"].actor, at=at)
    table.judge("stands", "maya")
    table.judge("unreasoned", "maya", "ana", "helen", "sam")
    question = Question.objects.get()
    refused("too_early", commands.settle_question, question, by=CLOCK, at=at)
    refused("clock", commands.settle_question, question, by=table.who["maya"].actor, at=question.closes_at)
    assert not Value.objects.filter(
        field="choice", is_disclosed=True, entry__type="objection.judged"
    ).exists()
    decision = table.end_talk()
    assert [entries()[-2], entries()[-1]] == ["objection.settled", "decision.closed"]
    settled = shown(Entry.objects.filter(type="objection.settled").get()).pub
    assert settled["outcome"] == "unreasoned" and settled["sides"]["lived_experience"]["entitled"] == 2
    assert decision.outcome["outcome"] == "carried" and codes() == []
    told = Value.objects.filter(field="choice", is_disclosed=True, entry__type="objection.judged")
    assert sorted(told.values_list("text", flat=True)) == ["unreasoned"] * 4
    refused(
        "too_late", commands.judge_objection, own, "stands", by=table.who["maya"].actor, at=decision.closed_at
    )


@pytest.mark.parametrize("judges", [{"helen": "unreasoned", "sam": "unreasoned", "tess": "unreasoned"}, {}])
def test_one_group_alone_never_sets_an_objection_aside(table: Table, judges: dict[str, str]) -> None:
    decision = table.round(LEROY_OBJECTS)
    commands.question_objection(table.objection(), by=table.who["helen"].actor, at=decision.closes_at)
    for name, choice in judges.items():
        table.judge(choice, name)
    decision = table.end_talk()
    assert Question.objects.get().outcome == "stands" and table.objection().stands
    assert (decision.status, decision.ballot) == ("open", 2) and codes() == []


def test_taken_back_while_both_groups_are_asked(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS)
    at, own = decision.closes_at, table.objection()
    commands.question_objection(own, by=table.who["sam"].actor, at=at)
    table.judge("unreasoned", "maya")
    commands.withdraw_objection(own, by=table.who["leroy"].actor, at=at + timedelta(days=1))
    refused(
        "changed",
        commands.judge_objection,
        own,
        "stands",
        by=table.who["ana"].actor,
        at=at + timedelta(days=1),
    )
    refused("changed", commands.settle_question, Question.objects.get(), by=CLOCK, at=at + timedelta(days=15))
    tick(at + timedelta(days=1))
    assert table.now.outcome["outcome"] == "carried" and codes() == []


def test_too_few_left_to_ask_and_the_objection_stands(cast: Cast) -> None:
    table = Table(cast)
    decision = table.round(LEROY_OBJECTS)
    decision.roll.filter(seat=table.who["ana"].seat).delete()
    refused(
        "too_few",
        commands.question_objection,
        table.objection(),
        by=table.who["sam"].actor,
        at=decision.closes_at,
    )


def test_asking_late_is_over_and_so_is_taking_back(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS | {"tess": "object"})
    commands.question_objection(
        table.objection("tess"), by=table.who["sam"].actor, at=decision.closes_at + timedelta(days=13)
    )
    late = decision.closes_at + timedelta(days=14)
    refused("over", commands.question_objection, table.objection(), by=table.who["sam"].actor, at=late)
    commands.withdraw_objection(table.objection("tess"), by=table.who["tess"].actor, at=late)
    refused(
        "over",
        commands.withdraw_objection,
        table.objection(),
        by=table.who["leroy"].actor,
        at=table.now.talk_until,
    )
    table.end_talk()
    refused("over", commands.withdraw_objection, table.objection(), by=table.who["leroy"].actor, at=late)
    assert codes() == []


def test_who_leaves_leaves_the_objection_standing(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS)
    leroy = table.who["leroy"]
    leave_seat(leroy.seat, by=leroy.actor, at=decision.closes_at)
    refused("no_seat", commands.withdraw_objection, table.objection(), by=leroy.actor, at=decision.closes_at)
    commands.question_objection(table.objection(), by=table.who["sam"].actor, at=decision.closes_at)
    assert table.end_talk().ballot == 2 and codes() == []


def test_its_author_publishes_the_words(table: Table) -> None:
    decision = table.round(LEROY_OBJECTS)
    own, at = table.objection(), decision.closes_at
    refused("not_yours", commands.publish_objection, own, by=table.who["sam"].actor, at=at)
    commands.publish_objection(own, by=table.who["leroy"].actor, at=at)
    assert entries()[-1] == "objection.published"
    assert disclosed(own.entry_seq) == {"choice": "object", "reason": WHY, "harm": HARM}
    refused("changed", commands.publish_objection, own, by=table.who["leroy"].actor, at=at)
    assert codes() == []


def test_co_chairs_close_a_round_early_and_their_asking_is_for_that_round_alone(table: Table) -> None:
    table.answer(LEROY_OBJECTS)
    maya, helen = table.who["maya"].actor, table.who["helen"].actor
    commands.ask_to_close(table.now, by=maya, at=OPENS)
    commands.close_decision(table.now, by=helen, at=OPENS)
    assert table.now.status == "talk" and not CloseAsk.objects.exists()
    decision = table.end_talk()
    refused("too_early", commands.close_decision, decision, by=helen, at=decision.ballot_opened_at)
    assert codes() == []


def test_more_time_once_a_decision(table: Table) -> None:
    commands.pause_decision(table.now, "", by=table.who["leroy"].actor, at=OPENS)
    table.round(LEROY_OBJECTS)
    decision = table.end_talk()
    refused(
        "paused",
        commands.pause_decision,
        decision,
        "",
        by=table.who["ana"].actor,
        at=decision.ballot_opened_at,
    )
    assert not decision.is_paused_now and codes() == []
    maya, helen = table.who["maya"].actor, table.who["helen"].actor
    commands.ask_to_close(decision, by=maya, at=decision.ballot_opened_at)
    commands.close_decision(decision, by=helen, at=decision.ballot_opened_at)
    assert table.now.outcome["outcome"] == "not_quorate" and codes() == []
