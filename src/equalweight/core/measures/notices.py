"""What people were told of a decision before it opened: its announcement, and what was announced again since.

Source: promise 1.2 and docs/rules/ways_of_working.md.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from typing import Final

from equalweight.core.record.entry import Entry

RETOLD: Final = ("opens", "closes", "rule", "quorum", "threshold", "votes", "rounds")
"""The facts that a second announcement replaces, those it leaves out too."""


def as_told(acts: Mapping[str, list[Entry]]) -> Entry | None:
    """The announcement of one decision with what it was announced to be last; None where none is shown.

    `acts`: the entries about it, by type.
    """
    first = next(iter(acts.get("decision.announced", [])), None)
    return first and reduce(retold, acts.get("decision.announced_again", []), first)


def retold(told: Entry, again: Entry) -> Entry:
    """The same announcement, with the facts that were announced again."""
    kept = {name: fact for name, fact in told.pub.items() if name not in RETOLD}
    return replace(told, pub=kept | {name: again.pub[name] for name in RETOLD if name in again.pub})
