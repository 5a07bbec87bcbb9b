"""Whether a mailbox belongs to somebody here already, under whatever spelling."""

from equalweight.site.people.mailbox import is_one_of

from .models import Committee


def has_seat(committee: Committee, email: str) -> bool:
    """Whether a seat that is held here is theirs. One query."""
    held = committee.seats.filter(holder__isnull=False, ended_at__isnull=True)
    return is_one_of(email, held.values_list("holder__email", flat=True))


def is_named(committee: Committee, email: str) -> bool:
    """Whether somebody was named with it who has not answered yet. One query."""
    return is_one_of(email, committee.founders.exclude(email="").values_list("email", flat=True))
