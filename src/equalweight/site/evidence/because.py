"""Because of you: what one person's words changed. For that person alone, to read and to print."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries.words import short
from equalweight.site.committees.loaders import User
from equalweight.site.committees.models import Seat
from equalweight.site.contributions.queries import Became, became_of
from equalweight.site.decisions.models import Decision
from equalweight.site.proposals.models import Version
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import counted


@dataclass(frozen=True)
class BecausePage:
    name: str
    sentence: str
    said: tuple[Became, ...]
    signed_off: int
    drafted: int
    checked: int


def because_page(user: User, at: datetime) -> BecausePage:
    """Everything the user said in any seat they hold or held, and what followed. Constant queries."""
    seats = list(Seat.objects.filter(holder=user.pk))
    said = became_of(seats, at)
    done = set(
        Commitment.objects.filter(
            pk__in={pk for each in said for pk in each.commitments}, status=Commitment.Status.DONE
        ).values_list("pk", flat=True)
    )
    drafted = Version.objects.filter(author__in=seats).count()
    checked = Commitment.objects.filter(checker__in=seats, status=Commitment.Status.DONE).count()
    return BecausePage(
        name=getattr(user, "name", ""), sentence=_sentence(said, len(done)), said=_by_name(said), signed_off=len(done),
        drafted=drafted, checked=checked,
    )  # fmt: skip


def _by_name(said: tuple[Became, ...]) -> tuple[Became, ...]:
    """What followed, each link with the name of what it leads to. Three queries."""
    proposals = Version.objects.filter(proposal__in={pk for each in said for pk in each.proposals})
    titles = dict(proposals.order_by("number").values_list("proposal", "title"))
    decisions = Decision.objects.filter(pk__in={pk for each in said for pk in each.decisions})
    questions = dict(decisions.values_list("pk", "question"))
    promises = Commitment.objects.filter(pk__in={pk for each in said for pk in each.commitments})
    texts = dict(promises.values_list("pk", "text"))
    return tuple(replace(each, followed=tuple(_followed(each, titles, questions, texts))) for each in said)


def _followed(
    each: Became, titles: dict[str, str], questions: dict[str, str], texts: dict[str, str]
) -> Iterator[Link]:
    named = (
        ("Proposal", "proposals:proposal", each.proposals, titles),
        ("Decision", "decisions:decision", each.decisions, questions),
        ("Promise", "commitments:commitment", each.commitments, texts),
    )
    found = [
        (f"{called}: {short(names[pk])}", reverse(page, args=[pk]))
        for called, page, pks, names in named
        for pk in pks
        if pk in names
    ]
    times = Counter(words for words, _ in found)
    seen: Counter[str] = Counter()
    for words, href in found:
        seen[words] += 1
        which = f" ({seen[words]} of {times[words]})" if times[words] > 1 else ""
        yield Link(f"{words}{which}", href)


def _sentence(said: tuple[Became, ...], done: int) -> str:
    if not said:
        return "You have not said anything here yet. When you do, this page shows what became of it."
    answered = sum(bool(each.answers) for each in said)
    decided = sum(bool(each.decisions) for each in said)
    return (
        f"You said {counted(len(said), 'thing', 'things')}. {answered} got an answer, {decided} led to a decision, "
        f"and {counted(done, 'change', 'changes')} that came from your words {'is' if done == 1 else 'are'} signed off "
        "by both groups."
    )
