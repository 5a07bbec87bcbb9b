"""Projects and work for those who may see them; everyone else gets 404."""

from django.shortcuts import get_object_or_404

from equalweight.site.committees.loaders import INSIDE, Member, User, member

from .models import Part, Project, Work

WHOLE = ("committee__organisation",)


def public_project(pk: str) -> Project:
    """Any project of a committee: its public page is for everyone."""
    return get_object_or_404(Project.objects.select_related(*WHOLE), pk=pk, committee__kind=INSIDE)


def project_for(user: User, pk: str) -> tuple[Project, Member]:
    """A project and the user's current seat in its committee, or 404."""
    project = public_project(pk)
    return project, member(user, project.committee_id)


def work_for(user: User, pk: str) -> tuple[Work, Member]:
    """A piece of work and the user's current seat in its committee, or 404."""
    work = get_object_or_404(Work.objects.select_related("project__committee__organisation"), pk=pk)
    return work, member(user, work.project.committee_id)


def own_part(user: User, pk: int) -> tuple[Part, Member]:
    """The user's own part in a phase, or 404."""
    part = get_object_or_404(
        Part.objects.select_related("project__committee__organisation"), pk=pk, left_at=None
    )
    found = member(user, part.project.committee_id)
    return get_object_or_404(Part.objects.select_related("project"), pk=part.pk, seat=found.seat), found
