"""What the record shows of a sealed vote: nothing until the close, then every choice without its voter.

Source: docs/rules/sealed_votes.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from equalweight.core.measures.answers import Answers
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES

# A consent round needs to know whose objection stands; a ranking says so much that it can name its author.
RULES_THAT_SEAL: Final = frozenset({"both_sides", "balanced"})
CHANGED = "Somebody changed which answers were counted, or let an answer show when it was given."
UNKNOWN = "Whether it was announced as a sealed vote can't be checked: an entry before it is hidden."


def is_sealed(announced: Entry | None) -> bool:
    """Whether everybody was told, when it was announced last, that this would be a sealed vote."""
    return announced is not None and announced.pub.get("votes") == "sealed"


def choices_of(closed: Entry) -> list[tuple[str, str]]:
    """Every answer the close carries, as (side, choice); none when it carries none."""
    return [(side, choice) for side in SIDES for choice in _choices(closed)[side]]


def answers(closed: Entry) -> Answers:
    """Every answer the close carries: all are told."""
    told = Counter(choices_of(closed))
    return Answers(told, Counter(side for side, _ in told.elements()))


def findings(announced: Entry, opened: Entry, votes: Sequence[Entry], closed: Entry) -> Iterator[Finding]:
    """What is wrong with the form of a sealed vote: its votes, its order, its numbers."""
    if votes:
        what = "This vote was announced as sealed, and an answer was entered before the close."
        yield Finding("vote_not_sealed", at_entry(votes[0].seq), what, CHANGED)
    said = closed.pub.get("sealed")
    if said is None:
        what = f"Entry {announced.seq} announced a sealed vote, and the close does not carry its answers."
        yield Finding("sealed_votes_missing", at_entry(closed.seq), what, CHANGED)
    else:
        yield from _form(said, opened, closed)


def not_announced(disclosed: Disclosed) -> Iterator[Finding]:
    """Closes that carry answers as a sealed vote does, of a vote that nobody was told would be sealed."""
    announced: dict[str, Entry] = {}
    for entry in disclosed.entries:
        if entry.type == "decision.announced":
            announced.setdefault(entry.pub["decision"], entry)
        elif entry.type == "decision.closed" and "sealed" in entry.pub:
            first = announced.get(entry.pub["decision"])
            if first is None and disclosed.hides_between(-1, entry.seq):
                disclosed.leave_unknown(entry.seq, UNKNOWN)
            elif not is_sealed(first):
                what = "It carries answers as of a sealed vote, and no entry announced one."
                yield Finding("not_a_sealed_vote", at_entry(entry.seq), what, CHANGED)


def _form(said: Mapping[str, Any], opened: Entry, closed: Entry) -> Iterator[Finding]:
    where, answered = at_entry(closed.seq), list(said["answered"])
    if said["unreadable"] and choices_of(closed):
        what = "It says that nobody could read the answers, and it carries answers that were counted."
        yield Finding("sealed_unreadable_counted", where, what, CHANGED)
    if any(list(said["choices"][side]) != sorted(said["choices"][side]) for side in SIDES):
        what = "The answers of a side are not in sorted order, so their order can tell who gave them."
        yield Finding("sealed_votes_unsorted", where, what, CHANGED)
    on_roll = range(1, sum(len(opened.pub["roll"][side]) for side in SIDES) + 1)
    if answered != sorted({number for number in answered if number in on_roll}):
        what = "The numbers that answered are not numbers of the roll, each once and in rising order."
        yield Finding("sealed_numbers_wrong", where, what, CHANGED)
    if len(answered) != len(choices_of(closed)):
        what = f"{len(answered)} numbers answered, and there are {len(choices_of(closed))} answers."
        yield Finding("sealed_numbers_differ", where, what, CHANGED)
    if "codes" in said:
        yield from _codes(said["codes"], choices_of(closed), where)


def _codes(said: Mapping[str, Any], choices: list[tuple[str, str]], where: str) -> Iterator[Finding]:
    """Codes by which voters find their own answer: each once, in sorted order, each beside an answer that was given."""
    found = [(side, each["code"], each["choice"]) for side in SIDES for each in said[side]]
    if found != sorted(found, key=lambda each: (SIDES.index(each[0]), each[1])):
        what = "The codes of a side are not in sorted order, so their order can tell whose they are."
        yield Finding("sealed_codes_unsorted", where, what, CHANGED)
    if len({code for _, code, _ in found}) != len(found):
        what = "Two answers have the same code, so that two people would take one answer for their own."
        yield Finding("sealed_code_twice", where, what, CHANGED)
    if Counter((side, choice) for side, _, choice in found) - Counter(choices):
        what = "A code stands beside an answer that is not among those of its side."
        yield Finding("sealed_codes_differ", where, what, CHANGED)


def _choices(closed: Entry) -> Mapping[str, Sequence[str]]:
    empty: dict[str, Sequence[str]] = dict.fromkeys(SIDES, ())
    return closed.pub["sealed"]["choices"] if "sealed" in closed.pub else empty
