"""What one reader can do about a decision that has not closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Link

from .. import rules, terms
from ..models import Decision
from .places import ballot_href, href


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`seats`: who can vote, or is due to. `answered`: ids of those who have. `asked`: the side asking to close.

    `stepped_back`: whether this reader did.
    """

    decision: Decision
    seat: Seat | None
    at: datetime
    seats: Sequence[Seat]
    answered: frozenset[str]
    asked: str
    stepped_back: bool

    def words(self) -> str:
        """Whether this reader can vote, said plainly."""
        if self.seat is None:
            return "You can read this. People without a seat don’t vote."
        if self.stepped_back:
            return rules.STEPPED_BACK
        if self.seat not in self.seats:
            return "You can’t vote on this. Who can vote was fixed when voting opened."
        if self.is_announced:
            return "You will be able to vote on this."
        if self.seat.pk in self.answered:
            return "You have answered. You can change your answer until it closes."
        return "You can vote on this."

    def main_action(self) -> Link | None:
        if self.seat is None or not self.can_answer:
            return None
        said = "Change my answer" if self.seat.pk in self.answered else "Give my answer"
        return Link(said, ballot_href(self.decision))

    def actions(self) -> tuple[Link, ...]:
        """What else: stepping back and opening before the vote, more time and closing while it is open."""
        if self.seat is None:
            return ()
        offered = self._before(self.seat) if self.is_announced else self._open(self.seat)
        return tuple(
            Link(said, href(page, self.decision.pk)) for is_offered, said, page in offered if is_offered
        )

    @property
    def is_announced(self) -> bool:
        return self.decision.status == Decision.Status.ANNOUNCED

    @property
    def can_answer(self) -> bool:
        is_open = self.decision.status == Decision.Status.OPEN and self.at < self.decision.closes_at
        return is_open and self.seat in self.seats

    def _before(self, seat: Seat) -> tuple[tuple[bool, str, str], ...]:
        is_outdated = terms.is_outdated(self.decision)
        is_time = not is_outdated and self.at >= self.decision.opens_at
        return (
            (seat in self.seats, "Step back from this decision", "recuse"),
            (seat.is_co_chair and is_time, "Open it for answers", "open"),
            (seat.is_co_chair and is_outdated, "Announce it again", "announce_again"),
        )

    def _open(self, seat: Seat) -> tuple[tuple[bool, str, str], ...]:
        is_over = self.at >= self.decision.closes_at
        keeps_open = self.decision.is_paused_now and len(self.answered) < len(self.seats)
        may_close = is_over or (self.asked != seat.side and not keeps_open)
        closes = ("Close it", "close") if is_over or self.asked else ("Ask to close it early", "ask_to_close")
        return (
            (self.can_answer and self.decision.paused_at is None, "Say “I’m not ready”", "pause"),
            (seat.is_co_chair and may_close, *closes),
        )
