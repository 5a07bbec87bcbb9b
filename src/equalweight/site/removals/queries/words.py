"""How this room says things."""

from datetime import datetime

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.ways import share_in_words
from equalweight.site.web import plain
from equalweight.site.web.elements import Fact, Tag

from ..models import Removal

NOBODY = (
    "Nobody independent has been named for this committee. You could ask a disabled people’s organisation or an "
    "advocacy service near you."
)
INSIDE = (
    "Who it is about, the reason and the answer stay inside this committee for good. Everyone can see that it was "
    "asked about a seat. Only if both groups end it does the record say which."
)
NEEDED = (
    "It is ended only if both groups say yes, each by itself: more than {threshold} of those in the group who say yes "
    "or no, and more than a third of everyone in it. At least {quorum} of each group must answer, and never fewer "
    "than two people."
)
STOPS = "If this seat ends, {side} have fewer than two seats. Then nothing can be decided here until a seat is filled."


def independent_words(committee: Committee) -> str:
    contact = committee.independent_contact
    return f"They don’t work for the host: {contact}" if contact else NOBODY


def seat_words(seat: Seat) -> str:
    """A seat by its holder's name and side, for pages inside."""
    return f"{seat.name}, {seat.get_side_display()}"


def facts(removal: Removal) -> tuple[Fact, ...]:
    return (
        Fact("Who it is about", seat_words(removal.seat)),
        Fact("Who asked", f"{seat_words(removal.asked_by)}, on {plain.day(removal.asked_at)}"),
        Fact("When it happened", plain.day(removal.happened_on)),
        Fact("Voting", f"From {plain.moment(removal.opens_at)} to {plain.moment(removal.closes_at)}"),
    )


def state(removal: Removal, at: datetime) -> Tag:
    """In a word or two, for lists."""
    if removal.outcome:
        words = {"carried": "The seat has ended", "dropped": "Ended without an answer"}
        return Tag(words.get(removal.outcome, "The seat stays"), "plain")
    if removal.seat.ended_at is not None:
        return Tag("Ended without an answer", "plain")
    if at >= removal.closes_at:
        return Tag("Being counted", "now")
    return Tag("Open for votes" if removal.opened_at else "To read, before voting opens", "now")


def needed(removal: Removal) -> str:
    """What it takes, under the terms it was asked under."""
    return NEEDED.format(threshold=share_in_words(removal.threshold), quorum=share_in_words(removal.quorum))
