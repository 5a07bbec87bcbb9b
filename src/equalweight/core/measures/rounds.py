"""A question put by consent, worked out again round by round. Source: docs/rules/consent.md.

Each ballot counts its own votes alone. A round that does not come to consent is followed by a talk; then by the
same answers with the objections that fell counted as passes, and by the next ballot if that is not consent either.
After the last round that ballot is under `both_sides`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from equalweight.core.measures.answers import (
    CHANGED,
    Answers,
    Counts,
    after_its_time,
    answers_before,
    outside_time,
    wrongly_replaced,
)
from equalweight.core.measures.notices import as_told
from equalweight.core.measures.objections import Talk, objections_of, strays
from equalweight.core.measures.recount import NOT_THESE, counted_again
from equalweight.core.measures.seats import Held
from equalweight.core.measures.terms import ROUNDS
from equalweight.core.measures.timely import EARLY, Acts, closed_on_time, lasts_as_promised
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.tally import SIDES, Outcome, TallyError, decide

OPENS = ("decision.opened", "decision.round_opened")
CLOSES = ("decision.round_closed", "decision.closed")
OF_ROUNDS = (
    "decision.round_closed", "decision.round_opened", "objection.withdrawn", "objection.questioned",
    "objection.judged", "objection.settled", "objection.published",
)  # fmt: skip
NO_ROUNDS = "It was put by consent, and nothing here says in how many rounds: no outcome is claimed for it."
NOT_AS_AGREED = "The question did not go the way that both groups had agreed on for it."


@dataclass(frozen=True)
class Ballot:
    """One round, or the ballot after the last. `closed`: what ended its votes; `after`: what ended the talk, if any."""

    number: int
    opened: Entry
    votes: list[Entry]
    closed: Entry | None
    after: Entry | None


@dataclass(frozen=True)
class Question:
    """What was announced, and to whom it is put. `length`: how long a vote, and a talk, stays open."""

    announced: Entry
    opened: Entry
    rounds: int
    quorum: Fraction
    threshold: Fraction
    length: timedelta

    @property
    def roll(self) -> dict[str, int]:
        return {side: len(self.opened.pub["roll"][side]) for side in SIDES}

    def rule_of(self, number: int) -> str:
        """The rule of the ballot of this number."""
        return "consent" if number <= self.rounds else "both_sides"

    def consent(self, votes: Counts) -> Outcome:
        return decide("consent", self.roll, votes, quorum=self.quorum, threshold=self.threshold)


def is_in_rounds(acts: Acts) -> bool:
    """Whether this question was announced as one to decide by consent.

    Where no announcement is shown, whether it went on as one, or was closed as one.
    """
    announced = as_told(acts)
    if announced is not None:
        return bool(announced.pub["rule"] == "consent")
    closed_by_consent = any(entry.pub["rule"] == "consent" for entry in acts.get("decision.closed", []))
    return closed_by_consent or any(type in acts for type in OF_ROUNDS)


def out_of_place(acts: Acts) -> Iterator[Finding]:
    """What only a question put by consent has, entered for one announced under another rule."""
    for type in OF_ROUNDS:
        for entry in acts.get(type, []):
            what = f"{type}, and this question was not announced as one to decide by consent."
            yield Finding("not_by_consent", at_entry(entry.seq), what, NOT_AS_AGREED)


def findings(disclosed: Disclosed, acts: Acts, opened: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """Everything about one such question that its entries don't come to."""
    announced = as_told(acts)
    if announced is None or announced.pub.get("rounds") not in ROUNDS:
        # terms.py finds a wrong number; without one there is nothing to count by.
        disclosed.leave_unknown(opened.seq, NO_ROUNDS)
        return
    pub = announced.pub
    question = Question(
        announced, opened, pub["rounds"], Fraction(pub["quorum"]), Fraction(pub["threshold"]),
        read_time(pub["closes"]) - read_time(pub["opens"]),
    )  # fmt: skip
    votes = acts.get("vote.cast", [])
    yield from strays(acts, {vote.seq for vote in votes})
    earlier: set[int] = set()
    ended = next(iter(acts.get("decision.closed", [])), None)
    for ballot in ballots(acts, votes):
        if ended is not None and ended.seq < ballot.opened.seq:
            what = f"It was opened after the question had been closed (entry {ended.seq})."
            yield Finding("went_on", at_entry(ballot.opened.seq), what, NOT_AS_AGREED)
        if ballot.number > question.rounds + 1:
            what = f"Ballot {ballot.number} was opened; {question.rounds} rounds and one more ballot were announced."
            yield Finding("wrong_round", at_entry(ballot.opened.seq), what, NOT_AS_AGREED)
            return
        yield from _opening(question, ballot)
        yield from _votes(disclosed, ballot, earlier, acts)
        earlier |= {vote.seq for vote in ballot.votes}
        if ballot.closed is None:
            continue
        if ballot.closed.type in OPENS:
            what = f"The ballot before, opened in entry {ballot.opened.seq}, was never closed."
            yield Finding("wrong_round", at_entry(ballot.closed.seq), what, NOT_AS_AGREED)
            continue
        yield from closed_on_time(_between(acts, ballot), ballot.opened, ballot.closed, held)
        if ballot.closed.type == "decision.closed":
            yield from _last(disclosed, question, ballot, ballot.closed)
        else:
            yield from _round(disclosed, question, ballot, ballot.closed, acts)


