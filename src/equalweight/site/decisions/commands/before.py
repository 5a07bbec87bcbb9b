"""Before the vote: told to everybody, stepping back, opening."""

from collections import Counter
from datetime import datetime
from secrets import SystemRandom

from django.utils.timezone import localtime

from equalweight.core.measures.sealed import RULES_THAT_SEAL
from equalweight.site.committees.acting import acting_seat as seat_here
from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.committees.times import Times, closes_when_opened
from equalweight.site.committees.times import times as vote_times
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import SIDES, Actor
from equalweight.site.ledger.append import append
from equalweight.site.proposals.models import Version
from equalweight.site.web.ids import new_id
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules, sealed_rules
from ..models import Decision, Recusal, RollSeat
from ..terms import after_changes, is_outdated, terms_of
from .adopting import check_alone, check_change, proposed
from .locking import acting_seat, check_clock_or_co_chair, lock
from .sealed import lay_out


@shared
def announce_decision(
    version: Version, *, by: Actor, at: datetime, brings_back: Decision | None = None, votes: str = "named"
) -> Decision:
    """Tell every seat that this version will be decided, with its whole text: until papers exist, it is the paper.

    The rule, quorum, threshold and both dates are told here, from the ways of working in force at `at`. Where they
    change before it opens, it is announced again (`announce_again`).
    `votes`: `named` or `sealed` (docs/rules/sealed_votes.md); everybody is told which.
    A refused decision on the same proposal is brought back even when `brings_back` doesn't name it.
    Entry: `decision.announced`, `papers_sent_to` both sides. Sends a letter to every seat.
    Errors: RuleBroken `elsewhere`, `closed`, `newer`, `under_way`, `agreed`, `not_refused`, `changed`, `too_few`,
    `rule_not_ready`, `no_seat`, `votes`, `not_sealable`, `closing_under_way`, `change_under_way`, `change_outdated`.
    """
    project, committee = version.proposal.project, version.proposal.project.committee
    at = after_changes(committee, at)
    if by.committee != committee.id or by.seat is None:
        raise RuleBroken("elsewhere", "Only somebody with a seat in this committee can do this.")
    seat_here(committee.id, by=by)
    check_not_closed(committee.pk)
    _check_version(version)
    refused = refused_before(version, brings_back)
    seats = list(committee.seats.filter(ended_at__isnull=True).select_related("holder"))
    rules.check_two_a_side(Counter(seat.side for seat in seats), "Fill the seats first, then announce it.")
    check_change(version, at)
    ways = ways_now(committee)
    terms = terms_of(version, ways)
    rules.check_rule(terms.rule, has_options=bool(version.options))
    sealed_rules.check_may_seal(terms.rule, votes)
    times = vote_times(localtime(at), days_for_papers=ways.days_for_papers, days_to_vote=ways.days_to_vote)
    decision = Decision(
        id=new_id(), project=project, version=version, question=_question(version), rule=terms.rule,
        quorum=terms.quorum, threshold=terms.threshold, announced_by_id=by.seat, announced_at=at,
        opens_at=times.opens_at, closes_at=times.closes_at, brings_back=refused, votes=votes,
        rounds=terms.rounds,
    )  # fmt: skip
    decision.announced_seq = _append_announced(decision, by=by, at=at)
    decision.save()
    letters.announced(decision, seats)
    return decision


@shared
def announce_again(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """The ways of working changed before it opened: everybody is told anew, by which rule, and has the days anew.

    By the clock or a co-chair. Who stepped back stays out. Votes announced as sealed are named under a rule that
    can't be sealed, and everybody is told. Entry: `decision.announced_again`. Sends a letter to every seat.
    Errors: RuleBroken `elsewhere`, `no_seat`, `co_chair`, `closed`, `changed`, `same_terms`.
    """
    decision = lock(decision, by=by)
    committee = decision.project.committee
    check_not_closed(committee.pk)
    check_clock_or_co_chair(by, "announces it again")
    at = after_changes(committee, at)
    rules.check_not_opened(decision.status)
    if not is_outdated(decision):
        raise RuleBroken("same_terms", "Nothing about it has changed since everybody was told.")
    ways = ways_now(committee)
    terms = terms_of(decision.version, ways)
    times = vote_times(localtime(at), days_for_papers=ways.days_for_papers, days_to_vote=ways.days_to_vote)
    decision.rule, decision.quorum, decision.threshold = terms.rule, terms.quorum, terms.threshold
    decision.rounds, decision.announced_at = terms.rounds, at
    decision.opens_at, decision.closes_at = times.opens_at, times.closes_at
    if terms.rule not in RULES_THAT_SEAL:
        decision.votes = Decision.Votes.NAMED
    decision.announced_again_seq = append(
        "decision.announced_again", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, **_told(decision)}, refs=decision.announced_refs,
    )  # fmt: skip
    decision.save()
    letters.announced_again(decision, committee.seats.filter(ended_at__isnull=True).select_related("holder"))
    return decision


def _told(decision: Decision) -> dict[str, object]:
    return {
        "opens": decision.opens_text, "closes": decision.closes_text, "rule": decision.rule,
        "quorum": decision.quorum, "threshold": decision.threshold,
        "votes": "sealed" if decision.is_sealed else None, "rounds": decision.rounds or None,
    }  # fmt: skip


