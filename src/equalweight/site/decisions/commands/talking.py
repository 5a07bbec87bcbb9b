"""The talk after a round without consent: objections taken back, asked about, judged; and what follows."""

from collections import Counter
from datetime import datetime
from fractions import Fraction

from django.utils.timezone import localtime

from equalweight.core.record.canonical import time_text
from equalweight.core.tally import Outcome, decide
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import consent_rules, letters
from ..models import Decision, Judgment, Question, Round, RoundAnswer
from ..objections import asked_of, question_of, standing
from .closing import conclude, counted
from .locking import acting_seat, lock, place_on_roll
from .rounds import vote_length


@shared
def withdraw_objection(answer: RoundAnswer, *, by: Actor, at: datetime) -> RoundAnswer:
    """Its author takes an objection back: it counts as a pass. When it was the last, the talk is over at once.

    Entry: `objection.withdrawn`, actor sealed.
    Errors: RuleBroken `elsewhere`, `no_seat`, `not_yours`, `changed`, `over`.
    """
    decision, answer = _lock(answer, by=by)
    seat = acting_seat(decision, by=by)
    consent_rules.check_may_withdraw(standing(answer, seat.pk), at)
    answer.withdrawn_at = at
    answer.save()
    append(
        "objection.withdrawn", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": answer.place.side}, refs=[answer.entry_seq, answer.round.closed_seq],
    )  # fmt: skip
    _end_if_over(decision, answer.round, at=at)
    return answer


@shared
def publish_objection(answer: RoundAnswer, *, by: Actor, at: datetime) -> RoundAnswer:
    """Its author publishes what an objection says, without a name. Until then its words stay in the committee.

    Entry: `objection.published`, actor sealed; the words of the vote are disclosed.
    Errors: RuleBroken `elsewhere`, `no_seat`, `not_yours`, `changed`.
    """
    decision, answer = _lock(answer, by=by)
    seat = acting_seat(decision, by=by)
    consent_rules.check_may_publish(standing(answer, seat.pk), is_published=answer.published_at is not None)
    answer.published_at = at
    answer.save()
    append(
        "objection.published", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": answer.place.side}, refs=[answer.entry_seq, answer.round.closed_seq],
    )  # fmt: skip
    disclose(answer.entry_seq, "reason", "harm")
    return answer


@shared
def question_objection(answer: RoundAnswer, *, by: Actor, at: datetime) -> Question:
    """Ask both groups, once, whether an objection has a reason. The talk lasts until they have answered.

    Any seat on the roll but the author may ask. Asked are all on the roll but the author.
    Entry: `objection.questioned`, actor sealed; it names no roll, which would point at the author. Letters to the roll.
    Errors: RuleBroken `elsewhere`, `no_seat`, `not_on_roll`, `author`, `changed`, `over`, `too_few`.
    """
    decision, answer = _lock(answer, by=by)
    place = place_on_roll(decision, by=by)
    consent_rules.check_may_ask(standing(answer, place.seat_id), asked_of(answer), at)
    closes = consent_rules.lasts_until(localtime(at), vote_length(decision))
    question = Question(answer=answer, asked_at=at, closes_at=closes)
    question.entry_seq = append(
        "objection.questioned", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "question": question.id, "closes": question.closes_text},
        refs=[answer.entry_seq, answer.round.closed_seq],
    )  # fmt: skip
    question.save()
    decision.talk_until = max(closes, decision.talk_until or closes)
    decision.save()
    letters.asked_about(decision, answer, question)
    return question


@shared
def judge_objection(answer: RoundAnswer, choice: str, *, by: Actor, at: datetime) -> Judgment:
    """Say whether an objection has a reason: `unreasoned`, `stands` or `pass`. The last answer of a seat counts.

    Entry: `objection.judged`, actor and choice sealed. Errors: RuleBroken `elsewhere`, `no_seat`, `not_on_roll`,
    `not_asked`, `author`, `changed`, `too_late`, `choice`.
    """
    decision, answer = _lock(answer, by=by)
    question = question_of(answer)
    place = place_on_roll(decision, by=by)
    consent_rules.check_may_judge(
        standing(answer, place.seat_id), choice, at,
        closes_at=question.closes_at, is_settled=question.settled_at is not None,
    )  # fmt: skip
    replaced = question.judgments.filter(place=place).first()
    seq = append(
        "objection.judged", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "question": question.id, "side": place.side}, words={"choice": choice},
        refs=[question.entry_seq, *([replaced.entry_seq] if replaced else [])],
    )  # fmt: skip
    judgment = replaced or Judgment(question=question, place=place)
    judgment.choice, judgment.entry_seq = choice, seq
    judgment.save()
    return judgment


