"""Where a commitment made from a decision comes from."""

from dataclasses import dataclass

from equalweight.site.contributions import queries as contributions
from equalweight.site.ledger.models import Entry
from equalweight.site.ledger.queries import shown
from equalweight.site.proposals.models import Proposal

from ..models import Decision


@dataclass(frozen=True)
class Origin:
    """The entry that closed the decision, and the side that raised what was decided."""

    closed_seq: int
    side: str


def origin_of(decision_pk: str) -> Origin | None:
    """The origin a carried decision gives a commitment, as its entry says; None for any other decision, or none."""
    found = Decision.objects.filter(pk=decision_pk, outcome__outcome="carried", closed_seq__isnull=False)
    seq = found.values_list("closed_seq", flat=True).first()
    if seq is None:
        return None
    return Origin(seq, shown(Entry.objects.get(seq=seq)).pub["raised_by"])


def raised_by(proposal: Proposal) -> str:
    """The side that raised what a proposal is about: people with lived experience when a contribution of theirs led
    to it; else the side of the contributions it came from; else the side that drafted its first version.
    """
    said = contributions.raised_by(proposal.comes_from.values_list("pk", flat=True))
    first_draft = proposal.versions.order_by("number").values_list("author__side", flat=True)
    return said or str(first_draft[0])
