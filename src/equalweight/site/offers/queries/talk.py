"""What was said about an offer, and what the person was told: the same for the letter and for members."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from equalweight.site.web.elements import Tag
from equalweight.site.web.plain import day

from ..models import Message, Offer, Told

VIA = {"online": "", "phone": ", by phone", "post": ", by post", "in_person": ", in person"}


@dataclass(frozen=True)
class MessageLine:
    """`who` is "You" or a name; `how` what it was and how it came."""

    who: str
    how: str
    words: str
    at: datetime


@dataclass(frozen=True)
class AnswerLine:
    """A yes or a no that somebody here wrote down for the person invited, and whether it is confirmed by them."""

    who: str
    what: str
    on: str
    state: str


@dataclass(frozen=True)
class ToldLine:
    words: str
    said: str
    state: Tag
    answer: str
    answer_href: str


def messages_of(offer: Offer) -> QuerySet[Message]:
    """Newest first, with whoever replied."""
    return offer.messages.select_related("by", "noted_by").order_by("-at", "-id")


def message_line(message: Message, *, person: str) -> MessageLine:
    """`person` is what to call whoever was invited: "You", or their name."""
    how = message.get_kind_display().lower() + VIA.get(message.via, "")
    how += f", written down by {message.noted_by.name}" if message.noted_by else ""
    return MessageLine(message.by.name if message.by else person, how, message.words, message.at)


def answer_line(offer: Offer, *, is_theirs: bool) -> AnswerLine | None:
    """Nothing for what the person answered themselves. `is_theirs`: on their own letter."""
    what = {Offer.Status.DECLINED: "no", Offer.Status.ACCEPTED: "yes", Offer.Status.UNCONFIRMED: "yes"}
    said, way = what.get(Offer.Status(offer.status)), VIA.get(offer.answered_via, "")
    if not said or not way or offer.answered_at is None:
        return None
    writer = offer.noted_by.name if offer.noted_by else "Somebody here"
    return AnswerLine(
        "You" if is_theirs else offer.to_name, said + way, day(offer.answered_at),
        f"{writer} wrote it down. {_confirmed(offer, said, is_theirs=is_theirs)}",
    )  # fmt: skip


def _confirmed(offer: Offer, said: str, *, is_theirs: bool) -> str:
    if said == "no":
        return "A no counts at once, so nobody is asked to confirm it."
    if offer.confirmed_at:
        on = day(offer.confirmed_at)
        return f"You confirmed it on {on}." if is_theirs else f"Confirmed by {offer.to_name} on {on}."
    return "You have not confirmed it yet." if is_theirs else f"Not confirmed by {offer.to_name} yet."


def told_lines(offer: Offer, today: date, *, may_answer: bool) -> tuple[ToldLine, ...]:
    return tuple(
        _told_line(told, today, may_answer=may_answer) for told in offer.told.select_related("owner")
    )


def _told_line(told: Told, today: date, *, may_answer: bool) -> ToldLine:
    href = reverse("offers:answer_told", args=[told.pk]) if may_answer and not told.answer else ""
    said = f"Said by {told.said_by}, on {day(told.said_on)}."
    return ToldLine(told.words, said, _state(told, today), _answer(told), href)


# The tag for an answer, and how the words given with it begin.
ANSWERED = {
    Told.Answer.CONFIRMED: ("Confirmed", ""),
    Told.Answer.CORRECTED: ("Corrected", "Corrected to: "),
    Told.Answer.REFUSED: ("Not promised, they say", "They say why: "),
}


def _answer(told: Told) -> str:
    if not told.answer:
        return ""
    words = ANSWERED[Told.Answer(told.answer)][1] + told.answer_words if told.answer_words else ""
    kept = f"{told.owner.name} keeps it, by {day(told.keep_by)}." if told.owner and told.keep_by else ""
    return "\n".join(filter(None, (words, kept)))


def _state(told: Told, today: date) -> Tag:
    if told.answer:
        words = ANSWERED[Told.Answer(told.answer)][0]
        return Tag(words, "done" if told.answer == Told.Answer.CONFIRMED else "plain")
    if told.due_on < today:
        return Tag(f"No answer yet. It was due by {day(told.due_on)}", "late")
    return Tag(f"An answer is due by {day(told.due_on)}", "now")
