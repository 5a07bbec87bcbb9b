"""Answers that came by phone, by post or in person: written down for somebody, and their own word afterwards."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cast import NOW, Cast

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import (
    accept_offer,
    approve_offer,
    ask_about_offer,
    confirm_acceptance,
    decline_offer,
    revise_offer,
)
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import DoNotAsk, Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import TERMS, last_pub, make, path, sent, types


@pytest.mark.usefixtures("today")
def test_yes_by_phone_waits_for_their_own_word(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    offer = sent(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = cast.helen.browser.post(f"/offers/{offer.pk}/answer/", {"answer": "yes", "way": "phone"})
    assert answer.status_code == 303 and Offer.objects.get().status == "unconfirmed"
    assert not Seat.objects.filter(name="Asha").exists() and not Commitment.objects.exists()
    assert last_pub() == {
        "offer": offer.pk,
        "version": 1,
        "side": "lived_experience",
        "way": "phone",
        "promises": [],
    }
    assert mailoutbox[0].to == ["asha@example.org"] and "only if you say so yourself" in mailoutbox[0].body
    letter_page = Client().get(path(offer)).content.decode()
    assert "Yes, that is my answer" in letter_page
    assert "You</bdi>: yes, by phone, 12 January 2026" in letter_page
    assert "Helen wrote it down. You have not confirmed it yet." in letter_page
    shown = cast.sam.browser.get(f"/offers/{offer.pk}/").content.decode()
    assert "Asha</bdi>: yes, by phone, 12 January 2026" in shown
    assert "Helen wrote it down. Not confirmed by Asha yet." in shown and "Nothing yet." not in shown
    assert Client().post(path(offer, "confirm/")).status_code == 303
    seat = Seat.objects.get(name="Asha")
    assert last_pub()["seat"] == seat.pk and types() == ["offer.accepted", "offer.confirmed"]
    assert Commitment.objects.filter(origin_seq=Entry.objects.last().seq).count() == 2
    assert Client().post(path(offer, "confirm/")).status_code == 422
    shown = cast.sam.browser.get(f"/offers/{offer.pk}/").content.decode()
    assert "yes, by phone" in shown and "Confirmed by Asha on 12 January 2026." in shown
    assert "You confirmed it on 12 January 2026." in Client().get(path(offer)).content.decode()


@pytest.mark.usefixtures("today")
def test_who_did_not_say_yes_says_so_and_can_still_answer(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    offer = sent(cast)
    accept_offer(offer, version=1, by=cast.helen.actor, at=NOW, way="phone")
    assert "No, I did not say that" in Client().get(path(offer)).content.decode()
    assert "If you did not say that, say so here" in Client().get(path(offer, "not-said/")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert Client().post(path(offer, "not-said/")).status_code == 303
    assert "did not say the yes" in mailoutbox[0].body
    assert last_pub() == {"offer": offer.pk} and types()[-1] == "offer.denied"
    shown = Client().get(path(offer)).content.decode()
    assert "Say yes" in shown and "yes, by phone" not in shown
    before = Entry.objects.count()
    assert Client().post(path(offer, "not-said/")).status_code in (303, 422)
    assert Client().post(path(offer, "confirm/")).status_code in (303, 422)
    assert Entry.objects.count() == before and not Seat.objects.filter(name="Asha").exists()
    accept_offer(offer, version=1, by=letter(letter_token(offer)).actor, at=NOW)
    assert Seat.objects.filter(name="Asha").exists()
    assert verify(list(export_lines()), roots={}, recomputers=RECOMPUTERS).findings == ()


@pytest.mark.usefixtures("today")
def test_members_cannot_confirm_or_answer_as_online(cast: Cast) -> None:
    offer = sent(cast)
    with pytest.raises(RuleBroken):
        accept_offer(offer, version=1, by=cast.maya.actor, at=NOW)
    accept_offer(offer, version=1, by=cast.maya.actor, at=NOW, way="post")
    with pytest.raises(RuleBroken):
        confirm_acceptance(offer, by=cast.maya.actor, at=NOW)
    assert not Seat.objects.filter(name="Asha").exists()


@pytest.mark.usefixtures("today")
def test_no_by_post_counts_at_once(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    offer = sent(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cast.leroy.browser.post(f"/offers/{offer.pk}/answer/", {"answer": "no", "way": "post"})
    assert Offer.objects.get().status == "declined" and last_pub() == {"offer": offer.pk, "way": "post"}
    assert "written down that you said no" in mailoutbox[0].body
    shown = cast.sam.browser.get(f"/offers/{offer.pk}/").content.decode()
    assert "Asha</bdi>: no, by post, 12 January 2026" in shown
    assert "Leroy wrote it down. A no counts at once" in shown
    assert "You</bdi>: no, by post" in Client().get(path(offer)).content.decode()
    with pytest.raises(RuleBroken):
        make(cast)


@pytest.mark.usefixtures("today")
def test_staff_write_no_no_into_an_offer_that_the_other_group_approved(cast: Cast) -> None:
    offer = make(cast, cast.helen)
    for player in (cast.maya, cast.leroy):
        approve_offer(offer, by=player.actor, at=NOW)
    for player in (cast.helen, cast.sam):
        refused = player.browser.post(f"/offers/{offer.pk}/answer/", {"answer": "no", "way": "phone"})
        assert refused.status_code == 422 and "Ask somebody in the group" in refused.content.decode()
    assert Offer.objects.get().status == "sent" and not DoNotAsk.objects.exists()


def test_staff_change_approved_words_only_when_the_person_asks(cast: Cast) -> None:
    offer = make(cast, cast.helen)
    for player in (cast.maya, cast.leroy):
        approve_offer(offer, by=player.actor, at=NOW)
    until = NOW.date() + timedelta(days=40)
    with pytest.raises(RuleBroken) as broken:
        revise_offer(offer, TERMS, until, by=cast.helen.actor, at=NOW)
    assert broken.value.code == "not_yours"
    ask_about_offer(offer, "change", "Pay my travel first.", by=letter(letter_token(offer)).actor, at=NOW)
    assert revise_offer(offer, TERMS, until, by=cast.helen.actor, at=NOW).status == "sent"


@pytest.mark.usefixtures("today")
def test_change_by_phone_keeps_their_words(cast: Cast) -> None:
    offer = sent(cast)
    href = f"/offers/{offer.pk}/answer/"
    assert cast.sam.browser.post(href, {"answer": "change", "way": "phone"}).status_code == 422
    cast.sam.browser.post(href, {"answer": "change", "way": "phone", "words": "Pay my travel first."})
    message = offer.messages.get()
    assert (message.words, message.via, message.by) == ("Pay my travel first.", "phone", None)
    assert "change asked for, by phone, written down by Sam" in Client().get(path(offer)).content.decode()


@pytest.mark.usefixtures("today")
def test_what_they_answer_themselves_is_marked_as_nobody_elses(cast: Cast) -> None:
    offer = sent(cast)
    accept_offer(offer, version=1, by=cast.helen.actor, at=NOW, way="phone")
    ask_about_offer(offer, "question", "When?", by=letter(letter_token(offer)).actor, at=NOW)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    for shown in (cast.sam.browser.get(f"/offers/{offer.pk}/"), Client().get(path(offer))):
        assert "by phone" not in shown.content.decode() and "wrote it down" not in shown.content.decode()


@pytest.mark.usefixtures("today")
def test_the_form_for_somebody_elses_answer_offers_only_what_can_be_written_down(cast: Cast) -> None:
    offer = make(cast, cast.helen)
    href = f"/offers/{offer.pk}/answer/"
    for player in (cast.maya, cast.leroy):
        approve_offer(offer, by=player.actor, at=NOW)
    for_staff = cast.helen.browser.get(href).content.decode()
    assert "They say no" not in for_staff and "Ask somebody in the group" in for_staff
    assert "They say yes" in for_staff
    for_theirs = cast.maya.browser.get(href).content.decode()
    assert "They say no" in for_theirs and "Ask somebody in the group" not in for_theirs
    Offer.objects.update(answer_by=NOW.date() - timedelta(days=1))
    late = cast.maya.browser.get(href).content.decode()
    assert "They say yes" not in late and "The date to answer has passed." in late and "They say no" in late
    Committee.objects.filter(pk=cast.committee.pk).update(closed_at=NOW)
    assert "They ask something" not in cast.maya.browser.get(href).content.decode()
    turned = cast.helen.browser.get(href)
    assert (turned.status_code, turned["Location"]) == (302, f"/offers/{offer.pk}/")
