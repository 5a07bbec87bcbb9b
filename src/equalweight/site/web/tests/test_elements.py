"""Every element draws, and says in words what it shows."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("equalweight.site.web.tests.rooms")]


@pytest.fixture
def page(client: Client, settings: object) -> str:
    settings.DEMO = True  # type: ignore[attr-defined]
    response = client.get("/web/elements/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_page_is_small(page: str) -> None:
    assert len(page) < 60_000


def test_the_trail_says_each_state_in_words(page: str) -> None:
    for words in (": done.", ": happening now.", ": not yet."):
        assert words in page
    assert page.count('aria-current="step"') == 1


def test_conditions_say_met_or_not_met(page: str) -> None:
    assert "Met<" in page
    assert "Not met<" in page


def test_no_inline_script_or_style(page: str) -> None:
    assert " style=" not in page
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")


def test_only_shown_while_building_and_in_the_demo(client: Client, settings: object) -> None:
    settings.DEMO = settings.DEBUG = False  # type: ignore[attr-defined]
    assert client.get("/web/elements/").status_code == 404
