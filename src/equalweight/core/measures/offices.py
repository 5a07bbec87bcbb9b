"""Who takes an office: whom more than half of their own side's seats back. Source: promise 1.7.

The record says whom a seat backed only where that gave the office, so less can be worked out than the committee sees:
no office begins unless so many seats had backed somebody, and none of these is known to back another.
"""

from collections import Counter
from typing import Final

from equalweight.core.record.entry import Entry

OFFICES: Final = ("co_chair", "access_coordinator")
NOT_KNOWN: Final = ""


def holds_office(backings: int, seats_on_side: int) -> bool:
    """A seat takes an office when more than half of its side's seats back it."""
    return 2 * backings > seats_on_side


class Backings:
    """The newest backing of every seat for each office."""

    def __init__(self) -> None:
        self._whom: dict[tuple[str, str], str] = {}
        self._many: Counter[tuple[str, str, str, str]] = Counter()
        self._where: dict[str, tuple[str, str]] = {}

    def take(self, entry: Entry, seat: str) -> None:
        """Takes in that `seat` backed somebody of its own side, by this entry."""
        self.leave(seat, entry.pub["office"])
        self._where[seat] = (entry.ctx, entry.pub["side"])
        self._whom[seat, entry.pub["office"]] = whom = entry.pub.get("taken_by", NOT_KNOWN)
        self._many[(*self._where[seat], entry.pub["office"], whom)] += 1

    def leave(self, seat: str, *offices: str) -> None:
        """A seat that ended backs nobody any more; nor one that now backs another for one of these `offices`."""
        for office in offices or OFFICES:
            whom = self._whom.pop((seat, office), None)
            if whom is not None:
                self._many[(*self._where[seat], office, whom)] -= 1

    def can_be_for(self, entry: Entry, chosen: str) -> int:
        """How many seats of this side can be backing `chosen` for the office of this entry."""
        where = (entry.ctx, entry.pub["side"], entry.pub["office"])
        return self._many[(*where, chosen)] + self._many[(*where, NOT_KNOWN)]
