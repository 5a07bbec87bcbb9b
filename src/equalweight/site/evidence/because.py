"""Because of you: what one person's words changed. For that person alone, to read and to print."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.loaders import User
from equalweight.site.committees.models import Seat
from equalweight.site.contributions.queries import Became, became_of
from equalweight.site.proposals.models import Version
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
        name=getattr(user, "name", ""), sentence=_sentence(said, len(done)), said=said, signed_off=len(done),
        drafted=drafted, checked=checked,
    )  # fmt: skip


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
