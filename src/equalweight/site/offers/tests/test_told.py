""" "What I was told", what people need to take part, and what waits for whom."""

from datetime import date

import pytest
from django.test import Client
from tests.cast import NOW, Cast, browser, later

from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.models import Seat
from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import look_at_access, say_access_needs
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import AccessLook, Offer, Told
from equalweight.site.offers.queries import waiting_for
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import make, path, sent, types

TOLD = {"words": "My travel is paid in advance.", "said_by": "Helen", "said_on": "2026-01-05"}


@pytest.mark.usefixtures("today")
def test_either_person_writes_it_down(cast: Cast) -> None:
    offer = sent(cast)
    assert Client().post(path(offer, "told/"), TOLD).status_code == 303
    assert cast.sam.browser.post(f"/offers/{offer.pk}/told/", TOLD).status_code == 303
    by_person, by_member = Told.objects.order_by("noted_by")
    assert {by_person.noted_by, by_member.noted_by} == {None, cast.sam.seat}
    assert by_person.due_on == date(2026, 2, 1) and types() == ["told.noted", "told.noted"]
    assert b"travel" not in bytes(Entry.objects.last().body) and b"Helen" not in bytes(
        Entry.objects.last().body
    )
    assert "An answer is due by 1 February 2026" in Client().get(path(offer)).content.decode()
    assert Client().post(path(offer, "told/"), {**TOLD, "said_on": "2026-02-05"}).status_code == 422


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("answer", "words", "text"),
    [
        ("confirmed", "", "My travel is paid in advance."),
        ("corrected", "Travel is paid within a week.", "Travel is paid within a week."),
        ("refused", "We can't pay in advance.", None),
    ],
)  # fmt: skip
def test_staff_answer_and_what_was_promised_is_tracked(
    cast: Cast, answer: str, words: str, text: str | None
) -> None:
    offer = sent(cast)
    Client().post(path(offer, "told/"), TOLD)
    href = f"/told/{Told.objects.get().pk}/answer/"
    given = {"answer": answer, "words": words}
    if answer != "refused":
        assert cast.helen.browser.post(href, given).status_code == 422, "no day"
        given |= {"keep_by": "2026-03-01", "owner": cast.sam.seat.pk}
    assert cast.maya.browser.post(href, given).status_code == 422
    assert cast.helen.browser.post(href, given).status_code == 303
    assert cast.sam.browser.post(href, given).status_code == 422
    assert types() == ["told.noted", "told.answered"] and not Commitment.objects.exists()
    Client().post(path(offer, "yes/"), {"version": "1"})
    texts = set(Commitment.objects.values_list("text", flat=True))
    assert len(texts) == (3 if text else 2) and (text is None or text in texts)
    made = Commitment.objects.filter(text=text or "").first()
    assert made is None or (made.owner, made.due_on) == (cast.sam.seat, date(2026, 3, 1))
    page = Client().get(path(offer)).content.decode()
    assert "Said by" in page and ("Corrected to: Travel is paid" in page) is (answer == "corrected")


@pytest.mark.usefixtures("today")
def test_told_after_a_yes_becomes_a_commitment_at_once(cast: Cast) -> None:
    offer = sent(cast)
    Client().post(path(offer, "yes/"), {"version": "1"})
    Client().post(path(offer, "told/"), TOLD)
    href = f"/told/{Told.objects.get().pk}/answer/"
    assert cast.helen.browser.post(href, {"answer": "corrected"}).status_code == 422
    cast.helen.browser.post(href, {"answer": "confirmed", "keep_by": "2026-03-01"})
    made = Commitment.objects.get(text=TOLD["words"])
    assert (made.owner, made.owner_name, made.due_on) == (cast.helen.seat, "Helen", date(2026, 3, 1))
    assert (
        made.origin_seq == Entry.objects.last().seq and made.pk in bytes(Entry.objects.last().body).decode()
    )


