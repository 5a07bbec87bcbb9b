"""Founders say themselves that it is right, or are taken off; addresses, and nobody's seat taken over."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from tests.cast import NOW, STARTED, Cast, browser, confirm, founding, later, person

from equalweight.site.committees import commands as starting
from equalweight.site.committees.founders import commands
from equalweight.site.committees.founders.loaders import founder_letter
from equalweight.site.committees.models import Committee, Founder, GivenAddress, NotNamed, Organisation, Seat
from equalweight.site.committees.seats import seats_page
from equalweight.site.committees.tokens import address_token, founder_token, paper_token
from equalweight.site.ledger.models import Entry
from equalweight.site.people.models import Person
from equalweight.site.web.rules import RuleBroken

pytestmark = pytest.mark.django_db
LIVED, STAFF = "lived_experience", "staff"


def start(*more: tuple[str, str], by: Person | None = None) -> Committee:
    """Helen (staff) names people, none of whom has answered."""
    helen = by or person("Helen")
    remit = starting.Remit("decides_by_promise", holder="The director")
    host = Organisation.objects.create(name="Northmoor Council", kind="council")
    seats = [founding("Helen", STAFF, is_co_chair=True), *(founding(name, side) for name, side in more)]
    answers = starting.Start("Northmoor Board", "Care", host, remit, seats)
    return starting.start_committee(answers, by=helen, at=NOW)


def link(founder: Founder) -> str:
    return f"/named/{founder_token(founder)}/"


def last() -> dict[str, Any]:
    return dict(json.loads(bytes(Entry.objects.order_by("seq").last().body)))  # type: ignore[union-attr]


def test_nobody_is_counted_before_their_own_word() -> None:
    committee = start(("Maya", LIVED), ("Leroy", LIVED), ("Sam", STAFF))
    assert [seat.name for seat in committee.seats.all()] == ["Helen"]
    assert committee.founding_ended_at is None
    named = last()["pub"]["seats"]
    assert [each["confirmed"] for each in named] == [True, False, False, False]
    outside = Client().get(f"/committees/{committee.pk}/").content.decode()
    assert "2 more people were named" in outside and "One more person was named" in outside
    assert outside.count("Not confirmed by them yet") == 2 and "Maya" not in outside
    inside = browser(Person.objects.get()).get(f"/committees/{committee.pk}/inside/").content.decode()
    assert "Maya was named by Helen. Not confirmed by them yet" in inside


def test_yes_by_the_letter_takes_the_seat_once(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        committee = start(("Maya", LIVED), ("Leroy", LIVED))
    maya = committee.founders.get(name="Maya")
    assert [each.to for each in mail.outbox] == [["maya@example.org"], ["leroy@example.org"]]
    assert link(maya) in mail.outbox[0].body
    before, client = Entry.objects.count(), Client()
    assert client.get(link(maya)).status_code == 200 and Entry.objects.count() == before
    assert client.post(link(maya), {"answer": "yes"}).status_code == 303
    seat = committee.seats.get(name="Maya")
    assert (seat.pk, seat.side, seat.is_founding) == (maya.pk, LIVED, True)
    assert seat.holder and seat.holder.email == "maya@example.org"
    assert last()["type"] == "seat.confirmed" and last()["pub"] == {"seat": maya.pk, "side": LIVED}
    assert last()["by"] == f"seat:{maya.pk}"
    done = client.get(link(maya)).content.decode()
    assert "you have a seat" in done and '<form method="post" novalidate' not in done
    assert client.post(link(maya), {"answer": "off"}).status_code in {200, 405}
    assert committee.seats.filter(name="Maya", ended_at=None).exists()
    assert Committee.objects.get().founding_ended_at is None
    confirm(committee.founders.get())
    assert Committee.objects.get().founding_ended_at


def test_it_waits_for_whoever_signs_in() -> None:
    committee = start(("Maya", LIVED))
    founder = committee.founders.get()
    desk = browser(person("Maya")).get("/waiting/").content.decode()
    assert link(founder) in desk and "Is this right?" in desk and "Helen named you" in desk
    assert link(founder) not in browser(person("Sam")).get("/waiting/").content.decode()


def test_before_their_word_they_read_and_do_nothing() -> None:
    committee = start(("Maya", LIVED))
    maya = browser(person("Maya"))
    for page in ("inside", "leave", "offices"):
        assert maya.get(f"/committees/{committee.pk}/{page}/").status_code == 404


def test_the_side_is_their_own_word_until_founding_ends() -> None:
    committee = start(("Maya", LIVED), ("Leroy", LIVED), ("Sam", STAFF), ("Ada", STAFF), ("Bea", LIVED))
    sam, ada, bea = (committee.founders.get(name=name) for name in ("Sam", "Ada", "Bea"))
    Client().post(link(sam), {"answer": "other"})
    assert committee.seats.get(name="Sam").side == LIVED and last()["pub"]["side"] == LIVED
    confirm(committee.founders.get(name="Maya"))
    assert "I am with people" not in Client().get(link(ada)).content.decode()
    with pytest.raises(RuleBroken) as broken:
        commands.confirm_seat(ada, LIVED, by=founder_letter(founder_token(ada)).actor, at=NOW)
    assert broken.value.code == "needs_offer" and not committee.seats.filter(name="Ada").exists()
    Client().post(link(bea), {"answer": "other"})
    assert committee.seats.get(name="Bea").side == STAFF


def test_taken_off_is_one_step_and_nobody_names_them_again() -> None:
    committee = start(("Maya", LIVED), ("Leroy", LIVED))
    maya, leroy = committee.founders.get(name="Maya"), committee.founders.get(name="Leroy")
    assert Client().post(link(maya), {"answer": "off"}).status_code == 303
    assert last()["type"] == "seat.left" and last()["pub"] == {"seat": maya.pk, "side": LIVED}
    assert (
        not Founder.objects.filter(name="Maya").exists() and not committee.seats.filter(name="Maya").exists()
    )
    assert "off the list" in Client().get(link(maya)).content.decode()
    assert "maya" not in str(NotNamed.objects.values_list())
    with pytest.raises(RuleBroken) as broken:
        start(("Maya", LIVED), by=Person.objects.get(email="helen@example.org"))
    assert broken.value.code == "not_named"
    helen = committee.seats.get(name="Helen")
    with pytest.raises(RuleBroken) as broken:
        commands.give_founder_address(leroy, "Maya+again@example.org", by=starting.seat_actor(helen), at=NOW)
    assert broken.value.code == "not_named"


def test_an_address_is_corrected_until_they_answer(django_capture_on_commit_callbacks: Any) -> None:
    committee = start(("Maya", LIVED), ("Leroy", LIVED))
    maya, old = committee.founders.get(name="Maya"), link(committee.founders.get(name="Maya"))
    helen = browser(Person.objects.get(email="helen@example.org"))
    page = f"/committees/{committee.pk}/named/{maya.pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        assert helen.post(page, {"email": "Maya.A@example.org"}).status_code == 303
    maya.refresh_from_db()
    assert maya.email == "maya.a@example.org" and mail.outbox[-1].to == ["maya.a@example.org"]
    assert Client().get(old).status_code == 410 and Client().post(old, {"answer": "yes"}).status_code == 410
    assert Entry.objects.count() == 1
    leroy = confirm(committee.founders.get(name="Leroy"))
    assert helen.get(page).status_code == 404, "once that side has a seat, it is theirs to do"
    assert leroy.holder and browser(leroy.holder).get(page).status_code == 200
    letter = browser(leroy.holder).get(f"{page}letter/").content.decode()
    assert link(maya) not in letter and f"/named/{paper_token(maya)}/" in letter
    Person.objects.create(email=maya.email, last_login=NOW)
    assert browser(leroy.holder).post(page, {"email": "leroy2@example.org"}).status_code == 422


def mute(cast: Cast) -> Seat:
    """Somebody with lived experience who said yes on paper."""
    founder = Founder.objects.create(
        committee=cast.committee,
        side=LIVED,
        name="Bo",
        chosen_how="stood",
        named_by=cast.helen.seat,
        entry_seq=0,
    )
    commands.confirm_seat(founder, LIVED, by=founder_letter(founder_token(founder)).actor, at=NOW)
    return Seat.objects.get(name="Bo")


def test_own_side_writes_down_an_address_and_its_holder_confirms(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    seat = mute(cast)
    page = f"/committees/{cast.committee.pk}/seats/{seat.pk}/address/"
    for other in (cast.helen.browser, cast.sam.browser, browser(cast.olu), cast.pat.browser):
        assert (
            other.get(page).status_code == 404
            and other.post(page, {"email": "x@example.org"}).status_code == 404
        )
    assert "Bo has no email address" in cast.leroy.browser.get("/waiting/").content.decode()
    assert "Bo has no email address" not in cast.sam.browser.get("/waiting/").content.decode()
    before = Entry.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.leroy.browser.post(page, {"email": "bo@example.org"}).status_code == 303
    assert mail.outbox[-1].to == ["bo@example.org"]
    seat.refresh_from_db()
    assert seat.holder is None and not Person.objects.filter(email="bo@example.org").exists()
    confirming = f"/address/{address_token(GivenAddress.objects.get())}/"
    assert confirming in mail.outbox[-1].body
    assert Client().get(confirming).status_code == 200
    assert Client().post(confirming, {"answer": "yes"}).status_code == 303
    seat.refresh_from_db()
    assert seat.holder and seat.holder.email == "bo@example.org"
    assert "no longer works" in Client().get(confirming).content.decode()
    assert Entry.objects.count() == before


def test_whoever_is_written_to_by_mistake_says_no(cast: Cast) -> None:
    seat = mute(cast)
    given = commands.give_address(seat, "stranger@example.org", by=cast.leroy.actor, at=NOW)
    Client().post(f"/address/{address_token(given)}/", {"answer": "no"})
    seat.refresh_from_db()
    assert seat.holder is None and not GivenAddress.objects.exists()


def test_an_older_address_opens_nothing(cast: Cast) -> None:
    seat = mute(cast)
    old = address_token(commands.give_address(seat, "wrong@example.org", by=cast.leroy.actor, at=NOW))
    commands.give_address(seat, "bo@example.org", by=cast.maya.actor, at=later(hours=1))
    Client().post(f"/address/{old}/", {"answer": "yes"})
    seat.refresh_from_db()
    assert seat.holder is None


def test_nobody_takes_over_a_confirmed_seat(cast: Cast) -> None:
    for victim, by in ((cast.leroy, cast.maya), (cast.sam, cast.helen), (cast.leroy, cast.helen)):
        page = f"/committees/{cast.committee.pk}/seats/{victim.seat.pk}/address/"
        assert by.browser.post(page, {"email": "mine@example.org"}).status_code == 404
        with pytest.raises(RuleBroken) as broken:
            commands.give_address(victim.seat, "mine@example.org", by=by.actor, at=NOW)
        assert broken.value.code == "has_address"
    seat = mute(cast)
    given = commands.give_address(seat, "bo@example.org", by=cast.leroy.actor, at=NOW)
    # The paper letter is worth nothing once an address is confirmed.
    Client().post(f"/address/{address_token(given)}/", {"answer": "yes"})
    founder = Founder(pk=seat.pk, email="")
    page = f"/named/{founder_token(founder)}/"
    assert '<form method="post" novalidate' not in Client().get(page).content.decode()
    Client().post(page, {"email": "thief@example.org"})
    seat.refresh_from_db()
    assert seat.holder and seat.holder.email == "bo@example.org" and not GivenAddress.objects.exists()


def test_an_address_of_somebody_here_is_refused(cast: Cast) -> None:
    seat = mute(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.give_address(seat, cast.leroy.person.email, by=cast.maya.actor, at=NOW)
    assert broken.value.code == "here"


def test_their_own_address_with_their_yes_on_paper(cast: Cast) -> None:
    founder = Founder.objects.create(
        committee=cast.committee,
        side=LIVED,
        name="Bo",
        chosen_how="stood",
        named_by=cast.helen.seat,
        entry_seq=0,
    )
    Client().post(link(founder), {"answer": "yes", "email": "bo@example.org"})
    seat = Seat.objects.get(name="Bo")
    assert seat.holder is None and GivenAddress.objects.get().given_by == seat
    assert Entry.objects.count() == STARTED + 1


def test_a_yes_on_paper_confirms_no_address(django_capture_on_commit_callbacks: Any) -> None:
    """Whoever printed the letter has its link too: the address is the seat's only by the mail that went there."""
    committee = start(("Maya", LIVED))
    maya = committee.founders.get()
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(f"/named/{paper_token(maya)}/", {"answer": "yes"})
    seat = committee.seats.get(name="Maya")
    assert seat.holder is None and mail.outbox[-1].to == ["maya@example.org"]
    Client().post(f"/address/{address_token(GivenAddress.objects.get())}/", {"answer": "yes"})
    seat.refresh_from_db()
    assert seat.holder and seat.holder.email == "maya@example.org"


def test_a_forged_link_is_not_found() -> None:
    for path in ("/named/forged/", "/address/forged/"):
        assert Client().get(path).status_code == 404


def test_the_seats_page_has_a_constant_number_of_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    for name in ("Al", "Bo", "Cy"):
        Founder.objects.create(
            committee=cast.committee,
            side=LIVED,
            name=name,
            chosen_how="stood",
            named_by=cast.helen.seat,
            entry_seq=0,
        )
    with django_assert_num_queries(3):
        seats_page(cast.committee, names=True)


def test_outside_who_was_named_is_counted_in_one_sentence(cast: Cast) -> None:
    maya = cast.maya.seat
    for name in ("Ada", "Bo"):
        Founder.objects.create(
            committee=cast.committee, side="staff", name=name, chosen_how="stood", named_by=maya, entry_seq=0
        )
    said = "2 more people were named by somebody from people with lived experience."
    page = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert page.count("named by somebody") == 1 and said in page
    Founder.objects.first().delete()
    page = Client().get(f"/committees/{cast.committee.pk}/").content.decode()
    assert "One more person was named by somebody" in page
