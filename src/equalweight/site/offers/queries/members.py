"""Offers as the committee's members see them."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import Member
from equalweight.site.committees.models import Side
from equalweight.site.web.elements import Fact, Link, Tag
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import counted, day

from .. import rules
from ..approvals import approvals_given, approvals_wanted
from ..models import Message, Offer
from ..tokens import letter_token
from ..words import LetterWords, letter_words
from .letter import shown_terms
from .talk import AnswerLine, MessageLine, ToldLine, answer_line, message_line, messages_of, told_lines

KINDS = {"accepted": "done", "declined": "plain", "withdrawn": "plain"}


@dataclass(frozen=True)
class OfferLine:
    to_name: str
    side: str
    state: Tag
    made_on: str
    href: str


@dataclass(frozen=True)
class OffersPage:
    committee: str
    back: str
    make: str
    offers: Part[OfferLine]


@dataclass(frozen=True)
class MakePage:
    committee: str
    back: str
    approval: tuple[str, ...]
    your_address: str


@dataclass(frozen=True)
class OfferPage:
    """`words.href` is empty for all who must not answer in the person's place. `approve` empty: not theirs to do."""

    committee: str
    back: str
    to_name: str
    state: Tag
    facts: tuple[Fact, ...]
    words: LetterWords
    approve: str
    actions: tuple[Link, ...]
    answer: AnswerLine | None
    messages: Part[MessageLine]
    told: tuple[ToldLine, ...]
    mail_failed: bool


def offers_page(request: HttpRequest, member: Member, at: datetime) -> OffersPage:
    """Two queries, however many offers."""
    offers: Part[Offer] = part_of(request, member.committee.offers.order_by("-made_at", "pk"))
    lines = tuple(
        OfferLine(each.to_name, Side(each.side).label, _state(each), day(each.made_at), _href("offer", each))
        for each in offers.rows
    )
    return OffersPage(
        member.committee.name, _inside(member),
        "" if member.committee.closed_at else reverse("offers:make", args=[member.committee.pk]),
        Part(lines, offers.total, offers.number, offers.pages, offers.previous_href, offers.next_href),
    )  # fmt: skip


def make_page(member: Member) -> MakePage:
    """Who must approve, before anything is typed."""
    holder = member.seat.holder
    words = [_approval_words(Offer(committee=member.committee, side=side)) for side in Side.values]
    return MakePage(member.committee.name, _inside(member), tuple(words), holder.email if holder else "")


def _approval_words(offer: Offer) -> str:
    wanted = approvals_wanted(offer)
    group = Side(offer.side).label.capitalize()
    if wanted:
        return f"{group}: it is sent once {counted(wanted, 'person', 'people')} in that group approve it."
    if offer.side == Side.STAFF:
        return f"{group}: it is sent at once. Only staff make these offers."
    return f"{group}: it is sent at once, because the committee is still being founded."


def offer_page(request: HttpRequest, offer: Offer, member: Member, at: datetime) -> OfferPage:
    messages: Part[Message] = part_of(request, messages_of(offer), size=10)
    lines = tuple(message_line(each, person=offer.to_name) for each in messages.rows)
    given = set(offer.approvals.values_list("seat_id", flat=True))
    may_approve = offer.status == Offer.Status.WAITING and offer.side == member.seat.side
    may_approve = may_approve and offer.committee.closed_at is None
    return OfferPage(
        committee=offer.committee.name,
        back=reverse("offers:list", args=[offer.committee_id]),
        to_name=offer.to_name,
        state=_state(offer),
        facts=_facts(offer),
        words=replace(letter_words(offer, shown_terms(offer), at), href=""),
        approve=_href("approve", offer) if may_approve and member.seat.pk not in given else "",
        actions=_actions(offer, member, was_approved=bool(given)),
        answer=answer_line(offer, is_theirs=False),
        messages=Part(
            lines, messages.total, messages.number, messages.pages, messages.previous_href, messages.next_href
        ),
        told=told_lines(offer, localdate(at), may_answer=member.seat.side == Side.STAFF),
        mail_failed=offer.mail_failed,
    )


def print_words(offer: Offer, member: Member, at: datetime) -> LetterWords:
    """The letter on paper; with the link only for whoever posts it."""
    words = letter_words(offer, shown_terms(offer), at)
    is_theirs = rules.may_see_link(
        member.seat.side,
        offer.side,
        is_maker=offer.made_by_id == member.seat.pk,
        was_approved=offer.approvals.exists(),
    )
    by_post = not offer.to_email and offer.status in rules.OPEN
    return words if is_theirs and by_post else replace(words, href="")


def _facts(offer: Offer) -> tuple[Fact, ...]:
    facts = [Fact("Group", Side(offer.side).label), Fact("Made by", offer.made_by.name)]
    if offer.status == Offer.Status.WAITING:
        facts.append(Fact("Approvals", f"{approvals_given(offer)} of {approvals_wanted(offer)} wanted"))
    newest = offer.versions.all()[0]
    facts.append(Fact("Sent", offer.sent_at or "Not yet"))
    if newest.number > 1:
        facts.append(Fact(f"Last sent, as version {newest.number}", newest.made_at))
    facts += [
        Fact("How", f"By email to {offer.to_email}" if offer.to_email else f"By post to {offer.to_address}"),
        Fact("Answer by", offer.answer_by),
    ]
    return tuple(facts)


def _actions(offer: Offer, member: Member, *, was_approved: bool) -> tuple[Link, ...]:
    """What this member can do now, the likeliest first."""
    status, side, own = offer.status, member.seat.side, offer.seat_id == member.seat.pk
    is_maker = offer.made_by_id == member.seat.pk
    is_open, has_closed = status in rules.OPEN, offer.committee.closed_at is not None
    who = {"is_maker": is_maker, "was_approved": was_approved}
    may_change = is_open and not rules.why_not(rules.check_may_revise, status, offer.side, side, **who)
    may_withdraw = not rules.why_not(rules.check_may_withdraw, status, offer.side, side, **who)
    sees_needs = rules.may_see_access_needs(side, is_access_coordinator=member.seat.is_access_coordinator)
    possible = (
        (own, "Open your own letter", reverse("offers:letter", args=[letter_token(offer)]) if own else ""),
        (is_open and not has_closed, "Reply", _href("reply", offer)),
        (is_open, "Write down their answer", _href("record", offer)),
        (may_change and not has_closed, "Change the offer", _href("revise", offer)),
        (
            offer.mail_failed and is_open and not has_closed,
            "Send the email again",
            _href("send_again", offer),
        ),
        (
            is_open or status == Offer.Status.ACCEPTED,
            "Write down something they were told",
            _href("member_told", offer),
        ),
        (sees_needs and bool(offer.access_words), "See what they need to take part", _href("access", offer)),
        (True, "Print it", _href("print", offer)),
        (may_withdraw, "Take it back", _href("withdraw", offer)),
    )
    return tuple(Link(words, href) for is_possible, words, href in possible if is_possible)


def _state(offer: Offer) -> Tag:
    return Tag(offer.get_status_display(), KINDS.get(offer.status, "now"))  # type: ignore[arg-type]


def _href(name: str, offer: Offer) -> str:
    return reverse(f"offers:{name}", args=[offer.pk])


def _inside(member: Member) -> str:
    return reverse("committees:inside", args=[member.committee.pk])
