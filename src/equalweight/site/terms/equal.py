"""What would make somebody's terms equal: the same seats, and the rule that both groups must agree."""

from dataclasses import dataclass
from typing import Final

from equalweight.core.tally import LEAST_SEATS, LIVED_EXPERIENCE, SIDES, STAFF
from equalweight.core.tally.power import Power, part, percent
from equalweight.site.web.elements import Pair, Row, SideFigure, Table
from equalweight.site.web.plain import counted

from .entered import OTHER, Terms
from .rules import equal_power

ASK: Final = (
    "We ask that something is agreed only when more than half of the people with lived experience and more than "
    "half of the staff say yes, each group counted by itself."
)
ASK_PROMISE: Final = (
    " We ask that {by} promises in writing to do what is agreed, or to publish the reasons why not."
)
CAVEAT: Final = (
    "Equal weight also means that either group can keep things as they are. So a “no” should come with a published "
    "reason, and a date when it comes back."
)


@dataclass(frozen=True)
class Equal:
    """`is_equal`: these terms are already. `ask`: words to use. `pair` and `table` show the same seats, equal."""

    is_equal: bool
    sentences: tuple[str, ...]
    ask: str = ""
    pair: Pair | None = None
    table: Table | None = None


def what_would_make_it_equal(terms: Terms, found: Power) -> Equal:
    """From the terms and their power."""
    seats = {side: sum(group.seats for group in terms.groups if group.side == side) for side in SIDES}
    if is_equal(found):
        return Equal(True, _already(terms))
    if min(seats.values()) < LEAST_SEATS:
        return Equal(False, _too_few(seats), _ask(terms))
    then = equal_power(seats[LIVED_EXPERIENCE], seats[STAFF])
    return Equal(False, _change(terms, seats), _ask(terms), _pair(then), _table(terms, found, then))


def is_equal(found: Power) -> bool:
    """Each side can stop the other, their blocs weigh the same and prevail as often, no seat of theirs is without
    power, and nobody stands above."""
    if found.game.final_decision is not None or set(found.sides) != set(SIDES):
        return False
    if any(seat.dummy for seat in found.classes if seat.side in SIDES):
        return False
    lived, staff = (found.sides[side] for side in SIDES)
    is_alike = lived.as_bloc == staff.as_bloc and lived.prevails == staff.prevails
    return lived.blocks_alone and staff.blocks_alone and is_alike


def _already(terms: Terms) -> tuple[str, ...]:
    words = "These terms already give both groups the same weight. Ask for them in writing, with who can change them."
    if terms.agreed in ("sides", "groups"):
        return (words, CAVEAT)
    return (
        words,
        "Everybody is counted together here, so this holds only while the numbers of seats stay as they are.",
        CAVEAT,
    )


def _too_few(seats: dict[str, int]) -> tuple[str, ...]:
    return (
        "An equal vote needs at least two seats for people with lived experience, and two for staff. Here "
        f"people with lived experience have {seats[LIVED_EXPERIENCE] or 'none'}, and staff have "
        f"{seats[STAFF] or 'none'}. So the first thing to ask for is more seats. Then ask for this:",
    )


def _change(terms: Terms, seats: dict[str, int]) -> tuple[str, ...]:
    sentences = [_rule(terms, counted(sum(seats.values()), "seat", "seats"))]
    others = sum(group.seats for group in terms.groups if group.side == OTHER)
    if others:
        sentences.append(
            f"The {counted(others, 'other seat', 'other seats')} can speak without a vote, "
            "or choose one of the two groups."
        )
    if terms.final:
        sentences.append(f"And it has to count: {terms.final.by} would have to promise to do what is agreed.")
    return (*sentences, CAVEAT)


def _rule(terms: Terms, same: str) -> str:
    if terms.agreed != "sides":
        return (
            f"Keep the same {same}, give each of them a vote, and change the rule: something is agreed only when more "
            "than half of each group says yes, each counted by itself. Then both groups weigh the same."
        )
    if any(group.vote == "none" for group in terms.groups if group.side != OTHER):
        return f"Keep the rule that more than half of each group must say yes, and give each of the {same} a vote."
    return f"The rule is equal already: of the same {same}, more than half of each group must say yes."


def _ask(terms: Terms) -> str:
    return ASK + (ASK_PROMISE.format(by=terms.final.by) if terms.final else "")


def _pair(then: Power) -> Pair:
    lived, staff = (
        SideFigure(
            side,
            percent(then.sides[side].as_bloc),
            f"of the power, with {counted(then.sides[side].seats, 'seat', 'seats')}.",
        )
        for side in SIDES
    )
    return Pair(lived, staff)


def _table(terms: Terms, found: Power, then: Power) -> Table:
    now = {seat.name: seat.shapley_shubik for seat in found.classes}
    equal = {seat.side: seat.shapley_shubik for seat in then.classes}
    return Table(
        "One seat’s share of the power, now and if both groups must agree",
        ("Group", "Seats", "One seat now", "One seat then"),
        tuple(
            Row((group.name, group.seats, part(now[group.name]), part(equal[group.side])))
            for group in terms.groups
            if group.side != OTHER
        ),
        numbers=frozenset({1, 2, 3}),
    )
