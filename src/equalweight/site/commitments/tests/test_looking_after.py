"""What a promise still lacks is said, on its page, in the counts and on somebody's desk."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOW, Cast, Player, browser, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import completion, past, waiting_for
from equalweight.site.committees.models import Seat
from equalweight.site.contributions import commands as contributions
from equalweight.site.projects import commands as projects

from .road import asked, claimed, make, signed_off

DUE = later(days=30).date()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))


def page(client: Client, name: str, pk: str) -> str:
    return client.get(reverse(f"commitments:{name}", args=[pk]), follow=True).content.decode()


def waits(player: Player) -> dict[str, str]:
    seats = list(Seat.objects.filter(pk=player.seat.pk).select_related("committee"))
    return {each.action: each.href for each in waiting_for(seats, later(hours=1))}


def test_an_owner_is_asked_for_a_date_and_it_then_counts(cast: Cast) -> None:
    made = make(cast)
    href = reverse("commitments:move", args=[made.pk])
    assert waits(cast.helen) == {"Give it a date": href} and waits(cast.sam) == {}
    assert "Give this promise a date" in page(cast.helen.browser, "move", made.pk)
    typed = {"due_on": DUE.isoformat(), "reason": "The first look"}
    assert cast.helen.browser.post(href, typed).status_code == 303
    assert waits(cast.helen) == {}
    assert past(cast.committee, NOW).ahead == 1 and past(cast.committee, later(days=31)).late == 1


def test_what_came_back_is_at_once_with_its_owner(cast: Cast) -> None:
    far = make(cast, due_on=later(days=300).date())
    assert waits(cast.helen) == {}
    claim = commands.claim_done(far, "Done.", by=cast.helen.actor, at=NOW)
    assert "See what you can do" not in waits(cast.helen)
    commands.check_claim(claim, False, "Not there.", by=cast.maya.actor, at=NOW)
    assert waits(cast.helen) == {"See what you can do": reverse("commitments:commitment", args=[far.pk])}


def test_without_a_seat_the_staff_co_chair_is_asked(cast: Cast) -> None:
    made = make(cast, owner=None, owner_name="The director")
    assert waits(cast.helen) == {"Give it a date": reverse("commitments:move", args=[made.pk])}
    make(cast, owner=None, owner_name="The director")
    assert waits(cast.helen) == {"Give them a date": reverse("commitments:list", args=[cast.committee.pk])}
    Seat.objects.filter(pk=cast.helen.seat.pk).update(ended_at=NOW)
    assert "Give them a date" in waits(cast.sam)


def test_people_with_lived_experience_are_asked_to_check(cast: Cast) -> None:
    made = make(cast, checker=None, due_on=DUE)
    assert (
        waits(cast.leroy)
        == waits(cast.maya)
        == {"Offer to check it": reverse("commitments:checker", args=[made.pk])}
    )
    assert waits(cast.helen) == {}
    commands.become_checker(made, by=cast.leroy.actor, at=NOW)
    assert waits(cast.leroy) == waits(cast.maya) == {}


@pytest.mark.parametrize(
    ("lacks", "tag"),
    [
        ({"owner": None}, "Nobody does it yet"), ({"due_on": None}, "No date yet"),
        ({"checker": None}, "Nobody checks it yet"), ({}, "Being done"),
    ],
)  # fmt: skip
def test_nothing_is_called_being_done_before_it_can_be(cast: Cast, lacks: dict, tag: str) -> None:
    made = make(cast, **{"due_on": DUE, **lacks})
    for name, pk in (("list", cast.committee.pk), ("commitment", made.pk)):
        shown = page(browser(), name, pk)
        assert tag in shown and ("Being done" in shown) is (tag == "Being done")


def test_the_counts_add_up(cast: Cast) -> None:
    signed_off(cast)
    make(cast)
    make(cast, due_on=DUE)
    make(cast, due_on=later(days=1).date())
    commands.refuse_commitment(make(cast), "No", by=cast.helen.actor, at=NOW)
    counts = past(cast.committee, later(days=2))
    parts = (counts.done, counts.late, counts.refused, counts.ahead, counts.undated)
    assert parts == (1, 1, 1, 1, 1) and counts.promised == sum(parts)
    assert completion(counts) == (
        "1 of 5 promises signed off by both groups. 1 late. 1 will not be done. 1 not due yet. 1 has no date."
    )


def test_whoever_claims_is_the_one_named(cast: Cast) -> None:
    made = make(cast, owner=None, owner_name="Farah Ali")
    commands.claim_done(made, "It is there.", by=cast.helen.actor, at=NOW)
    shown = page(browser(), "commitment", made.pk)
    assert "Helen says that it is done" in shown and "Farah Ali says" not in shown
    assert "Helen said that it is done." in shown


def test_no_form_after_the_act(cast: Cast) -> None:
    claim = claimed(cast)
    for name in ("claim", "move", "refuse", "owner"):
        answer = cast.helen.browser.get(reverse(f"commitments:{name}", args=[claim.commitment_id]))
        assert answer.headers["Location"] == reverse("commitments:commitment", args=[claim.commitment_id])
    assert "It has been said to be done" in page(cast.helen.browser, "claim", claim.commitment_id)
    commands.check_claim(claim, True, "", by=cast.maya.actor, at=NOW)
    assert "The checker has looked already" in page(cast.maya.browser, "check", claim.commitment_id)


def test_counting_is_offered_when_nobody_is_left_to_answer(cast: Cast) -> None:
    claim = asked(cast)
    pk = claim.commitment_id
    assert "Count the answers now" not in page(cast.sam.browser, "commitment", pk)
    assert "not everybody has answered" in page(cast.sam.browser, "count", pk)
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        assert "Say whether it is done" in page(player.browser, "commitment", pk)
        commands.answer_claim(claim, "done", "", by=player.actor, at=NOW)
        assert "Change my answer" in page(player.browser, "commitment", pk)
    assert "Count the answers now" in page(cast.sam.browser, "commitment", pk)
    commands.close_sign_off(claim, by=cast.sam.actor, at=NOW)
    assert "counted already" in page(cast.sam.browser, "count", pk)
    assert "It is too late to answer" in page(cast.sam.browser, "answer", pk)


def test_the_promise_is_the_heading_and_names_where_it_came_from(cast: Cast) -> None:
    project = projects.start_project(
        cast.committee, name="Nights", purpose="Nights", by=cast.maya.actor, at=NOW
    )
    said = contributions.make_contribution(
        project, kind="concern", way="typed", words="Nobody counts the nights", by=cast.maya.actor, at=NOW
    )
    made = make(cast, origin_seq=said.entry_seq)
    where = f"/contributions/{said.pk}/"
    inside, outside = page(cast.helen.browser, "commitment", made.pk), page(browser(), "commitment", made.pk)
    assert f'href="{where}">Said: Nobody counts the nights</a>' in inside
    assert "Nobody counts" not in outside and where not in outside and "Said, 12 January 2026" in outside
    heading = outside[outside.index("<h1") : outside.index("</h1>")]
    assert "New model live by 1 April" in heading
    form = page(cast.helen.browser, "make", cast.committee.pk)
    assert f'<option value="{said.entry_seq}">Said: Nobody counts the nights</option>' in form
    contributions.publish_contribution(said, details_checked=True, by=cast.maya.actor, at=NOW)
    assert f'href="{where}">Said: Nobody counts the nights</a>' in page(browser(), "commitment", made.pk)
    contributions.withdraw_contribution(said, by=cast.maya.actor, at=NOW)
    assert "Nobody counts" not in page(browser(), "commitment", made.pk)


def test_the_same_words_are_told_apart(cast: Cast) -> None:
    for _ in range(3):
        make(cast, text="Expenses are paid within 10 days of asking")
    shown = page(browser(), "list", cast.committee.pk)
    assert all(f"of asking ({number} of 3)</a>" in shown for number in (1, 2, 3))
    assert Commitment.objects.count() == 3


def test_people_who_wait_alike_are_one_line(cast: Cast) -> None:
    inside, outside = (
        page(cast.helen.browser, "list", cast.committee.pk),
        page(browser(), "list", cast.committee.pk),
    )
    assert "2 people with lived experience joined 0 months ago." in outside and "Leroy" not in outside
    assert "2 people (" in inside and "Leroy" in inside


def test_nobody_is_said_to_check_what_nobody_checks(cast: Cast) -> None:
    made = make(cast, checker=None)
    commands.claim_done(made, "It is there.", by=cast.helen.actor, at=NOW)
    shown = page(cast.helen.browser, "claim", made.pk)
    assert "It has been said to be done" in shown and "Nobody checks it yet" in shown
    listed = page(browser(), "list", cast.committee.pk)
    for each in (shown, listed):
        assert "eing checked" not in each
    commands.become_checker(made, by=cast.leroy.actor, at=NOW)
    assert "Being checked" in page(browser(), "commitment", made.pk)


@pytest.mark.parametrize("name", ["claim", "move", "refuse"])
def test_who_may_not_say_it_is_told_before_typing(cast: Cast, name: str) -> None:
    """Leroy checks nothing and owns nothing: no form for him, but who says so, and the way back."""
    made = make(cast)
    shown = page(cast.leroy.browser, name, made.pk)
    assert "<textarea" not in shown and "Only the owner" in shown and "Helen" in shown
    assert reverse("commitments:commitment", args=[made.pk]) in shown
    assert "<textarea" in page(cast.helen.browser, name, made.pk)


def test_whoever_is_not_the_checker_is_told_before_typing(cast: Cast) -> None:
    claim = claimed(cast)
    shown = page(cast.helen.browser, "check", claim.commitment_id)
    assert "<textarea" not in shown and "Only the checker can say" in shown
    assert "<textarea" in page(cast.maya.browser, "check", claim.commitment_id)
    made = make(cast, checker=None)
    offer = page(cast.sam.browser, "checker", made.pk)
    assert "I will check it" not in offer and "Only somebody with lived experience" in offer


def test_a_claim_nobody_can_make_is_said_before_typing(cast: Cast) -> None:
    made = make(cast, owner=None)
    assert "Name the owner first" in page(cast.helen.browser, "claim", made.pk)
