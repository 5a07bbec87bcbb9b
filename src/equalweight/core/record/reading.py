"""Reading an export line by line: what each line must agree with by the time it is read."""

from collections.abc import Collection
from typing import assert_never

from equalweight.core.record.canonical import NotCanonical
from equalweight.core.record.checking import check_entry, check_said, check_words
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.export import (
    MAX_LINE_BYTES,
    MIN_LINE_BYTES,
    PHASES,
    End,
    Item,
    Leaf,
    Step,
    Value,
    read_item,
)
from equalweight.core.record.findings import MOST_ALIKE, Finding, Findings, at_entry, at_line
from equalweight.core.record.sealing import opens
from equalweight.core.record.tree import GrowingTree, leaf_hash

_CHANGED = "The file was changed after it was written, or was never written by this program."
_MISPLACED = "Lines were moved, doubled or added after the file was written."


class Reading:
    """The state of a check as it goes through the lines. `findings` grows; nothing here raises."""

    def __init__(self, root_sizes: Collection[int] = ()) -> None:
        self.findings = Findings()
        self.disclosed = Disclosed()
        self.tree = GrowingTree()
        self.roots: dict[int, bytes] = {}
        self.size = 0
        self.lines = self.known_lines = self.entries = self.confidential = self.values = 0
        self.end: End | None = None
        self._root_sizes = root_sizes
        self._log: str | None = None
        self._at = ""
        self._sealed: dict[int, Entry] = {}
        self._last_value = (-1, "")
        self._last_step: tuple[str, int] | None = None

    @property
    def has_gap(self) -> bool:
        """Whether an entry is missing, so that no root can be worked out from there on."""
        return self.tree.size != self.size

    def take(self, line: bytes) -> None:
        """Check the next line, line end included."""
        self.lines += 1
        if self.end is not None:
            self._find("after_end", "A line stands after the end line.", _MISPLACED)
        if len(line) > MAX_LINE_BYTES:
            self._find("long_line", f"The line is longer than {MAX_LINE_BYTES} bytes.", _CHANGED)
            return
        if not line.endswith(b"\n"):
            self._find("cut_line", "The line does not end with a line end.", "The file was cut short here.")
        stored = line.removesuffix(b"\n")
        if len(stored) < MIN_LINE_BYTES and self.lines - self.known_lines > MOST_ALIKE:
            # What exactly is wrong is told of the first: a file of junk can have millions.
            self._find("short_line", "The line is too short for any line of an export.", _CHANGED)
            return
        try:
            item = read_item(stored)
        except NotCanonical as error:
            self._find(error.code, error.message, _CHANGED)
        else:
            self.known_lines += 1
            self._take_item(item, stored)

    def _take_item(self, item: Item, stored: bytes) -> None:
        match item:
            case Entry():
                self._take_entry(item, stored)
            case Leaf():
                self._take_leaf(item)
            case Value():
                self._take_value(item)
            case Step():
                self._take_step(item)
            case End():
                self.end = self.end or item
            case _:
                assert_never(item)

    def _take_entry(self, entry: Entry, stored: bytes) -> None:
        self.entries += 1
        if not self._take_place(entry.seq, leaf_hash(stored)):
            return
        self._sealed[entry.seq] = entry
        self._check_log_and_time(entry)
        wrong = check_entry(entry)
        self.findings.extend(wrong)
        if not wrong:
            self.findings.extend(check_words(entry))
            self.disclosed.add_entry(entry)

    def _take_leaf(self, leaf: Leaf) -> None:
        self.confidential += 1
        if self._take_place(leaf.seq, leaf.hash):
            self.disclosed.add_hidden(leaf.seq)

    def _take_place(self, seq: int, digest: bytes) -> bool:
        """Put an entry into the tree at its number; False if that number has gone by."""
        if self._last_step is not None:
            self._find("line_order", "An entry stands after a step.", _MISPLACED)
        if seq < self.size:
            self._find("seq_order", f"Entry {seq} stands after entry {self.size - 1}.", _MISPLACED)
            return False
        if seq > self.size:
            self._find_gap(seq)
        elif not self.has_gap:
            self._grow(digest)
        self.size = seq + 1
        self._last_value = (seq, "")
        return True

    def _grow(self, digest: bytes) -> None:
        self.tree.add(digest)
        if self.tree.size in self._root_sizes:
            self.roots[self.tree.size] = self.tree.root()

    def _find_gap(self, seq: int) -> None:
        last = seq - 1
        which = f"Entry {last} is" if last == self.size else f"Entries {self.size} to {last} are"
        meaning = "They were taken out, or their lines were changed so that they can't be read."
        self._find("gap", f"{which} missing before entry {seq}.", meaning)

    def _check_log_and_time(self, entry: Entry) -> None:
        where = at_entry(entry.seq)
        self._log = self._log or entry.log
        if entry.log != self._log:
            what = f"It is of the record {entry.log}; the file began with {self._log}."
            self.findings.add(Finding("other_log", where, what, "Two records were mixed."))
        if entry.at < self._at:
            what = f"Its time, {entry.at}, is before that of an earlier entry, {self._at}."
            self.findings.add(Finding("time_back", where, what, "A time in the record is not true."))
        self._at = max(self._at, entry.at)

    def _take_value(self, value: Value) -> None:
        self.values += 1
        seq, field = self._last_value
        if self._last_step is not None or value.seq != seq or value.field <= field:
            what = f"The value {value.field} of entry {value.seq} does not stand in its place."
            self._find("value_order", what, _MISPLACED)
        else:
            self._last_value = (value.seq, value.field)
        self._check_seal(value)

    def _check_seal(self, value: Value) -> None:
        entry = self._sealed.get(value.seq)
        sealed = entry.seal_of(value.field) if entry else None
        if entry is None or sealed is None:
            what = f"Entry {value.seq} has no sealed {value.field} to hold this value to."
            self._find("value_without_seal", what, "The words were added, or belong to another entry.")
        elif not opens(sealed, value.salt, entry.n, value.field, value.value):
            what = f"The value {value.field} of entry {value.seq} is not the one that was sealed."
            self._find("value_differs", what, "The words were changed after they were entered.")
        else:
            self.disclosed.add_value(value.seq, value.field, value.value)
            if self.disclosed.entry(entry.seq):
                self.findings.extend(check_said(entry, {value.field: value.value}))

    def _take_step(self, step: Step) -> None:
        place = (step.ctx, PHASES.index(step.phase))
        if self._last_step is not None and place <= self._last_step:
            self._find("line_order", f"The step of {step.phase} does not stand in its place.", _MISPLACED)
        else:
            self._last_step = place
        self.disclosed.add_step(step)

    def _find(self, code: str, what: str, meaning: str) -> None:
        # The where is only written out for what is kept: a file can hold millions of lines of junk.
        if not self.findings.counted(code):
            self.findings.keep(Finding(code, at_line(self.lines), what, meaning))
