"""Under which rule a decision had to be made, from the entries alone.

Ending a seat is decided under the terms in force too (docs/rules/removal.md).

Source: promise 1.2 and docs/rules/ways_of_working.md: the rule in force at opening governs to the end, and everybody
was told it before. What else only both sides change, and that they carried it, is in table.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from equalweight.core.measures.bounds import (
    DAYS_POSSIBLE,
    ROUNDS_POSSIBLE,
    days_in,
    impossible_in,
)
from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.notices import retold
from equalweight.core.measures.sealed import RULES_THAT_SEAL
from equalweight.core.measures.table import changes
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

# An entry's time can be a little later than the clock of the server that wrote it: the record's never goes back.
# And promised days are days on the wall: one of them is an hour shorter where clocks go forward in spring.
CLOCKS_DIFFER = timedelta(hours=1, minutes=5)
RULES_CHANGED = "Somebody decided under another rule than the one both groups had agreed on."
PUT_OFF = (
    "Somebody put a decision off, or told people of other terms, and no change of the ways of working did."
)
ROUNDS = ROUNDS_POSSIBLE
# Of ways of working written down before they said how many rounds.
ROUNDS_BEFORE = 2
IMPOSSIBLE = "Somebody let a few decide, or left people no time, whatever both groups had agreed on."


Terms = tuple[str, str, str, int]
"""Rule, quorum, threshold, and the rounds of consent (0 under any other rule)."""


@dataclass
class _Known:
    """`told`: decision → its announcement, as announced last. `opened`: decision → the entry that opened it."""

    in_force: InForce = field(default_factory=InForce)
    told: dict[str, Entry] = field(default_factory=dict)
    opened: dict[str, Entry] = field(default_factory=dict)

    def ways(self, entry: Entry) -> Mapping[str, Any] | None:
        """The ways of working in force where this entry was made."""
        return self.in_force.ways(entry.ctx)


def terms(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision announced, and opened, under the terms in force then."""
    known = _Known()
    for entry in disclosed.entries:
        known.in_force.take(entry)
        if entry.type == "committee.started":
            yield from _begun(entry, entry.pub.get("ways") or {}, entry.pub.get("remit_days"))
        elif entry.type == "decision.announced":
            known.told.setdefault(entry.pub["decision"], entry)
            yield from _announced_rounds(entry)
            yield from _announced(entry, known.ways(entry))
        elif entry.type == "decision.announced_again":
            yield from _announced_again(disclosed, known, entry)
        elif entry.type == "decision.opened":
            yield from _opened(known, entry)
        elif entry.type == "decision.closed" and ("ways" in entry.pub or "remit" in entry.pub):
            remit = entry.pub.get("remit", {})
            yield from _begun(entry, entry.pub.get("ways", {}), remit.get("days"))
        elif entry.type == "removal.asked":
            yield from _removal_asked(entry, known.ways(entry))


def _begun(entry: Entry, ways: Mapping[str, Any], remit_days: int | None) -> Iterator[Finding]:
    """Ways of working, or a remit, that come into force: as both groups can have agreed on them at all."""
    yield from _as_many_rounds(entry, ways)
    wrong = [f"{name} {ways[name]}" for name in impossible_in(ways)]
    if remit_days is not None and remit_days not in DAYS_POSSIBLE:
        wrong.append(f"{remit_days} days for the final answer")
    if wrong:
        what = (
            f"It says {', '.join(wrong)}; a share is a half or more and less than everybody, and there are "
            f"{DAYS_POSSIBLE[0]} to {DAYS_POSSIBLE[-1]} days."
        )
        yield Finding("impossible_ways", at_entry(entry.seq), what, IMPOSSIBLE)


def _as_many_rounds(entry: Entry, said: Mapping[str, Any]) -> Iterator[Finding]:
    """Rounds of consent, where the entry says how many: so many as there can be."""
    many = said.get("rounds", ROUNDS_BEFORE)
    if many not in ROUNDS:
        what = f"It says {many} rounds of consent; there can be {ROUNDS[0]} to {ROUNDS[-1]}."
        yield Finding("rounds_differ", at_entry(entry.seq), what, RULES_CHANGED)


def _announced_rounds(entry: Entry) -> Iterator[Finding]:
    """By consent it is always said how many rounds, and under any other rule there are none."""
    if entry.pub["rule"] == "consent":
        yield from _as_many_rounds(entry, {"rounds": entry.pub.get("rounds", 0)})
    elif "rounds" in entry.pub:
        what = f"It says {entry.pub['rounds']} rounds, and it was announced under {entry.pub['rule']}."
        yield Finding("rounds_differ", at_entry(entry.seq), what, RULES_CHANGED)


