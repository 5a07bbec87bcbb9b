"""A decision that is announced or open: the paper, when to answer, what can be done now."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from equalweight.site.committees.loaders import Reader
from equalweight.site.committees.models import Seat
from equalweight.site.web.elements import Condition, Link, Person, Tag
from equalweight.site.web.plain import moment

from .. import rules, words
from ..commands.before import entitled_seats
from ..models import Decision, RollSeat
from .places import Paper, committee_link, decision_link, href, paper_of, person, project_link
from .turnout import conditions


@dataclass(frozen=True)
class HelpWanted:
    """What somebody not ready wrote; shown to them and to the co-chair of their own side, to nobody else."""

    words: str
    is_own: bool
    name: str


@dataclass(frozen=True)
class NoticePage:
    where: Link
    project: Link
    question: str
    state: Tag
    opens_at: datetime
    closes_at: datetime
    paper: Paper
    rule: tuple[str, ...]
    standing: str
    what_next: str
    missing: tuple[str, ...]
    conditions: tuple[Condition, ...]
    can_vote: tuple[Person, ...]
    main_action: Link | None
    actions: tuple[Link, ...]
    more_time: str
    close_asked: str
    help_wanted: HelpWanted | None
    brings_back: Link | None


def notice_page(decision: Decision, reader: Reader, at: datetime) -> NoticePage:
    """The notice for somebody who may read the committee's inside pages."""
    is_open = decision.status == Decision.Status.OPEN
    seats = _roll_seats(decision) if is_open else entitled_seats(decision)
    missing = () if is_open else rules.missing_seats(_counts(seats))
    asked = _side_that_asked(decision) if is_open else ""
    mine = _Mine(
        decision, reader, at, is_listed=reader.seat is not None and reader.seat in seats, asked=asked
    )
    return NoticePage(
        where=committee_link(decision.project.committee, is_member=True),
        project=project_link(decision),
        question=decision.question,
        state=Tag("Open for answers", "now") if is_open else Tag("Announced: time to read"),
        opens_at=decision.opens_at,
        closes_at=decision.closes_at,
        paper=paper_of(decision.version),
        rule=words.rule_points(Fraction(decision.quorum), Fraction(decision.threshold)),
        standing=mine.standing(),
        what_next=_what_next(decision, missing, at),
        missing=missing,
        conditions=conditions(decision) if is_open else (),
        can_vote=tuple(person(seat) for seat in seats),
        main_action=mine.main_action(),
        actions=mine.actions(),
        more_time=_more_time(decision),
        close_asked=asked,
        help_wanted=_help_wanted(decision, reader.seat),
        brings_back=decision_link(decision.brings_back, "See what happened the first time"),
    )


@dataclass(frozen=True)
class _Mine:
    """What one reader can do now. `is_listed`: on the roll, or due to be."""

    decision: Decision
    reader: Reader
    at: datetime
    is_listed: bool
    asked: str

    def standing(self) -> str:
        """Whether this reader can vote, said plainly."""
        if self.reader.seat is None:
            return "You can read this. People without a seat don’t vote."
        if self.is_listed:
            return "You can vote on this." if self._takes_answers() else "You will be able to vote on this."
        if self.decision.status == Decision.Status.ANNOUNCED:
            return "You stepped back from this decision, so you will not vote on it."
        return "You can’t vote on this. Who can vote was fixed when voting opened."

    def main_action(self) -> Link | None:
        if not (self.is_listed and self._takes_answers()):
            return None
        place = RollSeat.objects.filter(decision=self.decision, seat=self.reader.seat, vote__isnull=False)
        said = "Change my answer" if place.exists() else "Give my answer"
        return Link(said, href("vote", self.decision.pk))

    def actions(self) -> tuple[Link, ...]:
        pk, seat = self.decision.pk, self.reader.seat
        if seat is None:
            return ()
        if self.decision.status == Decision.Status.ANNOUNCED:
            can_open = seat.is_co_chair and self.at >= self.decision.opens_at
            return self._links((self.is_listed, "Step back from this decision", href("recuse", pk)),
                               (can_open, "Open it for answers", href("open", pk)))  # fmt: skip
        can_pause = self.is_listed and self._takes_answers() and self.decision.paused_at is None
        closes = (
            "Close it"
            if self.at >= self.decision.closes_at or self._other_asked()
            else "Ask to close it early"
        )
        return self._links((can_pause, "Say “I’m not ready”", href("pause", pk)),
                           (seat.is_co_chair, closes, href("close", pk)))  # fmt: skip

    def _takes_answers(self) -> bool:
        return self.decision.status == Decision.Status.OPEN and self.at < self.decision.closes_at

    def _other_asked(self) -> bool:
        return self.asked != "" and self.reader.seat is not None and self.asked != self.reader.seat.side

    @staticmethod
    def _links(*offered: tuple[bool, str, str]) -> tuple[Link, ...]:
        return tuple(Link(said, where) for is_offered, said, where in offered if is_offered)


def _roll_seats(decision: Decision) -> list[Seat]:
    return [place.seat for place in decision.roll.select_related("seat").order_by("seat__name")]


def _counts(seats: list[Seat]) -> dict[str, int]:
    sides = [seat.side for seat in seats]
    return {side: sides.count(side) for side in set(sides)}


def _side_that_asked(decision: Decision) -> str:
    asks = decision.close_asks.filter(seat__is_co_chair=True, seat__ended_at__isnull=True)
    return asks.values_list("seat__side", flat=True).first() or ""


def _what_next(decision: Decision, missing: tuple[str, ...], at: datetime) -> str:
    if decision.status == Decision.Status.OPEN:
        if at >= decision.closes_at:
            return "The time to answer is over. The answers are being counted."
        return "Until it closes, nobody can see how the answers stand, only how many have answered."
    if missing:
        return "It can’t open until both groups have at least two people who can vote."
    if at >= decision.opens_at:
        return "It opens within minutes. You get an email."
    return f"It opens by itself on {moment(decision.opens_at)}. You get an email."


def _more_time(decision: Decision) -> str:
    if decision.paused_at is None:
        return ""
    return f"Somebody said “I’m not ready”, so this now closes on {moment(decision.closes_at)}. Answers given stand."


def _help_wanted(decision: Decision, seat: Seat | None) -> HelpWanted | None:
    asker = decision.paused_by
    if asker is None or seat is None or not decision.pause_words:
        return None
    is_own = asker == seat
    if not is_own and not (seat.is_co_chair and seat.side == asker.side):
        return None
    return HelpWanted(decision.pause_words, is_own, asker.name)
