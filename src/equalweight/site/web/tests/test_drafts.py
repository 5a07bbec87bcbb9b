"""What somebody typed survives being signed out and a page grown old."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from equalweight.site.web import drafts
from equalweight.site.web.models import Draft
from equalweight.site.web.sessions import STRANGERS, forget_sessions
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


def test_what_is_too_long_is_not_kept_and_that_is_said(client: Client) -> None:
    response = client.post("/mine/", {"title": "a", "words": "x" * (drafts.MAX_BYTES + 1)})
    assert "could not keep what you typed" in notices(response) and not Draft.objects.exists()
    client.force_login(person())  # type: ignore[arg-type]
    assert "We kept" not in client.get("/mine/").content.decode()


def notices(response: Any) -> str:
    return " ".join(str(each) for each in get_messages(response.wsgi_request))


def test_an_empty_form_says_nothing(client: Client) -> None:
    assert notices(client.post("/mine/", {"title": ""})) == "" and not Draft.objects.exists()


@pytest.mark.parametrize("words", ["Zoë’s 漢字 👩‍🦽", "a%00b", "%ED%A0%80 half a character"])
def test_any_words_are_kept(client: Client, words: str) -> None:
    body = f"title=Nights&words={words}"
    client.post("/mine/", body, content_type="application/x-www-form-urlencoded")
    assert Draft.objects.count() == 1
    client.force_login(person())  # type: ignore[arg-type]
    assert "We kept what you typed" in client.get("/mine/").content.decode()


def test_for_four_hours_and_then_it_is_gone(client: Client) -> None:
    client.post("/mine/", TYPED)
    Draft.objects.update(at=timezone.now() - drafts.GOOD_FOR - timedelta(seconds=1))
    client.force_login(person())  # type: ignore[arg-type]
    assert "Nobody comes." not in client.get("/mine/").content.decode()
    drafts.forget_drafts(at=timezone.now())
    assert not Draft.objects.exists()


def test_the_words_are_not_in_the_session_and_open_to_no_other_browser(client: Client) -> None:
    client.post("/mine/", TYPED)
    assert "Nobody comes." not in str(Session.objects.get().get_decoded())
    assert "Nobody comes." not in Client().get("/note/").content.decode()
    other = Client()
    other.force_login(person())  # type: ignore[arg-type]
    assert "Nobody comes." not in other.get("/mine/").content.decode() and Draft.objects.count() == 1


def test_one_visitor_keeps_five_and_the_newest_stay(client: Client) -> None:
    client.force_login(person())  # type: ignore[arg-type]
    holder = kept_for(client, "x" * 1000, times=9)
    paths = list(Draft.objects.filter(holder=holder).values_list("path", flat=True).order_by("pk"))
    assert paths == [f"/form/{number}/" for number in range(4, 9)]
    kept_for(client, "x" * 99_000, times=5)
    assert sum(len(each.words) for each in Draft.objects.all()) <= drafts.MAX_BYTES_ALTOGETHER
    assert Draft.objects.filter(path="/form/4/").exists() and Draft.objects.count() == 2


def kept_for(client: Client, words: str, *, times: int) -> str:
    """Keep so many drafts for a browser that is signed in; the name they are under."""
    session = client.session
    for number in range(times):
        request = RequestFactory().post(f"/form/{number}/", {"words": words})
        request.session, request.user = session, get_user_model().objects.get()  # type: ignore[assignment]
        request.resolver_match = resolve("/note/")
        assert drafts.keep_draft(request)
    session.save()
    return str(session[drafts.SESSION_KEY])


def test_a_stranger_fills_no_disk(settings: Any) -> None:
    """Fifty times 90 KB without a cookie added 5 MB, and nothing removed it: an attack that was tried."""
    said = [notices(Client().post("/mine/", {"words": "x" * 90_000})) for _ in range(50)]
    assert sum("we kept what you typed" in each for each in said) == Draft.objects.count() == 10
    assert sum("could not keep" in each for each in said) == 40
    assert all(each.expire_date <= timezone.now() + STRANGERS for each in Session.objects.all())
    later = timezone.now() + timedelta(hours=4, minutes=1)
    drafts.forget_drafts(at=later)
    forget_sessions(at=later)
    assert not Draft.objects.exists() and not Session.objects.exists()
