"""Fixtures of this room."""

import pytest
from tests.cast import NOW


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The views' clock stands at NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
