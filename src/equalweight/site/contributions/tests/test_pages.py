"""The pages, as each person meets them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import NOW, Cast, browser, later

from equalweight.site.contributions import commands
from equalweight.site.contributions.models import Answer, Call, Contribution
from equalweight.site.ledger.models import Entry
from equalweight.site.web.once import KEY

from .road import ON_TIME, TOO_LATE, WORDS, answer, entries, fresh, project, publish, say

SECRET = "Nights frighten me"


def json_of(client: Client, url: str) -> str:
    return client.get(url, headers={"accept": "application/json"}).content.decode()


def everybody_else(cast: Cast) -> dict[str, Client]:
    """Who has nothing to do inside the committee."""
    return {"ines": browser(cast.ines), "pat": cast.pat.browser, "nobody": browser()}


def test_an_unpublished_one_is_for_those_inside(cast: Cast) -> None:
    said = say(cast, words=SECRET)
    url = f"/contributions/{said.pk}/"
    for client in (cast.maya.browser, cast.leroy.browser, cast.helen.browser, browser(cast.olu)):
        response = client.get(url)
        assert response.status_code == 200 and SECRET in response.content.decode()
    others = everybody_else(cast)
    assert others["ines"].get(url).status_code == others["pat"].get(url).status_code == 404
    signed_out = others["nobody"].get(url)
    assert signed_out.status_code == 302 and signed_out.headers["Location"].startswith("/sign-in/")
    assert "Answer it" in cast.sam.browser.get(url).content.decode()
    assert "Answer it" not in cast.leroy.browser.get(url).content.decode()


def test_unpublished_words_are_on_no_public_page(cast: Cast) -> None:
    said = say(cast, words=SECRET)
    answer(cast, said, at=TOO_LATE)
    pages = [f"/projects/{said.project_id}/contributions/", f"/committees/{cast.committee.pk}/"]
    pages += [f"/record/{seq}/" for seq in Entry.objects.values_list("seq", flat=True)] + ["/record/"]
    for client in everybody_else(cast).values():
        for url in pages:
            for content in (client.get(url).content.decode(), json_of(client, url)):
                assert SECRET not in content and "Nights will count" not in content
                assert said.pk not in content or url.startswith("/record/")
    listed = browser().get(pages[0]).content.decode()
    assert "Answered 5 days late" in listed and "People with lived experience" in listed


def test_a_published_one_is_for_everybody_without_names(cast: Cast) -> None:
    said = say(cast)
    answer(cast, said)
    publish(cast, said)
    for client in everybody_else(cast).values():
        for url in (f"/contributions/{said.pk}/", f"/projects/{said.project_id}/contributions/"):
            for content in (client.get(url).content.decode(), json_of(client, url)):
                assert "count nights" in content
                assert "Helen" not in content and "Maya" not in content
                assert cast.maya.seat.pk not in content


def test_taken_back_words_are_for_their_author_alone(cast: Cast) -> None:
    said = say(cast)
    publish(cast, said)
    commands.withdraw_contribution(said, by=cast.maya.actor, at=ON_TIME)
    url = f"/contributions/{said.pk}/"
    assert "count nights" in cast.maya.browser.get(url).content.decode()
    for client in (cast.leroy.browser, cast.helen.browser):
        assert "count nights" not in client.get(url).content.decode() + json_of(client, url)
    assert browser(cast.ines).get(url).status_code == 404
    assert "count nights" not in browser().get(f"/projects/{said.project_id}/contributions/").content.decode()


FORMS = ("say", "say-for-somebody", "ask")


def test_forms_about_a_project_are_for_members(cast: Cast) -> None:
    at = project(cast).pk
    before = len(entries())
    for form in FORMS:
        url = f"/projects/{at}/{form}/"
        assert cast.leroy.browser.get(url).status_code == cast.sam.browser.get(url).status_code == 200
        for client in (browser(cast.ines), cast.pat.browser, browser(cast.olu)):
            assert client.get(url).status_code == client.post(url, {"words": WORDS}).status_code == 404
        for response in (browser().get(url), browser().post(url, {"words": WORDS})):
            assert response.status_code == 302 and "/sign-in/" in response.headers["Location"]
    assert len(entries()) == before


@pytest.mark.parametrize("form", ["confirm", "publish", "take-back", "judge"])
def test_what_only_an_author_does(cast: Cast, form: str) -> None:
    said = say(cast)
    answer(cast, said)
    before, url = len(entries()), f"/contributions/{said.pk}/{form}/"
    assert cast.maya.browser.get(url).status_code == 200
    for client in (
        cast.leroy.browser,
        cast.helen.browser,
        browser(cast.olu),
        browser(cast.ines),
        cast.pat.browser,
    ):
        assert client.get(url).status_code == client.post(url, {"is_answer": "no"}).status_code == 404
    assert browser().post(url, {}).status_code == 302
    assert len(entries()) == before


def test_saying_something_once_however_often_it_is_sent(cast: Cast) -> None:
    url = f"/projects/{project(cast).pk}/say/"
    before = len(entries())
    client = cast.maya.browser
    typed = {"kind": "concern", "words": WORDS, KEY: client.get(url).context["form"].key}
    first, second = client.post(url, typed), client.post(url, typed)
    said = Contribution.objects.get()
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"] == f"/contributions/{said.pk}/"
    assert entries(before) == ["contribution.made"]
    assert said.due_on == timezone.localdate() + timedelta(days=20)


def test_what_is_typed_is_kept_when_something_is_wrong(cast: Cast) -> None:
    url = f"/projects/{project(cast).pk}/say/"
    before = len(entries())
    response = cast.maya.browser.post(url, {"kind": "nonsense", "words": SECRET})
    page = response.content.decode()
    assert response.status_code == 422 and SECRET in page and "<title>Error:" in page
    assert len(entries()) == before


def test_writing_down_what_somebody_said(cast: Cast) -> None:
    at = project(cast)
    typed = {
        "author": cast.maya.seat.pk, "way": "phone", "made_on": str(timezone.localdate()), "kind": "story",
        "words": WORDS,
    }  # fmt: skip
    response = cast.helen.browser.post(f"/projects/{at.pk}/say-for-somebody/", typed)
    said = Contribution.objects.get()
    assert (
        response.status_code == 303 and said.author == cast.maya.seat and said.entered_by == cast.helen.seat
    )
    page = cast.leroy.browser.get(f"/contributions/{said.pk}/").content.decode()
    assert "Written down by Helen" in page and "Maya has not confirmed" in page
    assert cast.maya.browser.post(f"/contributions/{said.pk}/confirm/", {}).status_code == 303
    assert fresh(said).confirmed_at is not None
    for wrong in (cast.pat.seat.pk, cast.helen.seat.pk, "nobody", ""):
        refused = cast.helen.browser.post(f"/projects/{at.pk}/say-for-somebody/", {**typed, "author": wrong})
        assert refused.status_code == 422
    assert Contribution.objects.count() == 1


def test_the_whole_road_through_the_browser(cast: Cast) -> None:
    at = project(cast)
    closes = timezone.localdate() + timedelta(days=14)
    asked = {"question": "What happens at night?", "closes_on": str(closes)}
    assert cast.helen.browser.post(f"/projects/{at.pk}/ask/", asked).status_code == 303
    assert Call.objects.get().closes_on == closes
    assert "What happens at night?" in cast.maya.browser.get(f"/projects/{at.pk}/say/").content.decode()
    cast.maya.browser.post(f"/projects/{at.pk}/say/", {"kind": "concern", "words": WORDS})
    url = f"/contributions/{Contribution.objects.get().pk}/"
    given = {"became": "to_both", "reason": "We write a proposal together."}
    assert cast.leroy.browser.post(f"{url}answer/", given).status_code == 422
    assert cast.helen.browser.post(f"{url}answer/", given).status_code == 303
    assert cast.sam.browser.post(f"{url}answer/", given).status_code == 409
    assert "We write a proposal together." in cast.maya.browser.get(f"{url}judge/").content.decode()
    assert cast.maya.browser.post(f"{url}judge/", {"is_answer": "yes"}).status_code == 303
    assert cast.maya.browser.post(f"{url}publish/", {}).status_code == 422
    assert cast.maya.browser.post(f"{url}publish/", {"details_checked": "on"}).status_code == 303
    assert "count nights" in browser().get(url).content.decode()
    assert cast.maya.browser.post(f"{url}take-back/", {}).status_code == 303
    assert browser().get(url).status_code == 302
    assert entries()[-6:] == [
        "contributions.invited", "contribution.made", "contribution.answered", "answer.judged",
        "contribution.published", "contribution.withdrawn",
    ]  # fmt: skip


def test_judging_before_there_is_an_answer_and_addresses_that_never_were(cast: Cast) -> None:
    said = say(cast)
    assert cast.maya.browser.get(f"/contributions/{said.pk}/judge/").status_code == 404
    for url in ("/contributions/nothing/", "/projects/nothing/contributions/", "/projects/nothing/say/"):
        assert cast.maya.browser.get(url).status_code == 404


@pytest.mark.parametrize("member", [True, False])
def test_the_list_asks_as_little_for_many_as_for_few(cast: Cast, member: bool) -> None:
    def queries() -> int:
        client = cast.helen.browser if member else browser()
        with CaptureQueriesContext(
            connection,
        ) as caught:
            page = client.get(f"/projects/{project(cast).pk}/contributions/")
        assert page.status_code == 200 and len(page.content) < 100_000
        return len(caught)

    def more(number: int) -> None:
        for _ in range(number):
            said = say(cast, words="word " * 900)
            publish(cast, said)
            answer(cast, said, at=TOO_LATE)

    more(2)
    few = queries()
    more(10)
    assert queries() == few


def test_a_page_lets_nothing_of_a_script_through(cast: Cast) -> None:
    said = say(cast, words="<script>alert(1)</script>")
    page = cast.helen.browser.get(f"/contributions/{said.pk}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_answers_know_their_lateness_by_the_day_here(cast: Cast) -> None:
    said = say(cast)
    late = answer(cast, said, at=later(days=30))
    assert Answer.objects.filter(pk=late.pk, at__date__gt=late.due_on).exists()
    assert late.at > NOW
