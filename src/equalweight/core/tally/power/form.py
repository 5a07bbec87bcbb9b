"""The game form: from plain mappings and lists, as a file or a page gives them, to a Game.

Read strictly: every key is known, every number whole, every bar within reach. What doesn't fit raises
TallyError with the path to it, so that a reader of files can name the line. Source: docs/rules/power.md.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, cast

from equalweight.core.tally.power.game import (
    EVERYONE,
    AnyOf,
    AtLeast,
    Bar,
    CountLine,
    FinalDecision,
    Game,
    Line,
    MoreThan,
    SeatClass,
    WeightLine,
)
from equalweight.core.tally.power.plain import (
    Path,
    choice,
    entries,
    fields,
    share,
    text,
    whole,
    wrong,
)
from equalweight.core.tally.sides import SIDES

MOST_SEATS: Final = 10_000
MOST_CLASSES: Final = 200
MOST_LINES: Final = 50
MOST_WEIGHT: Final = 100_000
UNREADABLE: Final = 10**15
"""A number of so many digits tells a reader nothing."""
RESERVED: Final = (EVERYONE, *SIDES)


def game_from_form(form: object) -> Game:
    """The game that `form` describes: {"name", "seats", "carried_when", "final_decision"?}."""
    given = fields(form, (), needed=("name", "seats", "carried_when"), optional=("final_decision",))
    seats = _seats(given["seats"], ("seats",))
    final = None
    if "final_decision" in given:
        final = _final(given["final_decision"], ("final_decision",), seats)
    return Game(
        name=text(given["name"], ("name",)),
        seats=seats,
        carried_when=_lines(given["carried_when"], ("carried_when",), seats),
        final_decision=final,
    )


def _seats(form: object, path: Path) -> tuple[SeatClass, ...]:
    seats: list[SeatClass] = []
    for at, one in enumerate(entries(form, path, most=MOST_CLASSES, called="classes of seats")):
        seat = _seat(one, (*path, at))
        if any(seat.name == other.name for other in seats):
            mend = "Give each class one entry, with all its seats."
            raise wrong("class_twice", f"The class {seat.name!r} is here twice.", mend, (*path, at, "class"))
        seats.append(seat)
    for at, seat in enumerate(seats):
        _check_name(seat, seats, (*path, at, "class"))
    _check_seats(sum(seat.count for seat in seats), path)
    return tuple(seats)


def _seat(form: object, path: Path) -> SeatClass:
    given = fields(form, path, needed=("class", "count"), optional=("side",))
    return SeatClass(
        name=text(given["class"], (*path, "class")),
        side=_side(given, path),
        count=_seat_number(given["count"], (*path, "count")),
    )


def _check_name(seat: SeatClass, seats: Sequence[SeatClass], path: Path) -> None:
    """A class may be called like a side only if it is that whole side: else a line could mean either."""
    its_side = [other.name for other in seats if other.side == seat.name]
    if seat.name == EVERYONE or (seat.name in SIDES and its_side != [seat.name]):
        what = f"A class called {seat.name!r} could be mistaken for {_meant(seat.name)}."
        raise wrong("name_taken", what, "Choose another name.", path)


def _meant(name: str) -> str:
    return "everybody" if name == EVERYONE else f"the whole side {name}"


def _side(given: Mapping[str, object], path: Path) -> str | None:
    return choice(given["side"], (*path, "side"), SIDES) if "side" in given else None


def _seat_number(form: object, path: Path) -> int:
    """A number of seats; however large, what is wrong with it is that there are too many."""
    if isinstance(form, int) and form > MOST_SEATS:
        _check_seats(form, path)
    return whole(form, path, least=1, most=MOST_SEATS)


def _check_seats(seats: int, path: Path) -> None:
    if seats > MOST_SEATS:
        many = f"{seats:,}" if seats < UNREADABLE else "far too many"
        what = f"There are {many} seats, and the most that can be worked out is {MOST_SEATS:,}."
        raise wrong("too_many_seats", what, "Describe a smaller table.", path)


def _lines(form: object, path: Path, seats: Sequence[SeatClass]) -> tuple[Line | AnyOf, ...]:
    lines = entries(form, path, most=MOST_LINES, called="lines")
    return tuple(_line_or_alternatives(one, (*path, at), seats) for at, one in enumerate(lines))


def _line_or_alternatives(form: object, path: Path, seats: Sequence[SeatClass]) -> Line | AnyOf:
    if not (isinstance(form, Mapping) and "any_of" in form):
        return _line(form, path, seats)
    given = fields(form, path, needed=("any_of",))
    within = (*path, "any_of")
    lines = entries(given["any_of"], within, most=MOST_LINES, called="alternatives")
    return AnyOf(tuple(_line(one, (*within, at), seats) for at, one in enumerate(lines)))


def _line(form: object, path: Path, seats: Sequence[SeatClass]) -> Line:
    if isinstance(form, Mapping) and "weights" in form:
        return _weight_line(form, path, seats)
    given = fields(form, path, needed=("of",), optional=("more_than", "at_least", "ties"))
    of = text(given["of"], (*path, "of"))
    inside = [seat for seat in seats if of in (EVERYONE, seat.side, seat.name)]
    if not inside:
        known = ", ".join(
            (EVERYONE, *dict.fromkeys(s.side for s in seats if s.side), *(s.name for s in seats))
        )
        raise wrong(
            "unknown_group", f"{of!r} has no seats here.", f"Use one of: {known[:300]}.", (*path, "of")
        )
    bar = _bar(given, path, sum(seat.count for seat in inside))
    return CountLine(of, bar, _ties(given, path, inside))


def _bar(given: Mapping[str, object], path: Path, size: int) -> Bar:
    if ("more_than" in given) == ("at_least" in given):
        mend = "Write either more_than: a fraction, like 1/2, or at_least: a number of seats."
        raise wrong("one_bar", "A line needs one bar.", mend, path)
    if "more_than" in given:
        return MoreThan(share(given["more_than"], (*path, "more_than")))
    number = whole(given["at_least"], (*path, "at_least"), least=1)
    _check_reach(number, size, (*path, "at_least"))
    return AtLeast(number)


def _ties(given: Mapping[str, object], path: Path, inside: Sequence[SeatClass]) -> str | None:
    if "ties" not in given:
        return None
    name = text(given["ties"], (*path, "ties"))
    if not any(seat.name == name and seat.count == 1 for seat in inside):
        what = f"{name!r} can't decide ties: that takes a class with one seat, counted in this line."
        raise wrong("ties_not_one_seat", what, "Name such a class, or leave ties out.", (*path, "ties"))
    return name


def _weight_line(form: object, path: Path, seats: Sequence[SeatClass]) -> WeightLine:
    given = fields(form, path, needed=("weights", "at_least"))
    within = (*path, "weights")
    names = tuple(seat.name for seat in seats)
    weighed = fields(given["weights"], within, optional=names)
    weights = {name: whole(weight, (*within, name), least=0) for name, weight in weighed.items()}
    total = sum(weights.get(seat.name, 0) * seat.count for seat in seats)
    if total > MOST_WEIGHT:
        what = f"The weights of all seats add up to {total:,}, and the most is {MOST_WEIGHT:,}."
        raise wrong("too_much_weight", what, "Divide all weights and the quota by the same number.", within)
    if total == 0:
        what = "All weights here are 0, so nobody can reach anything."
        raise wrong("no_weight", what, "Give at least one class a weight of 1 or more.", within)
    at_least = whole(given["at_least"], (*path, "at_least"), least=1)
    _check_reach(at_least, total, (*path, "at_least"))
    return WeightLine(weights, at_least)


def _check_reach(number: int, most: int, path: Path) -> None:
    if number > most:
        what = f"This asks for at least {number:,}, but all together have only {most:,}: nobody can reach it."
        raise wrong("out_of_reach", what, f"Ask for {most:,} or less.", path)


def _final(form: object, path: Path, seats: Sequence[SeatClass]) -> FinalDecision:
    given = fields(form, path, needed=("by", "of", "may"), optional=("more_than", "at_least", "side"))
    by = text(given["by"], (*path, "by"))
    if by in (*RESERVED, *(seat.name for seat in seats)):
        raise wrong(
            "name_taken", f"{by!r} is already the name of seats here.", "Choose another.", (*path, "by")
        )
    body = _seat_number(given["of"], (*path, "of"))
    _check_seats(sum(seat.count for seat in seats) + body, (*path, "of"))
    may = choice(given["may"], (*path, "may"), ("refuse", "ignore"))
    return FinalDecision(
        by, body, _bar(given, path, body), _side(given, path), cast(Literal["refuse", "ignore"], may)
    )
