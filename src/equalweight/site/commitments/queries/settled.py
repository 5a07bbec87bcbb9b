"""An act on a promise that one has done, or that is not one's own to do: who does it, and what happens next."""

from collections.abc import Callable

from equalweight.site.committees.models import Seat
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.rules import RuleBroken

from .. import rules
from ..models import Commitment
from .act_pages import back_to
from .held import current, held, seat_doer
from .words import checker_words, owner_words


def claim_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For saying that it is done: whoever may not."""
    return _refused(
        commitment,
        lambda: rules.check_claim(
            commitment.status, commitment.owner_name, seat_doer(seat), held(commitment)
        ),
    )


def decider_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For moving the date, and saying that it will not be done: whoever may not."""
    return _refused(commitment, lambda: rules.check_decider(seat_doer(seat), held(commitment)))


def check_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For saying what can be seen: whoever is not the checker."""
    return _refused(commitment, lambda: rules.check_checker(seat_doer(seat), held(commitment)))


def _refused(commitment: Commitment, check: Callable[[], None]) -> Settled | None:
    """Said before anybody types, in the words the command would refuse it with."""
    try:
        check()
    except RuleBroken as broken:
        who = f"Who does it: {owner_words(commitment)}. Who checks: {checker_words(commitment, is_inside=True)}."
        back = Link("See the promise, and what you can do", back_to(commitment).href)
        return Settled("This is not yours to say", broken.message, who, back)
    return None


def checker_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For offering to check: whoever checks it already, and staff."""
    if current(commitment.checker) != seat.pk:
        return _refused(commitment, lambda: rules.check_checker_side(seat.side))
    return Settled(
        "You are the checker",
        "You offered to check this promise.",
        "We write to you when there is something to look at.",
        Link("See the promise", back_to(commitment).href),
    )
