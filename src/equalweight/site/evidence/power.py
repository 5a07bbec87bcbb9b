"""What each group and each seat of a committee really weighs, and what would make it equal (promise 1.3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from equalweight.core.tally import LEAST_SEATS, PAGE_WORDS, SIDES
from equalweight.core.tally.power import (
    HEAD_COUNT,
    Power,
    SidePower,
    committee_game,
    lighter_seats,
    part,
    percent,
    power,
    sentences,
)
from equalweight.site.committees.models import RemitVersion, WaysOfWorking
from equalweight.site.committees.seats import SeatsPage
from equalweight.site.web.elements import Bar, Bars, Pair, Row, SideFigure, Table
from equalweight.site.web.plain import counted


@dataclass(frozen=True)
class CommitteePower:
    """What a seat and a side really weigh, with a head count beside it. `too_few`: one side has no two seats.

    `every`: each figure in a sentence, exact. `single`: how single seats of the two groups weigh. `equal`: what would
    make it equal, or that nothing is missing.
    """

    too_few: bool
    sentence: str
    pair: Pair | None
    head_count: Bars | None
    seats: Table | None
    single: str
    every: tuple[str, ...]
    equal: tuple[str, ...]
    limit: str


def committee_power(page: SeatsPage, ways: WaysOfWorking, remit: RemitVersion) -> CommitteePower:
    """Worked out from the seats and ways of working as they are now."""
    lived, staff = (len(side.seats) for side in page.sides)
    if min(lived, staff) < LEAST_SEATS:
        words = "One group has fewer than two seats, so nothing can be decided here yet."
        return CommitteePower(True, words, None, None, None, "", (), _too_few(lived, staff), "")
    threshold = Fraction(ways.threshold)
    ours = power(committee_game(lived, staff, ways.rule, threshold))
    heads = power(committee_game(lived, staff, HEAD_COUNT, threshold))
    return CommitteePower(
        too_few=False,
        sentence=f"{counted(lived + staff, 'seat', 'seats')}: {lived} for people with lived experience, {staff} for "
        "staff. Neither group can decide without the other.",
        pair=Pair(*(_half(side, ours.sides[side]) for side in SIDES)),
        head_count=_head_count(heads.sides, lived, staff),
        seats=_seats(ours, heads), single=_single(ours),
        every=sentences(ours), equal=tuple(_equal(ours, ways.rule, remit)), limit=_limit(remit),
    )  # fmt: skip


def _too_few(lived: int, staff: int) -> tuple[str, ...]:
    return (
        "Each group needs at least two seats. Now people with lived experience have "
        f"{lived or 'none'}, and staff have {staff or 'none'}.",
    )


def _half(side: str, figures: SidePower) -> SideFigure:
    share = percent(figures.as_bloc)
    return SideFigure(side, share, f"of the power, with {counted(figures.seats, 'seat', 'seats')}")  # type: ignore[arg-type]


def _seats(ours: Power, heads: Power) -> Table:
    return Table(
        "How much one seat can change",
        ("Group", "Seats", "Share each (Shapley–Shubik)", "Share each (Banzhaf)", "With a head count (Shapley–Shubik)"),
        tuple(
            Row((
                PAGE_WORDS[side].capitalize(), one.count, part(one.shapley_shubik), part(one.banzhaf),
                part(other.shapley_shubik),
            ))
            for side, one, other in zip(SIDES, ours.classes, heads.classes, strict=True)
        ),
        numbers=frozenset({1, 2, 3, 4}),
    )  # fmt: skip


def _head_count(heads: Mapping[str, SidePower], lived: int, staff: int) -> Bars:
    bars = tuple(
        Bar(PAGE_WORDS[side].capitalize(), heads[side].as_bloc, percent(heads[side].as_bloc), side)
        for side in SIDES
    )
    return Bars(_heads_in_words(heads, lived, staff), bars, ("Group", "Share of the power"))


def _heads_in_words(heads: Mapping[str, SidePower], lived: int, staff: int) -> str:
    alone = next((side for side in SIDES if heads[side].passes_alone), None)
    if alone is None:
        return "With one vote a head, neither group could decide alone here."
    other = next(side for side in SIDES if side != alone)
    seats = dict(zip(SIDES, (lived, staff), strict=True))
    return (
        f"With one vote a head, {seats[alone]} {PAGE_WORDS[alone]} could decide anything alone. "
        f"{seats[other]} {PAGE_WORDS[other]} could decide nothing and stop nothing."
    )


def _single(ours: Power) -> str:
    """How single seats of the two groups weigh, beside the groups; and why, where one group's weigh less."""
    light = lighter_seats(ours)
    groups = "the two groups weigh the same" if _weigh_the_same(ours) else "the two groups hold the same veto"
    if light is None:
        return f"{groups.capitalize()}, and each single seat weighs the same."
    return (
        f"Both are true at once: {groups}, and each single seat of {PAGE_WORDS[light]} weighs less, "
        f"{_why_lighter(ours, light)}."
    )


