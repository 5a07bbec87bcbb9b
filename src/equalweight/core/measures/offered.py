"""Seats that come from an offer: it was made, approved as promise 1.7 says, not taken back, and answered by its letter.

Source: docs/rules/offers.md; how one offer goes on is in offer_states.py. After founding, people with lived experience
choose who else sits on their side.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from equalweight.core.measures.actors import seat_of
from equalweight.core.measures.offer_states import (
    ANSWERS,
    SENT,
    WHILE,
    WORDS,
    Offer,
    begun,
    ends_too_soon,
    not_theirs,
    yes_differs,
)
from equalweight.core.measures.seats import ended_by, taken_by
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED_EXPERIENCE: Final = "lived_experience"
FEWEST: Final = 2
"""Founding ends with so many seats of people with lived experience; so many of them approve an offer from then on."""
NOT_CHOSEN: Final = "Somebody was given a seat otherwise than by an offer that their own side approved."
NOT_AS_OFFERED: Final = "Somebody changed, answered or took back an offer otherwise than was agreed on."
LAST_DAY: Final = (
    "Whether this yes came in time can't be checked: the offer's last change says no day to answer."
)


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


def offered(disclosed: Disclosed) -> Iterator[Finding]:
    """Every seat taken after the start: by an offer made, approved and open, or by somebody named for that side."""
    tables: dict[str, _Table] = {}
    offers: dict[str, Offer] = {}
    for entry in disclosed.entries:
        here = tables.setdefault(entry.ctx, _Table())
        if entry.type == "committee.started":
            here.named |= {each["seat"]: each["side"] for each in entry.pub["seats"]}
        elif entry.type.startswith("offer.") or (entry.type == "told.noted" and not seat_of(entry)):
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


def _offer(disclosed: Disclosed, entry: Entry, here: _Table, offers: dict[str, Offer]) -> Iterator[Finding]:
    name = _named(disclosed, entry)
    if entry.type == "offer.made":
        if name in offers:
            what = f"This offer was made before, in entry {offers[name].made.seq}."
            yield Finding("done_twice", at_entry(entry.seq), what, NOT_CHOSEN)
            return
        offers[name] = begun(entry)
        yield from _made(entry, here, offers[name])
        return
    offer = offers.get(name)
    if offer is not None:
        yield from _acted(disclosed, entry, here, offer)
    elif entry.type != "told.noted" and not _rests_on_hidden(disclosed, entry):
        what = f"{entry.type}, and no entry before it made such an offer."
        yield Finding("not_offered", at_entry(entry.seq), what, NOT_CHOSEN)


def _named(disclosed: Disclosed, entry: Entry) -> str:
    """The offer it is about, by its id; of what was noted through a letter, that letter's. "" for none."""
    kind, _, number = entry.by.partition(":")
    made = disclosed.entry(int(number)) if kind == "offer" else None
    return str(entry.pub.get("offer") or (made.pub.get("offer", "") if made else ""))


def _rests_on_hidden(disclosed: Disclosed, entry: Entry) -> bool:
    kind, _, number = entry.by.partition(":")
    return kind == "offer" and disclosed.entry(int(number)) is None


def _made(entry: Entry, here: _Table, offer: Offer) -> Iterator[Finding]:
    maker, side = seat_of(entry), entry.pub["side"]
    if side != LIVED_EXPERIENCE and here.sides.get(maker, side) != side:
        what = f"Seat {maker} of {here.sides[maker]} offered a seat of {side}."
        yield Finding("not_theirs_to_offer", at_entry(entry.seq), what, NOT_CHOSEN)
    if here.sides.get(maker) == side:
        offer.approved.add(maker)
    yield from _time_to_answer(entry)
    if entry.pub["sent"]:
        yield from _sent(entry, here, offer)


def _acted(disclosed: Disclosed, entry: Entry, here: _Table, offer: Offer) -> Iterator[Finding]:
    """An act out of its turn takes the offer nowhere; one that was not theirs does, as everybody saw it done."""
    is_yes = "side" in entry.pub
    if offer.status not in WHILE[entry.type]:
        what = f"{entry.type} of the offer of entry {offer.made.seq}: {WORDS[offer.status]}."
        yield Finding("not_offered" if is_yes else "not_open", at_entry(entry.seq), what, NOT_AS_OFFERED)
        return
    if entry.type == "offer.approved":
        yield from _approved(entry, here, offer)
    yield from _by_whom(entry, here, offer)
    if entry.type == "offer.revised":
        yield from _revised(entry, offer)
    if is_yes and (wrong := list(yes_differs(entry, offer))):
        what = f"{entry.type} of the offer of entry {offer.made.seq}: {', '.join(wrong)}."
        yield Finding("not_offered", at_entry(entry.seq), what, NOT_CHOSEN)
    if entry.type == "offer.accepted" and offer.answer_by is None:
        disclosed.leave_unknown(entry.seq, LAST_DAY)
    offer.take(entry)


def _by_whom(entry: Entry, here: _Table, offer: Offer) -> Iterator[Finding]:
    """What is not theirs; and what came online without the letter, or by the letter and yet not online."""
    seat, side = seat_of(entry), offer.made.pub["side"]
    if not_theirs(entry, offer, seat, is_their_side=here.sides.get(seat, side) == side):
        what = f"{entry.type} by seat {seat}: of this offer that is for its own group to do."
        yield Finding("not_theirs_to_change", at_entry(entry.seq), what, NOT_AS_OFFERED)
    if entry.type in ANSWERS and (entry.pub["way"] == "online") == bool(seat):
        what = f"It says that the answer came by {entry.pub['way']}, and it was entered by {entry.by}."
        yield Finding("way_differs", at_entry(entry.seq), what, NOT_AS_OFFERED)


def _revised(entry: Entry, offer: Offer) -> Iterator[Finding]:
    if entry.pub["version"] != offer.version + 1:
        what = f"It is version {entry.pub['version']}, and the newest before it was {offer.version}."
        yield Finding("version_differs", at_entry(entry.seq), what, NOT_AS_OFFERED)
    yield from _time_to_answer(entry)


def _time_to_answer(entry: Entry) -> Iterator[Finding]:
    if ends_too_soon(entry):
        what = f"It was to be answered by {entry.pub['answer_by']}, and was written at {entry.at}."
        yield Finding("no_time_to_answer", at_entry(entry.seq), what, NOT_AS_OFFERED)


def _approved(entry: Entry, here: _Table, offer: Offer) -> Iterator[Finding]:
    seat, side = seat_of(entry), offer.made.pub["side"]
    if here.sides.get(seat, side) != side or seat in offer.approved:
        what = f"Seat {seat} approved it, who had approved it before or is of the other side."
        yield Finding("not_theirs_to_approve", at_entry(entry.seq), what, NOT_CHOSEN)
        return
    if offer.is_past(entry):
        what = f"It was approved at {entry.at}, after the day to answer it ({offer.answer_by})."
        yield Finding("no_time_to_answer", at_entry(entry.seq), what, NOT_AS_OFFERED)
    offer.approved.add(seat)
    if entry.pub["sent"]:
        yield from _sent(entry, here, offer)


def _sent(entry: Entry, here: _Table, offer: Offer) -> Iterator[Finding]:
    offer.status = SENT
    # Approvals count while whoever gave them is still here.
    given, wanted = len(offer.approved & here.sides.keys()), here.wanted(offer.made.pub["side"])
    if given < wanted:
        what = f"It was sent with {given} approvals of its side; {wanted} were needed."
        yield Finding("not_approved", at_entry(entry.seq), what, NOT_CHOSEN)
