"""Rounds that have closed, and what became of the objections made in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from equalweight.site.committees.loaders import Reader
from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Link, Pair, Person, Row, SideFigure, Table, Tag

from .. import consent_words, words
from ..models import Decision, Round, RoundAnswer
from ..objections import standing
from .places import objection_href, person


@dataclass(frozen=True)
class ObjectionLine:
    """An objection. `who` is None for those without a seat in the committee; `until`: when both groups have answered.

    `has_answered`: whether this reader has said if it has a reason, while that is asked; never what.
    `actions`: what this reader can do about it now.
    """

    who: Person | None
    reason: str
    harm: str
    state: Tag
    until: datetime | None
    has_answered: bool
    is_published: bool
    actions: tuple[Link, ...]


@dataclass(frozen=True)
class RoundLine:
    """A round that has closed: its counts, and its objections as this reader may see them.

    `became`: what became of the objections, as counts, for everybody.
    """

    name: str
    closed_at: datetime
    pair: Pair
    became: tuple[str, ...]
    objections: tuple[ObjectionLine, ...]


def closed_rounds(decision: Decision, reader: Reader | None, at: datetime) -> tuple[RoundLine, ...]:
    """Every closed round, oldest first; a constant number of queries.

    Those who read inside the committee see all objections, those with a seat also whose they are; everybody else
    only the words that their author published.
    """
    found = decision.closed_rounds.prefetch_related(
        "answers__place__seat", "answers__question__judgments__place"
    )
    return tuple(_round(decision, each, reader, at) for each in found)


def _round(decision: Decision, round: Round, reader: Reader | None, at: datetime) -> RoundLine:
    objections = [each for each in round.answers.all() if each.is_objection]
    return RoundLine(
        name=consent_words.ballot_name(round.number, decision.rounds),
        closed_at=round.closed_at,
        pair=_pair(round),
        became=tuple(_became(objections)),
        objections=tuple(
            _objection(decision, round, each, reader, at)
            for each in objections
            if reader is not None or each.published_at
        ),
    )


def _pair(round: Round) -> Pair:
    halves = [
        SideFigure(side, consent_words.figure(each["yes"], each["no"]), consent_words.round_sentence(each))
        for side, each in round.sides.items()
    ]
    by_side = {half.side: half for half in halves}
    return Pair(by_side["lived_experience"], by_side["staff"])


def _became(objections: list[RoundAnswer]) -> Iterable[str]:
    """How many were taken back, and of each that both groups were asked about, what they said."""
    taken_back = sum(each.withdrawn_at is not None for each in objections)
    if taken_back:
        yield consent_words.taken_back(taken_back)
    for each in objections:
        question = getattr(each, "question", None)
        if question is not None and question.outcome:
            yield consent_words.settled(question.outcome, question.sides)
    standing_now = sum(each.stands for each in objections)
    if objections:
        yield consent_words.still_stand(standing_now)


def _objection(
    decision: Decision, round: Round, answer: RoundAnswer, reader: Reader | None, at: datetime
) -> ObjectionLine:
    round.decision, answer.round = decision, round
    seat = reader.seat if reader else None
    question = getattr(answer, "question", None)
    is_asked = question is not None and question.settled_at is None and answer.stands
    takes_answers = question is not None and is_asked and at < question.closes_at
    return ObjectionLine(
        who=person(answer.place.seat) if seat else None,
        reason=answer.reason,
        harm=answer.harm,
        state=_state(answer, is_asked=is_asked),
        until=question.closes_at if question is not None and is_asked else None,
        has_answered=seat is not None and takes_answers and _has_judged(answer, seat),
        is_published=answer.published_at is not None,
        actions=tuple(_actions(answer, seat, at)) if seat else (),
    )


def _has_judged(answer: RoundAnswer, seat: Seat) -> bool:
    return any(each.place.seat_id == seat.pk for each in answer.question.judgments.all())


def _state(answer: RoundAnswer, *, is_asked: bool) -> Tag:
    if answer.withdrawn_at:
        return consent_words.WITHDRAWN
    if answer.unreasoned_at:
        return consent_words.UNREASONED
    return consent_words.ASKED if is_asked else consent_words.STANDS


def _actions(answer: RoundAnswer, seat: Seat, at: datetime) -> Iterable[Link]:
    """What a seat can do about an objection now. Asking is refused on its page when too few are left to ask."""
    now = standing(answer, seat.pk)
    is_talk = now.status == "talk" and now.until is not None and at < now.until
    question = getattr(answer, "question", None)
    is_asked = question is not None and question.settled_at is None and at < question.closes_at
    judge = "Change my answer" if is_asked and _has_judged(answer, seat) else "Say whether it has a reason"
    offered = (
        (now.is_own and answer.stands and is_talk, "Take my objection back", "withdraw"),
        (now.is_own and answer.published_at is None, "Publish what I wrote", "publish_objection"),
        (not now.is_own and is_asked and answer.stands and is_talk, judge, "judge"),
        (
            not now.is_own and question is None and answer.stands and is_talk and at < now.ask_until,
            "Ask both groups whether it has a reason",
            "ask_about",
        ),
    )
    return (Link(said, objection_href(page, answer.pk)) for is_offered, said, page in offered if is_offered)


@dataclass(frozen=True)
class RoundNames:
    """Who answered what in a closed round, and what those who objected wrote: for members only."""

    name: str
    table: Table
    objections: tuple[ObjectionLine, ...]


def names_of_rounds(decision: Decision, reader: Reader, at: datetime) -> tuple[RoundNames, ...]:
    """Every closed round with names, oldest first."""
    found = list(decision.closed_rounds.prefetch_related("answers__place__seat"))
    lines = closed_rounds(decision, reader, at)
    return tuple(
        RoundNames(line.name, _names(each, line.name), line.objections)
        for each, line in zip(found, lines, strict=True)
    )


def _names(round: Round, name: str) -> Table:
    answers = sorted(round.answers.all(), key=lambda each: (each.place.side, each.place.seat.name))
    rows = tuple(Row((person(each.place.seat), _said(each))) for each in answers)
    return Table(f"Who answered what: {name}", ("Person", "Answer"), rows)


def _said(answer: RoundAnswer) -> str:
    said = words.CHOICE_WORDS[answer.choice]
    if answer.withdrawn_at:
        return f"{said} (taken back)"
    return f"{said} (both groups found: no reason)" if answer.unreasoned_at else said


def own_to_publish(decision: Decision, seat: Seat) -> tuple[Link, ...]:
    """A way to publish each objection of one's own whose words are still inside the committee."""
    own = RoundAnswer.objects.filter(
        round__decision=decision, place__seat=seat, choice="object", published_at__isnull=True
    ).select_related("round")
    return tuple(
        Link(
            f"Publish why I objected in round {each.round.number}",
            objection_href("publish_objection", each.pk),
        )
        for each in own.order_by("round__number")
    )
