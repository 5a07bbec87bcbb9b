"""After a disagreement: an independent facilitator is asked for, and a talk is held (promise 1.5)."""

from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append

from .. import disagreement_rules, letters, rules
from ..models import Decision, FacilitatorAsk, Talk
from .after import closed_ref
from .locking import acting_seat, lock


@shared
def ask_facilitator(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Take up, for the actor's side, the offer of an independent facilitator. Who asked is kept nowhere.

    Entry: `facilitator.asked`, its actor sealed. Writes to the other side.
    Errors: RuleBroken `elsewhere`, `no_seat`, `closed`, `not_offered`, `changed`.
    """
    decision = lock(decision, by=by)
    seat = acting_seat(decision, by=by)
    check_not_closed(decision.project.committee_id)
    disagreement_rules.check_may_ask(
        offered=is_offered(decision), has_asked=decision.facilitator_asks.filter(side=seat.side).exists()
    )
    FacilitatorAsk.objects.create(decision=decision, side=seat.side, at=at)
    append(
        "facilitator.asked", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": seat.side}, refs=closed_ref(decision),
    )  # fmt: skip
    letters.facilitator_asked(decision, seat.side)


@shared
def note_talk(decision: Decision, held_on: date, *, by: Actor, at: datetime) -> Talk:
    """Note that both groups talked with an independent facilitator; it counts once the other side says so too.

    Entry: `facilitator.noted`. Errors: RuleBroken `elsewhere`, `no_seat`, `not_refused`, `date`, `many`.
    """
    decision = lock(decision, by=by)
    seat = acting_seat(decision, by=by)
    closed = localdate(decision.closed_at) if decision.closed_at else localdate(at)
    is_refused = decision.outcome.get("outcome") in rules.REFUSED
    talks = decision.talks.count()
    disagreement_rules.check_talk(held_on, closed, localdate(at), is_refused=is_refused, talks=talks)
    talk = Talk(decision=decision, held_on=held_on, noted_side=seat.side, noted_at=at)
    talk.entry_seq = append(
        "facilitator.noted", by=by, at=at, ctx=decision.project_id, refs=closed_ref(decision),
        pub={"decision": decision.id, "talk": talk.pk, "side": seat.side, "held_on": held_on.isoformat()},
    )  # fmt: skip
    talk.save()
    return talk


@shared
def confirm_talk(talk: Talk, *, by: Actor, at: datetime) -> Talk:
    """The other side's word that the talk was held. Any seat of it.

    Entry: `facilitator.confirmed`. Errors: RuleBroken `elsewhere`, `no_seat`, `own_side`, `changed`.
    """
    decision = lock(talk.decision, by=by)
    seat = acting_seat(decision, by=by)
    talk = Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    disagreement_rules.check_may_confirm(
        seat.side, talk.noted_side, is_confirmed=talk.confirmed_at is not None
    )
    talk.confirmed_at = at
    talk.save()
    append(
        "facilitator.confirmed", by=by, at=at, ctx=decision.project_id, refs=[talk.entry_seq],
        pub={"decision": decision.id, "talk": talk.pk, "side": seat.side},
    )  # fmt: skip
    return talk


def is_offered(decision: Decision) -> bool:
    """Whether either side can take up the offer of a facilitator now."""
    again = decision.brought_back.filter(status=Decision.Status.CLOSED)
    return disagreement_rules.is_offered(
        decision.outcome.get("outcome", ""),
        is_decided_again=again.exists(),
        has_closed=decision.project.committee.closed_at is not None,
    )
