"""The trail of something said: said → answered → decided → being done → signed off."""

from datetime import date

from equalweight.site.ledger.overridden import overrides, then_changed
from equalweight.site.web.elements import TRAIL_LABELS, StepState, Trail, TrailStep
from equalweight.site.web.plain import counted, day

from .. import rules
from ..models import Answer, Contribution
from .chain import Chain
from .places import standing

Step = tuple[StepState, str]
NOT_YET: Step = ("not_yet", "")


def trail_of(contribution: Contribution, answers: list[Answer], chain: Chain, today: date) -> Trail:
    """How far it has come, each step with its date."""
    steps: tuple[Step, ...] = (
        ("done", day(contribution.made_on)),
        _answered(contribution, standing(answers), today),
        _decided(chain),
        _being_done(chain),
        _signed_off(chain),
    )
    return Trail(tuple(TrailStep(label, *step) for label, step in zip(TRAIL_LABELS, steps, strict=True)))


def _answered(contribution: Contribution, holds: Answer | None, today: date) -> Step:
    if holds is not None:
        return ("done", f"{day(holds.at)}: {Answer.Became(holds.became).label}")
    if contribution.withdrawn_at:
        return ("not_yet", f"Taken back on {day(contribution.withdrawn_at)}")
    late = rules.days_late(contribution.due_on, today)
    if late:
        return ("now", f"{counted(late, 'day', 'days')} late: it was due by {day(contribution.due_on)}")
    return ("now", f"Due by {day(contribution.due_on)}")


def _decided(chain: Chain) -> Step:
    carried = [each for each in chain.decisions if each.outcome == "carried"]
    if carried:
        changed = overrides(carried[-1].kinds)
        words = then_changed(f"{day(carried[-1].closed_at)}: both groups agreed", changed)
        return ("now" if changed else "done", words)
    if chain.decisions:
        last = chain.decisions[-1]
        return (
            "now",
            f"{day(last.closed_at)}: not agreed yet" if last.outcome else "Both groups are deciding",
        )
    return ("now", "A proposal has come from it") if chain.proposals else NOT_YET


def _being_done(chain: Chain) -> Step:
    promises = chain.commitments
    if not promises:
        return NOT_YET
    done = sum(each.done_at is not None for each in promises)
    words = f"{done} of {counted(len(promises), 'promise', 'promises')} done"
    return ("done" if done == len(promises) else "now", words)


def _signed_off(chain: Chain) -> Step:
    done = [each.done_at for each in chain.commitments if each.done_at]
    if not done or len(done) < len(chain.commitments):
        return NOT_YET
    return ("done", f"{day(max(done))}, by both groups")
