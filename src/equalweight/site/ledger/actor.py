"""Who acts. Only a loader makes an Actor (tests/contracts/test_actors.py), so a command can trust its own."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["lived_experience", "staff"]
SIDES: tuple[Side, Side] = ("lived_experience", "staff")


@dataclass(frozen=True)
class Actor:
    """`ref` is what the record writes: "seat:<id>", "offer:<seq>", "link:<seq>", "host" or "clock".

    `committee` is the only committee the actor may act on (None: host and clock, any);
    `seat` and `side` are set when a seat acts; `seats` says which offices it holds.
    """

    ref: str
    committee: str | None = None
    seat: str | None = None
    side: Side | None = None
    is_co_chair: bool = False

    @property
    def is_clock(self) -> bool:
        return self.ref == "clock"


CLOCK = Actor("clock")
HOST = Actor("host")
