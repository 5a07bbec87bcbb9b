"""Who reads along without a seat: one group asks, the other agrees; an interpreter waits for nobody."""

from typing import Any

import pytest
from django.core import mail
from tests.cast import NOW, STARTED, Cast, browser

from equalweight.site.committees.attending import commands
from equalweight.site.committees.models import Attendee, Seat, WelcomeAsk
from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person
from equalweight.site.web.rules import RuleBroken

pytestmark = pytest.mark.django_db
BEA = {"email": "Bea@example.org", "role": "observer"}


def href(cast: Cast, *more: object) -> str:
    return f"/committees/{cast.committee.pk}/attendees/" + "".join(f"{each}/" for each in more)


def asked(cast: Cast, by: Any = None, **more: str) -> WelcomeAsk:
    ask = commands.ask_to_welcome(cast.committee, **{**BEA, **more}, by=(by or cast.helen).actor, at=NOW)
    assert ask is not None
    return ask


def test_one_group_asks_and_the_other_agrees(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    assert cast.sam.browser.post(href(cast), BEA).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.helen.browser.post(href(cast), BEA).status_code == 303
    assert [each.to for each in mail.outbox] == [["maya@example.org"]] and "bea" not in mail.outbox[
        0
    ].body.lower()
    assert not Person.objects.filter(email="bea@example.org").exists()
    ask = WelcomeAsk.objects.get()
    page = href(cast, "asked", ask.pk)
    assert page in cast.maya.browser.get("/waiting/").content.decode()
    assert page not in cast.helen.browser.get("/waiting/").content.decode()
    assert page not in cast.leroy.browser.get("/waiting/").content.decode()
    assert cast.leroy.browser.get(page).status_code == cast.pat.browser.get(page).status_code == 404
    assert cast.helen.browser.post(page, {"answer": "yes"}).status_code == 422, (
        "nobody agrees with themselves"
    )
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.maya.browser.post(page, {"answer": "yes"}).status_code == 303
    (letter,) = mail.outbox
    assert letter.to == ["bea@example.org"] and f"/committees/{cast.committee.pk}/inside/" in letter.body
    bea = Attendee.objects.get(person__email="bea@example.org")
    assert browser(bea.person).get(f"/committees/{cast.committee.pk}/inside/").status_code == 200
    assert cast.maya.browser.get(page).status_code == 404
    assert Entry.objects.count() == STARTED


def test_the_other_group_may_refuse(cast: Cast) -> None:
    ask = asked(cast)
    assert cast.maya.browser.post(href(cast, "asked", ask.pk), {"answer": "no"}).status_code == 303
    assert not Attendee.objects.filter(person__email="bea@example.org").exists()
    assert "did not agree" in cast.helen.browser.get(href(cast)).content.decode()
    with pytest.raises(RuleBroken) as broken:
        commands.agree_to_welcome(ask, by=cast.maya.actor, at=NOW)
    assert broken.value.code == "changed"


def test_whoever_asked_takes_it_back(cast: Cast) -> None:
    ask = asked(cast)
    assert cast.helen.browser.post(href(cast, "asked", ask.pk), {"answer": "no"}).status_code == 303
    assert not WelcomeAsk.objects.exists()


def test_an_interpreter_wanted_by_people_with_lived_experience_waits_for_nobody(cast: Cast) -> None:
    assert cast.maya.browser.post(href(cast), {**BEA, "role": "interpreter"}).status_code == 303
    assert (
        Attendee.objects.filter(person__email="bea@example.org").exists() and not WelcomeAsk.objects.exists()
    )
    other = {"email": "nia@example.org", "role": "facilitator"}
    assert cast.maya.browser.post(href(cast), other).status_code == 303
    assert WelcomeAsk.objects.get().asked_by == cast.maya.seat


def test_an_interpreter_asked_by_staff_needs_the_other_group(cast: Cast) -> None:
    asked(cast, role="interpreter")
    assert not Attendee.objects.filter(role="interpreter").exists()


def test_where_a_group_has_no_co_chair_anybody_in_it_answers(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    Seat.objects.filter(pk=cast.maya.seat.pk).update(is_co_chair=False)
    with django_capture_on_commit_callbacks(execute=True):
        ask = asked(cast)
    assert sorted(each.to[0] for each in mail.outbox) == ["leroy@example.org", "maya@example.org"]
    assert cast.leroy.browser.post(href(cast, "asked", ask.pk), {"answer": "yes"}).status_code == 303


@pytest.mark.parametrize(
    ("email", "code"),
    [("sam@example.org", "has_seat"), ("olu@example.org", "attends"), ("bea@example.org", "asked")],
)
def test_nobody_is_asked_for_who_can_read_already(cast: Cast, email: str, code: str) -> None:
    asked(cast)
    with pytest.raises(RuleBroken) as broken:
        asked(cast, email=email)
    assert broken.value.code == code


def test_either_group_ends_it_but_staff_take_no_interpreter_away(cast: Cast) -> None:
    cast.maya.browser.post(href(cast), {**BEA, "role": "interpreter"})
    bea = Attendee.objects.get(person__email="bea@example.org")
    end = href(cast, bea.pk, "end")
    assert cast.pat.browser.post(end).status_code == 404
    assert cast.sam.browser.post(end).status_code == 422
    assert end not in cast.helen.browser.get(href(cast)).content.decode()
    assert cast.helen.browser.post(end).status_code == 422
    assert end in cast.maya.browser.get(href(cast)).content.decode()
    assert cast.maya.browser.post(end).status_code == 303
    assert browser(bea.person).get(f"/committees/{cast.committee.pk}/inside/").status_code == 404
    assert cast.maya.browser.get(end).status_code == 404
