"""One promise in a log, for everyone; what its keepers can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import owner_words, short
from equalweight.site.web import plain
from equalweight.site.web.elements import Fact, Link, Tag

from ..models import Request
from .log import when_words
from .states import REPLY_TAGS, kept_tag, reply_of


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    words: str = ""


@dataclass(frozen=True)
class PromisePage:
    log: Link
    heading: str
    text: str
    reply: Tag
    kept: Tag
    next: str
    facts: tuple[Fact, ...]
    history: tuple[Happened, ...]
    actions: tuple[Link, ...]
    record: Link


def promise_page(promise: Commitment, is_keeper: bool, at: datetime) -> PromisePage:
    """One promise in a log, for everyone; what its keepers can do."""
    today = localdate(at)
    reply = reply_of(promise, today)
    return PromisePage(
        log=Link(promise.committee.name, reverse("outside:log", args=[promise.committee_id])),
        heading=short(promise.text), text=promise.text,
        reply=REPLY_TAGS[reply], kept=kept_tag(promise), next=_next(promise, reply),
        facts=(
            Fact("Who promised", owner_words(promise)), Fact("Due", when_words(promise)),
            Fact("What will be seen", promise.will_be_seen or "Nobody has said"),
        ),
        history=tuple(sorted(_happened(promise), key=lambda each: each.at)),
        actions=_promise_actions(promise, reply) if is_keeper else (),
        record=Link("See where this began in the record", reverse("evidence:entry", args=[promise.entry_seq])),
    )  # fmt: skip


def _next(promise: Commitment, reply: str) -> str:
    last = promise.requests.last()
    if promise.status == Commitment.Status.REFUSED:
        return f"They say: we will not do this, because: {promise.refusal}"
    if reply == "waiting" and last:
        return f"They have been asked, and have until {plain.day(last.due_on)} to answer."
    if reply == "no_reply" and last:
        return f"They were asked to answer by {plain.day(last.due_on)}. No reply received."
    if reply == "replied":
        return "They have answered. Those who keep this log say whether the promise was kept."
    return "Nobody has asked them about it yet."


def _happened(promise: Commitment) -> Iterator[Happened]:
    yield Happened(promise.made_at, "Written down.")
    for request in promise.requests.all():
        how = "by email" if request.sent_to else "by post"
        yield Happened(request.asked_at, f"They were asked, {how}, to answer by {plain.day(request.due_on)}.")
        if request.answered_at:
            late = " (late)" if localdate(request.answered_at) > request.due_on else ""
            said = Request.Answer(request.answer).label
            when = f" The new date is {plain.day(request.new_date)}." if request.new_date else ""
            yield Happened(request.answered_at, f"They answered{late}: {said}.{when}", request.words)
    for each in promise.judgements.select_related("seat"):
        said = "it was kept" if each.is_kept else "it was not kept"
        yield Happened(each.at, f"{each.seat.name}, who keeps this log, says: {said}.", each.words)


def _promise_actions(promise: Commitment, reply: str) -> tuple[Link, ...]:
    links = [Link("Say whether it was kept", reverse("outside:judge", args=[promise.pk]))]
    if reply == "waiting":
        last = promise.requests.last()
        assert last is not None
        links.append(
            Link("See or print the letter with the link", reverse("outside:request", args=[last.pk]))
        )
    else:
        words = "Ask them what became of it" if reply == "not_asked" else "Ask them again"
        links.append(Link(words, reverse("outside:ask", args=[promise.pk])))
    return tuple(links)
