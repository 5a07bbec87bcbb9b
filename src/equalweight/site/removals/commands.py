"""Every write about ending a seat. Only `removal.closed` ever names one, when both groups ended it."""

from collections import Counter
from datetime import datetime
from fractions import Fraction

from django.utils.timezone import localtime

from equalweight.core.tally import SIDES, Outcome, decide
from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.commands import end_seat
from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.committees.times import Times, closes_when_opened
from equalweight.site.committees.times import times as vote_times
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose, refuse_host
from equalweight.site.web.ids import new_id
from equalweight.site.web.rules import RuleBroken

from . import letters, rules
from .asking import Conduct, check_asking, seats_now
from .models import Removal, Vote


@shared
def ask_removal(seat: Seat, conduct: Conduct, *, by: Actor, at: datetime) -> Removal:
    """Ask both groups whether another person's seat should end, for what that person did.

    Quorum, threshold and days are those in force now; the rule is always `both_sides`. The person is told at once.
    Entry: `removal.asked`; who asked, the seat and the reason are sealed.
    Errors: RuleBroken `by_host`, and those of asking.check_asking.
    """
    refuse_host(rules.BY_HOST)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("committee", "holder").get(pk=seat.pk)
    asker, committee = check_asking(seat, conduct, by=by, at=at), seat.committee
    ways = ways_now(committee)
    times = vote_times(localtime(at), days_for_papers=ways.days_for_papers, days_to_vote=ways.days_to_vote)
    removal = Removal(
        id=new_id(), committee=committee, seat=seat, asked_by=asker, reason=conduct.reason,
        happened_on=conduct.happened_on, quorum=ways.quorum, threshold=ways.threshold, asked_at=at,
        opens_at=times.opens_at, closes_at=times.closes_at, days_to_bring_back=ways.days_to_bring_back,
    )  # fmt: skip
    removal.asked_seq = append(
        "removal.asked", by=by, at=at, ctx=committee.pk, hide_actor=True,
        pub={
            "removal": removal.pk, "opens": removal.opens_text, "closes": removal.closes_text,
            "quorum": ways.quorum, "threshold": ways.threshold,
        },
        words={"seat": seat.pk, "reason": conduct.reason, "happened_on": str(conduct.happened_on)},
    )  # fmt: skip
    removal.save()
    letters.told(removal)
    letters.asked(removal, seats_now(committee))
    return removal


@shared
def reply_to_removal(removal: Removal, words: str, *, by: Actor, at: datetime) -> None:
    """The person it is about answers, in words that both groups read. They can write it anew until it closes.

    Entry: `removal.replied`, its author and words sealed. Errors: RuleBroken `by_host`, `elsewhere`, `reply`, and
    those of rules.check_may_reply.
    """
    refuse_host(rules.BY_HOST)
    removal = _locked(removal, by)
    rules.check_may_reply(
        is_theirs=by.seat == removal.seat_id, is_held=_is_held(removal), is_over=_is_over(removal, at)
    )
    if not words.strip():
        raise RuleBroken("reply", "Write what you want both groups to read.", "words")
    earlier = [] if removal.replied_seq is None else [removal.replied_seq]
    removal.reply, removal.replied_at = words, at
    removal.replied_seq = append(
        "removal.replied", by=by, at=at, ctx=removal.committee_id, hide_actor=True,
        pub={"removal": removal.pk}, words={"words": words}, refs=[removal.asked_seq, *earlier],
    )  # fmt: skip
    removal.save()
    if removal.opened_at:
        letters.replied(removal, _roll(removal))


@shared
def open_removal(removal: Removal, *, by: Actor, at: datetime) -> Removal:
    """Freeze who can vote: every seat held now, the one it is about as well. The clock alone does it, on the day told.

    Entry: `removal.opened`. Errors: RuleBroken `elsewhere`, `too_few`, and those of rules.check_may_open.
    """
    removal = _locked(removal, by)
    rules.check_may_open(
        is_clock=by.is_clock, is_opened=removal.opened_at is not None, is_closed=removal.closed_at is not None,
        is_held=_is_held(removal), opens_at=removal.opens_at, at=at,
    )  # fmt: skip
    seats = seats_now(removal.committee)
    rules.check_two_a_side(Counter(seat.side for seat in seats))
    told = Times(removal.opens_at, removal.closes_at)
    removal.opened_at, removal.closes_at = at, closes_when_opened(told, localtime(at))
    removal.opened_seq = append(
        "removal.opened", by=by, at=at, ctx=removal.committee_id, refs=[removal.asked_seq],
        pub={
            "removal": removal.pk, "closes": removal.closes_text,
            "roll": {side: sorted(seat.pk for seat in seats if seat.side == side) for side in SIDES},
        },
    )  # fmt: skip
    removal.save()
    Vote.objects.bulk_create(Vote(removal=removal, seat=seat, side=seat.side) for seat in seats)
    letters.opened(removal, seats)
    return removal


