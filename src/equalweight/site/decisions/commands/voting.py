"""While it is open: answering, and asking for more time."""

from datetime import datetime, timedelta

from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append

from .. import letters, rules, sealed_rules
from ..models import Decision, Vote
from .locking import lock, place_on_roll


@shared
def cast_vote(decision: Decision, choice: str, *, by: Actor, at: datetime) -> Vote:
    """Answer `yes`, `no` or `pass`, or an order of the options ("2>1=3>0").

    Until the close the last answer of a seat is the one that counts.

    Entry: `vote.cast`; actor and choice are sealed, and a replaced answer's entry is among its refs.
    Errors: RuleBroken `elsewhere`, `other_ballot`, `not_open`, `too_late`, `choice`, `no_seat`, `not_on_roll`.
    """
    decision = lock(decision, by=by)
    sealed_rules.check_kind_of_ballot(is_sealed=decision.is_sealed, wants_sealed=False)
    rules.check_may_vote(decision.status, decision.closes_at, at, choice, decision.options)
    place = place_on_roll(decision, by=by)
    replaced = getattr(place, "vote", None)
    seq = append(
        "vote.cast", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": place.side}, words={"choice": choice},
        refs=[seq for seq in (decision.opened_seq, replaced and replaced.entry_seq) if seq is not None],
    )  # fmt: skip
    vote = replaced or Vote(roll_seat=place)
    vote.choice, vote.at, vote.entry_seq = choice, at, seq
    vote.save()
    return vote


@shared
def pause_decision(decision: Decision, words: str, *, by: Actor, at: datetime) -> Decision:
    """ "I'm not ready": the closing moves 14 days on, once a decision. Votes cast stand (promise 1.8).

    `words`: what help is wanted; only the co-chair of that person's own side may read them.
    Entry: `decision.paused`, actor and words sealed. Letters: to the roll, that it closes later; to that co-chair.
    Errors: RuleBroken `elsewhere`, `not_open`, `paused`, `no_seat`, `not_on_roll`.
    """
    decision = lock(decision, by=by)
    rules.check_may_pause(decision.status, decision.closes_at, at, is_paused=decision.paused_at is not None)
    place = place_on_roll(decision, by=by)
    decision.closes_at += timedelta(days=rules.PAUSE_DAYS)
    decision.paused_at, decision.paused_by_id, decision.pause_words = at, place.seat_id, words
    decision.save()
    append(
        "decision.paused", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": place.side, "closes": decision.closes_text},
        words={"help": words} if words else {}, refs=[] if decision.opened_seq is None else [decision.opened_seq],
    )  # fmt: skip
    letters.paused(decision)
    letters.help_wanted(decision)
    return decision
