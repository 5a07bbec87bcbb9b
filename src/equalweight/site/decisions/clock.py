"""What the clock does here: tell again what has another rule now, open and close what is due, end talks."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from equalweight.site.ledger.actor import CLOCK

from . import commands
from .commands.sealed import clear_away
from .envelopes import keys_are_there
from .keys import FOR_OPERATORS, decisions_with_files, log
from .models import Decision, Question
from .terms import is_outdated


def due_acts(at: datetime) -> Iterator[Callable[[], object]]:
    """One callable for each decision to announce again, open or close at `at`, each question or talk to end, each
    key left over.

    Each does its act once. Called again, or while it can't be done (too few seats on a side), it changes nothing
    and raises RuleBroken: the tick goes on to the next.
    """
    if not keys_are_there():
        log.error(FOR_OPERATORS)
    announced = Decision.objects.filter(
        status=Decision.Status.ANNOUNCED, project__committee__closed_at__isnull=True
    ).select_related("version", "project__committee")
    for decision in announced.order_by("opens_at"):
        if is_outdated(decision):
            yield partial(commands.announce_again, decision, by=CLOCK, at=at)
        elif decision.opens_at <= at:
            yield partial(commands.open_decision, decision, by=CLOCK, at=at)
    is_open = Decision.objects.filter(status=Decision.Status.OPEN, closes_at__lte=at)
    for decision in is_open.order_by("closes_at"):
        yield partial(commands.close_decision, decision, by=CLOCK, at=at)
    yield from _talks(at)
    # A crash between a close and the end of its clearing away leaves a key file behind.
    counted = Decision.objects.filter(pk__in=decisions_with_files(), status=Decision.Status.CLOSED)
    for pk in counted.values_list("pk", flat=True):
        yield partial(clear_away, pk)


def _talks(at: datetime) -> Iterator[Callable[[], object]]:
    """Questions about objections first: a talk waits for them."""
    asked = Question.objects.filter(
        closes_at__lte=at, settled_at__isnull=True, answer__withdrawn_at__isnull=True
    ).select_related("answer__round__decision")
    for question in asked.order_by("closes_at"):
        yield partial(commands.settle_question, question, by=CLOCK, at=at)
    talked = Decision.objects.filter(status=Decision.Status.TALK, talk_until__lte=at)
    for decision in talked.order_by("talk_until"):
        yield partial(commands.end_talk, decision, by=CLOCK, at=at)
