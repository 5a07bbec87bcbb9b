"""How many have answered, and nothing else: all that is known of votes while a decision is open."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from equalweight.core.tally import PAGE_WORDS, quorum_needed
from equalweight.core.tally.why import spoken
from equalweight.site.ledger.actor import SIDES
from equalweight.site.web.elements import Condition
from equalweight.site.web.plain import moment

from ..envelopes import answered
from ..models import Decision, RollSeat


@dataclass(frozen=True)
class Turnout:
    """One side while a decision is open."""

    entitled: int
    answered: int


def open_words(decision: Decision) -> str:
    """Until when this ballot takes answers; or that it takes none any more."""
    is_open = decision.status == Decision.Status.OPEN
    return f"Open until {moment(decision.closes_at)}" if is_open else "Closed: no more answers are taken"


def turnout(decision: Decision) -> dict[str, Turnout]:
    """Entitled and answered a side; a constant number of queries. Never what the answers are."""
    if decision.is_sealed:
        return _sealed(decision)
    rows = (
        RollSeat.objects.filter(decision=decision)
        .order_by()
        .values_list("side")
        .annotate(entitled=Count("id"), answered=Count("vote"))
    )
    found = {side: Turnout(entitled, answered) for side, entitled, answered in rows}
    return {side: found.get(side, Turnout(0, 0)) for side in SIDES}


def _sealed(decision: Decision) -> dict[str, Turnout]:
    has_answered = answered(decision)
    roll = list(decision.roll.values_list("side", "seat"))
    return {
        side: Turnout(
            sum(of == side for of, _ in roll), sum(of == side and seat in has_answered for of, seat in roll)
        )
        for side in SIDES
    }


def conditions(decision: Decision) -> tuple[Condition, ...]:
    """One row a side: have enough answered? None once a ballot has closed: its answers are counted elsewhere."""
    if decision.status != Decision.Status.OPEN:
        return ()
    quorum = Fraction(decision.quorum)
    return tuple(_condition(side, each, quorum) for side, each in turnout(decision).items())


def _condition(side: str, turnout: Turnout, quorum: Fraction) -> Condition:
    needed = quorum_needed(turnout.entitled, quorum)
    words = (
        f"At least {spoken(quorum)} of {PAGE_WORDS[side]} have answered "
        f"({turnout.answered} of {turnout.entitled}; {needed} needed)"
    )
    return Condition(words, turnout.answered >= needed, side)  # type: ignore[arg-type]  # side is one of the two
