"""Over HTTP: asking with a last look, the matter, answering, voting, the outcome; who sees what."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.cast import NOW, Cast, browser, later
from tests.clock import Clock, clock_at

from equalweight.site.committees.commands import take_seat
from equalweight.site.committees.models import Seat
from equalweight.site.desk.clock import tick
from equalweight.site.ledger.acting import private
from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person
from equalweight.site.removals.models import Removal

from .road import REASON, asked, closed, opened, voted


@pytest.fixture
def clock() -> Iterator[Clock]:
    with clock_at(NOW) as clock:
        yield clock


def words(client: Client, href: str) -> str:
    answer = client.get(href)
    assert answer.status_code == 200, href
    return str(answer.content.decode())


def typed(cast: Cast) -> dict[str, str]:
    return {"seat": cast.leroy.seat.pk, "happened_on": "2026-01-09", "reason": REASON, "conduct": "on"}


def test_asking_shows_it_once_more_and_then_sends_it(cast: Cast, clock: Clock) -> None:
    base = f"/committees/{cast.committee.pk}/removals/"
    helen, before = cast.helen.browser, Entry.objects.count()
    page = words(helen, f"{base}ask/")
    for never in ("disagreeing", "being late", "being ill, or needing support", "press"):
        assert never in page
    assert "Northmoor Voices" in page and "5 days to read, and then 14 days to vote" in page
    assert helen.get(f"{base}check/").status_code == 404
    answer = helen.post(f"{base}ask/", typed(cast))
    assert answer.headers["Location"] == f"{base}check/"
    assert not Removal.objects.exists() and Entry.objects.count() == before
    page = words(helen, f"{base}check/")
    assert REASON in page and "Leroy, people with lived experience" in page
    assert "fewer than two seats" in page, "it says what ending this seat would do"
    assert REASON in words(helen, f"{base}ask/"), "it can still be changed"
    answer = helen.post(f"{base}check/", {})
    removal = Removal.objects.get()
    assert answer.headers["Location"] == f"/removals/{removal.pk}/"
    assert Entry.objects.count() == before + 1
    assert "removals_ask" not in helen.session, "what was written is kept nowhere else"


def test_what_is_not_conduct_is_refused_before_it_is_sent(cast: Cast, clock: Clock) -> None:
    href = f"/committees/{cast.committee.pk}/removals/ask/"
    for wrong in (
        {"conduct": ""},
        {"reason": ""},
        {"happened_on": "2026-01-13"},
        {"seat": cast.helen.seat.pk},
    ):
        answer = cast.helen.browser.post(href, typed(cast) | wrong)
        assert answer.status_code == 422, wrong
    assert not Removal.objects.exists()


def test_where_nobody_can_ask_there_is_no_form(cast: Cast) -> None:
    base = f"/committees/{cast.elsewhere.pk}/removals/"
    for page in (base, f"{base}ask/"):
        shown = words(cast.pat.browser, page)
        assert "1 can vote, and at least 2 are needed" in shown and "Read it once more" not in shown


def test_the_person_reads_all_of_it_answers_and_votes(cast: Cast, clock: Clock) -> None:
    removal, leroy = asked(cast.leroy, cast.helen), cast.leroy.browser
    page = words(leroy, f"/removals/{removal.pk}/")
    for told in ("Should your seat end?", REASON, "Helen, staff", "Northmoor Voices", "17 January 2026"):
        assert told in page
    assert f"/removals/{removal.pk}/vote/" not in page
    answer = leroy.post(f"/removals/{removal.pk}/reply/", {"words": "I was in pain."})
    assert answer.status_code == 303
    clock.go(days=5)
    tick(clock.at)
    for reader in (cast.maya, cast.helen, cast.sam):
        page = words(reader.browser, f"/removals/{removal.pk}/vote/")
        assert "I was in pain." in page and REASON in page and "Should Leroy’s seat end?" in page
    assert leroy.post(f"/removals/{removal.pk}/vote/", {"choice": "no"}).status_code == 303
    page = words(leroy, f"/removals/{removal.pk}/vote/")
    assert "Your answer now: no, it stays" in page
    page = words(cast.helen.browser, f"/removals/{removal.pk}/")
    assert "1 of 2 people with lived experience have answered" in page
    assert not re.search(r"\d (yes|no)\b", page), "how the answers stand is for nobody while it is open"


def test_nobody_but_members_sees_it(cast: Cast, clock: Clock) -> None:
    removal = opened(cast.leroy, cast.helen)
    clock.at = later(days=6)
    for page in ("", "vote/", "reply/"):
        href = f"/removals/{removal.pk}/{page}"
        for stranger in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
            assert stranger.get(href).status_code == 404
        assert Client().get(href).headers["Location"].startswith("/sign-in/")
    assert cast.maya.browser.get(f"/removals/{removal.pk}/reply/").status_code == 404


def test_what_can_no_longer_be_done_has_no_form_and_a_late_answer_is_told_so(
    cast: Cast, clock: Clock
) -> None:
    removal = opened(cast.leroy, cast.helen)
    clock.at = later(days=19)
    href = f"/removals/{removal.pk}/"
    for page, who in (("vote/", cast.maya), ("reply/", cast.leroy)):
        assert who.browser.get(f"{href}{page}").headers["Location"] == href
    late = cast.maya.browser.post(f"{href}vote/", {"choice": "yes"})
    assert late.status_code == 422 and "came too late" in late.content.decode()
    assert "being counted" in words(cast.maya.browser, href)


def test_the_outcome_inside_and_outside(cast: Cast, clock: Clock) -> None:
    removal = closed(voted(opened(cast.sam, cast.maya), cast, "yyyp"))
    clock.at = later(days=20)
    page = words(cast.maya.browser, f"/removals/{removal.pk}/")
    assert "Both groups agreed, and the seat has ended" in page and "2 yes, 0 no" in page
    assert "Nothing can be decided until a seat is filled" in page
    theirs = words(cast.sam.browser, f"/removals/{removal.pk}/")
    assert "Should your seat end?" in theirs and REASON in theirs
    public = words(Client(), f"/committees/{cast.committee.pk}/")
    assert "1 seat was ended by both groups." in public
    assert "Sam" not in public and REASON not in public
    assert "0 people have left" not in public and "Nobody has left." in public


def test_outside_nothing_says_that_somebody_was_asked_about_and_stayed(cast: Cast, clock: Clock) -> None:
    plain = words(Client(), f"/committees/{cast.committee.pk}/")
    removal = closed(voted(opened(cast.sam, cast.maya), cast, "nnnn"))
    clock.at = later(days=20)
    assert words(Client(), f"/committees/{cast.committee.pk}/") == plain
    inside = words(cast.helen.browser, f"/committees/{cast.committee.pk}/removals/")
    assert f"/removals/{removal.pk}/" in inside and "The seat stays" in inside


@private
def _joins(cast: Cast) -> Person:
    person = Person.objects.create_user("bo@example.org", "Bo")
    take_seat(
        cast.committee, side="staff", holder=person, name="Bo", chosen_how="stood", chosen_by="All",
        at=later(days=30),
    )  # fmt: skip
    return person


def test_who_joins_later_does_not_read_what_was_asked_before(cast: Cast, clock: Clock) -> None:
    removal = closed(voted(opened(cast.sam, cast.maya), cast, "nnnn"))
    clock.at = later(days=31)
    bo = browser(_joins(cast))
    assert bo.get(f"/removals/{removal.pk}/").status_code == 404
    assert "Sam" not in words(bo, f"/committees/{cast.committee.pk}/removals/")


def test_leaving_is_said_inside_at_once(cast: Cast, clock: Clock) -> None:
    removal = asked(cast.sam, cast.maya)
    cast.sam.browser.post(f"/committees/{cast.committee.pk}/leave/")
    page = words(cast.maya.browser, f"/removals/{removal.pk}/")
    assert "because the person left" in page and "What you can do now" not in page
    assert Seat.objects.get(pk=cast.sam.seat.pk).is_ended_by_both is False
