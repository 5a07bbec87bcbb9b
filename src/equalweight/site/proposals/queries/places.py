"""Where a proposal stands, as links, and the words for its states."""

from collections.abc import Sequence

from django.urls import reverse

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Condition, Link, Person, Tag

from ..models import Version
from .decided import DecisionOn

WRITTEN_BY = (
    ("lived_experience", "Somebody with lived experience has written a version"),
    ("staff", "A member of staff has written a version"),
)


def href(name: str, pk: str) -> str:
    """The address of one of this room's pages."""
    return reverse(f"proposals:{name}", args=[pk])


def committee_link(committee: Committee, *, is_inside: bool) -> Link:
    """Somebody inside is led inside, everybody else to the public page."""
    name = "committees:inside" if is_inside else "evidence:committee"
    return Link(committee.name, reverse(name, args=[committee.pk]))


def project_link(project: Project) -> Link:
    return Link(project.name, reverse("evidence:project", args=[project.pk]))


def person(seat: Seat) -> Person:
    """A seat's holder as pages inside the committee name them."""
    return Person(seat.name, seat.side)  # type: ignore[arg-type]  # the column holds one of the two sides


def state_of(newest: int, decisions: Sequence[DecisionOn]) -> Tag:
    """Where the newest version is; a version after a decision is a draft again."""
    last = next((each for each in reversed(decisions) if each.version == newest), None)
    return last.state if last else Tag("Being written")


def written_by(versions: Sequence[Version]) -> tuple[Condition, ...]:
    """Both groups have to write before it is co-designed (docs/rules/ladder.md, step 6)."""
    sides = {version.author.side for version in versions}
    return tuple(Condition(words, side in sides, side) for side, words in WRITTEN_BY)  # type: ignore[arg-type]
