"""What follows a decision: a reason, a talk, bringing it back, a final answer; each of what had closed that way.

Source: docs/rules/both_sides.md, After a disagreement and Overrides; promises 1.4 and 1.5.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from equalweight.core.measures.days import days_of, is_ahead, is_late
from equalweight.core.measures.final_answers import OVERRIDES, Answering, kinds_open_to
from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.refused import REFUSED, sides_that_refused
from equalweight.core.measures.table import changes
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

MADE_UP: Final = "Somebody told of a disagreement, or of what became of a decision, otherwise than it was."
HIDDEN_BEFORE: Final = "What it follows from can't be checked: an entry before it is hidden."


class _Remits:
    """Who decides in the end about each decision, as its committee's remit said when it was announced last."""

    def __init__(self) -> None:
        self._in_force = InForce()
        self._announced: dict[str, Entry] = {}
        self._of: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Take in the next entry."""
        self._in_force.take(entry)
        if entry.type in ("decision.announced", "decision.announced_again"):
            self._announced.setdefault(entry.pub["decision"], entry)
            self._of[entry.pub["decision"]] = self._in_force.remit(entry.ctx)

    def kind_of(self, decision: str) -> str:
        """Which kind of remit; "" where nothing says. The committee itself is its own to decide about."""
        announced = self._announced.get(decision)
        is_own = announced is not None and changes(announced) is not None
        return "decides" if is_own else self._of.get(decision, "")


class _Sofar:
    """What the entries so far show; each thing by its ids, as it was first entered."""

    def __init__(self, disclosed: Disclosed) -> None:
        self.disclosed = disclosed
        self.closed: dict[str, Entry] = {}
        self.remits = _Remits()
        # Of each decision, the kind that each side recorded last.
        self.answers: dict[str, dict[str, str]] = defaultdict(dict)
        self.talks: dict[tuple[str, str], Entry] = {}
        self.done: set[tuple[str, ...]] = set()

    def is_hidden(self, entry: Entry) -> bool:
        """Whether what `entry` follows from, and nothing shows, may be hidden; then that is said."""
        hides = self.disclosed.hides_between(-1, entry.seq) or self.disclosed.lacks_what_it_rests_on(entry)
        if hides:
            self.disclosed.leave_unknown(entry.seq, HIDDEN_BEFORE)
        return hides

    def twice(self, entry: Entry, *what: str) -> Iterator[Finding]:
        """Finds that this was done before; `what`: its ids."""
        if (entry.type, *what) in self.done:
            yield _finding("done_twice", entry, f"{entry.type} of what this had been said of before.")
        self.done.add((entry.type, *what))


def aftermath(disclosed: Disclosed) -> Iterator[Finding]:
    """Every final answer, reason, talk and question brought back, held against how its decision had closed."""
    sofar = _Sofar(disclosed)
    for entry in disclosed.entries:
        sofar.remits.take(entry)
        if entry.type == "decision.closed":
            sofar.closed.setdefault(entry.pub["decision"], entry)
        elif entry.type in _FOLLOWS:
            yield from _FOLLOWS[entry.type](entry, sofar)


def _finally_answered(entry: Entry, sofar: _Sofar) -> Iterator[Finding]:
    pk, kind, side = entry.pub["decision"], entry.pub["kind"], entry.pub["side"]
    closed, said = sofar.closed.get(pk), sofar.answers[pk]
    if closed is None and sofar.is_hidden(entry):
        return
    if closed is None or closed.pub["outcome"] != "carried":
        what = f"A final answer ({kind}) to a decision that had not been carried."
        yield _finding("nothing_to_answer", entry, what)
    elif kind not in kinds_open_to(_answering(entry, closed, sofar)):
        what = f"{kind}, recorded by {entry.by}: that side could not say that then."
        yield _finding("not_open", entry, what)
    if kind in OVERRIDES and "reason" not in entry.com:
        what = f"What both groups decided was {kind.replace('_', ' ')}, and no reason was given with it."
        yield _finding("no_reason", entry, what)
    said[side] = kind


def _answering(entry: Entry, closed: Entry, sofar: _Sofar) -> Answering:
    due, said = closed.pub.get("final_answer_due"), sofar.answers[entry.pub["decision"]]
    return Answering(
        side=entry.pub["side"], remit=sofar.remits.kind_of(entry.pub["decision"]), outcome=closed.pub["outcome"],
        # Where the committee's day is can't be seen: what can have been past is.
        is_due_past=due is None or is_late(due, entry.at) is not False,
        organisation_said=said.get("staff", ""), noted=said.get("lived_experience", ""),
    )  # fmt: skip


def _reasoned(entry: Entry, sofar: _Sofar) -> Iterator[Finding]:
    pk, side = entry.pub["decision"], entry.pub["side"]
    yield from sofar.twice(entry, pk, side)
    closed = sofar.closed.get(pk)
    if closed is None and sofar.is_hidden(entry):
        return
    if closed is None or side not in _refused_by(closed):
        what = f"A reason of {side}, and no entry before it shows that this group did not agree."
        yield _finding("not_asked", entry, what)


def _refused_by(closed: Entry) -> tuple[str, ...]:
    return sides_that_refused(closed.pub["outcome"], closed.pub["rule"], closed.pub["sides"])


def _brought_back(entry: Entry, sofar: _Sofar) -> Iterator[Finding]:
    pk = entry.pub.get("brings_back")
    if pk is None:
        return
    yield from sofar.twice(entry, pk)
    closed = sofar.closed.get(pk)
    if closed is None and sofar.is_hidden(entry):
        return
    if closed is None or closed.ctx != entry.ctx or closed.pub["outcome"] not in REFUSED:
        what = f"It brings back decision {pk}, which had not been refused in this project."
        yield _finding("not_refused", entry, what)


def _noted(entry: Entry, sofar: _Sofar) -> Iterator[Finding]:
    talk = (entry.pub["decision"], entry.pub["talk"])
    yield from sofar.twice(entry, *talk)
    sofar.talks.setdefault(talk, entry)
    closed = sofar.closed.get(entry.pub["decision"])
    if closed is None and sofar.is_hidden(entry):
        return
    if closed is None or closed.pub["outcome"] not in REFUSED:
        yield _finding("not_refused", entry, "A talk about a decision that had not been refused.")
        return
    held_on = entry.pub["held_on"]
    if is_ahead(held_on, entry.at) or held_on < days_of(closed.at)[0].isoformat():
        what = f"A talk on {held_on}, noted at {entry.at}, about a decision that closed at {closed.at}."
        yield _finding("talk_day", entry, what)


def _confirmed(entry: Entry, sofar: _Sofar) -> Iterator[Finding]:
    talk = (entry.pub["decision"], entry.pub["talk"])
    yield from sofar.twice(entry, *talk)
    noted = sofar.talks.get(talk)
    if noted is None and not sofar.is_hidden(entry):
        yield _finding(
            "about_nothing", entry, "It confirms a talk about this decision that nobody had noted."
        )
    elif noted is not None and noted.pub["side"] == entry.pub["side"]:
        what = f"The group that noted this talk (entry {noted.seq}) confirms it itself."
        yield _finding("own_side", entry, what)


_FOLLOWS: Final = {
    "decision.finally_answered": _finally_answered,
    "decision.reasoned": _reasoned,
    "decision.announced": _brought_back,
    "facilitator.noted": _noted,
    "facilitator.confirmed": _confirmed,
}


def _finding(code: str, entry: Entry, what: str) -> Finding:
    return Finding(code, at_entry(entry.seq), what, MADE_UP)
