"""Waiting for me, and the clock's tick."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import NOW, Cast, browser, later

from equalweight.site.desk import clock, queries
from equalweight.site.projects import commands as projects
from equalweight.site.web.models import Draft, Submission, Tries
from equalweight.site.web.rules import RuleBroken

pytestmark = pytest.mark.django_db


def test_only_somebody_signed_in_has_a_desk(cast: Cast) -> None:
    assert Client().get(reverse("desk:waiting")).status_code == 302
    shown = browser(cast.ines).get(reverse("desk:waiting")).content.decode()
    assert "Nothing waits for you now" in shown
    assert "You have no seat yet" in shown


def test_who_reads_along_finds_the_way_in(cast: Cast) -> None:
    shown = browser(cast.olu).get(reverse("desk:waiting")).content.decode()
    assert reverse("committees:inside", args=[cast.committee.pk]) in shown and "You read along as an" in shown
    assert "You have no seat yet" not in shown
    public = reverse("evidence:committee", args=[cast.committee.pk])
    assert "Go inside" in browser(cast.olu).get(public).content.decode()
    assert "Go inside" not in browser(cast.ines).get(public).content.decode()


def test_what_waits_comes_in_order_one_step_away(cast: Cast) -> None:
    project = projects.start_project(
        cast.committee, name="Nights", purpose="Count.", by=cast.helen.actor, at=NOW
    )
    projects.log_work(
        project, "co_design", what="Interviews", done_on=date(2026, 1, 12), seats=[cast.maya.seat],
        by=cast.helen.actor, at=NOW,
    )  # fmt: skip
    page = queries.waiting_page(cast.maya.person, later(days=100))
    orders = [group.heading for group in page.groups]
    assert orders == [heading for _, heading in queries.HEADINGS if heading in orders]
    assert any("Interviews" in thing.what for group in page.groups for thing in group.things)
    for group in page.groups:
        for thing in group.things:
            assert cast.maya.browser.get(thing.href).status_code == 200


def test_queries_stay_the_same_however_much_waits(cast: Cast, django_assert_num_queries) -> None:
    project = projects.start_project(
        cast.committee, name="Nights", purpose="Count.", by=cast.helen.actor, at=NOW
    )

    def log(number: int) -> None:
        projects.log_work(
            project, "co_design", what=f"No. {number}", done_on=date(2026, 1, 12), seats=[cast.maya.seat],
            by=cast.helen.actor, at=NOW,
        )  # fmt: skip

    log(0)
    with CaptureQueriesContext(connection) as first:
        queries.waiting_page(cast.maya.person, NOW)
    for number in range(1, 8):
        log(number)
    with django_assert_num_queries(len(first)):
        queries.waiting_page(cast.maya.person, NOW)


def test_one_act_that_fails_keeps_no_other_from_being_done(db: None, monkeypatch, caplog) -> None:
    done = []

    def refuse() -> None:
        raise RuleBroken("changed", "Somebody was faster.")

    def due(at: datetime) -> Iterator[Callable[[], object]]:
        yield refuse
        yield lambda: 1 / 0
        yield lambda: done.append(at)

    monkeypatch.setattr(clock, "ROOMS", (due,))
    assert clock.tick(NOW) == 1
    assert done == [NOW]


def test_old_claims_of_forms_are_forgotten(db: None) -> None:
    old = Submission.objects.create(claim="a" * 64)
    Submission.objects.filter(pk=old.pk).update(at=NOW)
    clock.tick(later(days=30))
    assert Submission.objects.exists()
    clock.tick(later(days=32))
    assert not Submission.objects.exists()


def test_sessions_drafts_and_counts_of_tries_go_when_their_time_has_passed(db: None) -> None:
    Draft.objects.create(holder="a", path="/", words="{}", at=NOW)
    Tries.objects.create(name="a", at=NOW)
    for hours in (4, 60):
        Session.objects.create(session_key=f"a{hours}", session_data="", expire_date=later(hours=hours))
    clock.tick(later(hours=4))
    assert (Draft.objects.count(), Tries.objects.count(), Session.objects.count()) == (1, 1, 2)
    clock.tick(later(hours=5))
    assert (Draft.objects.count(), Tries.objects.count()) == (0, 1)
    assert Session.objects.get().session_key == "a60"
    clock.tick(later(hours=25))
    assert not Tries.objects.exists()


def test_counts_of_network_addresses_go_within_a_minute_of_their_time(db: None) -> None:
    cache.clear()
    browser().post("/sign-in/", {"email": "maya@example.org"})

    def counted() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM web_cache")
            return int(cursor.fetchone()[0])

    assert counted() == 3, "20 a minute for this network, 3 a minute and 20 an hour for this address"
    now = timezone.now()
    clock.tick(now)
    assert counted() == 3
    clock.tick(now + timedelta(minutes=2))
    assert counted() == 1
    clock.tick(now + timedelta(minutes=61))
    assert counted() == 0


def test_a_second_tick_does_nothing_twice(cast: Cast) -> None:
    assert clock.tick(later(days=100)) > 0
    assert clock.tick(later(days=100)) == 0
