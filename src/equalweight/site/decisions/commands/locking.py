"""What every command on a decision begins with."""

from equalweight.site.committees.acting import acting_seat as seat_here
from equalweight.site.committees.models import Seat
from equalweight.site.ledger.actor import Actor
from equalweight.site.web.rules import RuleBroken

from .. import rules
from ..models import Decision, RollSeat


def lock(decision: Decision, *, by: Actor) -> Decision:
    """The decision as it is now, locked, for an actor of its committee whose seat is still held.

    Errors: RuleBroken `elsewhere`, `no_seat`.
    """
    fresh = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("project__committee", "version__proposal")
        .get(pk=decision.pk)
    )
    if not by.is_clock and by.committee != fresh.project.committee_id:
        raise RuleBroken("elsewhere", "This decision belongs to another committee.")
    if not by.is_clock:
        acting_seat(fresh, by=by)
    return fresh


def check_clock_or_co_chair(by: Actor, does: str) -> None:
    """`does`: what the clock does when it is time, as in "opens it". Errors: RuleBroken `co_chair`."""
    if not (by.is_clock or by.is_co_chair):
        raise RuleBroken("co_chair", f"The clock {does}. If it does not, a co-chair can.")


def acting_seat(decision: Decision, *, by: Actor) -> Seat:
    """The actor's seat, still held. Errors: RuleBroken `no_seat`."""
    return seat_here(decision.project.committee_id, by=by)


def place_on_roll(decision: Decision, *, by: Actor) -> RollSeat:
    """The actor's place on the roll of an opened decision. Errors: RuleBroken `no_seat`, `not_on_roll`."""
    seat = acting_seat(decision, by=by)
    place = decision.roll.select_related("vote").filter(seat=seat).first()
    if place is None and decision.recusals.filter(seat=seat).exists():
        raise RuleBroken("not_on_roll", rules.STEPPED_BACK)
    if place is None:
        raise RuleBroken(
            "not_on_roll",
            "You are not among those who can vote on this. Who can vote was fixed when voting opened.",
        )
    return place
