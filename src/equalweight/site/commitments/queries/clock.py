"""The change clock: how long somebody has waited for anything their side raised (docs/rules/clock.md)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.web import plain

from .. import rules
from ..models import Commitment
from .which import EVERYTHING, Which, chosen

ANYBODY = "somebody with lived experience"


@dataclass(frozen=True)
class SeatClock:
    """One lived-experience seat's clock. `months` since joining, or since the last change, whichever was later.

    `stopped_after`: months it had run when a change last stopped it (None: never stopped). `reached`: of 3, 6, 9.
    """

    seat: str
    name: str
    counted_from: datetime
    has_stopped: bool
    months: int
    stopped_after: int | None
    stopped_on: date | None
    reached: tuple[int, ...]
    next_months: int | None
    next_on: date | None
    sentence: str


@dataclass(frozen=True)
class Clock:
    """Every lived-experience seat's clock, longest waiting first, and one sentence for the committee.

    `lines`: a sentence for each, one for all whose clocks began together and stand alike.
    """

    seats: tuple[SeatClock, ...]
    months: int
    sentence: str
    lines: tuple[str, ...]


def clock_of(committee: Committee, at: datetime, *, names: bool = False) -> Clock:
    """The clocks of the people with lived experience who hold a seat at `at`, or held one when it closed. Two queries.

    `names`: only for those inside; everybody else reads "Somebody with lived experience".
    """
    ended = committee.closed_at if committee.closed_at and committee.closed_at <= at else None
    at = ended or at
    changes = [
        change for change in changes_of(committee, at).values_list("signed_off_at", flat=True) if change
    ]
    seats = committee.seats.filter(side=Side.LIVED_EXPERIENCE, taken_at__lte=at).exclude(ended_at__lte=at)
    clocks = sorted(
        (_seat_clock(seat, seat.name if names else ANYBODY, changes, at) for seat in seats),
        key=lambda clock: (clock.counted_from, clock.name),
    )
    months = clocks[0].months if clocks else 0
    sentence = _committee_sentence(clocks, months)
    lines = tuple(_lines(clocks, names=names))
    return Clock(tuple(clocks), months, f"{_ended(ended)} {sentence}" if ended else sentence, lines)


def _ended(closed_at: datetime) -> str:
    return (
        f"The clock ended when the committee closed, on {plain.day(closed_at)}: it asks for nothing new. What it asked "
        "for before can still be answered. This is how it stood then."
    )


def changes_of(committee: Committee, at: datetime) -> QuerySet[Commitment]:
    """What the lived-experience side raised and both sides have signed off, oldest first.

    In a log about an outside table, every promise its keepers say was kept.
    """
    done = committee.commitments.filter(status=Commitment.Status.DONE, signed_off_at__lte=at)
    if committee.kind == Committee.Kind.INSIDE:
        done = done.filter(origin_side=Side.LIVED_EXPERIENCE)
    return done.order_by("signed_off_at")


def counted_from(joined: datetime, changes: list[datetime]) -> datetime:
    """The moment a seat's clock runs from: joining, or the last change, whichever is later."""
    return max([joined, *changes])


def _seat_clock(seat: Seat, name: str, changes: list[datetime], at: datetime) -> SeatClock:
    since = counted_from(seat.taken_at, changes)
    mine = [seat.taken_at, *(change for change in changes if change > seat.taken_at)]
    start, today = localdate(since), localdate(at)
    stopped = rules.clock_months(localdate(mine[-2]), start) if len(mine) > 1 else None
    ahead = rules.clock_next(start, today)
    months = rules.clock_months(start, today)
    return SeatClock(
        seat=seat.pk, name=name, counted_from=since, has_stopped=stopped is not None, months=months,
        stopped_after=stopped, stopped_on=start if stopped is not None else None,
        reached=rules.clock_reached(start, today), next_months=ahead[0] if ahead else None,
        next_on=ahead[1] if ahead else None,
        sentence=_sentence(name, months, [] if stopped is None else [stopped], start),
    )  # fmt: skip


def _lines(clocks: list[SeatClock], *, names: bool) -> Iterator[str]:
    """Four people who wait alike are one sentence, not four."""
    alike: dict[tuple[bool, int, date | None], list[SeatClock]] = {}
    for clock in clocks:
        alike.setdefault((clock.has_stopped, clock.months, clock.stopped_on), []).append(clock)
    for found in alike.values():
        who = f"{len(found)} people with lived experience" if len(found) > 1 else found[0].name
        if names and len(found) > 1:
            who = f"{len(found)} people ({plain.together([clock.name for clock in found])})"
        ran = [clock.stopped_after for clock in found if clock.stopped_after is not None]
        yield _sentence(who, found[0].months, ran, localdate(found[0].counted_from))


def _sentence(who: str, months: int, ran: Iterable[int], start: date) -> str:
    """`ran`: the months the clocks of those in `who` had run when a change last stopped them; none: never stopped."""
    waited, after = plain.counted(months, "month", "months"), sorted(set(ran))
    if not after:
        begun = f"{who[:1].upper()}{who[1:]} joined {waited} ago."
        return f"{begun} Nothing that people with lived experience raised stands signed off since then."
    first = f"{after[0]} to " if len(after) > 1 else ""
    return (
        f"The clock stopped for {who} after {first}{plain.counted(after[-1], 'month', 'months')}, when a change was "
        f"signed off on {plain.day(start)}. It began again then: {waited} so far."
    )


def _committee_sentence(clocks: list[SeatClock], months: int) -> str:
    if not clocks:
        return "Nobody with lived experience has a seat here now, so no clock runs."
    if months == 0:
        return "Nobody with lived experience has been waiting as long as a month for a change."
    waited = plain.counted(months, "month", "months")
    return f"The longest that somebody with lived experience has waited, with nothing they raised done, is {waited}."


@dataclass(frozen=True)
class Past:
    """What happened before, as counts, for a new offer. `promised` 0 and `joined` 0: we have no record yet.

    `promised` is every commitment: `done` are signed off, `late` are past their date and not done, `refused` are
    ones it was said will not be done, `ahead` are not due yet, `undated` have no date and so can't be late. The five
    add up to `promised`. `joined`, `left` and `ended` count people with lived experience: who left did so by
    themselves; of an ended seat, both groups decided.
    """

    promised: int
    done: int
    late: int
    refused: int
    ahead: int
    undated: int
    joined: int
    left: int
    ended: int


def past(committee: Committee, at: datetime, which: Which = EVERYTHING) -> Past:
    """What became of what was promised (or of the promises asked for), and of those who joined. Two queries."""
    made = chosen(committee.commitments.filter(made_at__lte=at), which, localdate(at))
    rows = list(made.values_list("status", "due_on"))
    joined = committee.seats.filter(side=Side.LIVED_EXPERIENCE, taken_at__lte=at)
    seats = list(joined.values_list("ended_at", "is_ended_by_both"))
    gone = [by_both for when, by_both in seats if when is not None and when <= at]
    became = Counter(rules.standing(status, due_on, localdate(at)) for status, due_on in rows)
    return Past(
        promised=len(rows), done=became["done"], late=became["late"], refused=became["refused"],
        ahead=became["ahead"], undated=became["undated"],
        joined=len(seats), left=gone.count(False), ended=gone.count(True),
    )  # fmt: skip
