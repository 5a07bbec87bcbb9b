"""Public pages that read across rooms."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOW, STARTED, Cast, browser, later

from equalweight.core.record.verify import verify
from equalweight.site.committees.commands import leave_seat
from equalweight.site.contributions import commands as contributions
from equalweight.site.decisions import commands as decisions
from equalweight.site.ledger.export import root, size
from equalweight.site.projects import commands as projects
from equalweight.site.proposals import commands as proposals

pytestmark = pytest.mark.django_db


def page(address: str, client: Client | None = None) -> str:
    reply = (client or Client()).get(address)
    assert reply.status_code == 200, address
    return reply.content.decode()


def test_an_empty_site_says_what_to_do(db: None) -> None:
    assert "Start a committee" in page(reverse("evidence:committees"))
    assert "Nothing has been entered yet" in page(reverse("evidence:record"))
    assert "Whose words it started from" in page(reverse("evidence:home"))


def test_a_committee_shows_its_power_and_no_names(cast: Cast) -> None:
    shown = page(reverse("evidence:committee", args=[cast.committee.pk]))
    assert "Neither group can decide without the other" in shown
    assert "50%" in shown
    assert "Maya" not in shown
    assert "Go inside" not in shown
    assert "Go inside" in page(reverse("evidence:committee", args=[cast.committee.pk]), cast.maya.browser)


def test_a_side_of_one_is_said_plainly(cast: Cast) -> None:
    leave_seat(cast.leroy.seat, by=cast.leroy.actor, at=later(days=1))
    shown = page(reverse("evidence:committee", args=[cast.committee.pk]))
    assert "fewer than two seats, so nothing can be decided here yet" in shown


def test_a_project_is_public_and_its_names_are_not(cast: Cast) -> None:
    project = projects.start_project(
        cast.committee, name="Nights", purpose="Count.", by=cast.maya.actor, at=NOW
    )
    projects.join_phase(project, "co_design", what="Drafting", is_paid=True, by=cast.maya.actor, at=NOW)
    address = reverse("evidence:project", args=[project.pk])
    outside = page(address)
    assert "step 2 of 7: educating" in outside
    assert "papers sent to people with lived experience before a decision" in outside
    for hidden in ("Maya", "Drafting", "Take part in a phase"):
        assert hidden not in outside
    inside = page(address, cast.leroy.browser)
    assert "Drafting" in inside
    assert "Take part in a phase" in inside
    observer = page(address, browser(cast.olu))
    assert "Drafting" in observer
    assert "Take part in a phase" not in observer


def test_the_record_is_listed_searched_and_downloaded(cast: Cast) -> None:
    listed = page(reverse("evidence:record"))
    assert listed.count(">A committee was started<span") == 2
    assert "No entry is of this kind" in page(f"{reverse('evidence:record')}?type=vote.cast")
    one = page(f"{reverse('evidence:record')}?ctx={cast.elsewhere.pk}")
    assert one.count(">A committee was started<span") == 1
    lines = b"".join(Client().get(reverse("evidence:download"))).splitlines(keepends=True)  # type: ignore[arg-type]
    assert verify(lines, roots={size(): root(size()).hex()}).findings == ()


def test_an_entry_shows_its_proof_and_no_sealed_words(cast: Cast) -> None:
    shown = page(reverse("evidence:entry", args=[0]))
    assert root(size()).hex() in shown
    assert "Sealed, and not shown" in shown or "Northmoor" in shown


@pytest.mark.parametrize("seq", [STARTED, 10**9, 10**30])
def test_an_entry_that_is_not_there(cast: Cast, seq: int) -> None:
    assert Client().get(f"/record/{seq}/").status_code == 404


@pytest.mark.parametrize(
    ("entries", "digits", "says"),
    [
        ("1", "right", "It is the same"),
        ("1", "0" * 64, "It is not the same"),
        ("99", "0" * 64, "Entries are missing"),
        ("none", "0" * 64, "must be a whole number"),
        ("1", "abc", "A root has 64 digits"),
    ],
)
def test_an_old_root_is_checked(cast: Cast, entries: str, digits: str, says: str) -> None:
    digits = root(1).hex() if digits == "right" else digits
    reply = Client().post(reverse("evidence:old_root"), {"size": entries, "root": digits})
    assert says in reply.content.decode()


def test_because_of_you_is_for_you_alone(cast: Cast) -> None:
    address = reverse("evidence:because_of_you")
    assert Client().get(address).status_code == 302
    assert "You have not said anything here yet" in page(address, cast.maya.browser)


def test_because_of_you_names_what_followed(cast: Cast) -> None:
    project = projects.start_project(cast.committee, name="Nights", purpose="x", by=cast.maya.actor, at=NOW)
    said = contributions.make_contribution(
        project, kind="concern", way="typed", words="Count nights", by=cast.maya.actor, at=NOW
    )
    for _ in range(2):
        proposal = proposals.draft_proposal(
            project,
            title="Count nights?",
            text="Yes",
            why="",
            contributions=[said],
            by=cast.maya.actor,
            at=NOW,
        )
        decisions.announce_decision(proposal.versions.get(), by=cast.sam.actor, at=NOW)
    shown = page(reverse("evidence:because_of_you"), cast.maya.browser)
    for number in (1, 2):
        assert f"Decision: Count nights? ({number} of 2)</a>" in shown
        assert f"Proposal: Count nights? ({number} of 2)</a>" in shown
    assert ", number 1" not in shown


def test_nothing_promised_is_said_in_words(cast: Cast) -> None:
    shown = page(reverse("evidence:committee", args=[cast.committee.pk]))
    assert "No promises yet" in shown and "0 of 0" not in shown


def test_lists_cost_the_same_however_long(cast: Cast) -> None:
    """All but the reads of the tree's nodes: there are as many as the record's size has ones in binary."""
    counts = []
    for _ in range(2):
        for number in range(5):
            projects.start_project(cast.committee, name=f"{number}", purpose="x", by=cast.maya.actor, at=NOW)
        with CaptureQueriesContext(connection) as queries:
            page(reverse("evidence:committee", args=[cast.committee.pk]))
            page(reverse("evidence:committees"))
            page(reverse("evidence:record"))
        counts.append(sum("ledger_node" not in query["sql"] for query in queries.captured_queries))
    assert counts[0] == counts[1]
