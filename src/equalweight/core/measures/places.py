"""Where acts happen: a committee, or a project of one. Each begins once, and whatever is acted on stays where it began.

Source: docs/record-format.md, Checking. An entry's `ctx` is a project or a committee, never anything else.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

STARTS_ONE: Final = ("committee.started", "project.started")
# What a type's name begins with. Commitments, and what follows from one, are of a project or of a committee.
OF_A_COMMITTEE: Final = frozenset(
    {"committee", "seat", "office", "offer", "told", "clock", "reply", "promise", "removal"}
)
OF_EITHER: Final = frozenset({"commitment", "signoff", "checkback"})
THINGS: Final = (
    "decision", "proposal", "contribution", "work", "removal", "offer", "told", "duty", "request",
)  # fmt: skip
"""Facts that name something which belongs to one place: every entry that names it is there."""
TWO_PLACES: Final = "Something of one committee or project was slipped into another, where other people sit."
NO_PLACE: Final = "It can't be said whose act this was, or that an earlier entry is not missing."


def committees_of(entries: Iterable[Entry]) -> dict[str, str]:
    """The committee of every context, as the first entry that begins the context says."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.type == "committee.started":
            found.setdefault(entry.ctx, entry.ctx)
        elif entry.type == "project.started":
            found.setdefault(entry.ctx, entry.pub["committee"])
    return found


def places(disclosed: Disclosed) -> Iterator[Finding]:
    """Committees and projects begin once, acts happen in one of them, and a matter stays in the place it began in."""
    begun: dict[str, str] = {}
    unknown: set[str] = set()
    where: dict[tuple[str, str], Entry] = {}
    for entry in disclosed.entries:
        if entry.type in STARTS_ONE:
            yield from _started(entry, begun)
            begun.setdefault(entry.ctx, entry.type)
        elif entry.ctx not in begun and entry.ctx not in unknown:
            unknown.add(entry.ctx)
            what = (
                f"It is about {entry.ctx}, and no entry before it began a committee or project of that name."
            )
            yield Finding("no_place", at_entry(entry.seq), what, NO_PLACE)
        elif entry.ctx in begun and not _fits(entry.type, begun[entry.ctx]):
            what = f"{entry.type} does not belong in what {begun[entry.ctx]} began."
            yield Finding("wrong_place", at_entry(entry.seq), what, TWO_PLACES)
        yield from _moved(entry, where)


def _started(entry: Entry, begun: dict[str, str]) -> Iterator[Finding]:
    if entry.ctx in begun:
        what = f"{entry.ctx} had begun before: nobody begins it again."
        yield Finding("started_twice", at_entry(entry.seq), what, TWO_PLACES)
    if entry.type == "committee.started":
        return
    if entry.pub.get("project", entry.ctx) != entry.ctx:
        what = f"It begins project {entry.pub['project']} and says that it is about {entry.ctx}."
        yield Finding("wrong_place", at_entry(entry.seq), what, TWO_PLACES)
    if begun.get(entry.pub["committee"]) != "committee.started":
        what = f"It is a project of {entry.pub['committee']}, and no entry before it began that committee."
        yield Finding("no_place", at_entry(entry.seq), what, NO_PLACE)


def _fits(type: str, begun_by: str) -> bool:
    kind = type.partition(".")[0]
    return kind in OF_EITHER or (kind in OF_A_COMMITTEE) == (begun_by == "committee.started")


def _moved(entry: Entry, where: dict[tuple[str, str], Entry]) -> Iterator[Finding]:
    for thing in THINGS:
        if thing not in entry.pub:
            continue
        first = where.setdefault((thing, entry.pub[thing]), entry)
        if first.ctx != entry.ctx:
            what = f"This {thing} is of {first.ctx} (entry {first.seq}); this entry is of {entry.ctx}."
            yield Finding("other_place", at_entry(entry.seq), what, TWO_PLACES)
