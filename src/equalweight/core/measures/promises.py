"""Every act on a promise, by whoever may, at its time. Source: docs/rules/sign_off.md.

Who owns a promise made in an offer, and who is a co-chair, is not worked out here: any staff seat may claim where the
record doesn't name the owner's, or where nobody holds it any more.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from equalweight.core.measures.in_force import InForce
from equalweight.core.measures.road import CLAIMED, Road, Roads, made_by
from equalweight.core.measures.seats import Held, history
from equalweight.core.measures.terms import CLOCKS_DIFFER
from equalweight.core.record.canonical import read_time
from equalweight.core.record.disclosed import Disclosed
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

OTHERWISE: Final = (
    "Somebody changed a promise, or said that it is done, otherwise than both groups had agreed on."
)
ANOTHER: Final = "Somebody acted on a promise whose act it was not."
HIDDEN: Final = (
    "What came before this act is not shown, so it can't be said whether it was this promise's turn."
)


def promises(disclosed: Disclosed) -> Iterator[Finding]:
    """Each promise goes its road: claimed by its owner, checked by its checker, and only then asked about."""
    held, in_force, roads = disclosed.once(history), InForce(), Roads()
    for entry in disclosed.entries:
        in_force.take(entry)
        if roads.is_about(entry):
            broken = roads.look(entry)
            road = roads.road(entry)
            if broken and not disclosed.hides_between(road.last if road else -1, entry.seq):
                yield Finding(broken.code, at_entry(entry.seq), broken.what, OTHERWISE)
                continue
            if broken:
                disclosed.leave_unknown(entry.seq, HIDDEN)
            if made_by(entry):
                yield from in_force.unknown(entry, disclosed)
            yield from _by_whom(entry, road, held, in_force)
        roads.take(entry)


def _by_whom(
    entry: Entry, road: Road | None, held: Mapping[str, Held], in_force: InForce
) -> Iterator[Finding]:
    here = _Here(entry, held, in_force)
    found: tuple[str, str] | None = None
    if entry.type == "commitment.made":
        found = _made(here)
    elif road is not None:
        check = {
            "commitment.owner_named": _owner_named,
            "commitment.checker_named": _checker_named,
            "commitment.moved": _decided,
            "commitment.refused": _decided,
            "commitment.claimed": _claimed,
            "commitment.checked": _checked,
            "promise.judged": _judged,
        }.get(entry.type)
        found = check(here, road) if check else None
    if found:
        yield Finding(found[0], at_entry(entry.seq), found[1], ANOTHER)


class _Here:
    """One act, and who held which seat of its committee then."""

    def __init__(self, entry: Entry, held: Mapping[str, Held], in_force: InForce) -> None:
        self.entry, self.in_force, self._held = entry, in_force, held
        self.committee = in_force.committee(entry.ctx)
        started = in_force.started(entry.ctx)
        self.is_outside = started is not None and started.pub.get("kind") == "outside"

    @property
    def actor(self) -> str:
        """The seat that acted; empty when no seat did."""
        return self.entry.by.removeprefix("seat:") if self.entry.by.startswith("seat:") else ""

    def is_held(self, seat: str | None) -> bool:
        """Whether somebody held this seat just then."""
        found = self._held.get(seat or "")
        return found is not None and found.is_held(self.entry.seq)

    def is_of(self, seat: str | None, side: str) -> bool:
        """Whether somebody of this side held this seat, in this committee, just then."""
        found = self._held.get(seat or "")
        is_here = found is not None and self.committee in (None, found.committee)
        return is_here and self.is_held(seat) and found is not None and found.side == side


Found = tuple[str, str] | None
NO_CHECKER: Final = "checker with a seat here and lived experience"
NOT_STAFF: Final = "The seat named as the owner's was not a staff seat of this committee."


def _made(here: _Here) -> Found:
    pub = here.entry.pub
    if here.committee not in (None, pub["committee"]):
        return "elsewhere", f"It names committee {pub['committee']}; it stands in {here.committee}."
    if "checker" in pub and not here.is_of(pub["checker"], "lived_experience"):
        return "not_checker", f"Seat {pub['checker']} is no {NO_CHECKER}."
    return None if "seat" not in pub or here.is_of(pub["seat"], "staff") else ("not_owner", NOT_STAFF)


def _owner_named(here: _Here, road: Road) -> Found:
    seat = here.entry.pub.get("seat")
    return None if seat is None or here.is_of(seat, "staff") else ("not_owner", NOT_STAFF)


def _checker_named(here: _Here, road: Road) -> Found:
    """Nobody is made to check; another takes over only from a claim that has waited too long."""
    checker = here.entry.pub["checker"]
    if checker != here.actor or not here.is_of(checker, "lived_experience"):
        return "not_checker", f"Seat {checker} did not offer itself, or is no {NO_CHECKER}."
    if here.is_held(road.checker) and not _has_waited(here, road):
        return "not_checker", f"Seat {road.checker} was the checker, and no claim had waited for it too long."
    return None


def _has_waited(here: _Here, road: Road) -> bool:
    days = here.in_force.days(here.entry.ctx, "days_to_sign_off")
    if road.status != CLAIMED or road.claim is None:
        return False
    waited = read_time(here.entry.at) - read_time(road.claim.at)
    return days is None or waited >= timedelta(days=days + 1) - CLOCKS_DIFFER


def _claimed(here: _Here, road: Road) -> Found:
    if here.is_outside:
        return "not_owner", "It is in a log about another table, whose keepers say whether it was kept."
    if road.has_owner is False:
        return "not_owner", "Nobody had been named as its owner."
    if here.is_held(road.owner):
        is_owner = here.actor == road.owner
        return (
            None
            if is_owner
            else ("not_owner", f"It was claimed by {here.entry.by}; its owner is seat {road.owner}.")
        )
    return _decided(here, road)


def _decided(here: _Here, road: Road) -> Found:
    """The owner, or staff for them: even an owner outside the committee is spoken for by staff."""
    if here.is_of(here.actor, "staff"):
        return None
    return "not_owner", f"{here.entry.type} by {here.entry.by}, which is no staff seat here."


def _checked(here: _Here, road: Road) -> Found:
    if road.checker is None or not here.is_held(road.checker):
        return "not_checker", "It was checked, and nobody was the checker then."
    if here.actor != road.checker:
        return "not_checker", f"It was checked by {here.entry.by}; the checker is seat {road.checker}."
    return None


def _judged(here: _Here, road: Road) -> Found:
    if here.is_outside or here.in_force.started(here.entry.ctx) is None:
        return None
    return "judged_inside", "Both groups are here: only they say, together, whether it is done."
