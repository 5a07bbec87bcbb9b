"""Whether what had to wait for its time did."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from equalweight.core.measures.seats import Held
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

EARLY = "It did not wait as the committee's ways of working promise."

# Days are days on the wall, one of them an hour shorter in spring; and a time ends at an hour when people are awake.
SHORTER, LONGER = timedelta(hours=-1), timedelta(hours=15)

CLOCKS = timedelta(minutes=5)
"""An entry's time can be a little later than the clock of the server that wrote it."""

LATE = timedelta(days=1)
"""A vote that opens later than this after the time told stays open as long as was told, from then on."""

Acts = Mapping[str, list[Entry]]
"""The entries about one decision, by type."""


def closed_on_time(acts: Acts, opened: Entry, closed: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """A vote closes at its time, which somebody not ready can move; before it, only if both sides' co-chairs ask.

    More time that somebody asked for is not taken away again, unless everybody has answered.
    """
    paused = acts.get("decision.paused", [])[:1]
    due = [opened, *paused][-1].pub["closes"]
    yield from by_clock_or_co_chair(closed, held)
    if closed.at >= due:
        return
    closer = _co_chair(closed, held)
    if closer is None or not _asked(acts, closed, held) - {closer.side}:
        what = (
            f"It closed at {closed.at}, before {due}, and the co-chairs of both sides had not asked for that."
        )
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)
    elif paused and _waits_for_somebody(closed):
        what = f"It closed at {closed.at}; somebody was not ready and had been given until {due}."
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)


def closes_as_told(told: Entry, opened: Entry, meaning: str) -> Iterator[Finding]:
    """At the time told; or, where opening was held up for over a day, as long as was told from then on."""
    opens, closes, moved = map(read_time, (told.pub["opens"], told.pub["closes"], opened.pub["closes"]))
    begun = read_time(opened.at)
    as_told = moved == closes and begun - opens <= LATE + CLOCKS
    longer = (moved - begun) - (closes - opens)
    if as_told or (begun - opens > LATE and SHORTER - CLOCKS <= longer <= LONGER):
        return
    what = f"Told: {told.pub['opens']} to {told.pub['closes']}. Done: {opened.at} to {opened.pub['closes']}."
    yield Finding("closes_differ", at_entry(opened.seq), what, meaning)


def by_clock_or_co_chair(entry: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """The clock opens and closes a vote; where it does not, whoever is a co-chair then."""
    if entry.by != "clock" and _co_chair(entry, held) is None:
        what = f"{entry.type} by {entry.by}, who was no co-chair then."
        yield Finding(
            "not_a_co_chair", at_entry(entry.seq), what, "Somebody did what only a co-chair or the clock can."
        )


def _co_chair(entry: Entry, held: Mapping[str, Held]) -> Held | None:
    seat = held.get(entry.by.removeprefix("seat:"))
    return seat if seat is not None and seat.is_co_chair(entry.seq) else None


def _asked(acts: Acts, closed: Entry, held: Mapping[str, Held]) -> set[str]:
    """The sides whose co-chair asked to close: one then, and still one at the close."""
    asked = set()
    for entry in acts.get("decision.close_asked", []):
        seat = _co_chair(entry, held)
        if seat and entry.seq < closed.seq and seat.is_co_chair(closed.seq):
            asked.add(seat.side)
    return asked


def _waits_for_somebody(closed: Entry) -> bool:
    """Whether not everybody had answered; nobody has, as far as can be known, where sealed answers can't be read."""
    return any(each["answered"] < each["entitled"] for each in closed.pub["sides"].values())


def closes_at(entry: Entry, opened: Entry, paused: Sequence[Entry]) -> str:
    """When the vote that `opened` began closes, as it stood just before `entry`: "I'm not ready" moves it, once."""
    moved = [each for each in paused[:1] if opened.seq < each.seq < entry.seq]
    return str([opened, *moved][-1].pub["closes"])


def is_too_late(disclosed: Disclosed, entry: Entry, closes: str) -> bool:
    """Whether it was entered at `closes` or after it.

    The record's time never goes back: an act that waited while another was written has that one's time, or did so
    behind an entry that is not shown. Only that is let pass, and only for as long as two clocks differ.
    """
    at, until = read_time(entry.at), read_time(closes)
    before = disclosed.entry(entry.seq - 1)
    may_have_waited = before is None or before.at == entry.at
    return at >= until and not (may_have_waited and at < until + CLOCKS)


def lasts_as_promised(begun: Entry, until: str, length: timedelta) -> Iterator[Finding]:
    """A talk, a round or a question that began with entry `begun` lasts `length`, as the ways of working promise."""
    lasts = read_time(until) - read_time(begun.at)
    if not SHORTER <= lasts - length <= LONGER:
        what = f"It is to last until {until}, and {length} were promised."
        yield Finding("time_differs", at_entry(begun.seq), what, EARLY)
