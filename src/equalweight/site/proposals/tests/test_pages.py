"""The pages, as each person meets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import NOW, Cast, browser

from equalweight.site.contributions.tests.road import entries, project, say
from equalweight.site.decisions.tests import road as decided
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.proposals import queries
from equalweight.site.proposals.models import Proposal, Version
from equalweight.site.web.once import KEY

from .road import NEW_TEXT, TEXT, TITLE, draft, revise

WHY = "Nights are hard."


def both(client: Client, url: str) -> str:
    return (
        client.get(url).content.decode()
        + client.get(url, headers={"accept": "application/json"}).content.decode()
    )


def outsiders(cast: Cast) -> list[Client]:
    return [browser(cast.ines), cast.pat.browser]


def close(cast: Cast, version: Version) -> None:
    decision = decided.announced(cast, version=version)
    decided.commands.open_decision(decision, by=decided.CLOCK, at=decided.OPENS)
    decided.vote(cast, decision, **decided.AGREED)
    decided.commands.close_decision(decision, by=decided.CLOCK, at=decided.CLOSES)


def test_an_undecided_one_is_for_those_inside(cast: Cast) -> None:
    url = f"/proposals/{draft(cast).pk}/"
    for client in (cast.maya.browser, cast.sam.browser, browser(cast.olu)):
        assert TEXT in both(client, url)
    assert all(client.get(url).status_code == 404 for client in outsiders(cast))
    assert browser().get(url).headers["Location"].startswith("/sign-in/")
    assert "Write the next version" in cast.sam.browser.get(url).content.decode()
    assert "Write the next version" not in browser(cast.olu).get(url).content.decode()


def test_undecided_words_are_on_no_public_page(cast: Cast) -> None:
    made = draft(cast, title="A secret title")
    pages = [f"/committees/{cast.committee.pk}/", f"/projects/{made.project_id}/contributions/", "/record/"]
    pages += [f"/record/{seq}/" for seq in Entry.objects.values_list("seq", flat=True)]
    for url in pages:
        assert TEXT not in both(browser(), url) and "A secret title" not in both(browser(), url)
    assert TEXT not in b"".join(export_lines()).decode()
    assert queries.project_proposals(made.project, is_member=False) == ()


def test_the_public_reads_the_decided_version_not_the_next(cast: Cast) -> None:
    made = draft(cast)
    close(cast, revise(cast, made))
    revise(cast, made, based_on=2, text="A third text.", title="A third title")
    url = f"/proposals/{made.pk}/"
    for client in (*outsiders(cast), browser()):
        seen = both(client, url)
        assert NEW_TEXT in seen and "Agreed" in seen
        assert "A third" not in seen and WHY not in seen and "Maya" not in seen and "Helen" not in seen
    inside = cast.maya.browser.get(url).content.decode()
    assert "A third text." in inside and "That decision stays with version 2" in inside
    (line,) = queries.project_proposals(made.project, is_member=False)
    assert (line.title, line.version, line.state.words) == (TITLE, 2, "Agreed")
    assert line.sides == ("lived_experience", "staff")


def test_an_announced_version_is_not_public_yet_and_a_change_leaves_it_be(cast: Cast) -> None:
    made = draft(cast)
    decided.announced(cast, version=made.versions.get())
    url = f"/proposals/{made.pk}/"
    assert browser(cast.ines).get(url).status_code == 404
    assert "Put to both groups" in cast.maya.browser.get(url).content.decode()
    assert "Version 1 was put to both groups" in cast.sam.browser.get(f"{url}revise/").content.decode()
    revise(cast, made)
    assert "is being decided on" in cast.maya.browser.get(url).content.decode()


@pytest.mark.parametrize("page", ["revise", "differences"])
def test_pages_of_members(cast: Cast, page: str) -> None:
    made = draft(cast)
    before, url = len(entries()), f"/proposals/{made.pk}/{page}/"
    assert cast.leroy.browser.get(url).status_code == cast.helen.browser.get(url).status_code == 200
    for client in outsiders(cast):
        assert client.get(url).status_code == client.post(url, {"text": "x"}).status_code == 404
    assert browser().get(url).status_code == browser().post(url, {"text": "x"}).status_code == 302
    observer = browser(cast.olu).get(url).status_code
    assert observer == (200 if page == "differences" else 404)
    assert len(entries()) == before


def test_drafting_is_for_members_and_acts_once(cast: Cast) -> None:
    said = say(cast)
    url = f"/projects/{project(cast).pk}/propose/"
    for client in (*outsiders(cast), browser(cast.olu)):
        assert client.get(url).status_code == client.post(url, {"title": "A"}).status_code == 404
    assert browser().get(url).status_code == 302
    client, before = cast.maya.browser, len(entries())
    page = client.get(f"{url}?from={said.pk}")
    assert f'value="{said.pk}" checked' in page.content.decode()
    typed = {"title": TITLE, "text": TEXT, "contributions": [said.pk], KEY: page.context["form"].key}
    first, second = client.post(url, typed), client.post(url, typed)
    made = Proposal.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/proposals/{made.pk}/"
    assert entries(before) == ["proposal.drafted"] and list(made.comes_from.all()) == [said]
    for wrong in ({"contributions": ["nothing"]}, {"title": ""}, {"text": "x" * 15_001}):
        refused = client.post(url, {"title": TITLE, "text": TEXT, **wrong})
        assert refused.status_code == 422
    assert Proposal.objects.count() == 1


def test_two_people_writing_at_once_lose_nothing(cast: Cast) -> None:
    made = draft(cast)
    url = f"/proposals/{made.pk}/revise/"
    helen, maya = cast.helen.browser, cast.maya.browser
    mine = {"title": TITLE, "text": "What Maya wrote.", "why": "Mine.", "based_on": "1"}
    assert 'name="based_on" value="1"' in maya.get(url).content.decode()
    assert helen.post(url, {**mine, "text": NEW_TEXT}).status_code == 303
    before = len(entries())
    met = maya.post(url, mine)
    page = met.content.decode()
    assert met.status_code == 409 and "<title>Error:" in page
    assert "What Maya wrote." in page and NEW_TEXT in page and "Helen" in page
    assert 'name="based_on" value="2"' in page and 'name="based_on" value="1"' not in page
    assert len(entries()) == before
    assert maya.post(url, {**mine, "based_on": "2"}).status_code == 303
    assert list(made.versions.values_list("number", flat=True)) == [3, 2, 1]
    assert entries(before) == ["proposal.revised"]


def test_what_is_typed_wrongly_keeps_its_version(cast: Cast) -> None:
    made = draft(cast)
    url = f"/proposals/{made.pk}/revise/"
    revise(cast, made)
    page = cast.maya.browser.post(url, {"title": "", "text": "Mine.", "based_on": "1"})
    # Somebody saved meanwhile: from here on theirs is on the page, so the next save may follow it.
    assert page.status_code == 422 and NEW_TEXT in page.content.decode()
    for odd in ("", "abc", "-1", "99999999999999999999", "٣"):
        refused = cast.maya.browser.post(url, {"title": "T", "text": "Mine.", "based_on": odd})
        assert refused.status_code in {409, 422} and "Mine." in refused.content.decode()
    assert made.versions.count() == 2


def test_differences_are_said_in_words(cast: Cast) -> None:
    made = draft(cast)
    revise(cast, made, title="Count every night")
    url = f"/proposals/{made.pk}/differences/"
    page = cast.leroy.browser.get(url).content.decode()
    assert '<del><span class="govuk-visually-hidden">Taken out: </span>2</del>' in page.replace(
        '<span class="govuk-visually-hidden">, end.</span>', ""
    )
    assert "Added: </span>6<span" in page and "1 word taken out, 1 word added." in page
    assert "The title" in page and WHY in page
    revise(cast, made, based_on=2, text="Third.")
    assert "version 1 to version 3" in cast.leroy.browser.get(f"{url}?from=3&to=1").content.decode()
    assert "they say the same" in cast.leroy.browser.get(f"{url}?from=2&to=2").content.decode()
    for odd in ("0", "9", "abc", "-1", "²", "9" * 400):
        assert cast.leroy.browser.get(f"{url}?from={odd}").status_code == 404


def test_a_long_text_stays_a_page(cast: Cast) -> None:
    long = " ".join(f"w{n}" for n in range(4000))[:14_990].strip()
    made = draft(cast, text=long)
    revise(cast, made, text=long.replace("w1", "v1"))
    client = cast.maya.browser
    client.post(
        f"/proposals/{made.pk}/revise/", {"title": "", "text": long, "why": "w" * 500, "based_on": "1"}
    )
    for page in ("", "revise/", "differences/"):
        assert len(client.get(f"/proposals/{made.pk}/{page}").content) < 100_000
    met = client.post(f"/proposals/{made.pk}/revise/", {"title": "T", "text": long + ".", "based_on": "1"})
    assert met.status_code == 409 and len(met.content) < 100_000


def test_many_versions_ask_as_little_as_few(cast: Cast) -> None:
    made = draft(cast, contributions=[say(cast)])
    line = f"/proposals/{made.pk}/"

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            page = cast.maya.browser.get(line)
            queries.waiting_for([cast.maya.seat, cast.sam.seat], NOW)
            queries.project_proposals(made.project, is_member=True)
        assert page.status_code == 200 and len(page.content) < 100_000
        return len(caught)

    few = asked()
    for number in range(1, 13):
        revise(cast, made, (cast.sam, cast.leroy)[number % 2], based_on=number, text=f"Text {number}")
    for _ in range(3):
        draft(cast, cast.helen)
    assert asked() == few


def test_the_other_group_is_asked_to_write(cast: Cast) -> None:
    made = draft(cast)
    (wait,) = queries.waiting_for([cast.sam.seat], NOW)
    assert wait.href == f"/proposals/{made.pk}/" and wait.what.startswith("Only people with lived experience")
    assert queries.waiting_for([cast.leroy.seat], NOW) == [] == queries.waiting_for([], NOW)
    revise(cast, made, cast.sam)
    assert queries.waiting_for([cast.sam.seat], NOW) == []


def test_what_came_from_somebodys_words(cast: Cast) -> None:
    said, other = say(cast), say(cast)
    made = draft(cast, contributions=[said])
    revise(cast, made, title="A better title")
    found = queries.came_from([said.pk, other.pk])
    assert {pk: [link.text for link in links] for pk, links in found.items()} == {said.pk: ["A better title"]}
