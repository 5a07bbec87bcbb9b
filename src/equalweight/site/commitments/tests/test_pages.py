"""The pages of this room, through HTTP: who may, what happens, and what everybody sees."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import NOW, Cast, browser, later

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import CheckBack, Commitment, Difference, Duty, SignOff
from equalweight.site.commitments.queries import waiting_for
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.people.models import Person

from .road import answered, asked, claimed, entries, make, signed_off, tick


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is asked for two hours after NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))


def get(client: Client, name: str, pk: str) -> str:
    response = client.get(reverse(f"commitments:{name}", args=[pk]))
    assert response.status_code == 200, response
    return response.content.decode()


def post(client: Client, name: str, pk: str, **typed: object) -> int:
    return client.post(reverse(f"commitments:{name}", args=[pk]), typed).status_code


MEMBERS_ONLY = ("owner", "checker", "move", "refuse", "claim")


def test_who_may(cast: Cast) -> None:
    commitment = make(cast)
    everybody = [browser(), browser(cast.ines), browser(cast.olu), cast.pat.browser, cast.maya.browser]
    for client in everybody:
        get(client, "commitment", commitment.pk)
        get(client, "list", cast.committee.pk)
    for name in MEMBERS_ONLY:
        address = reverse(f"commitments:{name}", args=[commitment.pk])
        assert browser().get(address).status_code == 302
        for person in (cast.ines, cast.olu, cast.pat.person):
            assert browser(person).get(address).status_code == 404
            assert browser(person).post(address).status_code == 404
        assert cast.sam.browser.get(address).status_code == 200
    for name in ("make", "import"):
        address = reverse(f"commitments:{name}", args=[cast.committee.pk])
        assert browser().get(address).status_code == 302
        for person in (cast.ines, cast.olu, cast.pat.person):
            assert browser(person).get(address).status_code == 404
        assert cast.leroy.browser.get(address).status_code == 200


def test_the_whole_road_by_pages(cast: Cast) -> None:
    before = len(entries())
    typed = {"text": "Count nights", "owner": cast.helen.seat.pk, "check": "on", "due_on": "2026-04-01"}
    assert post(cast.maya.browser, "make", cast.committee.pk, **typed) == 303
    pk = Commitment.objects.get().pk
    assert post(cast.helen.browser, "claim", pk, words="Letters count nights.") == 303
    assert post(cast.maya.browser, "check", pk, seen="no", words="") == 422
    assert post(cast.maya.browser, "check", pk, seen="yes") == 303
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        assert post(player.browser, "answer", pk, answer="done") == 303
    assert post(cast.leroy.browser, "count", pk) == 303
    assert len(entries()) == before + 8
    mine = get(cast.leroy.browser, "commitment", pk)
    assert "Count the answers now" not in mine and "Say whether it is done" not in mine
    page = get(browser(), "commitment", pk)
    assert "Both groups said that it is done" in page and "2 said done, 0 said not yet, of 2 asked" in page
    assert "1 of 1 promise signed off by both groups." in get(browser(), "list", cast.committee.pk)


def test_answers_are_seen_by_their_author_alone(cast: Cast) -> None:
    claim = answered(cast, leroy="not_yet", helen="done")
    for client in (browser(), cast.maya.browser, cast.helen.browser):
        page = get(client, "commitment", claim.commitment_id)
        assert "leroy says it is not right" not in page
        assert "1 of 2 people with lived experience have answered" in page
    assert "leroy says it is not right" in get(cast.leroy.browser, "answer", claim.commitment_id)
    assert "leroy says it is not right" not in get(cast.maya.browser, "answer", claim.commitment_id)
    data = browser().get(
        reverse("commitments:commitment", args=[claim.commitment_id]), headers={"accept": "application/json"}
    )
    assert "leroy" not in str(data.json())


def test_reasons_without_names_after_the_count(cast: Cast) -> None:
    claim = answered(cast, maya="done", leroy="not_yet", helen="done", sam="done")
    commands.close_sign_off(claim, by=cast.sam.actor, at=later(hours=1))
    page = get(browser(), "commitment", claim.commitment_id)
    assert "Not yet, because: leroy says it is not right" in page
    assert "1 said done, 1 said not yet, of 2 asked" in page and "Leroy" not in page


def test_the_large_figure_of_a_sign_off_counts_everybody_who_was_asked(cast: Cast) -> None:
    """Three of four staff did not answer: "1 of 1" alone would read as if all had."""
    for name in ("Ada", "Bo"):
        person = Person.objects.create_user(f"{name}@example.org", name)
        Seat.objects.create(
            committee=cast.committee, side="staff", holder=person, name=name, chosen_how="stood", taken_at=NOW,
            entry_seq=0,
        )  # fmt: skip
    claim = answered(cast, maya="done", leroy="done", helen="done", sam="not_yet")
    commands.close_sign_off(claim, by=CLOCK, at=later(days=30))
    page = get(browser(), "commitment", claim.commitment_id)
    assert "1 of 4 said done" in page and "1 of 2<" not in page
    assert "1 said done, 1 said not yet, of 4 asked. 2 did not answer." in page
    assert (
        "2 of 2 said done" in page and "2 said done, 0 said not yet, of 2 asked. Everybody answered." in page
    )


def test_only_the_right_person_gets_through(cast: Cast) -> None:
    pk = make(cast).pk
    assert post(cast.sam.browser, "claim", pk, words="Done") == 422
    assert post(cast.maya.browser, "refuse", pk, reason="No") == 422
    assert post(cast.helen.browser, "checker", pk) == 422
    assert post(cast.maya.browser, "answer", pk, answer="done") == 404
    assert entries()[-1] == "commitment.made"


def test_staff_can_not_say_that_people_with_lived_experience_raised_it(cast: Cast) -> None:
    typed = {"text": "x", "owner": "nobody"}
    assert post(cast.sam.browser, "make", cast.committee.pk, **typed) == 303
    assert Commitment.objects.get().origin_side == "staff"
    assert post(cast.sam.browser, "make", cast.committee.pk, **typed, origin_seq=99999) == 422


def test_bad_input_changes_nothing(cast: Cast) -> None:
    before = len(entries())
    for typed in (
        {}, {"text": "x"}, {"text": "x", "owner": cast.pat.seat.pk}, {"text": "x", "owner": "outside"},
        {"text": "x" * 2001, "owner": "nobody"}, {"text": "x", "owner": "nobody", "due_on": "0850-03-12"},
        {"text": "\0", "owner": "nobody"}, {"text": "x", "owner": "nobody", "project": "nope"},
    ):  # fmt: skip
        assert post(cast.maya.browser, "make", cast.committee.pk, **typed) == 422
    assert len(entries()) == before


def test_a_side_of_one_is_said_plainly(cast: Cast) -> None:
    pk = make(cast).pk
    Seat.objects.filter(pk=cast.leroy.seat.pk).update(ended_at=NOW)
    assert "fewer than 2 people with lived experience" in get(browser(), "commitment", pk)


def test_somebody_outside_answers_by_a_link(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_off(cast)
    tick(later(days=91))
    check_back = CheckBack.objects.get(months=3)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=92))
    maya = cast.maya.browser
    assert cast.leroy.browser.get(reverse("commitments:links", args=[check_back.pk])).status_code == 404
    assert post(maya, "links", check_back.pk) == 303
    page = get(maya, "links", check_back.pk)
    token = page.split("/difference/")[1].split("/")[0]
    assert token not in get(cast.maya.browser, "links", check_back.pk)  # another visit
    assert post(browser(), "difference", token, made_difference="no", words="Nothing changed") == 303
    assert "We have your answer" in get(browser(), "difference", token)
    assert post(browser(), "difference", token, made_difference="yes") == 200
    assert Difference.objects.get().made_difference is False
    assert browser().get(reverse("commitments:difference", args=["wrong"])).status_code == 404
    assert post(cast.leroy.browser, "check_back", check_back.pk, made_difference="yes") == 303
    assert "Nothing changed" not in get(browser(), "commitment", check_back.commitment_id)


def test_the_clock_is_answered_by_its_page(cast: Cast) -> None:
    Committee.objects.filter(pk=cast.elsewhere.pk).update(closed_at=NOW)
    make(cast)
    Seat.objects.update(taken_at=later(days=-100))
    Commitment.objects.update(made_at=later(days=-60))
    tick(NOW)
    pk = Duty.objects.get().pk
    get(cast.helen.browser, "duty", pk)
    assert post(cast.helen.browser, "duty", pk, answer="new_date", words="Late") == 422
    assert post(cast.sam.browser, "duty", pk, answer="will_not", words="No") == 422
    assert post(cast.helen.browser, "duty", pk, answer="will_not", words="No money") == 303
    assert "No money" in get(browser(), "list", cast.committee.pk)
    assert browser(cast.ines).get(reverse("commitments:duty", args=[pk])).status_code == 404


def test_the_list_and_a_page_take_as_many_queries_for_one_as_for_thirty(
    cast: Cast, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    make(cast)
    address = reverse("commitments:list", args=[cast.committee.pk])
    with django_assert_max_num_queries(20) as few:
        browser().get(address)
    for number in range(30):
        make(cast, text=f"{number} {'long ' * 300}")
    with django_assert_num_queries(len(few)):
        page = browser().get(address)
    assert len(page.content) < 100_000 and b"Page 1 of 2" in page.content


def test_waiting_for_takes_as_many_queries_for_one_as_for_many(
    cast: Cast, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    seats = list(Seat.objects.filter(pk__in=[cast.helen.seat.pk]).select_related("committee"))
    with django_assert_max_num_queries(13) as few:
        waiting_for(seats, NOW)
    for _ in range(3):
        make(cast, due_on=later(days=3).date())
        asked(cast)
    with django_assert_num_queries(len(few)):
        assert len(waiting_for(seats, NOW)) == 6


def test_what_waits_for_whom(cast: Cast) -> None:
    def waits(player: object) -> list[str]:
        seats = list(Seat.objects.filter(pk=player.seat.pk).select_related("committee"))  # type: ignore[attr-defined]
        return [thing.action for thing in waiting_for(seats, later(hours=1))]

    claim = claimed(cast)
    assert (waits(cast.maya), waits(cast.leroy), waits(cast.helen)) == (["Say what you can see"], [], [])
    commands.check_claim(claim, True, "", by=cast.maya.actor, at=NOW)
    assert waits(cast.leroy) == waits(cast.sam) == ["Say whether it is done"]
    commands.answer_claim(claim, "done", "", by=cast.sam.actor, at=NOW)
    assert waits(cast.sam) == []
    make(cast, owner=None)
    assert "Name who will do it" in waits(cast.helen)
    assert SignOff.objects.count() == 4


CSV = b"No.,Commitment,Lead,Status / next step,When\n1,Build it,Housing,,May 2026\n2,,,,\n3,Fix it,,,soon\n"


def test_import_with_a_preview(cast: Cast) -> None:
    client = cast.sam.browser
    check = reverse("commitments:import_check", args=[cast.committee.pk])
    assert client.get(check).status_code == 404
    assert post(client, "import", cast.committee.pk, file=SimpleUploadedFile("log.csv", b"a,b\n1,2\n")) == 422
    assert post(client, "import", cast.committee.pk) == 422
    assert post(client, "import", cast.committee.pk, file=SimpleUploadedFile("log.csv", CSV)) == 303
    page = client.get(check).content.decode()
    assert "2 rows to bring in, 0 here already, 1 not read." in page and "31 May 2026" in page
    assert not Commitment.objects.exists()
    assert cast.maya.browser.get(check).status_code == 404  # kept for this visitor alone
    assert client.post(check).status_code == 303
    assert Commitment.objects.count() == 2
    assert entries()[-2:] == ["commitment.made", "commitment.made"]
    assert client.get(check).status_code == 404
    assert post(client, "import", cast.committee.pk, file=SimpleUploadedFile("log.csv", CSV)) == 303
    assert "0 rows to bring in, 2 here already" in client.get(check).content.decode()
