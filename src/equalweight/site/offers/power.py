"""What the offered seat would weigh, beside what a head count would have given it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from equalweight.core.tally import LEAST_SEATS
from equalweight.core.tally.errors import TallyError
from equalweight.core.tally.power import HEAD_COUNT, Power, committee_game, percent, power
from equalweight.site.committees.models import Committee, RemitVersion, Side, WaysOfWorking
from equalweight.site.web.elements import Bar, Bars
from equalweight.site.web.elements import Side as ElementSide
from equalweight.site.web.plain import counted

TOO_LARGE = "At a table this large, what one seat weighs can’t be worked out here."
BOTH = "Here, both groups must agree"
HOW = {
    "balanced": "Here, both groups’ shares of yes are added and halved",
    "consent": "Here, no objection may stand, from either group",
}
LIMITS = {
    "balanced": " Under the rule here, a group’s bare majority can lose.",
    "consent": " That is for one round: one objection with a reason holds a question up until it is talked through.",
}
# Above this many running totals a page would take too long; such a table has thousands of seats.
MOST_STATES = 200_000


@dataclass(frozen=True)
class SeatWeight:
    """Shares of all the power at the table (Shapley–Shubik index, as on the committee's page; of groups, each as one).

    `seat`, `other_seat` (each of the other side) and `group` under the committee's own rule; `head_seat` and
    `head_group` if heads were counted.
    """

    seat: Fraction
    other_seat: Fraction
    group: Fraction
    head_seat: Fraction
    head_group: Fraction


@dataclass(frozen=True)
class SeatPowerWords:
    """`sentence` always says something; `bars` only when there is something to draw.

    `group` and `head_group`: the two shares drawn, and `how` it is decided here, to keep them.
    """

    sentence: str
    bars: Bars | None = None
    group: Fraction | None = None
    head_group: Fraction | None = None
    how: str = ""


def seat_power(committee: Committee, ways: WaysOfWorking, remit: RemitVersion, side: str) -> SeatPowerWords:
    """The power of one more seat on `side`. One query."""
    sides = list(committee.seats.filter(ended_at__isnull=True).values_list("side", flat=True))
    seats = {each: sides.count(each) + (each == side) for each in Side.values}
    if min(seats.values()) < LEAST_SEATS:
        return SeatPowerWords(_too_few(seats, side))
    try:
        weight = seat_weight(seats["lived_experience"], seats["staff"], side, ways.rule, ways.threshold)
    except TallyError:
        return SeatPowerWords(TOO_LARGE)
    how = HOW.get(ways.rule, BOTH)
    bars = _bars(weight.group, weight.head_group, side, how)
    sentence = _sentence(weight, seats, side, remit) + LIMITS.get(ways.rule, "")
    return SeatPowerWords(sentence, bars, weight.group, weight.head_group, how)


def power_as_kept(words: SeatPowerWords) -> dict[str, str]:
    """As data; the shares exact."""
    if words.group is None or words.head_group is None:
        return {"sentence": words.sentence}
    shares = {"group": str(words.group), "head_group": str(words.head_group)}
    return {"sentence": words.sentence, "how": words.how} | shares


def power_kept(kept: dict[str, str], side: str) -> SeatPowerWords:
    """The words and bars again, from power_as_kept."""
    if "group" not in kept:
        return SeatPowerWords(kept["sentence"])
    group, head_group = Fraction(kept["group"]), Fraction(kept["head_group"])
    how = kept.get("how", BOTH)
    return SeatPowerWords(kept["sentence"], _bars(group, head_group, side, how), group, head_group, how)


@lru_cache(maxsize=512)
def seat_weight(lived_experience: int, staff: int, side: str, rule: str, threshold: str) -> SeatWeight:
    """Exact, from core.tally.power. Raises TallyError when a side has no seats."""
    own = power(committee_game(lived_experience, staff, rule, Fraction(threshold)), most_states=MOST_STATES)
    head = power(
        committee_game(lived_experience, staff, HEAD_COUNT, Fraction(threshold)), most_states=MOST_STATES
    )
    return SeatWeight(
        seat=_one(own, side), other_seat=_one(own, _other(side)), group=own.sides[side].as_bloc,
        head_seat=_one(head, side), head_group=head.sides[side].as_bloc,
    )  # fmt: skip


def _one(found: Power, side: str) -> Fraction:
    """The share of a single seat of this side."""
    return next(each.shapley_shubik for each in found.classes if each.side == side)


def _too_few(seats: dict[str, int], side: str) -> str:
    return (
        f"With this seat, {Side(side).label} would have {counted(seats[side], 'seat', 'seats')} of "
        f"{sum(seats.values())}. Nothing can be decided here until each group has at least {LEAST_SEATS}."
    )


def _sentence(weight: SeatWeight, seats: dict[str, int], side: str, remit: RemitVersion) -> str:
    total = sum(seats.values())
    words = (
        f"With this seat, {Side(side).label} would have {counted(seats[side], 'seat', 'seats')} of {total}. "
        f"If each group votes as one, they hold {percent(weight.group)} of the power here. If everybody votes for "
        f"themselves, this seat holds {percent(weight.seat)}, and each seat of {Side(_other(side)).label} "
        f"{percent(weight.other_seat)}. (That is how often it is the one that tips the result, over all the orders in "
        "which people can come to say yes: the Shapley–Shubik index.) "
        f"If heads were simply counted, {_head_count(weight, side)}."
    )
    if remit.kind == RemitVersion.Kind.ADVISES:
        words += f" But this committee advises: {remit.holder} decides in the end and may say no."
    return words


def _head_count(weight: SeatWeight, side: str) -> str:
    """The shares if heads were counted; a group that can be outvoted holds none, a seat of it still some."""
    if weight.head_group or not weight.head_seat:
        return f"the group would hold {percent(weight.head_group)} and the seat {percent(weight.head_seat)}"
    other = Side(_other(side))
    return (
        f"the group would hold 0%: if all {other.label} voted together, they would not need it. The seat by itself "
        f"would hold {percent(weight.head_seat)}, but only because {other.label} sometimes split"
    )


def _other(side: str) -> str:
    return Side.STAFF if side == Side.LIVED_EXPERIENCE else Side.LIVED_EXPERIENCE


def _bars(group: Fraction, head_group: Fraction, side: str, how: str) -> Bars:
    own: ElementSide = side  # type: ignore[assignment]  # the column holds one of the two sides
    rows = ((how, group), ("If heads were counted", head_group))
    return Bars(
        f"What {Side(side).label} can decide together: {percent(group)} of the power here, "
        f"{percent(head_group)} if heads were counted.",
        tuple(Bar(label, share, percent(share), own) for label, share in rows),
        ("How decisions are made", "Share of the power"),
    )
