"""What is written to people about a proposal."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.people.post import send_later

from .models import Version


def drafted(version: Version) -> None:
    """To everybody whose words it came from: because of you, something is proposed."""
    project = version.proposal.project
    where = settings.SITE_URL + reverse("proposals:proposal", args=[version.proposal_id])
    said = version.proposal.comes_from.exclude(author_id=version.author_id).select_related("author__holder")
    for seat in {each.author for each in said}:
        if seat.holder is not None and seat.ended_at is None:
            words = {"name": seat.name, "version": version, "project": project, "where": where}
            body = render_to_string("proposals/email/drafted.txt", words | {"committee": project.committee})
            send_later(seat.holder.email, f"Because of what you said: {project.name}", body)
