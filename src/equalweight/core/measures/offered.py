"""Seats that come from an offer: it was made, approved as promise 1.7 says, not taken back, and answered by its letter.

Source: docs/rules/offers.md. After founding, people with lived experience choose who else sits on their side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from equalweight.core.measures.actors import seat_of
from equalweight.core.measures.seats import ended_by, taken_by
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED_EXPERIENCE: Final = "lived_experience"
FEWEST: Final = 2
"""Founding ends with so many seats of people with lived experience; so many of them approve an offer from then on."""
NOT_CHOSEN: Final = "Somebody was given a seat otherwise than by an offer that their own side approved."
OVER: Final = {"offer.withdrawn": "taken back", "offer.declined": "declined", "offer.confirmed": "accepted"}


@dataclass
class _Table:
    """One committee: who holds which seat, whom the start named on which side, and whether founding has ended."""

    sides: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    lived: int = 0
    is_founded: bool = False

    def take(self, seat: str, side: str) -> None:
        self.sides[seat] = side
        self.lived += side == LIVED_EXPERIENCE
        self.is_founded = self.is_founded or self.lived >= FEWEST

    def end(self, seat: str) -> None:
        if self.sides.pop(seat, None) == LIVED_EXPERIENCE:
            self.lived -= 1

    def wanted(self, side: str) -> int:
        """How many approvals an offer of a seat on that side needs as the table is now."""
        return min(FEWEST, max(self.lived, 1)) if self.is_founded and side == LIVED_EXPERIENCE else 0


@dataclass
class _Offer:
    """`approved`: the seats that did. `over`: what ended it, in words; "" while it can be accepted."""

    made: Entry
    approved: set[str] = field(default_factory=set)
    is_sent: bool = False
    over: str = ""


def offered(disclosed: Disclosed) -> Iterator[Finding]:
    """Every seat taken after the start: by an offer made, approved and open, or by somebody named for that side."""
    tables: dict[str, _Table] = {}
    offers: dict[str, _Offer] = {}
    for entry in disclosed.entries:
        here = tables.setdefault(entry.ctx, _Table())
        if entry.type == "committee.started":
            here.named |= {each["seat"]: each["side"] for each in entry.pub["seats"]}
        elif entry.type.startswith("offer."):
            yield from _offer(disclosed, entry, here, offers)
        elif entry.type == "seat.confirmed":
            yield from _confirmed(entry, here)
        for seat, side in taken_by(entry):
            here.take(seat, side)
        ended = ended_by(entry)
        if ended is not None:
            here.end(ended)
    yield from _twice(disclosed)


def _twice(disclosed: Disclosed) -> Iterator[Finding]:
    taken: dict[str, int] = {}
    for entry in disclosed.entries:
        for seat, _ in taken_by(entry):
            if seat in taken and entry.type != "seat.confirmed":
                what = f"Seat {seat} had been taken before, in entry {taken[seat]}."
                yield Finding("seat_twice", at_entry(entry.seq), what, NOT_CHOSEN)
            taken.setdefault(seat, entry.seq)


def _confirmed(entry: Entry, here: _Table) -> Iterator[Finding]:
    """Who was named for staff can't come to the other side once that side chooses for itself."""
    seat, side = entry.pub["seat"], entry.pub["side"]
    if here.is_founded and side == LIVED_EXPERIENCE and here.named.get(seat, side) != side:
        what = f"Seat {seat} was named for staff and taken for {side} after founding, without an offer."
        yield Finding("not_offered", at_entry(entry.seq), what, NOT_CHOSEN)


def _offer(disclosed: Disclosed, entry: Entry, here: _Table, offers: dict[str, _Offer]) -> Iterator[Finding]:
    name = entry.pub["offer"]
    if entry.type == "offer.made":
        if name in offers:
            what = f"This offer was made before, in entry {offers[name].made.seq}."
            yield Finding("done_twice", at_entry(entry.seq), what, NOT_CHOSEN)
            return
        offers[name] = _Offer(entry)
        yield from _made(entry, here, offers[name])
        return
    offer = offers.get(name)
    if offer is None:
        if not _rests_on_hidden(disclosed, entry):
            what = f"{entry.type}, and no entry before it made such an offer."
            yield Finding("not_offered", at_entry(entry.seq), what, NOT_CHOSEN)
        return
    if entry.type == "offer.approved":
        yield from _approved(entry, here, offer)
    if "side" in entry.pub:
        yield from _answered_yes(entry, offer)
    if "seat" in entry.pub or entry.type in OVER:
        offer.over = OVER.get(entry.type, "accepted")


def _rests_on_hidden(disclosed: Disclosed, entry: Entry) -> bool:
    kind, _, number = entry.by.partition(":")
    return kind == "offer" and disclosed.entry(int(number)) is None


def _made(entry: Entry, here: _Table, offer: _Offer) -> Iterator[Finding]:
    maker, side = seat_of(entry), entry.pub["side"]
    if side != LIVED_EXPERIENCE and here.sides.get(maker, side) != side:
        what = f"Seat {maker} of {here.sides[maker]} offered a seat of {side}."
        yield Finding("not_theirs_to_offer", at_entry(entry.seq), what, NOT_CHOSEN)
    if here.sides.get(maker) == side:
        offer.approved.add(maker)
    yield from _sent(entry, here, offer)


def _approved(entry: Entry, here: _Table, offer: _Offer) -> Iterator[Finding]:
    seat, side = seat_of(entry), offer.made.pub["side"]
    if here.sides.get(seat, side) != side or seat in offer.approved:
        what = f"Seat {seat} approved it, who had approved it before or is of the other side."
        yield Finding("not_theirs_to_approve", at_entry(entry.seq), what, NOT_CHOSEN)
        return
    offer.approved.add(seat)
    yield from _sent(entry, here, offer)


def _sent(entry: Entry, here: _Table, offer: _Offer) -> Iterator[Finding]:
    if offer.is_sent or not entry.pub["sent"]:
        return
    offer.is_sent = True
    # Approvals count while whoever gave them is still here.
    given, wanted = len(offer.approved & here.sides.keys()), here.wanted(offer.made.pub["side"])
    if given < wanted:
        what = f"It was sent with {given} approvals of its side; {wanted} were needed."
        yield Finding("not_approved", at_entry(entry.seq), what, NOT_CHOSEN)


def _answered_yes(entry: Entry, offer: _Offer) -> Iterator[Finding]:
    """A yes: to an offer of that side, sent and not over; and a seat by its own letter alone."""
    made = offer.made
    wrong = [
        f"it was of {made.pub['side']}, not {entry.pub['side']}" * (made.pub["side"] != entry.pub["side"]),
        "it had not been sent" * (not offer.is_sent),
        f"it had been {offer.over}" * bool(offer.over),
        "whoever it was made to did not answer it"
        * ("seat" in entry.pub and entry.by != f"offer:{made.seq}"),
    ]
    if any(wrong):
        what = f"{entry.type} of the offer of entry {made.seq}: {', '.join(filter(None, wrong))}."
        yield Finding("not_offered", at_entry(entry.seq), what, NOT_CHOSEN)
