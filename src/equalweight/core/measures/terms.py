"""Under which rule a decision had to be made, from the entries alone.

Source: promise 1.2: the rule in force at the announcement governs to the end. What else only both sides change, and
that they carried it, is in table.py.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from equalweight.core.measures.table import changes
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

RULES_CHANGED = "Somebody decided under another rule than the one both groups had agreed on."


def terms(disclosed: Disclosed) -> Iterator[Finding]:
    """Every decision announced under the terms in force then."""
    in_force: dict[str, Mapping[str, Any] | None] = {}
    committee_of: dict[str, str] = {}
    for entry in disclosed.entries:
        if entry.type == "committee.started":
            in_force[entry.ctx] = entry.pub.get("ways")
        elif entry.type == "project.started":
            committee_of[entry.ctx] = entry.pub["committee"]
        elif entry.type == "decision.announced":
            yield from _announced(entry, in_force.get(committee_of.get(entry.ctx, "")))
        elif entry.type == "decision.closed" and "ways" in entry.pub and entry.ctx in committee_of:
            in_force[committee_of[entry.ctx]] = entry.pub["ways"]


def _announced(entry: Entry, ways: Mapping[str, Any] | None) -> Iterator[Finding]:
    if ways is None:
        return
    due = _due(entry, ways)
    said = (entry.pub["rule"], entry.pub["quorum"], entry.pub["threshold"])
    if said != due:
        what = f"It was announced under {_words(said)}; the ways of working in force say {_words(due)}."
        yield Finding("terms_differ", at_entry(entry.seq), what, RULES_CHANGED)


def _due(entry: Entry, ways: Mapping[str, Any]) -> tuple[str, str, str]:
    if changes(entry) is not None:
        return "both_sides", ways["quorum"], ways["threshold"]
    if "options" in entry.pub:
        return "ranked", ways["quorum"], "1/2"
    return ways["rule"], ways["quorum"], ways["threshold"]


def _words(said: tuple[str, str, str]) -> str:
    rule, quorum, threshold = said
    return f"{rule}, quorum {quorum}, threshold {threshold}"
