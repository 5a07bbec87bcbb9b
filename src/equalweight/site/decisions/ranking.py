"""Ballots that put options in order, as numbers: "2>1=3>0", 0 being "leave it as it is". No Django here.

Source: docs/rules/ranked.md. The record holds numbers alone; the names stand in the text that was decided on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from equalweight.core.tally import SIDES, Outcome, decide, read_ballot
from equalweight.core.tally.schulze import places_of, strongest_paths

Places = Sequence[int | None]
"""Where each option, by its number, is placed: 1 first; None for one left out."""


def ballot_of(places: Places) -> str:
    """The ballot these places write; options left out share the last place. "pass" when none has a place."""
    if not any(places):
        return "pass"
    last = max(place for place in places if place) + 1
    filled = [place or last for place in places]
    groups = (
        "=".join(str(option) for option, at in enumerate(filled) if at == place)
        for place in sorted(set(filled))
    )
    return ">".join(groups)


def places_in(choice: str, options: int) -> tuple[int | None, ...]:
    """The places a ballot gives, with `options` besides leaving it. Nothing placed for a pass or an empty one."""
    if choice in ("", "pass"):
        return (None,) * (options + 1)
    ballot = read_ballot(choice)
    place_of = {int(name): at for at, place in enumerate(ballot, start=1) for name in place}
    return tuple(place_of.get(option) for option in range(options + 1))


def is_ballot(choice: str, options: int) -> bool:
    """Whether this is a pass, or an order of every option, written the one way there is to write it."""
    if choice == "pass":
        return True
    if not set(choice) <= set("0123456789>="):
        return False
    parts = choice.replace("=", ">").split(">")
    if sorted(parts) != sorted(str(number) for number in range(options + 1)):
        return False
    return ballot_of(places_in(choice, options)) == choice


def outcome_of(
    roll: Mapping[str, int], choices: Mapping[tuple[str, str], int], names: Sequence[str], quorum: Fraction
) -> Outcome:
    """The outcome, told with the options' names. `choices`: how many of a side cast each ballot."""
    votes = {(side, as_named(choice, names)): many for (side, choice), many in choices.items()}
    return decide("ranked", roll, votes, quorum=quorum, status_quo=names[0], options=names)


def as_named(choice: str, names: Sequence[str]) -> str:
    """The ballot as `equalweight decide` reads it, with names for numbers; empty for a pass."""
    if choice == "pass":
        return ""
    return ">".join("=".join(names[int(each)] for each in place.split("=")) for place in choice.split(">"))


@dataclass(frozen=True)
class Compared:
    """Two options beside each other, by number: how many of each side place the first above, and below.

    `margin`: how far the first is ahead with both groups weighing the same, from -1 to 1; None while a side is silent.
    """

    one: int
    other: int
    above: Mapping[str, int]
    below: Mapping[str, int]
    margin: Fraction | None


def compared(ballots: Mapping[str, Mapping[str, int]], options: int) -> Iterator[Compared]:
    """Every pair once. `ballots`: for each side, how many cast each ballot."""
    numbers = [str(number) for number in range(options + 1)]
    cast: dict[str, list[tuple[list[int], int]]] = {
        side: [
            (places_of(read_ballot(choice), numbers), many)
            for choice, many in ballots[side].items()
            if choice != "pass"
        ]
        for side in SIDES
    }
    for one in range(1, options + 1):
        for other in (*range(one + 1, options + 1), 0):
            yield _pair(cast, one, other)


def strengths(ballots: Mapping[str, Mapping[str, int]], options: int) -> list[list[Fraction]] | None:
    """How strongly each option beats each other, directly or through others, by number; None while a side is silent.

    Like `Compared.margin`, with both groups weighing the same, from 0 to 1.
    """
    pairs = list(compared(ballots, options))
    margins = [pair.margin for pair in pairs]
    if None in margins:
        return None
    whole = lcm(*(margin.denominator for margin in margins if margin is not None))
    found = [[0] * (options + 1) for _ in range(options + 1)]
    for pair in pairs:
        ahead = int((pair.margin or 0) * whole)
        found[pair.one][pair.other], found[pair.other][pair.one] = ahead, -ahead
    return [[Fraction(each, whole) for each in row] for row in strongest_paths(found)]


def _pair(cast: Mapping[str, Sequence[tuple[list[int], int]]], one: int, other: int) -> Compared:
    above = {side: sum(many for at, many in cast[side] if at[one] < at[other]) for side in SIDES}
    below = {side: sum(many for at, many in cast[side] if at[one] > at[other]) for side in SIDES}
    voted = {side: sum(many for _, many in cast[side]) for side in SIDES}
    margin = None
    if all(voted.values()):
        halves = (Fraction(above[side] - below[side], voted[side]) for side in SIDES)
        margin = sum(halves, Fraction(0)) / len(SIDES)
    return Compared(one, other, above, below, margin)


def moved(places: Places, option: int, up: bool) -> tuple[int | None, ...]:
    """Places after one press on "move up" or "move down"; whoever has places gets them anew from 1.

    From a shared place it moves to one of its own; alone, it changes with the next. Moved up without a place, it gets
    the one after the last; moved down, none. No other option gets or loses a place, or leaves one that is shared.
    """
    order = _order(places)
    at = next((number for number, place in enumerate(order) if option in place), None)
    if at is None:
        order += [[option]] if up else []
    elif len(order[at]) > 1:
        order[at].remove(option)
        order.insert(at if up else at + 1, [option])
    else:
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
    return _places(order, len(places))


def shown_order(places: Places) -> list[int]:
    """The options as a ballot lists them: by place, then those without one, "leave it as it is" last of these."""
    return sorted(range(len(places)), key=lambda n: (places[n] is None, places[n] or 0, n == 0, n))


def tidied(places: Places) -> tuple[int | None, ...]:
    """The same order, with places from 1 without gaps."""
    return _places(_order(places), len(places))


def _order(places: Places) -> list[list[int]]:
    used = sorted({place for place in places if place is not None})
    return [[option for option, at in enumerate(places) if at == place] for place in used]


def _places(order: Sequence[Sequence[int]], size: int) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * size
    for at, place in enumerate(order, start=1):
        for option in place:
            found[option] = at
    return tuple(found)
