"""Closing: by the clock, or earlier when both co-chairs ask."""

from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction

from django.utils.timezone import localtime

from equalweight.core.record.canonical import time_text
from equalweight.core.tally import Outcome, TallyError, decide
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import SIDES, Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import consent_rules, letters, rules, sealed_rules
from ..envelopes import answered
from ..models import CloseAsk, Decision, Vote
from ..queries.origin import raised_by
from ..ranking import outcome_of
from ..terms import remit_of
from .adopting import Adopted, adopt
from .locking import acting_seat, check_clock_or_co_chair, lock
from .outside_vote import publish_outside_votes
from .rounds import begin_talk, vote_length
from .sealed import Opened, read_envelopes, remove_envelopes

Choices = Counter[tuple[str, str]]


@shared
def ask_to_close(decision: Decision, *, by: Actor, at: datetime) -> None:
    """One co-chair asks to close before the closing time; nothing closes until the other side's co-chair does too.

    Entry: `decision.close_asked`.
    Errors: RuleBroken `elsewhere`, `co_chair`, `not_open`, `paused`, `changed` (asked already, or the other has).
    """
    decision = lock(decision, by=by)
    _check_early(decision, by=by)
    if _other_asked(decision, by=by):
        raise RuleBroken(
            "changed", "The other co-chair has just asked too. Look again, and close it if you agree."
        )
    seat = acting_seat(decision, by=by)
    if decision.close_asks.filter(seat=seat).exists():
        raise RuleBroken(
            "changed", "You have asked already. It closes early if the other group’s co-chair agrees."
        )
    CloseAsk.objects.create(decision=decision, seat=seat, at=at)
    append(
        "decision.close_asked", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "side": seat.side}, refs=_opened(decision),
    )  # fmt: skip


