"""What an export discloses, as those who recompute outcomes, sign-offs and steps see it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from equalweight.core.record.entry import Entry
from equalweight.core.record.export import Step
from equalweight.core.record.findings import Finding, NotShown, at_entry

T = TypeVar("T")
UNCOUNTED = "Its outcome can't be counted again, because not every answer is in this file."


class Disclosed:
    """Entries that keep to the vocabulary, in order, and the values that open their seals.

    What is confidential, was erased, or did not check is not here: a value asked for may be None, and an
    entry another one refers to may be missing. That by itself is never a finding of the recomputer.
    """

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._values: dict[tuple[int, str], str] = {}
        self._steps: list[Step] = []
        self._hidden: set[int] = set()
        self._hidden_in_order: list[int] = []
        self._unknown: dict[int, list[str]] = {}
        self._made: dict[Callable[[Iterable[Entry]], Any], Any] = {}

    @property
    def entries(self) -> Iterable[Entry]:
        """Every entry disclosed, by rising number."""
        return self._entries.values()

    @property
    def steps(self) -> Sequence[Step]:
        """What the site says each step on the ladder is."""
        return self._steps

    @property
    def unknown(self) -> int:
        """How many things could not be checked."""
        return len(self._unknown)

    @property
    def not_shown(self) -> Sequence[NotShown]:
        """What could not be checked, by rising entry number."""
        return [NotShown(at_entry(seq), " ".join(whats)) for seq, whats in sorted(self._unknown.items())]

    def once(self, make: Callable[[Iterable[Entry]], T]) -> T:
        """What `make` makes of all entries, made once for all who ask; nobody changes it."""
        if make not in self._made:
            self._made[make] = make(self.entries)
        made: T = self._made[make]
        return made

    def entry(self, seq: int) -> Entry | None:
        """Entry `seq`, or None when it is not disclosed."""
        return self._entries.get(seq)

    def value(self, seq: int, field: str) -> str | None:
        """The value sealed as `field` in entry `seq`, or None when it is not disclosed."""
        return self._values.get((seq, field))

    def add_entry(self, entry: Entry) -> None:
        """Take in a checked entry; numbers only rise."""
        self._entries[entry.seq] = entry
        self._made.clear()

    def add_hidden(self, seq: int) -> None:
        """Take in that entry `seq` is shown as its leaf's hash alone; numbers only rise."""
        self._hidden.add(seq)
        self._hidden_in_order.append(seq)

    def lacks_what_it_rests_on(self, entry: Entry) -> bool:
        """Whether `entry` refers to one that is not disclosed, so that nothing is claimed from what is missing."""
        return any(ref not in self._entries for ref in entry.refs)

    def is_hidden(self, seq: int) -> bool:
        """Whether the file shows no more of entry `seq` than its leaf's hash."""
        return seq in self._hidden

    def hides_between(self, after: int, before: int) -> bool:
        """Whether the file hides an entry between these two."""
        following = bisect_right(self._hidden_in_order, after)
        return following < len(self._hidden_in_order) and self._hidden_in_order[following] < before

    def add_value(self, seq: int, field: str, value: str) -> None:
        """Take in a value that opened its seal."""
        self._values[seq, field] = value

    def add_step(self, step: Step) -> None:
        """Take in what the site says of one phase."""
        self._steps.append(step)

    def leave_unknown(self, seq: int, what: str = UNCOUNTED) -> None:
        """Note that something about entry `seq` can't be checked, and what; one entry is one thing unknown."""
        whats = self._unknown.setdefault(seq, [])
        if what not in whats:
            whats.append(what)


def by_id(entries: Iterable[Entry], name: str) -> dict[str, dict[str, list[Entry]]]:
    """Entries that name the same thing in their fact `name`, by its id and then by their type."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(dict)
    for entry in entries:
        if name in entry.pub:
            found[entry.pub[name]].setdefault(entry.type, []).append(entry)
    return found


Recomputer = Callable[[Disclosed], Iterable[Finding]]
"""Works something out again from the entries and yields where the record says otherwise."""

Silence = Callable[[Disclosed], None]
"""Notes, with `leave_unknown`, what can't be checked because what it takes is not in the file."""
