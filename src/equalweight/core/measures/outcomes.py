"""Working out every decision again: who could vote, when, by which rule, and what the votes come to.

Not to be seen from an export: which seat cast which vote, so that an invented vote of the same side does not
show here as long as there are no more votes than seats. The committee's members see the names
(docs/rules/both_sides.md).
"""

from collections.abc import Iterator, Mapping

from equalweight.core.measures import rounds, sealed
from equalweight.core.measures.answers import (
    CHANGED,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.notices import as_told
from equalweight.core.measures.recount import counted_again
from equalweight.core.measures.seats import Held, history, named_twice, roll_differs
from equalweight.core.measures.timely import EARLY, Acts, closed_on_time
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

TERMS = ("rule", "quorum", "threshold")


def outcomes(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision: dates kept, nobody missing from the roll, the announced rule, and the same outcome again."""
    held = disclosed.once(history)
    committees = {
        entry.ctx: entry.pub["committee"] for entry in disclosed.entries if entry.type == "project.started"
    }
    for acts in by_id(disclosed.entries, "decision").values():
        yield from _done_twice(acts)
        opened, closed = _first(acts, "decision.opened"), _first(acts, "decision.closed")
        if opened:
            yield from _opened_on_time(acts, opened)
            yield from _roll(acts, opened, held, committees.get(opened.ctx))
            yield from _recused_late(acts, opened)
        if opened and rounds.is_in_rounds(acts):
            yield from rounds.findings(disclosed, acts, opened, held)
            continue
        yield from rounds.out_of_place(acts)
        if opened and closed:
            yield from _closed(disclosed, acts, opened, closed, held)
        elif closed:
            yield from _never_opened(disclosed, closed)


def _first(acts: Acts, type: str) -> Entry | None:
    return next(iter(acts.get(type, [])), None)


def _done_twice(acts: Acts) -> Iterator[Finding]:
    for type in ("decision.announced", "decision.opened", "decision.closed"):
        for again in acts.get(type, [])[1:]:
            what = f"{type} was entered for this decision before, in entry {acts[type][0].seq}."
            yield Finding("done_twice", at_entry(again.seq), what, CHANGED)


def _opened_on_time(acts: Acts, opened: Entry) -> Iterator[Finding]:
    announced = as_told(acts)
    if announced and opened.at < announced.pub["opens"]:
        what = f"The vote opened at {opened.at}, before the {announced.pub['opens']} that was announced."
        yield Finding("opened_early", at_entry(opened.seq), what, EARLY)


def _roll(acts: Acts, opened: Entry, held: Mapping[str, Held], committee: str | None) -> Iterator[Finding]:
    if committee is None:
        yield from named_twice(opened, opened.pub["roll"])
        return
    stepped_back = [
        entry.by.removeprefix("seat:") for entry in acts.get("decision.recused", []) if entry.seq < opened.seq
    ]
    yield from roll_differs(opened, opened.pub["roll"], held, committee, stepped_back)


def _recused_late(acts: Acts, opened: Entry) -> Iterator[Finding]:
    """Stepping back is for before the vote: afterwards who can vote no longer changes."""
    for entry in acts.get("decision.recused", []):
        if entry.seq > opened.seq:
            what = f"Somebody stepped back after voting had opened (entry {opened.seq}), when who can vote was fixed."
            yield Finding("recused_late", at_entry(entry.seq), what, CHANGED)


def _never_opened(disclosed: Disclosed, closed: Entry) -> Iterator[Finding]:
    if any(disclosed.entry(ref) is None for ref in closed.refs):
        disclosed.leave_unknown(closed.seq)
        return
    what = "The decision closed, but no entry says that it was opened for votes."
    yield Finding("not_opened", at_entry(closed.seq), what, CHANGED)


def _closed(
    disclosed: Disclosed, acts: Acts, opened: Entry, closed: Entry, held: Mapping[str, Held]
) -> Iterator[Finding]:
    votes, announced = acts.get("vote.cast", []), as_told(acts)
    answers = answers_before(disclosed, votes, closed, "choice")
    yield from outside_time(votes, opened, closed)
    yield from after_its_time(disclosed, votes, opened, closed, acts.get("decision.paused", []))
    yield from wrongly_replaced(votes)
    yield from closed_on_time(acts, opened, closed, held)
    if announced:
        yield from _other_terms(announced, closed)
    if announced and sealed.is_sealed(announced):
        yield from sealed.findings(announced, opened, votes, closed)
        answers = sealed.answers(closed)
    yield from counted_again(disclosed, announced, opened, answers, closed)


def _other_terms(announced: Entry, closed: Entry) -> Iterator[Finding]:
    for term in TERMS:
        if announced.pub[term] != closed.pub[term]:
            what = f"Announced with {term} {announced.pub[term]}, counted with {closed.pub[term]}."
            yield Finding("terms_differ", at_entry(closed.seq), what, CHANGED)
