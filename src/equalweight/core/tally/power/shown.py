"""The figures of a game as plain values, as `equalweight power --json` prints them."""

from equalweight.core.tally.power.figures import Power, SeatPower, SidePower
from equalweight.core.tally.power.sentences import sentences


def as_json(found: Power) -> dict[str, object]:
    """Exact fractions as strings ("5/21"); each seat's index is one seat's, `banzhaf` the normalised one."""
    return {
        "name": found.game.name,
        "seats": [_seat(seat) for seat in found.classes],
        "sides": {name: _side(side) for name, side in found.sides.items()},
        "sentences": list(sentences(found)),
    }


def _seat(seat: SeatPower) -> dict[str, object]:
    return {
        "class": seat.name,
        "side": seat.side,
        "count": seat.count,
        "banzhaf": str(seat.banzhaf),
        "banzhaf_absolute": str(seat.banzhaf_absolute),
        "shapley_shubik": str(seat.shapley_shubik),
        "dummy": seat.dummy,
    }


def _side(side: SidePower) -> dict[str, object]:
    return {
        "seats_sum": {"banzhaf": str(side.banzhaf), "shapley_shubik": str(side.shapley_shubik)},
        "as_bloc": str(side.as_bloc),
        "passes_alone": side.passes_alone,
        "blocks_alone": side.blocks_alone,
        "prevails": None if side.prevails is None else str(side.prevails),
    }
