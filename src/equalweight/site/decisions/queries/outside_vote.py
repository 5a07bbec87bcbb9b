"""Votes held outside, as they stand on a decision's page."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.core.tally import PAGE_WORDS
from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Link, Row, Table

from .. import outside_vote_rules, outside_vote_words
from ..models import Decision, OutsideVote, OutsideWish
from .confirming import AskPage
from .places import committee_link, href


@dataclass(frozen=True)
class HeldOutside:
    """One note of a vote of one group. `is_other`: not the election that was noted first for this group."""

    side: str
    runner: str
    address: str
    fingerprint: str
    counts: Table | None
    at: datetime
    noted_by: str
    is_other: bool


@dataclass(frozen=True)
class OutsideVotes:
    """`reasons`: why this vote should rather be held outside, said before it closes."""

    reasons: tuple[str, ...]
    notes: tuple[HeldOutside, ...]
    how_to_check: str
    not_the_same: str


def outside_votes(decision: Decision, voters: int) -> OutsideVotes:
    """What is known of votes held outside; `voters`: how many can vote here. Two queries."""
    rows = list(decision.outside_votes.select_related("noted_by"))
    firsts = {row.side: row.fingerprint for row in reversed(rows)}
    return OutsideVotes(
        reasons=_reasons(decision, voters),
        notes=tuple(_held(row, firsts[row.side]) for row in rows),
        how_to_check=outside_vote_words.HOW_TO_CHECK,
        not_the_same=outside_vote_words.NOT_THE_SAME,
    )


def outside_actions(decision: Decision, seat: Seat | None) -> tuple[Link, ...]:
    """What a seat can do about it."""
    if seat is None:
        return ()
    may_wish = decision.status == Decision.Status.ANNOUNCED and not _is_wished(decision)
    offered = (
        (may_wish, "Say “I would rather have this vote held outside”", "wish_outside"),
        (True, "Note a vote held outside", "note_outside"),
    )
    return tuple(Link(said, href(page, decision.pk)) for is_offered, said, page in offered if is_offered)


def many_voters(voters: int) -> str:
    """Said where more can vote than a sealed vote here is made for; else nothing."""
    return outside_vote_words.MANY if voters > outside_vote_rules.MANY_VOTERS else ""


def wish_outside_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Would you rather have this vote held outside?",
        "A third party that neither group depends on can run it, in a way that lets voters check that their own vote "
        "was counted.",
        "I would rather have it held outside",
        "You don’t have to say why. The page says that somebody wishes it, not that it was you.",
        "The co-chairs are told, and can set it up before voting opens here: “About sealed votes” says how.",
        "It is a wish: it does not stop the vote here by itself.",
    )


def note_outside_page(decision: Decision) -> AskPage:
    return _ask(
        decision,
        "Note a vote held outside",
        "So that everybody can see which election it was, and nobody can swap it for another one.",
        "Note it",
        "Do this before it opens, with its fingerprint. Do it again when it has closed, with what was counted.",
        "What you write stands on this decision’s page for good. It is public once the decision has closed.",
        "It does not change the outcome here. Both groups can confirm it by a named vote.",
    )


def _ask(decision: Decision, question: str, explain: str, button: str, *points: str) -> AskPage:
    where = committee_link(decision.project.committee, is_member=True)
    return AskPage(where, decision.question, question, explain, points, button, href("decision", decision.pk))


def _reasons(decision: Decision, voters: int) -> tuple[str, ...]:
    if decision.status == Decision.Status.CLOSED:
        return ()
    wished = outside_vote_words.WISHED if _is_wished(decision) else ""
    return tuple(reason for reason in (many_voters(voters), wished) if reason)


def _is_wished(decision: Decision) -> bool:
    return OutsideWish.objects.filter(decision=decision).exists()


def _held(row: OutsideVote, first: str) -> HeldOutside:
    counts = outside_vote_rules.counts_of(row.counts)
    rows = tuple(Row(each) for each in counts)
    return HeldOutside(
        side=row.side,
        runner=row.runner,
        address=row.address,
        fingerprint=row.fingerprint,
        counts=Table("What was counted there", ("Answer", "Votes"), rows, frozenset({1})) if rows else None,
        at=row.at,
        noted_by=PAGE_WORDS[row.noted_by.side],
        is_other=row.fingerprint != first,
    )
