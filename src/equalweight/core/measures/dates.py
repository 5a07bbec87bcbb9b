"""By when an answer was promised, and whether it was late: from the ways of working in force then, never as stated.

Source: docs/rules/ways_of_working.md. A day may be one more than is counted here, because a committee's day can have
begun before the record's (days.py). On which day something was said is not in the record: its answer can be due
sooner, as if said on any day since the committee started, and never later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from equalweight.core.measures.days import days_of, is_days_after, is_late
from equalweight.core.measures.in_force import InForce
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

OTHER_DAY: Final = "Somebody was told another day than the ways of working in force promise."
LATENESS: Final = "An answer is shown as late that was not, or as in time that was late."
# Of the organisation's reply to a promise log: promise 11.2.
DAYS_TO_REPLY: Final = 28
REFUSED: Final = frozenset({"not_carried", "not_quorate"})


@dataclass
class _Dates:
    """`due`: contribution → the day its answer is due. `answers`: answer → contribution. `bring_back`: decision →
    days, as promised when it was announced last. `final`: decision → the day its final answer is due."""

    in_force: InForce = field(default_factory=InForce)
    due: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    bring_back: dict[str, int | None] = field(default_factory=dict)
    final: dict[str, str | None] = field(default_factory=dict)


def dates(disclosed: Disclosed) -> Iterator[Finding]:
    """Every day promised for an answer, and every "late"."""
    known = _Dates()
    for entry in disclosed.entries:
        known.in_force.take(entry)
        check = _CHECKS.get(entry.type)
        if entry.type in _BY_THE_WAYS:
            yield from known.in_force.unknown(entry, disclosed)
        if check is not None:
            yield from check(known, entry)


def last_dues(entries: Iterable[Entry]) -> dict[int, str]:
    """Entry number → the last day on which the answer it asks for can be due, where the ways of working are known."""
    in_force, found = InForce(), {}
    for entry in entries:
        in_force.take(entry)
        if entry.type == "contribution.made" or (
            entry.type == "answer.judged" and not entry.pub["is_answer"]
        ):
            last = _last_due(entry, in_force)
            if last is not None:
                found[entry.seq] = last
    return found


def _last_due(entry: Entry, in_force: InForce) -> str | None:
    days = in_force.days(entry.ctx, "days_to_answer")
    return None if days is None else (days_of(entry.at)[1] + timedelta(days=days)).isoformat()


def _differs(entry: Entry, said: str | None, promised: str) -> Finding:
    stated = f"is due {said}" if said else "has no day"
    what = f"By this entry the answer {stated}; the ways of working in force promise {promised}."
    return Finding("due_differs", at_entry(entry.seq), what, OTHER_DAY)


def _made(known: _Dates, entry: Entry) -> Iterator[Finding]:
    due, last = entry.pub["due"], _last_due(entry, known.in_force)
    started, days = known.in_force.started(entry.ctx), known.in_force.days(entry.ctx, "days_to_answer")
    known.due[entry.pub["contribution"]] = min(due, last or due)
    if started is None or days is None or last is None:
        return
    first = (days_of(started.at)[0] + timedelta(days=days)).isoformat()
    if not first <= due <= last:
        yield _differs(entry, due, f"one within {days} days of what was said")


def _answered(known: _Dates, entry: Entry) -> Iterator[Finding]:
    known.answers[entry.pub["answer"]] = entry.pub["contribution"]
    if entry.pub["contribution"] in known.due:
        yield from _lateness(entry, known.due[entry.pub["contribution"]])


def _judged(known: _Dates, entry: Entry) -> Iterator[Finding]:
    if entry.pub["is_answer"]:
        return
    due, last = entry.pub.get("due"), _last_due(entry, known.in_force)
    days = [day for day in (due, last) if day is not None]
    contribution = known.answers.get(entry.pub["answer"])
    if contribution is not None and days:
        known.due[contribution] = min(days)
    yield from _promised(known, entry)


def _promised(known: _Dates, entry: Entry) -> Iterator[Finding]:
    """An answer that is due so many days after this entry."""
    days, due = known.in_force.days(entry.ctx, "days_to_answer"), entry.pub.get("due")
    if days is not None and not is_days_after(due, entry.at, days):
        yield _differs(entry, due, f"one {days} days after it")


def _reply_asked(known: _Dates, entry: Entry) -> Iterator[Finding]:
    if not is_days_after(entry.pub["due"], entry.at, DAYS_TO_REPLY):
        what = f"By this entry the reply is due {entry.pub['due']}; there are {DAYS_TO_REPLY} days for it."
        yield Finding("due_differs", at_entry(entry.seq), what, OTHER_DAY)


def _announced(known: _Dates, entry: Entry) -> Iterator[Finding]:
    days = known.in_force.days(entry.ctx, "days_to_bring_back")
    if entry.type == "decision.announced_again":
        known.bring_back[entry.pub["decision"]] = days
    known.bring_back.setdefault(entry.pub["decision"], days)
    yield from ()


def _closed(known: _Dates, entry: Entry) -> Iterator[Finding]:
    pub = entry.pub
    known.final[pub["decision"]] = pub.get("final_answer_due")
    days, said = known.bring_back.get(pub["decision"]), pub.get("bring_back_on")
    if days is None:
        return
    is_refused = pub["outcome"] in REFUSED
    if is_days_after(said, entry.at, days) if is_refused else said is None:
        return
    promised = f"{days} days after it closed" if is_refused else "only for what was not carried"
    what = f"It is to come back on {said}; the ways of working when it was announced last promise that {promised}."
    yield Finding("bring_back_differs", at_entry(entry.seq), what, OTHER_DAY)


def _finally_answered(known: _Dates, entry: Entry) -> Iterator[Finding]:
    if entry.pub["decision"] in known.final:
        yield from _lateness(entry, known.final[entry.pub["decision"]])


def _lateness(entry: Entry, due: str | None) -> Iterator[Finding]:
    """What is due on no day is never late."""
    late = is_late(due, entry.at) if due else False
    if late is not None and late != entry.pub["late"]:
        said = "late" if entry.pub["late"] else "in time"
        what = f"The entry says {said}; it was due {due or 'on no day'} and came at {entry.at}."
        yield Finding("late_differs", at_entry(entry.seq), what, LATENESS)


_CHECKS: Final[Mapping[str, Callable[[_Dates, Entry], Iterator[Finding]]]] = {
    "contribution.made": _made,
    "contribution.answered": _answered,
    "answer.judged": _judged,
    "told.noted": _promised,
    "reply.asked": _reply_asked,
    "decision.announced": _announced,
    "decision.announced_again": _announced,
    "decision.closed": _closed,
    "decision.finally_answered": _finally_answered,
}
_BY_THE_WAYS: Final = frozenset({"contribution.made", "told.noted"})
