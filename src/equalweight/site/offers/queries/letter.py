"""The letter as the person invited sees it, in every state it can be in. Looking at it leaves no trace."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import User
from equalweight.site.committees.models import GivenAddress
from equalweight.site.web.elements import Link
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import day, moment

from .. import do_not_ask
from ..loaders import Letter
from ..models import Message, Offer, Terms
from ..standing import state_of
from ..words import LetterWords, letter_words
from .talk import AnswerLine, MessageLine, ToldLine, answer_line, message_line, messages_of, told_lines

STATES = {
    "open": "This offer is open. Nothing happens until you answer.",
    "asked": "This offer is open. You have asked about it, and a reply is owed to you by {due}.",
    "countered": "You have asked for a change. A reply is owed to you by {due}. The words below have not been changed.",
    "unanswered": "You have asked about this offer. A reply was owed to you by {due}, and none has come.",
    "late": "The date to answer has passed. You can still ask us something, and we can send it again.",
    "unconfirmed": "Somebody wrote down that you said yes. It counts only when you say so yourself.",
    "accepted": "You have said yes. These are the words you agreed to. Nobody can change them.",
    "left": "You said yes, and have left since. These are the words you had agreed to.",
    "declined": "You have said no. You don’t need to do anything. We won’t ask again.",
    "askable": "You have said no, and that we may ask you another time.",
    "still_no": "You have said no, and that we may ask you another time. A no to another offer of ours still stands, "
    "so we don’t ask. The letter of that offer can take it back.",
    "withdrawn": "We have taken this offer back. This is our doing, not yours.",
    "closed": "This committee has closed, so the offer has ended. What was promised here stays public.",
}


@dataclass(frozen=True)
class LetterPage:
    """`choices` are the three equal ones, while they can be made. `more` are other things to do. `next`: what happens
    next. `seat`: the ways to the committee, and out of it, for whoever said yes.

    `has_hidden_access_words`: they said what they need, but this visitor may be whoever posted the letter.
    """

    words: LetterWords
    state: str
    state_words: str
    choices: tuple[Link, ...]
    more: tuple[Link, ...]
    next: tuple[str, ...]
    seat: tuple[Link, ...]
    answer: AnswerLine | None
    messages: Part[MessageLine]
    told: tuple[ToldLine, ...]
    access_words: str
    has_hidden_access_words: bool
    looks: tuple[str, ...]


@dataclass(frozen=True)
class OldLetterPage:
    committee: str
    contact: str


def letter_page(request: HttpRequest, letter: Letter, at: datetime) -> LetterPage:
    """The GET only reads: no read receipt, and mail scanners change nothing."""
    offer = letter.offer
    state = state_of(offer, at)
    messages: Part[Message] = part_of(request, messages_of(offer), size=10)
    access_words = shown_access_words(offer, request.user)
    return LetterPage(
        words=letter_words(offer, shown_terms(offer), at),
        state=state,
        state_words=_state_words(offer, state, at),
        choices=_choices(letter, state),
        more=_more(letter, state),
        next=_next(letter, state, at),
        seat=_seat(letter) if state == "accepted" else (),
        answer=answer_line(offer, is_theirs=True),
        messages=Part(
            tuple(message_line(each, person="You") for each in messages.rows), messages.total, messages.number,
            messages.pages, messages.previous_href, messages.next_href,
        ),
        told=told_lines(offer, localdate(at), may_answer=False),
        access_words=access_words,
        has_hidden_access_words=bool(offer.access_words and not access_words),
        looks=_looks(offer),
    )  # fmt: skip


def shown_access_words(offer: Offer, visitor: User) -> str:
    """What the person said they need, for them alone (promise 3.1).

    A posted letter's link was printed by somebody here, who may fund the person's care: it opens none of these
    words. Signed in, the person sees them.
    """
    is_theirs = bool(offer.seat and offer.seat.holder_id and offer.seat.holder_id == visitor.pk)
    return offer.access_words if is_theirs or not offer.to_address else ""


def _looks(offer: Offer) -> tuple[str, ...]:
    looks = offer.looks.select_related("by").order_by("-at")[:20]
    return tuple(f"{look.by.name}, {moment(look.at)}" for look in looks)


def shown_terms(offer: Offer) -> Terms:
    """The version agreed to, or else the newest."""
    versions = list(offer.versions.all())
    return next((terms for terms in versions if terms.number == offer.accepted_version), versions[0])


def _state_words(offer: Offer, state: str, at: datetime) -> str:
    """STATES; while an open offer waits for a reply, that one is owed and by when."""
    if state == "askable" and do_not_ask.is_refused(offer):
        return STATES["still_no"]
    owed = reply_owed(offer) if state == "open" else None
    if owed is None or owed.due_on is None:
        return STATES[state]
    asked = "countered" if owed.kind == Message.Kind.CHANGE else "asked"
    return STATES["unanswered" if owed.due_on < localdate(at) else asked].format(due=day(owed.due_on))


def reply_owed(offer: Offer) -> Message | None:
    """The newest question or change asked for, without a reply since; a new version answers a change. One query."""
    last = offer.messages.order_by("-at", "-id").first()
    if last is None or last.kind == Message.Kind.REPLY:
        return None
    is_settled = last.kind == Message.Kind.CHANGE and offer.status != Offer.Status.COUNTERED
    return None if is_settled else last


def _next(letter: Letter, state: str, at: datetime) -> tuple[str, ...]:
    """What happens now, by itself or when they do something."""
    if state == "accepted":
        return (
            _way_in(letter),
            "Each promise made to you is on the committee’s public list. Its page says whether it was kept.",
            _way_out(letter),
        )
    owed = reply_owed(letter.offer) if state == "open" else None
    if owed is not None and owed.due_on is not None and owed.due_on >= localdate(at):
        return (f"You get a reply by {day(owed.due_on)}. You can answer before that or after it.",)
    if state in ("open", "unconfirmed", "late"):
        return ("Nothing, until you answer. If you say nothing, nothing happens.",)
    return ()


def _way_in(letter: Letter) -> str:
    if letter.mute_seat is None:
        return "You sign in with your email address. There is no password: we send you a code."
    given = GivenAddress.objects.filter(seat=letter.mute_seat).first()
    if given:
        return (
            f"We have written to {given.email}. Say yes in that email, and you can sign in. "
            "If the address is wrong, write it again below."
        )
    return (
        "To sign in you need an email address. Without one you can take part by phone, by post or on paper."
    )


def _way_out(letter: Letter) -> str:
    if letter.mute_seat is None:
        return "You can leave at any time, in one step, without saying why. It does not affect your care."
    return (
        "You can leave at any time, without saying why. It does not affect your care. For that you sign in, so that "
        "nobody else can do it for you: give an email address below first."
    )


def _seat(letter: Letter) -> tuple[Link, ...]:
    pk = letter.offer.committee_id
    promises = Link("See the promises made to you and to others", reverse("commitments:list", args=[pk]))
    if letter.mute_seat:
        return (Link("See the committee’s public page", reverse("evidence:committee", args=[pk])), promises)
    return (
        Link("Go to your committee", reverse("committees:inside", args=[pk])),
        promises,
        Link("Leave this committee", reverse("committees:leave", args=[pk])),
    )


def _choices(letter: Letter, state: str) -> tuple[Link, ...]:
    yes: tuple[Link, ...] = (Link("Say yes", _href("accept", letter)),)
    if state == "unconfirmed":
        yes = (
            Link("Yes, that is my answer", _href("confirm", letter)),
            Link("No, I did not say that", _href("deny", letter)),
        )
    rest = (
        Link("Ask something, or ask for a change", _href("ask", letter)),
        Link("Say no", _href("decline", letter)),
    )
    if state in ("open", "unconfirmed"):
        return (*yes, *rest)
    return rest if state == "late" else ()


def _more(letter: Letter, state: str) -> tuple[Link, ...]:
    told = Link("Write down something you were told", _href("note_told", letter))
    needs = Link("Say what you need to take part", _href("needs", letter))
    links = {
        "open": (needs, told),
        "late": (told,),
        "unconfirmed": (needs, told),
        "accepted": (*_email(letter), needs, told),
        "declined": (Link("Tell us that we may ask you again", _href("ask_again", letter)),),
    }
    return links.get(state, ())


def _email(letter: Letter) -> tuple[Link, ...]:
    words = "Give an email address, or correct it, so that you can sign in"
    return (Link(words, _href("email", letter)),) if letter.mute_seat else ()


def _href(name: str, letter: Letter) -> str:
    return reverse(f"offers:{name}", args=[letter.token])


def old_letter_page(letter: Letter) -> OldLetterPage:
    return OldLetterPage(letter.offer.committee.name, letter.offer.made_by.name)
