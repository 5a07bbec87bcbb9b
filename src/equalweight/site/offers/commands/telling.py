""" "What I was told": spoken promises, written down by either person and answered by the organisation (promise 9.3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from equalweight.site.commitments.commands import link_origin, note_commitment
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.models import Seat, Side
from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.acting import shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..models import Offer, Told
from ..standing import state_of
from .making import locked


@dataclass(frozen=True)
class Spoken:
    """What was said, by whom and on which day."""

    words: str
    said_by: str
    said_on: date


@shared
def note_told(offer: Offer, spoken: Spoken, *, by: Actor, at: datetime) -> Told:
    """Write down a spoken promise, as the person invited or as a member. The organisation has as many days to
    answer as the ways of working give for any contribution.

    Entry: `told.noted`, words and name sealed. Errors: RuleBroken `wrong_offer`, `not_now`, `not_open`, `date`,
    `too_many`.
    """
    offer = locked(offer)
    if by.committee != offer.committee_id or (by.seat is None and by.ref != f"offer:{offer.entry_seq}"):
        raise RuleBroken("wrong_offer", "This letter is about another offer.")
    if by.seat:
        acting_seat(offer.committee_id, by=by)
    else:
        rules.check_step("note_told", state_of(offer, at))
    if offer.status in (Offer.Status.WAITING, Offer.Status.WITHDRAWN, Offer.Status.DECLINED):
        raise RuleBroken("not_open", "This offer is not open, so nothing can be added to it.")
    if spoken.said_on > localdate(at):
        raise RuleBroken("date", "That day has not come yet. When was it said?", "said_on")
    if offer.told.count() >= rules.MOST_TOLD:
        raise RuleBroken("too_many", "There are very many already. Talk to us by phone instead.")
    days = ways_now(offer.committee).days_to_answer
    told = Told(
        offer=offer, words=spoken.words, said_by=spoken.said_by, said_on=spoken.said_on, noted_by_id=by.seat,
        noted_at=at, due_on=localdate(at) + timedelta(days=days),
    )  # fmt: skip
    told.entry_seq = append(
        "told.noted", by=by, at=at, ctx=offer.committee_id,
        pub={"told": told.pk, "due": told.due_on.isoformat()},
        words={"words": spoken.words, "said_by": spoken.said_by},
    )  # fmt: skip
    told.save()
    return told


@shared
def answer_told(
    told: Told, answer: str, words: str, *, keep_by: date | None = None, owner: Seat | None = None, by: Actor,
    at: datetime,
) -> Told:  # fmt: skip
    """Confirm, correct or refuse it (`answer`), as staff. What was promised after all becomes a commitment: now,
    when they have said yes already, or else when they do.

    `keep_by`: the day it is due or first looked at. `owner`: the staff seat that keeps it; without one, `by`.
    Entry: `told.answered`. Errors: RuleBroken `wrong_committee`, `other_side`, `answered`, `words`, `promise_date`,
    `promise_owner`.
    """
    told = Told.objects.select_for_update(of=("self",)).select_related("offer__committee").get(pk=told.pk)
    offer = told.offer
    if by.committee != offer.committee_id:
        raise RuleBroken("wrong_committee", "Only members of this committee can do this.")
    acting_seat(offer.committee_id, by=by)
    rules.check_told_answer(answer, words, by.side, keep_by, localdate(at), has_answer=bool(told.answer))
    told.answer, told.answer_words, told.answered_at = answer, words, at
    if answer != Told.Answer.REFUSED:
        told.owner, told.keep_by = owner or Seat.objects.get(pk=by.seat), keep_by
        _check_owner(told.owner, offer)
    told.save()
    is_promise = answer != Told.Answer.REFUSED and offer.status == Offer.Status.ACCEPTED
    made = [_note(told, at)] if is_promise else []
    seq = append(
        "told.answered", by=by, at=at, ctx=offer.committee_id,
        pub={"told": told.pk, "answer": answer, "commitment": made[0].pk if made else None},
        words={"words": words} if words else {}, refs=[told.entry_seq],
    )  # fmt: skip
    link_origin(made, seq)
    letters.tell_person(offer, "told_answered")
    return told


def _check_owner(owner: Seat, offer: Offer) -> None:
    if owner.committee_id != offer.committee_id or owner.side != Side.STAFF or owner.ended_at:
        raise RuleBroken("promise_owner", "Choose somebody from staff who has a seat here.", "owner")


@step
def _note(told: Told, at: datetime) -> Commitment:
    return note_commitment(
        told.offer.committee, text=told.promised_words, due_on=told.keep_by, owner=told.owner, at=at
    )
