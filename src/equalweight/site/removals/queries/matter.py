"""One question about one seat, as those inside see it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse

from equalweight.core.tally import SIDES, quorum_needed
from equalweight.site.committees.models import Seat, Side
from equalweight.site.web import plain
from equalweight.site.web.elements import Condition, Fact, Link, Pair, SideFigure

from ..asking import seats_now
from ..loaders import Visit
from ..models import Removal
from .acting import stops
from .own import is_asked, is_open
from .words import INSIDE, facts, independent_words, needed


@dataclass(frozen=True)
class RemovalPage:
    """`conditions` while it is open, `pair` and `why` once it was counted. `reply`: empty when there is none."""

    where: Link
    heading: str
    lead: str
    facts: tuple[Fact, ...]
    reason: str
    reply: str
    no_reply: str
    actions: tuple[Link, ...]
    stops: str
    conditions: tuple[Condition, ...]
    pair: Pair | None
    why: str
    next: str
    independent: str
    inside: str


def removal_page(visit: Visit, at: datetime) -> RemovalPage:
    removal, who = visit.removal, visit.member
    votes = list(removal.votes.values_list("seat_id", "side", "choice"))
    where = reverse("removals:list", args=[removal.committee_id]) if who else reverse("desk:waiting")
    return RemovalPage(
        where=Link(removal.committee.name, where), heading=_heading(visit), lead=_lead(visit, at),
        facts=facts(removal), reason=removal.reason, reply=removal.reply, no_reply=_no_reply(visit, at),
        actions=_actions(visit, votes, at),
        stops=stops(removal.seat, seats_now(removal.committee)) if is_asked(removal, at) else "",
        conditions=_conditions(removal, votes) if is_open(removal, at) else (),
        pair=_pair(removal), why=removal.counts.get("why", ""), next=_next(visit, at),
        independent=independent_words(removal.committee), inside=INSIDE,
    )  # fmt: skip


def _heading(visit: Visit) -> str:
    whose = "your" if visit.is_theirs else f"{visit.removal.seat.name}’s"
    return f"Should {whose} seat end?"


def _lead(visit: Visit, at: datetime) -> str:
    removal = visit.removal
    if removal.outcome and removal.outcome != Removal.Outcome.DROPPED:
        return f"{Removal.Outcome(removal.outcome).label}. It closed on {plain.day(removal.closed_at)}."
    if removal.outcome or removal.seat.ended_at:
        return _dropped(removal)
    if at >= removal.closes_at:
        return "It has closed, and is being counted."
    if removal.opened_at:
        return f"Both groups are asked. It is open until {plain.moment(removal.closes_at)}."
    return f"Nothing is decided. Read it now; voting opens on {plain.moment(removal.opens_at)}."


def _dropped(removal: Removal) -> str:
    if removal.seat.ended_at is not None:
        return "This ended without an answer, because the person left. Nothing was counted."
    return (
        "This ended without an answer, because one group had too few people to open the vote. The seat stays."
    )


def _no_reply(visit: Visit, at: datetime) -> str:
    who, they = ("You have", "You") if visit.is_theirs else (f"{visit.removal.seat.name} has", "They")
    until = f" so far. {they} can until {plain.moment(visit.removal.closes_at)}"
    return f"{who} not answered{until if is_asked(visit.removal, at) else ''}."


def _actions(visit: Visit, votes: Sequence[tuple[str, str, str]], at: datetime) -> tuple[Link, ...]:
    removal, who = visit.removal, visit.member
    if who is None or not is_asked(removal, at):
        return ()
    found = []
    if who.seat.pk == removal.seat_id:
        words = (
            "Change your answer to the reason"
            if removal.reply
            else "Answer the reason, for both groups to read"
        )
        found.append(Link(words, reverse("removals:reply", args=[removal.pk])))
    mine = next((choice for seat, _, choice in votes if seat == who.seat.pk), None)
    if mine is not None:
        words = "Change your vote" if mine else "Vote: should this seat end?"
        found.append(Link(words, reverse("removals:vote", args=[removal.pk])))
    if who.seat.pk == removal.seat_id:
        found.append(
            Link("Leave this committee instead", reverse("committees:leave", args=[removal.committee_id]))
        )
    return tuple(found)


def _conditions(removal: Removal, votes: Sequence[tuple[str, str, str]]) -> tuple[Condition, ...]:
    """How many have answered; never how."""
    roll = Counter(side for _, side, _ in votes)
    answered = Counter(side for _, side, choice in votes if choice)
    found = []
    for side in SIDES:
        least = quorum_needed(roll[side], Fraction(removal.quorum))
        words = f"{answered[side]} of {roll[side]} {Side(side).label} have answered; at least {least} must"
        found.append(Condition(words, answered[side] >= least, side))
    return tuple(found)


def _pair(removal: Removal) -> Pair | None:
    sides = removal.counts.get("sides")
    return Pair(*(_half(side, sides[side]) for side in SIDES)) if sides else None


def _half(side: str, said: dict[str, int]) -> SideFigure:
    figure = f"{said['yes']} yes, {said['no']} no"
    words = f"{said['answered']} of {said['entitled']} answered; {said['passed']} did not vote on it."
    return SideFigure(side, figure, words)  # type: ignore[arg-type]


def _next(visit: Visit, at: datetime) -> str:
    removal = visit.removal
    care = " Whatever comes of it, it does not affect any care or support you get." if visit.is_theirs else ""
    if is_asked(removal, at):
        return needed(removal) + care
    if visit.member is None:
        return f"You have no seat here any more. You can still read this page.{care}"
    if removal.outcome == Removal.Outcome.CARRIED:
        group = [seat for seat in seats_now(removal.committee) if seat.side == removal.seat.side]
        return _filled(group, removal.seat)
    if removal.outcome in (Removal.Outcome.NOT_CARRIED, Removal.Outcome.NOT_QUORATE):
        days = plain.counted(removal.days_to_bring_back, "day", "days")
        return (
            f"Nobody can ask about this seat again for {days} after the close, unless something happens that had not "
            "happened when this was asked."
        )
    return "Nobody is asked anything more about this."


def _filled(group: Sequence[Seat], seat: Seat) -> str:
    if len(group) >= 2:
        return "Somebody else can be invited with a written offer."
    side = Side(seat.side).label
    return f"Fewer than two people are here from {side}. Nothing can be decided until a seat is filled."
