"""The letter: answered without an account, in one step each; looking at it changes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import NOW, Cast, later

from equalweight.site.commitments.models import Commitment
from equalweight.site.committees.models import Committee, GivenAddress, NotNamed, Seat
from equalweight.site.committees.tokens import address_token
from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import (
    Spoken,
    answer_told,
    decline_offer,
    note_told,
    reply_to_offer,
    revise_offer,
    send_offer_again,
    withdraw_offer,
)
from equalweight.site.offers.loaders import letter
from equalweight.site.offers.models import Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.people.models import Person
from equalweight.site.web.rules import RuleBroken

from .made import TERMS, last_pub, make, path, sent, types

YES = {"version": "1"}


@pytest.mark.usefixtures("today")
def test_it_says_everything_and_needs_no_account(cast: Cast) -> None:
    page = Client().get(path(sent(cast)))
    text = page.content.decode()
    for words in (
        "You can say no.", "You don’t have to say why.", "Saying no does not affect your care.",
        "We won’t ask again unless you tell us we may.", "Say yes", "Ask something, or ask for a change", "Say no",
        TERMS.pay, "Night-time support is the first item", "Northmoor Voices, 01632 960 001", "joined so far",
        "With this seat, people with lived experience would have 3 seats of 5", "Director of adult social care",
    ):  # fmt: skip
        assert words in text, words
    assert "no-store" in page.headers["Cache-Control"] and len(page.content) < 100_000


@pytest.mark.usefixtures("today")
def test_looking_leaves_no_trace(cast: Cast) -> None:
    offer = sent(cast)
    for step in ("", "yes/", "ask/", "no/", "told/", "needs/"):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert Client().get(path(offer, step)).status_code == 200
            assert Client().head(path(offer, step)).status_code == 200
        wrote = [
            query["sql"] for query in seen if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
        ]
        assert wrote == []
    assert Offer.objects.get().status == "sent" and types() == []


@pytest.mark.usefixtures("today")
def test_yes_makes_a_seat_an_account_and_commitments(cast: Cast) -> None:
    offer = sent(cast)
    answer = Client().post(path(offer, "yes/"), {**YES, "access_words": "A quiet room"})
    assert (answer.status_code, answer.headers["Location"]) == (303, path(offer))
    offer.refresh_from_db()
    asha = Person.objects.get(email="asha@example.org")
    assert (offer.status, offer.accepted_version, offer.answered_via) == ("accepted", 1, "online")
    assert offer.seat and (offer.seat.holder, offer.seat.side, offer.seat.is_founding) == (
        asha, "lived_experience", False,
    )  # fmt: skip
    assert "2 of whom approved" in offer.seat.chosen_by and types() == ["offer.accepted"]
    entry = Entry.objects.last()
    made = Commitment.objects.order_by("text")
    assert [each.text for each in made] == [
        "Night-time support is the first item", "Papers in large print five days ahead",
    ]  # fmt: skip
    assert {(each.origin_seq, each.entry_seq, each.origin_side) for each in made} == {
        (entry.seq, entry.seq, "")
    }
    assert offer.seat.entry_seq == entry.seq and entry.by == f"offer:{offer.entry_seq}"
    assert set(last_pub()["promises"]) == {each.pk for each in made} and last_pub()["seat"] == offer.seat.pk
    assert "A quiet room" not in "".join(map(str, Entry.objects.values_list("values__text", flat=True)))
    assert "You have said yes" in Client().get(path(offer)).content.decode()


@pytest.mark.usefixtures("today")
def test_doubled_yes_makes_one_seat(cast: Cast) -> None:
    offer, client = sent(cast), Client()
    keyed = {**YES, "submission_key": "k"}
    client.post(path(offer, "yes/"), keyed)
    assert client.post(path(offer, "yes/"), keyed).status_code == 303
    assert client.post(path(offer, "yes/"), YES).status_code == 422
    assert Seat.objects.filter(name="Asha").count() == 1 and types() == ["offer.accepted"]


@pytest.mark.usefixtures("today")
def test_no_one_accepts_words_they_have_not_seen(cast: Cast) -> None:
    offer = sent(cast)
    until = NOW.date() + timedelta(days=40)
    revise_offer(offer, TERMS, until, by=cast.maya.actor, at=NOW)
    assert last_pub() == {"offer": offer.pk, "version": 2, "answer_by": until.isoformat()}
    answer = Client().post(path(offer, "yes/"), YES)
    assert answer.status_code == 409 and "Read it again" in answer.content.decode()
    assert Client().post(path(offer, "yes/"), {"version": "2"}).status_code == 303
    assert Offer.objects.get().accepted_version == 2


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("kind", "status", "entry"),
    [("question", "sent", "offer.asked"), ("change", "countered", "offer.countered")],
)
def test_asking_keeps_it_open(cast: Cast, kind: str, status: str, entry: str) -> None:
    offer = sent(cast)
    answer = Client().post(path(offer, "ask/"), {"kind": kind, "words": "Can night-time support be first?"})
    assert answer.status_code == 303 and types() == [entry]
    assert Offer.objects.get().status == status
    assert "Can night-time support be first?" in Client().get(path(offer)).content.decode()
    assert b"night-time" not in bytes(Entry.objects.last().body)
    assert Client().post(path(offer, "ask/"), {"kind": kind, "words": " "}).status_code == 422


@pytest.mark.usefixtures("today")
def test_no_is_one_step_and_final(cast: Cast) -> None:
    offer = sent(cast)
    assert "Say no to this offer?" in Client().get(path(offer, "no/")).content.decode()
    assert Client().post(path(offer, "no/")).status_code == 303
    assert Offer.objects.get().status == "declined" and types() == ["offer.declined"]
    assert Client().post(path(offer, "yes/"), YES).status_code == 422
    page = Client().get(path(offer)).content.decode()
    assert "You have said no" in page and "/yes/" not in page


@pytest.mark.parametrize(
    "again",
    [
        {"to_email": "ASHA@Example.ORG"}, {"to_email": "asha+new@example.org"}, {"to_email": " asha@example.org "},
        {"to_email": "other@example.org"}, {"to_email": "", "to_address": "1 High Street", "to_name": "  ASHÁ. "},
    ],
)  # fmt: skip
def test_nobody_asks_again_after_a_no(cast: Cast, again: dict[str, str]) -> None:
    offer = sent(cast)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        make(cast, **again)
    assert broken.value.code == "refused" and "declin" not in broken.value.message.lower()
    assert "said no" not in broken.value.message


def test_nor_does_another_committee_nor_a_waiting_offer(cast: Cast) -> None:
    elsewhere = Cast(**{**vars(cast), "committee": cast.elsewhere, "maya": cast.pat})
    waiting = make(elsewhere, to_name="Somebody")
    offer = sent(cast)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    waiting.delete()
    with pytest.raises(RuleBroken) as broken:
        make(elsewhere, to_name="Somebody")
    assert broken.value.code == "refused"


def test_until_they_say_we_may(cast: Cast) -> None:
    offer = sent(cast)
    Client().post(path(offer, "no/"))
    assert Client().post(path(offer, "ask-again/")).status_code == 303
    assert "that we may ask you another time" in Client().get(path(offer)).content.decode()
    assert make(cast).status == "waiting"
    assert types() == ["offer.declined", "offer.made"]


@pytest.mark.usefixtures("today")
def test_a_no_to_one_offer_is_not_taken_back_by_another(cast: Cast) -> None:
    """Whoever prints a posted letter holds its link; nothing done with it lifts a no that somebody else said."""
    offer = sent(cast)
    posted = make(cast, cast.helen, side="staff", to_name="Asha", to_email="", to_address="1 High Street")
    nobody = make(cast, cast.helen, side="staff", to_name="Nobody", to_email="", to_address="2 High Street")
    for each in (posted, nobody):
        assert Client().post(path(each, "email/"), {"email": "asha@example.org"}).status_code == 422
        assert Client().post(path(each, "ask-again/")).status_code == 422
    for days, each in enumerate((posted, offer, nobody)):
        decline_offer(each, by=letter(letter_token(each)).actor, at=later(days=days))
    for each in (posted, nobody):
        Client().post(path(each, "email/"), {"email": "asha@example.org", "is_mine": "on"})
        Client().post(path(each, "ask-again/"))
        assert Client().post(path(each, "needs/"), {"words": "A hoist"}).status_code == 422
    assert "A no to another offer of ours still stands" in Client().get(path(posted)).content.decode()
    for again in ({}, {"to_email": "", "to_address": "1 High Street"}):
        with pytest.raises(RuleBroken) as broken:
            make(cast, **again)
        assert broken.value.code == "refused"
    assert NotNamed.objects.count() == 1
    Client().post(path(offer, "ask-again/"))
    assert make(cast).status == "waiting" and not NotNamed.objects.exists()


@pytest.mark.usefixtures("today")
def test_after_a_no_an_offer_that_runs_elsewhere_is_not_sent_again(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    elsewhere = Cast(**{**vars(cast), "committee": cast.elsewhere, "maya": cast.pat})
    other, offer = make(elsewhere, to_name="Asha A."), sent(cast)
    Offer.objects.filter(pk=other.pk).update(status="sent", sent_at=NOW, mail_failed=True)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    until = NOW.date() + timedelta(days=40)
    with pytest.raises(RuleBroken) as revised:
        revise_offer(other, TERMS, until, by=cast.pat.actor, at=NOW)
    with pytest.raises(RuleBroken) as again:
        send_offer_again(other, by=cast.pat.actor, at=NOW)
    assert (revised.value.code, again.value.code) == ("refused", "refused")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        reply_to_offer(other, "Please say yes.", by=cast.pat.actor, at=NOW)
    assert not mailoutbox and other.messages.count() == 1


def test_the_list_outlives_a_new_secret(cast: Cast, settings: object) -> None:
    offer = sent(cast)
    decline_offer(offer, by=letter(letter_token(offer)).actor, at=NOW)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken):
        make(cast)


def test_one_letter_does_not_answer_another(cast: Cast) -> None:
    offer, other = sent(cast), sent(cast, to_email="b@example.org", to_name="Bo")
    with pytest.raises(RuleBroken) as broken:
        decline_offer(offer, by=letter(letter_token(other)).actor, at=NOW)
    assert broken.value.code == "wrong_offer"


STEPS = ("", "yes/", "ask/", "no/", "confirm/", "told/", "needs/", "ask-again/", "email/")


@pytest.mark.parametrize("step", STEPS)
def test_forged_and_unsent_letters_are_not_found(cast: Cast, step: str) -> None:
    waiting = make(cast)
    assert Client().get(path(waiting, step)).status_code == 404
    assert Client().get(f"/letter/{letter_token(waiting)[:-2]}xx/{step}").status_code == 404
    assert Client().post(f"/letter/nonsense/{step}").status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_old_link_says_that_there_is_a_newer_one(cast: Cast, step: str) -> None:
    offer = sent(cast)
    old = path(offer, step)
    Offer.objects.filter(pk=offer.pk).update(mail_failed=True)
    send_offer_again(offer, by=cast.maya.actor, at=NOW)
    page = Client().get(old)
    assert page.status_code == 410 and "There is a newer letter" in page.content.decode()
    assert Client().post(old, YES).status_code == 410 and types() == []
    offer.refresh_from_db()
    assert Client().get(path(offer)).status_code == 200


def test_sending_again_is_only_for_an_email_that_failed(cast: Cast) -> None:
    with pytest.raises(RuleBroken) as broken:
        send_offer_again(sent(cast), by=cast.maya.actor, at=NOW)
    assert broken.value.code == "was_sent"


def test_late_withdrawn_and_closed_letters_say_so(cast: Cast) -> None:
    late = sent(cast)
    page = Client().get(path(late)).content.decode()
    assert timezone.now().date() > late.answer_by
    assert "The date to answer has passed" in page and "Say no" in page and "/yes/" not in page
    assert Client().post(path(late, "yes/"), YES).status_code == 422
    gone = sent(cast, to_email="b@example.org", to_name="Bo")
    withdraw_offer(gone, by=cast.maya.actor, at=NOW)
    assert "taken this offer back" in Client().get(path(gone)).content.decode()
    Committee.objects.update(closed_at=NOW)
    assert "This committee has closed" in Client().get(path(late)).content.decode()
    assert Client().post(path(late, "ask/"), {"kind": "question", "words": "Why?"}).status_code == 422


@pytest.mark.usefixtures("today")
def test_organisation_cannot_take_back_what_the_side_approved(cast: Cast) -> None:
    offer = make(cast, cast.helen)
    for player in (cast.maya, cast.leroy):
        player.browser.post(f"/offers/{offer.pk}/approve/")
    assert cast.helen.browser.post(f"/offers/{offer.pk}/withdraw/").status_code == 422
    assert cast.leroy.browser.post(f"/offers/{offer.pk}/withdraw/").status_code == 303
    assert types() == ["offer.withdrawn"]


@pytest.mark.usefixtures("today")
def test_revised_offer_is_sent_whole_and_old_versions_stay(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    offer = sent(cast)
    form = {
        "answer_by": "2026-03-20", "chosen_how": "invited", "purpose": TERMS.purpose, "time_asked": TERMS.time_asked,
        "pay": "£30 an hour.", "expenses": "Travel.", "access_support": "Large print.", "use_of_input": "Answers.",
        "reach_us": "01632 960 001",
        "promise_1": "Night-time support is the first item", "promise_1_by": "2026-04-01",
    }  # fmt: skip
    assert TERMS.pay.split(",")[0] in cast.maya.browser.get(f"/offers/{offer.pk}/change/").content.decode()
    assert cast.sam.browser.post(f"/offers/{offer.pk}/change/", form).status_code == 422
    turned = cast.sam.browser.get(f"/offers/{offer.pk}/change/")
    assert (
        turned.status_code == 302
        and "/change/" not in cast.sam.browser.get(f"/offers/{offer.pk}/").content.decode()
    )
    assert "Last sent" not in cast.maya.browser.get(f"/offers/{offer.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert cast.maya.browser.post(f"/offers/{offer.pk}/change/", form).status_code == 303
    assert types() == ["offer.revised"] and offer.versions.count() == 2
    assert "Last sent, as version 2" in cast.maya.browser.get(f"/offers/{offer.pk}/").content.decode()
    assert "£30 an hour." in mailoutbox[0].body and "version 2 of our offer" in mailoutbox[0].body
    assert "version 2" in Client().get(path(offer)).content.decode()


@pytest.mark.usefixtures("today")
def test_reply_reaches_them(cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object) -> None:
    offer = sent(cast)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        cast.maya.browser.post(f"/offers/{offer.pk}/reply/", {"words": "Yes, it can."})
    assert "Yes, it can." in mailoutbox[0].body and types() == ["offer.replied"]
    assert "Yes, it can." in Client().get(path(offer)).content.decode()


def test_failed_email_is_told_to_whoever_made_it(
    cast: Cast, settings: object, django_capture_on_commit_callbacks: object
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        offer = sent(cast)
    offer.refresh_from_db()
    assert offer.mail_failed and offer.status == "sent"
    page = cast.maya.browser.get(f"/offers/{offer.pk}/").content.decode()
    assert "could not be sent" in page and "/send-again/" in page


@pytest.mark.usefixtures("today")
def test_by_post_link_is_only_on_paper_and_only_for_who_posts_it(cast: Cast) -> None:
    offer = sent(cast, to_email="", to_address="1 High Street")
    token = letter_token(offer)
    assert token in cast.maya.browser.get(f"/offers/{offer.pk}/print/").content.decode()
    assert token not in cast.helen.browser.get(f"/offers/{offer.pk}/print/").content.decode()
    assert token not in cast.maya.browser.get(f"/offers/{offer.pk}/").content.decode()
    by_email = sent(cast, to_email="b@example.org", to_name="Bo")
    assert (
        letter_token(by_email) not in cast.maya.browser.get(f"/offers/{by_email.pk}/print/").content.decode()
    )
    as_json = cast.maya.browser.get(f"/offers/{by_email.pk}/", headers={"accept": "application/json"})
    assert letter_token(by_email) not in as_json.content.decode()


@pytest.mark.usefixtures("today")
def test_invited_by_post_they_can_add_an_address(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    offer = sent(cast, to_email="", to_address="1 High Street")
    Client().post(path(offer, "yes/"), YES)
    assert Seat.objects.get(name="Asha").holder is None
    href = path(offer, "email/")
    assert Client().post(href, {"email": cast.sam.person.email}).status_code == 422
    for typed in ("Ashaa@example.org", "Asha@example.org"):
        assert Client().post(href, {"email": typed}).status_code == 303
        seat = Seat.objects.get(name="Asha")
        assert seat.holder is None, "a mistyped address is nobody's seat"
        assert f"We have written to {typed.lower()}" in Client().get(path(offer)).content.decode()
        yes = f"/address/{address_token(GivenAddress.objects.get(seat=seat))}/"
    assert Client().post(yes, {"answer": "yes"}).status_code == 303
    assert Seat.objects.get(name="Asha").holder == Person.objects.get(email="asha@example.org")
    assert Client().post(href, {"email": "other@example.org"}).status_code == 422
    assert "You sign in with your email address" in Client().get(path(offer)).content.decode()
    told = note_told(offer, Spoken("A ramp", "Sam", NOW.date()), by=letter(letter_token(offer)).actor, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer_told(told, "refused", "No.", by=cast.sam.actor, at=NOW)
    assert mailoutbox[-1].to == ["asha@example.org"]


@pytest.mark.parametrize(
    "body", [{"version": "x"}, {}, {"version": "99999999999999999999"}, {"version": "0"}]
)
def test_odd_input_is_refused_plainly(cast: Cast, body: dict[str, str], today: None) -> None:
    offer = sent(cast)
    assert Client().post(path(offer, "yes/"), body).status_code in (409, 422)
    assert Offer.objects.get().status == "sent" and later(days=1) > NOW


@pytest.mark.usefixtures("today")
def test_whoever_printed_the_letter_does_not_read_what_the_person_needs(cast: Cast) -> None:
    posted = sent(cast, to_email="", to_address="1 High Street, Northmoor")
    assert Client().post(path(posted, "needs/"), {"words": "A hoist, please"}).status_code == 303
    for step in ("", "needs/"):
        for accept in ("text/html", "application/json"):
            assert "hoist" not in Client().get(path(posted, step), HTTP_ACCEPT=accept).content.decode()
    assert "You have told us" in Client().get(path(posted)).content.decode()
    emailed = sent(cast, to_email="b@example.org", to_name="Bo")
    Client().post(path(emailed, "needs/"), {"words": "Breaks, please"})
    assert "Breaks, please" in Client().get(path(emailed)).content.decode()
