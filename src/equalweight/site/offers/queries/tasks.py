"""Pages on which a member does one thing with an offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import Member

from .. import rules
from ..models import Offer

READABLE_FOR = timedelta(hours=1)
# heading ({name}: whoever was invited), lead, button
TASKS = {
    "reply": (
        "Reply to {name}",
        "They find your words in their letter, and get them by email where we can.",
        "Send my reply",
    ),
    "revise": (
        "Change the offer to {name}",
        "They get all of it again, as a new version. They answer the new version; earlier ones stay readable.",
        "Send the new version",
    ),
    "record": (
        "Write down the answer of {name}",
        "For an answer that came by phone, by post or in person. We show that somebody else wrote it down.",
        "Write it down",
    ),
    "told": (
        "What was {name} told?",
        "A promise that somebody made by word of mouth. Staff must confirm, correct or refuse it by a date.",
        "Write it down",
    ),
    "answer_told": (
        "Was {name} promised this?",
        "Answer for the organisation. They see your answer in their letter.",
        "Give this answer",
    ),
}


@dataclass(frozen=True)
class TaskPage:
    committee: str
    heading: str
    lead: str
    quote: str
    notes: tuple[str, ...]
    button: str
    back: str


@dataclass(frozen=True)
class AccessPage:
    committee: str
    to_name: str
    words: str
    back: str


def task_page(offer: Offer, task: str, quote: str = "", notes: Iterable[str] = ()) -> TaskPage:
    """`quote`: words the task is about, shown above the form. `notes`: why something is not on it."""
    heading, lead, button = TASKS[task]
    back = reverse("offers:offer", args=[offer.pk])
    return TaskPage(
        offer.committee.name, heading.format(name=offer.to_name), lead, quote, tuple(notes), button, back
    )


def not_to_write_down(offer: Offer, member: Member, at: datetime) -> dict[str, str]:
    """The answers this member can't write down for the person now, and why not: they are not on the form."""
    return rules.not_to_write_down(
        offer.status, offer.answer_by, localdate(at), offer.side, member.seat.side,
        is_closed=offer.committee.closed_at is not None, is_maker=offer.made_by_id == member.seat.pk,
        was_approved=offer.approvals.exists(),
    )  # fmt: skip


def not_to_revise(offer: Offer, member: Member) -> str:
    """Why this member can't change the offer now; "" when they can."""
    return rules.why_not(
        rules.check_may_revise, offer.status, offer.side, member.seat.side,
        is_maker=offer.made_by_id == member.seat.pk, was_approved=offer.approvals.exists(),
    )  # fmt: skip


def access_page(offer: Offer, member: Member, at: datetime) -> AccessPage | None:
    """The needs, for an hour after a look that was written down; None before. `member`: from access_for."""
    if not offer.looks.filter(by=member.seat, at__gt=at - READABLE_FOR).exists():
        return None
    back = reverse("offers:offer", args=[offer.pk])
    return AccessPage(offer.committee.name, offer.to_name, offer.access_words, back)
