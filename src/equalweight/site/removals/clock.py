"""What the clock does here: open what is due, close what is due."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from equalweight.site.ledger.actor import CLOCK

from . import commands
from .models import Removal


def due_acts(at: datetime) -> Iterator[Callable[[], object]]:
    """Opening first: what was held up past its closing is opened, and gets its full days, instead of being dropped.

    What can't be opened (the person left, or a group is too small) waits for its closing time and is dropped then:
    not sooner, because an entry a moment after somebody's leaving would tell whom it was about.
    """
    waiting = Removal.objects.filter(closed_at__isnull=True)
    for removal in waiting.filter(opened_at__isnull=True, opens_at__lte=at):
        yield partial(commands.open_removal, removal, by=CLOCK, at=at)
    for removal in waiting.filter(closes_at__lte=at):
        yield partial(commands.close_removal, removal, by=CLOCK, at=at)
