"""The seat a command acts for, looked up again: a page may have been open while its reader left."""

from equalweight.site.ledger.actor import Actor
from equalweight.site.web.rules import RuleBroken

from .models import Seat

GONE = "Your seat in this committee has ended, so you can’t do this any more. Nothing was changed."


def acting_seat(committee_id: str, *, by: Actor) -> Seat:
    """The actor's seat in this committee, still held; asked inside a command, so nobody leaves in between.

    Errors: RuleBroken `no_seat`: for an actor without a seat, of another committee, or who has left since.
    """
    seat = Seat.objects.filter(pk=by.own_seat, committee_id=committee_id).first()
    if seat is None:
        raise RuleBroken("no_seat", "Only somebody with a seat in this committee can do this.")
    if seat.ended_at:
        raise RuleBroken("no_seat", GONE)
    return seat
