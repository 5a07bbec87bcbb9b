"""How far each promise has come, act by act: made, claimed, checked, asked about, signed off. Source:
docs/rules/sign_off.md.

An act out of its turn takes a promise nowhere, so that "done" on the ladder comes from a valid sign-off alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from equalweight.core.measures.sign_off import SideAnswers, sign_off
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry

OPEN, CLAIMED, ASKED, DONE, REFUSED = "open", "claimed", "asked", "done", "refused"
WORDS: Final = {
    OPEN: "nobody had claimed it",
    CLAIMED: "it was waiting for its checker",
    ASKED: "both sides were being asked",
    DONE: "it was done",
    REFUSED: "it had been said that it will not be done",
}
# What may happen to a promise, and while it stands how. ANY: whatever it stands like.
ANY: Final = frozenset(WORDS)
WHILE: Final[Mapping[str, frozenset[str]]] = {
    "commitment.owner_named": frozenset({OPEN}),
    "commitment.checker_named": frozenset({OPEN, CLAIMED}),
    "commitment.moved": frozenset({OPEN}),
    "commitment.refused": frozenset({OPEN}),
    "commitment.claimed": frozenset({OPEN}),
    "commitment.checked": frozenset({CLAIMED}),
    "signoff.closed": frozenset({ASKED}),
    "checkback.opened": frozenset({DONE}),
    "checkback.closed": ANY,
    "promise.judged": ANY,
    "clock.answered": frozenset({OPEN}),
    "reply.given": ANY,
}
# Of these acts the context is the committee, whatever the promise's is.
_OF_THE_COMMITTEE: Final = frozenset({"clock.answered", "reply.given"})
# What an answer names, and the entry that says which promise that is about.
_ASKED_BY: Final = {"clock.reached": "duty", "reply.asked": "request"}
_ANSWERED_BY: Final = {"clock.answered": "duty", "reply.given": "request"}


@dataclass(frozen=True)
class Broken:
    """Why an act could not happen then."""

    code: str
    what: str


@dataclass
class Road:
    """One promise. `owner`, `checker`: their seats, where the record says them. `has_owner`: None where it doesn't.

    `claim`: the newest. `signed_off`: the entry that counted both sides' "done", while that stands.
    """

    made: Entry
    owner: str | None = None
    has_owner: bool | None = None
    checker: str | None = None
    status: str = OPEN
    claim: Entry | None = None
    signed_off: Entry | None = None
    last: int = -1
    asked_after: set[int] = field(default_factory=set)


class Roads:
    """Every promise by its id. `look` at an entry before `take`."""

    def __init__(self) -> None:
        self.of: dict[str, Road] = {}
        self._claims: dict[str, str] = {}
        self._counted: set[str] = set()
        self._matters: dict[tuple[str, str], str] = {}

    def is_about(self, entry: Entry) -> bool:
        """Whether an entry makes a promise, or is an act on one."""
        if entry.type in _ANSWERED_BY:
            return self._named(entry) is not None
        return entry.type in WHILE or bool(made_by(entry))

    def road(self, entry: Entry) -> Road | None:
        """The promise that an act is on."""
        return self.of.get(self._named(entry) or "")

    def look(self, entry: Entry) -> Broken | None:
        """Why an act that `is_about` a promise can't happen now; None when it can."""
        again = [name for name in made_by(entry) if name in self.of]
        if again:
            return Broken("done_twice", f"Promise {again[0]} had been made before.")
        if entry.type not in WHILE:
            return None
        road = self.road(entry)
        if road is None:
            return Broken("no_commitment", f"No entry says that promise {self._named(entry)} was made.")
        if entry.ctx != road.made.ctx and entry.type not in _OF_THE_COMMITTEE:
            return Broken("elsewhere", f"It stands in {entry.ctx}; the promise belongs to {road.made.ctx}.")
        return self._claim_broken(entry, road) or _out_of_turn(entry, road)

    def take(self, entry: Entry) -> None:
        """Go on with an act, whether or not `look` has found something."""
        for name in made_by(entry):
            self.of.setdefault(name, _begun(entry))
        if entry.type in _ASKED_BY and "commitment" in entry.pub:
            matter = _ASKED_BY[entry.type]
            self._matters[matter, entry.pub[matter]] = entry.pub["commitment"]
        road = self.road(entry)
        if road is None or entry.type not in WHILE:
            return
        road.last = entry.seq
        if entry.type == "commitment.claimed":
            self._claims[entry.pub["claim"]] = entry.pub["commitment"]
        if entry.type == "signoff.closed":
            self._counted.add(entry.pub["claim"])
        _go_on(road, entry)

    def follow(self, entry: Entry, disclosed: Disclosed | None = None) -> None:
        """Take in the next entry unless it is out of its turn, and nothing that is hidden can explain that."""
        if self.is_about(entry) and self.look(entry):
            road = self.road(entry)
            if disclosed is None or not disclosed.hides_between(road.last if road else -1, entry.seq):
                return
        self.take(entry)

    def _named(self, entry: Entry) -> str | None:
        matter = _ANSWERED_BY.get(entry.type)
        return self._matters.get((matter, entry.pub[matter])) if matter else entry.pub.get("commitment")

    def _claim_broken(self, entry: Entry, road: Road) -> Broken | None:
        """A claim is made once; it is checked, and then counted, while it is its promise's newest."""
        claim, is_count = entry.pub.get("claim"), entry.type == "signoff.closed"
        if claim is None:
            return None
        of = self._claims.get(claim)
        if entry.type == "commitment.claimed":
            return Broken("done_twice", f"Claim {claim} had been made before.") if of else None
        if of not in (None, entry.pub["commitment"]):
            return Broken(
                "claim_differs", f"It names promise {entry.pub['commitment']}; the claim was about {of}."
            )
        if is_count and claim in self._counted:
            return Broken("done_twice", "This claim had been counted before.")
        is_newest = road.claim is not None and road.claim.pub["claim"] == claim
        if of is None or not is_newest or road.status not in WHILE[entry.type]:
            if is_count:
                return Broken(
                    "not_asked",
                    "It was counted, but no valid entry says that both sides were asked about it.",
                )
            return Broken(
                "not_claimed", f"Claim {claim} was not the promise's newest one, waiting to be checked."
            )
        return None


