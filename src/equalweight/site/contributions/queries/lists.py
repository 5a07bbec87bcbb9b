"""What was said in a project, as a list: everything for those inside, what is published for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import Reader
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Empty, Fact, Link, Person, Tag
from equalweight.site.web.paging import Part, part_of
from equalweight.site.web.plain import day

from ..models import Call, Contribution
from .late import LateLine, late_answers, waits
from .places import committee_link, excerpt, href, person, project_link, state_of

NEWEST = 10


@dataclass(frozen=True)
class ContributionLine:
    """One thing said. `who` is None outside the committee. `words` are its first words.

    `is_unconfirmed`: somebody else wrote it down, and whoever said it has not confirmed it yet.
    """

    pk: str
    href: str
    kind: str
    side: str
    who: Person | None
    said_on: date
    words: str
    state: Tag
    is_public: bool
    is_unconfirmed: bool


@dataclass(frozen=True)
class CallLine:
    """A question everybody was asked."""

    question: str
    closes_on: date
    is_open: bool
    sentence: str


@dataclass(frozen=True)
class Counts:
    """How much was said, by which side, and how much of it waits. Private ones are counted too.

    `unconfirmed`: what was written down for somebody who has not said yet that these are their words. It is no side's.
    """

    lived_experience: int
    staff: int
    unconfirmed: int
    waiting: int
    late: int
    published: int
    taken_back: int

    @property
    def total(self) -> int:
        """Everything that is owed an answer, or got one: what is not confirmed too."""
        return self.lived_experience + self.staff + self.unconfirmed


@dataclass(frozen=True)
class Contributions:
    """For the project page: counts, what is late, what was asked, and the newest that this reader may read."""

    counts: Counts
    facts: tuple[Fact, ...]
    late: tuple[LateLine, ...]
    calls: tuple[CallLine, ...]
    newest: tuple[ContributionLine, ...]
    everything: str


@dataclass(frozen=True)
class ListPage:
    committee: Link
    project: Link
    is_inside: bool
    facts: tuple[Fact, ...]
    late: tuple[LateLine, ...]
    calls: tuple[CallLine, ...]
    part: Part[ContributionLine]
    empty: Empty
    actions: tuple[Link, ...]


def project_contributions(project: Project, at: datetime, *, is_member: bool) -> Contributions:
    """What was said in a project, for its page. Six queries. `is_member`: for anybody inside the committee."""
    counts = _counts(project, at)
    return Contributions(
        counts=counts, facts=_facts(counts), late=late_answers(project, at, is_member=is_member),
        calls=_calls(project, at),
        newest=_lines(list(_readable(project, is_inside=is_member)[:NEWEST]), at, is_inside=is_member),
        everything=href("list", project.pk),
    )  # fmt: skip


def list_page(request: HttpRequest, project: Project, reader: Reader | None, at: datetime) -> ListPage:
    """The whole list, a page at a time, for those inside; for everybody else what was published, and the counts."""
    is_inside = reader is not None

    def make(found: list[Contribution]) -> Sequence[ContributionLine]:
        return _lines(found, at, is_inside=is_inside)

    return ListPage(
        committee=committee_link(project.committee, is_inside=is_inside), project=project_link(project),
        is_inside=is_inside, facts=_facts(_counts(project, at)),
        late=late_answers(project, at, is_member=is_inside), calls=_calls(project, at),
        part=part_of(request, _readable(project, is_inside=is_inside), make=make),
        empty=_empty(project, reader), actions=_actions(project, reader),
    )  # fmt: skip


def _readable(project: Project, *, is_inside: bool) -> QuerySet[Contribution]:
    found = project.contributions.select_related("author").prefetch_related("answers")
    if not is_inside:
        found = found.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    return found.order_by("-made_at", "pk")


def _lines(found: list[Contribution], at: datetime, *, is_inside: bool) -> tuple[ContributionLine, ...]:
    return tuple(_line(each, localdate(at), is_inside=is_inside) for each in found)


def _line(contribution: Contribution, today: date, *, is_inside: bool) -> ContributionLine:
    return ContributionLine(
        pk=contribution.pk, href=href("contribution", contribution.pk),
        kind=Contribution.Kind(contribution.kind).label, side=contribution.author.side,
        who=person(contribution.author) if is_inside else None, said_on=contribution.made_on,
        words="" if contribution.withdrawn_at else excerpt(contribution.words),
        state=state_of(contribution, list(contribution.answers.all()), today), is_public=contribution.is_public,
        is_unconfirmed=contribution.confirmed_at is None and contribution.withdrawn_at is None,
    )  # fmt: skip


def _counts(project: Project, at: datetime) -> Counts:
    published = Q(published_at__isnull=False, withdrawn_at__isnull=True)
    by_side = project.contributions.order_by().aggregate(
        lived_experience=Count("pk", filter=Q(author__side="lived_experience", confirmed_at__isnull=False)),
        staff=Count("pk", filter=Q(author__side="staff", confirmed_at__isnull=False)),
        unconfirmed=Count("pk", filter=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True)),
        published=Count("pk", filter=published),
        taken_back=Count("pk", filter=Q(withdrawn_at__isnull=False)),
    )
    late = Count("pk", filter=Q(due_on__lt=localdate(at)))
    waiting = waits().filter(project=project).order_by().aggregate(waiting=Count("pk"), late=late)
    return Counts(**by_side, **waiting)


def _facts(counts: Counts) -> tuple[Fact, ...]:
    return (
        Fact("Said by people with lived experience", str(counts.lived_experience)),
        Fact("Said by staff", str(counts.staff)),
        Fact("Written down for somebody, not confirmed yet", str(counts.unconfirmed)),
        Fact("Waiting for an answer", str(counts.waiting)),
        Fact("Of these, late", str(counts.late)),
        Fact("Published by their authors", str(counts.published)),
        Fact("Taken back by their authors", str(counts.taken_back)),
    )


def _calls(project: Project, at: datetime) -> tuple[CallLine, ...]:
    return tuple(_call(each, localdate(at)) for each in project.calls.order_by("-made_at", "pk")[:20])


def _call(call: Call, today: date) -> CallLine:
    is_open = call.closes_on >= today
    words = f"Asked on {day(call.made_at)}, {'open until' if is_open else 'closed on'} {day(call.closes_on)}"
    return CallLine(call.question, call.closes_on, is_open, words)


def _actions(project: Project, reader: Reader | None) -> tuple[Link, ...]:
    if reader is None or reader.seat is None or reader.committee.closed_at is not None:
        return ()
    return (
        Link("Say something", href("make", project.pk)),
        Link("Write down what somebody told you", href("make_for", project.pk)),
        Link("Ask everybody what they think", href("invite", project.pk)),
    )


def _empty(project: Project, reader: Reader | None) -> Empty:
    if reader is None:
        words = "Nobody has published anything here yet."
        return Empty(words, "What people say stays inside the committee until they publish it themselves.")
    may_say = reader.seat is not None and reader.committee.closed_at is None
    link = Link("Say something", href("make", project.pk)) if may_say else None
    return Empty(
        "Nobody has said anything yet.", "An idea, a worry, a question: a few words are enough.", link
    )


def open_calls(project: Project, at: datetime) -> tuple[CallLine, ...]:
    """The questions people are asked now. One query."""
    return tuple(each for each in _calls(project, at) if each.is_open)
