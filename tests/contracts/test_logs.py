"""A promise log without the organisation (promise 11.2): nothing of a committee is there, or was ever made in it."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Attendee, WelcomeAsk
from equalweight.site.desk.queries import waiting_page
from equalweight.site.ledger.actor import Actor
from equalweight.site.offers import commands as offers
from equalweight.site.offers.tokens import letter_token
from equalweight.site.projects.commands import start_project
from equalweight.site.proposals.commands import draft_proposal
from tests.cast import browser, later

from .permissions import TABLE
from .permissions.logs import LEAD_ON, NOT_THERE, OF_A_LOG
from .scene import PRESENT, Scene
from .scene.offers import TERMS
from .visiting import Visitors, undone

pytestmark = pytest.mark.django_db
# A list of promises is brought into a log as into a committee. Its second page is there once a file was sent.
BROUGHT_IN = {"commitments:import"}


def routes_of_a_committee() -> dict[str, str]:
    """Name → pattern of every address that holds a committee's id."""
    found = {}
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver):
            for each in resolver.url_patterns:
                if isinstance(each, URLPattern) and str(each.pattern).startswith("committees/<str:pk>/"):
                    found[f"{resolver.namespace}:{each.name}"] = f"/{resolver.pattern}{each.pattern}"
    return found


def test_every_address_of_a_committee_has_a_row_for_a_log() -> None:
    assert len(routes_of_a_committee()) >= 25
    assert {f"{name} {OF_A_LOG}" for name in routes_of_a_committee()} <= set(TABLE)
    assert set(NOT_THERE) <= set(routes_of_a_committee())


def test_its_keeper_finds_nothing_of_a_committee_there(scene: Scene, visitors: Visitors) -> None:
    """Every address, with the log's id and with what is really there: its seat, who was named, who reads along."""
    log = scene.outside.log
    for name, pattern in routes_of_a_committee().items():
        with undone():
            own = {
                "founder": scene.outside.named.pk,
                "seat": log.seats.get().pk,
                "attendee": Attendee.objects.create(committee=log, person=scene.cast.olu).pk,
                "ask": WelcomeAsk.objects.create(
                    committee=log, asked_by=log.seats.get(), asked_at=PRESENT
                ).pk,
            }
            rest = [own[each] for each in re.findall(r"<\w+:(\w+)>", pattern)[1:]]
            address = reverse(name, args=[log.pk, *rest])
            for client in (browser(scene.cast.ines), browser(scene.cast.olu)):
                got, posted = client.get(address), client.post(address)
                if name in LEAD_ON:
                    assert got["Location"] == reverse("outside:log", args=[log.pk])
                elif name in BROUGHT_IN and client.session["_auth_user_id"] == str(scene.cast.ines.pk):
                    assert (got.status_code, posted.status_code) == (200, 422)
                else:
                    assert (got.status_code, posted.status_code) == (404, 404), (name, got.status_code)


@pytest.fixture
def keeper(scene: Scene) -> Actor:
    return seat_actor(scene.outside.log.seats.get())


def test_what_was_made_in_a_log_before_is_not_there_either(
    scene: Scene, keeper: Actor, visitors: Visitors
) -> None:
    log, ines = scene.outside.log, browser(scene.cast.ines)
    with undone():
        invitation = offers.Invitation(
            side="lived_experience", to_name="Gus", to_email="gus@example.org", terms=TERMS,
            answer_by=later(days=150).date(),
        )  # fmt: skip
        offer = offers.make_offer(log, invitation, by=keeper, at=PRESENT)
        project = start_project(log, name="Nights", purpose="Sleep", by=keeper, at=PRESENT)
        proposal = draft_proposal(
            project, title="Count nights", text="A night counts.", by=keeper, at=PRESENT
        )
        for client in (ines, Client()):
            assert client.get(f"/letter/{letter_token(offer)}/").status_code == 404
            assert client.get(f"/letter/{letter_token(offer)}/yes/").status_code == 404
            for address in (reverse("evidence:project", args=[project.pk]), f"/proposals/{proposal.pk}/"):
                assert client.get(address).status_code == 404, address
        for address in (
            reverse("offers:offer", args=[offer.pk]),
            reverse("offers:record", args=[offer.pk]),
            reverse("proposals:draft", args=[project.pk]),
            reverse("decisions:announce", args=[proposal.pk]),
            reverse("contributions:make", args=[project.pk]),
        ):
            assert ines.get(address).status_code == 404, address
            assert ines.post(address).status_code == 404, address
        assert "An offer to Gus" not in str(waiting_page(scene.cast.ines, PRESENT))


def test_nothing_of_a_committee_waits_for_its_keeper(scene: Scene, visitors: Visitors) -> None:
    waits = str(waiting_page(scene.cast.ines, PRESENT))
    assert "This promise was due on" in waits
    for nag in ("co-chair", "access coordinator", "Back somebody", "/committees/"):
        assert nag not in waits


def test_a_log_is_left_in_one_step(scene: Scene, visitors: Visitors) -> None:
    log, ines = scene.outside.log, browser(scene.cast.ines)
    leave = reverse("outside:leave", args=[log.pk])
    with undone():
        page = ines.get(reverse("outside:log", args=[log.pk])).content.decode()
        assert leave in page and "Rae has not said yes" in page
        assert (
            "committee" not in ines.get(leave).content.decode().partition("<main")[2].partition("</main")[0]
        )
        assert ines.post(leave)["Location"] == reverse("outside:log", args=[log.pk])
        assert (
            "Nobody keeps this log any more"
            in ines.get(reverse("outside:log", args=[log.pk])).content.decode()
        )
