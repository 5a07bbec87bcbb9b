"""While it is open: answering, and asking for more time."""

from datetime import datetime, timedelta

from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append

from .. import consent_rules, letters, rules, sealed_rules
from ..models import Decision, Vote
from .locking import lock, place_on_roll


@shared
def cast_vote(
    decision: Decision,
    choice: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    harm: str = "",
    ballot: int | None = None,
) -> Vote:
    """Answer `yes`, `no` or `pass`; `consent`, `object` or `pass`; or an order of the options ("2>1=3>0").

    Until the close the last answer of a seat is the one that counts. `reason`, `harm`: of an objection, both.
    `ballot`: the number of the ballot that this answers, where there can be several; a new one may have opened.
    Entry: `vote.cast`; actor and choice are sealed, and a replaced answer's entry is among its refs.
    Errors: RuleBroken `elsewhere`, `other_ballot`, `not_open`, `too_late`, `changed`, `choice`, `no_reason`,
    `no_harm`, `no_seat`, `not_on_roll`.
    """  # fmt: skip
    decision = lock(decision, by=by)
    sealed_rules.check_kind_of_ballot(is_sealed=decision.is_sealed, wants_sealed=False)
    words = _checked(decision, choice, reason, harm, ballot, at=at)
    place = place_on_roll(decision, by=by)
    replaced = getattr(place, "vote", None)
    seq = append(
        "vote.cast", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id, "side": place.side}, words=words,
        refs=[*decision.ballot_refs, *([replaced.entry_seq] if replaced else [])],
    )  # fmt: skip
    vote = replaced or Vote(roll_seat=place)
    vote.choice, vote.at, vote.entry_seq = choice, at, seq
    vote.reason, vote.harm = reason, harm
    vote.save()
    return vote


def _checked(
    decision: Decision, choice: str, reason: str, harm: str, ballot: int | None, *, at: datetime
) -> dict[str, str]:
    """What is sealed of an answer: in a round of consent the same for everybody, so that no seal shows an objection."""
    if not decision.is_by_consent:
        rules.check_may_vote(decision.status, decision.closes_at, at, choice, decision.options)
        consent_rules.check_ballot(ballot, decision.ballot)
        return {"choice": choice}
    rules.check_takes_answers(decision.status, decision.closes_at, at, too_late=consent_rules.TOO_LATE)
    consent_rules.check_ballot(ballot, decision.ballot)
    consent_rules.check_answer(choice, reason, harm)
    return {"choice": choice, "reason": reason, "harm": harm}


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
        words={"help": words} if words else {}, refs=decision.ballot_refs,
    )  # fmt: skip
    letters.paused(decision)
    letters.help_wanted(decision)
    return decision
