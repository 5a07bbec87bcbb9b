""" "Start on Tuesday", through HTTP: five questions, nothing lost, one entry."""

import pytest
from django.test import Client
from tests.cast import browser, person

from equalweight.site.committees.models import Committee, Organisation, Seat
from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person

pytestmark = pytest.mark.django_db
PURPOSE = {"name": "Northmoor Care Committee", "purpose": "Decide together how care is worked out."}
HOST = {"organisation": "Northmoor Council", "kind": "council", "senior_person": "Chief executive"}
HELEN = {
    "name": "Helen", "email": "helen@example.org", "side": "staff", "chosen_how": "appointed",
    "chosen_by": "The director", "is_co_chair": "on",
}  # fmt: skip
MAYA = {
    "name": "Maya", "email": "Maya@example.org", "side": "lived_experience", "chosen_how": "stood",
    "chosen_by": "Northmoor Voices", "is_access_coordinator": "on",
}  # fmt: skip
REMIT = {
    "kind": "decides_by_promise",
    "holder": "Director of adult care",
    "days": "28",
    "on_the_table": "The form",
}
WAYS = {
    "quorum": "1/2", "threshold": "1/2", "days_for_papers": "5", "days_to_vote": "14", "days_to_answer": "20",
    "days_to_bring_back": "28", "days_to_sign_off": "14", "pay_pence_per_hour": "12.50",
}  # fmt: skip


@pytest.fixture
def helen() -> Person:
    return person("Helen")


def answer_all(client: Client) -> None:
    for path, answer in (("purpose", PURPOSE), ("host", HOST), ("people", HELEN), ("people", MAYA)):
        assert client.post(f"/start/{path}/", answer).status_code == 303, path
    for path, answer in (("remit", REMIT), ("ways", WAYS)):
        assert client.post(f"/start/{path}/", answer).status_code == 303, path


def test_five_questions_start_a_committee(
    helen: Person, django_capture_on_commit_callbacks: object, mailoutbox: list
) -> None:
    client = browser(helen)
    answer_all(client)
    page = client.get("/start/check/").content.decode()
    assert "Northmoor Care Committee" in page and "maya@example.org" in page.lower()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = client.post("/start/check/")
    committee = Committee.objects.get()
    assert answer.headers["Location"] == f"/committees/{committee.pk}/inside/"
    assert list(Entry.objects.values_list("type", flat=True)) == ["committee.started"]
    assert committee.founding_ended_at is None and committee.ways.get().pay_pence_per_hour == 1250
    maya, us = committee.founders.get(), committee.seats.get()
    assert (maya.is_access_coordinator, maya.is_co_chair, maya.email) == (True, False, "maya@example.org")
    assert us.holder == helen and us.is_founding and not Person.objects.exclude(pk=helen.pk).exists()
    assert [message.to for message in mailoutbox] == [["maya@example.org"]]
    assert "does not affect any care" in mailoutbox[0].body and "/named/" in mailoutbox[0].body
    assert "committees_start" not in client.session


def test_answers_are_kept_and_back_works(helen: Person) -> None:
    client = browser(helen)
    client.post("/start/purpose/", PURPOSE)
    assert PURPOSE["name"] in client.get("/start/purpose/").content.decode()
    assert "Carry on where you stopped" in client.get("/start/").content.decode()
    answer = client.post("/start/purpose/", {**PURPOSE, "name": "Another"})
    assert answer.headers["Location"] == "/start/host/"
    assert client.get("/start/check/").headers["Location"] == "/start/host/"
    assert not Committee.objects.exists()


def test_one_person_is_enough_but_it_must_be_oneself(helen: Person) -> None:
    client = browser(helen)
    answer_all(client)
    client.post("/start/people/0/remove/")
    assert client.get("/start/check/").headers["Location"] == "/start/people/"
    refused = client.post("/start/check/")
    assert refused.status_code == 422 and "Add yourself" in refused.content.decode()
    assert not Committee.objects.exists() and not Organisation.objects.exists()
    client.post("/start/people/", HELEN)
    client.post("/start/people/0/remove/")
    client.post("/start/check/")
    assert [seat.name for seat in Seat.objects.all()] == ["Helen"]


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({**HELEN, "email": "HELEN@example.org"}, "already has"),
        ({**HELEN, "name": "Sam", "email": "sam@example.org"}, "Name one co-chair for staff"),
        ({**HELEN, "email": "", "is_co_chair": "", "is_access_coordinator": "on"}, "one of the staff"),
        ({**HELEN, "side": "nobody"}, "Choose one of the answers"),
    ],
)
def test_people_who_do_not_fit_are_refused_and_nothing_is_lost(
    helen: Person, person: dict[str, str], words: str
) -> None:
    client = browser(helen)
    client.post("/start/people/", HELEN)
    page = client.post("/start/people/", person)
    text = page.content.decode()
    assert page.status_code == 422 and (words in text or "is there twice" in text)
    assert person["name"] in text and len(client.session["committees_start"]["people"]) == 1


@pytest.mark.parametrize(
    ("remit", "words"),
    [
        ({**REMIT, "kind": "decides"}, "Say which law"),
        ({**REMIT, "holder": ""}, "Say who decides"),
        ({**REMIT, "days": "0"}, "takes a number from 1 up"),
    ],
)
def test_remit_names_who_decides(helen: Person, remit: dict[str, str], words: str) -> None:
    page = browser(helen).post("/start/remit/", remit)
    assert page.status_code == 422 and words in page.content.decode()


def test_half_is_the_least(helen: Person) -> None:
    assert browser(helen).post("/start/ways/", {**WAYS, "quorum": "1/3"}).status_code == 422


def test_doubled_start_acts_once(helen: Person) -> None:
    client = browser(helen)
    answer_all(client)
    keyed = {"submission_key": "same"}
    first, second = client.post("/start/check/", keyed), client.post("/start/check/", keyed)
    assert first.headers["Location"] == second.headers["Location"]
    assert Committee.objects.count() == Entry.objects.count() == 1


def test_a_second_window_is_told_that_it_has_started_and_led_there(helen: Person) -> None:
    client = browser(helen)
    answer_all(client)
    client.post("/start/check/", {"submission_key": "one"}, follow=True)
    inside = f"/committees/{Committee.objects.get().pk}/inside/"
    for late in (client.post("/start/check/", {"submission_key": "two"}), client.get("/start/check/")):
        assert (late.status_code, late["Location"]) == (302, inside)
    assert "Northmoor Care Committee has started already" in client.get(inside).content.decode()
    assert Committee.objects.count() == Entry.objects.count() == 1
    # Another one can be begun; what it lacks is asked for as before.
    client.post("/start/purpose/", PURPOSE)
    assert client.get("/start/check/")["Location"] == "/start/host/"
    assert "has no answer yet" in client.post("/start/check/", {"submission_key": "three"}).content.decode()


def test_starting_without_answers_says_so(helen: Person) -> None:
    page = browser(helen).post("/start/check/")
    assert page.status_code == 422 and "has no answer yet" in page.content.decode()


@pytest.mark.parametrize("path", ["", "purpose/", "people/", "check/", "people/0/remove/"])
def test_strangers_sign_in_first(path: str) -> None:
    assert Client().get(f"/start/{path}").headers["Location"].startswith("/sign-in/?next=")


def test_unknown_question_is_not_found(helen: Person) -> None:
    client = browser(helen)
    assert client.get("/start/colour/").status_code == 404
    assert client.get("/start/people/7/remove/").status_code == 404
