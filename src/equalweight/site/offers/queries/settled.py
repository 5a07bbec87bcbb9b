"""Acts on an offer that can't be done any more: what was done, and what happens next."""

from datetime import datetime

from django.urls import reverse

from equalweight.site.committees.models import Seat
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import day

from .. import rules
from ..approvals import approvals_given, approvals_wanted
from ..loaders import Letter
from ..models import Offer, Told
from .letter import STATES, state_of

DONE = {
    Offer.Status.ACCEPTED: (
        "The answer is yes",
        "They have said yes. Nobody can change the words they agreed to.",
    ),
    Offer.Status.DECLINED: ("The answer is no", "They have said no. Nobody asks them again."),
    Offer.Status.WITHDRAWN: (
        "The offer was taken back",
        "It was taken back, and can’t be answered any more.",
    ),
}
# In which states of a letter each step can be taken; any other step, always.
STEPS_OPEN = {
    "accept": ("open", "unconfirmed"),
    "confirm": ("unconfirmed",),
    "ask": ("open", "late", "unconfirmed"),
    "decline": ("open", "late", "unconfirmed"),
    "ask_again": ("declined",),
}


def over(offer: Offer) -> Settled | None:
    """For what only an offer that is not settled takes: a reply, a change, an answer, taking it back."""
    if offer.status not in DONE:
        return None
    heading, done = DONE[Offer.Status(offer.status)]
    return _settled(offer, heading, f"{done}{_when(offer.answered_at)}", "The offer’s page shows it all.")


def approve_settled(offer: Offer, seat: Seat) -> Settled | None:
    given = offer.approvals.filter(seat=seat).first()
    if offer.status == Offer.Status.WAITING and given:
        waits = max(approvals_wanted(offer) - approvals_given(offer), 0)
        done = f"You approved it on {day(given.at)}."
        return _settled(
            offer,
            "You have approved this",
            done,
            f"It waits for {waits} more from your group. Then it is sent.",
        )
    if offer.status != Offer.Status.WAITING and offer.sent_at:
        done = f"It was sent on {day(offer.sent_at)}."
        return over(offer) or _settled(
            offer, "This offer is approved", done, f"They answer by {day(offer.answer_by)}."
        )
    return over(offer)


def send_again_settled(offer: Offer) -> Settled | None:
    if offer.mail_failed and offer.status in rules.OPEN:
        return None
    done = "Nothing tells us that the email did not leave. Sending it again would be pressing them."
    return over(offer) or _settled(
        offer, "The email is on its way", done, f"They answer by {day(offer.answer_by)}."
    )


def told_settled(told: Told) -> Settled | None:
    if not told.answer:
        return None
    done = f"It was answered on {day(told.answered_at)}: {told.get_answer_display().lower()}."
    return _settled(told.offer, "This has been answered", done, "They read the answer in their letter.")


def step_settled(letter: Letter, name: str, at: datetime) -> Settled | None:
    """For a step from the letter that its state does not take any more."""
    state = state_of(letter.offer, at)
    has_address = name == "email" and letter.offer.to_email
    if not has_address and state in STEPS_OPEN.get(name, (state,)):
        return None
    words = "We have your email address. You sign in with it." if has_address else STATES[state]
    back = Link("Read your letter", reverse("offers:letter", args=[letter.token]))
    return Settled("There is nothing to do here now", words, "Your letter shows what you can still do.", back)


def _when(at: datetime | None) -> str:
    return f" That was on {day(at)}." if at else ""


def _settled(offer: Offer, heading: str, done: str, after: str) -> Settled:
    return Settled(heading, done, after, Link("See the offer", reverse("offers:offer", args=[offer.pk])))
