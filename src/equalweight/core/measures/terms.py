"""Under which rule a decision had to be made, from the entries alone.

Ending a seat is decided under the terms in force too (docs/rules/removal.md).

Source: promise 1.2: the rule in force at the announcement governs to the end. What else only both sides change, and
that they carried it, is in table.py.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from equalweight.core.measures.table import changes
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

# An entry's time can be a little later than the clock of the server that wrote it: the record's never goes back.
# And promised days are days on the wall: one of them is an hour shorter where clocks go forward in spring.
CLOCKS_DIFFER = timedelta(hours=1, minutes=5)
RULES_CHANGED = "Somebody decided under another rule than the one both groups had agreed on."
# Of ways of working written down before they said how many rounds.
ROUNDS_BEFORE = 2
# How many there can be; docs/rules/consent.md.
ROUNDS = range(1, 6)


def terms(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision announced under the terms in force then."""
    in_force: dict[str, Mapping[str, Any] | None] = {}
    committee_of: dict[str, str] = {}
    for entry in disclosed.entries:
        if entry.type == "committee.started":
            in_force[entry.ctx] = entry.pub.get("ways")
            yield from _as_many_rounds(entry, entry.pub.get("ways") or {})
        elif entry.type == "project.started":
            committee_of[entry.ctx] = entry.pub["committee"]
        elif entry.type == "decision.announced":
            yield from _announced_rounds(entry)
            yield from _announced(entry, in_force.get(committee_of.get(entry.ctx, "")))
        elif entry.type == "decision.closed" and "ways" in entry.pub and entry.ctx in committee_of:
            in_force[committee_of[entry.ctx]] = entry.pub["ways"]
            yield from _as_many_rounds(entry, entry.pub["ways"])
        elif entry.type == "removal.asked":
            yield from _removal_asked(entry, in_force.get(entry.ctx))


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
    due = _due(entry, ways)
    said = (entry.pub["rule"], entry.pub["quorum"], entry.pub["threshold"], entry.pub.get("rounds", 0))
    if said != due:
        what = f"It was announced under {_words(said)}; the ways of working in force say {_words(due)}."
        yield Finding("terms_differ", at_entry(entry.seq), what, RULES_CHANGED)
    yield from _long_enough(entry, ways, "People had less time than the ways of working promise.")


Terms = tuple[str, str, str, int]
"""Rule, quorum, threshold, and the rounds of consent (0 under any other rule)."""


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
        what = f"It was asked under {_words(said)}; the ways of working in force say {_words(due)}."
        yield Finding("terms_differ", at_entry(entry.seq), what, RULES_CHANGED)
    yield from _long_enough(
        entry, ways, "Whoever it was about had less time than the ways of working promise."
    )


def _long_enough(entry: Entry, ways: Mapping[str, Any], meaning: str) -> Iterator[Finding]:
    """No less time than was promised for papers, and then for voting."""
    told, opens, closes = map(read_time, (entry.at, entry.pub["opens"], entry.pub["closes"]))
    to_read, to_vote = (timedelta(days=ways[days]) for days in ("days_for_papers", "days_to_vote"))
    if opens - told < to_read - CLOCKS_DIFFER or closes - opens < to_vote - CLOCKS_DIFFER:
        what = f"Told at {entry.at}, it opens at {entry.pub['opens']} and closes at {entry.pub['closes']}."
        yield Finding("too_little_time", at_entry(entry.seq), what, meaning)


def _words(said: Terms) -> str:
    rule, quorum, threshold, rounds = said
    return f"{rule}, quorum {quorum}, threshold {threshold}" + (f", {rounds} rounds" if rounds else "")
