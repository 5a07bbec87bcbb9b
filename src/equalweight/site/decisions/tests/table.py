"""Changes of the committee itself, decided: for tests, through the commands a person would use."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from tests.cast import NOW, Cast

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_change
from equalweight.site.proposals.models import Version
from equalweight.site.proposals.table import change_of

from .road import AGREED, vote

CLOSING = {
    "why_close": "The work is done.",
    "promises": "The council does them, and answers to Northmoor Voices.",
}


def change(cast: Cast, kind: str, new: Mapping[str, object], *, at: datetime = NOW) -> Version:
    """A change of the committee, from what is in force at `at`, drafted by Maya."""
    now = change_of(kind).in_force(cast.committee, at)
    project = start_project(cast.committee, name="How we work", purpose="Together", by=cast.maya.actor, at=at)
    settings = {**now.settings, **new}
    return draft_change(
        project, kind, settings, based_on=now.version, by=cast.maya.actor, at=at
    ).versions.get()


def decided(
    cast: Cast, version: Version, says: Mapping[str, str] | None = None, *, at: datetime = NOW
) -> Decision:
    """Announced at `at`, and closed nineteen days later."""
    decision = commands.announce_decision(version, by=cast.helen.actor, at=at)
    opens, closes = at + timedelta(days=5), at + timedelta(days=19)
    commands.open_decision(decision, by=CLOCK, at=opens)
    vote(cast, decision, at=opens, **(says or AGREED))
    return commands.close_decision(decision, by=CLOCK, at=closes)


def closed_committee(cast: Cast, *, at: datetime = NOW) -> Decision:
    """Both groups close it; it has closed nineteen days after `at`. The cast's own committee says so too."""
    decision = decided(cast, change(cast, "closing", CLOSING, at=at), at=at)
    cast.committee.refresh_from_db()
    return decision


def pub_of(seq: int | None) -> dict[str, object]:
    """The public facts of an entry."""
    facts: dict[str, object] = json.loads(bytes(Entry.objects.get(seq=seq).body))["pub"]
    return facts


def findings(old: bytes = b"", new: bytes = b"") -> set[str]:
    """What the verifier says of the export; with `old` bytes replaced by `new`, which must be there."""
    lines = list(export_lines())
    changed = [line.replace(old, new) for line in lines] if old else lines
    assert not old or changed != lines
    return {each.code for each in verify(changed, roots={}, recomputers=RECOMPUTERS).findings}