@shared
def close_decision(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """Count the votes: by the clock at the closing time; before it, by the second of two co-chairs.

    Fixes the outcome for good. Not carried or not quorate: the bring-back date is set. Carried where somebody else
    decides in the end: the day their answer is due. Discloses the question, what was decided, and each seat's last
    choice without its seat. A carried change of the committee itself is in force from `at`.
    Of a sealed vote the entry itself carries the choices, and envelopes and key are destroyed.
    A round without consent closes nothing but the round: a talk begins (docs/rules/consent.md).
    Entry: `decision.closed`, or `decision.round_closed`. Letters: the outcome to every seat, or the talk to the roll.
    Errors: RuleBroken `elsewhere`, `co_chair`, `changed`, `not_open`, `too_early`, `paused`, `uncountable`.
    """
    decision = lock(decision, by=by)
    rules.check_open(decision.status)
    if at < decision.closes_at:
        _check_may_close_now(decision, by=by)
    else:
        check_clock_or_co_chair(by, "closes it")
    votes = list(Vote.objects.filter(roll_seat__decision=decision).select_related("roll_seat"))
    opened = read_envelopes(decision) if decision.is_sealed else None
    choices = opened.choices if opened else _choices(votes)
    outcome = counted(decision, choices)
    if consent_rules.goes_on(decision.rule, outcome.outcome):
        return _talk(decision, outcome, votes, by=by, at=at)
    return conclude(decision, outcome, opened, choices, votes, by=by, at=at)


def conclude(
    decision: Decision, outcome: Outcome, opened: Opened | None, choices: Choices, votes: list[Vote],
    *, by: Actor, at: datetime,
) -> Decision:  # fmt: skip
    """Fix the outcome for good, in the one entry `decision.closed` of the command that calls this."""
    _settle(decision, outcome, opened, _ballots(choices), at=at)
    adopted = adopt(decision, at=at)
    decision.closed_seq = append(
        "decision.closed", by=by, at=at, ctx=decision.project_id, refs=[decision.announced_seq, *_opened(decision)],
        pub=_facts(decision, outcome, opened) | dict(adopted.pub), words=adopted.words,
    )  # fmt: skip
    _keep(decision, adopted)
    _publish(decision, votes)
    publish_outside_votes(decision)
    if opened:
        remove_envelopes(decision)
    letters.closed(decision)
    return decision


def _keep(decision: Decision, adopted: Adopted) -> None:
    decision.save()
    assert decision.closed_seq is not None
    if adopted.words:
        disclose(decision.closed_seq, *adopted.words)
    adopted.remember(decision.closed_seq)


def _talk(decision: Decision, outcome: Outcome, votes: list[Vote], *, by: Actor, at: datetime) -> Decision:
    """The round closes, its choices are disclosed without their actors, and the objections are talked through."""
    counts, until = outcome.as_json(), consent_rules.lasts_until(localtime(at), vote_length(decision))
    seq = append(
        "decision.round_closed", by=by, at=at, ctx=decision.project_id,
        pub={
            "decision": decision.id, "round": decision.ballot, "sides": counts["sides"],
            "head_count": outcome.head_count, "talk_until": time_text(until),
        },
        refs=[decision.announced_seq, *_opened(decision)],
    )  # fmt: skip
    for vote in votes:
        disclose(vote.entry_seq, "choice")
    begin_talk(decision, votes, sides=counts["sides"], seq=seq, until=until, at=at)
    letters.talk(decision)
    return decision


def _other_asked(decision: Decision, *, by: Actor) -> bool:
    """Whether the co-chair of the other side, who still is one, has asked to close."""
    asks = decision.close_asks.filter(seat__is_co_chair=True, seat__ended_at__isnull=True)
    return asks.exclude(seat__side=by.side).exists()


def _check_may_close_now(decision: Decision, *, by: Actor) -> None:
    if by.is_clock:
        raise RuleBroken("too_early", "It is not time to close yet.")
    _check_early(decision, by=by)
    if not _other_asked(decision, by=by):
        raise RuleBroken("too_early", "It closes early only when the co-chairs of both groups ask.")


def _check_early(decision: Decision, *, by: Actor) -> None:
    rules.check_open(decision.status)
    if not by.is_co_chair:
        raise RuleBroken("co_chair", "Only a co-chair can ask to close a decision early.")
    all_answered = len(answered(decision)) == decision.roll.count()
    rules.check_may_close_early(is_paused=decision.is_paused_now, all_answered=all_answered)


def _choices(votes: list[Vote]) -> Counter[tuple[str, str]]:
    return Counter((vote.roll_seat.side, vote.choice) for vote in votes)


def counted(decision: Decision, choices: Choices) -> Outcome:
    """What (side, choice) come to under the decision's rule. Errors: RuleBroken `uncountable`."""
    roll = Counter(decision.roll.values_list("side", flat=True))
    if decision.options is not None:
        return outcome_of(roll, choices, decision.option_names, Fraction(decision.quorum))
    try:
        return decide(
            decision.rule, roll, choices,
            quorum=Fraction(decision.quorum), threshold=Fraction(decision.threshold),
        )  # fmt: skip
    except TallyError as error:
        raise RuleBroken("uncountable", error.message) from error


def _ballots(choices: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How many of each side cast each ballot: without seats, and sorted so that the order tells nothing."""
    return {
        side: {choice: many for (of, choice), many in sorted(choices.items()) if of == side} for side in SIDES
    }


def _settle(
    decision: Decision,
    outcome: Outcome,
    opened: Opened | None,
    ballots: dict[str, dict[str, int]],
    *,
    at: datetime,
) -> None:
    decision.status, decision.closed_at, decision.outcome = Decision.Status.CLOSED, at, outcome.as_json()
    if decision.options is not None:
        decision.outcome["ballots"] = ballots
    if opened:
        decision.outcome["sealed"] = opened.facts()
    if opened and opened.is_unreadable:
        decision.outcome["why"] = sealed_rules.UNREADABLE
    committee = decision.project.committee
    if outcome.outcome in rules.REFUSED:
        # The ways of working of the day it was announced last govern it to its end.
        days = ways_in_force(committee, decision.announced_at).days_to_bring_back
        decision.bring_back_on = localtime(at).date() + timedelta(days=days)
    elif not decision.version.changes and (remit := remit_of(decision)).kind != remit.Kind.DECIDES:
        # The committee itself is its own to decide about, whoever decides the rest in the end.
        decision.final_answer_due = localtime(at).date() + timedelta(days=remit.days)


def _facts(decision: Decision, outcome: Outcome, opened: Opened | None) -> dict[str, object]:
    counted = outcome.as_json()
    return {
        "decision": decision.id, "outcome": outcome.outcome, "rule": decision.rule, "quorum": decision.quorum,
        "threshold": decision.threshold, "sides": counted["sides"], "head_count": outcome.head_count,
        "bring_back_on": _text(decision.bring_back_on), "final_answer_due": _text(decision.final_answer_due),
        "raised_by": raised_by(decision.version.proposal), "sealed": opened.facts() if opened else None,
        "winner": decision.option_names.index(outcome.winner) if outcome.winner else None,
        "round": decision.ballot if decision.rounds else None,
    }  # fmt: skip


def _publish(decision: Decision, votes: list[Vote]) -> None:
    """Make public what the close makes public: never who chose what, never an answer that was replaced."""
    disclose(decision.announced_seq, "question", "brings")
    disclose(decision.version.entry_seq, "title", "text")
    for vote in votes:
        disclose(vote.entry_seq, "choice")


def _opened(decision: Decision) -> list[int]:
    opened = [] if decision.opened_seq is None else [decision.opened_seq]
    return [*opened, *decision.ballot_refs]


def _text(day: object) -> str | None:
    return None if day is None else str(day)
