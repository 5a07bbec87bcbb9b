"""Where a promise in a log stands: what they replied, whether it was kept, and the counts of both."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import due_words
from equalweight.site.committees.models import Committee
from equalweight.site.web import plain
from equalweight.site.web.elements import Tag

from .. import rules
from ..models import Judgement, Request

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
        silence = f"They answered about {self.replied} of them. No reply received about {self.no_reply}."
        return f"{said}, {self.not_kept} not kept. {silence}"


def counts_of(log: Committee, at: datetime) -> Counts:
    """The log in counts. Three queries."""
    today = localdate(at)
    promises = list(log.commitments.prefetch_related("requests", "judgements"))
    replies = [reply_of(promise, today) for promise in promises]
    kept = [kept_of(promise) for promise in promises]
    return Counts(
        len(promises),
        kept.count(True),
        kept.count(False),
        replies.count("replied"),
        replies.count("no_reply"),
    )


def reply_of(promise: Commitment, today: date) -> str:
    """Where the newest request stands; an answer to an earlier one still counts as a reply. From prefetched rows."""
    requests: list[Request] = list(promise.requests.all())
    answered = any(each.answered_at for each in requests)
    last = requests[-1] if requests else None
    return rules.reply_state(last is not None, answered, last.due_on if last else None, today)


def now_says(promise: Commitment) -> date | None:
    """The new date in their newest answer, if it gives one. It takes no promised day away. From prefetched rows."""
    requests: list[Request] = list(promise.requests.all())
    answers = {each.answered_at: each.new_date for each in requests if each.answered_at}
    return answers[max(answers)] if answers else None


def promised_words(promise: Commitment, *, now_say: str = "they now say") -> str:
    """The day promised, and beside it the one their answer gives. `now_say`: as the reader is spoken to."""
    new = now_says(promise)
    if new is None:
        return due_words(promise)
    promised = f"Promised for {plain.day(promise.due_on)}" if promise.due_on else due_words(promise)
    return f"{promised}; {now_say} {plain.day(new)}"


def kept_of(promise: Commitment) -> bool | None:
    judgements: list[Judgement] = list(promise.judgements.all())
    return judgements[-1].is_kept if judgements else None


def kept_tag(promise: Commitment) -> Tag:
    kept = kept_of(promise)
    if kept is None:
        return (
            Tag("They say no", "late") if promise.status == Commitment.Status.REFUSED else Tag("Not said yet")
        )
    return Tag("Kept", "done") if kept else Tag("Not kept", "late")
