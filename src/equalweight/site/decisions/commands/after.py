"""After the close: the refusing side's reason, and what the final decision-maker did."""

from datetime import datetime

from django.utils.timezone import localtime

from equalweight.site.committees.models import RemitVersion
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose

from .. import letters, rules
from ..models import Decision, FinalAnswer, Reason
from ..terms import remit_of
from .locking import acting_seat, lock


@shared
def give_reason(decision: Decision, words: str, *, by: Actor, at: datetime) -> Reason:
    """Publish, once, why the actor's side did not agree (promise 1.5). Any seat of that side may write it.

    Entry: `decision.reasoned`, its words disclosed. Errors: RuleBroken `elsewhere`, `no_seat`, `not_asked`, `changed`.
    """
    decision = lock(decision, by=by)
    seat = acting_seat(decision, by=by)
    rules.check_may_reason(
        seat.side, decision.refused_by, is_given=decision.reasons.filter(side=seat.side).exists()
    )
    reason = Reason.objects.create(decision=decision, side=seat.side, words=words, by=seat, at=at)
    seq = append(
        "decision.reasoned", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "side": seat.side}, words={"words": words}, refs=closed_ref(decision),
    )  # fmt: skip
    disclose(seq, "words")
    return reason


@shared
def record_final_answer(
    decision: Decision, kind: str, *, holder: str = "", reason: str = "", by: Actor, at: datetime
) -> FinalAnswer:
    """What the final decision-maker did with a carried decision: `adopted`, or an override with its reason.

    `holder`: who decided; the remit's holder when empty. Staff record it; while the organisation stays silent past
    its day, any lived-experience seat may note what it sees. Nothing recorded is ever replaced.
    Entry: `decision.finally_answered`, its words disclosed. An override is sent to every seat.
    Errors: RuleBroken `elsewhere`, `no_seat`, `not_open_to_you`, `no_reason`.
    """
    decision = lock(decision, by=by)
    seat = acting_seat(decision, by=by)
    rules.check_may_answer(answering(decision, seat.side, at), kind, reason)
    holder = holder or remit_of(decision).holder or decision.project.committee.name
    seq = append(
        "decision.finally_answered", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "kind": kind, "late": _is_late(decision, at), "side": seat.side},
        words={"holder": holder, "reason": reason} if reason else {"holder": holder}, refs=closed_ref(decision),
    )  # fmt: skip
    disclose(seq, "holder", "reason")
    answer = FinalAnswer.objects.create(
        decision=decision, kind=kind, holder=holder, reason=reason, recorded_by=seat, at=at, entry_seq=seq
    )
    if kind in rules.OVERRIDES:
        letters.overridden(decision, answer)
    return answer


def answering(decision: Decision, side: str, at: datetime) -> rules.Answering:
    """Where a decision stands with its final answer, as the rules ask it."""
    said = {
        answer.recorded_by.side: answer.kind
        for answer in decision.final_answers.select_related("recorded_by")
    }
    return rules.Answering(
        side=side,
        # The committee itself is its own to decide about: nobody has to adopt that, but it may be overridden.
        remit=RemitVersion.Kind.DECIDES if decision.version.changes else remit_of(decision).kind,
        outcome=decision.outcome.get("outcome", ""),
        is_due_past=decision.final_answer_due is None or _is_late(decision, at),
        organisation_said=said.get("staff", ""),
        noted=said.get("lived_experience", ""),
    )


def _is_late(decision: Decision, at: datetime) -> bool:
    return decision.final_answer_due is not None and localtime(at).date() > decision.final_answer_due


def closed_ref(decision: Decision) -> list[int]:
    """The entry that closed it, as what an act about the outcome refers to."""
    return [] if decision.closed_seq is None else [decision.closed_seq]
