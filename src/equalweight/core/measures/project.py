"""What the record shows of one project, gathered in one pass over its entries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from equalweight.core.measures.road import Roads
from equalweight.core.record.entry import Entry
from equalweight.core.tally import SIDES

PHASES = ("co_design", "co_decide", "co_deliver", "co_evaluate")
# The act that begins a phase even if nobody has been named in it yet.
BEGUN_BY = {
    "contributions.invited": "co_design",
    "contribution.made": "co_design",
    "proposal.drafted": "co_design",
    "decision.announced": "co_decide",
    "commitment.made": "co_deliver",
    "checkback.opened": "co_evaluate",
}


@dataclass
class Said:
    """One contribution. `due` is None while it waits for nothing."""

    side: str
    due: str | None
    confirmed_seq: int | None
    withdrawn: bool = False


@dataclass
class Put:
    """One decision: what was put, and what came of it."""

    # The sides that had written what was put: later versions, and any written later, are not what was agreed.
    authors: frozenset[str]
    papers_sent_to: tuple[str, ...]
    seq: int
    opened: bool = False
    outcome: str | None = None


@dataclass
class Facts:
    """What one project's entries say, by kind. All keys are the ids the entries use."""

    told: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    named: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    # The phase that each piece of work was logged in, and of each share (work, who) the first answer.
    work: dict[str, str] = field(default_factory=dict)
    shares: dict[tuple[str, str], str] = field(default_factory=dict)
    confirmed: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    paid: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    invited_seq: int | None = None
    said: dict[str, Said] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    first_draft_seq: int | None = None
    authors: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[str, Put] = field(default_factory=dict)
    # Decisions by id, wherever the entry stands: no order of entries undoes that one was overruled.
    overridden: set[str] = field(default_factory=set)
    promises: Roads = field(default_factory=Roads)
    verdicts: dict[int, Entry] = field(default_factory=dict)
    last_dues: Mapping[int, str] = field(default_factory=dict)


def facts_of(entries: Iterable[Entry], last_dues: Mapping[int, str]) -> Facts:
    """The facts of one project, in order: from its own entries, and from those that may have ended a seat.

    `last_dues`: entry number → the last day on which the answer it asks for can be due, where something says so.
    """
    facts = Facts(last_dues=last_dues)
    for entry in entries:
        facts.promises.follow(entry)
        if entry.type in BEGUN_BY:
            facts.begun.add(BEGUN_BY[entry.type])
        take = _TAKE.get(entry.type)
        if take is not None:
            take(facts, entry, entry.pub)
    return facts


Pub = Mapping[str, Any]


def _started(facts: Facts, entry: Entry, pub: Pub) -> None:
    # Starting a project writes to every seat of both sides.
    facts.told.update(SIDES)


def _joined(facts: Facts, entry: Entry, pub: Pub) -> None:
    facts.begun.add(pub["phase"])
    facts.named[pub["phase"], pub["side"]].add(pub["seat"])


def _left(facts: Facts, entry: Entry, pub: Pub) -> None:
    facts.named[pub["phase"], pub["side"]].discard(pub["seat"])


def _left_committee(facts: Facts, entry: Entry, pub: Pub) -> None:
    for seats in facts.named.values():
        seats.discard(pub.get("seat", ""))


def _logged(facts: Facts, entry: Entry, pub: Pub) -> None:
    facts.begun.add(pub["phase"])
    facts.work.setdefault(pub["work"], pub["phase"])


def _answered_work(facts: Facts, entry: Entry, pub: Pub) -> None:
    """The first answer to a share stands, and counts in the phase that the work was logged in alone (work.py)."""
    share = (pub["work"], entry.by)
    first = facts.shares.setdefault(share, entry.type)
    if first == "work.confirmed" and facts.work.get(pub["work"]) == pub["phase"]:
        facts.confirmed[pub["phase"], pub["side"]].add(share)


