"""How an objection stands: for the commands that change it, and the pages that show what can be done."""

from collections import Counter
from datetime import datetime

from django.db.models import QuerySet

from equalweight.site.web.rules import RuleBroken

from . import consent_rules
from .models import Decision, Question, RoundAnswer


def standing(answer: RoundAnswer, seat: str | None) -> consent_rules.Standing:
    """How an objection stands for a seat, as the rules ask it."""
    decision = answer.round.decision
    is_now = answer.round.number == decision.ballot
    return consent_rules.Standing(
        status=decision.status if is_now else Decision.Status.CLOSED,
        until=decision.talk_until,
        ask_until=answer.round.talk_until,
        is_own=answer.place.seat_id == seat,
        is_withdrawn=answer.withdrawn_at is not None,
        is_unreasoned=answer.unreasoned_at is not None,
        is_asked=hasattr(answer, "question"),
    )


def asked_of(answer: RoundAnswer) -> dict[str, int]:
    """How many of each side are asked about an objection: the decision's roll without its author."""
    roll = Counter(answer.round.decision.roll.values_list("side", flat=True))
    return {**roll, answer.place.side: roll[answer.place.side] - 1}


def question_of(answer: RoundAnswer) -> Question:
    """What both groups are asked about an objection. Errors: RuleBroken `not_asked`."""
    found: Question | None = getattr(answer, "question", None)
    if found is None:
        raise RuleBroken("not_asked", "Nobody has asked both groups about this objection.")
    return found


def questions_due(at: datetime) -> QuerySet[Question]:
    """What both groups were asked, and is to be counted at `at`."""
    due = Question.objects.filter(
        closes_at__lte=at, settled_at__isnull=True, answer__withdrawn_at__isnull=True
    )
    return due.select_related("answer__round__decision").order_by("closes_at")


def talks_over(at: datetime) -> QuerySet[Decision]:
    """Decisions whose talk is to end at `at`, once no question about an objection is left."""
    return Decision.objects.filter(status=Decision.Status.TALK, talk_until__lte=at).order_by("talk_until")


def is_talk_due(decision: Decision, at: datetime) -> bool:
    """Whether there is something to count in a talk."""
    asked = questions_due(at).filter(answer__round__decision=decision)
    return asked.exists() or talks_over(at).filter(pk=decision.pk).exists()
