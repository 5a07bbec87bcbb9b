"""Signing in by emailed code or link, through HTTP."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone

from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
LINK = re.compile(r"http\S+(/sign-in/link/\S+)")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def ask(browser: Client, email: str = "maya@example.org", **query: str) -> str:
    """Asks for a code; the email's text. It leaves once what asked for it is kept."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = browser.post("/sign-in/", {"email": email}, query_params=query)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/code/")
    return mail.outbox[-1].body


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found
    return found[1]


def link_in(text: str) -> str:
    found = LINK.search(text)
    assert found
    return found[1]


def who(browser: Client) -> str | None:
    return browser.session.get("_auth_user_id")


def test_code_signs_in_and_goes_where_they_were_going() -> None:
    maya = Person.objects.create_user("maya@example.org", "Maya")
    browser = Client()
    text = ask(browser, "Maya@Example.org ", next="/settings/")
    answer = browser.post("/sign-in/code/", {"code": code_in(text)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/settings/")
    assert who(browser) == str(maya.pk)
    assert Entry.objects.count() == 0


def test_second_click_goes_where_the_first_did() -> None:
    browser = Client()
    code = code_in(ask(browser, next="/settings/"))
    first, second = (browser.post("/sign-in/code/", {"code": code}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == "/your-name/?next=%2Fsettings%2F"


def test_unknown_address_gets_the_same_and_an_account_only_with_its_code() -> None:
    Person.objects.create_user("known@example.org", "Known")
    browser, other = Client(), Client()
    text, known = ask(browser, "new@example.org"), ask(other, "known@example.org")
    shape = re.compile(r"\d{6}$|\S+/sign-in/link/\S+", re.MULTILINE)
    assert shape.sub("*", text) == shape.sub("*", known)
    assert not Person.objects.filter(email="new@example.org").exists()
    answer = browser.post("/sign-in/code/", {"code": code_in(text)})
    assert answer.headers["Location"].startswith("/your-name/?next=")
    person = Person.objects.get(email="new@example.org")
    assert who(browser) == str(person.pk) and not person.has_usable_password()


def test_a_code_is_over_once_the_link_beside_it_was_used() -> None:
    asker, reader = Client(), Client()
    text = ask(asker)
    assert reader.post(link_in(text)).status_code == 303 and who(reader)
    answer = asker.post("/sign-in/code/", {"code": code_in(text)})
    assert answer.headers["Location"] == "/sign-in/" and who(asker) is None


def test_wrong_codes_are_refused_and_run_out() -> None:
    browser = Client()
    right = code_in(ask(browser))
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(4):
        answer = browser.post("/sign-in/code/", {"code": wrong})
        assert answer.status_code == 422 and "That is not the code" in answer.content.decode()
    assert "tried too often" in browser.post("/sign-in/code/", {"code": wrong}).content.decode()
    answer = browser.post("/sign-in/code/", {"code": right})
    assert answer.headers["Location"] == "/sign-in/" and who(browser) is None


def test_code_works_once_and_only_in_the_browser_that_asked() -> None:
    browser, other = Client(), Client()
    code = code_in(ask(browser))
    assert other.post("/sign-in/code/", {"code": code}).headers["Location"] == "/sign-in/"
    browser.post("/sign-in/code/", {"code": code})
    browser.post("/sign-out/")
    browser.post("/sign-in/code/", {"code": code})
    assert who(browser) is None


@pytest.mark.parametrize(("minutes", "works"), [(19, True), (21, False)])
def test_code_and_link_are_good_for_20_minutes(
    minutes: int, works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, other = Client(), Client()
    text = ask(browser)
    moment = (timezone.now() + timedelta(minutes=minutes)).timestamp()
    monkeypatch.setattr("time.time", lambda: moment)
    assert other.get(link_in(text)).status_code == (200 if works else 410)
    browser.post("/sign-in/code/", {"code": code_in(text)})
    assert (who(browser) is not None) is works


def test_link_waits_for_its_button_and_works_once_anywhere() -> None:
    link = link_in(ask(Client(), next="/settings/"))
    browser = Client()
    for _ in range(3):
        page = browser.get(link)
        assert page.status_code == 200 and who(browser) is None
        assert "no-store" in page.headers["Cache-Control"]
    answer = browser.post(link)
    assert answer.headers["Location"] == "/your-name/?next=%2Fsettings%2F" and who(browser)
    again = Client()
    assert again.get(link).status_code == 410
    assert again.post(link).status_code == 410 and who(again) is None


def test_code_used_makes_the_link_useless() -> None:
    browser = Client()
    text = ask(browser)
    browser.post("/sign-in/code/", {"code": code_in(text)})
    assert Client().get(link_in(text)).status_code == 410


def test_forged_link_is_refused() -> None:
    assert Client().get("/sign-in/link/W10:1abc:forged/").status_code == 410


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "x" * 600]
)
def test_next_stays_on_this_site(next: str) -> None:
    Person.objects.create_user("maya@example.org", "Maya")
    browser = Client()
    code = code_in(ask(browser, next=next))
    assert browser.post("/sign-in/code/", {"code": code}).headers["Location"] == "/waiting/"


def test_asking_too_often_meets_a_designed_page() -> None:
    browser = Client()
    for _ in range(3):
        ask(browser)
    answer = browser.post("/sign-in/", {"email": "MAYA@example.org"})
    assert answer.status_code == 429 and "a lot in a short time" in answer.content.decode()
    assert len(mail.outbox) == 3
    ask(browser, "leroy@example.org")


def test_what_the_session_keeps_survives_signing_in() -> None:
    browser = Client()
    session = browser.session
    session["kept"] = ["half a sentence"]
    session.save()
    browser.cookies["sessionid"] = session.session_key
    browser.post("/sign-in/code/", {"code": code_in(ask(browser))})
    assert who(browser) and browser.session["kept"] == ["half a sentence"]


def test_what_was_typed_survives_signing_in_and_the_session_lasts_only_then() -> None:
    Person.objects.create_user("maya@example.org", "Maya")
    browser = Client()
    browser.post("/your-name/", {"name": "Maya Half-Written"})
    text = ask(browser, next="/your-name/")
    assert browser.session.get_expiry_age() <= 4 * 60 * 60
    answer = browser.post("/sign-in/code/", {"code": code_in(text)})
    assert answer.headers["Location"] == "/your-name/"
    assert browser.session.get_expiry_age() == 60 * 24 * 60 * 60
    assert "Maya Half-Written" in browser.get("/your-name/").content.decode()


def test_one_mailbox_is_one_however_it_is_spelt() -> None:
    browser = Client()
    for email in ("maya@example.org", "maya+1@example.org", '"maya"@example.org'):
        ask(browser, email)
    assert browser.post("/sign-in/", {"email": "Maya+2@example.org"}).status_code == 429


def test_closed_account_cannot_sign_in() -> None:
    person = Person.objects.create_user("maya@example.org", "Maya")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    browser = Client()
    answer = browser.post("/sign-in/code/", {"code": code_in(ask(browser))})
    assert answer.status_code == 422 and "closed" in answer.content.decode() and who(browser) is None


def test_sign_out_asks_first() -> None:
    maya = Person.objects.create_user("maya@example.org", "Maya")
    browser = Client()
    browser.force_login(maya)
    assert "Sign out?" in browser.get("/sign-out/").content.decode() and who(browser)
    assert browser.post("/sign-out/").status_code == 303 and who(browser) is None


def test_name_is_one_question() -> None:
    browser = Client()
    assert browser.get("/your-name/").headers["Location"].startswith("/sign-in/")
    browser.force_login(Person.objects.create_user("new@example.org"))
    assert browser.post("/your-name/", {"name": "  "}).status_code == 422
    answer = browser.post("/your-name/?next=/settings/", {"name": "Zoë"})
    assert answer.headers["Location"] == "/settings/"
    assert Person.objects.get().name == "Zoë"


@pytest.mark.parametrize("path", ["/accounts/login/", "/login/", "/password/reset/", "/signup/"])
def test_no_page_of_the_package_is_reachable(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_fails_is_said_and_breaks_nothing(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    browser = Client()
    answer = browser.post("/sign-in/", {"email": "maya@example.org"})
    assert answer.status_code == 303
    assert "We could not send the email just now" in browser.get("/sign-in/code/").content.decode()
