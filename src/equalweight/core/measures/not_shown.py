"""What an export does not show, so that its silence is never taken for a good answer.

A value or an entry that is not in the file is no finding by itself: it may have been erased, or be confidential.
But the report names what can't be checked for want of it, and claims nothing about that. Only one thing is a
finding: an entry that is shown and rests on one that is hidden. What is confidential is so as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from equalweight.core.record.disclosed import Disclosed, Silence, by_id
from equalweight.core.record.entry import Entry
from equalweight.core.record.export import PHASES
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.record.published import ANSWERS, AT_CLOSE, AT_ONCE, ON_PUBLISHING

HIDDEN: Final = "An entry was taken out of sight, or left out of what everybody may read. Ask for it."

Acts = Mapping[str, list[Entry]]

QUESTIONS: Final = (
    (
        "decision",
        (
            "decision.announced",
            "decision.announced_again",
            "decision.opened",
            "decision.paused",
            "decision.round_closed",
            "objection.questioned",
            "decision.round_opened",
        ),
        "decision.closed",
    ),
    ("removal", ("removal.asked", "removal.opened"), "removal.closed"),
    ("claim", ("commitment.checked",), "signoff.closed"),
    ("check_back", ("checkback.opened",), "checkback.closed"),
)
"""What names a question, the acts that say when it closes (the latest time holds), and the act that closes it."""


def hidden(disclosed: Disclosed) -> Iterator[Finding]:
    """Entries that rest on one of which the file shows no more than a hash."""
    for entry in disclosed.entries:
        for seq in _rests_on(entry):
            if disclosed.is_hidden(seq):
                what = f"It rests on entry {seq}, and the file shows no more of that one than its hash."
                yield Finding("rests_on_hidden", at_entry(entry.seq), what, HIDDEN)


def unclosed(disclosed: Disclosed) -> None:
    """Says which questions had to be closed by the time of the last entry, and no close is shown."""
    now = max((entry.at for entry in disclosed.entries), default="")
    for name, acts_due, close in QUESTIONS:
        for acts in by_id(disclosed.entries, name).values():
            asked = [entry for type in acts_due for entry in acts.get(type, []) if _due(entry)]
            due = max(map(_due, asked), default="")
            if asked and close not in acts and due < now:
                first = min(asked, key=lambda entry: entry.seq)
                what = f"It was to close by {due}, and no {close} is shown: no outcome is claimed for it."
                disclosed.leave_unknown(first.seq, what)


def _due(entry: Entry) -> str:
    """The time by which something is to follow this entry; "" for none. A talk about a round ends at `talk_until`."""
    return str(entry.pub.get("closes") or entry.pub.get("talk_until") or "")


def steps_left_out(disclosed: Disclosed) -> None:
    """Says which projects' steps on the ladder the file does not give."""
    told = {(step.ctx, step.phase) for step in disclosed.steps}
    for entry in disclosed.entries:
        missing = [phase for phase in PHASES if (entry.ctx, phase) not in told]
        if entry.type == "project.started" and missing:
            what = f"The file does not say which step its project {entry.ctx} is on ({', '.join(missing)})."
            disclosed.leave_unknown(entry.seq, what)


def values_left_out(disclosed: Disclosed) -> None:
    """Says which words are always published and are not in the file."""
    for entry in disclosed.entries:
        _say_missing(disclosed, [entry], AT_ONCE.get(entry.type, ()))
    for acts in by_id(disclosed.entries, "contribution").values():
        if "contribution.published" in acts:
            for type, fields in ON_PUBLISHING.items():
                _say_missing(disclosed, acts.get(type, []), fields)
    decisions = by_id(disclosed.entries, "decision")
    proposals = by_id(disclosed.entries, "proposal")
    for acts in decisions.values():
        if "decision.closed" in acts:
            for announced in acts.get("decision.announced", []):
                _say_missing(disclosed, [announced], AT_CLOSE[announced.type])
                _say_missing_version(disclosed, proposals[announced.pub["proposal"]], announced)
    for name, _, close in QUESTIONS:
        for acts in by_id(disclosed.entries, name).values():
            # Of a matter that was dropped nothing is counted, and nothing published.
            for closed in [each for each in acts.get(close, []) if each.pub["outcome"] != "dropped"][:1]:
                _say_missing_answers(disclosed, acts, closed)


SILENCES: tuple[Silence, ...] = (unclosed, steps_left_out, values_left_out)


def _rests_on(entry: Entry) -> set[int]:
    kind, _, maker = entry.by.partition(":")
    origin = [entry.pub["origin"]] if "origin" in entry.pub else []
    return {*entry.refs, *origin, *([int(maker)] if kind in ("offer", "link") else [])}


def _missing(disclosed: Disclosed, entry: Entry, fields: Iterable[str]) -> list[str]:
    return [field for field in fields if field in entry.com and disclosed.value(entry.seq, field) is None]


def _say_missing(disclosed: Disclosed, entries: Iterable[Entry], fields: Iterable[str]) -> None:
    for entry in entries:
        if missing := _missing(disclosed, entry, fields):
            what = f"Of its words, {', '.join(missing)} can't be read here: erased, or left out of this file."
            disclosed.leave_unknown(entry.seq, what)


def _say_missing_version(disclosed: Disclosed, acts: Acts, announced: Entry) -> None:
    for type in ("proposal.drafted", "proposal.revised"):
        versions = [entry for entry in acts.get(type, []) if entry.pub["version"] == announced.pub["version"]]
        _say_missing(disclosed, versions, AT_CLOSE[type])


def _say_missing_answers(disclosed: Disclosed, acts: Acts, closed: Entry) -> None:
    """One outcome with answers missing is one thing unknown, however many are missing."""
    type, fields = ANSWERS[closed.type]
    given = [answer for answer in acts.get(type, []) if answer.seq < closed.seq]
    replaced = {ref for answer in given for ref in answer.refs}
    missing = [
        f"{field} of entry {answer.seq}"
        for answer in given
        if answer.seq not in replaced
        for field in _missing(disclosed, answer, fields)
    ]
    if missing:
        what = f"Answers can't be read here, erased or left out of this file: {', '.join(missing)}."
        disclosed.leave_unknown(closed.seq, what)
