"""Making an offer, and promise 1.7: who approves it."""

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.cast import NOW, STARTED, Cast, Player, browser, later

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.ledger.models import Entry
from equalweight.site.offers.commands import approve_offer
from equalweight.site.offers.models import Approval, Offer
from equalweight.site.offers.tokens import letter_token
from equalweight.site.web.rules import RuleBroken

from .made import TERMS, make, sent

FORM = {
    "to_name": "Asha", "to_email": "Asha@Example.org", "side": "lived_experience", "chosen_how": "invited",
    "answer_by": "2090-02-12", "purpose": TERMS.purpose, "time_asked": TERMS.time_asked, "pay": TERMS.pay,
    "expenses": TERMS.expenses, "access_support": TERMS.access_support, "use_of_input": TERMS.use_of_input,
    "reach_us": TERMS.reach_us,
    "promise_1": "Night-time support is the first item", "promise_1_who": "Helen", "promise_1_by": "2090-03-01",
}  # fmt: skip


def types() -> list[str]:
    return list(Entry.objects.values_list("type", flat=True))[STARTED:]


def test_made_in_the_browser_and_waits_for_its_own_side(cast: Cast, mailoutbox: list) -> None:
    answer = cast.helen.browser.post(f"/committees/{cast.committee.pk}/offers/make/", FORM)
    offer = Offer.objects.get()
    assert answer.headers["Location"] == f"/offers/{offer.pk}/"
    assert (offer.status, offer.to_email, offer.sent_at) == ("waiting", "asha@example.org", None)
    assert offer.versions.get().promises == [
        {
            "text": "Night-time support is the first item", "owner": "", "owner_name": "Helen",
            "due_on": "2090-03-01", "will_be_seen": "",
        }
    ]  # fmt: skip
    assert types() == ["offer.made"] and not mailoutbox
    assert "Asha" not in bytes(Entry.objects.last().body).decode()


def test_an_offer_is_not_sent_after_its_day(cast: Cast) -> None:
    offer = make(cast, cast.helen)
    late = later(days=(offer.answer_by - NOW.date()).days + 1)
    with pytest.raises(RuleBroken, match="has passed"):
        approve_offer(offer, by=cast.maya.actor, at=late)
    approve_offer(offer, by=cast.maya.actor, at=later(days=(offer.answer_by - NOW.date()).days))


