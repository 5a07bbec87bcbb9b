"""Personal settings: kept in a cookie, no account, on every page; odd cookies do no harm."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("equalweight.site.web.tests.rooms")]
CHOSEN = {"colours": "dark", "text": "largest", "spacing": "wide", "pictures": "fewer"}


def test_settings_apply_to_every_page(client: Client) -> None:
    response = client.post("/settings/", CHOSEN)
    assert response.status_code == 303 and response.cookies["reading"]["httponly"]
    for path in ("/note/", "/nowhere/"):
        page = client.get(path).content.decode()
        for name, value in CHOSEN.items():
            assert f'data-{name}="{value}"' in page
    assert 'value="dark" checked' in client.get("/settings/").content.decode()


@pytest.mark.parametrize("cookie", ["colours-neon", "nonsense", "text-", "a-b.c-d.text-large-", '"><script>'])
def test_odd_cookies_count_as_not_set(client: Client, cookie: str) -> None:
    client.cookies["reading"] = cookie
    page = client.get("/note/").content.decode()
    assert 'data-colours="light"' in page and 'data-text="standard"' in page


def test_an_unknown_choice_is_refused(client: Client) -> None:
    response = client.post("/settings/", CHOSEN | {"text": "giant"})
    assert response.status_code == 422 and "reading" not in response.cookies


def test_the_statement_says_what_is_not_true_yet(client: Client) -> None:
    assert "no disabled person has tested this yet" in client.get("/accessibility/").content.decode()


@pytest.mark.parametrize("path", ["/privacy/", "/about/", "/settings/", "/accessibility/"])
def test_titles_and_one_main_heading(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert " – Equal Weight</title>" in page and page.count("<h1") == 1 and "<title>Error" not in page
