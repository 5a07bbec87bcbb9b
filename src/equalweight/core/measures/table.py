"""What decisions change of a committee itself, from the entries alone: its ways of working, its remit, its end.

Source: promise 1.2 (only both sides change them) and 1.7 (a closed committee starts nothing, and keeps its promises).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from equalweight.core.measures.bounds import days_in
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

TABLE_CHANGED: Final = "Somebody changed what only both groups can change, or told of a change that was not."
AFTER_CLOSING: Final = "Both groups had agreed to close this committee, so nothing new could start in it."
# The fact of a closing entry that says what each change brought into force.
BROUGHT: Final = {"ways": "ways", "remit": "remit", "closing": "closes_committee"}
# Acts that begin something. What was begun before goes on: promises, answers, reasons, work already done.
STARTS: Final = frozenset(
    {
        "project.started", "phase.joined", "offer.made", "offer.approved", "offer.revised", "offer.accepted",
        "offer.confirmed", "contributions.invited", "contribution.made", "proposal.drafted", "proposal.revised",
        "decision.announced", "decision.announced_again", "decision.opened", "vote.cast", "facilitator.asked",
        "commitment.made", "removal.asked", "seat.confirmed",
    }
)  # fmt: skip


def changes(announced: Entry) -> str | None:
    """What a decision changes of the committee itself: "ways", "remit", "closing"; None for any other question."""
    said = announced.pub.get("changes")
    return said if said is not None else "ways" if announced.pub.get("changes_ways") else None


@dataclass
class _Table:
    """One committee as its entries leave it. `remit`: kind and days, days None where no entry says them."""

    remit: Mapping[str, Any]
    # Every decision that has not closed: id → what it changes.
    live: dict[str, str | None] = field(default_factory=dict)
    is_open: set[str] = field(default_factory=set)
    closed_seq: int | None = None

    @property
    def closing(self) -> str | None:
        """The decision on closing the committee that is under way, by its id."""
        return next((pk for pk, change in self.live.items() if change == "closing"), None)


@dataclass(frozen=True)
class _Announced:
    entry: Entry
    remit: Mapping[str, Any]


def table(disclosed: Disclosed) -> Iterator[Finding]:
    """Each change carried by the decision announced as it, alone; nothing begun after a committee closed."""
    tables: dict[str, _Table] = {}
    of: dict[str, _Table] = {}
    announced: dict[str, _Announced] = {}
    for entry in disclosed.entries:
        if entry.type == "committee.started":
            days = entry.pub.get("remit_days")
            of[entry.ctx] = tables[entry.ctx] = _Table({"kind": entry.pub.get("remit"), "days": days})
        if entry.type == "project.started" and entry.pub["committee"] in tables:
            of[entry.ctx] = tables[entry.pub["committee"]]
        here = of.get(entry.ctx)
        if here is None:
            continue
        if here.closed_seq is not None and entry.type in STARTS:
            what = f"{entry.type}, and the committee had closed in entry {here.closed_seq}."
            yield Finding("after_closing", at_entry(entry.seq), what, AFTER_CLOSING)
        if entry.type == "decision.announced":
            yield from _announced(entry, here)
            announced[entry.pub["decision"]] = _Announced(entry, here.remit)
        elif entry.type == "decision.announced_again" and entry.pub["decision"] in announced:
            announced[entry.pub["decision"]] = replace(announced[entry.pub["decision"]], remit=here.remit)
        elif entry.type == "decision.opened":
            yield from _opened(entry, here)
        elif entry.type == "decision.closed":
            yield from _closed(disclosed, entry, here, announced.get(entry.pub["decision"]))


def _announced(entry: Entry, here: _Table) -> Iterator[Finding]:
    change = changes(entry)
    if here.closing is not None:
        what = "It was announced while both groups were deciding whether the committee closes."
        yield Finding("closing_not_alone", at_entry(entry.seq), what, TABLE_CHANGED)
    elif change is not None and change in here.live.values():
        what = f"Two decisions that change the same ({change}) were under way at once."
        yield Finding("change_not_alone", at_entry(entry.seq), what, TABLE_CHANGED)
    here.live[entry.pub["decision"]] = change


def _opened(entry: Entry, here: _Table) -> Iterator[Finding]:
    pk, closing = entry.pub["decision"], here.closing
    if closing is not None and (pk != closing or here.is_open):
        what = "Votes on closing the committee were open, or were waited for, beside those on something else."
        yield Finding("closing_not_alone", at_entry(entry.seq), what, TABLE_CHANGED)
    here.is_open.add(pk)


def _closed(
    disclosed: Disclosed, entry: Entry, here: _Table, announced: _Announced | None
) -> Iterator[Finding]:
    here.live.pop(entry.pub["decision"], None)
    here.is_open.discard(entry.pub["decision"])
    if announced is not None:
        change = changes(announced.entry)
        yield from _brought(entry, change if entry.pub["outcome"] == "carried" else None)
        yield from _as_proposed(entry, announced.entry, disclosed)
        yield from _final_answer(entry, change, announced.remit)
    if "remit" in entry.pub:
        here.remit = entry.pub["remit"]
    if entry.pub.get("closes_committee"):
        here.closed_seq = entry.seq


def _brought(entry: Entry, carried: str | None) -> Iterator[Finding]:
    for change, name in BROUGHT.items():
        if bool(entry.pub.get(name)) != (change == carried):
            what = f"{name} changes exactly when a decision announced as its change is carried."
            yield Finding(f"{change}_differ", at_entry(entry.seq), what, TABLE_CHANGED)


def facts_in_words(facts: Mapping[str, Any]) -> str:
    """Facts as the announcement of a change seals them, a line each in the order of their names: "quorum: 1/2"."""
    return "\n".join(f"{name}: {_word(facts[name])}" for name in sorted(facts))


def _word(fact: Any) -> str:
    return ("yes" if fact else "no") if isinstance(fact, bool) else str(fact)


def _as_proposed(closed: Entry, announced: Entry, disclosed: Disclosed) -> Iterator[Finding]:
    """What comes into force is what both groups voted on."""
    for name in ("ways", "remit"):
        if name not in closed.pub:
            continue
        voted_on = disclosed.value(announced.seq, "brings")
        if voted_on is None:
            disclosed.leave_unknown(closed.seq, "What both groups voted on, in facts, is not shown.")
        elif voted_on != facts_in_words(closed.pub[name]):
            what = f"It brings other {name} into force than entry {announced.seq} announced."
            yield Finding(f"{name}_differ", at_entry(closed.seq), what, TABLE_CHANGED)


def _final_answer(entry: Entry, change: str | None, remit: Mapping[str, Any]) -> Iterator[Finding]:
    """Whoever decides in the end owes an answer by the remit of the day it was announced last."""
    days_to_answer = days_in(remit, "days")
    if days_to_answer is None:
        return
    is_owed = entry.pub["outcome"] == "carried" and change is None and remit["kind"] != "decides"
    said = entry.pub.get("final_answer_due")
    # The record's days begin at midnight UTC, a committee's perhaps an hour before.
    first = date.fromisoformat(entry.at[:10]) + timedelta(days=days_to_answer)
    days = (first.isoformat(), (first + timedelta(days=1)).isoformat())
    if (said in days) if is_owed else (said is None):
        return
    due = f"{days_to_answer} days after it closed" if is_owed else "no answer is due"
    stated = f"that the final answer is due {said}" if said else "of no final answer"
    what = f"The entry says {stated}; by the remit when it was announced last, {due}."
    yield Finding("final_answer_differs", at_entry(entry.seq), what, TABLE_CHANGED)
