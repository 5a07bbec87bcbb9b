"""Sealed answers (votes, sign-offs) as an export shows them: which count, and what is known of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

CHANGED = "Somebody changed what was decided, or how it was counted, after it was written."

Counts = Counter[tuple[str, str]]
"""(side, answer) → how many."""


@dataclass(frozen=True)
class Answers:
    """The last answers before a count. `told`: those disclosed; `a_side`: how many each side gave, told or not."""

    told: Counts
    a_side: Counter[str]

    @property
    def are_all_told(self) -> bool:
        return self.told.total() == self.a_side.total()

    def fits(self, said: Counts) -> bool:
        """Whether these answers can be those that were counted: as many a side, and none of those told missing."""
        a_side: Counter[str] = Counter()
        for (side, _), count in said.items():
            a_side[side] += count
        return a_side == self.a_side and self.told <= said


def answers_before(disclosed: Disclosed, given: Sequence[Entry], closed: Entry, field: str) -> Answers:
    """The answers that count: given before `closed`, and not replaced. `field`: where the answer is sealed."""
    replaced = {ref for answer in given for ref in answer.refs}
    last = [answer for answer in given if answer.seq not in replaced and answer.seq < closed.seq]
    values = [(answer.pub["side"], disclosed.value(answer.seq, field)) for answer in last]
    return Answers(
        told=Counter((side, value) for side, value in values if value is not None),
        a_side=Counter(side for side, _ in values),
    )


def wrongly_replaced(given: Iterable[Entry]) -> Iterator[Finding]:
    """An answer may replace one earlier answer of its own side, which nothing else has replaced."""
    sides: dict[int, str] = {}
    gone: set[int] = set()
    for answer in given:
        earlier = [ref for ref in answer.refs if ref in sides]
        if len(earlier) > 1 or any(ref in gone or sides[ref] != answer.pub["side"] for ref in earlier):
            what = f"It replaces what it can't replace: {', '.join(f'entry {ref}' for ref in earlier)}."
            yield Finding("replaces_another", at_entry(answer.seq), what, CHANGED)
        gone.update(earlier)
        sides[answer.seq] = answer.pub["side"]


def outside_time(given: Iterable[Entry], opened: Entry, closed: Entry) -> Iterator[Finding]:
    """Answers entered before anybody was asked, or after they were counted."""
    for answer in given:
        if answer.seq > closed.seq:
            what = f"It was entered after the answers had been counted (entry {closed.seq})."
            yield Finding("late_vote", at_entry(answer.seq), what, CHANGED)
        if answer.seq < opened.seq:
            what = f"It was entered before anybody was asked (entry {opened.seq})."
            yield Finding("early_vote", at_entry(answer.seq), what, CHANGED)
