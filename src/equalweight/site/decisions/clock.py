"""What the clock does here: tell again what has another rule now, open and close what is due, end talks."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial

from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.actor import CLOCK, Actor
from equalweight.site.web.rules import RuleBroken

from . import commands
from .commands.locking import acting_seat, check_clock_or_co_chair
from .commands.sealed import clear_away
from .envelopes import keys_are_there
from .keys import FOR_OPERATORS, decisions_with_files, log
from .models import Decision
from .objections import is_talk_due, questions_due, talks_over
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
    newest = cache(ways_now)
    for decision in announced.order_by("opens_at"):
        if is_outdated(decision, newest(decision.project.committee)):
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
    for question in questions_due(at):
        yield partial(commands.settle_question, question, by=CLOCK, at=at)
    for decision in talks_over(at):
        yield partial(commands.end_talk, decision, by=CLOCK, at=at)


def wake(decision: Decision, *, by: Actor, at: datetime) -> None:
    """A co-chair has the clock do what is due in a talk. It decides nothing, so the entries are the clock's own.

    Errors: RuleBroken `no_seat`, `co_chair`, `too_early`.
    """
    acting_seat(decision, by=by)
    check_clock_or_co_chair(by, "counts the answers")
    if not is_talk_due(decision, at):
        raise RuleBroken("too_early", "There is nothing to count yet. Everybody was promised this time.")
    for question in questions_due(at).filter(answer__round__decision=decision):
        commands.settle_question(question, by=CLOCK, at=at)
    if talks_over(at).filter(pk=decision.pk).exists():
        commands.end_talk(decision, by=CLOCK, at=at)
