"""How a commitment is spoken of on every page."""

from datetime import date

from equalweight.site.committees.models import Seat
from equalweight.site.web import plain
from equalweight.site.web.elements import Tag

from .. import rules
from ..models import Commitment

SHORT = 160
NO_OWNER = "Not named yet"


def short(text: str) -> str:
    """The beginning of a long text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def state_tag(commitment: Commitment, today: date) -> Tag:
    """Where it stands, in a few words. Late outranks being done or checked; what is missing outranks being done."""
    if rules.is_late(commitment.status, commitment.due_on, today):
        return Tag("Late", "late")
    kinds = {"done": "done", "refused": "late", "open": "plain"}
    words = {
        "open": open_words(commitment),
        "claimed": "Being checked" if is_checked(commitment) else "Said to be done, nobody checks it yet",
        "asked": "Both groups are asked",
    }
    said = words.get(commitment.status, Commitment.Status(commitment.status).label)
    return Tag(said, kinds.get(commitment.status, "now"))  # type: ignore[arg-type]


def open_words(commitment: Commitment) -> str:
    """Without an owner, a day and a checker nobody can say that it is being done (promise 5.1)."""
    if not commitment.owner_name:
        return "Nobody does it yet"
    if commitment.due_on is None:
        return "No date yet"
    return "Being done" if is_checked(commitment) else "Nobody checks it yet"


def is_checked(commitment: Commitment) -> bool:
    """Whether somebody who is here is its checker."""
    return commitment.checker is not None and not has_left(commitment.checker)


def due_words(commitment: Commitment) -> str:
    """When it is due: the day, or the words it came with, or that nobody said."""
    if commitment.due_on:
        return plain.day(commitment.due_on)
    return f"“{commitment.due_words}” (no day we can count)" if commitment.due_words else "No date yet"


def owner_words(commitment: Commitment) -> str:
    """Who does it; somebody who left is still named, and said to have left."""
    name = commitment.owner_name or NO_OWNER
    return f"{name} (has left the committee)" if has_left(commitment.owner) else name


def checker_words(commitment: Commitment, *, is_inside: bool) -> str:
    """Who checks it: by name inside the committee alone, so that nobody's name is published without their yes."""
    if commitment.checker is None:
        return "Nobody yet"
    name = commitment.checker.name if is_inside else "Somebody with lived experience"
    return f"{name} (has left)" if has_left(commitment.checker) else name


def has_left(seat: Seat | None) -> bool:
    return seat is not None and seat.ended_at is not None


def days_late(due_on: date, today: date) -> str:
    return plain.counted((today - due_on).days, "day late", "days late")
