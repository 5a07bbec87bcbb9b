"""The power of a seat: what a voting arrangement really gives each person and each side, exactly."""

from equalweight.core.tally.power.committee import HEAD_COUNT, committee_game
from equalweight.core.tally.power.figures import Power, SeatPower, SidePower, power
from equalweight.core.tally.power.game import Game

__all__ = ["HEAD_COUNT", "Game", "Power", "SeatPower", "SidePower", "committee_game", "power"]
