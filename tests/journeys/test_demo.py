"""The demo, as a sceptic meets it: three buttons that fail, and one press to be somebody in the story."""

from typing import Any

import pytest
from django.db import transaction

from equalweight.site.demo import story
from equalweight.site.ledger.models import Entry
from tests.clock import REAL

from .conftest import Site
from .looking import look
from .somebody import Somebody


@pytest.fixture
def visitor(site: Site, settings: Any) -> Somebody:
    settings.DEMO = True
    site.clock.at = REAL()
    with transaction.atomic():
        story.load(lambda line: None)
    return Somebody(site.browser(), site)


def test_three_buttons_fail_in_front_of_you(visitor: Somebody) -> None:
    before = Entry.objects.count()
    for button in ("Pass this with nine staff", "Change the record", "Close this commitment alone"):
        visitor.goes("/").presses(button).reads("What stopped it")
        assert look(visitor.page) == []
    assert Entry.objects.count() == before


def test_one_press_is_enough_to_be_somebody(visitor: Somebody) -> None:
    visitor.goes("/demo/people/")
    assert look(visitor.page) == []
    visitor.presses("Maya").reads("Waiting for me").follows("Because of you")
    assert look(visitor.page) == []
