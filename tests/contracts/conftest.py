"""The scene, made once a module; the present, a moment in it."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.clock import clock_at

from .scene import PRESENT, Scene, make_scene
from .visiting import Visitors


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Made once, undone when the module is done. Only for modules marked `django_db`: others have no test database."""
    assert connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(scene: Scene, present: None) -> Visitors:
    return Visitors(scene)


@pytest.fixture(scope="module")
def present() -> Iterator[None]:
    """The clock stands at PRESENT for everything that asks Django for the time; the demo's pages are there too."""
    with clock_at(PRESENT), override_settings(DEMO=True):
        yield
