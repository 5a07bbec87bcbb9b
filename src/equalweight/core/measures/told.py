"""What was told about a vote, kept: it was announced first, opens and closes as told, and is given more time once.

Source: promises 1.1 and 1.8; docs/rules/both_sides.md.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from equalweight.core.measures.notices import as_told
from equalweight.core.measures.seats import history
from equalweight.core.measures.timely import (
    EARLY,
    Acts,
    by_clock_or_co_chair,
    closes_as_told,
    is_too_late,
)
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

MORE_TIME: Final = timedelta(days=14)
"""What "I'm not ready" gives, once a decision."""
OPENS: Final = ("decision.opened", "decision.round_opened")
CLOSES: Final = ("decision.round_closed", "decision.closed")
NOT_TOLD: Final = "Nobody was told of this vote before it: there was no paper to read and no day to be there."
# What rests on an announcement. A decision can be called off before it opens, and votes are in outcomes.py.
AFTER_IT: Final = ("decision.opened", "decision.closed", "decision.round_closed", "decision.round_opened")


def told(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision: announced before it opened, closing as told, moved on at most once and by the promised days."""
    held = disclosed.once(history)
    for acts in by_id(disclosed.entries, "decision").values():
        announced = as_told(acts)
        opened = next(iter(acts.get("decision.opened", [])), None)
        yield from _announced_first(disclosed, acts, announced)
        if opened:
            yield from by_clock_or_co_chair(opened, held)
        for asked in acts.get("decision.close_asked", []):
            yield from by_clock_or_co_chair(asked, held)
        yield from _closed_after(acts, opened)
        if announced and opened and "closes" in announced.pub:
            yield from closes_as_told(announced, opened, EARLY)
        yield from _paused(disclosed, acts)


def _announced_first(disclosed: Disclosed, acts: Acts, announced: Entry | None) -> Iterator[Finding]:
    rest = [entry for type in AFTER_IT for entry in acts.get(type, [])]
    first = min(rest, key=lambda entry: entry.seq, default=None)
    if first is None or (announced is not None and announced.seq < first.seq):
        return
    if announced is None and disclosed.lacks_what_it_rests_on(first):
        what = (
            "Nothing here says that it was announced: not what was promised about it, nor that it was kept."
        )
        disclosed.leave_unknown(first.seq, what)
        return
    what = f"{first.type}, and no entry before it announced this decision."
    yield Finding("not_announced", at_entry(first.seq), what, NOT_TOLD)


def _closed_after(acts: Acts, opened: Entry | None) -> Iterator[Finding]:
    for closed in acts.get("decision.closed", []):
        if opened is not None and closed.seq < opened.seq:
            what = f"It closed before it was opened (entry {opened.seq})."
            yield Finding("not_opened", at_entry(closed.seq), what, EARLY)


def _paused(disclosed: Disclosed, acts: Acts) -> Iterator[Finding]:
    ballots = [entry for type in OPENS for entry in acts.get(type, [])]
    paused = acts.get("decision.paused", [])
    for again in paused[1:]:
        what = f"Somebody had asked for more time before (entry {paused[0].seq}); that is possible once."
        yield Finding("paused_twice", at_entry(again.seq), what, EARLY)
    for entry in paused[:1]:
        ballot = max(
            (each for each in ballots if each.seq < entry.seq), key=lambda each: each.seq, default=None
        )
        if ballot is None:
            what = "Somebody asked for more time before any vote on this was open."
            yield Finding("early_vote", at_entry(entry.seq), what, EARLY)
        elif read_time(entry.pub["closes"]) - read_time(ballot.pub["closes"]) != MORE_TIME:
            moved = f"from {ballot.pub['closes']} to {entry.pub['closes']}"
            what = f"Its closing moved {moved}; {MORE_TIME.days} days more were due."
            yield Finding("pause_differs", at_entry(entry.seq), what, EARLY)
        if ballot is not None:
            yield from _paused_in_time(disclosed, acts, ballot, entry)


def _paused_in_time(disclosed: Disclosed, acts: Acts, ballot: Entry, paused: Entry) -> Iterator[Finding]:
    """More time is asked for while there is some: before the close that it moves."""
    counted = any(ballot.seq < each.seq < paused.seq for type in CLOSES for each in acts.get(type, []))
    if counted or is_too_late(disclosed, paused, ballot.pub["closes"]):
        what = (
            f"Somebody asked for more time at {paused.at}, when the vote was over ({ballot.pub['closes']})."
        )
        yield Finding("late_pause", at_entry(paused.seq), what, EARLY)
