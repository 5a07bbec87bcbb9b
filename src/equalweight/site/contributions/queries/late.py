"""Late answers: those still owed, and those that came late. Counted for everybody, with no words of anybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from equalweight.site.committees.models import Committee
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import counted

from .. import rules
from ..models import Answer, Contribution
from .places import committee_link, href, project_link

MOST_SHOWN = 100


@dataclass(frozen=True)
class LateLine:
    """One answer that is late or came late: whose group asked, and by how many days. `href`: "" when it is private."""

    side: str
    project: Link
    due_on: date
    days: int
    is_waiting: bool
    sentence: str
    href: str


def waits() -> QuerySet[Contribution]:
    """Contributions that wait for an answer: none came, or their authors say that none of them was one."""
    standing = Answer.objects.filter(contribution=OuterRef("pk")).exclude(is_answer=False)
    return Contribution.objects.filter(~Exists(standing), withdrawn_at__isnull=True)


def _late(at: datetime) -> QuerySet[Contribution]:
    return waits().filter(due_on__lt=localdate(at))


def _came_late() -> QuerySet[Answer]:
    return Answer.objects.filter(at__date__gt=F("due_on"))


def late_count(committee: Committee, at: datetime) -> int:
    """How many answers are owed past their day in a committee. One query."""
    return _late(at).filter(project__committee=committee).count()


def came_late_count(committee: Committee, at: datetime) -> int:
    """How many answers were given after their day, ever; they never stop counting. One query."""
    return _came_late().filter(at__lte=at, contribution__project__committee=committee).count()


def late_answers(
    where: Committee | Project, at: datetime, *, is_member: bool = False
) -> tuple[LateLine, ...]:
    """Every late answer of a committee or a project, the longest wait first, at most 100 of each. Two queries.

    `is_member`: link those that are not published too.
    """
    some = slice(MOST_SHOWN)
    return (*_owed_lines(where, at, some, is_member), *_given_lines(where, at, some, is_member))


def _owed_lines(where: Committee | Project, at: datetime, some: slice, is_member: bool) -> Iterator[LateLine]:
    found = _late(at).filter(_within(where, "")).select_related("project", "author").order_by("due_on", "pk")
    return (_owed(each, localdate(at), is_member=is_member) for each in found[some])


def _given_lines(
    where: Committee | Project, at: datetime, some: slice, is_member: bool
) -> Iterator[LateLine]:
    came = _came_late().filter(_within(where, "contribution__"), at__lte=at).order_by("-at", "pk")
    found = came.select_related("contribution__project", "contribution__author")
    return (_given(each, is_member=is_member) for each in found[some])


@dataclass(frozen=True)
class LatePage:
    """`owed`, `came`: how many answers are owed past their day now, and how many were given after it, ever."""

    committee: Link
    owed: int
    came: int
    part: Part[LateLine]


def late_page(request: HttpRequest, committee: Committee, at: datetime, *, is_inside: bool) -> LatePage:
    """What a committee's counts of late answers are counted from, a page at a time. Four queries."""
    owed, came = late_count(committee, at), came_late_count(committee, at)

    def lines(places: list[int]) -> tuple[LateLine, ...]:
        """Those at these places of one list: what is owed, and then what came late."""
        first, after = (places[0], places[-1] + 1) if places else (0, 0)
        given = slice(max(first - owed, 0), max(after - owed, 0))
        return (
            *_owed_lines(committee, at, slice(first, after), is_inside),
            *_given_lines(committee, at, given, is_inside),
        )

    return LatePage(
        committee=committee_link(committee, is_inside=is_inside), owed=owed, came=came,
        part=part_of(request, range(owed + came), make=lines),
    )  # fmt: skip


def _within(where: Committee | Project, to: str) -> Q:
    path = "project__committee" if isinstance(where, Committee) else "project"
    return Q(**{f"{to}{path}": where})


def _owed(contribution: Contribution, today: date, *, is_member: bool) -> LateLine:
    days = rules.days_late(contribution.due_on, today)
    words = f"No answer yet, {counted(days, 'day', 'days')} late"
    return _line(contribution, contribution.due_on, days, True, words, is_member=is_member)


def _given(answer: Answer, *, is_member: bool) -> LateLine:
    days = rules.days_late(answer.due_on, localdate(answer.at))
    words = f"Answered {counted(days, 'day', 'days')} late"
    return _line(answer.contribution, answer.due_on, days, False, words, is_member=is_member)


def _line(
    contribution: Contribution, due: date, days: int, is_waiting: bool, words: str, *, is_member: bool
) -> LateLine:
    shown = is_member or contribution.is_public
    return LateLine(
        side=contribution.author.side, project=project_link(contribution.project), due_on=due, days=days,
        is_waiting=is_waiting, sentence=words, href=href("contribution", contribution.pk) if shown else "",
    )  # fmt: skip