def ballots(acts: Acts, votes: list[Entry]) -> Iterator[Ballot]:
    """Every ballot of one question, in order, each with the votes cast while it was the newest."""
    steps = sorted(
        (entry for type in (*OPENS, *CLOSES) for entry in acts.get(type, [])), key=lambda each: each.seq
    )
    starts = [place for place, entry in enumerate(steps) if entry.type in OPENS]
    for number, place in enumerate(starts, start=1):
        ends = starts[number] if number < len(starts) else len(steps)
        inside = [*steps[place + 1 : ends], *steps[ends : ends + 1]]
        first = votes[0].seq if votes and number == 1 else steps[place].seq
        before = steps[ends].seq if ends < len(steps) else None
        yield Ballot(
            number, steps[place],
            [vote for vote in votes if vote.seq >= first and (before is None or vote.seq < before)],
            inside[0] if inside else None, inside[1] if len(inside) > 1 else None,
        )  # fmt: skip


def _between(acts: Acts, ballot: Ballot) -> Acts:
    """Only what was done while this ballot was open: asking to close it early, or for more time."""
    closed = ballot.closed.seq if ballot.closed else ballot.opened.seq
    return {
        type: inside
        for type, entries in acts.items()
        if (inside := [entry for entry in entries if ballot.opened.seq < entry.seq < closed])
    }


def _opening(question: Question, ballot: Ballot) -> Iterator[Finding]:
    pub, where = ballot.opened.pub, at_entry(ballot.opened.seq)
    if ballot.opened.type == "decision.opened":
        return
    due = (ballot.number, question.rule_of(ballot.number))
    if (pub["round"], pub["rule"]) != due:
        what = f"Ballot {pub['round']} opened under {pub['rule']}; due was ballot {due[0]} under {due[1]}."
        yield Finding("wrong_round", where, what, NOT_AS_AGREED)
    yield from _as_long(question, ballot.opened, pub["closes"])


def _as_long(question: Question, entry: Entry, until: str) -> Iterator[Finding]:
    yield from lasts_as_promised(entry, until, question.length)


def _votes(disclosed: Disclosed, ballot: Ballot, earlier: set[int], acts: Acts) -> Iterator[Finding]:
    if ballot.closed is not None:
        yield from outside_time(ballot.votes, ballot.opened, ballot.closed)
    paused = acts.get("decision.paused", [])
    yield from after_its_time(disclosed, ballot.votes, ballot.opened, ballot.closed, paused)
    yield from wrongly_replaced(ballot.votes)
    for vote in ballot.votes:
        if earlier & set(vote.refs):
            what = "It replaces an answer of a round before; everybody answers anew in each."
            yield Finding("replaces_another", at_entry(vote.seq), what, CHANGED)


