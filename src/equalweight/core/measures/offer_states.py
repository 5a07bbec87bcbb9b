"""One offer from its making to its end: what may be done with it, how it stands then, and by whom.

Source: docs/rules/offers.md. The site asks the same before it acts (site/offers/rules.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from equalweight.core.measures.days import days_of, is_late
from equalweight.core.record.entry import Entry

WAITING, SENT, COUNTERED, UNCONFIRMED = "waiting", "sent", "countered", "unconfirmed"
ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"
OPEN: Final = (SENT, COUNTERED, UNCONFIRMED)
"""While it stands so, the person invited can say yes or no, ask, or ask for a change."""
WORDS: Final = {
    WAITING: "it had not been sent",
    SENT: "nobody had said yes to it",
    COUNTERED: "they had asked for a change, and nobody had said yes since",
    UNCONFIRMED: "it waited for their own word",
    ACCEPTED: "it had been accepted",
    DECLINED: "it had been declined",
    WITHDRAWN: "it had been taken back",
}
WHILE: Final[Mapping[str, tuple[str, ...]]] = {
    "offer.approved": (WAITING,),
    "offer.withdrawn": (WAITING, *OPEN),
    "offer.asked": OPEN,
    "offer.countered": OPEN,
    "offer.replied": OPEN,
    "offer.revised": OPEN,
    "offer.accepted": OPEN,
    "offer.confirmed": (UNCONFIRMED,),
    "offer.denied": (UNCONFIRMED,),
    "offer.declined": OPEN,
    # Through its letter: also by whoever has accepted it.
    "told.noted": (*OPEN, ACCEPTED),
}
"""What may happen to an offer, and while it stands how."""
ANSWERS: Final = frozenset({"offer.asked", "offer.countered", "offer.accepted", "offer.declined"})
"""What only the person invited says: through the letter, or written down for them with how it came."""


def may_revise(status: str, *, is_their_side: bool, is_maker: bool, was_approved: bool) -> bool:
    """Their own side, or whoever made it; words that their side approved only when the person asked for a change."""
    return is_their_side or (is_maker and (not was_approved or status in (WAITING, COUNTERED)))


def may_withdraw(status: str, *, is_their_side: bool, is_maker: bool, was_approved: bool) -> bool:
    """Their own side, or whoever made it; what their side approved and was sent is theirs alone to take back."""
    return is_their_side or (is_maker and (not was_approved or status == WAITING))


def may_write_no(*, is_their_side: bool, is_maker: bool, was_approved: bool) -> bool:
    """A no can't be taken back by anybody here: nobody writes one down who could not withdraw the offer."""
    return is_their_side or (is_maker and not was_approved)


@dataclass
class Offer:
    """`approved`: the seats that did. `version`, `answer_by`: of its newest words; None where nothing says the day."""

    made: Entry
    status: str
    answer_by: str | None
    version: int = 1
    approved: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> None:
        """Go on with an act that could happen."""
        match entry.type:
            case "offer.countered":
                self.status = COUNTERED
            case "offer.denied":
                self.status = SENT
            case "offer.revised":
                self.status, self.version = SENT, entry.pub["version"]
                # Left out in records from before it was said.
                self.answer_by = entry.pub.get("answer_by")
            case "offer.accepted":
                self.status = ACCEPTED if "seat" in entry.pub else UNCONFIRMED
            case "offer.confirmed":
                self.status = ACCEPTED
            case "offer.declined":
                self.status = DECLINED
            case "offer.withdrawn":
                self.status = WITHDRAWN

    def is_past(self, entry: Entry) -> bool:
        """Whether its day to answer had surely gone by."""
        return self.answer_by is not None and is_late(self.answer_by, entry.at) is True


def begun(made: Entry) -> Offer:
    """An offer as it is made."""
    return Offer(made, SENT if made.pub["sent"] else WAITING, made.pub["answer_by"])


def ends_too_soon(entry: Entry) -> bool:
    """Whether an offer, or new words of one, leaves no day to answer after the day it was written."""
    answer_by = entry.pub.get("answer_by")
    return answer_by is not None and answer_by <= days_of(entry.at)[0].isoformat()


def not_theirs(entry: Entry, offer: Offer, seat: str, *, is_their_side: bool) -> bool:
    """Whether a seat changed, took back or answered in another's name what is not its own."""
    is_maker, was_approved = offer.made.by == f"seat:{seat}", bool(offer.approved)
    match entry.type:
        case "offer.revised":
            return not may_revise(
                offer.status, is_their_side=is_their_side, is_maker=is_maker, was_approved=was_approved
            )
        case "offer.withdrawn":
            return not may_withdraw(
                offer.status, is_their_side=is_their_side, is_maker=is_maker, was_approved=was_approved
            )
        case "offer.declined" if seat:
            return not may_write_no(is_their_side=is_their_side, is_maker=is_maker, was_approved=was_approved)
    return False


def yes_differs(entry: Entry, offer: Offer) -> Iterator[str]:
    """What a yes says otherwise than the offer: its side, its newest words, its day; and a seat by its letter alone."""
    by_letter, takes = entry.by == f"offer:{offer.made.seq}", "seat" in entry.pub
    if offer.made.pub["side"] != entry.pub["side"]:
        yield f"it was of {offer.made.pub['side']}, not {entry.pub['side']}"
    if takes and not by_letter:
        yield "whoever it was made to did not answer it"
    if by_letter and not takes:
        yield "the letter says yes, and that gives nobody a seat"
    if not takes and entry.pub["promises"]:
        yield "its promises begin with their own word"
    if entry.type == "offer.confirmed":
        return
    if entry.pub["version"] != offer.version:
        yield f"the yes is to version {entry.pub['version']}, and the newest was {offer.version}"
    if offer.is_past(entry):
        yield f"the day to answer, {offer.answer_by}, had passed"
