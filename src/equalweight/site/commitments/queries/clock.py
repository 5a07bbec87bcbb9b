"""The change clock: how long somebody has waited for anything their side raised (docs/rules/clock.md)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee, Seat, Side
from equalweight.site.web import plain

from .. import rules
from ..models import Commitment

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
    """Every lived-experience seat's clock, longest waiting first, and one sentence for the committee."""

    seats: tuple[SeatClock, ...]
    months: int
    sentence: str


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
    return Clock(tuple(clocks), months, f"{_ended(ended)} {sentence}" if ended else sentence)


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
        next_on=ahead[1] if ahead else None, sentence=_sentence(name, months, stopped, start),
    )  # fmt: skip


def _sentence(name: str, months: int, stopped: int | None, start: date) -> str:
    waited = plain.counted(months, "month", "months")
    if stopped is None:
        begun = f"{name[:1].upper()}{name[1:]} joined {waited} ago."
        return f"{begun} Nothing raised by people with lived experience has been signed off since."
    after = plain.counted(stopped, "month", "months")
    return (
        f"The clock stopped for {name} after {after}, when a change was signed off on {plain.day(start)}. "
        f"It began again then: {waited} so far."
    )


def _committee_sentence(clocks: list[SeatClock], months: int) -> str:
    if not clocks:
        return "Nobody with lived experience has a seat here now, so no clock runs."
    if months == 0:
        return "Nobody with lived experience has been waiting as long as a month for a change."
    waited = plain.counted(months, "month", "months")
    return f"People with lived experience wait for a change they raised. The longest wait now is {waited}."


@dataclass(frozen=True)
class Past:
    """What happened before, as counts, for a new offer. `promised` 0 and `joined` 0: we have no record yet.

    `promised` is every commitment, of which `done` are signed off, `late` are past their date and not done, and
    `refused` are ones it was said will not be done. `joined`, `left` and `ended` count people with lived experience:
    who left did so by themselves; of an ended seat, both groups decided.
    """

    promised: int
    done: int
    late: int
    refused: int
    joined: int
    left: int
    ended: int


def past(committee: Committee, at: datetime) -> Past:
    """What became of what was promised, and of those who joined. Two queries."""
    made = committee.commitments.filter(made_at__lte=at)
    rows = list(made.values_list("status", "due_on"))
    joined = committee.seats.filter(side=Side.LIVED_EXPERIENCE, taken_at__lte=at)
    seats = list(joined.values_list("ended_at", "is_ended_by_both"))
    gone = [by_both for when, by_both in seats if when is not None and when <= at]
    today = localdate(at)
    return Past(
        promised=len(rows),
        done=sum(status == Commitment.Status.DONE for status, _ in rows),
        late=sum(rules.is_late(status, due_on, today) for status, due_on in rows),
        refused=sum(status == Commitment.Status.REFUSED for status, _ in rows),
        joined=len(seats),
        left=gone.count(False),
        ended=gone.count(True),
    )
