"""The front page: what this is, and for whom."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from equalweight.site.projects.models import Project


@dataclass(frozen=True)
class Tries:
    """The demo's three buttons that fail in front of you, and two ways into its story."""

    pass_alone: str
    change_record: str
    close_alone: str
    people: str
    project: str
    project_name: str


@dataclass(frozen=True)
class HomePage:
    is_demo: bool
    tries: Tries | None


def home_page() -> HomePage:
    """The front page; with the demo's buttons only where the demo runs and its story is loaded."""
    project = Project.objects.order_by("started_at").first() if settings.DEMO else None
    if project is None:
        return HomePage(False, None)
    attempts = {name: reverse("demo:attempt", args=[name.replace("_", "-")]) for name in ATTEMPTS}
    return HomePage(
        True,
        Tries(
            **attempts, people=reverse("demo:people"), project=reverse("evidence:project", args=[project.pk]),
            project_name=project.name,
        ),
    )  # fmt: skip


ATTEMPTS = ("pass_alone", "change_record", "close_alone")
