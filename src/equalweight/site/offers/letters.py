"""What is written to the person invited, and to whoever invited them. Plain text: nothing in it reports back."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.committees.models import Side
from equalweight.site.people.post import send_later

from .models import Offer, Terms
from .promises import promises_of
from .tokens import letter_token
from .words import letter_words, terms_facts

# Called when the mail server did not take it.
Failed = Callable[[], object]
SUBJECTS = {
    "accepted": "You have said yes: {committee}",
    "recorded_yes": "Did you say yes? {committee}",
    "recorded_no": "We have written down your no: {committee}",
    "withdrawn": "The offer was taken back: {committee}",
    "told_answered": "An answer to what you were told: {committee}",
}


def terms_text(terms: Terms) -> str:
    """One version as words, for the record's sealed value."""
    lines = [f"{fact.label}: {fact.value}" for fact in terms_facts(terms)]
    promises = [
        f"Promise: {each.text}; who: {each.owner_name or 'not named yet'}; by: {each.due_on or 'no date yet'}"
        + (f"; seen: {each.will_be_seen}" if each.will_be_seen else "")
        for each in promises_of(terms)
    ]
    return "\n".join([*lines, *promises])


def send_offer(offer: Offer, terms: Terms, at: datetime, *, failed: Failed) -> None:
    """The whole offer by email; nothing when it goes by post. Replies go to whoever made it."""
    if not offer.to_email:
        return
    words = letter_words(offer, terms, at)
    changed = "We have changed our offer: " if terms.number > 1 else "An offer to you: "
    body = render_to_string("offers/email/offer.txt", {"words": words, "site": settings.SITE_URL})
    _send(offer, changed + words.committee, body, failed)


def send_reply(offer: Offer, words: str, *, failed: Failed) -> None:
    """A reply to a question, whole."""
    _write(offer, f"A reply about the offer: {offer.committee.name}", "reply", failed, words=words)


def tell_person(offer: Offer, what: str) -> None:
    """One of SUBJECTS, to the person invited."""
    _write(offer, SUBJECTS[what].format(committee=offer.committee.name), what, None)


def tell_maker(offer: Offer, what: str) -> None:
    """That something came; the words themselves stay behind sign-in."""
    maker = offer.made_by
    if maker.holder is None or maker.ended_at:
        return
    href = settings.SITE_URL + reverse("offers:offer", args=[offer.pk])
    body = render_to_string("offers/email/heard.txt", {"name": maker.name, "what": what, "href": href})
    send_later(maker.holder.email, f"An answer to your offer: {offer.committee.name}", body)


def ask_approvers(offer: Offer) -> None:
    """To the seats of its side who have not approved it. Not who is invited: mail is read on shared screens."""
    given = offer.approvals.values("seat")
    asked = offer.committee.seats.filter(side=offer.side, ended_at__isnull=True).exclude(pk__in=given)
    href = settings.SITE_URL + reverse("offers:offer", args=[offer.pk])
    words = {
        "maker": offer.made_by.name,
        "committee": offer.committee,
        "href": href,
        "answer_by": offer.answer_by,
    }
    for seat in asked.exclude(pk=offer.made_by_id).select_related("holder"):
        if seat.holder is not None:
            context = words | {"name": seat.name, "side": Side(offer.side).label}
            body = render_to_string("offers/email/approve.txt", context)
            send_later(seat.holder.email, f"An offer waits for your group: {offer.committee.name}", body)


def _write(offer: Offer, subject: str, template: str, failed: Failed | None, **words: str) -> None:
    if not _address(offer):
        return
    href = settings.SITE_URL + reverse("offers:letter", args=[letter_token(offer)])
    context = {"offer": offer, "committee": offer.committee, "href": href, "site": settings.SITE_URL, **words}
    _send(offer, subject, render_to_string(f"offers/email/{template}.txt", context), failed)


def _send(offer: Offer, subject: str, body: str, failed: Failed | None) -> None:
    holder = offer.made_by.holder
    send_later(
        _address(offer),
        subject,
        body,
        reply_to=holder.email if holder else "",
        failed=failed,
    )


def _address(offer: Offer) -> str:
    """Where the person reads email; empty for nowhere. Whoever has a seat may have given or changed theirs since."""
    seated = offer.seat.holder if offer.seat else None
    return seated.email if seated else offer.to_email
