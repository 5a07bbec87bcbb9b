"""The pages on which a change of the committee itself is written."""

from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.committees.models import Committee
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link

from ..models import Proposal, Version
from .places import committee_link, href

WAYS, REMIT, CLOSING = Version.Changes.WAYS, Version.Changes.REMIT, Version.Changes.CLOSING


@dataclass(frozen=True)
class ChangePage:
    committee: Link
    heading: str
    lead: str
    points: tuple[str, ...]
    button: str
    back: Link


_INSIDE = (
    "It stays inside the committee until both groups are asked. Everybody in both groups can write the next version.",
    "Both groups decide on it, each by itself, whatever rule is in force.",
)
_DATED = (
    "If both agree, it comes into force at once when that decision closes. Every version can still be read, with its "
    "dates."
)
POINTS = {
    WAYS: (*_INSIDE, _DATED),
    REMIT: (
        *_INSIDE,
        _DATED,
        "Write only what whoever decides in the end has agreed to: their promise is theirs to give.",
    ),
    CLOSING: (
        *_INSIDE,
        "While they decide, nothing else can be announced or opened. What is open already ends first.",
        "If both agree, the committee closes at once when that decision closes. It can’t be opened again.",
        "What it promised stays public. Owners still owe it; it can still be checked and signed off by both groups.",
        "Questions that were announced and have not opened lapse. So do questions that were to come back.",
    ),
}
HEADINGS = {
    WAYS: ("Propose a change to how we work", "This is how you work now. Change what should be different."),
    REMIT: (
        "Propose a change to what we can decide",
        "This is so now. Change what should be different, and leave the rest.",
    ),
    CLOSING: (
        "Propose to close this committee",
        "Closing needs both groups. Say why, and what becomes of what was promised.",
    ),
}
BACK = {WAYS: "committees:ways", REMIT: "committees:remit", CLOSING: "committees:inside"}


def table_project(committee: Committee) -> Project | None:
    """The project in which this committee itself was changed first; None when it never was."""
    first = Version.objects.filter(proposal__project__committee=committee).exclude(changes="")
    found = first.select_related("proposal__project__committee").order_by("at", "pk").first()
    return found.proposal.project if found else None


def draft_change_page(committee: Committee, kind: str) -> ChangePage:
    change = Version.Changes(kind)
    heading, lead = HEADINGS[change]
    back = Link("Go back without saving", reverse(BACK[change], args=[committee.pk]))
    return ChangePage(
        committee_link(committee, is_inside=True),
        heading,
        lead,
        POINTS[change],
        "Save the first version",
        back,
    )


def revise_change_page(proposal: Proposal, newest: Version) -> ChangePage:
    return ChangePage(
        committee_link(proposal.project.committee, is_inside=True), "Write the next version",
        f"You start from version {newest.number}. Change what you want.", POINTS[Version.Changes(newest.changes)],
        f"Save as version {newest.number + 1}", Link("Go back without saving", href("proposal", proposal.pk)),
    )  # fmt: skip
