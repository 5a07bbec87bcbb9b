"""Who sits at a table, as pages show it. Names are for those inside; everybody else sees seats."""

from collections import Counter
from dataclasses import dataclass

from equalweight.site.web.elements import Tag
from equalweight.site.web.plain import counted

from . import rules
from .models import Committee, Founder, Leaving, Seat, Side


@dataclass(frozen=True)
class SeatLine:
    """One seat. `label` is the person's name inside the committee, "Seat 2" outside it."""

    seat: str
    label: str
    about: str
    chosen: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True)
class SideSeats:
    """One side's seats now, who was named and has not said yes, and how many have left by themselves.

    `published` are reasons people chose to publish.
    """

    side: str
    seats: tuple[SeatLine, ...]
    named: tuple[str, ...]
    left: int
    left_words: str
    published: tuple[str, ...]


@dataclass(frozen=True)
class SeatsPage:
    """Both sides, people with lived experience first; what is missing, in words.

    `ended_words`: how many seats both groups ended, empty for none.
    """

    sides: tuple[SideSeats, SideSeats]
    founding_words: str
    ended_words: str
    missing: tuple[str, ...]


def seats_page(committee: Committee, *, names: bool) -> SeatsPage:
    """The seats of a committee: three queries. `names`: only for somebody inside it (committees.loaders.reader)."""
    seats = list(committee.seats.all())
    reasons = list(
        Leaving.objects.filter(seat__committee=committee, is_published=True).select_related("seat")
    )
    founders = list(committee.founders.select_related("named_by"))
    named = {
        side: _named([each for each in founders if each.side == side], names=names) for side in Side.values
    }
    lived, staff = (_side_seats(side, seats, reasons, named[side], names=names) for side in Side.values)
    return SeatsPage((lived, staff), _founding_words(committee, seats), _ended_words(seats), _missing(seats))


def _named(founders: list[Founder], *, names: bool) -> tuple[str, ...]:
    """Who was named on one side and has not said yes: each by name inside, in numbers outside."""
    said = "Not confirmed by them yet, so not counted."
    if names:
        return tuple(f"{each.name} was named by {each.named_by.name}. {said}" for each in founders)
    by = Counter(Side(each.named_by.side).label for each in founders)
    return tuple(f"{_more(many)} named by somebody from {label}. {said}" for label, many in by.items())


def _more(many: int) -> str:
    return "One more person was" if many == 1 else f"{many} more people were"


def _side_seats(
    side: str, seats: list[Seat], reasons: list[Leaving], named: tuple[str, ...], *, names: bool
) -> SideSeats:
    here = [seat for seat in seats if seat.side == side and seat.ended_at is None]
    left = sum(
        seat.side == side and seat.ended_at is not None and not seat.is_ended_by_both for seat in seats
    )
    published = tuple(leaving.reason for leaving in reasons if leaving.seat.side == side)
    lines = tuple(_line(seat, number, names=names) for number, seat in enumerate(here, start=1))
    words = f"{counted(left, 'person has', 'people have')} left." if left else "Nobody has left."
    return SideSeats(side, lines, named, left, words, published)


def _line(seat: Seat, number: int, *, names: bool) -> SeatLine:
    # What people say about themselves can name them; a post is public.
    about = seat.about if names or seat.side == Side.STAFF else ""
    return SeatLine(seat.pk, seat.name if names else f"Seat {number}", about, chosen_words(seat), _tags(seat))


def chosen_words(seat: Seat) -> str:
    """How somebody came to the table, and by whose choice."""
    how = Seat.Chosen(seat.chosen_how).label.capitalize()
    return f"{how}. Chosen by {seat.chosen_by}" if seat.chosen_by else how


def _tags(seat: Seat) -> tuple[Tag, ...]:
    marks = (
        ("Co-chair", seat.is_co_chair),
        ("Access coordinator", seat.is_access_coordinator),
        ("Founding seat", seat.is_founding),
    )
    return tuple(Tag(words) for words, holds in marks if holds)


def _founding_words(committee: Committee, seats: list[Seat]) -> str:
    founding = sum(seat.is_founding for seat in seats)
    words = (
        f"{counted(founding, 'seat was', 'seats were')} named when the committee started, without an offer."
    )
    if committee.founding_ended_at:
        return (
            f"{words} Now people with lived experience approve offers to people with lived experience; "
            "the organisation can’t choose them or end their seats."
        )
    return (
        f"{words} Founding is not over: from the second seat for people with lived experience, "
        "they approve such offers themselves."
    )


def _ended_words(seats: list[Seat]) -> str:
    ended = sum(seat.is_ended_by_both for seat in seats)
    return f"{counted(ended, 'seat was', 'seats were')} ended by both groups." if ended else ""


def _missing(seats: list[Seat]) -> tuple[str, ...]:
    here = [seat for seat in seats if seat.ended_at is None]
    chairless = [
        side.label for side in Side if not any(seat.is_co_chair for seat in here if seat.side == side)
    ]
    words = [
        f"Decisions can’t be made until a seat is filled: fewer than two people are here from {side.label}."
        for side in Side
        if sum(seat.side == side for seat in here) < rules.SMALLEST_SIDE
    ]
    words += [f"There is no co-chair from {label}." for label in chairless]
    if not any(seat.is_access_coordinator for seat in here):
        words.append("There is no access coordinator yet.")
    return tuple(words)


def speaks_for_side(seat: Seat) -> bool:
    """Whether a seat answers for its side where both must agree (rules.speaks_for_side). At most one query."""
    chairs = Seat.objects.filter(
        committee_id=seat.committee_id, side=seat.side, is_co_chair=True, ended_at__isnull=True
    )
    return rules.speaks_for_side(
        is_co_chair=seat.is_co_chair, has_co_chair=not seat.is_co_chair and chairs.exists()
    )
