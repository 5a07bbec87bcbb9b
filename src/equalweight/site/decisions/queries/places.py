"""Where a decision stands, as links, and the paper it is about."""

from dataclasses import dataclass

from django.urls import reverse

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.proposals.models import Version
from equalweight.site.web.elements import Link, Person

from ..models import Decision


@dataclass(frozen=True)
class Paper:
    """The proposal's text as it was sent: until papers exist, it is the paper."""

    title: str
    version: int
    text: str


def committee_link(committee: Committee, *, is_member: bool) -> Link:
    """A member's way leads inside, everybody else's to the public page."""
    name = "committees:inside" if is_member else "evidence:committee"
    return Link(committee.name, reverse(name, args=[committee.pk]))


def project_link(decision: Decision) -> Link:
    return Link(decision.project.name, reverse("evidence:project", args=[decision.project_id]))


def paper_of(version: Version) -> Paper:
    return Paper(version.title, version.number, version.text)


def href(name: str, decision_pk: str) -> str:
    """The address of one of this room's pages about a decision."""
    return reverse(f"decisions:{name}", args=[decision_pk])


def objection_href(name: str, answer_pk: str) -> str:
    """The address of one of the pages about an objection."""
    return reverse(f"decisions:{name}", args=[answer_pk])


def ballot_href(decision: Decision) -> str:
    """Where an answer is given: a sealed vote has a page of its own, which leaves no trace."""
    return href("sealed_vote" if decision.is_sealed else "vote", decision.pk)


def decision_link(decision: Decision | None, words: str) -> Link | None:
    return None if decision is None else Link(words, href("decision", decision.pk))


def person(seat: Seat) -> Person:
    """A seat's holder as pages name them."""
    return Person(seat.name, seat.side)  # type: ignore[arg-type]  # the column holds one of the two sides
