"""What is said of putting options in order. No Django here. Source: docs/rules/ranked.md."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from equalweight.core.tally import PAGE_WORDS, SIDES, Outcome
from equalweight.core.tally.why import share_words
from equalweight.site.web.elements import Row, Table, Tag
from equalweight.site.web.plain import together

from .ranking import Compared, Places, compared, shown_order, strengths

COLUMNS = ("Options", *(PAGE_WORDS[side].capitalize() for side in SIDES), "Both groups, weighing the same")


def points() -> tuple[str, ...]:
    """What `ranked` asks, one thing a sentence."""
    return (
        "Everybody puts the options in order. “Leave it as it is” is always one of them. Several can share a place.",
        "Every option is compared with every other. Both groups weigh the same, however many people each has.",
        "An option wins when no other beats it more strongly than it beats that other, directly or through others "
        "(the Schulze method).",
        "The winner is agreed only if in each group more people place it above “Leave it as it is” than below. "
        "Otherwise it stays as it is.",
        "If several come first together, nothing is decided, and it goes back to the committee.",
    )


def in_words(choice: str, names: Sequence[str]) -> str:
    """A ballot as it is read: "1. Phone line; 2. Drop-in and Leave it as it is, together"."""
    if choice == "pass":
        return "Not voting on this"
    places = (
        together([names[int(each)] for each in place.split("=")]) + (", together" if "=" in place else "")
        for place in choice.split(">")
    )
    return "; ".join(f"{at}. {place}" for at, place in enumerate(places, start=1))


def told_places(places: Places, names: Sequence[str], option: int | None) -> str:
    """What a press on the ballot came to: where the moved `option` is now, and which have no place."""
    said = "" if option is None else _now_at(places, names, option)
    without = [f"“{names[n]}”" for n in shown_order(places) if places[n] is None and n != option]
    if not any(places):
        rest = "" if said else "No option has a place yet."
    elif without:
        rest = f"{together(without)} {'have' if len(without) > 1 else 'has'} no place."
    else:
        rest = "Every option has a place." if all(places) else ""
    return f"{said} {rest}".strip()


def _now_at(places: Places, names: Sequence[str], option: int) -> str:
    place = places[option]
    if place is None:
        return f"“{names[option]}” has no place yet: “Move up” gives it one."
    last = max(each for each in places if each)
    shares = [f"“{names[n]}”" for n, at in enumerate(places) if at == place and n != option]
    beside = f", together with {together(shares)}" if shares else ""
    return f"“{names[option]}” is now in place {place} of {last}{beside}."


def head_count(outcome: Outcome) -> str:
    """What one heap would have said, when it differs; else nothing."""
    if not outcome.head_count_differs:
        return ""
    heap = outcome.head_count_winner
    said = f"“{heap}” would have come first" if heap else "no new option would have come first alone"
    return (
        f"If everybody’s answers had been put in one heap, {said}. Here both groups weigh the same, however "
        "many people each has."
    )


def figure(outcome: Outcome, side: str) -> str:
    """The large words of one half of the pair."""
    found = outcome.sides[side]
    if not found.voted:
        return f"{found.answered - found.passed} put the options in order"
    return f"{found.yes} for the winner, {found.no} for leaving it"


def sentence(outcome: Outcome, side: str) -> str:
    found = outcome.sides[side]
    passed = f" {found.passed} answered “I’m not voting on this”." if found.passed else ""
    said = ""
    if not found.quorum_met:
        said = f" Too few answered: at least {found.quorum_needed} must."
    elif found.voted:
        above = "This group prefers it to" if found.carried else "This group does not prefer it to"
        said = f" {above} leaving it as it is."
    return f"{found.answered} of {found.entitled} answered.{passed}{said}"


def pairs(ballots: Mapping[str, Mapping[str, int]], names: Sequence[str]) -> Table:
    """Every option beside every other: how many of each group prefer which, and who is ahead by how much."""
    rows = tuple(_row(each, names) for each in compared(ballots, len(names) - 1))
    return Table("Every option compared with every other", COLUMNS, rows)


def _row(pair: Compared, names: Sequence[str]) -> Row:
    sides = (f"{pair.above[side]} to {pair.below[side]}" for side in SIDES)
    return Row((f"{names[pair.one]}, and {names[pair.other]}", *sides, _ahead(pair, names)))


def _ahead(pair: Compared, names: Sequence[str]) -> str:
    if pair.margin is None:
        return "Nobody in one group put them in order"
    if not pair.margin:
        return "Neither is ahead"
    ahead = pair.one if pair.margin > 0 else pair.other
    return f"{names[ahead]} is ahead by {share_words(abs(pair.margin))}"


def paths(ballots: Mapping[str, Mapping[str, int]], names: Sequence[str]) -> Table | None:
    """How strongly each option beats each other, directly or through others; None while a group is silent."""
    found = strengths(ballots, len(names) - 1)
    if found is None:
        return None
    numbers = (*range(1, len(names)), 0)
    rows = tuple(
        Row(
            (
                names[one],
                *("–" if one == other else share_words(found[one][other]) for other in numbers),
                _unbeaten(found, one),
            )
        )
        for one in numbers
    )
    columns = ("Option", *(f"Beats {names[other]} by" for other in numbers), "Beaten by none")
    return Table("The strongest way each option beats each other, directly or through others", columns, rows)


def _unbeaten(found: Sequence[Sequence[Fraction]], one: int) -> Tag:
    return _met(all(found[one][other] >= found[other][one] for other in range(len(found))))


def orders(ballots: Mapping[str, Mapping[str, int]], names: Sequence[str]) -> Table:
    """Every order that was given, and how many of each group gave it; whose it was is nowhere."""
    given = sorted({choice for side in SIDES for choice in ballots[side]})
    rows = tuple(
        Row((in_words(choice, names), *(ballots[side].get(choice, 0) for side in SIDES))) for choice in given
    )
    columns = ("Order", *(PAGE_WORDS[side].capitalize() for side in SIDES))
    return Table("The answers, counted", columns, rows, frozenset({1, 2}))


def sums(outcome: Outcome) -> Iterator[Row]:
    """What must be so besides the order, in whole numbers."""
    for name, side in outcome.sides.items():
        who = PAGE_WORDS[name].capitalize()
        needed = (
            f"{outcome.quorum} of {side.entitled}, rounded up and never under two, is {side.quorum_needed}"
        )
        yield Row((f"{who}: enough answered", f"{side.answered} answered; {needed}", _met(side.quorum_met)))
        if side.voted:
            said = f"{side.yes} place it above, {side.no} below"
            yield Row((f"{who}: the winner above leaving it", said, _met(side.yes > side.no)))


def _met(holds: bool) -> Tag:
    return Tag("Met", "done") if holds else Tag("Not\N{NO-BREAK SPACE}met", "late")
