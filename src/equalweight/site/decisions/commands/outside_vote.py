"""Votes held outside: wishing for one, and noting what is known of it."""

from datetime import datetime

from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose

from .. import letters, outside_vote_rules
from ..models import Decision, OutsideVote, OutsideWish
from .locking import acting_seat, lock

WORDS = ("runner", "address", "counts")


@shared
def wish_outside_vote(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Say, before it opens and without a reason, that this vote should rather be held outside.

    Nothing stops because of it: the page says so, and how it is done. Nobody is told who it was.
    Entry: `outside_vote.wished`, its actor sealed. Sends a letter to the co-chairs.
    Errors: RuleBroken `elsewhere`, `no_seat`, `opened`, `changed`.
    """
    decision = lock(decision, by=by)
    acting_seat(decision, by=by)
    is_wished = OutsideWish.objects.filter(decision=decision).exists()
    outside_vote_rules.check_may_wish(decision.status, is_wished=is_wished)
    OutsideWish.objects.create(decision=decision, at=at)
    append(
        "outside_vote.wished", by=by, at=at, ctx=decision.project_id, hide_actor=True,
        pub={"decision": decision.id}, refs=[decision.announced_seq],
    )  # fmt: skip
    letters.outside_wished(decision)


@shared
def note_outside_vote(
    decision: Decision,
    *,
    side: str,
    runner: str,
    address: str,
    fingerprint: str,
    counts: str = "",
    by: Actor,
    at: datetime,
) -> OutsideVote:
    """Note a vote of one group held outside: who runs it, where, its fingerprint; once it has closed, its counts.

    `counts`: one answer a line, "Yes: 14". Nothing noted is replaced: what comes later is noted beside it. It changes
    no outcome here.
    Entry: `outside_vote.noted` with the fingerprint; its words are disclosed once the decision has closed.
    Errors: RuleBroken `elsewhere`, `no_seat`, `fingerprint`, `address`, `counts`.
    """
    decision = lock(decision, by=by)
    seat = acting_seat(decision, by=by)
    fingerprint = outside_vote_rules.fingerprint_of(fingerprint)
    outside_vote_rules.check_address(address)
    counted = outside_vote_rules.counts_of(counts)
    words = {"runner": runner, "address": address} | ({"counts": counts} if counted else {})
    seq = append(
        "outside_vote.noted", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "side": side, "fingerprint": fingerprint}, words=words,
        refs=[decision.announced_seq],
    )  # fmt: skip
    if decision.status == Decision.Status.CLOSED:
        disclose(seq, *WORDS)
    return OutsideVote.objects.create(
        decision=decision, side=side, noted_by=seat, at=at, entry_seq=seq, fingerprint=fingerprint,
        **{"counts": ""} | words,
    )  # fmt: skip


def publish_outside_votes(decision: Decision) -> None:
    """At the close: what was noted of votes held outside becomes public with the question."""
    for seq in decision.outside_votes.values_list("entry_seq", flat=True):
        disclose(seq, *WORDS)
