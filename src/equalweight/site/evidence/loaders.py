"""Public things, and whether the one who looks may see more."""

from django.http import Http404

from equalweight.site.committees.loaders import Reader, User, reader
from equalweight.site.projects.loaders import public_project
from equalweight.site.projects.models import Project


def project_and_reader(user: User, pk: str) -> tuple[Project, Reader | None]:
    """Any project; with the user as a reader of its committee's inside pages, if they are one."""
    project = public_project(pk)
    try:
        return project, reader(user, project.committee_id)
    except Http404:
        return project, None
