"""Whether an entry keeps to the vocabulary, and has the words that such an act needs."""

from collections.abc import Mapping

from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.record.kinds import EntryType, problems
from equalweight.core.record.vocabulary import TYPES
from equalweight.core.record.worded import needed

_NO_WORDS = "A reason, a promise or an answer was entered that says nothing, so nobody can be held to it."
_MEANING = "This program did not write it so: it was changed, or a later version of the program wrote it."


def check_entry(entry: Entry, types: Mapping[str, EntryType] = TYPES) -> list[Finding]:
    """What `types` does not allow in `entry`: its type, a fact in pub, a sealed field, the form of `by`."""
    kind = types.get(entry.type)
    if kind is None:
        return [_finding(entry, "unknown_type", f"There is no entry type {entry.type}.")]
    found = [
        _finding(entry, "wrong_pub", f"In pub, {wrong}.")
        for wrong in problems(kind.pub, entry.pub, entry.seq)
    ]
    for field in sorted(entry.com.keys() - kind.com):
        found.append(_finding(entry, "wrong_com", f"{entry.type} has no sealed field {field}."))
    if entry.by.startswith("sealed:") != kind.sealed_by:
        due = "a seal" if kind.sealed_by else "a name, not a seal"
        found.append(_finding(entry, "wrong_by", f"In {entry.type}, by must be {due}."))
    return found


def check_words(entry: Entry) -> list[Finding]:
    """The words that have to be sealed in `entry`, which keeps to the vocabulary, and are not."""
    return [
        _no_words(entry, f"{entry.type} seals no {field}.")
        for field in needed(entry)
        if field not in entry.com
    ]


def check_said(entry: Entry, values: Mapping[str, str]) -> list[Finding]:
    """The words that have to be sealed in `entry`, and are sealed empty. `values`: those known, by their field."""
    return [
        _no_words(entry, f"What {entry.type} seals as {field} is empty.")
        for field in needed(entry)
        if field in values and not values[field].strip()
    ]


def _no_words(entry: Entry, what: str) -> Finding:
    return Finding("no_words", at_entry(entry.seq), what, _NO_WORDS)


def _finding(entry: Entry, code: str, what: str) -> Finding:
    return Finding(code, at_entry(entry.seq), what, _MEANING)
