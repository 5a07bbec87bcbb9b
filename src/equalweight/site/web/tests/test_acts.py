"""A form acts once, keeps what was typed, and answers programs in JSON."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.test import Client

from equalweight.site.web.models import Submission
from equalweight.site.web.once import KEY
from equalweight.site.web.tests import rooms

pytestmark = [pytest.mark.django_db, pytest.mark.urls("equalweight.site.web.tests.rooms")]
JSON = {"HTTP_ACCEPT": "application/json"}


def send(client: Client, path: str = "/note/", **fields: str) -> Any:
    return client.post(path, {KEY: "k1", "title": "Nights"} | fields)


def test_get_shows_the_form_with_a_fresh_key(client: Client) -> None:
    first, second = (client.get("/note/").context["form"].key for _ in range(2))
    assert first and second and first != second


def test_a_post_acts_and_leads_on_with_a_notice(client: Client) -> None:
    response = send(client)
    assert (response.status_code, response["Location"]) == (303, "/notes/1/")
    assert rooms.done == ["Nights"]
    page = client.get("/note/").content.decode()
    assert "We have it." in page and 'role="alert"' in page


def test_the_same_form_twice_acts_once_with_the_first_result(client: Client) -> None:
    first, second = send(client), send(client)
    assert rooms.done == ["Nights"]
    assert second.status_code == 303 and second["Location"] == first["Location"]
    assert client.get("/note/").content.decode().count("We have it.") == 1


def test_the_same_key_with_other_words_is_another_act(client: Client) -> None:
    send(client)
    send(client, title="Days")
    assert rooms.done == ["Nights", "Days"]


def test_another_person_with_the_same_key_acts_for_themselves(client: Client) -> None:
    send(client)
    client.force_login(get_user_model().objects.create_user("ines@example.org", "Ines"))
    send(client)
    assert rooms.done == ["Nights", "Nights"]


def test_the_second_click_is_answered_even_when_nothing_is_left_to_do(client: Client) -> None:
    first, second = send(client, "/leave/"), send(client, "/leave/")
    assert second.status_code == 303 and second["Location"] == first["Location"]
    assert send(client, "/leave/", **{KEY: "another"}).status_code == 404


def test_a_post_made_by_hand_without_a_key_acts(client: Client) -> None:
    assert client.post("/note/", {"title": "Nights"}).status_code == 303
    assert rooms.done == ["Nights"] and Submission.objects.count() == 0


def test_a_form_with_errors_says_so_in_its_title_and_keeps_everything(client: Client) -> None:
    response = send(client, title="", words="At night nobody comes.")
    page = response.content.decode()
    assert response.status_code == 422 and rooms.done == []
    assert "<title>Error: Say something – Equal Weight</title>" in page
    assert "At night nobody comes." in page
    assert '<a href="#id_title">Fill in “Title”.</a>' in page


@pytest.mark.parametrize(("title", "status"), [("forbidden", 422), ("changed", 409)])
def test_a_broken_rule_is_an_error_of_the_form(client: Client, title: str, status: int) -> None:
    response = send(client, title=title, words="Kept words")
    page = response.content.decode()
    assert response.status_code == status
    assert "Kept words" in page and f'value="{title}"' in page and "There is a problem" in page


def test_a_broken_rule_undoes_everything_and_the_form_can_be_sent_again(client: Client) -> None:
    assert send(client, title="clumsy").status_code == 422
    assert Submission.objects.count() == 0
    assert send(client, title="Nights").status_code == 303


def test_a_lost_lock_keeps_the_words_and_says_try_again(client: Client, monkeypatch: Any) -> None:
    def locked(*args: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(rooms, "done", type("Busy", (), {"append": locked})())
    response = send(client, words="Still here")
    page = response.content.decode()
    assert response.status_code == 503
    assert "Press the button again." in page and "Still here" in page


def test_programs_get_the_page_as_json(client: Client) -> None:
    answer = client.get("/note/", **JSON).json()
    assert answer["half"] == "1/2" and answer["due"] == "2026-03-18" and answer["question"] == "Say something"


def test_programs_get_errors_and_results_as_json(client: Client) -> None:
    bad = client.post("/note/", {"title": "forbidden"}, **JSON)
    assert bad.status_code == 422
    assert bad.json()["errors"]["title"] == [
        {"code": "not_this", "message": "You can’t call it that. Choose another title."}
    ]
    good = client.post("/note/", {"title": "Nights"}, **JSON)
    assert good.json() == {"ok": True, "location": "/notes/1/", "said": "We have it."}


def test_a_press_asks_on_get_and_acts_once_on_post(client: Client) -> None:
    page = client.get("/close/").content.decode()
    assert "Close it?" in page and "Go back without doing this" in page and rooms.done == []
    for _ in range(2):
        assert client.post("/close/", {KEY: "p1"})["Location"] == "/notes/"
    assert rooms.done == ["closed"]


def test_other_methods_are_refused_with_a_page(client: Client) -> None:
    response = client.put("/note/")
    assert response.status_code == 405 and response["Allow"] == "GET, HEAD, POST"
    assert "That is not how this page works" in response.content.decode()
