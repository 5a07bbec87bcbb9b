"""The promises in an offer: an owner, a day, what will be seen; and the form they are written on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.cast import NOW, Cast, later

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import past
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.offers.commands import ask_about_offer, reply_to_offer, revise_offer
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import Message, Offer
from equalweight.site.offers.queries import waiting_for
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import TERMS, make, path, sent
from .test_making import FORM

YES = {"version": "1"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def read(offer: Offer, step: str = "") -> str:
    return Client().get(path(offer, step), follow=True).content.decode()


def with_owner(cast: Cast) -> Offer:
    typed = FORM | {
        "promise_1_owner": cast.sam.seat.pk, "promise_1_who": "", "promise_1_seen": "The agenda",
        "answer_by": "2026-02-12", "promise_1_by": "2026-03-01",
    }  # fmt: skip
    assert cast.maya.browser.post(f"/committees/{cast.committee.pk}/offers/make/", typed).status_code == 303
    offer = Offer.objects.get()
    cast.leroy.browser.post(f"/offers/{offer.pk}/approve/")
    offer.refresh_from_db()
    return offer


def test_whoever_keeps_a_promise_is_linked_by_the_yes(cast: Cast) -> None:
    offer = with_owner(cast)
    assert "(who: Sam; by 1 March 2026; what will be seen: The agenda)" in read(offer)
    Client().post(path(offer, "yes/"), YES)
    made = Commitment.objects.get()
    assert (made.owner, made.owner_name, made.due_on, made.will_be_seen) == (
        cast.sam.seat, "Sam", date(2026, 3, 1), "The agenda",
    )  # fmt: skip
    assert past(cast.committee, later(days=60)).late == 1


def test_an_owner_who_left_before_the_yes_is_still_named(cast: Cast) -> None:
    offer = with_owner(cast)
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=NOW)
    Client().post(path(offer, "yes/"), YES)
    assert Commitment.objects.get().owner_name == "Sam"


@pytest.mark.parametrize("due_on", ["", "2026-01-12", "2025-12-01"])
def test_every_promise_has_a_day_still_to_come(cast: Cast, due_on: str) -> None:
    typed = FORM | {"promise_1_by": due_on}
    answer = cast.maya.browser.post(f"/committees/{cast.committee.pk}/offers/make/", typed)
    assert answer.status_code == 422 and not Offer.objects.exists()
    assert "first look" in answer.content.decode()


def test_only_staff_of_this_committee_keep_a_promise(cast: Cast) -> None:
    for seat in (cast.leroy.seat, cast.pat.seat):
        typed = FORM | {"promise_1_owner": seat.pk}
        answer = cast.maya.browser.post(f"/committees/{cast.committee.pk}/offers/make/", typed)
        assert answer.status_code == 422 and not Offer.objects.exists()


def test_another_promise_without_script_loses_nothing(cast: Cast) -> None:
    href = f"/committees/{cast.committee.pk}/offers/make/"
    first = cast.maya.browser.get(href).content.decode()
    assert "promise_1_owner" in first and "promise_2" not in first
    again = cast.maya.browser.post(href, {**FORM, "answer_by-day": "x", "more": "yes"})
    page = again.content.decode()
    assert again.status_code == 200 and not Offer.objects.exists() and "Error" not in page
    assert 'name="promise_2"' in page and "promise_3" not in page
    for words in ("Night-time support is the first item", "Asha@Example.org", TERMS.time_asked, 'value="x"'):
        assert words in page
    filled = {**FORM, "promise_2": "Papers come early", "promise_2_by": "2090-01-01"}
    assert cast.maya.browser.post(href, filled).status_code == 303
    assert [each["text"] for each in Offer.objects.get().versions.get().promises][1] == "Papers come early"


def test_a_new_offer_begins_with_what_was_agreed(cast: Cast) -> None:
    cast.committee.ways.update(pay_pence_per_hour=2500, pay_words="Reading is paid too.", days_to_answer=17)
    href = f"/committees/{cast.committee.pk}/offers/make/"
    page = cast.maya.browser.get(href).content.decode()
    assert "£25 an hour. Reading is paid too." in page and "within 17 days" in page and "5 days ahead" in page
    make(cast)
    assert TERMS.reach_us in cast.maya.browser.get(href).content.decode()


def test_an_untouched_offer_can_be_sent_again(cast: Cast) -> None:
    offer = with_owner(cast)
    form = cast.maya.browser.get(f"/offers/{offer.pk}/change/").context["form"]
    typed = {}
    for name in form.fields:
        value = form[name].value()
        typed[name] = value.isoformat() if isinstance(value, date) else value or ""
    assert typed["answer_by"] == "2026-02-12" and typed["promise_1_owner"] == cast.sam.seat.pk
    assert cast.maya.browser.post(f"/offers/{offer.pk}/change/", typed).status_code == 303
    first, second = offer.versions.order_by("number")
    assert first.promises == second.promises


def test_what_stands_beside_the_words_is_kept_at_the_yes(cast: Cast) -> None:
    offer = sent(cast)
    before = read(offer)
    assert (
        "2 people with lived experience have joined so far" in before
        and "as it was on 12 January 2026" in before
    )
    Client().post(path(offer, "yes/"), YES)
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=NOW)
    cast.committee.refresh_from_db()
    cast.committee.remit_holder = "Somebody else"
    cast.committee.save()
    offer.refresh_from_db()
    for page in (read(offer), cast.maya.browser.get(f"/offers/{offer.pk}/").content.decode()):
        assert "2 people with lived experience have joined so far. None of them has left." in page
        assert "would have 3 seats of 5" in page and "Somebody else" not in page
        assert "Director of adult social care" in page and "If you say yes" not in page


def test_figures_are_kept_when_it_is_sent_too(cast: Cast) -> None:
    offer = sent(cast)
    Client().post(path(offer, "no/"))
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=NOW)
    assert "None of them has left" in read(offer)


def test_the_counts_in_a_letter_add_up(cast: Cast) -> None:
    Client().post(path(sent(cast), "yes/"), YES)
    Commitment.objects.filter(text__startswith="Papers").update(due_on=None)
    offer = sent(cast, to_name="Bo", to_email="bo@example.org")
    assert (
        "2 promises were made: 0 done, as both groups say; 0 late; 0 that it was said will not be done; "
        "1 not due yet; 1 has no date." in read(offer)
    )


def test_after_a_yes_there_is_a_way_in_and_a_way_out(cast: Cast) -> None:
    offer = sent(cast)
    Client().post(path(offer, "yes/"), YES)
    page = read(offer)
    assert "What happens next" in page and f'href="/committees/{cast.committee.pk}/leave/"' in page
    assert f'href="/committees/{cast.committee.pk}/inside/"' in page
    offer.refresh_from_db()
    assert offer.seat
    leave_seat(offer.seat, by=seat_actor(offer.seat), at=NOW)
    page = read(offer)
    assert "have left since" in page and "/leave/" not in page


@pytest.mark.parametrize("step", ["yes/", "no/", "ask/", "confirm/", "ask-again/", "email/"])
def test_no_step_leads_to_a_form_whose_act_is_over(cast: Cast, step: str) -> None:
    offer = sent(cast)
    Client().post(path(offer, "yes/"), YES)
    answer = Client().get(path(offer, step))
    assert answer.headers["Location"] == path(offer)
    assert "You can’t do that any more" in read(offer, step)
    for name in ("reply", "change", "withdraw", "answer", "approve"):
        answer = cast.maya.browser.get(f"/offers/{offer.pk}/{name}/")
        assert answer.headers["Location"] == f"/offers/{offer.pk}/"


def test_a_reply_is_owed_by_a_day_and_a_yes_without_it_warns(cast: Cast) -> None:
    offer = sent(cast)
    by = letter(letter_token(offer)).actor
    ask_about_offer(offer, "change", "Nights first", by=by, at=NOW)
    assert Message.objects.get().due_on == date(2026, 2, 1)
    assert "You have asked for a change. A reply is owed to you by 1 February 2026" in read(offer)
    assert "If you say yes now, you say yes to the words as they are" in read(offer, "yes/")
    maya = [cast.maya.seat]
    assert [(each.order, each.due) for each in waiting_for(maya, NOW)] == [(2, date(2026, 2, 1))]
    assert waiting_for(maya, later(days=30))[0].order == 1
    assert "asked for a change to your offer" in waiting_for(maya, NOW)[0].what
    reply_to_offer(offer, "Yes", by=cast.maya.actor, at=NOW)
    assert "is owed" not in read(offer) and "no reply yet" not in read(offer, "yes/")


def test_a_new_version_answers_a_change_asked_for(cast: Cast) -> None:
    offer = sent(cast)
    ask_about_offer(offer, "change", "Nights first", by=letter(letter_token(offer)).actor, at=NOW)
    revise_offer(offer, TERMS, NOW.date() + timedelta(days=40), by=cast.maya.actor, at=NOW)
    assert "is owed" not in read(offer) and waiting_for([cast.maya.seat], NOW) == []


def test_late_replies_are_said_to_be_late(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = sent(cast)
    ask_about_offer(offer, "question", "Where?", by=letter(letter_token(offer)).actor, at=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=25))
    assert "A reply was owed to you by 1 February 2026, and none has come." in read(offer)


def test_a_promise_without_words_is_refused_and_kept(cast: Cast) -> None:
    typed = FORM | {"promise_1": "", "promise_2_seen": "Something"}
    answer = cast.maya.browser.post(f"/committees/{cast.committee.pk}/offers/make/", typed)
    assert answer.status_code == 422 and "Something" in answer.content.decode()


def test_commands_refuse_a_promise_without_a_day(cast: Cast) -> None:
    offer = sent(cast)
    terms = replace(TERMS, promises=({"text": "Soon"},))
    with pytest.raises(RuleBroken) as broken:
        revise_offer(offer, terms, NOW.date() + timedelta(days=40), by=cast.maya.actor, at=NOW)
    assert (broken.value.code, broken.value.field) == ("promise_date", "promise_1_by")