def _round(
    disclosed: Disclosed, question: Question, ballot: Ballot, closed: Entry, acts: Acts
) -> Iterator[Finding]:
    """A round without consent: its counts, its talk, and what followed."""
    where = at_entry(closed.seq)
    if closed.pub["round"] != ballot.number or ballot.number > question.rounds:
        what = f"It closes round {closed.pub['round']}; this is ballot {ballot.number} of {question.rounds} rounds."
        yield Finding("wrong_round", where, what, NOT_AS_AGREED)
    yield from _as_long(question, closed, closed.pub["talk_until"])
    answers = answers_before(disclosed, ballot.votes, closed, "choice")
    votes = answers.told
    if not answers.are_all_told:
        disclosed.leave_unknown(closed.seq)
        votes = _said(closed)
        if not answers.fits(votes):
            yield Finding("votes_do_not_fit", where, NOT_THESE, CHANGED)
    try:
        again = question.consent(votes)
    except TallyError as error:
        yield Finding("votes_do_not_fit", where, error.message, CHANGED)
        return
    counted = again.as_json()
    for name in ("head_count", "sides"):
        if closed.pub[name] != counted[name]:
            what = f"The entry says {name} is {closed.pub[name]}; the votes come to {counted[name]}."
            yield Finding(f"{name}_differs", where, what, CHANGED)
    if again.outcome != "not_carried":
        what = f"The votes of this round come to {again.outcome}, and the question went on."
        yield Finding("went_on", where, what, NOT_AS_AGREED)
    talk = objections_of(ballot.votes, closed, ballot.after, acts, votes)
    yield from talk.findings(disclosed, question.roll, question.quorum, question.length)
    if ballot.after is not None:
        yield from _after(disclosed, question, talk, ballot.number, ballot.after, votes)


def _after(
    disclosed: Disclosed, question: Question, talk: Talk, number: int, after: Entry, votes: Counts
) -> Iterator[Finding]:
    """What ended the talk: not before its time unless no objection stood, and as the answers then came out."""
    where, left = at_entry(after.seq), without_objections(votes, talk.fallen)
    if after.at < talk.due and not talk.is_over:
        what = f"The talk ended at {after.at}, before {talk.due}, while an objection stood or nobody had objected."
        yield Finding("talk_cut_short", where, what, EARLY)
    if after.type == "decision.round_closed":
        yield Finding("done_twice", where, "This round had been closed before.", CHANGED)
    elif after.type == "decision.closed":
        a_side = Counter(side for side, _ in left.elements())
        yield from _terms(question, after, "consent")
        yield from counted_again(disclosed, question.announced, question.opened, Answers(left, a_side), after)
        yield from _as_a_round(after, number)
    elif question.consent(left).outcome == "carried":
        what = "Without the objections that fell it was agreed, and another ballot was opened."
        yield Finding("went_on", where, what, NOT_AS_AGREED)


def _last(disclosed: Disclosed, question: Question, ballot: Ballot, closed: Entry) -> Iterator[Finding]:
    """A ballot whose own votes decided."""
    yield from _terms(question, closed, question.rule_of(ballot.number))
    answers = answers_before(disclosed, ballot.votes, closed, "choice")
    yield from counted_again(disclosed, question.announced, question.opened, answers, closed)
    yield from _as_a_round(closed, ballot.number)


def _terms(question: Question, closed: Entry, rule: str) -> Iterator[Finding]:
    due = {"rule": rule} | {term: question.announced.pub[term] for term in ("quorum", "threshold")}
    for term, value in due.items():
        if closed.pub[term] != value:
            what = f"It was counted with {term} {closed.pub[term]}; due was {value}."
            yield Finding("terms_differ", at_entry(closed.seq), what, CHANGED)


def _as_a_round(closed: Entry, number: int) -> Iterator[Finding]:
    if closed.pub.get("round") != number:
        what = f"It says round {closed.pub.get('round')}; this is ballot {number}."
        yield Finding("wrong_round", at_entry(closed.seq), what, NOT_AS_AGREED)
    if closed.pub["rule"] == "consent" and closed.pub["outcome"] == "not_carried":
        what = "By consent a question is carried, or goes on; it was closed as refused."
        yield Finding("closed_without_ballot", at_entry(closed.seq), what, NOT_AS_AGREED)


def without_objections(votes: Counts, fallen: Counter[str]) -> Counts:
    """The answers with so many of a side's objections counted as passes: those withdrawn or found unreasoned."""
    left = Counter(votes)
    for side, many in fallen.items():
        moved = min(many, left[side, "object"])
        left[side, "object"] -= moved
        left[side, "pass"] += moved
    return +left


def _said(closed: Entry) -> Counts:
    sides, names = closed.pub["sides"], {"consent": "yes", "object": "no", "pass": "passed"}
    return Counter({(side, word): sides[side][name] for side in SIDES for word, name in names.items()})