def made_by(entry: Entry) -> list[str]:
    """The promises that an entry makes, by their ids: alone, by an offer's acceptance, or of what somebody was told."""
    if entry.type in ("commitment.made", "told.answered"):
        return [entry.pub["commitment"]] if "commitment" in entry.pub else []
    if entry.type in ("offer.accepted", "offer.confirmed"):
        return list(entry.pub.get("promises", []))
    return []


def _begun(entry: Entry) -> Road:
    pub: Mapping[str, Any] = entry.pub if entry.type == "commitment.made" else {}
    return Road(entry, pub.get("seat"), pub.get("owner_named"), pub.get("checker"), last=entry.seq)


def _out_of_turn(entry: Entry, road: Road) -> Broken | None:
    if road.status not in WHILE[entry.type]:
        code = "not_signed_off" if entry.type == "checkback.opened" else "not_open"
        return Broken(code, f"{entry.type}, and {WORDS[road.status]}.")
    if entry.type == "commitment.checked":
        says = {name for name in ("roll", "closes") if name in entry.pub}
        if says and not entry.pub["seen"]:
            what = "The checker said that it can't be seen yet, and both sides were asked all the same."
            return Broken("asked_unseen", what)
        if entry.pub["seen"] and len(says) < 2:
            return Broken("asked_unsaid", "It doesn't say who was asked, and until when.")
    return None


def _go_on(road: Road, entry: Entry) -> None:
    pub = entry.pub
    match entry.type:
        case "commitment.owner_named":
            road.owner, road.has_owner = pub.get("seat"), True
        case "commitment.checker_named":
            road.checker = pub["checker"]
        case "commitment.refused":
            road.status = REFUSED
        case "commitment.claimed":
            road.status, road.claim = CLAIMED, entry
        case "commitment.checked":
            road.status = ASKED if pub["seen"] else OPEN
        case "signoff.closed":
            _count(road, entry)
        case "checkback.opened":
            road.asked_after.add(pub["months"])
        case "checkback.closed" if pub["outcome"] == "reopened" and road.status == DONE:
            road.status, road.signed_off = OPEN, None
        case "promise.judged":
            kept_not = OPEN if road.status == DONE else road.status
            road.status, road.signed_off = DONE if pub["kept"] else kept_not, None
        case "clock.answered" | "reply.given" if pub["answer"] == "will_not" and road.status == OPEN:
            road.status = REFUSED
        case "reply.given" if pub["answer"] != "will_not" and road.status == REFUSED:
            # Of a promise log: the organisation answers again, and its newest word is what it says now.
            road.status = OPEN


def _count(road: Road, entry: Entry) -> None:
    """Done by both sides' word alone, and never by the word "done" without the counts for it."""
    counts = {
        side: SideAnswers(said["entitled"], said["done"], said["not_yet"])
        for side, said in entry.pub["sides"].items()
    }
    is_done = entry.pub["outcome"] == "done" and len(counts) == 2 and sign_off(counts) == "done"
    road.status, road.signed_off = (DONE, entry) if is_done else (OPEN, None)
    road.asked_after = set()