@shared
def vote_on_removal(removal: Removal, choice: str, *, by: Actor, at: datetime) -> None:
    """Answer `yes` (end it), `no` or `pass`. Until the close the last answer of a seat is the one that counts.

    Entry: `removal.voted`; actor and choice are sealed. Errors: RuleBroken `by_host`, `elsewhere`, `no_seat`,
    and those of rules.check_may_vote.
    """
    refuse_host(rules.BY_HOST)
    removal = _locked(removal, by)
    mine = removal.votes.filter(seat=acting_seat(removal.committee_id, by=by)).first()
    rules.check_may_vote(
        choice, is_opened=removal.opened_at is not None, is_on_roll=mine is not None,
        is_held=_is_held(removal), is_over=_is_over(removal, at),
    )  # fmt: skip
    if mine is None or removal.opened_seq is None:
        raise RuntimeError("the rules let somebody vote who was not asked")
    earlier = [] if mine.entry_seq is None else [mine.entry_seq]
    mine.choice, mine.at = choice, at
    mine.entry_seq = append(
        "removal.voted", by=by, at=at, ctx=removal.committee_id, hide_actor=True,
        pub={"removal": removal.pk, "side": mine.side}, words={"choice": choice},
        refs=[removal.opened_seq, *earlier],
    )  # fmt: skip
    mine.save()


@shared
def close_removal(removal: Removal, *, by: Actor, at: datetime) -> Removal:
    """Count, by the clock alone. Carried on both sides, the seat ends now; otherwise it stays.

    Nothing is counted when the person has left: then no seat is named. Discloses each last choice without its
    seat, and, only when carried, which seat was asked about. Reason and reply are never disclosed.
    Entry: `removal.closed`. Sends the outcome to everybody asked. Errors: those of rules.check_may_close.
    """
    removal = _locked(removal, by)
    rules.check_may_close(
        is_clock=by.is_clock, is_closed=removal.closed_at is not None, closes_at=removal.closes_at, at=at
    )
    is_dropped = rules.is_dropped(is_opened=removal.opened_at is not None, is_held=_is_held(removal))
    outcome = None if is_dropped else _count(removal)
    counted = outcome.as_json() if outcome else {}
    removal.outcome = outcome.outcome if outcome else Removal.Outcome.DROPPED
    removal.counts, removal.closed_at = counted, at
    is_carried = removal.outcome == Removal.Outcome.CARRIED
    removal.closed_seq = append(
        "removal.closed", by=by, at=at, ctx=removal.committee_id,
        refs=[removal.asked_seq, *([] if removal.opened_seq is None else [removal.opened_seq])],
        pub={
            "removal": removal.pk, "outcome": removal.outcome, "rule": "both_sides", "quorum": removal.quorum,
            "threshold": removal.threshold, "sides": counted.get("sides"), "head_count": counted.get("head_count"),
            "seat": removal.seat_id if is_carried else None,
        },
    )  # fmt: skip
    removal.save()
    if is_carried:
        end_seat(removal.seat, at=at)
        disclose(removal.asked_seq, "seat")
    if outcome:
        for vote in removal.votes.all():
            if vote.entry_seq is not None:
                disclose(vote.entry_seq, "choice")
    letters.closed(removal, _roll(removal))
    return removal


def _count(removal: Removal) -> Outcome:
    """Always both_sides, whatever rule is in force: no weaker one ends anybody's seat."""
    votes = list(removal.votes.values_list("side", "choice"))
    return decide(
        "both_sides", Counter(side for side, _ in votes), [vote for vote in votes if vote[1]],
        quorum=Fraction(removal.quorum), threshold=Fraction(removal.threshold),
    )  # fmt: skip


def _locked(removal: Removal, by: Actor) -> Removal:
    """The removal as it is now, held until the command ends. Errors: RuleBroken `elsewhere`."""
    fresh = (
        Removal.objects.select_for_update(of=("self",))
        .select_related("committee", "seat__holder", "asked_by")
        .get(pk=removal.pk)
    )
    if not by.is_clock and by.committee != fresh.committee_id:
        raise RuleBroken("elsewhere", "This belongs to another committee.")
    return fresh


def _roll(removal: Removal) -> list[Seat]:
    """Who was asked, and whom it is about; before the opening, everybody here now."""
    asked = [vote.seat for vote in removal.votes.select_related("seat__holder")]
    return asked or seats_now(removal.committee)


def _is_held(removal: Removal) -> bool:
    return removal.seat.ended_at is None


def _is_over(removal: Removal, at: datetime) -> bool:
    return removal.closed_at is not None or at >= removal.closes_at
