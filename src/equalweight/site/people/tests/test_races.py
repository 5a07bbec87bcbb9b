"""Guessing a code from many threads at the same moment gives no more guesses than one after another."""

import re
from collections import Counter

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from equalweight.site.decisions.tests.test_races import at_once
from equalweight.site.people.models import Person
from equalweight.site.web import tries

pytestmark = pytest.mark.django_db(transaction=True)
SIXTEEN = 16
CODE = re.compile(r"^(\d{6})$", re.MULTILINE)
WRONG, NO_MORE, IN, GONE = "That is not the code", "tried too often", "in", "gone"


def same_browser(client: Client) -> Client:
    """Another window of it: the same cookies."""
    other = Client()
    other.cookies.load(client.cookies.output(header="", sep=";"))
    return other


def code() -> str:
    found = CODE.search(str(mail.outbox[-1].body))
    assert found
    return found[1]


def guess(client: Client, page: str, *codes: str) -> Counter[str]:
    """Type all of them at the same moment; how often each thing was said."""
    said: list[str] = []

    def one(browser: Client, typed: str) -> None:
        answer = browser.post(page, {"code": typed})
        words = answer.content.decode()
        found = next((each for each in (WRONG, NO_MORE) if each in words), GONE)
        said.append(IN if answer.status_code == 303 and answer.headers["Location"] != "/sign-in/" else found)

    browsers = [(same_browser(client), typed) for typed in codes]
    assert set(at_once(*[lambda b=b, typed=typed: one(b, typed) for b, typed in browsers])) == {"done"}
    assert len(said) == len(codes)
    return Counter(said)


def wrong_codes(right: str, count: int) -> list[str]:
    return [f"{(int(right) + step) % 10**6:06}" for step in range(1, count + 1)]


@pytest.fixture
def asking() -> Client:
    cache.clear()
    client = Client()
    assert client.post("/sign-in/", {"email": "maya@example.org"}).status_code == 303
    return client


def test_sixteen_guesses_at_once_are_five(asking: Client) -> None:
    right = code()
    said = guess(asking, "/sign-in/code/", *wrong_codes(right, SIXTEEN))
    assert said[WRONG] <= 4 and said[WRONG] + said[NO_MORE] + said[GONE] == SIXTEEN
    again = guess(asking, "/sign-in/code/", right)
    assert again[IN] == 0 and not Person.objects.exists()


def test_the_right_code_among_too_many_guesses_is_worth_no_more(asking: Client) -> None:
    """Four wrong ones are used up; of sixteen more at once, one is looked at."""
    right = code()
    for typed in wrong_codes(right, 4):
        assert guess(asking, "/sign-in/code/", typed) == {WRONG: 1}
    said = guess(asking, "/sign-in/code/", *wrong_codes(right, SIXTEEN))
    assert said[WRONG] == 0
    assert guess(asking, "/sign-in/code/", right)[IN] == 0


def test_a_code_for_another_address_is_guessed_three_times_at_most() -> None:
    cache.clear()
    client = Client()
    client.force_login(Person.objects.create_user("maya@example.org", "Maya"))
    assert client.post("/your-address/", {"email": "new@example.org"}).status_code == 303
    right = code()
    said = guess(client, "/your-address/code/", *wrong_codes(right, SIXTEEN))
    assert said[WRONG] == 3 and said[NO_MORE] == SIXTEEN - 3
    assert guess(client, "/your-address/code/", right)[IN] == 0
    assert Person.objects.get().email == "maya@example.org"


def test_an_empty_box_is_no_try(asking: Client) -> None:
    for _ in range(9):
        assert asking.post("/sign-in/code/", {"code": " "}).status_code == 422
    assert guess(asking, "/sign-in/code/", code())[IN] == 1


def test_tries_are_used_up_once_each(django_user_model: type[Person]) -> None:
    from django.utils import timezone  # noqa: PLC0415

    name, used = tries.start_counting(timezone.now()), []
    at_once(*[lambda: used.append(tries.use_try(name, 5))] * SIXTEEN)
    assert sorted(used) == [False] * 11 + [True] * 5
    assert not tries.has_tries(name, 5) and not tries.use_try("never counted", 5)
