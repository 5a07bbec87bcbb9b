"""What the record says of decisions on proposals. Decisions themselves live in a room above this one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from equalweight.core.record.canonical import parse
from equalweight.site.ledger.models import Entry
from equalweight.site.ledger.overridden import overrides, then_changed
from equalweight.site.web.elements import Link, Tag

STATES = {
    "": Tag("Put to both groups", "now"),
    "carried": Tag("Agreed", "done"),
    "not_carried": Tag("Not agreed", "late"),
    "not_quorate": Tag("Too few answered", "late"),
}


@dataclass(frozen=True)
class DecisionOn:
    """A decision on one version. `outcome` is "" until it closes; only then is the version's text public.

    `changed`: how it was overridden since, in words.
    """

    pk: str
    version: int
    outcome: str
    changed: tuple[str, ...] = ()

    @property
    def state(self) -> Tag:
        """What came of it, and how it was changed outside the room since."""
        tag = STATES[self.outcome]
        return Tag(then_changed(tag.words, self.changed), "late") if self.changed else tag

    @property
    def link(self) -> Link:
        return Link(f"{self.state.words}: the decision", reverse("decisions:decision", args=[self.pk]))


def decisions_on(projects: Iterable[str]) -> dict[str, tuple[DecisionOn, ...]]:
    """Every decision announced in these projects, by proposal, oldest first. One query."""
    types = ("decision.announced", "decision.closed", "decision.finally_answered")
    entries = Entry.objects.filter(ctx__in=set(projects), type__in=types).order_by("seq")
    about: dict[str, str] = {}
    found: dict[str, DecisionOn] = {}
    for body in entries.values_list("body", flat=True):
        pub = parse(bytes(body))["pub"]
        pk = pub["decision"]
        if "proposal" in pub:
            about[pk], found[pk] = pub["proposal"], DecisionOn(pk, pub["version"], "")
        elif "kind" in pub:
            found[pk] = replace(found[pk], changed=(*found[pk].changed, *overrides([pub["kind"]])))
        else:
            found[pk] = replace(found[pk], outcome=pub["outcome"])
    return {
        proposal: tuple(found[pk] for pk in found if about[pk] == proposal)
        for proposal in set(about.values())
    }


def public_version(decisions: Iterable[DecisionOn]) -> int | None:
    """The newest version whose text a closed decision has made public."""
    return max((each.version for each in decisions if each.outcome), default=None)
