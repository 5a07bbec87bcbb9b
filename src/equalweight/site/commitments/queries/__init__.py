"""Every read about commitments."""

from .clock import Clock, Past, SeatClock, clock_of, past
from .duties import DutyLine, duties_of
from .lists import PromiseLine, completion, promises_from
from .waiting import waiting_for
from .which import IN_OFFERS, OFFERS, in_project, list_href

__all__ = [
    "IN_OFFERS",
    "OFFERS",
    "Clock",
    "DutyLine",
    "Past",
    "PromiseLine",
    "SeatClock",
    "clock_of",
    "completion",
    "duties_of",
    "in_project",
    "list_href",
    "past",
    "promises_from",
    "waiting_for",
]
