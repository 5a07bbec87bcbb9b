"""A clock that tests can set, for everything that asks Django what time it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

REAL = timezone.now


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def go(self, **delta: float) -> datetime:
        """Some days, hours or minutes later."""
        self.at += timedelta(**delta)
        return self.at


@contextmanager
def clock_at(moment: datetime) -> Iterator[Clock]:
    """`timezone.now` is a clock of ours, also where a module has taken the name for itself."""
    clock = Clock(moment)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock)
        for name, module in list(sys.modules.items()):
            if name.startswith("equalweight.") and getattr(module, "now", None) is REAL:
                patch.setattr(module, "now", clock)
        yield clock
