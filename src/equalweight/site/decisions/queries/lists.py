"""Decisions as lists, and what other rooms ask about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from equalweight.core.measures.prevailed import prevailed
from equalweight.site.web.elements import Tag
from equalweight.site.web.plain import moment

from .. import words
from ..consent_words import ballot_name
from ..models import Decision, FinalAnswer
from .outcome import LastCounted, last_counted
from .places import href
from .recorded import as_recorded


@dataclass(frozen=True)
class DecisionLine:
    """One decision in a list. `question` and `href` are empty for the public until it has closed.

    `overrides`: how it was changed outside the room ("delayed", …), each once. `counts`: a sentence a side.
    """

    pk: str
    proposal: str
    version: int
    question: str
    href: str
    state: Tag
    sentence: str
    announced_at: datetime
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    outcome: str
    is_talked_through: bool
    overrides: tuple[str, ...]
    bring_back_on: date | None
    is_brought_back: bool
    final_answer_due: date | None


@dataclass(frozen=True)
class Differed:
    """Closed decisions in which the two sides' majorities differed, and whose way it went (promise 1.4)."""

    times: int
    lived_experience: int
    staff: int


@dataclass(frozen=True)
class ProjectDecisions:
    """Every decision of a project, newest first; the one that closed last, to show large; and whose way it went."""

    lines: tuple[DecisionLine, ...]
    last: LastCounted | None
    differed: Differed


def project_decisions(project_pk: str, *, is_member: bool) -> ProjectDecisions:
    """For a project's page; five queries at most, however many there are."""
    found = Decision.objects.filter(project_id=project_pk).select_related("version", "project__committee")
    answers = Prefetch("final_answers", FinalAnswer.objects.select_related("recorded_by"))
    rows = as_recorded(found.prefetch_related(answers, "brought_back"))
    lines = tuple(_line(each, is_member) for each in rows)
    closed = [each for each in rows if each.status == Decision.Status.CLOSED]
    return ProjectDecisions(lines, last_counted(closed), differed(closed))


def is_closed(pk: str) -> bool:
    """Whether this is a decision that everybody may read about."""
    return Decision.objects.filter(pk=pk, status=Decision.Status.CLOSED).exists()


def _line(decision: Decision, is_member: bool) -> DecisionLine:
    is_shown = is_member or decision.status == Decision.Status.CLOSED
    return DecisionLine(
        pk=decision.pk,
        proposal=decision.version.proposal_id,
        version=decision.version.number,
        question=decision.question if is_shown else "",
        href=href("decision", decision.pk) if is_shown else "",
        state=_state(decision),
        sentence=_sentence(decision),
        announced_at=decision.announced_at,
        opens_at=decision.opens_at,
        closes_at=decision.closes_at,
        closed_at=decision.closed_at,
        outcome=decision.outcome.get("outcome", ""),
        is_talked_through=decision.status == Decision.Status.TALK,
        overrides=decision.overrides,
        bring_back_on=None if decision.project.committee.closed_at else decision.bring_back_on,
        is_brought_back=bool(decision.brought_back.all()),
        final_answer_due=decision.final_answer_due,
    )


def _state(decision: Decision) -> Tag:
    if decision.status == Decision.Status.CLOSED:
        return words.outcome_tag(decision.outcome["outcome"], decision.rule, decision.overrides)
    if decision.status == Decision.Status.TALK:
        return Tag("Being talked through", "now")
    if decision.project.committee.closed_at:
        return words.LAPSED
    is_open = decision.status == Decision.Status.OPEN
    return Tag("Open for answers", "now") if is_open else Tag("Announced")


def _sentence(decision: Decision) -> str:
    if decision.status == Decision.Status.CLOSED:
        return str(decision.outcome["why"])
    if decision.status == Decision.Status.TALK:
        return f"Round {decision.ballot} came to no consent. It is talked through, and then counted again."
    if decision.project.committee.closed_at:
        return "Nobody was asked, and nothing was decided."
    if decision.status == Decision.Status.OPEN:
        name = f"{ballot_name(decision.ballot, decision.rounds)}. " if decision.rounds else ""
        return f"{name}People can answer until {moment(decision.closes_at)}."
    return f"Everybody has the paper. Voting opens on {moment(decision.opens_at)}."


def differed(closed: Iterable[Decision]) -> Differed:
    """Over these: how often one side's majority said yes and the other's no, and who prevailed."""
    won = [prevailed(each.outcome["outcome"], each.outcome["sides"]) for each in closed]
    return Differed(len(won) - won.count(None), won.count("lived_experience"), won.count("staff"))
