"""Who acts. Only a loader makes an Actor (tests/contracts/test_actors.py), so a command can trust its own."""

from dataclasses import dataclass
from typing import Literal

from equalweight.core import tally
from equalweight.site.web.rules import RuleBroken

Side = Literal["lived_experience", "staff"]
SIDES: tuple[Side, Side] = tally.SIDES


@dataclass(frozen=True)
class Actor:
    """`ref` is what the record writes: "seat:<id>", "offer:<seq>", "link:<seq>", "host" or "clock".

    `committee` is the only committee the actor may act on (None: host and clock, any);
    `seat`, `side` and `is_co_chair` are set when a seat acts.
    """

    ref: str
    committee: str | None = None
    seat: str | None = None
    side: Side | None = None
    is_co_chair: bool = False

    @property
    def is_clock(self) -> bool:
        return self.ref == "clock"

    @property
    def own_seat(self) -> str:
        """The id of the seat that acts. Errors: RuleBroken `no_seat` for the clock, the host, or a link's holder."""
        if self.seat is None:
            raise RuleBroken("no_seat", "Only somebody with a seat in this committee can do this.")
        return self.seat


CLOCK = Actor("clock")
HOST = Actor("host")
