"""Who may choose whom, and when a committee is whole. No Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from equalweight.core.measures import bounds
from equalweight.core.measures.offices import holds_office as holds_office
from equalweight.site.people.mailbox import plain_email
from equalweight.site.web.rules import RuleBroken

SMALLEST_SIDE = 2
MOST_DAYS = bounds.DAYS_POSSIBLE[-1]
MOST_ROUNDS = bounds.ROUNDS_POSSIBLE[-1]
REMITS = frozenset({"decides", "decides_by_promise", "advises"})
DAYS = {
    "days_for_papers": "papers",
    "days_to_vote": "voting",
    "days_to_answer": "answers",
    "days_to_bring_back": "bringing a decision back",
    "days_to_sign_off": "signing off",
}


@dataclass(frozen=True)
class FoundingSeat:
    """A seat named when a committee starts. `side` is "lived_experience" or "staff"."""

    name: str
    email: str
    side: str
    chosen_how: str
    chosen_by: str
    about: str = ""
    is_co_chair: bool = False
    is_access_coordinator: bool = False


def check_founding(seats: Sequence[FoundingSeat]) -> None:
    """Refuse a start that names a person twice, however their address is spelt, or two co-chairs on one side (1.7)."""
    emails = [plain_email(seat.email) for seat in seats if seat.email]
    if len(set(emails)) < len(emails):
        raise RuleBroken(
            "named_twice", "The same email address is there twice. Each person has one seat.", "seats"
        )
    for side, words in (("lived_experience", "people with lived experience"), ("staff", "staff")):
        if sum(seat.is_co_chair for seat in seats if seat.side == side) > 1:
            raise RuleBroken("two_chairs", f"Name one co-chair for {words}, not two.", "seats")
    if any(seat.is_access_coordinator and seat.side != "lived_experience" for seat in seats):
        raise RuleBroken(
            "access_coordinator",
            "The access coordinator sees what people need to take part, so they can’t be one of the staff.",
            "seats",
        )


def check_remit(kind: str, *, holder: str, power: str, days: int) -> None:
    """A remit says who decides in the end, and by what right (glossary: remit).

    Errors: RuleBroken `power` (decides), `holder` (decides_by_promise, advises), `days`.
    """
    if kind == "decides" and not power:
        raise RuleBroken(
            "power", "Say which law or written decision gives this committee the power.", "power"
        )
    if kind != "decides" and not holder:
        raise RuleBroken("holder", "Say who decides in the end, by name or post.", "holder")
    if days not in bounds.DAYS_POSSIBLE:
        raise RuleBroken("days", f"Choose from 1 to {MOST_DAYS} days.", "days")


def check_remit_settings(settings: Mapping[str, object]) -> None:
    """The same for settings by name, each of which must be there. Errors: as check_remit, and RuleBroken `kind`."""
    if settings["kind"] not in REMITS:
        raise RuleBroken("kind", "Choose who decides in the end.", "kind")
    holder, power, days = (str(settings[name]) for name in ("holder", "power", "days"))
    check_remit(str(settings["kind"]), holder=holder, power=power, days=int(days))


def check_not_closed(closed_at: datetime | None) -> None:
    """Both groups closed it: nothing new starts, and what it promised stays (promise 1.7). Errors: `closed`."""
    if closed_at is not None:
        raise RuleBroken("closed", "This committee has closed, so nothing new can be started in it.")


def check_ways(ways: Mapping[str, object]) -> None:
    """Ways of working an equal table can have (docs/rules/both_sides.md). Missing ones keep their defaults.

    Errors: RuleBroken `share` for a quorum or threshold under a half or not under one, `rounds`, `days`.
    """
    for name in bounds.SHARES:
        if not bounds.is_share_possible(str(ways.get(name, "1/2"))):
            raise RuleBroken("share", "This must be a half or more, and less than everybody.", name)
    if int(str(ways.get("rounds", 1))) not in bounds.ROUNDS_POSSIBLE:
        raise RuleBroken("rounds", f"Choose from 1 to {MOST_ROUNDS} rounds.", "rounds")
    for name, words in DAYS.items():
        if int(str(ways.get(name, 1))) not in bounds.DAYS_POSSIBLE:
            raise RuleBroken("days", f"Choose from 1 to {MOST_DAYS} days for {words}.", name)


def founding_has_ended(lived_experience_seats: int) -> bool:
    """Founding ends when the lived-experience side can approve its own offers: at two seats."""
    return lived_experience_seats >= SMALLEST_SIDE


def approvals_wanted(side: str, seats_on_side: int, *, is_founding: bool) -> int:
    """How many seats of the offered seat's own side must approve an offer (promise 1.7).

    While founding, none. Afterwards two of that side, or the only one there is: one person pressed hard
    must not be enough where there are others. A staff seat is the organisation's own choice: none.
    """
    if is_founding or side == "staff":
        return 0
    return min(SMALLEST_SIDE, max(seats_on_side, 1))


def speaks_for_side(*, is_co_chair: bool, has_co_chair: bool) -> bool:
    """Whether a seat agrees for its side: its co-chair, or anybody of a side that has none."""
    return is_co_chair or not has_co_chair


A_ROLE = {"facilitator": "a facilitator", "interpreter": "an interpreter", "observer": "an observer"}


def is_welcome_at_once(role: str, side: str | None) -> bool:
    """An interpreter whom people with lived experience want here: they need nobody's leave to be understood."""
    return role == "interpreter" and side == "lived_experience"


def may_end_attendance(role: str, side: str | None, *, speaks: bool) -> bool:
    """Either side; but staff alone can't take away the interpreter somebody with lived experience needs here."""
    return speaks and (role != "interpreter" or side == "lived_experience")
