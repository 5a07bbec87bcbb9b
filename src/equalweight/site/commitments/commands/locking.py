"""Reading a commitment again, locked, before it is changed."""

from equalweight.site.committees.acting import acting_seat
from equalweight.site.ledger.actor import Actor

from .. import rules
from ..models import Commitment


def locked(commitment_id: str, by: Actor) -> Commitment:
    """The commitment as it is now, held until the command ends; only for actors of its own committee, and a seat
    must still be held.

    Whatever belongs to a commitment (claims, answers, check-backs) is changed only under this lock, so that
    no answer can slip in between counting and closing.
    """
    commitment = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("committee", "owner", "checker")
        .get(pk=commitment_id)
    )
    if not by.is_clock:
        check_here(commitment.committee_id, by)
    return commitment


def check_here(committee_id: str, by: Actor) -> None:
    """An actor of this committee; one that acts as a seat still holds it. Errors: `wrong_committee`, `no_seat`."""
    rules.check_same_committee(committee_id, by.committee)
    if by.seat:
        acting_seat(committee_id, by=by)
