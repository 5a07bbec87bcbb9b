"""What the committee does with an open offer: reply, change it, send it again, take it back."""

from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import private, shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.web.rules import RuleBroken

from .. import do_not_ask, letters, rules
from ..models import Message, Offer
from .mail import mail_failed
from .making import Terms, add_version, check_may_ask, newest, of_committee


@shared
def reply_to_offer(offer: Offer, words: str, *, by: Actor, at: datetime) -> Message:
    """Answer a question; the person finds it in their letter, and gets it by email unless they said no elsewhere.

    Entry: `offer.replied`, the words sealed. Errors: RuleBroken `wrong_committee`, `closed`, `not_open`.
    """
    offer = of_committee(offer, by)
    check_not_closed(offer.committee_id)
    if offer.status not in rules.OPEN:
        raise RuleBroken("not_open", "This offer is not open, so there is nobody to reply to.")
    message = Message.objects.create(
        offer=offer, kind=Message.Kind.REPLY, words=words, via="online", by_id=by.seat, at=at
    )
    append(
        "offer.replied", by=by, at=at, ctx=offer.committee_id, pub={"offer": offer.pk}, words={"words": words}
    )
    if not do_not_ask.is_refused(offer):
        letters.send_reply(offer, words, failed=mail_failed(offer))
    return message


@shared
def revise_offer(offer: Offer, terms: Terms, answer_by: date, *, by: Actor, at: datetime) -> Offer:
    """A new version of the terms, sent whole. Earlier versions stay. A yes that was not confirmed no longer stands.

    Entry: `offer.revised`, the terms sealed. Errors: RuleBroken `wrong_committee`, `not_yours`, `changed`, `waits`,
    `date`, `promise_date`, `promise_owner`, `closed`, and those of making.check_may_ask.
    """
    offer = of_committee(offer, by)
    check_not_closed(offer.committee_id)
    rules.check_may_revise(
        offer.status,
        offer.side,
        by.side,
        is_maker=by.seat == offer.made_by_id,
        was_approved=offer.approvals.exists(),
    )
    if offer.status == Offer.Status.WAITING:
        raise RuleBroken(
            "waits", "People are approving these words now. Withdraw the offer and make it again."
        )
    check_may_ask(offer)
    if answer_by <= localdate(at):
        raise RuleBroken("date", "Give them time: choose a day after today.", "answer_by")
    version = add_version(offer, terms, at)
    offer.status, offer.answer_by, offer.accepted_version = Offer.Status.SENT, answer_by, None
    offer.mail_failed = False
    offer.save()
    append(
        "offer.revised", by=by, at=at, ctx=offer.committee_id,
        pub={"offer": offer.pk, "version": version.number, "answer_by": answer_by.isoformat()},
        words={"terms": letters.terms_text(version)},
    )  # fmt: skip
    letters.send_offer(offer, version, at, failed=mail_failed(offer))
    return offer


@shared
def withdraw_offer(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """Take an offer back. The person is told; nobody is stopped from asking them another time.

    Entry: `offer.withdrawn`. Errors: RuleBroken `wrong_committee`, `not_yours`, `changed`.
    """
    offer = of_committee(offer, by)
    rules.check_may_withdraw(
        offer.status,
        offer.side,
        by.side,
        is_maker=by.seat == offer.made_by_id,
        was_approved=offer.approvals.exists(),
    )
    was_sent = offer.status != Offer.Status.WAITING
    offer.status = Offer.Status.WITHDRAWN
    offer.save()
    append("offer.withdrawn", by=by, at=at, ctx=offer.committee_id, pub={"offer": offer.pk})
    if was_sent:
        letters.tell_person(offer, "withdrawn")
    return offer


@private
def send_offer_again(offer: Offer, *, by: Actor, at: datetime) -> Offer:
    """After an email that did not leave: the same words once more, with a new link; the old one stops working.

    Not a way to press somebody: only while the last email failed. Errors: RuleBroken `wrong_committee`, `was_sent`,
    `closed`, and those of making.check_may_ask.
    """
    offer = of_committee(offer, by)
    check_not_closed(offer.committee_id)
    if not offer.mail_failed or offer.status not in rules.OPEN:
        raise RuleBroken("was_sent", "The email left. Sending it again would be pressing them.")
    check_may_ask(offer)
    offer.link_number, offer.mail_failed = offer.link_number + 1, False
    offer.save()
    letters.send_offer(offer, newest(offer), at, failed=mail_failed(offer))
    return offer
