"""What somebody is asked for by name: asked once, and answered once, by whoever it was put to.

What somebody was told is answered by staff (promise 9.3); a duty of the change clock by whose turn it is
(docs/rules/clock.md); a promise log's question by its link, which actors.py looks at. Whose promise a duty is about,
and who owns that, is not worked out here: any staff seat may answer for it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from equalweight.core.measures.actors import seat_of
from equalweight.core.measures.days import days_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED, STAFF = "lived_experience", "staff"
ASKS: Final = {"told.noted": "told", "clock.reached": "duty", "reply.asked": "request"}
ANSWERS: Final = {"told.answered": "told", "clock.answered": "duty", "reply.given": "request"}
"""The types by which something is asked, and answered, and the fact by which it is named."""
BY_LIVED: Final = 6
"""At so many months people with lived experience say that it was talked about; at the others staff answer."""
NOT_ASKED: Final = "Somebody answered what was not asked of them, or answered again what had been answered."
HIDDEN_ASKING: Final = "What this answers is not shown, so it can't be said whether it was asked."


class _Chairs:
    """When each side of each committee had a co-chair."""

    def __init__(self, held: Mapping[str, Held]) -> None:
        self._of: dict[tuple[str, str], list[tuple[int, int | None]]] = defaultdict(list)
        for seat in held.values():
            self._of[seat.committee, seat.side] += seat.chaired
        for times in self._of.values():
            times.sort(key=itemgetter(0))

    def has_one(self, committee: str, side: str, seq: int) -> bool:
        """Whether that side had one just before entry `seq`; a side never has two at once."""
        times = self._of.get((committee, side), [])
        before = bisect_left(times, seq, key=itemgetter(0))
        last = times[before - 1][1] if before else -1
        return last is None or last >= seq


def asked(disclosed: Disclosed) -> Iterator[Finding]:
    """Every question of these kinds, and every answer to one."""
    held = disclosed.once(history)
    chairs = _Chairs(held)
    questions: dict[tuple[str, str], Entry] = {}
    answered: set[tuple[str, str]] = set()
    for entry in disclosed.entries:
        name = ASKS.get(entry.type) or ANSWERS.get(entry.type)
        if name is None:
            continue
        matter = (name, entry.pub[name])
        if entry.type in ASKS:
            if matter in questions:
                yield _finding(
                    "done_twice", entry, f"This was asked before, in entry {questions[matter].seq}."
                )
            questions.setdefault(matter, entry)
            continue
        question = questions.get(matter)
        if matter in answered:
            yield _finding("done_twice", entry, "This had been answered before.")
        elif question is not None:
            yield from _answered(entry, question, held, chairs)
        elif disclosed.lacks_what_it_rests_on(entry):
            disclosed.leave_unknown(entry.seq, HIDDEN_ASKING)
        else:
            yield _finding("about_nothing", entry, f"{entry.type}, and no entry before it asked for it.")
        answered.add(matter)


def _answered(entry: Entry, question: Entry, held: Mapping[str, Held], chairs: _Chairs) -> Iterator[Finding]:
    if entry.type == "told.answered":
        yield from _by_side(entry, held, STAFF)
        if entry.pub["answer"] == "refused" and "commitment" in entry.pub:
            yield _finding("answer_differs", entry, "What was refused became a promise by the same entry.")
    elif entry.type == "clock.answered":
        yield from _by_side(entry, held, LIVED if question.pub["months"] == BY_LIVED else STAFF)
        yield from _by_co_chair(entry, question, held, chairs)
        yield from _fits(entry, question)


def _by_side(entry: Entry, held: Mapping[str, Held], side: str) -> Iterator[Finding]:
    # Who acted without a seat is found in seats.py.
    seat = held.get(seat_of(entry))
    if seat is not None and seat.side != side:
        what = f"It was answered by {entry.by} of {seat.side}; it is for {side} to answer."
        yield _finding("not_theirs_to_answer", entry, what)


def _by_co_chair(
    entry: Entry, question: Entry, held: Mapping[str, Held], chairs: _Chairs
) -> Iterator[Finding]:
    """At six months, and at three where nothing was promised: that side's co-chair, while it has one."""
    seat, is_promise = held.get(seat_of(entry)), "commitment" in question.pub
    is_theirs = question.pub["months"] in (3, BY_LIVED) and not is_promise
    if seat is None or not is_theirs or seat.is_co_chair(entry.seq):
        return
    if chairs.has_one(seat.committee, seat.side, entry.seq):
        what = f"It was answered by {entry.by}; that group's co-chair answers it."
        yield _finding("not_theirs_to_answer", entry, what)


def _fits(entry: Entry, question: Entry) -> Iterator[Finding]:
    """A promise gets a new day or "we will not"; what is about none is answered, at three months with a day."""
    answer, due = entry.pub["answer"], entry.pub.get("due")
    is_promise = "commitment" in question.pub
    needs_day = answer == "new_date" or (question.pub["months"] == 3 and not is_promise)
    if (answer == "answered") == is_promise:
        yield _finding("answer_differs", entry, f'"{answer}" is no answer to what was asked.')
    elif (needs_day and due is None) or (due is not None and due <= days_of(entry.at)[0].isoformat()):
        yield _finding("answer_differs", entry, f"By this answer it is due on {due or 'no day'}.")


def _finding(code: str, entry: Entry, what: str) -> Finding:
    return Finding(code, at_entry(entry.seq), what, NOT_ASKED)
