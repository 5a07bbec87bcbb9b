"""The members' pages of a committee: who sees them, and each thing done there."""

import pytest
from django.test import Client
from tests.cast import NOW, STARTED, Cast, browser

from equalweight.site.committees import queries
from equalweight.site.committees.models import Backing, Leaving, Seat
from equalweight.site.committees.seats import seats_page
from equalweight.site.ledger.models import Entry

PAGES = ("inside", "pack")
MEMBERS_ONLY = ("leave", "offices", "attendees")


def types() -> list[str]:
    return list(Entry.objects.values_list("type", flat=True))[STARTED:]


@pytest.mark.parametrize("page", [*PAGES, *MEMBERS_ONLY])
def test_members_see_it_and_others_do_not(cast: Cast, page: str) -> None:
    href = f"/committees/{cast.committee.pk}/{page}/"
    assert cast.maya.browser.get(href).status_code == 200
    assert cast.sam.browser.get(href).status_code == 200
    assert browser(cast.olu).get(href).status_code == (200 if page in PAGES else 404)
    assert browser(cast.ines).get(href).status_code == 404
    assert cast.pat.browser.get(href).status_code == 404
    assert Client().get(href).headers["Location"].startswith("/sign-in/")


def test_pages_stay_small_and_their_queries_constant(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = cast.maya.browser
    client.get("/settings/")
    Seat.objects.bulk_create(
        Seat(committee=cast.committee, side="staff", name=f"Person {n}", chosen_how="stood", taken_at=NOW, entry_seq=0)
        for n in range(40)
    )  # fmt: skip
    for page in (*PAGES, *MEMBERS_ONLY):
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            answer = client.get(f"/committees/{cast.committee.pk}/{page}/")
        assert len(answer.content) < 100_000


def test_leaving_is_one_step_and_needs_no_reason(cast: Cast) -> None:
    href = f"/committees/{cast.committee.pk}/leave/"
    page = cast.leroy.browser.get(href).content.decode()
    assert "Northmoor Voices, 01632 960 001" in page and "does not affect any care" in page
    answer = cast.leroy.browser.post(href)
    assert answer.headers["Location"] == f"/committees/{cast.committee.pk}/"
    assert types() == ["seat.left"] and not Leaving.objects.exists()
    assert cast.leroy.browser.get(href).status_code == 404


def test_reason_is_private_unless_published(cast: Cast) -> None:
    href = f"/committees/{cast.committee.pk}/leave/"
    cast.leroy.browser.post(href, {"reason": "Nothing I said changed anything."})
    cast.sam.browser.post(href, {"reason": "Too many forms.", "publish": "on"})
    lived, staff = seats_page(cast.committee, names=False).sides
    assert (lived.left, lived.published) == (1, ()) and (staff.left, staff.published) == (
        1,
        ("Too many forms.",),
    )
    assert (
        "Nothing I said"
        not in cast.maya.browser.get(f"/committees/{cast.committee.pk}/inside/").content.decode()
    )
    assert b"Nothing I said" not in b"".join(bytes(entry.body) for entry in Entry.objects.all())


def test_each_group_chooses_its_own_co_chair(cast: Cast) -> None:
    href = f"/committees/{cast.committee.pk}/offices/"
    back = {"office": "co_chair", "candidate": cast.leroy.seat.pk}
    assert cast.maya.browser.post(href, back).status_code == 303
    assert not Seat.objects.get(pk=cast.leroy.seat.pk).is_co_chair
    cast.leroy.browser.post(href, back)
    assert Seat.objects.get(pk=cast.leroy.seat.pk).is_co_chair
    assert not Seat.objects.get(pk=cast.maya.seat.pk).is_co_chair
    assert types() == ["office.backed", "office.backed"]
    assert cast.helen.browser.post(href, back).status_code == 422
    staff = {"office": "access_coordinator", "candidate": cast.sam.seat.pk}
    assert cast.sam.browser.post(href, staff).status_code == 422
    assert Backing.objects.count() == 2


def test_names_are_for_those_inside(cast: Cast) -> None:
    outside = str(seats_page(cast.committee, names=False))
    assert "Maya" not in outside and "Seat 1" in outside and "Northmoor Voices" in outside
    assert "Maya" in str(seats_page(cast.committee, names=True))


def test_missing_offices_wait_for_their_own_group(cast: Cast) -> None:
    seats = [cast.maya.seat, cast.helen.seat]
    assert queries.waiting_for(seats, NOW) == []
    Seat.objects.filter(pk=cast.maya.seat.pk).update(is_co_chair=False, is_access_coordinator=False)
    words = [each.what for each in queries.waiting_for(seats, NOW)]
    assert len(words) == 2 and "no co-chair" in words[0] and "access coordinator" in words[1]


def test_pack_says_where_each_sheet_is_entered(cast: Cast) -> None:
    page = cast.helen.browser.get(f"/committees/{cast.committee.pk}/pack/").content.decode()
    for words in (
        "Sheet A",
        "Sheet B",
        "Sheet C",
        "Sheet D",
        "How to enter it afterwards",
        "Yes from more than half of those",
    ):
        assert words in page
    assert f"/committees/{cast.committee.pk}/offers/make/" in page
