"""What a member can do with a commitment now; the rules are the same ones the commands hold to."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from equalweight.site.committees.loaders import Member
from equalweight.site.web import plain
from equalweight.site.web.elements import Link

from .. import rules
from ..models import CheckBack, Claim, Commitment, SignOff
from .held import doer, held


def actions_for(
    commitment: Commitment, claim: Claim | None, check_backs: list[CheckBack], who: Member, at: datetime
) -> tuple[Link, ...]:
    """Links to what this member may do, most pressing first."""
    of, me = held(commitment), doer(who.actor)
    if of.is_outside:
        return ()
    found: list[tuple[str, str]] = []
    if commitment.status == Commitment.Status.OPEN:
        found = _while_open(commitment, of, me)
    elif commitment.status == Commitment.Status.CLAIMED:
        found = _while_claimed(of, me)
    elif claim and claim.closes_at and claim.closed_at is None:
        found = list(_while_asked(claim, who, at))
    links = [Link(words, reverse(f"commitments:{name}", args=[commitment.pk])) for name, words in found]
    return (*links, *_check_back_links(check_backs, of, me, at))


def _while_open(commitment: Commitment, of: rules.Held, me: rules.Doer) -> list[tuple[str, str]]:
    found = []
    if commitment.owner_name and rules.may_speak_for_owner(me, of):
        found.append(("claim", "Say that it is done"))
    if rules.may_decide_for_owner(me, of):
        move = "Move the date" if commitment.due_on else "Give this promise a date"
        found += [("move", move), ("refuse", "Say that it will not be done, and why")]
    if me.side == "lived_experience" and of.checker_seat is None:
        found.append(("checker", "Offer to check it"))
    return [*found, ("owner", "Change who does it" if commitment.owner_name else "Name who will do it")]


def _while_asked(claim: Claim, who: Member, at: datetime) -> Iterator[tuple[str, str]]:
    """Only those on the roll are asked; counting waits until nobody is left to answer, or the time is over."""
    answers = list(claim.sign_offs.select_related("seat"))
    mine = [each.answer for each in answers if each.seat_id == who.seat.pk]
    if mine and claim.closes_at and at < claim.closes_at:
        yield "answer", "Change my answer" if mine[0] else "Say whether it is done"
    if may_count(claim, answers, at):
        yield "count", "Count the answers now"


def may_count(claim: Claim, answers: Iterable[SignOff], at: datetime) -> bool:
    """Whether counting would not be refused as too early. `answers`: with their seats."""
    is_over = claim.closes_at is not None and at >= claim.closes_at
    return is_over or not any(is_left_to_ask(each) for each in answers)


def why_not_count(claim: Claim, at: datetime) -> str:
    """Why the answers can't be counted now; empty when they can."""
    if claim.closed_at:
        return "The answers have been counted already."
    if may_count(claim, claim.sign_offs.select_related("seat"), at):
        return ""
    return (
        "The answers can’t be counted yet: not everybody has answered. They are counted when everybody has, or on "
        f"{plain.moment(claim.closes_at)}."
    )


def is_left_to_ask(answer: SignOff) -> bool:
    """Asked, still here, and not answered yet."""
    return not answer.answer and answer.seat.ended_at is None


def _while_claimed(of: rules.Held, me: rules.Doer) -> list[tuple[str, str]]:
    if of.checker_seat is not None and of.checker_seat == me.seat:
        return [("check", "Say what you can see")]
    if me.side == "lived_experience":
        return [("checker", "Offer to check it" if of.checker_seat is None else "Take over the checking")]
    return []


def _check_back_links(
    check_backs: list[CheckBack], of: rules.Held, me: rules.Doer, at: datetime
) -> tuple[Link, ...]:
    now = [each for each in check_backs if each.closes_at and not each.closed_at and at < each.closes_at]
    if not now or me.side != "lived_experience":
        return ()
    ask = Link("Say whether it made a difference", reverse("commitments:check_back", args=[now[0].pk]))
    links = Link("Give somebody outside a link to answer", reverse("commitments:links", args=[now[0].pk]))
    return (ask, links) if me.seat == of.checker_seat else (ask,)
