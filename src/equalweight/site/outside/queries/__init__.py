"""Every read about promise logs."""

from .states import Counts, counts_of
from .waiting import waiting_for

__all__ = ["Counts", "counts_of", "waiting_for"]
