"""The power of a seat: what a voting arrangement really gives each person and each side, exactly."""

from equalweight.core.tally.power.committee import HEAD_COUNT, committee_game
from equalweight.core.tally.power.figures import Power, SeatPower, SidePower, power
from equalweight.core.tally.power.form import game_from_form
from equalweight.core.tally.power.game import Game
from equalweight.core.tally.power.sentences import (
    about,
    decides_alone,
    lighter_seats,
    part,
    percent,
    sentences,
)
from equalweight.core.tally.power.shown import as_json

__all__ = [
    "HEAD_COUNT",
    "Game",
    "Power",
    "SeatPower",
    "SidePower",
    "about",
    "as_json",
    "committee_game",
    "decides_alone",
    "game_from_form",
    "lighter_seats",
    "part",
    "percent",
    "power",
    "sentences",
]
