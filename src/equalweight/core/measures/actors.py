"""Who did what: by what kind of actor an act can be done, and whose side the `side` of its entry is.

What an entry says of a side must be so of the seat it means: else one group could write as the other. Where `by` is
sealed that can't be seen; there are never more answers of a side than seats, and no more is claimed.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from equalweight.core.measures.places import committees_of
from equalweight.core.measures.seats import Held, history
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

ACTOR: Final = "the side of the seat that acts"
DEFINES: Final = (
    "the side that this act gives the seat: the holder's own word (offered.py says when it can be)"
)
NAMED: Final = "the side of the seat it names, who was only named where nobody had taken it yet"
AUTHOR: Final = "the side of whoever said it, which is not always whoever entered it: see authors.py"
OFFERED: Final = "the side of the seat offered: see offered.py"
SEALED: Final = "the side of a seat that is sealed: see answers.py"
CHOSEN: Final = "the group whose vote was held outside: anybody may note it"

WHOSE_SIDE: Final[Mapping[str, str]] = {
    "seat.confirmed": DEFINES,
    "seat.left": NAMED,
    "office.backed": ACTOR,
    "offer.made": OFFERED,
    "offer.accepted": OFFERED,
    "offer.confirmed": OFFERED,
    "removal.voted": SEALED,
    "objection.withdrawn": SEALED,
    "objection.published": SEALED,
    "objection.judged": SEALED,
    "project.started": ACTOR,
    "phase.joined": ACTOR,
    "phase.left": ACTOR,
    "work.confirmed": ACTOR,
    "work.paid": ACTOR,
    "work.denied": ACTOR,
    "verdict.given": SEALED,
    "contribution.made": AUTHOR,
    "proposal.drafted": ACTOR,
    "proposal.revised": ACTOR,
    "decision.recused": ACTOR,
    "vote.cast": SEALED,
    "decision.paused": SEALED,
    "outside_vote.noted": CHOSEN,
    "decision.close_asked": ACTOR,
    "decision.reasoned": ACTOR,
    "facilitator.asked": SEALED,
    "facilitator.noted": ACTOR,
    "facilitator.confirmed": ACTOR,
    "decision.finally_answered": ACTOR,
    "signoff.answered": SEALED,
}
"""Every type of entry that states a side."""

CLOCK_ALONE: Final = frozenset(
    {
        "clock.reached", "decision.round_opened", "objection.settled", "removal.opened", "removal.closed",
        "checkback.opened", "checkback.closed",
    }
)  # fmt: skip
CLOCK_TOO: Final = frozenset(
    {
        "decision.announced_again", "decision.opened", "decision.round_closed", "decision.closed", "signoff.closed",
    }
)  # fmt: skip
# By the letter of an offer, known by the entry that made it.
LETTER_ALONE: Final = frozenset({"offer.confirmed", "offer.denied"})
LETTER_TOO: Final = LETTER_ALONE | {
    "offer.asked", "offer.countered", "offer.accepted", "offer.declined", "told.noted",
}  # fmt: skip
# The seat named is the one that acts: nobody puts another's name there.
OWN: Final = {"phase.joined": "seat", "phase.left": "seat", "commitment.checker_named": "checker"}
# Here one seat names another, of the same committee.
OTHER: Final = {
    "office.backed": "taken_by", "commitment.made": "checker", "commitment.owner_named": "seat",
    "clock.reached": "seat",
}  # fmt: skip
OTHERS_NAME: Final = "Somebody acted in another's name, or one group wrote as the other."


def actors(disclosed: Disclosed) -> Iterator[Finding]:
    """Every open act by somebody who can do such an act, on the side they say, and naming seats of this committee."""
    held, committees = disclosed.once(history), disclosed.once(committees_of)
    work: dict[str, list[str]] = {}
    for entry in disclosed.entries:
        if entry.by.startswith("sealed:"):
            continue
        yield from _kind(disclosed, entry)
        yield from _side(entry, held)
        yield from _named(entry, held, committees.get(entry.ctx))
        if entry.type == "work.logged":
            work.setdefault(entry.pub["work"], entry.pub["seats"])
        elif entry.type in (
            "work.confirmed",
            "work.denied",
            "work.paid",
        ) and not disclosed.lacks_what_it_rests_on(entry):
            yield from _share(entry, work)


def seat_of(entry: Entry) -> str:
    """The seat that acts in the open; "" for anybody else."""
    kind, _, seat = entry.by.partition(":")
    return seat if kind == "seat" else ""


def _kind(disclosed: Disclosed, entry: Entry) -> Iterator[Finding]:
    kind, _, number = entry.by.partition(":")
    if not _may(entry, kind):
        what = f"{entry.type} by {entry.by}: that can't be done so."
        yield Finding("wrong_actor", at_entry(entry.seq), what, OTHERS_NAME)
    elif kind in ("offer", "link"):
        yield from _letter(entry, disclosed.entry(int(number)))


def _may(entry: Entry, kind: str) -> bool:
    if kind == "clock":
        return entry.type in CLOCK_ALONE or entry.type in CLOCK_TOO
    if kind == "offer":
        return entry.type in LETTER_TOO
    if kind == "link":
        return entry.type == "reply.given"
    if kind == "host":
        return entry.type == "commitment.made"
    return entry.type not in CLOCK_ALONE | LETTER_ALONE and entry.type != "reply.given"


def _letter(entry: Entry, maker: Entry | None) -> Iterator[Finding]:
    """A link answers what it was sent for. Where the entry behind it is hidden, not_shown.py says so."""
    if maker is None:
        return
    type, name = ("offer.made", "offer") if entry.by.startswith("offer:") else ("reply.asked", "request")
    is_right = maker.type == type and maker.ctx == entry.ctx
    if not is_right or entry.pub.get(name, maker.pub[name]) != maker.pub[name]:
        what = f"{entry.type} by {entry.by}, which is not the letter that this answers."
        yield Finding("wrong_actor", at_entry(entry.seq), what, OTHERS_NAME)


def _side(entry: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    whose, said = WHOSE_SIDE.get(entry.type), entry.pub.get("side")
    seat = seat_of(entry) if whose == ACTOR else entry.pub["seat"] if whose == NAMED else ""
    # Who acted without a seat is found in seats.py.
    if seat in held and held[seat].side != said:
        what = f"It says {said}, and seat {seat} is of {held[seat].side}."
        yield Finding("side_differs", at_entry(entry.seq), what, OTHERS_NAME)


def _named(entry: Entry, held: Mapping[str, Held], committee: str | None) -> Iterator[Finding]:
    own = entry.pub.get(OWN.get(entry.type, ""))
    if own is not None and entry.by != f"seat:{own}":
        what = f"{entry.type} names seat {own}, and {entry.by} did it."
        yield Finding("named_by_another", at_entry(entry.seq), what, OTHERS_NAME)
    other = entry.pub.get(OTHER.get(entry.type, ""))
    named = [other] if other else entry.pub["seats"] if entry.type == "work.logged" else []
    for seat in named:
        if seat not in held or held[seat].committee != committee or held[seat].taken > entry.seq:
            what = f"It names seat {seat}, and nobody had taken such a seat in this committee."
            yield Finding("no_such_seat", at_entry(entry.seq), what, OTHERS_NAME)
        elif entry.type == "office.backed" and held[seat].side != entry.pub["side"]:
            what = f"Seat {seat} took an office of {entry.pub['side']} and is of {held[seat].side}."
            yield Finding("side_differs", at_entry(entry.seq), what, OTHERS_NAME)


def _share(entry: Entry, work: Mapping[str, list[str]]) -> Iterator[Finding]:
    if seat_of(entry) not in work.get(entry.pub["work"], []):
        what = f"{entry.type} of work in which {entry.by} was not named."
        yield Finding("not_their_work", at_entry(entry.seq), what, OTHERS_NAME)
