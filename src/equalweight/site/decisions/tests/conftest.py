from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from equalweight.site.decisions import (
    consent_views,
    facilitator_views,
    outside_vote_views,
    rank_views,
    sealed_views,
    views,
)

SetClock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Tell this room's pages what time it is."""

    def set_to(when: datetime) -> None:
        for each in (views, consent_views, sealed_views, rank_views, outside_vote_views, facilitator_views):
            monkeypatch.setattr(each, "timezone", SimpleNamespace(now=lambda: when))

    return set_to
