"""What is written to people about a project."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.people.post import send_later

from .models import Project


def started(project: Project) -> None:
    """Tell every seat of both sides that a project was started."""
    where = settings.SITE_URL + reverse("evidence:project", args=[project.pk])
    seats = project.committee.seats.filter(ended_at__isnull=True, holder__isnull=False).select_related(
        "holder"
    )
    for seat in seats:
        if seat.holder is not None:
            words = {"name": seat.name, "project": project, "committee": project.committee, "where": where}
            body = render_to_string("projects/email/started.txt", words)
            send_later(seat.holder.email, f"A new project: {project.name}", body)
