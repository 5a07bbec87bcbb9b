"""What followed from something said, read from the record alone: proposals, decisions, commitments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from equalweight.core.record.canonical import parse
from equalweight.site.ledger.models import Entry

from ..models import Contribution


@dataclass(frozen=True)
class Decided:
    """A decision on a proposal that came from it. `outcome` and `closed_at` are empty until it closes.

    `kinds`: the final answers to it, oldest first.
    """

    pk: str
    outcome: str = ""
    closed_at: datetime | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promised:
    """A commitment made from a carried decision. `done_at`: when both groups signed it off, if it still holds."""

    pk: str
    done_at: datetime | None = None


@dataclass(frozen=True)
class Chain:
    """Everything that came of one contribution, in the order it happened."""

    proposals: tuple[str, ...] = ()
    decisions: tuple[Decided, ...] = ()
    commitments: tuple[Promised, ...] = ()


@dataclass
class _Read:
    """Ids by what they came from, while the entries are read once, in order."""

    proposals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decisions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    decided: dict[str, Decided] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    commitments: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    promised: dict[str, Promised] = field(default_factory=dict)


def chains(contributions: Iterable[Contribution]) -> dict[str, Chain]:
    """What came of each, by id. One query, however many; their projects must be loaded."""
    found = list(contributions)
    where = {each.project_id for each in found} | {each.project.committee_id for each in found}
    entries = Entry.objects.filter(ctx__in=where, type__in=_TAKE).order_by("seq")
    read = _Read()
    for entry in entries if found else ():
        _TAKE[entry.type](read, entry, parse(bytes(entry.body))["pub"])
    return {each.pk: _chain(read, each.pk) for each in found}


def _chain(read: _Read, contribution: str) -> Chain:
    proposals = read.proposals.get(contribution, [])
    decisions = [pk for proposal in proposals for pk in read.decisions.get(proposal, [])]
    commitments = [pk for decision in decisions for pk in read.commitments.get(decision, [])]
    return Chain(
        tuple(proposals),
        tuple(read.decided[pk] for pk in decisions),
        tuple(read.promised[pk] for pk in commitments),
    )


Pub = dict[str, Any]


def _drafted(read: _Read, entry: Entry, pub: Pub) -> None:
    for contribution in pub["contributions"]:
        read.proposals[contribution].append(pub["proposal"])


def _announced(read: _Read, entry: Entry, pub: Pub) -> None:
    read.decisions[pub["proposal"]].append(pub["decision"])
    read.decided[pub["decision"]] = Decided(pub["decision"])


def _closed(read: _Read, entry: Entry, pub: Pub) -> None:
    read.decided[pub["decision"]] = Decided(pub["decision"], pub["outcome"], entry.at)
    read.closed[entry.seq] = pub["decision"]


def _finally_answered(read: _Read, entry: Entry, pub: Pub) -> None:
    before = read.decided[pub["decision"]]
    read.decided[before.pk] = replace(before, kinds=(*before.kinds, pub["kind"]))


def _committed(read: _Read, entry: Entry, pub: Pub) -> None:
    read.commitments[read.closed.get(pub.get("origin", -1), "")].append(pub["commitment"])
    read.promised[pub["commitment"]] = Promised(pub["commitment"])


def _signed_off(read: _Read, entry: Entry, pub: Pub) -> None:
    done = entry.at if pub["outcome"] == "done" else None
    read.promised[pub["commitment"]] = Promised(pub["commitment"], done)


def _checked_back(read: _Read, entry: Entry, pub: Pub) -> None:
    if pub["outcome"] == "reopened":
        read.promised[pub["commitment"]] = Promised(pub["commitment"])


_TAKE = {
    "proposal.drafted": _drafted,
    "decision.announced": _announced,
    "decision.closed": _closed,
    "decision.finally_answered": _finally_answered,
    "commitment.made": _committed,
    "signoff.closed": _signed_off,
    "checkback.closed": _checked_back,
}
