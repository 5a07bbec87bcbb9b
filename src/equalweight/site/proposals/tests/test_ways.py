"""Proposing a change of the committee's own ways of working: who may, what it says, what it starts from."""

import pytest
from django.test import Client
from tests.cast import Cast, browser

from equalweight.site.committees.models import WaysOfWorking
from equalweight.site.contributions.tests.road import entries
from equalweight.site.ledger.models import Entry
from equalweight.site.proposals.models import Proposal, Version

TYPED = {
    "rule": "both_sides", "rounds": "2", "quorum": "2/3", "threshold": "1/2", "days_for_papers": "10",
    "days_to_vote": "14", "days_to_answer": "20", "days_to_bring_back": "28", "days_to_sign_off": "14",
    "pay_pence_per_hour": "25", "pay_words": "", "disagreement_words": "",
    "why": "Five days is too short.", "based_on": "1",
}  # fmt: skip


def address(cast: Cast) -> str:
    return f"/committees/{cast.committee.pk}/ways/change/"


def proposed(cast: Cast) -> Proposal:
    assert cast.maya.browser.post(address(cast), TYPED).status_code == 303
    return Proposal.objects.get()


def test_only_members_propose_a_change(cast: Cast) -> None:
    url = address(cast)
    assert cast.maya.browser.get(url).status_code == 200 and cast.sam.browser.get(url).status_code == 200
    for client in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
        assert client.get(url).status_code == client.post(url, TYPED).status_code == 404
    assert Client().get(url).headers["Location"].startswith("/sign-in/")
    assert not Proposal.objects.exists()


def test_the_form_starts_from_what_is_in_force(cast: Cast) -> None:
    page = cast.maya.browser.get(address(cast)).content.decode()
    field = next(each for each in page.split("<input") if 'name="days_for_papers"' in each)
    assert 'value="5"' in field and "a group’s bare majority can lose" in page


def test_the_text_says_in_words_what_changes(cast: Cast) -> None:
    before = Entry.objects.count()
    version = proposed(cast).versions.get()
    types = list(Entry.objects.order_by("seq").values_list("type", flat=True))[before:]
    assert types == ["project.started", "proposal.drafted"]
    assert version.title == "Change how we work: for it to count, papers and pay"
    assert "- Papers: 10 days before voting opens\n  (now: 5 days before voting opens)" in version.text
    assert version.settings["quorum"] == "2/3" and version.settings["pay_pence_per_hour"] == 2500
    assert WaysOfWorking.objects.filter(committee=cast.committee).count() == 1  # nothing is in force yet


def test_the_next_version_and_the_next_change_stay_in_the_same_project(cast: Cast) -> None:
    first = proposed(cast)
    more = TYPED | {"days_for_papers": "7", "number": "1"}
    assert cast.sam.browser.post(f"/proposals/{first.pk}/revise/", more).status_code == 303
    newest = first.versions.order_by("-number")[0]
    assert (newest.number, newest.settings["days_for_papers"], newest.author.name) == (2, 7, "Sam")
    assert entries()[-1] == "proposal.revised"
    cast.leroy.browser.post(address(cast), TYPED | {"days_to_vote": "21"})
    assert len(set(Proposal.objects.values_list("project", flat=True))) == 1


def test_what_changes_nothing_is_refused(cast: Cast) -> None:
    same = TYPED | {"quorum": "1/2", "days_for_papers": "5", "pay_pence_per_hour": "0"}
    found = cast.maya.browser.post(address(cast), same)
    assert found.status_code == 422 and "This is how you work already" in found.content.decode()
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("typed", "status"), [({"based_on": "2"}, 409), ({"rule": "one_head"}, 422), ({"quorum": "1/3"}, 422)]
)
def test_what_can_not_be_is_refused(cast: Cast, typed: dict[str, str], status: int) -> None:
    assert cast.maya.browser.post(address(cast), TYPED | typed).status_code == status
    assert not Version.objects.exists()


def test_its_settings_are_not_overwritten_as_plain_text(cast: Cast) -> None:
    first = proposed(cast)
    words = {"title": "Something else", "text": "Else", "why": "", "based_on": "1"}
    assert cast.sam.browser.post(f"/proposals/{first.pk}/revise/", words).status_code == 422
    assert first.versions.count() == 1


def test_the_history_is_public_and_dated(cast: Cast) -> None:
    url = f"/committees/{cast.committee.pk}/ways/"
    page = Client().get(url).content.decode()
    assert "Version 1, in force since 12 January 2026" in page and "Propose a change" not in page
    assert "Propose a change" in cast.maya.browser.get(url).content.decode()
