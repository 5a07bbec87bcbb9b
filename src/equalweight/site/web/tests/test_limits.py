"""Bad requests get designed answers; every answer carries the safe headers."""

import json
import logging
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from equalweight.site.config.wsgi import NO_FORM, application, readable
from equalweight.site.web.logs import JsonLines

pytestmark = [pytest.mark.django_db, pytest.mark.urls("equalweight.site.web.tests.rooms")]


def words_of(response: Any) -> str:
    return str(response.content.decode())


def test_a_huge_body_is_turned_away(client: Client) -> None:
    response = client.post("/note/", b"x" * 1_000_001, content_type="application/octet-stream")
    assert response.status_code == 413 and "That is too big to send" in words_of(response)


def test_a_view_may_take_more(client: Client) -> None:
    response = client.post("/large/", {"title": "", "file": SimpleUploadedFile("a", b"x" * 1_000_001)})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b'{"a": 1}', {"content_type": "application/json"}),
        (b"title=x", {"content_type": ""}),
        (b"", {"HTTP_TRANSFER_ENCODING": "chunked"}),
    ],
)
def test_what_no_form_sends_is_not_read_as_an_empty_one(
    client: Client, body: bytes, more: dict[str, Any]
) -> None:
    response = client.generic("POST", "/note/", body, **more)
    assert response.status_code == 415 and "That is not one of our forms" in words_of(response)


def test_a_button_pressed_sends_nothing_and_counts(client: Client) -> None:
    assert client.generic("POST", "/note/", b"", content_type="").status_code == 422


def test_too_many_fields(client: Client) -> None:
    response = client.post("/note/", {f"f{number}": "1" for number in range(2000)})
    assert response.status_code == 400 and "We could not read that" in words_of(response)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"no boundary here", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=\"a\"", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=\xe9"),
        (b"title=%ff%fe%00", "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_malformed_bodies_are_never_a_500(client: Client, body: bytes, kind: str) -> None:
    assert client.post("/note/", body, content_type=kind).status_code in {400, 415, 422}


@pytest.mark.parametrize("path", ["/note/?a=%00", "/note/%00/", "/offers/a%01b/"])
def test_control_characters_in_the_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


def test_a_missing_page_has_our_words(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404 and "We can’t find that page" in words_of(response)
    answer = client.get("/nowhere/", HTTP_ACCEPT="application/json")
    assert answer.status_code == 404 and answer.json()["errors"][""][0]["code"] == "status_404"


@pytest.mark.parametrize("path", ["/letter/cut/", "/named/cut/", "/address/cut/", "/outside/reply/cut/"])
def test_a_link_cut_off_says_what_else_to_do(client: Client, path: str) -> None:
    """Whoever it was written to has no account, and no home page to start again from."""
    assert "use all of it" in words_of(client.get(path)) and "use all of it" not in words_of(
        client.get("/nowhere/")
    )


def test_a_wrong_method_has_our_words(client: Client) -> None:
    response = client.get("/only-post/")
    assert response.status_code == 405 and response["Allow"] == "POST"
    assert "use its button" in words_of(response)


def test_a_mistake_of_ours_has_our_words_and_a_number(client: Client, caplog: Any) -> None:
    client.raise_request_exception = False
    with caplog.at_level(logging.INFO):
        response = client.get("/explode/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in words_of(response)
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    assert any(line.get("mistake") == "RuntimeError" for line in lines)
    assert "secret@example.org" not in json.dumps(lines)


def test_headers_on_every_answer(client: Client) -> None:
    for path in ("/note/", "/nowhere/", "/note/?a=%00"):
        response = client.get(path)
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_private_pages_are_never_kept(client: Client) -> None:
    assert client.get("/offers/secret-key/")["Cache-Control"] == "no-store, private"
    assert client.get("/note/")["Cache-Control"] == "no-cache, private"
    client.force_login(get_user_model().objects.create_user("maya@example.org", "Maya"))
    assert client.get("/note/")["Cache-Control"] == "no-store, private"


def test_the_log_says_which_route_and_no_address(client: Client, caplog: Any) -> None:
    with caplog.at_level(logging.INFO, logger="equalweight.requests"):
        client.get("/offers/secret-key/?email=maya@example.org")
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["route"], line["status"], line["method"]) == ("offer", 200, "GET")
    assert "secret-key" not in json.dumps(line) and "maya" not in json.dumps(line)


def test_health(client: Client) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() | {"version": ""} == {
        "ok": True, "database": "reachable", "keys_of_sealed_votes": "reachable", "migrations_waiting": 0,
        "version": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("multipart/form-data; boundary=x", "multipart/form-data; boundary=x"),
        ("text/html; charset=UTF-8", "text/html; charset=UTF-8"),
        ("", ""),
        ("x; a*=nope''b", NO_FORM),
        ("text/plain; charset=hex", NO_FORM),
        ("multipart/form-data; boundary=x; charset=rot13", NO_FORM),
    ],
)
def test_a_kind_of_body_that_can_not_be_read_is_no_form(said: str, read: str) -> None:
    assert readable(said) == read


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["x; a*=nope''b", "text/plain; charset=hex"])
def test_an_odd_kind_of_body_is_no_mistake_of_ours(said: str) -> None:
    """Through the server's door, where Django reads the header before any middleware."""
    began: list[str] = []
    environ = RequestFactory().get("/note/?a=b%20c").environ | {"CONTENT_TYPE": said}
    b"".join(application(environ, lambda status, headers, *_: began.append(status)))
    assert not began[0].startswith("5")


@pytest.mark.parametrize("source", ["http://[", "http://[::1", "http://a]b"])
def test_a_broken_origin_is_another_site(client: Client, source: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/note/", {"title": "x"}, headers={"origin": source}).status_code == 403
