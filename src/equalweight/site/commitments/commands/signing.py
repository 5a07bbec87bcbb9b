"""From the checker's look to both sides' word (docs/rules/sign_off.md)."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from equalweight.core.measures.days import add_months
from equalweight.core.measures.sign_off import SideAnswers, sign_off
from equalweight.core.record.canonical import time_text
from equalweight.core.tally import SIDES
from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..models import CheckBack, Claim, Commitment, SignOff
from ..queries.actions import is_left_to_ask
from ..queries.held import doer, held
from .locking import locked
from .making import context_of


@shared
def check_claim(claim: Claim, is_seen: bool, words: str, *, by: Actor, at: datetime) -> Claim:
    """The checker says whether it can be seen. Not yet returns it to the owner; seen puts it to both sides.

    Asked are all seats of both sides at this moment, for the days the ways of working promise.
    Entry: `commitment.checked`. Errors: RuleBroken `changed`, `no_checker`, `not_checker`, `reason`, `too_few`.
    """
    commitment = locked(claim.commitment_id, by)
    claim = Claim.objects.get(pk=claim.pk)
    _check_unchecked(commitment, claim)
    rules.check_checker(doer(by), held(commitment))
    rules.check_reason("done" if is_seen else "not_yet", words, "words")
    claim.checked_at, claim.is_seen, claim.checker_words = at, is_seen, words
    roll = _ask_both(commitment, claim, at) if is_seen else None
    if roll is None:
        claim.outcome, commitment.status = Claim.Outcome.RETURNED, Commitment.Status.OPEN
    claim.save()
    commitment.save(update_fields=["status"])
    seq = append(
        "commitment.checked", by=by, at=at, ctx=context_of(commitment),
        pub={
            "commitment": commitment.pk, "claim": claim.pk, "seen": is_seen, "roll": roll,
            "closes": time_text(claim.closes_at) if claim.closes_at else None,
        },
        words={"words": words} if words else {}, refs=[claim.entry_seq],
    )  # fmt: skip
    disclose(seq)
    if is_seen:
        letters.both_asked(claim, [each.seat for each in claim.sign_offs.select_related("seat__holder")])
    else:
        letters.returned(claim)
    return claim


def _check_unchecked(commitment: Commitment, claim: Claim) -> None:
    if commitment.status != Commitment.Status.CLAIMED or claim.checked_at is not None:
        raise RuleBroken("changed", "This has been checked already. Look at the page again.")


def _ask_both(commitment: Commitment, claim: Claim, at: datetime) -> dict[str, list[str]]:
    """Freeze who is asked. Returns the roll: seat ids by side."""
    seats = list(commitment.committee.seats.filter(ended_at__isnull=True))
    roll = {side: sorted(seat.pk for seat in seats if seat.side == side) for side in SIDES}
    rules.check_roll({side: len(ids) for side, ids in roll.items()})
    days = ways_now(commitment.committee).days_to_sign_off
    claim.closes_at = (at + timedelta(days=days)).replace(microsecond=0)
    commitment.status = Commitment.Status.ASKED
    claim.save()
    SignOff.objects.bulk_create(SignOff(claim=claim, seat=seat, side=seat.side) for seat in seats)
    return roll


@shared
def answer_claim(claim: Claim, answer: str, reason: str, *, by: Actor, at: datetime) -> None:
    """One seat's word on whether it is done. Changeable until it closes; seen by nobody else, then counted.

    Entry: `signoff.answered`, its author sealed. Errors: RuleBroken `not_asked`, `closed`, `reason`, `answer`.
    """
    commitment = locked(claim.commitment_id, by)
    claim = Claim.objects.get(pk=claim.pk)
    mine = SignOff.objects.filter(claim=claim, seat_id=by.seat).first()
    if claim.closes_at is None:
        raise RuleBroken("changed", "Nobody has been asked about this yet. Look at the page again.")
    rules.check_answering(mine is not None, claim.closed_at is not None, claim.closes_at, at)
    rules.check_reason(answer, reason)
    if answer not in SignOff.Answer.values or mine is None:
        raise RuleBroken("answer", "Choose one of the answers on the list.", "answer")
    earlier = [] if mine.entry_seq is None else [mine.entry_seq]
    mine.answer, mine.reason, mine.at = answer, reason, at
    mine.entry_seq = append(
        "signoff.answered", by=by, at=at, ctx=context_of(commitment),
        pub={"claim": claim.pk, "side": mine.side},
        words={"answer": answer} | ({"reason": reason} if reason else {}), refs=earlier, hide_actor=True,
    )  # fmt: skip
    mine.save()


@shared
def close_sign_off(claim: Claim, *, by: Actor, at: datetime) -> Claim:
    """Count the answers: by the clock at the closing time, or by any seat once nobody is left to answer.

    More than half of each side's answers, and two answers on each side, sign it off; check-backs go in the diary.
    Otherwise it is open again. Answers and reasons are published, never who gave them.
    Entry: `signoff.closed`. Errors: RuleBroken `changed`, `too_early`.
    """
    commitment = locked(claim.commitment_id, by)
    claim = Claim.objects.get(pk=claim.pk)
    if claim.closes_at is None:
        raise RuleBroken("changed", "Both groups have not been asked yet: the checker has to see it first.")
    if claim.closed_at is not None:
        raise RuleBroken("changed", "The answers have been counted already. Look at the page again.")
    answers = list(claim.sign_offs.select_related("seat"))
    rules.check_count(not any(map(is_left_to_ask, answers)), claim.closes_at, at)
    sides = {side: _count(answers, side) for side in SIDES}
    claim.outcome, claim.closed_at = sign_off(sides), at
    claim.counts = {side: count.as_json() for side, count in sides.items()}
    claim.save()
    given = [each.entry_seq for each in answers if each.entry_seq is not None]
    append(
        "signoff.closed", by=by, at=at, ctx=context_of(commitment),
        pub={
            "commitment": commitment.pk, "claim": claim.pk, "outcome": claim.outcome, "sides": claim.counts,
        },
        refs=[claim.entry_seq],
    )  # fmt: skip
    for seq in given:
        disclose(seq, "answer", "reason")
    if claim.outcome == Claim.Outcome.DONE.value:
        _settle(commitment, at)
    else:
        reopen(commitment)
    return claim


def _count(answers: list[SignOff], side: str) -> SideAnswers:
    mine = [each.answer for each in answers if each.side == side]
    return SideAnswers(len(mine), mine.count(SignOff.Answer.DONE), mine.count(SignOff.Answer.NOT_YET))


def _settle(commitment: Commitment, at: datetime) -> None:
    commitment.status, commitment.signed_off_at = Commitment.Status.DONE, at
    commitment.save(update_fields=["status", "signed_off_at"])
    CheckBack.objects.bulk_create(
        CheckBack(commitment=commitment, months=months, opens_on=add_months(localdate(at), months))
        for months in rules.CHECK_BACK_MONTHS
    )


def reopen(commitment: Commitment) -> None:
    """Back to being done; check-backs that had not begun go with the sign-off they belonged to."""
    commitment.status, commitment.signed_off_at = Commitment.Status.OPEN, None
    commitment.reopened_count += 1
    commitment.save(update_fields=["status", "signed_off_at", "reopened_count"])
    commitment.check_backs.filter(opened_at__isnull=True).delete()
