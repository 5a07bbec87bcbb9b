"""What the figures of a game mean, one plain sentence each. Read by people who may be new to all of it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from equalweight.core.tally.power.figures import Power, SeatPower, SidePower
from equalweight.core.tally.sides import LIVED_EXPERIENCE, PAGE_WORDS, STAFF

LONGEST_EXACT: Final = 12


def sentences(found: Power) -> tuple[str, ...]:
    """Every figure of `found` in words, what matters most first."""
    final = found.game.final_decision
    if found.advice and final is not None:
        return (
            f"This is advice: {final.by} decides alone and may ignore it, "
            "so no seat here has any power over what is decided.",
        )
    return (*_both_truths(found), *_final(found), *_of_sides(found), *_of_classes(found))


def part(share: Fraction) -> str:
    """A share as people read it: exact where that is short, always as "about 6%"."""
    if share in (0, 1):
        return "all" if share else "none"
    exact = f"{share.numerator}/{share.denominator}" if share.denominator < 10_000 else ""
    near = about(share)
    return f"{exact} ({near})" if exact and len(exact) <= LONGEST_EXACT else near


def percent(share: Fraction) -> str:
    """A share in per cent for reading at a glance: 50%, about 6%; "about" only where it is rounded."""
    whole = share * 100
    return f"{whole}%" if whole.denominator == 1 else about(share)


def about(share: Fraction) -> str:
    """A share in whole per cent, rounded half up, never rounded to nothing or to everything."""
    percent = (200 * share.numerator + share.denominator) // (2 * share.denominator)
    if share == 0 or share == 1:
        return f"{percent}%"
    if percent == 0:
        return "less than 1%"
    return "more than 99%" if percent == 100 else f"about {percent}%"


def _both_truths(found: Power) -> Iterator[str]:
    """Equal vetoes and unequal seats can both be true: then both are said."""
    if set(found.sides) != {LIVED_EXPERIENCE, STAFF}:
        return
    lived, staff = found.sides[LIVED_EXPERIENCE], found.sides[STAFF]
    if not (lived.blocks_alone and staff.blocks_alone):
        return
    yield "Each group can stop any motion, when all of it says no."
    light = lighter_seats(found)
    if light is not None:
        yield (
            f"Two things are true at once: as groups they hold the same veto, and one seat of {PAGE_WORDS[light]} "
            "weighs less than one of the other group."
        )


def lighter_seats(found: Power) -> str | None:
    """The side of which every seat weighs less than each of the other's (Shapley–Shubik); None when neither's do."""
    weights = {
        side: [each.shapley_shubik for each in found.classes if each.side == side]
        for side in (LIVED_EXPERIENCE, STAFF)
    }
    if not all(weights.values()):
        return None
    for side, other in ((LIVED_EXPERIENCE, STAFF), (STAFF, LIVED_EXPERIENCE)):
        if max(weights[side]) < min(weights[other]):
            return side
    return None


def decides_alone(side: SidePower) -> bool:
    """Whether a side that votes as one always gets its way: what it wants passes, what it does not want stops."""
    return side.passes_alone and side.blocks_alone


def _final(found: Power) -> Iterator[str]:
    final = found.game.final_decision
    if final is not None:
        yield (
            f"What is carried here still needs {final.by}, which may refuse it; "
            f"its {_seats(final.seats)} {'is' if final.seats == 1 else 'are'} counted below."
        )


def _of_sides(found: Power) -> Iterator[str]:
    for name, side in found.sides.items():
        who = PAGE_WORDS[name].capitalize()
        yield f"{who} {'can' if side.passes_alone else 'cannot'} carry a motion alone."
        yield f"{who} {'can' if side.blocks_alone else 'cannot'} stop a motion alone."
        yield f"If each group voted as one, {PAGE_WORDS[name]} would have {part(side.as_bloc)} of the power."
        yield from _prevails(name, side, found)
        yield (
            f"{_together(side.seats)} {part(side.banzhaf)} of the power by the Banzhaf index, "
            f"and {part(side.shapley_shubik)} by the Shapley–Shubik index."
        )


def _together(seats: int) -> str:
    return "Their one seat holds" if seats == 1 else f"Together their {_seats(seats)} hold"


def _prevails(name: str, side: SidePower, found: Power) -> Iterator[str]:
    if side.prevails is None:
        return
    other = next((each for each in found.sides if each != name and decides_alone(found.sides[each])), None)
    # A side the other can outvote still gets its way at times: both figures are true, and this is why.
    why = f", only because {PAGE_WORDS[other]} sometimes split" if other is not None and side.prevails else ""
    often = {Fraction(0): "never get their way", Fraction(1): "always get their way"}.get(
        side.prevails, f"get their way in {part(side.prevails)} of those ways to vote"
    )
    yield f"When the majorities of the two groups differ, {PAGE_WORDS[name]} {often}{why}."


def _of_classes(found: Power) -> Iterator[str]:
    for seat in found.classes:
        who = f"{seat.name[:1].upper()}{seat.name[1:]}"
        one = "one seat" if seat.count > 1 else "the seat"
        if seat.dummy:
            yield f"{who}: {_powerless(seat)}."
            continue
        yield f"{who}: {one} changes the result in {part(seat.banzhaf_absolute)} of all ways the others can vote."
        yield f"{who}: {one} has {part(seat.banzhaf)} of all such chances (the Banzhaf index)."
        yield (
            f"{who}: {one} tips the result in {part(seat.shapley_shubik)} of all orders in which people could "
            "say yes (the Shapley–Shubik index)."
        )


def _powerless(seat: SeatPower) -> str:
    whose = f"these {seat.count} seats have" if seat.count > 1 else "this seat has"
    return f"{whose} no power, because no vote from there ever changes the result"


def _seats(many: int) -> str:
    return "1 seat" if many == 1 else f"{many} seats"
