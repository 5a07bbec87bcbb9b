"""Proposing a change of the remit, or to close the committee: who may, what it says, what it starts from."""

import pytest
from django.test import Client
from tests.cast import NOW, Cast, browser

from equalweight.site.committees.models import Committee, RemitVersion
from equalweight.site.contributions.tests.road import entries
from equalweight.site.proposals.models import Proposal, Version

REMIT = {
    "kind": "advises", "holder": "The cabinet", "power": "", "days": "40", "on_the_table": "Nights",
    "off_the_table": "The whole budget", "why": "The cabinet decides in truth.", "based_on": "1",
}  # fmt: skip
CLOSE = {"why_close": "The work is done.", "promises": "The council keeps them.", "based_on": "0"}


def address(cast: Cast, kind: str) -> str:
    return f"/committees/{cast.committee.pk}/{'remit/change' if kind == 'remit' else 'close'}/"


def typed(kind: str) -> dict[str, str]:
    return REMIT if kind == "remit" else CLOSE


def proposed(cast: Cast, kind: str) -> Proposal:
    assert cast.maya.browser.post(address(cast, kind), typed(kind)).status_code == 303
    return Proposal.objects.get()


@pytest.mark.parametrize("kind", ["remit", "closing"])
def test_only_members_propose_it(cast: Cast, kind: str) -> None:
    url = address(cast, kind)
    assert cast.maya.browser.get(url).status_code == 200 and cast.sam.browser.get(url).status_code == 200
    for client in (browser(cast.olu), browser(cast.ines), cast.pat.browser):
        assert client.get(url).status_code == client.post(url, typed(kind)).status_code == 404
    assert Client().get(url).headers["Location"].startswith("/sign-in/")
    assert not Proposal.objects.exists()


def test_the_text_says_in_words_what_changes(cast: Cast) -> None:
    before = len(entries())
    version = proposed(cast, "remit").versions.get()
    assert entries()[before:] == ["project.started", "proposal.drafted"]
    assert version.title == (
        "Change what this committee can decide: who decides in the end, on the table and not on the table, and why"
    )
    assert (
        "The cabinet decides and may say no. This is advice. An answer is due within 40 days" in version.text
    )
    assert "(now: Director of adult social care has promised" in version.text
    assert (version.changes, version.based_on, version.settings["days"]) == ("remit", 1, 40)
    assert RemitVersion.objects.filter(committee=cast.committee).count() == 1  # nothing is in force yet


def test_closing_says_why_and_what_becomes_of_promises(cast: Cast) -> None:
    version = proposed(cast, "closing").versions.get()
    assert (version.title, version.changes) == ("Close this committee", "closing")
    assert CLOSE["why_close"] in version.text and CLOSE["promises"] in version.text
    assert Committee.objects.get(pk=cast.committee.pk).closed_at is None


@pytest.mark.parametrize("kind", ["remit", "closing"])
def test_the_other_side_writes_the_next_version(cast: Cast, kind: str) -> None:
    first = proposed(cast, kind)
    url = f"/proposals/{first.pk}/revise/"
    page = cast.sam.browser.get(url).content.decode()
    assert ("The cabinet" if kind == "remit" else CLOSE["promises"]) in page
    field = "days" if kind == "remit" else "promises"
    new = "50" if kind == "remit" else "Ada does."
    assert cast.sam.browser.post(url, typed(kind) | {field: new, "number": "1"}).status_code == 303
    newest = first.versions.order_by("-number")[0]
    assert (newest.number, str(newest.settings[field]), newest.changes) == (2, new, kind)
    assert entries()[-1] == "proposal.revised"
    assert cast.maya.browser.post(url, typed(kind) | {"number": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("kind", "wrong", "status"),
    [
        ("remit", {"based_on": "2"}, 409), ("remit", {"holder": ""}, 422), ("remit", {"days": "0"}, 422),
        ("remit", {"kind": "decides"}, 422), ("remit", {"kind": "rules"}, 422), ("closing", {"why_close": " "}, 422),
        ("closing", {"promises": ""}, 422), ("closing", {"based_on": "3"}, 409),
    ],
)  # fmt: skip
def test_what_can_not_be_is_refused(cast: Cast, kind: str, wrong: dict[str, str], status: int) -> None:
    assert cast.maya.browser.post(address(cast, kind), typed(kind) | wrong).status_code == status
    assert not Version.objects.exists()


def test_what_changes_nothing_is_refused(cast: Cast) -> None:
    now = cast.committee.remits.get()
    same = {
        "kind": now.kind,
        "holder": now.holder,
        "days": str(now.days),
        "on_the_table": "",
        "based_on": "1",
    }
    RemitVersion.objects.filter(pk=now.pk).update(on_the_table="Nights")
    reply = cast.maya.browser.post(address(cast, "remit"), same | {"on_the_table": "Nights"})
    assert reply.status_code == 422 and "It is so already" in reply.content.decode()


def test_there_is_nothing_to_propose_in_a_committee_that_closed(cast: Cast) -> None:
    Committee.objects.filter(pk=cast.committee.pk).update(closed_at=NOW)
    for kind in ("remit", "closing"):
        assert cast.maya.browser.get(address(cast, kind)).status_code == 404
    page = cast.maya.browser.get(f"/committees/{cast.committee.pk}/remit/").content.decode()
    assert "Propose a change" not in page and "12 January 2026 to 12 January 2026" in page


def test_the_history_is_public_and_dated(cast: Cast) -> None:
    url = f"/committees/{cast.committee.pk}/remit/"
    page = Client().get(url).content.decode()
    assert "Version 1, in force since 12 January 2026" in page and "Propose a change" not in page
    assert "Propose a change" in cast.maya.browser.get(url).content.decode()
