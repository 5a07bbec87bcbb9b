"""A decision that is announced or open: the paper, when to answer, what can be done now."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from equalweight.core.measures.sealed import RULES_THAT_SEAL
from equalweight.site.committees.loaders import Reader
from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Condition, Link, Person, Tag
from equalweight.site.web.plain import moment

from .. import consent_words, rules, words
from ..commands.before import entitled_seats
from ..envelopes import answered
from ..models import Decision
from ..terms import is_outdated
from ..words import LAPSED
from .disagreeing import protected_until_closed
from .outside_vote import OutsideVotes, outside_actions, outside_votes
from .places import Paper, committee_link, decision_link, paper_of, person, project_link
from .rounds import RoundLine, closed_rounds
from .sealed import unreadable
from .standing import Standing
from .turnout import conditions


@dataclass(frozen=True)
class HelpWanted:
    """What somebody not ready wrote, perhaps nothing; shown to them and to their own side's co-chair, nobody else."""

    words: str
    is_own: bool
    name: str


@dataclass(frozen=True)
class NoticePage:
    where: Link
    project: Link
    question: str
    state: Tag
    opens_at: datetime
    closes_at: datetime
    paper: Paper
    is_sealed: bool
    unreadable: str
    outside: OutsideVotes
    rule: tuple[str, ...]
    ballot: str
    rounds: tuple[RoundLine, ...]
    standing: str
    what_next: str
    missing: tuple[str, ...]
    conditions: tuple[Condition, ...]
    can_vote: tuple[Person, ...]
    main_action: Link | None
    actions: tuple[Link, ...]
    more_time: str
    told_again: str
    close_asked: str
    help_wanted: HelpWanted | None
    brings_back: Link | None
    meanwhile: str
    has_lapsed: bool


def notice_page(decision: Decision, reader: Reader, at: datetime) -> NoticePage:
    """The notice for somebody who may read the committee's inside pages."""
    is_open = decision.status == Decision.Status.OPEN
    seats = _roll_seats(decision) if is_open else entitled_seats(decision)
    has_lapsed = decision.project.committee.closed_at is not None
    missing = () if is_open or has_lapsed else rules.missing_seats(Counter(seat.side for seat in seats))
    asked = _side_that_asked(decision) if is_open else ""
    mine = Standing(
        decision=decision, seat=reader.seat, at=at, seats=seats, answered=answered(decision), asked=asked,
        stepped_back=decision.recusals.filter(seat=reader.seat).exists(),
    )  # fmt: skip
    return NoticePage(
        where=committee_link(decision.project.committee, is_member=True),
        project=project_link(decision),
        question=decision.question,
        state=LAPSED if has_lapsed else _state(is_open=is_open),
        opens_at=decision.ballot_opened_at or decision.opens_at,
        closes_at=decision.closes_at,
        paper=paper_of(decision.version),
        is_sealed=decision.is_sealed,
        unreadable=unreadable(decision),
        outside=outside_votes(decision, len(seats)),
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
        ballot=consent_words.ballot_name(decision.ballot, decision.rounds) if decision.rounds else "",
        rounds=closed_rounds(decision, reader, at) if decision.rounds else (),
        standing="" if has_lapsed else mine.words(),
        what_next=_what_next(decision, missing, at),
        missing=missing,
        conditions=conditions(decision) if is_open else (),
        can_vote=tuple(person(seat) for seat in seats),
        main_action=mine.main_action(),
        actions=() if has_lapsed else (*mine.actions(), *outside_actions(decision, reader.seat)),
        has_lapsed=has_lapsed,
        more_time=_more_time(decision),
        told_again=_told_again(decision),
        close_asked=asked,
        help_wanted=_help_wanted(decision, reader.seat),
        brings_back=decision_link(decision.brings_back, "See what happened the first time"),
        meanwhile=protected_until_closed(decision),
    )


def _state(*, is_open: bool) -> Tag:
    return Tag("Open for answers", "now") if is_open else Tag("Announced: time to read")


def _roll_seats(decision: Decision) -> list[Seat]:
    return [place.seat for place in decision.roll.select_related("seat").order_by("seat__name")]


def _side_that_asked(decision: Decision) -> str:
    asks = decision.close_asks.filter(seat__is_co_chair=True, seat__ended_at__isnull=True)
    return asks.values_list("seat__side", flat=True).first() or ""


def _what_next(decision: Decision, missing: tuple[str, ...], at: datetime) -> str:
    if decision.project.committee.closed_at:
        return "The committee closed before this opened, so nobody was asked and nothing was decided. It will not open."
    if decision.status == Decision.Status.OPEN:
        if at >= decision.closes_at:
            return "The time to answer is over. The answers are being counted."
        return "Until it closes, nobody can see how the answers stand, only how many have answered."
    if is_outdated(decision):
        return (
            "The ways of working have changed since this was announced, so the rule and the days on this page no "
            "longer hold. It is announced again within minutes, with the rule that is in force now. You get an email."
        )
    if missing:
        return "It can’t open until both groups have at least two people who can vote."
    if at >= decision.opens_at:
        return "It opens within minutes. You get an email."
    return f"It opens by itself on {moment(decision.opens_at)}. You get an email."


def _more_time(decision: Decision) -> str:
    if not decision.is_paused_now:
        return ""
    return f"Somebody said “I’m not ready”, so this now closes on {moment(decision.closes_at)}. Answers given stand."


def _told_again(decision: Decision) -> str:
    if decision.announced_again_seq is None:
        return ""
    named = (
        ""
        if decision.is_sealed or decision.rule in RULES_THAT_SEAL
        else " Under this rule votes are named, even if it was announced as a sealed vote at first."
    )
    return (
        f"This was announced again on {moment(decision.announced_at)}, because both groups had changed how this "
        f"committee works, and with it the rule for this decision.{named}"
    )


def _help_wanted(decision: Decision, seat: Seat | None) -> HelpWanted | None:
    asker = decision.paused_by
    if asker is None or seat is None:
        return None
    is_own = asker == seat
    if not is_own and not (seat.is_co_chair and seat.side == asker.side):
        return None
    return HelpWanted(decision.pause_words, is_own, asker.name)
