"""Sealed answers (votes, sign-offs) as an export shows them: which count, and what is known of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from equalweight.core.measures.timely import closes_at, is_too_late
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

CHANGED = "Somebody changed what was decided, or how it was counted, after it was written."

Counts = Counter[tuple[str, str]]
"""(group, answer) → how many."""


def group_of(answer: Entry) -> str:
    """Whose answer it is: a side's; of a check-back, somebody's with a seat here ("inside") or without ("outside")."""
    return (
        str(answer.pub["side"]) if "side" in answer.pub else "inside" if answer.pub["inside"] else "outside"
    )


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
    values = [(group_of(answer), disclosed.value(answer.seq, field)) for answer in last]
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
        if len(earlier) > 1 or any(ref in gone or sides[ref] != group_of(answer) for ref in earlier):
            what = f"It replaces what it can't replace: {', '.join(f'entry {ref}' for ref in earlier)}."
            yield Finding("replaces_another", at_entry(answer.seq), what, CHANGED)
        gone.update(earlier)
        sides[answer.seq] = group_of(answer)


def outside_time(given: Iterable[Entry], opened: Entry, closed: Entry) -> Iterator[Finding]:
    """Answers entered before anybody was asked, or after they were counted."""
    for answer in given:
        if answer.seq > closed.seq:
            what = f"It was entered after the answers had been counted (entry {closed.seq})."
            yield Finding("late_vote", at_entry(answer.seq), what, CHANGED)
        if answer.seq < opened.seq:
            what = f"It was entered before anybody was asked (entry {opened.seq})."
            yield Finding("early_vote", at_entry(answer.seq), what, CHANGED)


def after_its_time(
    disclosed: Disclosed,
    given: Iterable[Entry],
    opened: Entry,
    closed: Entry | None,
    paused: Sequence[Entry] = (),
) -> Iterator[Finding]:
    """Answers that came when the time to answer was over, and before they were counted. `paused`: what moved it."""
    for answer in given:
        if "closes" not in opened.pub or (closed is not None and answer.seq > closed.seq):
            continue
        closes = closes_at(answer, opened, paused)
        if is_too_late(disclosed, answer, closes):
            what = f"It was entered at {answer.at}, after the time to answer was over ({closes})."
            yield Finding("late_vote", at_entry(answer.seq), what, CHANGED)
