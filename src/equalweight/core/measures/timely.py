"""Whether what had to wait for its time did."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from equalweight.core.measures.seats import Held
from equalweight.core.record.canonical import read_time
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

EARLY = "It did not wait as the committee's ways of working promise."

# Days are days on the wall, one of them an hour shorter in spring; and a time ends at an hour when people are awake.
SHORTER, LONGER = timedelta(hours=-1), timedelta(hours=15)

Acts = Mapping[str, list[Entry]]
"""The entries about one decision, by type."""


def closed_on_time(acts: Acts, opened: Entry, closed: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """A vote closes at its time, which somebody not ready can move; before it, only if both sides' co-chairs ask."""
    due = [opened, *acts.get("decision.paused", [])][-1].pub["closes"]
    if closed.at >= due:
        return
    closer = held.get(closed.by.removeprefix("seat:"))
    asked = {entry.pub["side"] for entry in acts.get("decision.close_asked", []) if entry.seq < closed.seq}
    if closer is None or not asked - {closer.side}:
        what = (
            f"It closed at {closed.at}, before {due}, and the co-chairs of both sides had not asked for that."
        )
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)


def lasts_as_promised(begun: Entry, until: str, length: timedelta) -> Iterator[Finding]:
    """A talk, a round or a question that began with entry `begun` lasts `length`, as the ways of working promise."""
    lasts = read_time(until) - read_time(begun.at)
    if not SHORTER <= lasts - length <= LONGER:
        what = f"It is to last until {until}, and {length} were promised."
        yield Finding("time_differs", at_entry(begun.seq), what, EARLY)
