"""Verdicts on co-production: people with lived experience alone give one, and each seat one that stands.

Who gave which is sealed. So what can be checked is that there were seats for them: never more that stand than seats
of that side that could have given them.
"""

import heapq
from collections.abc import Iterator, Sequence
from typing import Final

from equalweight.core.measures.answers import wrongly_replaced
from equalweight.core.measures.places import committees_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED_EXPERIENCE: Final = "lived_experience"
NOT_THEIRS: Final = (
    "The highest step rests on the word of people with lived experience, and this is not theirs."
)


def verdicts(disclosed: Disclosed) -> Iterator[Finding]:
    """Every verdict by that side, in place of one of its own at most, and no more than its seats can have given."""
    given: dict[str, list[Entry]] = {}
    for entry in disclosed.entries:
        if entry.type == "verdict.given":
            given.setdefault(entry.ctx, []).append(entry)
            if entry.pub["side"] != LIVED_EXPERIENCE:
                what = f"It is of {entry.pub['side']}; only people with lived experience are asked this."
                yield Finding("verdict_of_other_side", at_entry(entry.seq), what, NOT_THEIRS)
    if not given:
        return
    committees, seats = disclosed.once(committees_of), _lived(disclosed)
    for ctx, entries in given.items():
        yield from wrongly_replaced(entries)
        yield from _too_many(entries, seats.get(committees.get(ctx, ""), []))


def _lived(disclosed: Disclosed) -> dict[str, list[Held]]:
    """The seats of that side by committee, in the order in which they were taken."""
    found: dict[str, list[Held]] = {}
    for seat in disclosed.once(history).values():
        if seat.side == LIVED_EXPERIENCE:
            found.setdefault(seat.committee, []).append(seat)
    return found


def _too_many(entries: Sequence[Entry], seats: Sequence[Held]) -> Iterator[Finding]:
    """Each first verdict of a seat needs a seat held then that has not given one: the one that ended first is taken.

    That choice leaves the most seats for those to come, so that an honest record always has enough.
    """
    seen: set[int] = set()
    free: list[float] = []
    coming = iter(seats)
    seat = next(coming, None)
    for entry in entries:
        while seat is not None and seat.taken < entry.seq:
            heapq.heappush(free, float("inf") if seat.ended is None else seat.ended)
            seat = next(coming, None)
        while free and free[0] < entry.seq:
            heapq.heappop(free)
        replaces = not seen.isdisjoint(entry.refs)
        seen.add(entry.seq)
        if replaces:
            continue
        if not free:
            what = (
                "There are more verdicts than seats of people with lived experience that can have given them."
            )
            yield Finding("too_many_verdicts", at_entry(entry.seq), what, NOT_THEIRS)
        else:
            heapq.heappop(free)
