"""Where the story is told: its days, its clock, and everybody's Actor, as a loader gives it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.actor import Actor

LENGTH_DAYS = 250


@dataclass
class Stage:
    """`start`: the story's first day. `on(n)` goes to a later day; the clock ticks each morning on the way."""

    start: datetime
    progress: Callable[[str], None]
    today: int = 0
    committee: Committee = field(init=False)
    kept: dict[str, Any] = field(default_factory=dict)

    def on(self, number: int, hour: int = 10) -> datetime:
        """Day `number` of the story. Days only go forward: an earlier one is a mistake in the telling."""
        assert number >= self.today, f"day {number} is before day {self.today}"
        for day in range(self.today + 1, number + 1):
            tick(self.start + timedelta(days=day, hours=6))
        self.today = number
        return self.start + timedelta(days=number, hours=hour)

    @property
    def new_points_live(self) -> date:
        """The day the new points start, in the proposal and in the promise made from it."""
        return (self.start + timedelta(days=135)).date()

    def seat(self, first_name: str) -> Seat:
        """Somebody's seat now, with its holder."""
        return self.committee.seats.select_related("holder").get(
            name__startswith=f"{first_name} ", ended_at=None
        )

    def actor(self, first_name: str) -> Actor:
        """Somebody as the one who acts."""
        return seat_actor(self.seat(first_name))

    def seats(self, *first_names: str) -> list[Seat]:
        return [self.seat(each) for each in first_names]
