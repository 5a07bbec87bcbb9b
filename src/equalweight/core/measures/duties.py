"""What the change clock asked for: of a seat that had waited that long, and by the day promised.

Source: docs/rules/clock.md. That it asked nothing when it should have is not looked for here.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from equalweight.core.measures.dates import OTHER_DAY
from equalweight.core.measures.days import add_months, add_weekdays, days_of, is_days_after
from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.road import Roads
from equalweight.core.measures.seats import Held, history
from equalweight.core.measures.terms import CLOCKS_DIFFER
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

MONTHS: Final = (3, 6, 9)
WORKING_DAYS: Final = 20
# No four weeks have more: three at Christmas and the new year, three around Easter, and one the country is given.
MOST_BANK_HOLIDAYS: Final = 4
LIVED: Final = "lived_experience"
NOT_WAITED: Final = "Somebody was asked to act for a wait that the record does not show."


def duties(disclosed: Disclosed) -> Iterator[Finding]:
    """Every month count against the seat's joining and the last change, and every day to act by."""
    held, clock = disclosed.once(history), _Clock()
    before: dict[tuple[str, int, str], Entry] = {}
    for entry in disclosed.entries:
        clock.take(entry, disclosed)
        if entry.type == "clock.reached":
            yield from _reached(disclosed, entry, held, clock)
            yield from _due(entry, clock.in_force)
            yield from _reached_again(disclosed, entry, before, clock)


@dataclass
class _Changes:
    """One committee's. `standing`: promise → its sign-off. `recent`: too new for a clock to have surely seen it.

    `turned`: the time of the newest entry by which one began to stand, or stood no more; "" for none.
    """

    standing: dict[str, Entry] = field(default_factory=dict)
    recent: deque[tuple[str, Entry]] = field(default_factory=deque)
    settled: list[tuple[str, Entry]] = field(default_factory=list)
    turned: str = ""

    def last(self, upto: datetime) -> str:
        """The time of the newest one until then that still stands; "" for none. Each is looked at twice at most."""
        while self.recent and read_time(self.recent[0][1].at) <= upto:
            self.settled.append(self.recent.popleft())
        while self.settled and self.standing.get(self.settled[-1][0]) != self.settled[-1][1]:
            self.settled.pop()
        return self.settled[-1][1].at if self.settled else ""


class _Clock:
    """When each committee had its last change that people with lived experience had raised, and that still stands."""

    def __init__(self) -> None:
        self.in_force, self._roads = InForce(), Roads()
        self._changes: dict[str, _Changes] = {}

    def take(self, entry: Entry, disclosed: Disclosed) -> None:
        """Take in the next entry."""
        self.in_force.take(entry)
        self._roads.follow(entry, disclosed)
        road = self._roads.road(entry)
        if road is None or road.made.pub.get("origin_side") != LIVED:
            return
        changes = self._changes.setdefault(self.in_force.committee(road.made.ctx) or "", _Changes())
        name = road.made.pub["commitment"]
        if road.signed_off is None:
            if changes.standing.pop(name, None):
                changes.turned = entry.at
        elif road.signed_off is entry:
            changes.standing[name], changes.turned = entry, entry.at
            changes.recent.append((name, entry))

    def last_change(self, reached: Entry) -> str:
        """The time of the last change that the clock's look at `reached` can't have missed; "" for none."""
        changes = self._changes.get(reached.ctx)
        return changes.last(read_time(reached.at) - CLOCKS_DIFFER) if changes else ""

    def turned_since(self, reached: Entry) -> bool:
        """Whether what the clock's look at `reached` can't have seen has turned a clock since."""
        changes = self._changes.get(reached.ctx)
        if changes is None or not changes.turned:
            return False
        return read_time(changes.turned) > read_time(reached.at) - CLOCKS_DIFFER


def _reached(
    disclosed: Disclosed, entry: Entry, held: Mapping[str, Held], clock: _Clock
) -> Iterator[Finding]:
    seat, months = held.get(entry.pub["seat"]), entry.pub["months"]
    taken = disclosed.entry(seat.taken) if seat else None
    if entry.by != "clock" or months not in MONTHS:
        what = f"{entry.by} said that {months} months were reached: only the clock does, at {MONTHS}."
    elif seat is None or taken is None or seat.side != LIVED or not seat.is_held(entry.seq):
        what = f"Seat {entry.pub['seat']} was nobody's with lived experience here then."
    elif seat.committee != entry.ctx:
        what = f"Seat {entry.pub['seat']} is of committee {seat.committee}."
    else:
        since = max(taken.at, clock.last_change(entry))
        if add_months(days_of(since)[0], months) <= days_of(entry.at)[1]:
            return
        what = f"It says {months} months at {entry.at}; that seat had waited since {since}."
    yield Finding("clock_differs", at_entry(entry.seq), what, NOT_WAITED)


def _reached_again(
    disclosed: Disclosed, entry: Entry, before: dict[tuple[str, int, str], Entry], clock: _Clock
) -> Iterator[Finding]:
    """The same is asked for a seat once, until a change starts its clock again, or one that had counts no more."""
    asked = (entry.pub["seat"], entry.pub["months"], entry.pub.get("commitment", ""))
    earlier, before[asked] = before.get(asked), entry
    if earlier is None or disclosed.hides_between(earlier.seq, entry.seq):
        return
    if clock.turned_since(earlier):
        return
    what = (
        f"Entry {earlier.seq} asked the same for that seat, and no change has started its clock again since."
    )
    yield Finding("done_twice", at_entry(entry.seq), what, NOT_WAITED)


def _due(entry: Entry, in_force: InForce) -> Iterator[Finding]:
    days, due = in_force.days(entry.ctx, "days_to_answer"), entry.pub["due"]
    if entry.pub["months"] == MONTHS[-1]:
        first, last = days_of(entry.at)
        latest = add_weekdays(last, WORKING_DAYS + MOST_BANK_HOLIDAYS)
        is_right = add_weekdays(first, WORKING_DAYS) <= date.fromisoformat(due) <= latest
        promised = f"{WORKING_DAYS} working days"
    else:
        is_right, promised = days is None or is_days_after(due, entry.at, days), f"{days} days"
    if not is_right:
        what = f"By this entry somebody is to act by {due}; they have {promised} from {entry.at}."
        yield Finding("due_differs", at_entry(entry.seq), what, OTHER_DAY)
