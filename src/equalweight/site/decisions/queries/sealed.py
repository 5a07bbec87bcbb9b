"""The pages of a sealed vote. None of them shows an answer, not even to the one who gave it."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.loaders import Member
from equalweight.site.web.elements import Condition, Link

from .. import sealed_rules, sealed_words, words
from ..envelopes import answered, is_readable, stamp_for
from ..models import Decision
from .places import committee_link, href
from .turnout import conditions


@dataclass(frozen=True)
class SealedBallotPage:
    """The question and what a sealed vote promises. `number`: this voter's own, as the close will list it.

    `stamp`: sent back with the answer; it shows that this ballot is the newest."""

    where: Link
    question: str
    closes_at: datetime
    has_answered: bool
    number: int
    stamp: str
    points: tuple[str, ...]
    unreadable: str
    rule: tuple[str, ...]
    conditions: tuple[Condition, ...]
    notice: str
    more_time: str


@dataclass(frozen=True)
class SealedCodePage:
    """The code of somebody who has just asked for it: told once, and never their answer."""

    where: Link
    question: str
    closes_at: datetime
    code: str
    points: tuple[str, ...]
    check: str
    back: str


@dataclass(frozen=True)
class AboutSealedPage:
    protects: tuple[str, ...]
    does_not: tuple[str, ...]
    code: tuple[str, ...]
    lost: str
    outside_when: tuple[str, ...]
    outside_how: tuple[str, ...]


def sealed_ballot_page(decision: Decision, member: Member) -> SealedBallotPage:
    """The ballot of one seat."""
    own = decision.roll.filter(seat=member.seat).first()
    return SealedBallotPage(
        where=committee_link(decision.project.committee, is_member=True),
        question=decision.question,
        closes_at=decision.closes_at,
        has_answered=member.seat.pk in answered(decision),
        number=own.number if own else 0,
        stamp=stamp_for(decision, member.seat.pk),
        points=sealed_words.ON_BALLOT,
        unreadable=unreadable(decision),
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold),
        conditions=conditions(decision),
        notice=href("decision", decision.pk),
        more_time="" if decision.paused_at else href("pause", decision.pk),
    )


def sealed_code_page(decision: Decision, code: str) -> SealedCodePage:
    """Where and how a code is used, and what it can do to its owner."""
    return SealedCodePage(
        where=committee_link(decision.project.committee, is_member=True),
        question=decision.question,
        closes_at=decision.closes_at,
        code=code,
        points=sealed_words.ON_CODE,
        check=href("check", decision.pk),
        back=href("decision", decision.pk),
    )


def unreadable(decision: Decision) -> str:
    """Said of an open sealed vote whose answers are gone; else nothing."""
    is_open = decision.is_sealed and decision.status == Decision.Status.OPEN
    return sealed_rules.UNREADABLE if is_open and not is_readable(decision) else ""


def about_sealed_page() -> AboutSealedPage:
    """What a sealed vote does and does not do, and how to vote with a third party instead; for anybody."""
    return AboutSealedPage(
        sealed_words.PROTECTS, sealed_words.DOES_NOT, sealed_words.CODE, sealed_words.LOST, sealed_words.OUTSIDE_WHEN,
        sealed_words.OUTSIDE_HOW,
    )  # fmt: skip
