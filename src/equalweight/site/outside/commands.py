"""Every write about a promise log."""

import secrets
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.commitments.commands import locked, set_kept, set_open, set_refused, token_hash
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.models import Committee
from equalweight.site.ledger.acting import private, shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose

from . import rules
from .letters import send_request
from .models import Judgement, Request

OPEN, REFUSED = Commitment.Status.OPEN, Commitment.Status.REFUSED


@shared
def ask_organisation(commitment: Commitment, sent_to: str, *, by: Actor, at: datetime) -> tuple[Request, str]:
    """Ask the organisation what became of a promise, by a one-time link: emailed, or printed when `sent_to` is empty.

    Returns the request and the link's secret, of which only a hash is kept.
    Entry: `reply.asked`. Errors: RuleBroken `not_keeper`, `asked`, `many`.
    """
    commitment = _kept_here(commitment, by)
    today = localdate(at)
    last = commitment.requests.last()
    emails = Request.objects.filter(
        commitment__committee=commitment.committee_id, asked_at__date=today
    ).exclude(sent_to="")
    rules.check_asking(
        last.due_on if last else None, bool(last and not last.answered_at), emails.count(), today
    )
    secret = secrets.token_urlsafe(24)
    request = Request(
        commitment=commitment, sent_to=sent_to, token=token_hash(secret), asked_at=at,
        due_on=rules.reply_due(today), entry_seq=0,
    )  # fmt: skip
    request.entry_seq = append(
        "reply.asked", by=by, at=at, ctx=commitment.committee_id,
        pub={"request": request.pk, "commitment": commitment.pk, "due": request.due_on.isoformat()},
        refs=[commitment.entry_seq],
    )  # fmt: skip
    request.save()
    if sent_to:
        send_request(request, secret)
    return request, secret


@private
def renew_link(request: Request, *, by: Actor, at: datetime) -> str:
    """A new link in place of one that was lost; the old one stops working. Returns its secret."""
    _kept_here(request.commitment, by)
    secret = secrets.token_urlsafe(24)
    Request.objects.filter(pk=request.pk, answered_at__isnull=True).update(token=token_hash(secret))
    return secret


@shared
def answer_request(
    request: Request, answer: str, words: str, new_date: date | None, *, by: Actor, at: datetime
) -> Request:
    """The organisation answers, once, by its link: done, by a new date, or "we will not do this, because…".

    A late answer counts too, and a newer one stands for an older: it lifts a "no". "Done" is its word; the keepers say
    whether the promise was kept. A new date stands beside the day that was promised, by which it is late: whoever has
    the link does not move that.
    Entry: `reply.given`. Errors: RuleBroken `used`, `reason`, `date`, `past`, `far`, `wrong_committee`.
    """
    commitment = locked(request.commitment_id, by)
    request = Request.objects.get(pk=request.pk)
    rules.check_reply(request.answered_at is not None, answer, words, new_date, localdate(at))
    moved = new_date if answer == Request.Answer.WILL_DO else None
    request.answer, request.words, request.new_date, request.answered_at = answer, words, moved, at
    if answer == Request.Answer.WILL_NOT and commitment.status in (OPEN, REFUSED):
        set_refused(commitment, words)
    elif answer != Request.Answer.WILL_NOT and commitment.status == REFUSED:
        set_open(commitment)
    seq = append(
        "reply.given", by=by, at=at, ctx=commitment.committee_id,
        pub={"request": request.pk, "answer": answer, "due": moved.isoformat() if moved else None},
        words={"words": words} if words else {}, refs=[request.entry_seq],
    )  # fmt: skip
    disclose(seq)
    request.save()
    return request


@shared
def judge_promise(commitment: Commitment, is_kept: bool, words: str, *, by: Actor, at: datetime) -> Judgement:
    """A keeper says whether a promise was kept; it can be said again when something changes.

    Entry: `promise.judged`. Errors: RuleBroken `not_keeper`.
    """
    commitment = _kept_here(commitment, by)
    seq = append(
        "promise.judged", by=by, at=at, ctx=commitment.committee_id,
        pub={"commitment": commitment.pk, "kept": is_kept}, words={"words": words} if words else {},
        refs=[commitment.entry_seq],
    )  # fmt: skip
    disclose(seq)
    set_kept(commitment, is_kept, at=at)
    return Judgement.objects.create(
        commitment=commitment, seat_id=str(by.seat), is_kept=is_kept, words=words, at=at, entry_seq=seq
    )


def _kept_here(commitment: Commitment, by: Actor) -> Commitment:
    commitment = locked(commitment.pk, by)
    is_outside = commitment.committee.kind == Committee.Kind.OUTSIDE
    rules.check_keeper(is_outside, commitment.committee_id, by.committee)
    return commitment
