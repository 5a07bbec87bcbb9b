"""Versions of a proposal: numbered one after another, and put to a decision as they had been written by then.

Source: docs/rules/ladder.md, step 6, and promise 1.3 (what is decided is what both groups could read). The newest
version alone is announced; no second time while its decision is under way, or once it was carried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

KINDS: Final = ("proposal.drafted", "proposal.revised", "decision.announced")
NOT_WRITTEN: Final = "What was decided was not what had been written, or somebody else had written it."
HIDDEN_VERSION: Final = "Whether its version is right can't be checked: an entry before it is hidden."
HIDDEN_CLOSE: Final = "Whether an earlier decision had closed can't be checked: an entry before it is hidden."
NOTHING_WRITTEN: Final = 0


def drafts(disclosed: Disclosed) -> Iterator[Finding]:
    """Every proposal's versions, and every announcement of one."""
    closed: dict[str, Entry] = {}
    for entry in disclosed.entries:
        if entry.type == "decision.closed":
            closed.setdefault(entry.pub["decision"], entry)
    for acts in by_id(disclosed.entries, "proposal").values():
        about = [entry for type in KINDS for entry in acts.get(type, [])]
        yield from _of_one(disclosed, sorted(about, key=lambda entry: entry.seq), closed)


def _of_one(disclosed: Disclosed, acts: list[Entry], closed: Mapping[str, Entry]) -> Iterator[Finding]:
    """`acts`: those on one proposal, by rising number."""
    last, last_seq = NOTHING_WRITTEN, -1
    decisions = _Decisions()
    for entry in acts:
        said, is_put = entry.pub["version"], entry.type == "decision.announced"
        if is_put:
            yield from decisions.put(disclosed, entry, closed)
        if said == (last if is_put else last + 1) and _follows(entry, last):
            last, last_seq = said, entry.seq
        elif entry.type != "proposal.drafted" and said > last and _hides(disclosed, entry, last_seq):
            disclosed.leave_unknown(entry.seq, HIDDEN_VERSION)
            last, last_seq = said, entry.seq
        else:
            yield _wrong(entry, last)


def _follows(entry: Entry, last: int) -> bool:
    """Whether something had been written before, exactly when this is not the first version."""
    return (last == NOTHING_WRITTEN) == (entry.type == "proposal.drafted")


def _hides(disclosed: Disclosed, entry: Entry, after: int) -> bool:
    return disclosed.hides_between(after, entry.seq) or disclosed.lacks_what_it_rests_on(entry)


def _wrong(entry: Entry, last: int) -> Finding:
    where, said = at_entry(entry.seq), entry.pub["version"]
    if entry.type == "proposal.drafted" and last != NOTHING_WRITTEN:
        what = f"This proposal had been drafted before: version {last} was written."
        return Finding("done_twice", where, what, NOT_WRITTEN)
    if entry.type != "proposal.drafted" and last == NOTHING_WRITTEN:
        what = f"{entry.type} of a proposal that nobody had drafted."
        return Finding("about_nothing", where, what, NOT_WRITTEN)
    what = f"{entry.type} of version {said}; the newest written before it was {last}."
    return Finding("version_differs", where, what, NOT_WRITTEN)


@dataclass
class _Decisions:
    """On one proposal: the announcement under way, if any, and the versions carried, with what closed each."""

    under_way: Entry | None = None
    agreed: dict[int, Entry] = field(default_factory=dict)

    def put(self, disclosed: Disclosed, entry: Entry, closed: Mapping[str, Entry]) -> Iterator[Finding]:
        """Another one is announced: none may be under way, and that version not carried before."""
        self._settle(disclosed, entry, closed)
        if self.under_way is not None:
            what = f"A decision on this proposal was under way: entry {self.under_way.seq} announced it."
            yield Finding("announced_twice", at_entry(entry.seq), what, NOT_WRITTEN)
            return
        self.under_way = entry
        if entry.pub["version"] in self.agreed:
            end = self.agreed[entry.pub["version"]]
            what = f"Both groups had agreed to this version already, in entry {end.seq}."
            yield Finding("announced_twice", at_entry(entry.seq), what, NOT_WRITTEN)

    def _settle(self, disclosed: Disclosed, entry: Entry, closed: Mapping[str, Entry]) -> None:
        """What was under way and had closed by `entry`, or whose close may be hidden, is so no more."""
        earlier = self.under_way
        end = closed.get(earlier.pub["decision"]) if earlier is not None else None
        if earlier is not None and end is None and disclosed.hides_between(earlier.seq, entry.seq):
            disclosed.leave_unknown(entry.seq, HIDDEN_CLOSE)
            self.under_way = None
        elif earlier is not None and end is not None and end.seq < entry.seq:
            if end.pub["outcome"] == "carried":
                self.agreed.setdefault(earlier.pub["version"], end)
            self.under_way = None
