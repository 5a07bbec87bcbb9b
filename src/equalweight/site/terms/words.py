"""What the figures of somebody's terms mean, in the fewest plain sentences. Core has every figure's own sentence."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from equalweight.core.tally import LIVED_EXPERIENCE, PAGE_WORDS, STAFF
from equalweight.core.tally.power import Power, SeatPower, SidePower, decides_alone, lighter_seats, percent
from equalweight.site.web.elements import Fact
from equalweight.site.web.plain import counted

from .entered import OTHER, Terms

WHO: Final = {
    "lived_experience": "Lived experience",
    "staff": "Staff or councillors",
    OTHER: "Others",
}
VOTES: Final = {
    "one": "One vote each",
    "agree": "One each; over half must agree",
    "ties": "One, and it decides ties",
    "none": "No vote",
}
AGREED_LABEL: Final = "Who has to say yes, so that something is agreed?"
AGREED: Final = {
    "half": "More than half of everybody who has a vote",
    "two_thirds": "At least two thirds of everybody who has a vote",
    "everyone": "Everybody who has a vote",
    "sides": "More than half of each: people with lived experience, and staff",
    "groups": "More than half of every group, each by itself",
}
FINAL_LABEL: Final = "Can somebody else refuse it, or ignore it?"
FINAL: Final = {
    "nobody": "No. What is agreed is decided",
    "refuse": "Yes, they can refuse it",
    "ignore": "Yes, they can ignore it",
}
LIVED_WORDS: Final = PAGE_WORDS[LIVED_EXPERIENCE]


def headline(found: Power) -> str:
    """The one thing to know about these terms."""
    final = found.game.final_decision
    if found.advice and final is not None:
        return f"This is advice. {_capital(final.by)} decides alone and may ignore it."
    lived, staff = found.sides.get(LIVED_EXPERIENCE), found.sides.get(STAFF)
    if not found.sides:
        return "No seat here is named as one for people with lived experience, or for staff."
    if lived is None:
        return "No seat here is named as one for people with lived experience."
    if staff is None:
        return "No seat here is named as one for staff, so there is nobody to weigh against."
    return _between(lived, staff)


def _between(lived: SidePower, staff: SidePower) -> str:
    if lived.blocks_alone and staff.blocks_alone:
        return "Neither group can be outvoted by the other."
    if decides_alone(staff):
        return "Staff can decide everything here alone. People with lived experience can’t stop them."
    if decides_alone(lived):
        return "People with lived experience can decide everything here alone. Staff can’t stop them."
    if lived.blocks_alone:
        return "People with lived experience can stop what they don’t agree to. Staff can’t."
    if staff.blocks_alone:
        return "Staff can stop what they don’t agree to. People with lived experience can’t."
    return "Neither group can stop anything alone: others at the table tip the scales."


def points(found: Power) -> tuple[str, ...]:
    """What else matters, after the headline."""
    return tuple(
        _advice(found) if found.advice else (*_final(found), *_differ(found), *_unequal_seats(found))
    )


def _advice(found: Power) -> Iterator[str]:
    yield "No seat here has any power over what is decided, however people vote."
    yield (
        "Advice can be worth giving. Ask for a date by which they answer it, and for their reasons in writing "
        "when they do something else."
    )


def _final(found: Power) -> Iterator[str]:
    final = found.game.final_decision
    if final is not None:
        yield (
            f"What is agreed here still needs {final.by}, who can refuse it. "
            f"{_capital(counted(final.seats, 'seat is', 'seats are'))} counted in for them."
        )


def _differ(found: Power) -> Iterator[str]:
    lived = found.sides.get(LIVED_EXPERIENCE)
    if lived is None or lived.prevails is None or STAFF not in found.sides:
        return
    often = {Fraction(0): "never get their way", Fraction(1): "always get their way"}.get(
        lived.prevails, f"get their way in {percent(lived.prevails)} of the ways people can vote"
    )
    yield (
        f"When most people with lived experience want one thing and most staff another, {LIVED_WORDS} {often}"
        f"{_only_when_split(found)}."
    )


def _only_when_split(found: Power) -> str:
    """Why a group that can be outvoted still gets its way at times: the other group does not always vote together."""
    lived, staff = found.sides[LIVED_EXPERIENCE], found.sides[STAFF]
    if decides_alone(staff) and lived.prevails:
        return ", but only because staff sometimes split: when staff vote together, staff decide"
    if decides_alone(lived) and staff.prevails:
        return f". Staff get theirs only because {LIVED_WORDS} sometimes split"
    return ""


def _unequal_seats(found: Power) -> Iterator[str]:
    lived, staff = found.sides.get(LIVED_EXPERIENCE), found.sides.get(STAFF)
    if lived is None or staff is None or not (lived.blocks_alone and staff.blocks_alone):
        return
    light = lighter_seats(found)
    if light is not None:
        yield (
            f"Two things are true at once: each group can stop what the other wants, and one seat of "
            f"{PAGE_WORDS[light]} weighs less than one of the other group."
        )


def powerless(seat: SeatPower) -> str:
    """A class whose seats never change what happens."""
    seats = "this seat has" if seat.count == 1 else f"these {seat.count} seats have"
    return f"{_capital(seat.name)}: {seats} no power. No vote from there ever changes what happens."


def side_sentence(side: SidePower | None, beyond: str) -> str:
    """Below a side's large figure. `beyond` names seats of it that are not at the table."""
    if side is None:
        return "No seats at this table."
    carry = "Can" if side.passes_alone else "Can’t"
    stop = "Can" if side.blocks_alone else "Can’t"
    return (
        f"of the power, if each group votes as one, with {counted(side.seats, 'seat', 'seats')}{beyond}. "
        f"{carry} get something agreed alone. {stop} stop something alone."
    )


def entered(terms: Terms) -> tuple[Fact, ...]:
    """The terms as they were entered, for an answer that is kept or printed."""
    groups = (
        Fact(group.name, f"{counted(group.seats, 'seat', 'seats')}. {WHO[group.side]}. {VOTES[group.vote]}.")
        for group in terms.groups
    )
    final = FINAL["nobody"]
    if terms.final:
        people = f"{counted(terms.final.seats, 'person', 'people')}, {WHO[terms.final.side].lower()}"
        final = f"{FINAL[terms.final.may]}: {terms.final.by} ({people})"
    return (*groups, Fact(AGREED_LABEL, AGREED[terms.agreed]), Fact(FINAL_LABEL, final))


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
