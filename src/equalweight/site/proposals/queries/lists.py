"""Proposals as lists, and what other rooms ask about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link, Tag

from ..models import Proposal, Version
from .decided import DecisionOn, decisions_on, public_version
from .places import href, state_of


@dataclass(frozen=True)
class ProposalLine:
    """One proposal in a list: its newest version that this reader may read. `sides`: who has written so far."""

    pk: str
    href: str
    title: str
    version: int
    sides: tuple[str, ...]
    state: Tag
    made_at: datetime


def project_proposals(project: Project, *, is_member: bool) -> tuple[ProposalLine, ...]:
    """A project's proposals, newest first: all for those inside, the decided ones for everybody. Three queries."""
    decisions = decisions_on([project.pk])
    found = project.proposals.prefetch_related("versions__author").order_by("-made_at", "pk")
    lines = (_line(each, decisions.get(each.pk, ()), is_member=is_member) for each in found)
    return tuple(line for line in lines if line is not None)


def _line(proposal: Proposal, decisions: tuple[DecisionOn, ...], *, is_member: bool) -> ProposalLine | None:
    versions = list(proposal.versions.all())
    upto = versions[0].number if is_member else public_version(decisions)
    shown = next((version for version in versions if version.number == upto), None)
    return None if shown is None else _shown(proposal, shown, versions, decisions)


def _shown(
    proposal: Proposal, shown: Version, versions: list[Version], decisions: tuple[DecisionOn, ...]
) -> ProposalLine:
    sides = {version.author.side for version in versions if version.number <= shown.number}
    return ProposalLine(
        pk=proposal.pk, href=href("proposal", proposal.pk), title=shown.title, version=shown.number,
        sides=tuple(sorted(sides)), state=state_of(shown.number, decisions), made_at=proposal.made_at,
    )  # fmt: skip


def came_from(contributions: Iterable[str]) -> dict[str, tuple[Link, ...]]:
    """For each contribution's id, the proposals that came from it, by the title of their newest version.

    Two queries. Only for those inside the committee.
    """
    found = Proposal.comes_from.through.objects.filter(contribution__in=list(contributions))
    pairs = list(found.order_by("proposal__made_at").values_list("contribution_id", "proposal_id"))
    wanted = Version.objects.filter(proposal__in={proposal for _, proposal in pairs}).order_by("number")
    titles = dict(wanted.values_list("proposal_id", "title"))
    links: dict[str, tuple[Link, ...]] = {}
    for contribution, proposal in pairs:
        link = Link(titles[proposal], href("proposal", proposal))
        links[contribution] = (*links.get(contribution, ()), link)
    return links