@shared
def settle_question(question: Question, *, by: Actor, at: datetime) -> Question:
    """The clock counts what both groups said of an objection. Carried by both: it has no reason, and counts as a pass.

    Entry: `objection.settled`; the answers are disclosed without their seats. Letters: to the roll.
    Errors: RuleBroken `clock`, `changed`, `too_early`.
    """
    _check_clock(by)
    decision, answer = _lock(question.answer, by=by)
    question = question_of(answer)
    if question.settled_at is not None or answer.withdrawn_at is not None:
        raise RuleBroken("changed", "There is nothing left to count here.")
    if at < question.closes_at:
        raise RuleBroken("too_early", "Both groups still have time to answer.")
    judged = list(question.judgments.select_related("place"))
    outcome = _judged(decision, answer, judged)
    question.settled_at, question.sides = at, dict(outcome.as_json()["sides"])  # type: ignore[call-overload]
    question.outcome = "unreasoned" if outcome.outcome == "carried" else "stands"
    question.save()
    if question.outcome == "unreasoned":
        answer.unreasoned_at = at
        answer.save()
    append(
        "objection.settled", by=by, at=at, ctx=decision.project_id,
        pub={
            "decision": decision.id, "question": question.id, "outcome": question.outcome, "sides": question.sides,
        },
        refs=[answer.entry_seq, question.entry_seq],
    )  # fmt: skip
    for each in judged:
        disclose(each.entry_seq, "choice")
    _end_if_over(decision, answer.round, at=at)
    letters.settled(decision, answer, question)
    return question


@shared
def end_talk(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """The talk is over: the round's answers are counted once more, the objections that fell as passes.

    Carried: the decision closes. Else the next round opens, where everybody answers anew; after the last round, a
    ballot under `both_sides`.
    Entry: `decision.closed` or `decision.round_opened`. Letters: to the roll, or the outcome to every seat.
    Errors: RuleBroken `clock`, `changed`, `too_early`.
    """
    _check_clock(by)
    decision = lock(decision, by=by)
    asking = Question.objects.filter(
        answer__round__decision=decision, settled_at__isnull=True, answer__withdrawn_at__isnull=True
    )
    consent_rules.check_may_end(decision.status, decision.talk_until, at, is_asking=asking.exists())
    last = decision.closed_rounds.get(number=decision.ballot)
    choices = Counter((each.place.side, each.counts_as) for each in last.answers.select_related("place"))
    outcome = counted(decision, choices)
    decision.talk_until = None
    if outcome.outcome == "carried":
        return conclude(decision, outcome, None, choices, [], by=by, at=at)
    _open_next(decision, last, by=by, at=at)
    letters.round_opened(decision)
    return decision


def _lock(answer: RoundAnswer, *, by: Actor) -> tuple[Decision, RoundAnswer]:
    """The objection as it is now, and its decision, locked. Errors: RuleBroken `elsewhere`."""
    decision = lock(answer.round.decision, by=by)
    fresh = RoundAnswer.objects.select_related("round", "place", "question").get(pk=answer.pk)
    fresh.round.decision = decision
    return decision, fresh


def _check_clock(by: Actor) -> None:
    if not by.is_clock:
        raise RuleBroken("clock", "The clock does this when its time has come, and nobody else.")


def _judged(decision: Decision, answer: RoundAnswer, judged: list[Judgment]) -> Outcome:
    said = Counter((each.place.side, consent_rules.AS_MOTION[each.choice]) for each in judged)
    return decide("both_sides", asked_of(answer), said, quorum=Fraction(decision.quorum))


def _end_if_over(decision: Decision, round: Round, *, at: datetime) -> None:
    """With no objection left there is nothing to wait for."""
    objections = round.answers.filter(choice="object")
    if consent_rules.is_over(each.stands for each in objections):
        decision.talk_until = at
        decision.save()


def _open_next(decision: Decision, last: Round, *, by: Actor, at: datetime) -> None:
    decision.rule = consent_rules.next_rule(decision.ballot, decision.rounds)
    decision.ballot += 1
    decision.status, decision.ballot_opened_at = Decision.Status.OPEN, at
    decision.closes_at = consent_rules.lasts_until(localtime(at), vote_length(decision))
    decision.ballot_seq = append(
        "decision.round_opened", by=by, at=at, ctx=decision.project_id,
        pub={
            "decision": decision.id, "round": decision.ballot, "rule": decision.rule,
            "closes": time_text(decision.closes_at),
        },
        refs=[last.closed_seq],
    )  # fmt: skip
    decision.save()
