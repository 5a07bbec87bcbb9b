from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from equalweight.site.decisions import views

SetClock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Tell this room's pages what time it is."""

    def set_to(when: datetime) -> None:
        monkeypatch.setattr(views, "timezone", SimpleNamespace(now=lambda: when))

    return set_to
