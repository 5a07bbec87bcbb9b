"""What a refused decision carries: when it comes back, what holds meanwhile, who can help (promise 1.5)."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import Reader
from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import counted, day, together

from .. import rules
from ..commands.facilitating import is_offered
from ..models import Decision, Talk
from .places import decision_link, href

PROTECTED = "While the groups disagree, nothing that was there before is cut."
NOT_PROTECTED = (
    "The ways of working don’t say that things stay as they are. What was there before can still be cut."
)


@dataclass(frozen=True)
class Facilitator:
    """The offer of an independent facilitator. `who` is "" while nobody is named: a gap, shown to everyone.

    `asked`, `talks`: counts and dates, for everyone. `ask`, `note`, `confirm`: what this reader can do.
    """

    is_offered: bool
    who: str
    asked: str
    talks: tuple[str, ...]
    ask: str
    note: str
    confirm: tuple[Link, ...]


@dataclass(frozen=True)
class Disagreement:
    comes_back: str
    brought_back: Link | None
    meanwhile: str
    words: str
    facilitator: Facilitator


def disagreement(decision: Decision, reader: Reader | None, at: datetime) -> Disagreement | None:
    """None unless it was refused. A constant number of queries."""
    if decision.outcome["outcome"] not in rules.REFUSED:
        return None
    ways = ways_in_force(decision.project.committee, decision.announced_at)
    again = decision.brought_back.first()
    return Disagreement(
        comes_back=_comes_back(decision, again, at),
        brought_back=decision_link(again, "See the decision that brought it back"),
        meanwhile=_meanwhile(decision, again, ways, at),
        words=ways.disagreement_words,
        facilitator=_facilitator(decision, reader),
    )


def protected_until_closed(decision: Decision) -> str:
    """For a question that comes back: what holds until it has been decided again."""
    before = decision.brings_back
    if before is None:
        return ""
    ways = ways_in_force(decision.project.committee, before.announced_at)
    return f"{PROTECTED} This holds until this decision closes." if ways.protects_meanwhile else ""


def _comes_back(decision: Decision, again: Decision | None, at: datetime) -> str:
    closed = decision.project.committee.closed_at
    if again is not None:
        return "This question has been brought back."
    if closed is not None:
        return f"This question does not come back: the committee closed on {day(closed)}."
    due = decision.bring_back_on
    if due and due < localdate(at):
        return f"This question was to come back by {day(due)}, and has not yet."
    return f"This question comes back by {day(due)}. Until then both groups can look for something better."


def _meanwhile(decision: Decision, again: Decision | None, ways: WaysOfWorking, at: datetime) -> str:
    if not ways.protects_meanwhile:
        return NOT_PROTECTED
    closed = decision.project.committee.closed_at
    if again is not None and again.closed_at is not None:
        return f"{PROTECTED} This held until the question was decided again, on {day(again.closed_at)}."
    if again is not None:
        return f"{PROTECTED} This holds until the decision that brings it back closes."
    if closed is not None:
        return f"{PROTECTED} The committee closed on {day(closed)}, before the question was decided again."
    return f"{PROTECTED} This holds until the question has been decided again, even if that is late."


def _facilitator(decision: Decision, reader: Reader | None) -> Facilitator:
    # Who can help is so now: a committee that names somebody later helps those who disagreed before, too.
    now = decision.project.committee.ways.order_by("-version")[0]
    asks = list(decision.facilitator_asks.order_by("at"))
    talks = list(decision.talks.all())
    offered, seat = is_offered(decision), reader.seat if reader else None
    mine = seat.side if seat else ""
    may_ask = bool(seat) and offered and mine not in {each.side for each in asks}
    return Facilitator(
        is_offered=offered,
        who=now.facilitator,
        asked=_asked([each.at for each in asks]),
        talks=tuple(_talk(each) for each in talks),
        ask=href("ask_facilitator", decision.pk) if may_ask else "",
        note=href("note_talk", decision.pk) if seat else "",
        confirm=tuple(_confirm(each) for each in talks if seat and _waits(each, mine)),
    )


def _asked(times: list[datetime]) -> str:
    if not times:
        return ""
    groups = counted(len(times), "group has", "groups have")
    days = together([day(each) for each in times])
    return f"{groups} asked for an independent facilitator: on {days}."


def _talk(talk: Talk) -> str:
    said = "Both groups say so" if talk.confirmed_at else "One group says so; the other has not yet"
    return f"A talk was held on {day(talk.held_on)}. {said}."


def _waits(talk: Talk, side: str) -> bool:
    return talk.confirmed_at is None and talk.noted_side != side


def _confirm(talk: Talk) -> Link:
    return Link(
        f"Confirm that a talk was held on {day(talk.held_on)}",
        reverse("decisions:confirm_talk", args=[talk.decision_id, talk.pk]),
    )
