"""Where a commitment made from a decision comes from."""

from dataclasses import dataclass

from equalweight.site.contributions.rules import raised_by as side_of
from equalweight.site.proposals.models import Proposal

from ..models import Decision


@dataclass(frozen=True)
class Origin:
    """The entry that closed the decision, and the side that raised what was decided."""

    closed_seq: int
    side: str


def origin_of(decision_pk: str) -> Origin | None:
    """The origin a carried decision gives a commitment; None for any other decision, or none.

    `side`: people with lived experience when a contribution of theirs led to the proposal; else the side of the
    contributions it came from; else the side that drafted its first version.
    """
    found = Decision.objects.filter(pk=decision_pk, outcome__outcome="carried").select_related(
        "version__proposal"
    )
    decision = found.first()
    if decision is None or decision.closed_seq is None:
        return None
    return Origin(decision.closed_seq, raised_by(decision.version.proposal))


def raised_by(proposal: Proposal) -> str:
    """The side that raised what a proposal is about."""
    raised = proposal.comes_from.filter(withdrawn_at__isnull=True, confirmed_at__isnull=False)
    sides = set(raised.order_by().values_list("author__side", flat=True))
    first_draft = proposal.versions.order_by("number").values_list("author__side", flat=True)
    return side_of(sides) or str(first_draft[0])
