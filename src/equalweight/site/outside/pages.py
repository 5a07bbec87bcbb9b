"""What the pages with a form, and the letters, say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import owner_words
from equalweight.site.committees.models import Committee, Founder
from equalweight.site.web.acts import Ask, Settled
from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.plain import day

from . import rules
from .letters import reply_link
from .models import Request
from .queries import counts_of
from .queries.log import late_in
from .queries.states import now_says, promised_words


@dataclass(frozen=True)
class FormPage:
    """A form with its setting; `after`: what happens next."""

    where: Link | None
    heading: str
    lead: str
    button: str
    after: str
    back: Link
    facts: tuple[Fact, ...] = ()
    warning: str = ""


def log_link(log: Committee) -> Link:
    return Link(log.name, reverse("outside:log", args=[log.pk]))


def start_page() -> FormPage:
    return FormPage(
        where=None, heading="Start a promise log",
        lead="Keep a public list of what an organisation promised, even if it won’t join.",
        button="Start the log", warning="Everyone can read the log. Write nothing private about anybody.",
        after="You write down promises. You can ask the organisation about each by a link it can answer without an "
        "account. If it doesn’t answer, the page says “no reply received”.",
        back=Link("Look at committees instead", reverse("evidence:committees")),
    )  # fmt: skip


def note_page(log: Committee) -> FormPage:
    return FormPage(
        where=log_link(log), heading="Write down a promise", lead="What somebody there said would be done.",
        button="Write it down", warning="Everyone can read this, so leave out what is private about anybody.",
        after="Then you can ask them what became of it.", back=Link("Go back to the log", log_link(log).href),
    )  # fmt: skip


def _of(promise: Commitment, heading: str, lead: str, button: str, after: str) -> FormPage:
    back = Link("Go back to the promise", reverse("outside:promise", args=[promise.pk]))
    facts = (
        Fact("The promise", promise.text), Fact("Who promised", owner_words(promise)),
        Fact("Due", promised_words(promise)),
    )  # fmt: skip
    return FormPage(log_link(promise.committee), heading, lead, button, after, back, facts)


def ask_page(promise: Commitment) -> FormPage:
    return _of(
        promise, "Ask what became of it",
        "They get a link that works for one answer. They need no account.", "Ask them",
        f"They have {rules.DAYS_TO_REPLY} days. If nothing comes, the page says “no reply received”, never “refused”.",
    )  # fmt: skip


def ask_settled(promise: Commitment, at: datetime) -> Settled | None:
    """Asked, and the day to answer has not passed."""
    last = promise.requests.last()
    if last is None or last.answered_at or localdate(at) > last.due_on:
        return None
    back = Link("See what was sent", reverse("outside:request", args=[last.pk]))
    after = f"They have until {day(last.due_on)}. If nothing comes by then, you can ask again."
    return Settled("They have been asked", f"You asked on {day(last.asked_at)}.", after, back)


def leave_ask(log: Committee) -> Ask:
    return Ask(
        "Stop keeping this log?",
        f"{log.name}: you no longer write in it. What you wrote stays, and everyone can go on reading it. Whoever else "
        "keeps it goes on; if nobody does, the page says so. You don’t have to say why, and you can’t take it back.",
        "Stop keeping it",
        log_link(log).href,
    )


def named_page(founder: Founder) -> FormPage:
    log = founder.committee
    return FormPage(
        where=log_link(log), heading=f"Where do we reach {founder.name}?",
        lead=f"We wrote to {founder.email}. No answer yet. If that address is wrong, write down the right one.",
        button="Write to this address", after="We ask them there. The older letter no longer works.",
        back=Link("Go back to the log", log_link(log).href),
    )  # fmt: skip


def judge_page(promise: Commitment) -> FormPage:
    return _of(
        promise, "Was this promise kept?", "You keep this log, so you say. You can change it when something changes.",
        "Say so", "Everyone can see what you say, and that it was you who said it.",
    )  # fmt: skip


def reply_page(request: Request) -> FormPage:
    promise = request.commitment
    page = _of(
        promise, "What became of this promise?",
        f"People keep a public list of what {promise.committee.organisation.name} has promised. You can answer here, "
        "without an account.", "Send our answer",
        "Your answer is shown to everyone, word for word. This link works once.",
    )  # fmt: skip
    facts = (*page.facts, *([_answer_we_have(request)] if request.answered_at else []))
    return replace(page, back=Link("See the promise’s page", page.back.href), facts=facts)


@dataclass(frozen=True)
class UsedPage:
    """Another answer was sent by a link that had been used: the one we have, and what was typed, so it isn't lost."""

    where: Link
    lead: str
    facts: tuple[Fact, ...]
    typed: tuple[Fact, ...]
    after: str
    back: Link


