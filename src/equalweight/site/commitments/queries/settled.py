"""An act on a promise that one has done: what was done, and what happens next."""

from equalweight.site.committees.models import Seat
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link

from ..models import Commitment
from .act_pages import back_to
from .held import current


def checker_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For offering to check: whoever checks it already."""
    if current(commitment.checker) != seat.pk:
        return None
    return Settled(
        "You are the checker",
        "You offered to check this promise.",
        "We write to you when there is something to look at.",
        Link("See the promise", back_to(commitment).href),
    )
