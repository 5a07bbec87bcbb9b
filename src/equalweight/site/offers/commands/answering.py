"""What the person invited does: ask, say yes, say no. Themselves through their letter, or written down for them."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from equalweight.site.commitments.commands import link_origin, note_commitment
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.commands import take_seat
from equalweight.site.committees.founders.commands import do_not_name, may_be_named
from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.acting import private, shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.people.commands import account_of
from equalweight.site.web.rules import RuleBroken

from .. import do_not_ask, letters, rules
from ..models import DoNotAsk, Message, Offer, Told
from ..promises import promise_told, promises_of
from ..standing import state_of
from .making import keep_figures, locked, newest


@shared
def ask_about_offer(
    offer: Offer, kind: str, words: str, *, by: Actor, at: datetime, way: str = "online"
) -> Message:
    """A question, or a change asked for (`kind`: "question" or "change"); written down for them when `by` is a seat.

    Entry: `offer.asked` or `offer.countered`, the words sealed.
    Errors: RuleBroken `wrong_offer`, `way`, `closed`, `answered`, `not_open`, `too_many`.
    """
    offer = _answering(offer, by, way)
    rules.check_may_answer(offer.status, offer.answer_by, localdate(at), is_closed=_is_closed(offer))
    if offer.messages.count() >= rules.MOST_MESSAGES:
        raise RuleBroken(
            "too_many", "There are very many messages here already. Talk to us by phone instead."
        )
    is_change = kind == Message.Kind.CHANGE
    if is_change:
        offer.status = Offer.Status.COUNTERED
        offer.save()
    days = ways_now(offer.committee).days_to_answer
    message = Message.objects.create(
        offer=offer,
        kind=kind,
        words=words,
        via=way,
        by=None,
        noted_by_id=by.seat,
        at=at,
        due_on=localdate(at) + timedelta(days=days),
    )
    append(
        "offer.countered" if is_change else "offer.asked", by=by, at=at, ctx=offer.committee_id,
        pub={"offer": offer.pk, "way": way}, words={"words": words},
    )  # fmt: skip
    letters.tell_maker(offer, "asked for a change" if is_change else "asked a question")
    return message


@shared
def accept_offer(
    offer: Offer, *, version: int, by: Actor, at: datetime, way: str = "online", access_words: str = ""
) -> Offer:
    """Say yes to one version of the terms, which are then fixed.

    By the person themselves: they take their seat and every promise becomes a commitment. Written down for them:
    nothing takes effect until they confirm it through their letter.
    Entry: `offer.accepted`. Errors: RuleBroken as ask_about_offer, `late`, `changed`, `has_seat`.
    """
    offer = _answering(offer, by, way)
    rules.check_may_answer(
        offer.status, offer.answer_by, localdate(at), is_closed=_is_closed(offer), to_say_yes=True
    )
    rules.check_version(version, newest(offer).number)
    offer.answered_at, offer.answered_via, offer.noted_by_id = at, way, by.seat
    offer.accepted_version = version
    is_own = by.seat is None
    offer.access_words = access_words if is_own and access_words else offer.access_words
    offer.status = Offer.Status.UNCONFIRMED
    made = _take_effect(offer, at) if is_own else []
    seq = append(
        "offer.accepted", by=by, at=at, ctx=offer.committee_id,
        pub={
            "offer": offer.pk, "version": version, "side": offer.side, "way": way, "seat": offer.seat_id,
            "promises": [each.pk for each in made],
        },
    )  # fmt: skip
    offer.save()
    _told_of_in(seq, offer, made)
    letters.tell_person(offer, "accepted" if is_own else "recorded_yes")
    letters.tell_maker(offer, "said yes" if is_own else "said yes; it waits for their own word")
    return offer


@shared
def confirm_acceptance(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """The person's own word for a yes that was written down for them: now it takes effect.

    Entry: `offer.confirmed`. Errors: RuleBroken `wrong_offer`, `answered`, `not_open`, `closed`, `has_seat`.
    """
    offer = _answering(offer, by, "online")
    rules.check_may_answer(offer.status, offer.answer_by, localdate(at), is_closed=_is_closed(offer))
    if offer.status != Offer.Status.UNCONFIRMED:
        raise RuleBroken("not_open", "There is no yes to confirm. You can still answer the offer yourself.")
    made = _take_effect(offer, at)
    seq = append(
        "offer.confirmed", by=by, at=at, ctx=offer.committee_id,
        pub={"offer": offer.pk, "side": offer.side, "seat": offer.seat_id, "promises": [each.pk for each in made]},
    )  # fmt: skip
    offer.save()
    _told_of_in(seq, offer, made)
    letters.tell_person(offer, "accepted")
    letters.tell_maker(offer, "confirmed their yes")
    return offer


@shared
def deny_acceptance(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """The person's own word that they did not say the yes that was written down for them: the offer is open again.

    Entry: `offer.denied`. Errors: RuleBroken `wrong_offer`, `answered`, `not_open`, `closed`.
    """
    offer = _answering(offer, by, "online")
    rules.check_may_answer(offer.status, offer.answer_by, localdate(at), is_closed=_is_closed(offer))
    if offer.status != Offer.Status.UNCONFIRMED:
        raise RuleBroken("not_open", "There is no yes here that somebody wrote down for you.")
    offer.status, offer.answered_at, offer.answered_via = Offer.Status.SENT, None, ""
    offer.noted_by_id, offer.accepted_version = None, None
    offer.save()
    append("offer.denied", by=by, at=at, ctx=offer.committee_id, pub={"offer": offer.pk})
    letters.tell_maker(offer, "says that they did not say the yes that was written down")
    return offer


@shared
def decline_offer(offer: Offer, *, by: Actor, at: datetime, way: str = "online") -> Offer:
    """Say no, at once and without a reason. From now on nobody can ask this person again (promise 9.1).

    Entry: `offer.declined`. Errors: RuleBroken `wrong_offer`, `way`, `answered`, `not_open`, `not_yours`.
    """
    offer = _answering(offer, by, way)
    rules.check_may_decline(offer.status)
    if by.seat:
        rules.check_may_write_no(
            offer.side,
            by.side,
            is_maker=by.seat == offer.made_by_id,
            was_approved=offer.approvals.exists(),
        )
    offer.status, offer.answered_at, offer.answered_via = Offer.Status.DECLINED, at, way
    offer.noted_by_id, offer.accepted_version = by.seat, None
    offer.save()
    for key in do_not_ask.keys_of(offer):
        DoNotAsk.objects.get_or_create(key=key, since=at)
    do_not_name(offer.to_email, at=at)
    append("offer.declined", by=by, at=at, ctx=offer.committee_id, pub={"offer": offer.pk, "way": way})
    if by.seat:
        letters.tell_person(offer, "recorded_no")
    return offer


@private
def allow_asking_again(offer: Offer, *, by: Actor, at: datetime) -> None:
    """The person takes back the no they said to this offer. A no to another offer stands.

    Errors: RuleBroken `wrong_offer`, `not_now`.
    """
    offer = _answering(offer, by, "online")
    rules.check_step("ask_again", state_of(offer, at))
    assert offer.answered_at is not None
    do_not_ask.own_no(offer).delete()
    may_be_named(offer.to_email, since=offer.answered_at)


def _answering(offer: Offer, by: Actor, way: str) -> Offer:
    """The offer, locked, once it is sure that `by` may answer it: its own letter, or a seat writing it down."""
    offer = locked(offer)
    if by.seat is None and by.ref != f"offer:{offer.entry_seq}" or by.committee != offer.committee_id:
        raise RuleBroken("wrong_offer", "This letter is about another offer.")
    if by.seat:
        acting_seat(offer.committee_id, by=by)
    rules.check_way(way, by_person=by.seat is None)
    return offer


def _is_closed(offer: Offer) -> bool:
    return offer.committee.closed_at is not None


@step
def _take_effect(offer: Offer, at: datetime) -> list[Commitment]:
    """The seat and the commitments. A promise made to get somebody to join is no change: it stops no clock.

    What stood beside the words is kept as it was just before: nobody counts themself among those who came before.
    """
    terms = next(each for each in offer.versions.all() if each.number == offer.accepted_version)
    keep_figures(offer, terms, at)
    offer.seat = take_seat(
        offer.committee, side=offer.side, holder=account_of(offer.to_email) if offer.to_email else None,
        name=offer.to_name, chosen_how=terms.chosen_how, chosen_by=_chosen_by(offer), at=at,
    )  # fmt: skip
    offer.status, offer.confirmed_at = Offer.Status.ACCEPTED, at
    told = offer.told.filter(answer__in=(Told.Answer.CONFIRMED, Told.Answer.CORRECTED))
    promises = (*promises_of(terms), *map(promise_told, told.select_related("owner")))
    # Whoever was to keep a promise and has left since is still named: the commitment's page says that they left.
    owners = offer.committee.seats.in_bulk([each.owner for each in promises if each.owner])
    return [
        note_commitment(
            offer.committee, text=each.text, will_be_seen=each.will_be_seen, due_on=each.due_on,
            owner=owners.get(each.owner), owner_name=each.owner_name, at=at,
        )
        for each in promises
    ]  # fmt: skip


def _chosen_by(offer: Offer) -> str:
    approvals = offer.approvals.count()
    if approvals:
        return f"people with lived experience here, {approvals} of whom approved the offer"
    return offer.committee.organisation.name


@step
def _told_of_in(seq: int, offer: Offer, made: list[Commitment]) -> None:
    """Seat and commitments say which entry tells of them."""
    if offer.seat_id:
        Seat.objects.filter(pk=offer.seat_id).update(entry_seq=seq)
    link_origin(made, seq)
