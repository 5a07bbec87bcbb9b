"""What became of the objections of one round, from the entries alone. Source: docs/rules/consent.md.

An objection falls when its author withdraws it, or when both sides find, without its author, that it has no reason.
Nothing else counts it as a pass.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from equalweight.core.measures.answers import (
    CHANGED,
    Counts,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.timely import EARLY, Acts, is_too_late, lasts_as_promised
from equalweight.core.record.disclosed import Disclosed, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES, TallyError, decide

NOT_BY_THE_RULE = "An objection was set aside in another way than both groups had agreed on."
AS_MOTION = {"unreasoned": "yes", "stands": "no", "pass": "pass"}
"""What a judgment says of "this objection has no reason"."""
HALF = Fraction(1, 2)
ABOUT_ONE = ("objection.withdrawn", "objection.questioned", "objection.published")


@dataclass(frozen=True)
class Asked:
    """One time that both sides were asked. `settled`: None while they are asked, or when it was withdrawn first."""

    entry: Entry
    vote: Entry
    judged: Sequence[Entry]
    settled: Entry | None


@dataclass(frozen=True)
class Talk:
    """The talk after one round, closed by `closed`; what is entered after `end` no longer counts (None: it goes on)."""

    closed: Entry
    end: Entry | None
    votes: Mapping[int, Entry]
    objected: Counter[str]
    withdrawn: Sequence[Entry]
    asked: Sequence[Asked]

    @property
    def fell_by(self) -> dict[int, Entry]:
        """The number of each vote whose objection fell, and the entry by which it did; the first, if there are more."""
        fell = [(vote_of(entry, self.votes), entry) for entry in self.withdrawn]
        for each in self.asked:
            if each.settled and each.settled.pub["outcome"] == "unreasoned":
                fell.append((each.vote.seq, each.settled))
        found: dict[int, Entry] = {}
        for seq, entry in sorted(fell, key=lambda each: each[1].seq):
            if self.end is None or entry.seq < self.end.seq:
                found.setdefault(seq, entry)
        return found

    @property
    def fallen(self) -> Counter[str]:
        """How many objections of each side fell in time."""
        return Counter(self.votes[seq].pub["side"] for seq in self.fell_by)

    @property
    def is_over(self) -> bool:
        """Whether somebody objected and no objection stands any more."""
        return self.objected.total() > 0 and not +(self.objected - self.fallen)

    @property
    def due(self) -> str:
        """When the talk ends if an objection stands: once both sides have answered every question in it."""
        untils: list[str] = [
            self.closed.pub["talk_until"],
            *(each.entry.pub["closes"] for each in self.asked),
        ]
        return max(untils)

    def ends(self, entry: Entry) -> str:
        """When the talk was to end, as it stood just before `entry`. Questions move it, but for other questions."""
        first = str(self.closed.pub["talk_until"])
        if entry.type == "objection.questioned":
            return first
        seqs, latest = self._moved
        before = bisect_left(seqs, entry.seq)
        return max(first, latest[before - 1]) if before else first

    @cached_property
    def _moved(self) -> tuple[list[int], list[str]]:
        """The questions by number, and the latest time that any of them up to there closes."""
        asked = sorted((each.entry.seq, str(each.entry.pub["closes"])) for each in self.asked)
        return [seq for seq, _ in asked], list(accumulate((closes for _, closes in asked), max))

    @cached_property
    def _taken_back(self) -> frozenset[int]:
        """The votes whose author withdrew the objection."""
        return frozenset(vote_of(entry, self.votes) for entry in self.withdrawn)

    def findings(
        self, disclosed: Disclosed, roll: Mapping[str, int], quorum: Fraction, length: timedelta
    ) -> Iterator[Finding]:
        """What does not fit: objections set aside that weren't, out of time or twice, and wrong judgments."""
        yield from self._set_aside(disclosed)
        yield from self._once()
        for each in self.asked:
            yield from lasts_as_promised(each.entry, each.entry.pub["closes"], length)
            yield from self._answered(each)
            yield from _judged(disclosed, each, roll, quorum)

    def _set_aside(self, disclosed: Disclosed) -> Iterator[Finding]:
        for entry in (*self.withdrawn, *(each.entry for each in self.asked)):
            seq = vote_of(entry, self.votes)
            if disclosed.value(seq, "choice") not in (None, "object"):
                what = f"Entry {seq}, which it is about, is no objection."
                yield Finding("no_objection", at_entry(entry.seq), what, NOT_BY_THE_RULE)
            side = self.votes[seq].pub["side"]
            if entry.pub.get("side", side) != side:
                what = f"It says that the objection of entry {seq} is one of {entry.pub['side']}."
                yield Finding("no_objection", at_entry(entry.seq), what, NOT_BY_THE_RULE)
            is_after = is_too_late(disclosed, entry, self.ends(entry))
            if entry.seq < self.closed.seq or (self.end is not None and entry.seq > self.end.seq) or is_after:
                what = "It was entered outside the talk of its round."
                yield Finding("outside_talk", at_entry(entry.seq), what, NOT_BY_THE_RULE)
        for side, many in (self.fallen - self.objected).items():
            what = f"{many} more objections of {side} were set aside than were made."
            yield Finding("no_objection", at_entry(self.closed.seq), what, NOT_BY_THE_RULE)

    def _once(self) -> Iterator[Finding]:
        for entries, did in (
            (self.withdrawn, "withdrawn"),
            ([each.entry for each in self.asked], "asked about"),
        ):
            seen: set[int] = set()
            for entry in entries:
                seq = vote_of(entry, self.votes)
                if seq in seen:
                    what = f"The objection of entry {seq} had been {did} before."
                    yield Finding("done_twice", at_entry(entry.seq), what, CHANGED)
                seen.add(seq)

    def _answered(self, each: Asked) -> Iterator[Finding]:
        is_moot = each.vote.seq in self._taken_back
        if self.end is not None and each.settled is None and not is_moot:
            what = "The talk went on to its end without counting what both groups said of this objection."
            yield Finding("not_settled", at_entry(each.entry.seq), what, NOT_BY_THE_RULE)


