"""What an export discloses, as those who recompute outcomes, sign-offs and steps see it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from equalweight.core.record.entry import Entry
from equalweight.core.record.export import Step
from equalweight.core.record.findings import Finding


class Disclosed:
    """Entries that keep to the vocabulary, in order, and the values that open their seals.

    What is confidential, was erased, or did not check is not here: a value asked for may be None, and an
    entry another one refers to may be missing. That by itself is never a finding of the recomputer.
    """

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._values: dict[tuple[int, str], str] = {}
        self._steps: list[Step] = []
        self._unknown: set[int] = set()

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
        """How many outcomes could not be counted again."""
        return len(self._unknown)

    def entry(self, seq: int) -> Entry | None:
        """Entry `seq`, or None when it is not disclosed."""
        return self._entries.get(seq)

    def value(self, seq: int, field: str) -> str | None:
        """The value sealed as `field` in entry `seq`, or None when it is not disclosed."""
        return self._values.get((seq, field))

    def add_entry(self, entry: Entry) -> None:
        """Take in a checked entry; numbers only rise."""
        self._entries[entry.seq] = entry

    def add_value(self, seq: int, field: str, value: str) -> None:
        """Take in a value that opened its seal."""
        self._values[seq, field] = value

    def add_step(self, step: Step) -> None:
        """Take in what the site says of one phase."""
        self._steps.append(step)

    def leave_unknown(self, seq: int) -> None:
        """Note that the outcome of entry `seq` can't be counted again: not every answer is disclosed."""
        self._unknown.add(seq)


def by_id(entries: Iterable[Entry], name: str) -> dict[str, dict[str, list[Entry]]]:
    """Entries that name the same thing in their fact `name`, by its id and then by their type."""
    found: dict[str, dict[str, list[Entry]]] = defaultdict(dict)
    for entry in entries:
        if name in entry.pub:
            found[entry.pub[name]].setdefault(entry.type, []).append(entry)
    return found


Recomputer = Callable[[Disclosed], Iterable[Finding]]
"""Works something out again from the entries and yields where the record says otherwise."""
