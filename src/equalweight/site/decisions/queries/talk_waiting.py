"""What waits for somebody while a question is talked through; a constant number of queries."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ..models import Decision, Judgment, Question, RollSeat, RoundAnswer
from .places import href, objection_href

Waits = tuple[Decision, datetime | None, str, str, str]
"""The decision, until when, what waits, where, and the words of the link."""


def talks(seats: Sequence[str], at: datetime) -> Iterator[Waits]:
    """To read and talk, or to think over one's own objection; and to say whether an objection has a reason."""
    found = RollSeat.objects.filter(
        seat__in=seats, decision__status=Decision.Status.TALK, decision__talk_until__gt=at
    ).select_related("decision__project")
    if places := list(found):
        yield from _to_talk(places, seats)
        yield from _to_judge(places, at)


def _to_talk(places: Sequence[RollSeat], seats: Sequence[str]) -> Iterator[Waits]:
    own = RoundAnswer.objects.filter(place__seat__in=seats, choice="object", withdrawn_at__isnull=True)
    objected = set(own.filter(unreasoned_at__isnull=True).values_list("place", "round__number"))
    for place in places:
        decision = place.decision
        page = href("decision", decision.pk)
        if (place.pk, decision.ballot) in objected:
            what = f"You objected, and it is being talked through: {decision.question}"
            yield decision, decision.talk_until, what, page, "Talk, or take it back"
        else:
            what = f"Being talked through, because there was no consent: {decision.question}"
            yield decision, decision.talk_until, what, page, "Read the objections"


def _to_judge(places: Sequence[RollSeat], at: datetime) -> Iterator[Waits]:
    mine = {place.decision_id: place for place in places}
    asked = Question.objects.filter(
        answer__round__decision__in=mine, settled_at__isnull=True, closes_at__gt=at,
        answer__withdrawn_at__isnull=True,
    ).select_related("answer__round")  # fmt: skip
    answered = set(
        Judgment.objects.filter(question__in=asked, place__in=places).values_list("question", "place")
    )
    for question in asked:
        place = mine[question.answer.round.decision_id]
        if question.answer.place_id != place.pk and (question.pk, place.pk) not in answered:
            what = f"Does this objection have a reason? {place.decision.question}"
            page = objection_href("judge", question.answer_id)
            yield place.decision, question.closes_at, what, page, "Say whether it has a reason"
