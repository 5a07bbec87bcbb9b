"""The pages on which a change of the ways of working is written."""

from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.committees.models import Committee
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link

from ..models import Proposal, Version
from .places import committee_link, href


@dataclass(frozen=True)
class WaysWritePage:
    committee: Link
    heading: str
    lead: str
    points: tuple[str, ...]
    button: str
    back: Link


POINTS = (
    "It stays inside the committee until both groups are asked. Everybody in both groups can write the next version.",
    "Both groups decide on it, each by itself, whatever rule is in force.",
    "If both agree, it comes into force at once when that decision closes. Every version can still be read, with its "
    "dates.",
)


def ways_project(committee: Committee) -> Project | None:
    """The project in which this committee's ways of working were changed first; None when they never were."""
    first = Version.objects.filter(proposal__project__committee=committee, ways_based_on__isnull=False)
    found = first.select_related("proposal__project__committee").order_by("at", "pk").first()
    return found.proposal.project if found else None


def draft_ways_page(committee: Committee) -> WaysWritePage:
    return WaysWritePage(
        committee_link(committee, is_inside=True), "Propose a change to how we work",
        "This is how you work now. Change what should be different, and leave the rest.", POINTS,
        "Save the first version", Link("Go back without saving", reverse("committees:ways", args=[committee.pk])),
    )  # fmt: skip


def revise_ways_page(proposal: Proposal, newest: Version) -> WaysWritePage:
    return WaysWritePage(
        committee_link(proposal.project.committee, is_inside=True), "Write the next version",
        f"You start from version {newest.number}. Change what you want.", POINTS,
        f"Save as version {newest.number + 1}", Link("Go back without saving", href("proposal", proposal.pk)),
    )  # fmt: skip