def _question(version: Version) -> str:
    return rules.question_of(version.title, has_options=bool(version.options))


def _check_version(version: Version) -> None:
    if version.proposal.versions.filter(number__gt=version.number).exists():
        raise RuleBroken(
            "newer", "There is a newer version of this proposal. Read it, and announce that one."
        )
    earlier = Decision.objects.filter(version__proposal=version.proposal)
    if earlier.exclude(status=Decision.Status.CLOSED).exists():
        raise RuleBroken("under_way", "A decision on this proposal is under way already.")
    if earlier.filter(version=version, outcome__outcome="carried").exists():
        raise RuleBroken("agreed", "Both groups have agreed to this version already.")


def refused_before(version: Version, named: Decision | None = None) -> Decision | None:
    """The refused decision this one brings back: the one named, or the last on the same proposal."""
    if named is not None:
        named = Decision.objects.select_related("version").get(pk=named.pk)
        rules.check_may_bring_back(
            named.outcome.get("outcome", ""),
            same_project=named.project_id == version.proposal.project_id,
            is_brought_back=named.brought_back.exists(),
        )
        return named
    closed = Decision.objects.filter(version__proposal=version.proposal, status=Decision.Status.CLOSED)
    last = closed.order_by("-closed_at").first()
    is_refused = last is not None and last.outcome["outcome"] in rules.REFUSED
    return last if is_refused and last and not last.brought_back.exists() else None


def _append_announced(decision: Decision, *, by: Actor, at: datetime) -> int:
    version, refused = decision.version, decision.brings_back
    return append(
        "decision.announced", by=by, at=at, ctx=decision.project_id,
        pub={
            "decision": decision.id, "proposal": version.proposal_id, "version": version.number,
            **_told(decision), "papers_sent_to": list(SIDES), "options": decision.options,
            "changes": version.changes or None,
            "brings_back": refused.id if refused else None,
        },
        words={"question": decision.question, **proposed(version)},
        refs=[version.entry_seq, *([refused.closed_seq] if refused and refused.closed_seq else [])],
    )  # fmt: skip


@shared
def recuse(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Step back from a decision before it opens: the seat won't be on the roll.

    Entry: `decision.recused`. Errors: RuleBroken `elsewhere`, `no_seat`, `opened`, `changed`.
    """
    decision = lock(decision, by=by)
    rules.check_not_open_yet(decision.status)
    seat = acting_seat(decision, by=by)
    if decision.recusals.filter(seat=seat).exists():
        raise RuleBroken("changed", "You have stepped back from this decision already.")
    Recusal.objects.create(decision=decision, seat=seat, at=at)
    append(
        "decision.recused", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "side": seat.side}, refs=[decision.announced_seq],
    )  # fmt: skip


@shared
def open_decision(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """Freeze the roll and open the vote: by the clock or a co-chair, never before the announced time.

    The roll is every seat held now that has not stepped back, numbered in random order.
    Entry: `decision.opened`. Sends a letter to everybody on the roll.
    Errors: RuleBroken `elsewhere`, `no_seat`, `co_chair`, `closed`, `changed`, `too_early`, `other_terms`, `too_few`,
    `closing_under_way`, `others_open`.
    """
    decision = lock(decision, by=by)
    check_not_closed(decision.project.committee_id)
    check_clock_or_co_chair(by, "opens it")
    rules.check_may_open(decision.status, decision.opens_at, at)
    if is_outdated(decision):
        raise RuleBroken(
            "other_terms",
            "The ways of working changed after everybody was told of this. It is announced again first, and everybody "
            "has the promised days again.",
        )
    seats = entitled_seats(decision)
    rules.check_two_a_side(Counter(seat.side for seat in seats), "It stays announced until then.")
    check_alone(decision)
    announced = Times(decision.opens_at, decision.closes_at)
    decision.closes_at = closes_when_opened(announced, localtime(at))
    decision.status, decision.opened_at = Decision.Status.OPEN, at
    decision.opened_seq = append(
        "decision.opened", by=by, at=at, ctx=decision.project_id,
        pub={"decision": decision.id, "roll": _roll(seats), "closes": decision.closes_text},
        refs=decision.announced_refs,
    )  # fmt: skip
    decision.save()
    _number(decision, seats)
    if decision.is_sealed:
        lay_out(decision)
    letters.opened(decision, seats)
    return decision


def entitled_seats(decision: Decision) -> list[Seat]:
    """Every seat held now that has not stepped back from this decision."""
    held = Seat.objects.filter(committee_id=decision.project.committee_id, ended_at__isnull=True)
    return list(held.exclude(pk__in=decision.recusals.values("seat")).select_related("holder"))


def _roll(seats: list[Seat]) -> dict[str, list[str]]:
    return {side: sorted(seat.id for seat in seats if seat.side == side) for side in SIDES}


def _number(decision: Decision, seats: list[Seat]) -> None:
    # A number must not say who joined first: with sealed votes it is all that stands beside an answer.
    SystemRandom().shuffle(seats)
    RollSeat.objects.bulk_create(
        RollSeat(decision=decision, seat=seat, side=seat.side, number=number)
        for number, seat in enumerate(seats, start=1)
    )
