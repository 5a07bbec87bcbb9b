"""What is written to the organisation."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.people.post import send_later

from .models import Request
from .queries.states import promised_words


def reply_link(secret: str) -> str:
    """The address behind which the organisation answers."""
    return settings.SITE_URL + reverse("outside:reply", args=[secret])


def send_request(request: Request, secret: str) -> None:
    """Ask by email, once the request has been kept."""
    committee = request.commitment.committee
    promised = promised_words(request.commitment, now_say="you now say")
    words = {
        "promise": request.commitment.text, "promised": promised, "log": committee.name,
        "organisation": committee.organisation.name, "due_on": request.due_on, "link": reply_link(secret),
        "page": settings.SITE_URL + reverse("outside:promise", args=[request.commitment_id]),
    }  # fmt: skip
    body = render_to_string("outside/email/request.txt", words)
    send_later(request.sent_to, "What became of this promise?", body)
