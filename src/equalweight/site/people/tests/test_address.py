"""Changing one's own address: shown by a code to be theirs, told to the old one, and undone from there."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, TestCase
from tests.cast import browser, person

from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person

pytestmark = pytest.mark.django_db
CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
BACK = re.compile(r"http\S+(/your-address/back/\S+)")


@pytest.fixture
def maya() -> Person:
    cache.clear()
    return person("Maya")


def ask(client: Client, email: str = "new@example.org") -> str:
    """Asks for a code to a new address; the code."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post("/your-address/", {"email": email}).headers["Location"] == "/your-address/code/"
    assert mail.outbox[-1].to == [email.lower()]
    found = CODE.search(str(mail.outbox[-1].body))
    assert found
    return found[1]


def change(client: Client) -> str:
    """Changes it; the link that undoes it."""
    code = ask(client, "New@example.org")
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert client.post("/your-address/code/", {"code": code}).status_code == 303
    found = BACK.search(str(mail.outbox[-1].body))
    assert found and mail.outbox[-1].to == ["maya@example.org"]
    return found[1]


def test_the_code_changes_it_and_the_old_address_is_told(maya: Person) -> None:
    client = browser(maya)
    change(client)
    maya.refresh_from_db()
    assert maya.email == "new@example.org" and Entry.objects.count() == 0
    assert client.get("/your-address/code/").status_code == 303, "nothing waits any more"
    assert "new@example.org" in client.get("/your-address/").content.decode()


def test_nothing_changes_before_the_code(maya: Person) -> None:
    client, wrong = browser(maya), "000000"
    code = ask(client)
    assert code != wrong
    for _ in range(3):
        assert client.post("/your-address/code/", {"code": wrong}).status_code == 422
    page = client.post("/your-address/code/", {"code": code})
    assert page.status_code == 422 and "too often" in page.content.decode()
    maya.refresh_from_db()
    assert maya.email == "maya@example.org"


def test_a_code_is_worth_nothing_to_another(maya: Person) -> None:
    code = ask(browser(maya))
    assert browser(person("Sam")).post("/your-address/code/", {"code": code}).status_code == 303
    assert sorted(Person.objects.values_list("email", flat=True)) == ["maya@example.org", "sam@example.org"]


def test_an_address_with_an_account_is_not_taken_over(maya: Person) -> None:
    person("Sam")
    client = browser(maya)
    code = ask(client, "sam@example.org")
    page = client.post("/your-address/code/", {"code": code})
    assert page.status_code == 422 and "account of its own" in page.content.decode()
    assert Person.objects.filter(email="maya@example.org").exists()


def test_whoever_did_not_change_it_puts_it_back_and_signs_the_thief_out(maya: Person) -> None:
    thief = browser(maya)
    back = change(thief)
    Person.objects.create_user("maya@example.org")  # she tried to sign in, and so opened another account
    victim = Client()
    assert victim.get(back).status_code == 200 and Person.objects.get(pk=maya.pk).email == "new@example.org"
    assert victim.post(back).status_code == 303
    assert Person.objects.get(email="maya@example.org").pk == maya.pk
    assert thief.get("/waiting/").status_code == 302
    assert victim.get(back).status_code == 410
    assert victim.get("/your-address/back/forged/").status_code == 410
