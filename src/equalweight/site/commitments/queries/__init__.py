"""Every read about commitments."""

from .clock import Clock, Past, SeatClock, clock_of, past
from .duties import DutyLine, duties_of
from .lists import PromiseLine, completion, promises_from
from .waiting import waiting_for

__all__ = [
    "Clock",
    "DutyLine",
    "Past",
    "PromiseLine",
    "SeatClock",
    "clock_of",
    "completion",
    "duties_of",
    "past",
    "promises_from",
    "waiting_for",
]