def used_page(request: Request, typed: Mapping[str, str]) -> UsedPage:
    kept, words = (
        reply_page(request),
        [typed.get(name, "").strip() for name in ("answer", "new_date", "words")],
    )
    said = dict(Request.Answer.choices).get(words[0], "")
    labels = ("What became of it", "The new date", "Your words")
    keepers = " or ".join(_keepers(request.commitment.committee)) or "those who keep this list"
    return UsedPage(
        where=log_link(request.commitment.committee), lead=rules.USED, facts=kept.facts,
        typed=tuple(Fact(label, each) for label, each in zip(labels, [said, *words[1:]], strict=True) if each),
        after=f"If your answer has changed, ask {keepers} to ask you again. You then get a new link. What you typed is "
        "kept nowhere, so copy it from this page.", back=kept.back,
    )  # fmt: skip


def _answer_we_have(request: Request) -> Fact:
    """As it is on the promise's page."""
    assert request.answered_at is not None
    said = f"{Request.Answer(request.answer).label} ({day(request.answered_at)})"
    when = f"The new date is {day(request.new_date)}." if request.new_date else ""
    return Fact("The answer we have", "\n".join(filter(None, (said, when, request.words))))


@dataclass(frozen=True)
class RequestPage:
    """The letter for one promise. `link` is empty when this visit doesn't know it: then a new one can be made."""

    pk: str
    log: Link
    organisation: str
    promise: str
    who: str
    promised: str
    link: str
    sent_to: str
    due_on: date
    is_answered: bool
    back: Link
    keepers: tuple[str, ...]


def request_page(request: Request, secret: str) -> RequestPage:
    promise = request.commitment
    log = promise.committee
    return RequestPage(
        pk=request.pk, log=log_link(log), organisation=log.organisation.name, promise=promise.text,
        who=promise.owner_name, promised=promised_words(promise, now_say="you now say"),
        link=reply_link(secret) if secret else "", sent_to=request.sent_to,
        due_on=request.due_on, is_answered=request.answered_at is not None,
        back=Link("Go back to the promise", reverse("outside:promise", args=[promise.pk])), keepers=_keepers(log),
    )  # fmt: skip


@dataclass(frozen=True)
class LetterPage:
    """A letter about every promise that is late or has had no reply, to print and post."""

    log: Link
    organisation: str
    senior_person: str
    sentence: str
    late: tuple[str, ...]
    today: date
    keepers: tuple[str, ...]


def letter_page(log: Committee, at: datetime) -> LetterPage:
    today = localdate(at)
    found = late_in(log, today).prefetch_related("requests")[:100]
    late = tuple(f"{each.text} ({_due(each)})" for each in found)
    return LetterPage(
        log=log_link(log), organisation=log.organisation.name, senior_person=log.senior_person,
        sentence=counts_of(log, at).sentence, late=late, today=today, keepers=_keepers(log),
    )  # fmt: skip


def _due(promise: Commitment) -> str:
    words = promised_words(promise, now_say="you now say")
    return words if now_says(promise) else f"due {words}"


def _keepers(log: Committee) -> tuple[str, ...]:
    return tuple(log.seats.filter(ended_at__isnull=True).values_list("name", flat=True))