def test_two_of_its_own_side_send_it(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = make(cast, cast.helen)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    approve = f"/offers/{offer.pk}/approve/"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert cast.helen.browser.post(approve).status_code == 422
        assert cast.sam.browser.post(approve).status_code == 422
        assert cast.maya.browser.post(approve).status_code == 303
        assert cast.maya.browser.post(approve).status_code == 422
        assert Offer.objects.get().status == "waiting" and not mailoutbox
        cast.leroy.browser.post(approve)
    assert Offer.objects.get().status == "sent"
    assert types() == ["offer.made", "offer.approved", "offer.approved"]
    assert [message.to for message in mailoutbox] == [["asha@example.org"]]
    assert mailoutbox[0].reply_to == ["helen@example.org"]


def test_the_email_is_the_whole_offer(
    cast: Cast, mailoutbox: list, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        approve_offer(make(cast), by=cast.leroy.actor, at=NOW)
    text = mailoutbox[-1].body
    for words in (
        "You can say no.", "You don’t have to say why.", "Saying no does not affect your care.",
        "We won’t ask again unless you tell us we may.", TERMS.purpose, TERMS.time_asked, TERMS.pay, TERMS.expenses,
        TERMS.access_support, TERMS.use_of_input, "Night-time support is the first item (who: Helen; by 1 March 2026)",
        "Papers in large print five days ahead (who: not named yet; by 1 April 2026; what will be seen: 18 point)",
        "/letter/", "12 February 2026",
        "2 people with lived experience have joined so far", "If heads were simply counted", "Northmoor Voices",
    ):  # fmt: skip
        assert words in text, words
    assert mailoutbox[-1].content_subtype == "plain" and "&#" not in text


def test_making_counts_as_approving_for_ones_own_side(cast: Cast) -> None:
    offer = make(cast)
    assert list(offer.approvals.values_list("seat", flat=True)) == [cast.maya.seat.pk]
    assert approve_offer(offer, by=cast.leroy.actor, at=NOW).status == "sent"


def test_only_one_left_approves_alone(cast: Cast) -> None:
    Seat.objects.filter(pk=cast.leroy.seat.pk).update(ended_at=NOW)
    assert make(cast).status == "sent"
    with pytest.raises(RuleBroken) as broken:
        make(cast, cast.helen)
    assert broken.value.code == "asked"


def test_who_has_just_left_approves_nothing(cast: Cast) -> None:
    offer, leroy = make(cast), cast.leroy.actor
    Seat.objects.filter(pk=cast.leroy.seat.pk).update(ended_at=NOW)
    with pytest.raises(RuleBroken) as broken:
        approve_offer(offer, by=leroy, at=NOW)
    assert broken.value.code == "no_seat" and Offer.objects.get().status == "waiting"


def test_while_founding_it_is_sent_at_once(cast: Cast) -> None:
    Committee.objects.filter(pk=cast.committee.pk).update(founding_ended_at=None)
    assert make(cast, cast.helen).status == "waiting", "the cast's committee was read before"
    Offer.objects.all().delete()
    cast.committee.refresh_from_db()
    assert make(cast, cast.helen).status == "sent"
    assert not Approval.objects.exists()


def test_staff_seats_are_the_organisations_choice(cast: Cast) -> None:
    assert make(cast, cast.helen, side="staff").status == "sent"
    with pytest.raises(RuleBroken) as broken:
        make(cast, cast.maya, side="staff", to_email="b@example.org")
    assert broken.value.code == "other_side"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"to_email": ""}, "where to post"),
        ({"to_email": "sam@example.org"}, "has a seat here already"),
        ({"answer_by": "2020-01-01"}, "choose a day after today"),
        ({"answer_by": "0850-01-01"}, "The year must be"),
        ({"purpose": ""}, "What is it about?"),
        ({"purpose": "x" * 2001}, "Make it 1 shorter"),
        ({"side": "audience"}, "Choose one of the answers"),
        ({"promise_2_who": "Helen"}, "Say what is promised"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(cast: Cast, change: dict[str, str], words: str) -> None:
    answer = cast.maya.browser.post(f"/committees/{cast.committee.pk}/offers/make/", {**FORM, **change})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "Error: " in page
    assert TERMS.time_asked in page.replace("&#x27;", "'")
    assert not Offer.objects.exists() and types() == []


def test_doubled_submit_makes_one(cast: Cast) -> None:
    client, keyed = cast.maya.browser, {**FORM, "submission_key": "k"}
    href = f"/committees/{cast.committee.pk}/offers/make/"
    assert client.post(href, keyed).headers["Location"] == client.post(href, keyed).headers["Location"]
    assert Offer.objects.count() == 1 and types() == ["offer.made"]


PAGES = ("", "approve/", "reply/", "change/", "withdraw/", "send-again/", "answer/", "print/", "told/")


@pytest.mark.parametrize("page", PAGES)
def test_members_only(cast: Cast, page: str) -> None:
    # Nobody can have answered an offer that was not sent.
    offer = sent(cast) if page == "answer/" else make(cast)
    href = f"/offers/{offer.pk}/{page}"
    # Only its maker and their group can change it.
    member = cast.maya if page == "change/" else cast.helen
    assert member.browser.get(href).status_code == 200
    for client in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
        assert client.get(href).status_code == 404
        assert client.post(href).status_code in (404, 405)
    assert browser().get(href).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", ["", "make/"])
def test_list_and_make_are_for_members(cast: Cast, page: str) -> None:
    href = f"/committees/{cast.committee.pk}/offers/{page}"
    assert cast.sam.browser.get(href).status_code == 200
    for client in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
        assert client.get(href).status_code == 404


def test_lists_stay_constant(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = cast.sam.browser
    for number in range(30):
        make(cast, to_email=f"person{number}@example.org", to_name=f"Person {number}")
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        answer = client.get(f"/committees/{cast.committee.pk}/offers/")
    assert len(answer.content) < 100_000 and b"Page 1 of 2" in answer.content


def test_another_committees_seat_cannot_approve(cast: Cast) -> None:
    offer = make(cast)
    with pytest.raises(RuleBroken):
        approve_offer(offer, by=Player(cast.pat.person, cast.pat.seat).actor, at=timezone.now())


def test_the_letter_says_how_to_answer_without_email(cast: Cast) -> None:
    offer = make(cast)
    approve_offer(offer, by=cast.leroy.actor, at=NOW)
    letter = browser().get(f"/letter/{letter_token(offer)}/").content.decode()
    assert "Maya (01632 960 001, 1 Market Square, Northmoor)" in letter


def test_those_whose_approval_is_wanted_are_written_to_once(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        offer = make(cast, cast.helen)
    assert sorted(each.to[0] for each in mailoutbox) == ["leroy@example.org", "maya@example.org"]
    assert f"/offers/{offer.pk}/" in mailoutbox[0].body and "Asha" not in mailoutbox[0].body
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve_offer(offer, by=cast.leroy.actor, at=NOW)
    assert mailoutbox == [], "nobody is written to twice"
    with django_capture_on_commit_callbacks(execute=True):
        make(cast, cast.maya, to_name="Wren", to_email="wren@example.org")
    assert [each.to for each in mailoutbox] == [["leroy@example.org"]], "its maker has approved it"


def test_an_email_that_fails_undoes_nothing(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refuse(message: EmailMessage) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        offer = make(cast, cast.helen)
    assert Offer.objects.get().pk == offer.pk and types() == ["offer.made"]
