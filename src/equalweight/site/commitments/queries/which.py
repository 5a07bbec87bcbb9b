"""Which of a committee's promises a page asks for: each count elsewhere leads to exactly what it counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from equalweight.site.committees.models import Committee
from equalweight.site.ledger.models import Entry
from equalweight.site.projects.models import Project

from ..models import Commitment
from .origin import OTHERS

EVERY = ""
OFFERS = "offers"
_OVER = Q(status__in=(Commitment.Status.DONE, Commitment.Status.REFUSED))
WORDS = {
    EVERY: "everything",
    "done": "signed off by both groups",
    "late": "late",
    "refused": "will not be done",
    "ahead": "not due yet",
    "undated": "without a date",
    OFFERS: "made in offers",
}


@dataclass(frozen=True)
class Which:
    """What was asked for: how the promises stand or where they came from, and the project's id and name ("": any)."""

    shown: str
    project: str
    project_name: str

    @property
    def words(self) -> str:
        """What the page says it shows; "" when it shows everything."""
        project = f"in the project “{self.project_name}”" if self.project else ""
        return ", ".join(filter(None, [WORDS[self.shown] if self.shown else "", project]))


EVERYTHING = Which(EVERY, "", "")
IN_OFFERS = Which(OFFERS, "", "")


def in_project(project: Project) -> Which:
    return Which(EVERY, project.pk, project.name)


def asked_for(asked: Mapping[str, str], committee: Committee) -> Which:
    """From an address; what nobody knows shows everything. One query when a project is named."""
    shown, project = asked.get("show", ""), asked.get("project", "")[:32]
    found = committee.projects.filter(pk=project).first() if project else None
    return replace(in_project(found) if found else EVERYTHING, shown=shown if shown in WORDS else EVERY)


def chosen(made: QuerySet[Commitment], which: Which, today: date) -> QuerySet[Commitment]:
    """Those of `made` that were asked for: the same five standings as `rules.standing`, and together all."""
    if which.project:
        made = made.filter(project=which.project)
    return made.filter(_condition(which.shown, today)) if which.shown else made


def _condition(shown: str, today: date) -> Q:
    if shown == OFFERS:
        return Q(origin_seq__in=Entry.objects.filter(type__in=OTHERS).values("seq"))
    return {
        "done": Q(status=Commitment.Status.DONE),
        "refused": Q(status=Commitment.Status.REFUSED),
        "late": ~_OVER & Q(due_on__lt=today),
        "ahead": ~_OVER & Q(due_on__gte=today),
        "undated": ~_OVER & Q(due_on__isnull=True),
    }[shown]


def list_href(committee: str, *, shown: str = EVERY, project: str = "") -> str:
    """The address of a committee's promises, all or some; `committee`, `project`: their ids."""
    asked: dict[str, Any] = {"show": shown, "project": project}
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("commitments:list", args=[committee]) + (f"?{query}" if query else "")
