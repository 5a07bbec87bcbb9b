"""Which side raised something: what a decision and a promise say of it, worked out again. Source: docs/rules/clock.md.

Words count for a side once their author wrote or confirmed them, and until their author takes them back. What a
decision or a promise says stays as it was when it was made, whatever is taken back later.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from equalweight.core.measures.places import committees_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

LIVED: Final = "lived_experience"
ABOUT_WORDS: Final = ("contribution.made", "contribution.confirmed", "contribution.withdrawn")
OTHERWISE: Final = (
    "Somebody said that a group had raised what it had not: that starts or stops the change clock."
)
HIDDEN: Final = "Who raised it can't be checked: an entry before it is hidden."
WHY_NOT: Final = {
    "no_origin": "nothing comes from an entry of that kind",
    "not_carried": "that decision was not carried",
    "unconfirmed": "whoever said it had not confirmed those words",
    "taken_back": "whoever said it had taken it back",
}


def raised_by(sides: Collection[str]) -> str:
    """The side that raised what several people said: lived experience when any of them has it; "" for nobody."""
    return LIVED if LIVED in sides else "staff" if sides else ""


class Act(Protocol):
    """An entry, as far as it matters here."""

    @property
    def type(self) -> str: ...
    @property
    def pub(self) -> Mapping[str, Any]: ...


@dataclass
class Words:
    """What somebody said, as it stands after the entries taken in so far."""

    side: str
    is_confirmed: bool
    is_taken_back: bool = False

    @property
    def count(self) -> bool:
        """Whether its author says that these are their words."""
        return self.is_confirmed and not self.is_taken_back


class Said:
    """Everything said, by its id."""

    def __init__(self) -> None:
        self.of: dict[str, Words] = {}

    def take(self, entry: Act) -> None:
        """Take in the next entry."""
        if entry.type not in ABOUT_WORDS:
            return
        name = entry.pub["contribution"]
        if entry.type == "contribution.made":
            self.of.setdefault(name, Words(entry.pub["side"], entry.pub["confirmed"]))
        elif name in self.of and entry.type == "contribution.confirmed":
            self.of[name].is_confirmed = True
        elif name in self.of:
            self.of[name].is_taken_back = True

    def why_not(self, origin: Act) -> str:
        """Why a promise can't come from `origin` now, a key of WHY_NOT; "" when it can."""
        if origin.type == "decision.closed":
            return "" if origin.pub["outcome"] == "carried" else "not_carried"
        words = self._words(origin)
        if words is None:
            return "no_origin"
        return "taken_back" if words.is_taken_back else "" if words.is_confirmed else "unconfirmed"

    def side_of(self, origin: Act) -> str | None:
        """The side that raised what comes from `origin`; None where nothing that counts says so."""
        if origin.type == "decision.closed":
            return origin.pub.get("raised_by")
        words = self._words(origin)
        return words.side if words is not None and words.count else None

    def _words(self, origin: Act) -> Words | None:
        is_said = origin.type in ("contribution.made", "contribution.answered")
        return self.of.get(origin.pub["contribution"]) if is_said else None


class _Known:
    """`drafted`: proposal → its first version. `proposals`: decision → what was put."""

    def __init__(self, disclosed: Disclosed) -> None:
        self.disclosed, self.said = disclosed, Said()
        self.held: Mapping[str, Held] = disclosed.once(history)
        self.committees: Mapping[str, str] = disclosed.once(committees_of)
        self.where: dict[str, str] = {}
        self.drafted: dict[str, Entry] = {}
        self.proposals: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        self.said.take(entry)
        if entry.type == "contribution.made":
            self.where.setdefault(entry.pub["contribution"], entry.ctx)
        elif entry.type == "proposal.drafted":
            self.drafted.setdefault(entry.pub["proposal"], entry)
        elif entry.type == "decision.announced" and "proposal" in entry.pub:
            self.proposals.setdefault(entry.pub["decision"], entry.pub["proposal"])

    def hides(self, entry: Entry) -> bool:
        """Whether something hidden may say what nothing shown does; then that is said."""
        hides = self.disclosed.hides_between(-1, entry.seq) or self.disclosed.lacks_what_it_rests_on(entry)
        if hides:
            self.disclosed.leave_unknown(entry.seq, HIDDEN)
        return hides


def raised(disclosed: Disclosed) -> Iterator[Finding]:
    """Every draft comes from what was said here; every decision and promise says who raised it as the entries do."""
    known = _Known(disclosed)
    for entry in disclosed.entries:
        if entry.type == "proposal.drafted":
            yield from _drafted(entry, known)
        elif entry.type == "decision.closed":
            yield from _closed(entry, known)
        elif entry.type == "commitment.made":
            yield from _promised(entry, known)
        known.take(entry)


def _drafted(entry: Entry, known: _Known) -> Iterator[Finding]:
    for name in entry.pub.get("contributions", []):
        where = known.where.get(name)
        if where == entry.ctx or (where is None and known.hides(entry)):
            continue
        shown = "no earlier entry shows" if where is None else f"was said in {where}"
        what = f"It says that it came from {name}, which {shown}."
        yield Finding("about_nothing", at_entry(entry.seq), what, OTHERWISE)


def _closed(entry: Entry, known: _Known) -> Iterator[Finding]:
    """By the words it came from that count at the close; without any, by whoever wrote its first version."""
    drafted = known.drafted.get(known.proposals.get(entry.pub["decision"], ""))
    if drafted is None or not all(name in known.said.of for name in drafted.pub["contributions"]):
        return
    words = [known.said.of[name] for name in drafted.pub["contributions"]]
    due = raised_by({each.side for each in words if each.count}) or drafted.pub["side"]
    said = entry.pub.get("raised_by")
    if said != due:
        what = f"It says that {said or 'nobody'} raised it; by what it came from, {due} did."
        yield Finding("origin_differs", at_entry(entry.seq), what, OTHERWISE)


def _promised(entry: Entry, known: _Known) -> Iterator[Finding]:
    """As what it came from says; where nothing does, lived experience only by that side's own word."""
    said, number = entry.pub.get("origin_side"), entry.pub.get("origin")
    origin = None if number is None else known.disclosed.entry(number)
    if origin is None and number is not None:
        # Hidden, or no valid line: not_shown.py and the reading of the file say so.
        return
    if origin is not None:
        yield from _cannot_come(entry, origin, known)
    side = known.said.side_of(origin) if origin else None
    maker = known.held.get(entry.by.removeprefix("seat:"))
    is_own = maker is not None and maker.side == LIVED
    if said == side or (side is None and (said != LIVED or is_own)):
        return
    what = (
        f"It says that {said or 'nobody'} raised it; the entry it came from says {side or 'nothing of that'}."
    )
    yield Finding("origin_differs", at_entry(entry.seq), what, OTHERWISE)


def _cannot_come(entry: Entry, origin: Entry, known: _Known) -> Iterator[Finding]:
    why = known.said.why_not(origin)
    if known.committees.get(origin.ctx) != entry.pub["committee"]:
        reason = "that one is of another committee"
    elif why and not (why == "no_origin" and known.hides(entry)):
        reason = WHY_NOT[why]
    else:
        return
    what = f"It says that it came from entry {origin.seq} ({origin.type}): {reason}."
    yield Finding("no_origin", at_entry(entry.seq), what, OTHERWISE)
