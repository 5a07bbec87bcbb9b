"""A game: who has seats, and what must hold for a motion to be carried. Source: docs/rules/power.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

EVERYONE: Final = "all"


@dataclass(frozen=True, slots=True)
class SeatClass:
    """Seats that are alike. `side` is one of the two sides, or None."""

    name: str
    side: str | None
    count: int


@dataclass(frozen=True, slots=True)
class MoreThan:
    """The bar "more than this share of the seats counted"."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The bar "at least this many" seats, or weight."""

    number: int


Bar = MoreThan | AtLeast


@dataclass(frozen=True, slots=True)
class CountLine:
    """Yes from enough of `of`: "all", a side, or a class.

    `ties` names a class with one seat, counted in `of`, whose yes carries when yes equals exactly the bar.
    """

    of: str
    bar: Bar
    ties: str | None = None


@dataclass(frozen=True, slots=True)
class WeightLine:
    """Yes of enough weight: each seat of a class weighs `weights[class]`, 0 if absent."""

    weights: Mapping[str, int]
    at_least: int


Line = CountLine | WeightLine


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives: one of these lines is enough."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FinalDecision:
    """A body outside the table that decides in the end: it may `refuse` what is carried, or `ignore` it."""

    by: str
    seats: int
    bar: Bar
    side: str | None
    may: Literal["refuse", "ignore"]


@dataclass(frozen=True, slots=True)
class Game:
    """Every line of `carried_when` must hold, and the final decision's own line if it may refuse."""

    name: str
    seats: tuple[SeatClass, ...]
    carried_when: tuple[Line | AnyOf, ...]
    final_decision: FinalDecision | None = None

    @property
    def all_seats(self) -> tuple[SeatClass, ...]:
        """The seats, with those of a final body that may refuse joined as a class."""
        final = self.final_decision
        if final is None or final.may == "ignore":
            return self.seats
        return (*self.seats, SeatClass(final.by, final.side, final.seats))
