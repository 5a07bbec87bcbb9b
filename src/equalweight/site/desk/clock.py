"""The clock's tick: everything whose time has come, each thing in a transaction of its own."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from equalweight.site.commitments import clock as commitments
from equalweight.site.decisions import clock as decisions
from equalweight.site.removals import clock as removals
from equalweight.site.web.drafts import forget_drafts
from equalweight.site.web.once import forget_submissions
from equalweight.site.web.rates import forget_counts
from equalweight.site.web.rules import RuleBroken
from equalweight.site.web.sessions import forget_sessions
from equalweight.site.web.tries import forget_tries

log = logging.getLogger("equalweight.tick")

DueActs = Callable[[datetime], Iterator[Callable[[], object]]]
ROOMS: tuple[DueActs, ...] = (decisions.due_acts, commitments.due_acts, removals.due_acts)
KEEP_SUBMISSIONS = timedelta(days=31)


def tick(at: datetime) -> int:
    """Do what is due at `at` and return how many things were done. Running it again does nothing twice.

    One thing that fails never keeps the others from being done; it is tried again at the next tick.
    """
    _forget(at)
    return sum(_do(act) for due_acts in ROOMS for act in due_acts(at))


def _forget(at: datetime) -> None:
    """What the site keeps for a while only, once that has passed."""
    forget_submissions(before=at - KEEP_SUBMISSIONS)
    forget_drafts(at=at)
    forget_tries(at=at)
    forget_counts(at=at)
    forget_sessions(at=at)


def _do(act: Callable[[], object]) -> bool:
    try:
        act()
    except RuleBroken:
        # Somebody was faster, or it can't be done yet (a decision with one seat on a side): nothing is lost.
        return False
    except Exception:
        log.exception("an act that was due failed")
        return False
    return True
