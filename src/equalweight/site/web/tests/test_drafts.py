"""What somebody typed survives being signed out and a page grown old."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from equalweight.site.web import drafts
from equalweight.site.web.tests import rooms

pytestmark = [pytest.mark.django_db, pytest.mark.urls("equalweight.site.web.tests.rooms")]
TYPED = {"title": "Nights", "words": "Nobody comes.", "due-day": "1", "due-month": "4", "due-year": "2027"}


def person() -> object:
    return get_user_model().objects.create_user("maya@example.org", "Maya")


def test_signed_out_while_writing(client: Client) -> None:
    response = client.post("/mine/", TYPED)
    assert response.status_code == 302 and response["Location"] == "/people/sign_in/?next=%2Fmine%2F"
    assert rooms.done == []
    client.force_login(person())  # type: ignore[arg-type]
    page = client.get("/mine/").content.decode()
    assert "We kept what you typed" in page and "<title>Error" not in page
    for value in ('value="Nights"', "Nobody comes.", 'value="2027"'):
        assert value in page
    assert "Nobody comes." not in client.get("/mine/").content.decode()


def test_a_program_that_is_not_signed_in_gets_json(client: Client) -> None:
    answer = client.post("/mine/", TYPED, HTTP_ACCEPT="application/json")
    assert answer.status_code == 401 and answer.json()["ok"] is False


def test_an_old_page_of_ours_keeps_its_words() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/note/", TYPED, HTTP_ORIGIN="http://testserver")
    page = response.content.decode()
    assert response.status_code == 403 and "That page had been open for a while" in page
    assert 'href="/note/"' in page and rooms.done == []
    assert "Nobody comes." in client.get("/note/").content.decode()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_a_form_from_elsewhere_is_refused_and_nothing_kept(origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"HTTP_ORIGIN": origin} if origin else {}
    response = client.post("/note/", TYPED, **headers)
    assert response.status_code == 403 and "another website" in response.content.decode()
    assert "Nobody comes." not in client.get("/note/").content.decode()


def test_what_is_too_long_is_not_kept(client: Client) -> None:
    client.post("/mine/", {"title": "a", "words": "x" * (drafts.MAX_CHARACTERS + 1)})
    client.force_login(person())  # type: ignore[arg-type]
    assert "We kept" not in client.get("/mine/").content.decode()
