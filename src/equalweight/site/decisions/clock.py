"""What the clock does here: open what is due and can open, close what is due."""

from collections.abc import Callable, Iterator
from datetime import datetime

from equalweight.site.ledger.actor import CLOCK
from equalweight.site.web.rules import RuleBroken

from . import commands
from .models import Decision

# Somebody else did it in between, or a seat left: there is nothing more to do, or not now.
NOT_NOW = frozenset({"changed", "too_early", "too_few", "not_open"})


def due_acts(at: datetime) -> Iterator[Callable[[], object]]:
    """One callable for each decision to open or close at `at`; calling one twice does it once."""
    announced = Decision.objects.filter(status=Decision.Status.ANNOUNCED, opens_at__lte=at)
    for decision in announced.order_by("opens_at"):
        yield _act(commands.open_decision, decision, at)
    is_open = Decision.objects.filter(status=Decision.Status.OPEN, closes_at__lte=at)
    for decision in is_open.order_by("closes_at"):
        yield _act(commands.close_decision, decision, at)


def _act(command: Callable[..., object], decision: Decision, at: datetime) -> Callable[[], object]:
    def run() -> object:
        try:
            return command(decision, by=CLOCK, at=at)
        except RuleBroken as broken:
            if broken.code not in NOT_NOW:
                raise
            return None

    return run