def _announced(entry: Entry, ways: Mapping[str, Any] | None) -> Iterator[Finding]:
    if ways is None:
        return
    if _said(entry) != _due(entry, ways):
        yield _terms_differ(entry, f"It was announced under {_words(_said(entry))}", _due(entry, ways))
    yield from _long_enough(entry, ways, "People had less time than the ways of working promise.")


def _announced_again(disclosed: Disclosed, known: _Known, entry: Entry) -> Iterator[Finding]:
    """Only because its terms have changed, and before it opened: otherwise it would put a decision off."""
    before = known.told.get(entry.pub["decision"])
    if before is None:
        if disclosed.lacks_what_it_rests_on(entry):
            disclosed.leave_unknown(entry.seq, "What was announced at first is not shown.")
        else:
            yield _again(entry, "It announces again what nobody had announced.")
        return
    told = known.told[entry.pub["decision"]] = retold(before, entry)
    opened = known.opened.get(entry.pub["decision"])
    if opened is not None:
        yield _again(entry, f"It announces again what had opened in entry {opened.seq}.")
    if _said(told) == _said(before):
        yield _again(entry, f"It announces the same again: {_words(_said(told))}.")
    if told.pub.get("votes") != _votes_due(before, told):
        yield _again(entry, "Whether votes are sealed was changed with it, and nothing made that needed.")
    now = replace(told, seq=entry.seq, at=entry.at)
    yield from _announced_rounds(now)
    yield from _announced(now, known.ways(entry))


def _votes_due(before: Entry, told: Entry) -> str | None:
    """Votes announced as sealed stay sealed where a rule can be: docs/rules/sealed_votes.md."""
    return before.pub.get("votes") if told.pub["rule"] in RULES_THAT_SEAL else None


def _again(entry: Entry, what: str) -> Finding:
    return Finding("announced_again", at_entry(entry.seq), what, PUT_OFF)


def _opened(known: _Known, entry: Entry) -> Iterator[Finding]:
    """Under the terms that everybody was told, in force still when it opened."""
    told, ways = known.told.get(entry.pub["decision"]), known.ways(entry)
    known.opened.setdefault(entry.pub["decision"], entry)
    if told is not None and ways is not None and _said(told) != _due(told, ways):
        yield _terms_differ(entry, f"It opened under {_words(_said(told))}", _due(told, ways))


def _terms_differ(entry: Entry, what: str, due: Terms) -> Finding:
    what = f"{what}; the ways of working in force say {_words(due)}."
    return Finding("terms_differ", at_entry(entry.seq), what, RULES_CHANGED)


def _said(told: Entry) -> Terms:
    return told.pub["rule"], told.pub["quorum"], told.pub["threshold"], told.pub.get("rounds", 0)


def _due(entry: Entry, ways: Mapping[str, Any]) -> Terms:
    if changes(entry) is not None:
        return "both_sides", ways["quorum"], ways["threshold"], 0
    if "options" in entry.pub:
        return "ranked", ways["quorum"], "1/2", 0
    rounds = ways.get("rounds", ROUNDS_BEFORE) if ways["rule"] == "consent" else 0
    return ways["rule"], ways["quorum"], ways["threshold"], rounds


def _removal_asked(entry: Entry, ways: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Ending a seat: the bar in force, and no less time than was promised for papers and then for voting."""
    if ways is None:
        return
    said, due = (("both_sides", of["quorum"], of["threshold"], 0) for of in (entry.pub, ways))
    if said != due:
        yield _terms_differ(entry, f"It was asked under {_words(said)}", due)
    yield from _long_enough(
        entry, ways, "Whoever it was about had less time than the ways of working promise."
    )


def _long_enough(entry: Entry, ways: Mapping[str, Any], meaning: str) -> Iterator[Finding]:
    """No less time than was promised for papers, and then for voting."""
    told, opens, closes = map(read_time, (entry.at, entry.pub["opens"], entry.pub["closes"]))
    # Where it can't be so many days, that is found where they came into force.
    to_read, to_vote = (
        timedelta(days=days_in(ways, days) or 0) for days in ("days_for_papers", "days_to_vote")
    )
    if opens - told < to_read - CLOCKS_DIFFER or closes - opens < to_vote - CLOCKS_DIFFER:
        what = f"Told at {entry.at}, it opens at {entry.pub['opens']} and closes at {entry.pub['closes']}."
        yield Finding("too_little_time", at_entry(entry.seq), what, meaning)


def _words(said: Terms) -> str:
    rule, quorum, threshold, rounds = said
    return f"{rule}, quorum {quorum}, threshold {threshold}" + (f", {rounds} rounds" if rounds else "")
