"""Whether what had to wait for its time did."""

from collections.abc import Iterator, Mapping

from equalweight.core.measures.seats import Held
from equalweight.core.record.entry import Entry
from equalweight.core.record.findings import Finding, at_entry

EARLY = "It did not wait as the committee's ways of working promise."

Acts = Mapping[str, list[Entry]]
"""The entries about one decision, by type."""


def closed_on_time(acts: Acts, opened: Entry, closed: Entry, held: Mapping[str, Held]) -> Iterator[Finding]:
    """A vote closes at its time, which somebody not ready can move; before it, only if both sides' co-chairs ask."""
    due = [opened, *acts.get("decision.paused", [])][-1].pub["closes"]
    if closed.at >= due:
        return
    closer = held.get(closed.by.removeprefix("seat:"))
    asked = {entry.pub["side"] for entry in acts.get("decision.close_asked", []) if entry.seq < closed.seq}
    if closer is None or not asked - {closer.side}:
        what = (
            f"It closed at {closed.at}, before {due}, and the co-chairs of both sides had not asked for that."
        )
        yield Finding("closed_early", at_entry(closed.seq), what, EARLY)
