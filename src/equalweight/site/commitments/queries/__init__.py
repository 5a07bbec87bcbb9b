"""Every read about commitments."""

from .clock import Clock, Past, SeatClock, clock_of, past

__all__ = ["Clock", "Past", "SeatClock", "clock_of", "past"]
