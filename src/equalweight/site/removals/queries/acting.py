"""What the pages with a form say: what this is for, what happens next."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from equalweight.site.committees.loaders import Member
from equalweight.site.committees.models import Seat, Side
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.web import plain
from equalweight.site.web.elements import Fact, Link
from equalweight.site.web.fields import Option

from .. import rules
from ..asking import Conduct, seats_now
from ..models import Removal
from .lists import cannot_ask
from .words import INSIDE, STOPS, independent_words, needed, seat_words


@dataclass(frozen=True)
class AskPage:
    """`people`: whose seat it can be about. `cannot`: why nobody can ask now."""

    where: Link
    people: tuple[Option, ...]
    cannot: str
    not_conduct: tuple[str, ...]
    steps: tuple[str, ...]
    independent: str


@dataclass(frozen=True)
class CheckPage:
    where: Link
    facts: tuple[Fact, ...]
    reason: str
    stops: str
    steps: tuple[str, ...]
    change: Link


@dataclass(frozen=True)
class ActPage:
    """A form with what it is about. `reason` and `reply` are read before it."""

    where: Link
    heading: str
    lead: str
    button: str
    reason: str
    reply: str
    warnings: tuple[str, ...]
    after: str
    back: Link


def ask_page(who: Member, at: datetime) -> AskPage:
    others = [seat for seat in seats_now(who.committee) if seat.pk != who.seat.pk]
    return AskPage(
        where=_list(who.committee.pk),
        people=tuple(Option(seat.pk, seat.name, str(seat.get_side_display())) for seat in others),
        cannot=cannot_ask(who), not_conduct=rules.NOT_CONDUCT, steps=_steps(who, at),
        independent=independent_words(who.committee),
    )  # fmt: skip


def check_page(who: Member, seat: Seat, conduct: Conduct, at: datetime) -> CheckPage:
    return CheckPage(
        where=_list(who.committee.pk),
        facts=(
            Fact("Who it is about", seat_words(seat)), Fact("When it happened", plain.day(conduct.happened_on)),
            Fact("Who asks", f"You, {who.seat.name}"),
        ),
        reason=conduct.reason, stops=stops(seat, seats_now(who.committee)), steps=_steps(who, at),
        change=Link("Change it", reverse("removals:ask", args=[who.committee.pk])),
    )  # fmt: skip


def reply_page(removal: Removal) -> ActPage:
    return ActPage(
        where=_list(removal.committee_id), heading="What do you say?",
        lead="You don’t have to answer. If you do, both groups read it before they vote.",
        button="Let both groups read it", reason=removal.reason, reply="", warnings=(),
        after=f"You can change your answer until {plain.moment(removal.closes_at)}. It stays inside the committee.",
        back=_back(removal),
    )  # fmt: skip


def vote_page(removal: Removal, seat: Seat, mine: str) -> ActPage:
    is_mine = seat.pk == removal.seat_id
    said = {"yes": "yes, end it", "no": "no, it stays", "pass": "you are not voting on this"}.get(mine)
    warnings = [f"Your answer now: {said}. If you answer again, the new answer counts."] if said else []
    warnings.append("If everybody in a group says the same, the count shows what each of them said.")
    stopped = stops(removal.seat, seats_now(removal.committee))
    return ActPage(
        where=_list(removal.committee_id),
        heading="Should your seat end?" if is_mine else f"Should {removal.seat.name}’s seat end?",
        lead="Nobody in the committee sees what you answer. When it closes, the count of each group is shown.",
        button="Give my answer", reason=removal.reason,
        reply=removal.reply or f"{'You have' if is_mine else f'{removal.seat.name} has'} not answered so far.",
        warnings=(*warnings, *([stopped] if stopped else [])),
        after=f"You can change your answer until {plain.moment(removal.closes_at)}. {needed(removal)}",
        back=_back(removal),
    )  # fmt: skip


def stops(seat: Seat, here: list[Seat]) -> str:
    """That the committee could decide nothing without this seat; empty when it could."""
    if not rules.would_stop_decisions(seat.side, Counter(each.side for each in here)):
        return ""
    return STOPS.format(side=Side(seat.side).label)


def _steps(who: Member, at: datetime) -> tuple[str, ...]:
    ways = ways_in_force(who.committee, at)
    read, vote = (plain.counted(days, "day", "days") for days in (ways.days_for_papers, ways.days_to_vote))
    return (
        "The person is told at once, by email. They see all you wrote, and your name.",
        f"They can answer. Everybody has {read} to read, and then {vote} to vote. The person votes too.",
        "The seat ends only if both groups say yes, each by itself. Nobody in the committee sees who voted how.",
        f"If it stays, you can’t ask again for {plain.counted(ways.days_to_bring_back, 'day', 'days')}, unless "
        "something happens after today.",
        INSIDE,
    )


def _list(committee: str) -> Link:
    return Link("Ending a seat", reverse("removals:list", args=[committee]))


def _back(removal: Removal) -> Link:
    return Link("Go back, and read all of it", reverse("removals:removal", args=[removal.pk]))
