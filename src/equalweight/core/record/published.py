"""Which sealed words are always published, by the type of entry that holds them (docs/record-format.md, Checking).

An export that lacks one has had it erased, or leaves it out. Which of the two can't be seen, so it is never a
finding; but it is said.
"""

from collections.abc import Mapping

_REMIT = ("holder", "power", "on_the_table", "off_the_table")

AT_ONCE: Mapping[str, tuple[str, ...]] = {
    "committee.started": _REMIT,
    "decision.closed": _REMIT,
    "project.started": ("name", "purpose"),
    "earlier_decision.noted": ("what",),
    "verdict.given": ("was_coproduced",),
    "contributions.invited": ("question",),
    "decision.reasoned": ("words",),
    "decision.finally_answered": ("holder", "reason"),
    "commitment.made": ("due_words", "note", "owner", "text", "will_be_seen"),
    "commitment.owner_named": ("owner",),
    "commitment.moved": ("reason",),
    "commitment.refused": ("reason",),
    "commitment.claimed": ("words",),
    "commitment.checked": ("words",),
    "clock.answered": ("words",),
    "reply.given": ("words",),
    "promise.judged": ("words",),
}
"""By the act itself."""

ON_PUBLISHING: Mapping[str, tuple[str, ...]] = {
    "contribution.made": ("words",),
    "contribution.answered": ("reason",),
}
"""Once its author publishes the contribution."""

AT_CLOSE: Mapping[str, tuple[str, ...]] = {
    "decision.announced": ("question", "brings"),
    "proposal.drafted": ("text", "title"),
    "proposal.revised": ("text", "title"),
}
"""When the decision on it closes; of a proposal, the version decided on."""

ANSWERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "decision.closed": ("vote.cast", ("choice",)),
    "removal.closed": ("removal.voted", ("choice",)),
    "signoff.closed": ("signoff.answered", ("answer", "reason")),
    "checkback.closed": ("checkback.answered", ("made_difference",)),
}
"""When the answers are counted: what is published of each that was not replaced. By the type of the count."""
