"""What happened to a commitment, oldest first; answers only as counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from equalweight.site.web import plain
from equalweight.site.web.elements import SIDE_WORDS

from ..models import Claim, Commitment


@dataclass(frozen=True)
class HistoryLine:
    """`reasons`: what those who said not yet wrote; in no order that could point at anybody."""

    at: datetime
    what: str
    words: str = ""
    reasons: tuple[str, ...] = ()


def history_of(commitment: Commitment) -> tuple[HistoryLine, ...]:
    """Every step so far. Four queries."""
    lines = [HistoryLine(commitment.made_at, _made(commitment))]
    for move in commitment.moves.all():
        lines.append(HistoryLine(move.at, f"The date was moved to {plain.day(move.due_on)}.", move.reason))
    for claim in commitment.claims.select_related("claimed_by").prefetch_related("sign_offs"):
        lines.extend(_claim_lines(claim))
    for check_back in commitment.check_backs.all():
        if check_back.opened_at:
            what = f"{check_back.months} months on: those it was for were asked whether it made a difference."
            lines.append(HistoryLine(check_back.opened_at, what))
        if check_back.closed_at:
            lines.append(HistoryLine(check_back.closed_at, _counted(check_back.counts, check_back.outcome)))
    for duty in commitment.duties.all():
        if duty.answered_at and duty.answer == "will_not":
            lines.append(
                HistoryLine(duty.answered_at, "The clock asked, and the answer was: we will not do this.")
            )
    return tuple(sorted(lines, key=lambda line: line.at))


def _made(commitment: Commitment) -> str:
    if commitment.source_file:
        return f"Brought in from the list “{commitment.source_file}”, No. {commitment.source_number}."
    return "Promised."


def _claim_lines(claim: Claim) -> Iterator[HistoryLine]:
    yield HistoryLine(claim.claimed_at, f"{claim.claimed_by.name} said that it is done.", claim.words)
    if claim.checked_at:
        looked = (
            "could see it. Both groups were asked."
            if claim.is_seen
            else "said not yet. It went back to the owner."
        )
        yield HistoryLine(claim.checked_at, f"The checker looked, and {looked}", claim.checker_words)
    if claim.closed_at:
        reasons = sorted(each.reason for each in claim.sign_offs.all() if each.answer == "not_yet")
        yield HistoryLine(claim.closed_at, claim_counted(claim), reasons=tuple(reasons))


def claim_counted(claim: Claim) -> str:
    """What both groups said, as counts, and what that came to."""
    sides = [
        f"{SIDE_WORDS[side]}: {count['done']} said done, {count['not_yet']} not yet, of {count['entitled']} asked."
        for side, count in claim.counts.items()
    ]
    ended = (
        "Both groups signed it off."
        if claim.outcome == Claim.Outcome.DONE
        else "It was not signed off, and is open again."
    )
    return " ".join([*sides, ended])


def _counted(counts: dict[str, dict[str, int]], outcome: str) -> str:
    yes = sum(group["yes"] for group in counts.values())
    no = sum(group["no"] for group in counts.values())
    if outcome == "silent":
        return "Nobody answered whether it made a difference."
    ended = "It is open again." if outcome == "reopened" else "It stays signed off."
    return f"Did it make a difference? {yes} said yes, {no} said no. {ended}"