def _weigh_the_same(ours: Power) -> bool:
    lived, staff = (ours.sides[side] for side in SIDES)
    return (lived.as_bloc, lived.prevails) == (staff.as_bloc, staff.prevails)


def _why_lighter(ours: Power, light: str) -> str:
    """Mostly because it is one of more. At some sizes the smaller group's weigh less: it takes whole people."""
    seats = {side: ours.sides[side].seats for side in SIDES}
    heavy = next(side for side in SIDES if side != light)
    if seats[light] > seats[heavy]:
        return "because that group has more of them"
    return (
        "although that group has fewer of them: it takes whole people to agree, and the same share of "
        f"{seats[light]} seats and of {seats[heavy]} seats rounds up differently"
    )


def _equal(ours: Power, rule: str, remit: RemitVersion) -> Iterator[str]:
    """Between the groups, between single seats, and over what really happens: each that isn't equal yet."""
    lived, staff = (ours.sides[side] for side in SIDES)
    yield _between(lived, staff, rule)
    if lighter_seats(ours) is not None:
        smaller, larger = sorted(SIDES, key=lambda side: ours.sides[side].seats)
        more = abs(lived.seats - staff.seats)
        yield (
            "With the same number of seats in both groups, each single seat weighs the same too: that is "
            f"{more} more for {PAGE_WORDS[smaller]}, or {more} fewer for {PAGE_WORDS[larger]}."
        )
    if remit.kind == RemitVersion.Kind.ADVISES:
        yield (
            f"And it has to count: {remit.holder} would have to promise in writing to do what is agreed here, or to "
            "publish the reasons why not."
        )


def _between(lived: SidePower, staff: SidePower, rule: str) -> str:
    if rule == "balanced" and lived.prevails == staff.prevails:
        return (
            "The two groups weigh the same. But a group’s bare majority can lose here, in either group; under the "
            "rule that both groups must agree it can’t."
        )
    if lived.prevails == staff.prevails or lived.prevails is None or staff.prevails is None:
        return "Between the two groups nothing is missing: neither can be outvoted, and each weighs the same."
    more, often = max(zip(SIDES, (lived.prevails, staff.prevails), strict=True), key=lambda pair: pair[1])
    return (
        f"Where the groups’ majorities differ, {PAGE_WORDS[more]} get their way in {part(often)} of the ways people "
        "can vote. Under the rule that both groups must agree it is half and half."
    )


def _limit(remit: RemitVersion) -> str:
    words = {
        RemitVersion.Kind.DECIDES: "What this committee decides is decided.",
        RemitVersion.Kind.DECIDES_BY_PROMISE: f"This is the power inside the committee. In the end it rests on a "
        f"promise by {remit.holder}; if that promise is broken, it is shown here.",
        RemitVersion.Kind.ADVISES: f"This is advice: {remit.holder} may ignore it, so the power of every seat "
        "over what really happens is nothing.",
    }
    return words[RemitVersion.Kind(remit.kind)]
