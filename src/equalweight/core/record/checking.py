"""Whether an entry keeps to the vocabulary."""

from collections.abc import Mapping

from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.record.kinds import EntryType, problems
from equalweight.core.record.vocabulary import TYPES

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


def _finding(entry: Entry, code: str, what: str) -> Finding:
    return Finding(code, at_entry(entry.seq), what, _MEANING)