def _paid_work(facts: Facts, entry: Entry, pub: Pub) -> None:
    share = (pub["work"], entry.by)
    if share in facts.confirmed[pub["phase"], pub["side"]]:
        facts.paid[pub["phase"], pub["side"]].add(share)


def _invited(facts: Facts, entry: Entry, pub: Pub) -> None:
    if facts.invited_seq is None:
        facts.invited_seq = entry.seq


def _said(facts: Facts, entry: Entry, pub: Pub) -> None:
    confirmed = entry.seq if pub["confirmed"] else None
    facts.said[pub["contribution"]] = Said(pub["side"], _due(facts, entry), confirmed)


def _due(facts: Facts, entry: Entry) -> str | None:
    """The day the entry says, and never one after the last that the ways of working allow."""
    days = (entry.pub.get("due"), facts.last_dues.get(entry.seq))
    return min((day for day in days if day), default=None)


def _said_confirmed(facts: Facts, entry: Entry, pub: Pub) -> None:
    if pub["contribution"] in facts.said:
        facts.said[pub["contribution"]].confirmed_seq = entry.seq


def _withdrawn(facts: Facts, entry: Entry, pub: Pub) -> None:
    if pub["contribution"] in facts.said:
        facts.said[pub["contribution"]].withdrawn = True


def _answered(facts: Facts, entry: Entry, pub: Pub) -> None:
    facts.answers[pub["answer"]] = pub["contribution"]
    if pub["contribution"] in facts.said:
        facts.said[pub["contribution"]].due = None


def _judged(facts: Facts, entry: Entry, pub: Pub) -> None:
    said = facts.said.get(facts.answers.get(pub["answer"], ""))
    if said is not None and not pub["is_answer"]:
        said.due = _due(facts, entry) or said.due


def _drafted(facts: Facts, entry: Entry, pub: Pub) -> None:
    if facts.first_draft_seq is None:
        facts.first_draft_seq = entry.seq
    facts.authors[pub["proposal"]].append((pub["version"], pub["side"]))


def _announced(facts: Facts, entry: Entry, pub: Pub) -> None:
    written = facts.authors[pub["proposal"]]
    authors = frozenset(side for number, side in written if number <= pub["version"])
    facts.decisions[pub["decision"]] = Put(authors, tuple(pub["papers_sent_to"]), entry.seq)


def _opened(facts: Facts, entry: Entry, pub: Pub) -> None:
    if pub["decision"] in facts.decisions:
        facts.decisions[pub["decision"]].opened = True


def _closed(facts: Facts, entry: Entry, pub: Pub) -> None:
    if pub["decision"] in facts.decisions:
        facts.decisions[pub["decision"]].outcome = pub["outcome"]


def _finally_answered(facts: Facts, entry: Entry, pub: Pub) -> None:
    # Once overridden, always overridden: a later adoption does not undo that it was overruled.
    if pub["kind"] != "adopted":
        facts.overridden.add(pub["decision"])


def _verdict(facts: Facts, entry: Entry, pub: Pub) -> None:
    # Staff are not asked this; that there are not more than seats is checked in verdicts.py.
    if pub["side"] != "lived_experience":
        return
    for earlier in entry.refs:
        facts.verdicts.pop(earlier, None)
    facts.verdicts[entry.seq] = entry


_TAKE = {
    "project.started": _started,
    "phase.joined": _joined,
    "phase.left": _left,
    "seat.left": _left_committee,
    "removal.closed": _left_committee,
    "work.logged": _logged,
    "work.confirmed": _answered_work,
    "work.denied": _answered_work,
    "work.paid": _paid_work,
    "contributions.invited": _invited,
    "contribution.made": _said,
    "contribution.confirmed": _said_confirmed,
    "contribution.withdrawn": _withdrawn,
    "contribution.answered": _answered,
    "answer.judged": _judged,
    "proposal.drafted": _drafted,
    "proposal.revised": _drafted,
    "decision.announced": _announced,
    "decision.opened": _opened,
    "decision.closed": _closed,
    "decision.finally_answered": _finally_answered,
    "verdict.given": _verdict,
}
