"""A carried change of the committee itself is in force from the moment its decision closes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from equalweight.core.measures.table import facts_in_words
from equalweight.site.committees.commands import adopt_remit, adopt_ways, close_committee
from equalweight.site.committees.models import Committee, RemitVersion, WaysOfWorking
from equalweight.site.committees.remit import from_settings as remit_from
from equalweight.site.committees.remit import public_facts, published_words
from equalweight.site.committees.ways import from_settings as ways_from
from equalweight.site.committees.ways import in_public
from equalweight.site.proposals.models import Version
from equalweight.site.proposals.table import change_of
from equalweight.site.web.rules import RuleBroken

from ..models import Decision

CLOSING = Version.Changes.CLOSING


def check_change(version: Version, at: datetime) -> None:
    """A change is announced alone, and starts from what is in force: no two undo each other unseen.

    While both groups decide whether the committee closes, nothing else is announced.
    Errors: RuleBroken `closing_under_way`, `change_under_way`, `change_outdated`.
    """
    committee = Committee.objects.select_for_update().get(pk=version.proposal.project.committee_id)
    live = _live(committee.pk)
    if live.filter(version__changes=CLOSING).exists():
        raise RuleBroken(
            "closing_under_way",
            "Both groups are deciding whether this committee closes. Nothing else is announced until then.",
        )
    if not version.changes:
        return
    if live.filter(version__changes=version.changes).exists():
        raise RuleBroken(
            "change_under_way", "Another change of the same is being decided. Wait until that has closed."
        )
    if change_of(version.changes).in_force(committee, at).version != version.based_on:
        raise RuleBroken(
            "change_outdated",
            "What it starts from has changed since this was written. Write its next version first, from what is in "
            "force.",
        )


def proposed(version: Version) -> dict[str, str]:
    """The facts this version would bring into force, as the announcement seals them; published at the close."""
    if version.changes == Version.Changes.WAYS:
        return {"brings": facts_in_words(in_public(ways_from(version.settings)))}
    if version.changes == Version.Changes.REMIT:
        return {"brings": facts_in_words(public_facts(remit_from(version.settings)))}
    return {}


def check_alone(decision: Decision) -> None:
    """While closing the committee is decided nothing else is open, so that nothing is cut off half-answered.

    Nobody can hold a closing up by announcing more: what is open ends by itself, and nothing else opens before it.
    Errors: RuleBroken `closing_under_way`, `others_open`.
    """
    others = _live(decision.project.committee_id).exclude(pk=decision.pk)
    if others.filter(version__changes=CLOSING).exists():
        raise RuleBroken(
            "closing_under_way",
            "Both groups are deciding whether this committee closes. This opens afterwards, if it goes on.",
        )
    if decision.version.changes == CLOSING and others.exclude(status=Decision.Status.ANNOUNCED).exists():
        raise RuleBroken(
            "others_open",
            "Another decision is open, or is being talked through. This opens by itself when that has closed.",
        )


def _live(committee_pk: str) -> QuerySet[Decision]:
    return Decision.objects.filter(project__committee=committee_pk).exclude(status=Decision.Status.CLOSED)


@dataclass(frozen=True)
class Adopted:
    """What a decision brought into force, as its closing entry tells of it, and what is to remember that entry."""

    pub: Mapping[str, object] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    what: WaysOfWorking | RemitVersion | Committee | None = None

    def remember(self, seq: int) -> None:
        """`seq`: the number of the closing entry."""
        if isinstance(self.what, Committee):
            self.what.closed_seq = seq
        elif self.what is not None:
            self.what.entry_seq = seq
        if self.what is not None:
            self.what.save()


def adopt(decision: Decision, *, at: datetime) -> Adopted:
    """Bring into force, from now, the change of the committee itself that this decision carried, if it did."""
    version, committee = decision.version, decision.project.committee
    if not version.changes or decision.outcome["outcome"] != "carried":
        return Adopted()
    if version.changes == Version.Changes.WAYS:
        ways = adopt_ways(committee, version.settings, at=at)
        return Adopted({"ways": in_public(ways)}, what=ways)
    if version.changes == Version.Changes.REMIT:
        remit = adopt_remit(committee, version.settings, at=at)
        return Adopted({"remit": public_facts(remit)}, published_words(remit), remit)
    return Adopted({"closes_committee": True}, what=close_committee(committee, at=at))
