"""What a carried decision changed of the committee itself, in words, and where it stands."""

from django.urls import reverse

from equalweight.site.proposals.models import Version
from equalweight.site.web.elements import Link

from .models import Decision

_SAID = {
    Version.Changes.WAYS: "The new ways of working are in force since this decision closed.",
    Version.Changes.REMIT: "What this committee can decide, and who decides in the end, changed when this "
    "decision closed.",
    Version.Changes.CLOSING: "The committee closed with this decision. Nothing new can be started in it. What it "
    "promised stays public, and can still be kept, checked and signed off.",
}
_SEEN = {
    Version.Changes.WAYS: ("See them, and those before", "committees:ways"),
    Version.Changes.REMIT: ("See it, and those before", "committees:remit"),
    Version.Changes.CLOSING: ("See what was promised and is not done", "evidence:committee"),
}


def in_force_words(decision: Decision) -> str:
    """What it changed; nothing for any other question, or when it was not carried."""
    change = _change(decision)
    return _SAID[change] if change else ""


def in_force_link(decision: Decision) -> Link | None:
    """Where what it changed stands."""
    change = _change(decision)
    if change is None:
        return None
    said, name = _SEEN[change]
    return Link(said, reverse(name, args=[decision.project.committee_id]))


def _change(decision: Decision) -> Version.Changes | None:
    is_carried = decision.outcome.get("outcome") == "carried"
    return Version.Changes(decision.version.changes) if decision.version.changes and is_carried else None