def test_told_is_for_members_of_that_committee(cast: Cast) -> None:
    offer = sent(cast)
    told = Told.objects.create(
        offer=offer, words="x", said_by="y", said_on=NOW, noted_at=NOW, due_on=NOW, entry_seq=0
    )
    for client in (cast.pat.browser, browser(cast.olu), browser(cast.ines)):
        assert client.get(f"/told/{told.pk}/answer/").status_code == 404


@pytest.mark.usefixtures("today")
def test_needs_are_for_the_person_and_the_access_coordinator(cast: Cast) -> None:
    offer = sent(cast)
    before = Entry.objects.count()
    assert Client().post(path(offer, "needs/"), {"words": "Large print, and breaks."}).status_code == 303
    assert "Large print, and breaks." in Client().get(path(offer)).content.decode()
    href = f"/offers/{offer.pk}/needs/"
    for client in (cast.leroy.browser, cast.helen.browser, cast.pat.browser, browser(cast.olu)):
        assert client.get(href).status_code == 404 and client.post(href).status_code == 404
    for player in (cast.maya, cast.leroy, cast.helen):
        assert b"Large print, and breaks." not in player.browser.get(f"/offers/{offer.pk}/").content
    coordinator = cast.maya.browser
    assert b"Large print" not in coordinator.get(href).content and not AccessLook.objects.exists()
    assert coordinator.post(href).status_code == 303
    assert b"Large print, and breaks." in coordinator.get(href).content
    assert "Maya, 12 January 2026, 9am" in Client().get(path(offer)).content.decode()
    assert AccessLook.objects.count() == 1 and Entry.objects.count() == before


@pytest.mark.usefixtures("today")
def test_deny_wins_for_staff_whatever_office_they_hold(cast: Cast) -> None:
    offer = sent(cast)
    say_access_needs(offer, "Large print", by=letter(letter_token(offer)).actor, at=NOW)
    Seat.objects.filter(pk=cast.helen.seat.pk).update(is_access_coordinator=True)
    assert cast.helen.browser.get(f"/offers/{offer.pk}/needs/").status_code == 404
    with pytest.raises(RuleBroken):
        look_at_access(offer, by=cast.helen.actor, at=NOW)
    with pytest.raises(RuleBroken):
        say_access_needs(offer, "", by=cast.maya.actor, at=NOW)
    assert Offer.objects.get().access_words == "Large print"


@pytest.mark.usefixtures("today")
def test_what_waits_for_whom(cast: Cast, django_assert_max_num_queries: object) -> None:
    everyone = {name: [getattr(cast, name).seat] for name in ("maya", "leroy", "helen", "sam")}

    def waits(name: str, **delta: int) -> list[tuple[int, str]]:
        return [(each.order, each.action) for each in waiting_for(everyone[name], later(**delta))]

    offer = make(cast, cast.helen)
    assert waits("maya") == waits("leroy") == [(3, "Read it and decide")] and waits("helen") == []
    cast.maya.browser.post(f"/offers/{offer.pk}/approve/")
    assert waits("maya") == [] and waits("leroy")
    cast.leroy.browser.post(f"/offers/{offer.pk}/approve/")
    Client().post(path(offer, "ask/"), {"kind": "change", "words": "Nights first"})
    assert waits("helen") == [(2, "Read it and reply")] and waits("maya") == []
    cast.helen.browser.post(f"/offers/{offer.pk}/reply/", {"words": "Yes"})
    assert waits("helen") == []
    Client().post(path(offer, "told/"), TOLD)
    assert waits("sam") == waits("helen") == [(2, "Confirm, correct or refuse it")] and waits("leroy") == []
    assert waits("sam", days=21) == [(1, "Confirm, correct or refuse it")]
    for number in range(5):
        make(cast, to_email=f"p{number}@example.org", to_name=f"P {number}")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(waits("leroy")) == 5
