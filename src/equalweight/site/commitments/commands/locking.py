"""Reading a commitment again, locked, before it is changed."""

from equalweight.site.ledger.actor import Actor

from .. import rules
from ..models import Commitment


def locked(commitment_id: str, by: Actor) -> Commitment:
    """The commitment as it is now, held until the command ends; only for actors of its own committee.

    Whatever belongs to a commitment (claims, answers, check-backs) is changed only under this lock, so that
    no answer can slip in between counting and closing.
    """
    commitment = (
        Commitment.objects.select_for_update(of=("self",))
        .select_related("committee", "owner", "checker")
        .get(pk=commitment_id)
    )
    if not by.is_clock:
        rules.check_same_committee(commitment.committee_id, by.committee)
    return commitment
