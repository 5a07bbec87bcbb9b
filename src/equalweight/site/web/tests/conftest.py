"""A visitor to the tiny site of rooms.py."""

import pytest

from equalweight.site.web.tests import rooms


@pytest.fixture(autouse=True)
def _nothing_done_yet() -> None:
    rooms.done.clear()