def vote_of(entry: Entry, votes: Mapping[int, Entry]) -> int:
    """The vote that an entry about an objection refers to."""
    return next(ref for ref in entry.refs if ref in votes)


def objections_of(
    given: Sequence[Entry], closed: Entry, end: Entry | None, acts: Acts, counted: Counts
) -> Talk:
    """The talk about the votes `given` in one round. `counted`: what those votes said, a side."""
    replaced = {ref for vote in given for ref in vote.refs}
    votes = {vote.seq: vote for vote in given if vote.seq not in replaced and vote.seq < closed.seq}

    def about(type: str) -> list[Entry]:
        return [entry for entry in acts.get(type, []) if votes.keys() & set(entry.refs)]

    return Talk(
        closed, end, votes,
        Counter({side: counted[side, "object"] for side in SIDES}),
        about("objection.withdrawn"),
        _asked(about("objection.questioned"), votes, acts),
    )  # fmt: skip


def _asked(questioned: Sequence[Entry], votes: Mapping[int, Entry], acts: Acts) -> list[Asked]:
    """Each question with what was answered to it, and the first count of it."""
    judged, settled = (
        by_id(acts.get(type, []), "question") for type in ("objection.judged", "objection.settled")
    )
    found = []
    for entry in questioned:
        question, vote = entry.pub["question"], votes[vote_of(entry, votes)]
        answers = judged.get(question, {}).get("objection.judged", [])
        counts = settled.get(question, {}).get("objection.settled", [])
        found.append(Asked(entry, vote, answers, next(iter(counts), None)))
    return found


def strays(acts: Acts, votes: set[int]) -> Iterator[Finding]:
    """What is said of an objection that the record doesn't have, and what was settled twice or never asked."""
    for type in ABOUT_ONE:
        for entry in acts.get(type, []):
            if not votes & set(entry.refs):
                what = "It is about an answer that this question does not have."
                yield Finding("no_objection", at_entry(entry.seq), what, NOT_BY_THE_RULE)
    asked = {entry.pub["question"] for entry in acts.get("objection.questioned", [])}
    for type in ("objection.judged", "objection.settled"):
        for entry in acts.get(type, []):
            if entry.pub["question"] not in asked:
                what = "Nobody asked both groups about it."
                yield Finding("not_asked", at_entry(entry.seq), what, NOT_BY_THE_RULE)
    done: set[str] = set()
    for entry in acts.get("objection.settled", []):
        if entry.pub["question"] in done:
            what = "What both groups said of this objection had been counted before."
            yield Finding("done_twice", at_entry(entry.seq), what, CHANGED)
        done.add(entry.pub["question"])


def _judged(
    disclosed: Disclosed, each: Asked, roll: Mapping[str, int], quorum: Fraction
) -> Iterator[Finding]:
    """Both sides without the author: everybody else on the roll, by the decision's quorum and more than half."""
    yield from wrongly_replaced(each.judged)
    yield from after_its_time(disclosed, each.judged, each.entry, each.settled)
    settled = each.settled
    if settled is None:
        return
    where = at_entry(settled.seq)
    yield from outside_time(each.judged, each.entry, settled)
    if settled.at < each.entry.pub["closes"]:
        what = f"It was counted at {settled.at}, before {each.entry.pub['closes']}."
        yield Finding("closed_early", where, what, EARLY)
    answers = answers_before(disclosed, each.judged, settled, "choice")
    said = _said(settled)
    told = answers.told
    if not answers.are_all_told:
        disclosed.leave_unknown(settled.seq)
        told = said
        if not answers.fits(said):
            yield Finding("settled_differs", where, "Its counts are not of the answers given.", CHANGED)
    asked = {side: roll[side] - (side == each.vote.pub["side"]) for side in SIDES}
    motion = Counter({(side, AS_MOTION.get(choice, choice)): many for (side, choice), many in told.items()})
    try:
        again = decide("both_sides", asked, motion, quorum=quorum, threshold=HALF)
    except TallyError as error:
        yield Finding("settled_differs", where, error.message, NOT_BY_THE_RULE)
        return
    outcome = "unreasoned" if again.outcome == "carried" else "stands"
    sides = again.as_json()["sides"]
    if (settled.pub["outcome"], settled.pub["sides"]) != (outcome, sides):
        what = f"It says {settled.pub['outcome']} with {settled.pub['sides']}; the answers come to {outcome}, {sides}."
        yield Finding("settled_differs", where, what, NOT_BY_THE_RULE)


def _said(settled: Entry) -> Counts:
    sides, names = settled.pub["sides"], {"unreasoned": "yes", "stands": "no", "pass": "passed"}
    return Counter({(side, word): sides[side][name] for side in SIDES for word, name in names.items()})
