"""Whose a contribution is, and who answers it: its author alone confirms, publishes, takes back and judges.

Somebody else may enter it for them. Until they confirm it, the record shows their side and not their seat. Each is done
once; another answer comes only after its author said that the last one is none; and nothing after it was taken back.
Source: site/contributions/rules.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from equalweight.core.measures.actors import OTHERS_NAME, seat_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

BY_AUTHOR: Final = frozenset(
    {"contribution.confirmed", "contribution.published", "contribution.withdrawn", "answer.judged"}
)


TAKEN_BACK: Final = "contribution.withdrawn"
AGAIN: Final = "Something was said of a contribution again, or when it could not be."
HIDDEN_BEFORE: Final = (
    "Whether its author had confirmed it, or judged the last answer, can't be checked: an entry is hidden."
)


@dataclass
class _Said:
    """`seat` is "" until the author has done something about it. `done`: what has been done with it, by type.

    `answer`: the newest one, "" for none; `is_answer`: what its author said of it, None until then.
    """

    made: Entry
    side: str
    seat: str
    done: set[str] = field(default_factory=set)
    answer: str = ""
    is_answer: bool | None = None


def authors(disclosed: Disclosed) -> Iterator[Finding]:
    """Every contribution by a seat of the side it says, and answered by the other side."""
    held = disclosed.once(history)
    said: dict[str, _Said] = {}
    about: dict[str, str] = {}
    for entry in disclosed.entries:
        if entry.type == "contribution.made":
            yield from _made(entry, said, held)
        elif entry.type == "contribution.answered":
            if entry.pub["answer"] in about:
                yield _again(entry, "This answer was given before.")
            about.setdefault(entry.pub["answer"], entry.pub["contribution"])
            yield from _answered(disclosed, entry, said.get(entry.pub["contribution"]), held)
        elif entry.type in BY_AUTHOR:
            which = entry.pub.get("contribution") or about.get(entry.pub.get("answer", ""), "")
            yield from _by_author(disclosed, entry, said.get(which), held)
        elif entry.type == "proposal.drafted":
            for which in entry.pub.get("contributions", ()):
                yield from _after_taken_back(entry, said.get(which))


def _made(entry: Entry, said: dict[str, _Said], held: Mapping[str, Held]) -> Iterator[Finding]:
    name, seat = entry.pub["contribution"], seat_of(entry)
    if name in said:
        what = "This was entered before; nobody can say it for them anew."
        yield Finding("done_twice", at_entry(entry.seq), what, OTHERS_NAME)
        return
    is_own = entry.pub["confirmed"]
    said[name] = _Said(entry, entry.pub["side"], seat if is_own else "")
    if is_own:
        said[name].done.add("contribution.confirmed")
    if is_own and seat in held and held[seat].side != entry.pub["side"]:
        what = f"It says {entry.pub['side']}, and seat {seat} that said it is of {held[seat].side}."
        yield Finding("side_differs", at_entry(entry.seq), what, OTHERS_NAME)


def _answered(
    disclosed: Disclosed, entry: Entry, said: _Said | None, held: Mapping[str, Held]
) -> Iterator[Finding]:
    seat = seat_of(entry)
    if said is None:
        yield from _about_nothing(disclosed, entry)
        return
    if seat in held and held[seat].side == said.side:
        what = f"Both who said it and seat {seat} that answered are of {said.side}."
        yield Finding("answered_by_own_side", at_entry(entry.seq), what, OTHERS_NAME)
    yield from _after_taken_back(entry, said)
    if said.answer and said.is_answer is not False:
        yield from _unless_hidden(
            disclosed, entry, said, "It had an answer, and its author had not said that this is none."
        )
    said.answer, said.is_answer = entry.pub["answer"], None


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
    yield from _after_taken_back(entry, said)
    yield from _judged(entry, said) if entry.type == "answer.judged" else _once(disclosed, entry, said)
    said.done.add(entry.type)


def _once(disclosed: Disclosed, entry: Entry, said: _Said) -> Iterator[Finding]:
    if entry.type in said.done and entry.type != TAKEN_BACK:
        yield _again(entry, f"{entry.type}, and this had been done before.")
    elif entry.type == "contribution.published" and "contribution.confirmed" not in said.done:
        yield from _unless_hidden(
            disclosed,
            entry,
            said,
            "It was published before its author had confirmed that these are their words.",
        )


def _judged(entry: Entry, said: _Said) -> Iterator[Finding]:
    """Once for each answer, and of the newest; a yes can still become a no."""
    if entry.pub["answer"] != said.answer:
        yield _again(entry, "There was a newer answer to judge.")
    elif said.is_answer is False or said.is_answer is entry.pub["is_answer"]:
        yield _again(entry, "Its author had said this of that answer before.")
    else:
        said.is_answer = entry.pub["is_answer"]


def _after_taken_back(entry: Entry, said: _Said | None) -> Iterator[Finding]:
    if said is not None and TAKEN_BACK in said.done:
        what = f"{entry.type} of what its author had taken back."
        yield Finding("taken_back", at_entry(entry.seq), what, AGAIN)


def _unless_hidden(disclosed: Disclosed, entry: Entry, said: _Said, what: str) -> Iterator[Finding]:
    if disclosed.hides_between(said.made.seq, entry.seq):
        disclosed.leave_unknown(entry.seq, HIDDEN_BEFORE)
    else:
        yield Finding("out_of_turn", at_entry(entry.seq), what, AGAIN)


def _again(entry: Entry, what: str) -> Finding:
    return Finding("done_twice", at_entry(entry.seq), what, AGAIN)


def _about_nothing(disclosed: Disclosed, entry: Entry) -> Iterator[Finding]:
    if not disclosed.lacks_what_it_rests_on(entry):
        what = f"{entry.type} of something that no earlier entry shows."
        yield Finding(
            "about_nothing", at_entry(entry.seq), what, "An earlier entry is missing, or this was made up."
        )
