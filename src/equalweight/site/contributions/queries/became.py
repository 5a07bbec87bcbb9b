"""What became of one person's words, and which side raised something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.core.measures import raised
from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Link, Tag, Trail

from ..models import Contribution
from .chain import Chain, chains
from .one import AnswerPart, answer_parts, followed
from .places import href, project_link, state_of
from .trail import trail_of


@dataclass(frozen=True)
class Became:
    """One thing a person said: its whole words, its answers, how far it has come and what followed from it.

    `proposals`, `decisions` and `commitments` are ids; `followed` are links to them, as its author may open them.
    """

    pk: str
    href: str
    project: Link
    kind: str
    said_on: date
    words: str
    state: Tag
    trail: Trail
    answers: tuple[AnswerPart, ...]
    followed: tuple[Link, ...]
    proposals: tuple[str, ...]
    decisions: tuple[str, ...]
    commitments: tuple[str, ...]


def became_of(seats: Sequence[Seat], at: datetime) -> tuple[Became, ...]:
    """Everything these seats said and confirmed, newest first, not what was taken back. Three queries."""
    said = Contribution.objects.filter(
        author__in=seats, withdrawn_at__isnull=True, confirmed_at__isnull=False
    )
    found = list(said.select_related("project").prefetch_related("answers__by").order_by("-made_at", "pk"))
    came = chains(found)
    return tuple(_became(each, came[each.pk], localdate(at)) for each in found)


def _became(contribution: Contribution, chain: Chain, today: date) -> Became:
    answers = list(contribution.answers.all())
    return Became(
        pk=contribution.pk, href=href("contribution", contribution.pk), project=project_link(contribution.project),
        kind=Contribution.Kind(contribution.kind).label, said_on=contribution.made_on, words=contribution.words,
        state=state_of(contribution, answers, today), trail=trail_of(contribution, answers, chain, today),
        answers=answer_parts(answers, names=True), followed=followed(chain, is_inside=True),
        proposals=chain.proposals, decisions=tuple(each.pk for each in chain.decisions),
        commitments=tuple(each.pk for each in chain.commitments),
    )  # fmt: skip


def raised_by(contributions: Iterable[str]) -> str:
    """The side that raised what these contributions' ids stand for, as core/measures/raised.py says; "" for none.

    One query.

    Those taken back, and those their authors have not confirmed, count for nobody.
    """
    said = Contribution.objects.filter(
        pk__in=list(contributions), withdrawn_at__isnull=True, confirmed_at__isnull=False
    )
    return raised.raised_by(set(said.order_by().values_list("author__side", flat=True)))
