"""Working out again everything that was asked about ending a seat: docs/rules/removal.md.

Every seat held when it opened was asked, the votes come to the outcome, and a seat ended exactly when both
sides said so: the one sealed in the asking, which is disclosed then and only then.
"""

from collections.abc import Iterator, Mapping

from equalweight.core.measures.answers import (
    CHANGED,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.recount import counted_again
from equalweight.core.measures.seats import Held, history, roll_differs
from equalweight.core.measures.timely import closes_as_told
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES

EARLY = "Whoever it was about had less time than they were told."
NOT_SHOWN = (
    "Nothing here says that it was asked: not when the person was told, nor by which bar it is counted."
)
NOT_BOTH = "Somebody's seat was ended otherwise than by both sides, or was kept against what both decided."

Acts = Mapping[str, list[Entry]]
"""The entries about one removal, by type."""


def removals(disclosed: Disclosed) -> Iterator[Finding]:
    """Everything asked about ending a seat: times kept, nobody missing from the roll, the same outcome again."""
    held = disclosed.once(history)
    for acts in by_id(disclosed.entries, "removal").values():
        asked, opened, closed = (_first(acts, f"removal.{act}") for act in ("asked", "opened", "closed"))
        yield from _done_twice(acts)
        yield from _asked_first(disclosed, asked, opened, closed)
        if opened:
            yield from roll_differs(opened, opened.pub["roll"], held, opened.ctx)
        if asked and opened:
            yield from _opened_on_time(asked, opened)
        if closed:
            yield from _same_terms(asked, closed)
            yield from _closed_on_time(asked, opened, closed)
            yield from _closed(disclosed, acts, opened, closed, held)
            yield from _seat_ended(disclosed, asked, opened, closed, held)


def _first(acts: Acts, type: str) -> Entry | None:
    return next(iter(acts.get(type, [])), None)


def _done_twice(acts: Acts) -> Iterator[Finding]:
    for type in ("removal.asked", "removal.opened", "removal.closed"):
        for again in acts.get(type, [])[1:]:
            what = f"{type} was entered for this before, in entry {acts[type][0].seq}."
            yield Finding("done_twice", at_entry(again.seq), what, CHANGED)


def _asked_first(
    disclosed: Disclosed, asked: Entry | None, opened: Entry | None, closed: Entry | None
) -> Iterator[Finding]:
    """Nothing is put to both sides, or counted, that nobody asked about: the person was told, and could answer."""
    for entry in (opened, closed):
        if entry is None or (asked is not None and asked.seq < entry.seq):
            continue
        if asked is None and disclosed.lacks_what_it_rests_on(entry):
            disclosed.leave_unknown(entry.seq, NOT_SHOWN)
            return
        what = f"{entry.type}, and no entry before it says that anybody had asked about it."
        yield Finding("not_asked", at_entry(entry.seq), what, EARLY)
        return


def _same_terms(asked: Entry | None, closed: Entry) -> Iterator[Finding]:
    for term in ("quorum", "threshold") if asked else ():
        if asked and asked.pub[term] != closed.pub[term]:
            what = f"Asked with {term} {asked.pub[term]}, counted with {closed.pub[term]}."
            yield Finding("terms_differ", at_entry(closed.seq), what, CHANGED)


def _opened_on_time(asked: Entry, opened: Entry) -> Iterator[Finding]:
    """Not before the time told, and for all the days told: from when it is opened, where the clock stood still."""
    if opened.at < asked.pub["opens"]:
        what = f"It opened at {opened.at}, before the {asked.pub['opens']} that was told."
        yield Finding("opened_early", at_entry(opened.seq), what, EARLY)
    yield from closes_as_told(asked, opened, EARLY)


def _closed_on_time(asked: Entry | None, opened: Entry | None, closed: Entry) -> Iterator[Finding]:
    told = opened or asked
    if told and closed.at < told.pub["closes"]:
        what = f"It closed at {closed.at}, before {told.pub['closes']}."
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)


def _closed(
    disclosed: Disclosed, acts: Acts, opened: Entry | None, closed: Entry, held: Mapping[str, Held]
) -> Iterator[Finding]:
    votes, where = acts.get("removal.voted", []), at_entry(closed.seq)
    if opened:
        yield from outside_time(votes, opened, closed)
        yield from after_its_time(disclosed, votes, opened, closed)
    yield from wrongly_replaced(votes)
    if closed.pub["outcome"] == "dropped":
        yield from _dropped(acts, closed, held)
    elif opened is None:
        if any(disclosed.entry(ref) is None for ref in closed.refs):
            disclosed.leave_unknown(closed.seq)
        else:
            yield Finding(
                "not_opened", where, "It was counted, but no entry says that it was opened.", CHANGED
            )
    elif not {"sides", "head_count"} <= closed.pub.keys():
        yield Finding("votes_do_not_fit", where, "It says an outcome, but not what was counted.", CHANGED)
    else:
        answers = answers_before(disclosed, votes, closed, "choice")
        yield from counted_again(disclosed, None, opened, answers, closed)


def _dropped(acts: Acts, closed: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """Only somebody's going drops it: the person's own, or so many others' that a side has no two seats left."""
    asked = _first(acts, "removal.asked")
    if asked is None:
        return
    gone = (each.ended for each in held.values() if each.committee == closed.ctx)
    if not any(ended is not None and asked.seq < ended < closed.seq for ended in gone):
        what = "It was dropped, but no seat of this committee ended between the asking and the close."
        yield Finding("dropped_for_nothing", at_entry(closed.seq), what, CHANGED)


def _seat_ended(
    disclosed: Disclosed, asked: Entry | None, opened: Entry | None, closed: Entry, held: Mapping[str, Held]
) -> Iterator[Finding]:
    """A seat ended exactly when both sides agreed: one on the roll, held until now, and the one asked about."""
    where, seat = at_entry(closed.seq), closed.pub.get("seat")
    is_carried = closed.pub["outcome"] == "carried"
    if is_carried != (seat is not None):
        what = "It was carried, and no seat ended." if is_carried else "It was not carried, and a seat ended."
        yield Finding("ending_differs", where, what, NOT_BOTH)
    if seat is None:
        return
    roll = {each for side in SIDES for each in opened.pub["roll"][side]} if opened else {seat}
    if seat not in roll or seat not in held or not held[seat].is_held(closed.seq):
        what = f"Seat {seat} ended, but it was not on the roll, or nobody held it any more."
        yield Finding("ending_differs", where, what, NOT_BOTH)
    sealed = disclosed.value(asked.seq, "seat") if asked else None
    if sealed is None:
        disclosed.leave_unknown(closed.seq)
    elif sealed != seat:
        yield Finding("ending_differs", where, f"Seat {seat} ended; asked about was {sealed}.", NOT_BOTH)
