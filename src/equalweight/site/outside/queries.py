"""Every read about promise logs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import SeatClock, clock_of
from equalweight.site.commitments.queries.words import due_words, owner_words, short
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.waiting import Waiting
from equalweight.site.web import plain
from equalweight.site.web.elements import Empty, Fact, Link, Row, Table, Tag
from equalweight.site.web.paging import Part, part_of

from . import rules
from .loaders import LogVisit
from .models import Judgement, Request

PAGE_SIZE = 25
REPLY_TAGS = {
    "not_asked": Tag("Not asked yet"),
    "waiting": Tag("Asked", "now"),
    "no_reply": Tag("No reply received", "late"),
    "replied": Tag("They answered", "done"),
}


@dataclass(frozen=True)
class Counts:
    """What became of the promises in one log. `no_reply`: asked, the day has passed, and nothing came."""

    promised: int
    kept: int
    not_kept: int
    replied: int
    no_reply: int

    @property
    def sentence(self) -> str:
        if not self.promised:
            return "No promise has been written down here yet."
        said = f"{self.kept} of {plain.counted(self.promised, 'promise', 'promises')} kept"
        silence = f"They answered about {self.replied}; no reply received about {self.no_reply}."
        return f"{said}, {self.not_kept} not kept. {silence}"


@dataclass(frozen=True)
class LogPage:
    pk: str
    name: str
    organisation: str
    purpose: str
    keepers: tuple[str, ...]
    counts: Counts
    part: Part[Row]
    table: Table
    empty: Empty
    clock: tuple[SeatClock, ...]
    advice: str
    actions: tuple[Link, ...]


def log_page(request: HttpRequest, visit: LogVisit, at: datetime) -> LogPage:
    """One log, for everyone. A constant number of queries."""
    log, today = visit.log, localdate(at)
    ordered = log.commitments.order_by(F("due_on").asc(nulls_last=True), "made_at", "pk")
    part: Part[Commitment] = part_of(
        request, ordered.prefetch_related("requests", "judgements"), size=PAGE_SIZE
    )
    rows = tuple(_row(promise, today) for promise in part.rows)
    clock = clock_of(log, at)
    actions = _log_actions(log) if visit.keeper else ()
    return LogPage(
        pk=log.pk, name=log.name, organisation=log.organisation.name, purpose=log.purpose,
        keepers=tuple(log.seats.filter(ended_at__isnull=True).values_list("name", flat=True)),
        counts=counts_of(log, at),
        part=Part(rows, part.total, part.number, part.pages, part.previous_href, part.next_href),
        table=Table("Promises, soonest due first", ("Promise", "Who promised", "Due", "Reply", "Kept?"), rows),
        empty=Empty("No promise has been written down here yet.", "Write down the first one.", *actions[:1]),
        clock=clock.seats, advice=advice(clock.months) if clock.seats else "", actions=actions,
    )  # fmt: skip


def counts_of(log: Committee, at: datetime) -> Counts:
    """The log in counts. Three queries."""
    today = localdate(at)
    promises = list(log.commitments.prefetch_related("requests", "judgements"))
    replies = [_reply_of(promise, today) for promise in promises]
    kept = [_kept_of(promise) for promise in promises]
    return Counts(
        len(promises),
        kept.count(True),
        kept.count(False),
        replies.count("replied"),
        replies.count("no_reply"),
    )


def advice(months: int) -> str:
    """What the page offers once the clock has run 3, 6 or 9 months; there is no seat here to put a duty on."""
    if months < 3:
        return ""
    if months < 6:
        return (
            "Three months or more have passed without a promise kept. You can ask again about each promise."
        )
    if months < 9:
        return (
            "Six months or more have passed without a promise kept. You can print a letter that lists every promise "
            "that is late or has had no reply."
        )
    return (
        "Nine months or more have passed without a promise kept. You can print a letter to the person in charge. "
        "You can also ask an ombudsman, an advice centre or a disabled people’s organisation for help."
    )


def _log_actions(log: Committee) -> tuple[Link, ...]:
    return (
        Link("Write down a promise", reverse("outside:note", args=[log.pk])),
        Link("Bring in a list of promises", reverse("commitments:import", args=[log.pk])),
        Link("Print a letter about promises that are late", reverse("outside:letter", args=[log.pk])),
        Link("Stop keeping this log", reverse("committees:leave", args=[log.pk])),
    )


def _row(promise: Commitment, today: date) -> Row:
    href = reverse("outside:promise", args=[promise.pk])
    reply = REPLY_TAGS[_reply_of(promise, today)]
    return Row(
        (Link(short(promise.text), href), owner_words(promise), due_words(promise), reply, _kept_tag(promise))
    )


def _reply_of(promise: Commitment, today: date) -> str:
    """Where the newest request stands; an answer to an earlier one still counts as a reply. From prefetched rows."""
    requests: list[Request] = list(promise.requests.all())
    answered = any(each.answered_at for each in requests)
    last = requests[-1] if requests else None
    return rules.reply_state(last is not None, answered, last.due_on if last else None, today)


def _kept_of(promise: Commitment) -> bool | None:
    judgements: list[Judgement] = list(promise.judgements.all())
    return judgements[-1].is_kept if judgements else None


def _kept_tag(promise: Commitment) -> Tag:
    kept = _kept_of(promise)
    if kept is None:
        return (
            Tag("They say no", "late") if promise.status == Commitment.Status.REFUSED else Tag("Not said yet")
        )
    return Tag("Kept", "done") if kept else Tag("Not kept", "late")


@dataclass(frozen=True)
class Happened:
    at: datetime
    what: str
    words: str = ""


@dataclass(frozen=True)
class PromisePage:
    log: Link
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
    reply = _reply_of(promise, today)
    return PromisePage(
        log=Link(promise.committee.name, reverse("outside:log", args=[promise.committee_id])), text=promise.text,
        reply=REPLY_TAGS[reply], kept=_kept_tag(promise), next=_next(promise, reply),
        facts=(
            Fact("Who promised", owner_words(promise)), Fact("Due", due_words(promise)),
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


def waiting_for(seats: Sequence[Seat], at: datetime) -> list[Waiting]:
    """What waits for the keepers of a log. Three queries, or none."""
    logs = [seat.committee_id for seat in seats if seat.committee.kind == Committee.Kind.OUTSIDE]
    if not logs:
        return []
    promises = Commitment.objects.filter(committee__in=logs).exclude(status=Commitment.Status.DONE)
    found = promises.select_related("committee").prefetch_related("requests", "judgements")
    return [thing for promise in found for thing in _waits(promise, localdate(at))]


def _waits(promise: Commitment, today: date) -> Iterator[Waiting]:
    where, quoted = promise.committee.name, f"“{short(promise.text)}”"
    answered = max((each.answered_at for each in promise.requests.all() if each.answered_at), default=None)
    judged = max((each.at for each in promise.judgements.all()), default=None)
    if answered and (judged is None or judged < answered):
        href = reverse("outside:judge", args=[promise.pk])
        yield Waiting(3, None, f"They have answered about {quoted}", where, href, "Say whether it was kept")
    elif promise.due_on and promise.due_on < today and _reply_of(promise, today) in ("not_asked", "no_reply"):
        href = reverse("outside:ask", args=[promise.pk])
        what = f"This promise was due on {plain.day(promise.due_on)}: {quoted}"
        yield Waiting(1, promise.due_on, what, where, href, "Ask them what became of it")
