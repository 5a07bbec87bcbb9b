"""Under which rule a decision had to be made, and what it changed of the ways of working, from the entries alone.

Source: promise 1.2: the rule in force at the announcement governs to the end, and only both sides change it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

RULES_CHANGED = "Somebody decided under another rule than the one both groups had agreed on."
# Of ways of working written down before they said how many rounds.
ROUNDS_BEFORE = 2


def terms(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision announced under the terms in force then, and every new ways of working carried by both sides."""
    in_force: dict[str, Mapping[str, Any] | None] = {}
    committee_of: dict[str, str] = {}
    announced: dict[str, Entry] = {}
    for entry in disclosed.entries:
        if entry.type == "committee.started":
            in_force[entry.ctx] = entry.pub.get("ways")
        elif entry.type == "project.started":
            committee_of[entry.ctx] = entry.pub["committee"]
        elif entry.type == "decision.announced":
            announced[entry.pub["decision"]] = entry
            yield from _announced(entry, in_force.get(committee_of.get(entry.ctx, "")))
        elif entry.type == "decision.closed":
            yield from _closed(entry, announced.get(entry.pub["decision"]))
            if "ways" in entry.pub and entry.ctx in committee_of:
                in_force[committee_of[entry.ctx]] = entry.pub["ways"]


def _announced(entry: Entry, ways: Mapping[str, Any] | None) -> Iterator[Finding]:
    if ways is None:
        return
    due = _due(entry.pub, ways)
    said = (entry.pub["rule"], entry.pub["quorum"], entry.pub["threshold"], entry.pub.get("rounds", 0))
    if said != due:
        what = f"It was announced under {_words(said)}; the ways of working in force say {_words(due)}."
        yield Finding("terms_differ", at_entry(entry.seq), what, RULES_CHANGED)


Terms = tuple[str, str, str, int]
"""Rule, quorum, threshold, and the rounds of consent (0 under any other rule)."""


def _due(pub: Mapping[str, Any], ways: Mapping[str, Any]) -> Terms:
    if pub.get("changes_ways"):
        return "both_sides", ways["quorum"], ways["threshold"], 0
    if "options" in pub:
        return "ranked", ways["quorum"], "1/2", 0
    rounds = ways.get("rounds", ROUNDS_BEFORE) if ways["rule"] == "consent" else 0
    return ways["rule"], ways["quorum"], ways["threshold"], rounds


def _closed(entry: Entry, announced: Entry | None) -> Iterator[Finding]:
    if announced is None:
        return
    should = bool(announced.pub.get("changes_ways")) and entry.pub["outcome"] == "carried"
    if ("ways" in entry.pub) != should:
        what = "The ways of working change exactly when a decision announced as their change is carried."
        yield Finding("ways_differ", at_entry(entry.seq), what, RULES_CHANGED)


def _words(said: Terms) -> str:
    rule, quorum, threshold, rounds = said
    return f"{rule}, quorum {quorum}, threshold {threshold}" + (f", {rounds} rounds" if rounds else "")
