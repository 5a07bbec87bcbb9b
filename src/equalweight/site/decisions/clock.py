"""What the clock does here: open what is due, close what is due."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from equalweight.site.ledger.actor import CLOCK

from . import commands
from .commands.sealed import clear_away
from .keys import decisions_with_files
from .models import Decision


def due_acts(at: datetime) -> Iterator[Callable[[], object]]:
    """One callable for each decision to open or close at `at`, and for each key that outlived its sealed vote.

    Each does its act once. Called again, or while it can't be done (too few seats on a side), it changes nothing
    and raises RuleBroken: the tick goes on to the next.
    """
    announced = Decision.objects.filter(
        status=Decision.Status.ANNOUNCED, opens_at__lte=at, project__committee__closed_at__isnull=True
    )
    for decision in announced.order_by("opens_at"):
        yield partial(commands.open_decision, decision, by=CLOCK, at=at)
    is_open = Decision.objects.filter(status=Decision.Status.OPEN, closes_at__lte=at)
    for decision in is_open.order_by("closes_at"):
        yield partial(commands.close_decision, decision, by=CLOCK, at=at)
    # A crash between a close and the end of its clearing away leaves a key file behind.
    counted = Decision.objects.filter(pk__in=decisions_with_files(), status=Decision.Status.CLOSED)
    for pk in counted.values_list("pk", flat=True):
        yield partial(clear_away, pk)
