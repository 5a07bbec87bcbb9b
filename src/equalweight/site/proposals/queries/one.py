"""One proposal: its newest text, who wrote which version, and what was decided on which."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from equalweight.site.committees.loaders import Reader
from equalweight.site.ledger.overridden import then_changed
from equalweight.site.web.elements import Condition, Link, Person, Tag
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import day

from ..models import Proposal, Version
from .decided import DecisionOn, decisions_on, public_version
from .places import committee_link, href, person, project_link, state_of, written_by

VERSIONS_A_PAGE = 10


@dataclass(frozen=True)
class VersionLine:
    """One version in the list. `who` is None for the public; `changes` leads to what it changed."""

    number: int
    who: Person | None
    side: str
    at: datetime
    why: str
    changes: Link | None
    decisions: tuple[Link, ...]


@dataclass(frozen=True)
class ProposalPage:
    """`number` is the version whose text is shown. The public sees versions up to the newest one decided on."""

    committee: Link
    project: Link
    title: str
    number: int
    text: str
    state: Tag
    lead: str
    decision_note: str
    written_by: tuple[Condition, ...]
    part: Part[VersionLine]
    came_from: tuple[Link, ...]
    what_next: str
    main_action: Link | None
    actions: tuple[Link, ...]
    entry: Link


def proposal_page(request: HttpRequest, proposal: Proposal, reader: Reader | None) -> ProposalPage | None:
    """For a reader inside the committee, or (None) the public: None when nothing of it is public. Four queries."""
    decisions = decisions_on([proposal.project_id]).get(proposal.pk, ())
    versions = list(proposal.versions.select_related("author"))
    upto = versions[0].number if reader else public_version(decisions)
    shown = [version for version in versions if upto is not None and version.number <= upto]
    return _page(request, proposal, reader, shown, decisions) if shown else None


def _page(
    request: HttpRequest, proposal: Proposal, reader: Reader | None, versions: list[Version],
    decisions: tuple[DecisionOn, ...],
) -> ProposalPage:  # fmt: skip
    newest, is_closed = versions[0], proposal.project.committee.closed_at is not None
    standing = next((each for each in reversed(decisions) if each.version == newest.number), None)
    actions = _actions(proposal, reader, versions, standing)
    main = actions[:1] if reader and reader.seat and not is_closed else ()
    return ProposalPage(
        committee=committee_link(proposal.project.committee, is_inside=reader is not None),
        project=project_link(proposal.project), title=newest.title, number=newest.number, text=newest.text,
        state=state_of(newest.number, decisions), lead=_lead(reader),
        decision_note=_note(newest.number, decisions), written_by=written_by(versions),
        part=part_of(request, versions, size=VERSIONS_A_PAGE,
                     make=lambda found: [_line(each, reader, decisions) for each in found]),
        came_from=_came_from(proposal) if reader else (), what_next=_what_next(standing, is_closed=is_closed),
        main_action=main[0] if main else None, actions=actions[len(main):],
        entry=Link("See this version in the record", reverse("evidence:entry", args=[newest.entry_seq])),
    )  # fmt: skip


def _lead(reader: Reader | None) -> str:
    if reader is None:
        return "What both groups were asked to decide, as it was put to them."
    if reader.seat is None or reader.committee.closed_at is not None:
        return "A change that both groups write together. You can read it."
    return "A change that both groups write together. You can write the next version."


def _note(newest: int, decisions: tuple[DecisionOn, ...]) -> str:
    """A decision never follows the text: it stays with the version people were asked about."""
    last = decisions[-1] if decisions else None
    if last is None or last.version == newest:
        return ""
    asked = "was decided on" if last.outcome else "is being decided on"
    return (
        f"Version {last.version} {asked}. That decision stays with version {last.version}, not with this one."
    )


def _line(version: Version, reader: Reader | None, decisions: tuple[DecisionOn, ...]) -> VersionLine:
    changes = f"{href('differences', version.proposal_id)}?from={version.number - 1}&to={version.number}"
    return VersionLine(
        number=version.number, who=person(version.author) if reader else None, side=version.author.side,
        at=version.at, why=version.why if reader else "",
        changes=Link(f"What changed in version {version.number}", changes) if reader and version.number > 1 else None,
        decisions=tuple(each.link for each in decisions if each.version == version.number),
    )  # fmt: skip


def _came_from(proposal: Proposal) -> tuple[Link, ...]:
    said = (
        proposal.comes_from.filter(withdrawn_at__isnull=True)
        .select_related("author")
        .order_by("made_at", "pk")
    )
    return tuple(
        Link(
            f"{each.get_kind_display()}, from {each.author.name}, {day(each.made_on)}",
            reverse("contributions:contribution", args=[each.pk]),
        )
        for each in said
    )


def _what_next(standing: DecisionOn | None, *, is_closed: bool) -> str:
    if is_closed and (standing is None or standing.outcome != "carried"):
        return "This committee has closed, so nothing more comes of this here."
    if standing is None:
        return (
            "Anybody from both groups can write the next version. When it is ready, anybody can ask both groups to "
            "decide on it."
        )
    if not standing.outcome:
        return "Both groups are asked to decide on this version. A change now would be a new version, decided later."
    if standing.outcome == "carried":
        agreed = then_changed("Both groups agreed to this version", standing.changed)
        return f"{agreed}. What was promised follows from the decision."
    return "This version was not agreed. A better one can be written, and both groups asked again."


def _actions(
    proposal: Proposal, reader: Reader | None, versions: list[Version], standing: DecisionOn | None
) -> tuple[Link, ...]:
    """What this reader can do now, the most pressing first."""
    if reader is None:
        return ()
    may_write = reader.seat is not None and proposal.project.committee.closed_at is None
    pk = proposal.pk
    offered = (
        (may_write, "Write the next version", href("revise", pk)),
        (
            may_write and standing is None,
            "Ask both groups to decide",
            reverse("decisions:announce", args=[pk]),
        ),
        (len(versions) > 1, "Compare any two versions", href("differences", pk)),
    )
    return tuple(Link(words, where) for is_offered, words, where in offered if is_offered)
