"""The story, told whole, and what anyone may see of it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.decisions.models import Decision, Vote
from equalweight.site.demo import story
from equalweight.site.demo.cast import CAST, LIVED, PLAYED
from equalweight.site.desk import clock
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.ledger.queries import head
from equalweight.site.projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole year, told once; what a test does to it is undone, and all of it in the end."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        story.load(lambda line: None)
        yield
        transaction.set_rollback(True)


def page(path: str, client: Client | None = None) -> str:
    reply = (client or Client()).get(path)
    assert reply.status_code == 200, path
    return reply.content.decode()


def test_the_story_is_a_whole_record(told: None) -> None:
    now = head()
    report = verify(list(export_lines()), roots={now.size: now.root}, recomputers=RECOMPUTERS)
    assert report.findings == ()
    assert report.entries > 100
    outcomes = [decision.outcome.get("outcome") for decision in Decision.objects.order_by("announced_at")]
    assert outcomes == ["not_carried", "carried", None]


def test_the_public_sees_what_happened_and_nobodys_name(told: None) -> None:
    project = Project.objects.get(name="Counting help at night")
    committee = Committee.objects.get()
    shown = page(reverse("evidence:project", args=[project.pk]))
    assert "step 3 of 7: informing" in shown, re.findall(r"The record puts.*", shown)
    assert "an answer to everything said: at least one is late" in shown
    assert "Decided before people with lived experience were invited" in shown
    assert "1 of 1 signed off by both groups" in shown
    seats = page(reverse("evidence:committee", args=[committee.pk]))
    assert "4 for people with lived experience, 9 for staff" in seats
    assert "9 staff could decide anything alone" in seats
    names = [role.name for role in CAST if role.side == LIVED]
    addresses = [
        reverse("evidence:project", args=[project.pk]),
        reverse("evidence:committee", args=[committee.pk]),
    ]
    links = re.findall(r'href="(/[^"?]+)"', shown + seats)
    addresses += [href for href in links if not href.startswith(("/record", "/static"))]
    for address in dict.fromkeys(addresses):
        reply = Client().get(address)
        words = reply.content.decode() if reply.status_code == 200 else ""
        assert not [name for name in names if name in words], address


def test_the_first_button_still_really_tries_when_the_question_has_closed(
    told: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.now() + timedelta(days=40)
    for _ in range(3):
        clock.tick(later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    before = head(), Vote.objects.count()
    alone = Client().post(reverse("demo:attempt", args=["pass-alone"])).content.decode()
    assert "It was opened again, with the same people." in alone and "can’t pass this alone" in alone
    assert "First time: Not decided" in alone and "Second time: Not agreed" in alone
    assert (head(), Vote.objects.count()) == before


def test_each_button_really_tries_and_leaves_nothing(told: None) -> None:
    before = head(), Vote.objects.count(), Value.objects.count()
    alone = Client().post(reverse("demo:attempt", args=["pass-alone"])).content.decode()
    assert "9 members of staff voted yes" in alone
    assert (
        "First time: Not decided, because too few people answered: 0 of 4 people with lived experience"
        in alone
    )
    assert "Second time: Not agreed: people with lived experience did not agree: 0 yes and 4 no" in alone
    assert "A head count would have passed it both times." in alone
    changed = Client().post(reverse("demo:attempt", args=["change-record"])).content.decode()
    assert "the votes come to not carried. The root that was kept before no longer fits" in changed
    assert "Everything the check found" in changed and not re.search(r"[0-9a-f]{20}|\d{4}-\d\d-\d\d", changed)
    closed = Client().post(reverse("demo:attempt", args=["close-alone"])).content.decode()
    assert "The answers were counted: not done. The promise is open again." in closed
    assert closed.count("Refused:") == 2 and "There is no checker now" not in closed
    assert (head(), Vote.objects.count(), Value.objects.count()) == before


def leave(*names: str) -> None:
    for name in names:
        seat = Seat.objects.get(name__startswith=name, ended_at=None)
        leave_seat(seat, by=seat_actor(seat), at=timezone.now())


def test_the_buttons_say_what_is_so_after_people_left(told: None) -> None:
    with transaction.atomic():
        leave("Maya")
        alone = Client().post(reverse("demo:attempt", args=["pass-alone"])).content.decode()
        assert "3 people with lived experience voted no; 1 had left since" in alone and "All 4" not in alone
        leave("Rosa", "Leroy")
        closed = Client().post(reverse("demo:attempt", args=["close-alone"]))
        assert closed.status_code == 200 and "there are fewer than 2 people" in closed.content.decode()
        leave("Joan")
        for name in ("pass-alone", "change-record", "close-alone"):
            assert Client().post(reverse("demo:attempt", args=[name])).status_code == 200
        closed = Client().post(reverse("demo:attempt", args=["close-alone"])).content.decode()
        assert "Nobody with lived experience is left here to look at it" in closed
        transaction.set_rollback(True)


def test_the_third_button_takes_a_promise_whose_owner_is_here(told: None) -> None:
    with transaction.atomic():
        first = Commitment.objects.filter(status="open").order_by("made_at")[0]
        Commitment.objects.filter(pk=first.pk).update(owner=Seat.objects.get(name__startswith="Sam"))
        leave("Sam")
        closed = Client().post(reverse("demo:attempt", args=["close-alone"])).content.decode()
        assert "The answers were counted: not done" in closed or "No promise is open" in closed
        Commitment.objects.filter(status="open").update(owner=first.owner)
        leave(*(seat.name for seat in Seat.objects.filter(side="staff", ended_at=None)))
        closed = Client().post(reverse("demo:attempt", args=["close-alone"])).content.decode()
        assert "No promise is open whose owner is still here" in closed
        transaction.set_rollback(True)


def test_one_press_signs_in_and_shows_what_waits(told: None) -> None:
    for role in PLAYED:
        client = Client()
        reply = client.post(reverse("demo:be", args=[role.first_name]))
        assert reply.status_code == 303
        assert role.name in page(reverse("desk:waiting"), client)
    maya = Client()
    maya.post(reverse("demo:be", args=["maya"]))
    because = page(reverse("evidence:because_of_you"), maya)
    assert "1 change that came from your words is signed off" in because
    assert "The form doesn’t count nights" in because


def test_nothing_of_it_exists_outside_the_demo(told: None, settings) -> None:
    settings.DEMO = False
    entries = Entry.objects.count()
    for method in ("get", "post"):
        for address in (
            reverse("demo:people"),
            reverse("demo:be", args=["maya"]),
            reverse("demo:attempt", args=["pass-alone"]),
        ):
            client = Client()
            assert getattr(client, method)(address).status_code == 404
            assert "_auth_user_id" not in client.session
    assert Entry.objects.count() == entries
    assert "Three things" not in page(reverse("evidence:home"))
