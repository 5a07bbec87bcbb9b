"""What had been settled before anybody with lived experience was invited is flagged for good (promise 2.3).

Invited is who was named for that side when the committee started, and still is or took their seat; or, where nobody
was, whoever was sent the first offer of such a seat.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from equalweight.core.measures.days import days_of, is_ahead
from equalweight.core.measures.places import committees_of
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED: Final = "lived_experience"
FLAG: Final = (
    "Something settled before anybody with lived experience was asked is shown as if they had been there."
)
NO_COMMITTEE: Final = (
    "Who had been invited by then can't be checked: the start of its committee is not shown."
)


def is_before_invitation(decided_on: date, invited_on: date | None) -> bool:
    """Whether something was settled before anybody with lived experience was invited."""
    return invited_on is None or decided_on < invited_on


@dataclass
class _Invited:
    """One committee: its start, who is named for that side or took such a seat, and the first offer sent to it."""

    started: Entry
    named: set[str] = field(default_factory=set)
    seated: bool = False
    offers: set[str] = field(default_factory=set)
    sent: Entry | None = None

    def take(self, entry: Entry) -> None:
        pub = entry.pub
        if entry.type in ("seat.confirmed", "seat.left"):
            self.named.discard(pub["seat"])
            self.seated = self.seated or (entry.type == "seat.confirmed" and pub["side"] == LIVED)
        elif entry.type == "offer.made" and pub["side"] == LIVED:
            self.offers.add(pub["offer"])
        if entry.type in ("offer.made", "offer.approved") and pub["sent"] and pub["offer"] in self.offers:
            self.sent = self.sent or entry

    def days(self) -> tuple[date, date] | None:
        """The first and the last day it can have been when somebody was invited; None while nobody is."""
        by = self.started if self.named or self.seated else self.sent
        return days_of(by.at) if by else None


def earlier_decisions(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision noted as settled already: on a day that had come, and flagged exactly when it has to be."""
    invited: dict[str, _Invited] = {}
    committees = disclosed.once(committees_of)
    for entry in disclosed.entries:
        if entry.type == "committee.started":
            invited.setdefault(entry.ctx, _started(entry))
        elif entry.ctx in invited:
            invited[entry.ctx].take(entry)
        elif entry.type == "earlier_decision.noted":
            yield from _noted(disclosed, entry, invited.get(committees.get(entry.ctx, "")))


def _started(entry: Entry) -> _Invited:
    lived = [seat for seat in entry.pub["seats"] if seat["side"] == LIVED]
    named = {seat["seat"] for seat in lived if seat.get("confirmed") is False}
    return _Invited(entry, named, seated=len(lived) > len(named))


def _noted(disclosed: Disclosed, entry: Entry, here: _Invited | None) -> Iterator[Finding]:
    said, where = entry.pub["before_invitation"], at_entry(entry.seq)
    if is_ahead(entry.pub["decided_on"], entry.at):
        what = f"It says that it was decided on {entry.pub['decided_on']}, and was noted at {entry.at}."
        yield Finding("not_yet", where, what, FLAG)
    if here is None:
        disclosed.leave_unknown(entry.seq, NO_COMMITTEE)
        return
    decided_on, days = date.fromisoformat(entry.pub["decided_on"]), here.days()
    if said not in {is_before_invitation(decided_on, day) for day in days or [None]}:
        invited = f"the first was invited on {days[0]}" if days else "nobody was invited by then"
        told = "nobody" if said else "somebody"
        what = f"It says that {told} with lived experience had been invited by {decided_on}; {invited}."
        yield Finding("invitation_differs", where, what, FLAG)
