"""Whether a committee goes on. Every command that starts something new asks here, inside its own transaction."""

from datetime import date

from django.utils.timezone import localdate

from . import rules
from .models import Committee


def check_not_closed(committee_pk: str) -> None:
    """Read again, not as a page was made with: it may have closed meanwhile. Errors: RuleBroken `closed`."""
    rules.check_not_closed(Committee.objects.values_list("closed_at", flat=True).get(pk=committee_pk))


def closed_on(committee_pk: str) -> date | None:
    """The day it closed; None while it goes on."""
    closed_at = Committee.objects.values_list("closed_at", flat=True).get(pk=committee_pk)
    return localdate(closed_at) if closed_at else None
