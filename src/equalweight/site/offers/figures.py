"""What stands beside the words of an offer: who decides, what happened to those before, what the seat would weigh.

Worked out while an offer is open; kept as it was when the offer was sent, and again when the person said yes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from equalweight.site.commitments.queries import Past, clock_of, past
from equalweight.site.committees.queries import remit_in_force, ways_in_force
from equalweight.site.committees.remit import remit_in_words
from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import counted

from .models import Offer, Terms
from .power import SeatPowerWords, power_as_kept, power_kept, seat_power


@dataclass(frozen=True)
class Figures:
    """As they were on a day."""

    on: date
    past: tuple[str, ...]
    power: SeatPowerWords
    remit: tuple[Fact, ...]


def figures_now(offer: Offer, at: datetime) -> Figures:
    """Worked out for somebody who has no seat yet. Eight queries or fewer: ways, remit, seats, past and clock."""
    committee = offer.committee
    ways, remit = ways_in_force(committee, at), remit_in_force(committee, at)
    return Figures(
        on=localdate(at), past=past_words(past(committee, at), clock_of(committee, at).sentence),
        power=seat_power(committee, ways, remit, offer.side), remit=remit_in_words(remit),
    )  # fmt: skip


def as_kept(figures: Figures) -> dict[str, Any]:
    """As data, beside the version of the words they belong to."""
    return {
        "on": figures.on.isoformat(), "past": list(figures.past), "power": power_as_kept(figures.power),
        "remit": [[fact.label, fact.value] for fact in figures.remit],
    }  # fmt: skip


def figures_kept(terms: Terms, side: str) -> Figures | None:
    """As they were when these words were sent, or agreed to; None when they were never kept."""
    kept = terms.figures
    if not kept:
        return None
    return Figures(
        on=date.fromisoformat(kept["on"]), past=tuple(kept["past"]), power=power_kept(kept["power"], side),
        remit=tuple(Fact(label, value) for label, value in kept["remit"]),
    )  # fmt: skip


def past_words(found: Past, clock: str) -> tuple[str, ...]:
    """What happened to people who said yes before, unfavourable figures included (promise 9.2)."""
    if not found.promised and not found.joined:
        return ("We have no record yet: nobody has said yes here before.",)
    joined = counted(found.joined, "person with lived experience has", "people with lived experience have")
    left = (
        f"{counted(found.left, 'of them has', 'of them have')} left."
        if found.left
        else "None of them has left."
    )
    ended = f" Both groups ended {counted(found.ended, 'seat', 'seats')} of theirs." if found.ended else ""
    return (f"{joined} joined so far. {left}{ended}", _promised(found), clock)


def _promised(found: Past) -> str:
    if not found.promised:
        return "Nothing was promised yet, so nothing was kept or broken."
    rest = [
        f"{found.ahead} not due yet" if found.ahead else "",
        f"{found.undated} {'has' if found.undated == 1 else 'have'} no date" if found.undated else "",
    ]
    words = (
        f"{counted(found.promised, 'promise was', 'promises were')} made: {found.done} done, as both groups say; "
        f"{found.late} late; {found.refused} that it was said will not be done"
    )
    return "; ".join([words, *filter(None, rest)]) + "."
