"""Which words an act has to seal: without them there is nothing to read later, and nothing shows that they are missing.

A writer always seals them, and never empty. So a refusal without a reason is no act of an honest record.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from equalweight.core.record.entry import Entry

ALWAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "committee.started": ("name", "purpose"),
    "offer.made": ("terms",),
    "offer.revised": ("terms",),
    "offer.asked": ("words",),
    "offer.countered": ("words",),
    "offer.replied": ("words",),
    "told.noted": ("said_by", "words"),
    "clock.answered": ("words",),
    "removal.asked": ("happened_on", "reason", "seat"),
    "removal.replied": ("words",),
    "removal.voted": ("choice",),
    "project.started": ("name", "purpose"),
    "phase.joined": ("what",),
    "work.logged": ("what",),
    "earlier_decision.noted": ("what",),
    "verdict.given": ("was_coproduced",),
    "contributions.invited": ("question",),
    "contribution.made": ("words",),
    "contribution.answered": ("reason",),
    "proposal.drafted": ("text", "title"),
    "proposal.revised": ("text", "title"),
    "decision.announced": ("question",),
    "vote.cast": ("choice",),
    "outside_vote.noted": ("address", "runner"),
    "objection.judged": ("choice",),
    "decision.reasoned": ("words",),
    "decision.finally_answered": ("holder",),
    "commitment.made": ("text",),
    "commitment.owner_named": ("owner",),
    "commitment.moved": ("reason",),
    "commitment.refused": ("reason",),
    "commitment.claimed": ("words",),
    "signoff.answered": ("answer",),
    "checkback.answered": ("made_difference",),
}
"""Whatever the act says."""


def _remit(kind: str | None) -> tuple[str, ...]:
    """By which right it decides, or who decides in the end."""
    return () if kind is None else ("power",) if kind == "decides" else ("holder",)


WHERE_SAID: Final[Mapping[str, Callable[[Mapping[str, Any]], tuple[str, ...]]]] = {
    "committee.started": lambda pub: _remit(pub["remit"]),
    "decision.closed": lambda pub: _remit(pub.get("remit", {}).get("kind")),
    # What was corrected or refused says what was promised instead, or why not.
    "told.answered": lambda pub: () if pub["answer"] == "confirmed" else ("words",),
    "reply.given": lambda pub: ("words",) if pub["answer"] == "will_not" else (),
    "commitment.made": lambda pub: ("owner",) if pub["owner_named"] else (),
    "commitment.checked": lambda pub: () if pub["seen"] else ("words",),
}
"""Besides, by the public facts of the act."""


def needed(entry: Entry) -> tuple[str, ...]:
    """The fields that an entry which keeps to the vocabulary has to seal."""
    by_facts = WHERE_SAID.get(entry.type)
    return ALWAYS.get(entry.type, ()) + (by_facts(entry.pub) if by_facts else ())
