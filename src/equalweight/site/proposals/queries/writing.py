"""The pages on which a version is written."""

from dataclasses import dataclass

from equalweight.site.contributions.models import Contribution
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Condition, Link, Person
from equalweight.site.web.fields import Option
from equalweight.site.web.plain import day

from .. import rules
from ..models import Proposal, Version
from .comparing import summary
from .decided import decisions_on
from .places import committee_link, href, person, project_link, written_by

MOST_TO_CHOOSE = 60
EXCERPT = 140


@dataclass(frozen=True)
class Theirs:
    """A version that somebody saved while this one was being written: whole, and what it changed."""

    number: int
    who: Person
    why: str
    title: str
    text: str
    pieces: tuple[rules.Piece, ...]
    summary: str


@dataclass(frozen=True)
class WritePage:
    """`based_on` is the version the form is made from; 0 for a first draft."""

    committee: Link
    project: Link
    heading: str
    lead: str
    points: tuple[str, ...]
    based_on: int
    theirs: Theirs | None
    written_by: tuple[Condition, ...]
    button: str
    back: Link


def draft_page(project: Project) -> WritePage:
    """The first version."""
    points = (
        "It stays inside the committee. Everybody in both groups can write the next version.",
        "Nothing written is lost: each change is a new version, with its writer’s name.",
        "When it is ready, both groups are asked to decide on it.",
    )
    lead = "Say in plain words what should be different. It need not be finished."
    back = Link("Go back to the project", project_link(project).href)
    return WritePage(
        committee_link(project.committee, is_inside=True), project_link(project), "Propose a change", lead, points,
        0, None, (), "Save the first version", back,
    )  # fmt: skip


def revise_page(proposal: Proposal, based_on: str) -> WritePage:
    """The next version. `based_on`: the number the sent form was made from, "" when none was sent."""
    versions = list(proposal.versions.select_related("author"))
    newest = versions[0]
    return WritePage(
        committee=committee_link(proposal.project.committee, is_inside=True), project=project_link(proposal.project),
        heading="Write the next version", lead=f"You start from version {newest.number}. Change what you want.",
        points=_points(proposal, newest.number), based_on=newest.number,
        theirs=_theirs(versions, based_on), written_by=written_by(versions),
        button=f"Save as version {newest.number + 1}",
        back=Link("Go back without saving", href("proposal", proposal.pk)),
    )  # fmt: skip


def _points(proposal: Proposal, newest: int) -> tuple[str, ...]:
    points = [
        "The version before stays as it is, and can always be read.",
        "Everybody can see what you took out and what you added.",
    ]
    asked = [
        each for each in decisions_on([proposal.project_id]).get(proposal.pk, ()) if each.version == newest
    ]
    if asked:
        points.append(
            f"Version {newest} was put to both groups. That decision stays with version {newest}: "
            "yours would need a decision of its own."
        )
    return tuple(points)


def _theirs(versions: list[Version], based_on: str) -> Theirs | None:
    newest = versions[0]
    if based_on in {"", str(newest.number)}:
        return None
    mine = next((version for version in versions if str(version.number) == based_on), None)
    pieces = rules.differences(mine.text, newest.text) if mine else ()
    return Theirs(
        newest.number, person(newest.author), newest.why, newest.title, newest.text, pieces, summary(pieces)
    )


def what_to_choose(project: Project) -> tuple[Option, ...]:
    """What was said in a project that a proposal can come from, newest first. One query."""
    said = project.contributions.filter(withdrawn_at__isnull=True).select_related("author")
    return tuple(_option(each) for each in said.order_by("-made_at", "pk")[:MOST_TO_CHOOSE])


def _option(said: Contribution) -> Option:
    words = " ".join(said.words.split())
    short = words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return Option(said.pk, short, f"{said.author.name}, {day(said.made_on)}")
