"""Where something said stands, as links, and the words for its states."""

from datetime import date

from django.urls import reverse

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link, Person, Tag
from equalweight.site.web.plain import counted

from .. import rules
from ..models import Answer, Contribution

EXCERPT = 140


def href(name: str, pk: str) -> str:
    """The address of one of this room's pages."""
    return reverse(f"contributions:{name}", args=[pk])


def committee_link(committee: Committee, *, is_inside: bool) -> Link:
    """Somebody inside is led inside, everybody else to the public page."""
    name = "committees:inside" if is_inside else "evidence:committee"
    return Link(committee.name, reverse(name, args=[committee.pk]))


def project_link(project: Project) -> Link:
    return Link(project.name, reverse("evidence:project", args=[project.pk]))


def person(seat: Seat) -> Person:
    """A seat's holder as pages inside the committee name them."""
    return Person(seat.name, seat.side)  # type: ignore[arg-type]  # the column holds one of the two sides


def excerpt(words: str) -> str:
    """The first words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " …"


def standing(answers: list[Answer]) -> Answer | None:
    """The answer that holds: the newest, unless its author has said that it is none."""
    newest = max(answers, key=lambda answer: (answer.at, answer.entry_seq), default=None)
    return None if newest is None or newest.is_answer is False else newest


def state_of(contribution: Contribution, answers: list[Answer], today: date) -> Tag:
    """Where it is, in two or three words."""
    if contribution.withdrawn_at:
        return Tag("Taken back")
    holds = standing(answers)
    if holds is not None:
        return Tag(Answer.Became(holds.became).label, "done")
    days = rules.days_late(contribution.due_on, today)
    return (
        Tag(f"{counted(days, 'day', 'days')} late", "late") if days else Tag("Waiting for an answer", "now")
    )
