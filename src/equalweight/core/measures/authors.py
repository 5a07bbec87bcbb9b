"""Whose a contribution is, and who answers it: its author alone confirms, publishes, takes back and judges.

Somebody else may enter it for them. Until they confirm it, the record shows their side and not their seat.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from equalweight.core.measures.actors import OTHERS_NAME, seat_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

BY_AUTHOR: Final = frozenset(
    {"contribution.confirmed", "contribution.published", "contribution.withdrawn", "answer.judged"}
)


@dataclass
class _Said:
    """`seat` is "" until the author has done something about it."""

    side: str
    seat: str


def authors(disclosed: Disclosed) -> Iterator[Finding]:
    """Every contribution by a seat of the side it says, and answered by the other side."""
    held = disclosed.once(history)
    said: dict[str, _Said] = {}
    about: dict[str, str] = {}
    for entry in disclosed.entries:
        if entry.type == "contribution.made":
            yield from _made(entry, said, held)
        elif entry.type == "contribution.answered":
            about.setdefault(entry.pub["answer"], entry.pub["contribution"])
            yield from _answered(disclosed, entry, said.get(entry.pub["contribution"]), held)
        elif entry.type in BY_AUTHOR:
            which = entry.pub.get("contribution") or about.get(entry.pub.get("answer", ""), "")
            yield from _by_author(disclosed, entry, said.get(which), held)


def _made(entry: Entry, said: dict[str, _Said], held: Mapping[str, Held]) -> Iterator[Finding]:
    name, seat = entry.pub["contribution"], seat_of(entry)
    if name in said:
        what = "This was entered before; nobody can say it for them anew."
        yield Finding("done_twice", at_entry(entry.seq), what, OTHERS_NAME)
        return
    is_own = entry.pub["confirmed"]
    said[name] = _Said(entry.pub["side"], seat if is_own else "")
    if is_own and seat in held and held[seat].side != entry.pub["side"]:
        what = f"It says {entry.pub['side']}, and seat {seat} that said it is of {held[seat].side}."
        yield Finding("side_differs", at_entry(entry.seq), what, OTHERS_NAME)


def _answered(
    disclosed: Disclosed, entry: Entry, said: _Said | None, held: Mapping[str, Held]
) -> Iterator[Finding]:
    seat = seat_of(entry)
    if said is None:
        yield from _about_nothing(disclosed, entry)
    elif seat in held and held[seat].side == said.side:
        what = f"Both who said it and seat {seat} that answered are of {said.side}."
        yield Finding("answered_by_own_side", at_entry(entry.seq), what, OTHERS_NAME)


def _by_author(
    disclosed: Disclosed, entry: Entry, said: _Said | None, held: Mapping[str, Held]
) -> Iterator[Finding]:
    seat = seat_of(entry)
    if said is None:
        yield from _about_nothing(disclosed, entry)
        return
    is_side = seat not in held or held[seat].side == said.side
    if said.seat not in ("", seat) or not is_side:
        what = f"{entry.type} by seat {seat}, who is not its author."
        yield Finding("not_the_author", at_entry(entry.seq), what, OTHERS_NAME)
    elif not said.seat:
        said.seat = seat


def _about_nothing(disclosed: Disclosed, entry: Entry) -> Iterator[Finding]:
    if not disclosed.lacks_what_it_rests_on(entry):
        what = f"{entry.type} of something that no earlier entry shows."
        yield Finding(
            "about_nothing", at_entry(entry.seq), what, "An earlier entry is missing, or this was made up."
        )
