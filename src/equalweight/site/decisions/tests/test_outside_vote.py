"""Votes held outside: the wish, the note with its fingerprint, and what the pages say."""

import hashlib
from base64 import b64encode
from typing import Any

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW, Cast, browser

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import OutsideVote, OutsideWish
from equalweight.site.decisions.outside_vote_rules import (
    MANY_VOTERS,
    check_address,
    counts_of,
    fingerprint_of,
)
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, announced, closed, disclosed, entries, join, opened, propose, vote
from .test_after import last_pub

FINGERPRINT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
ADDRESS = "https://vote.belenios.org/elections/8GVH85AoSyweXG/"
NOTE = {"side": "staff", "runner": "Southvale Voices", "address": ADDRESS, "fingerprint": FINGERPRINT}


@given(st.binary())
def test_a_fingerprint_in_hex_or_base64_is_the_same(election: bytes) -> None:
    digest = hashlib.sha256(election)
    shown = b64encode(digest.digest()).decode().rstrip("=")
    assert fingerprint_of(shown) == fingerprint_of(f"{shown}=") == fingerprint_of(digest.hexdigest()) == shown
    assert fingerprint_of(f" {shown[:20]}\n{shown[20:]} ") == shown


@given(st.text(max_size=80))
def test_anything_else_is_refused(typed: str) -> None:
    try:
        found = fingerprint_of(typed)
    except RuleBroken as broken:
        assert broken.code == broken.field == "fingerprint"
    else:
        assert len(found) == 43


@pytest.mark.parametrize(
    "typed", ["", "abc", FINGERPRINT[:-1], FINGERPRINT + "A", FINGERPRINT[:-1] + "V", "ä" * 43]
)
def test_a_fingerprint_of_another_shape(typed: str) -> None:
    with pytest.raises(RuleBroken):
        fingerprint_of(typed)


NO_ADDRESSES = [
    "", "http://vote.belenios.org/", "javascript:alert(1)", "https://", "https://a@b.org/", 'https://a.org/"x',
    "https://[a",
]  # fmt: skip


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_an_address_that_is_none(typed: str) -> None:
    with pytest.raises(RuleBroken):
        check_address(typed)


def test_counts_one_a_line() -> None:
    assert counts_of("Yes: 14\n\n No = 3 \nNot voting 2") == (("Yes", 14), ("No", 3), ("Not voting", 2))
    assert counts_of(" \n") == ()
    for wrong in ("Yes", "14", "Yes: many", "Yes: -1", "\n".join(f"A{n}: 1" for n in range(31))):
        with pytest.raises(RuleBroken) as broken:
            counts_of(wrong)
        assert broken.value.field == "counts"


@given(st.text(max_size=300))
def test_no_counts_are_too_odd(typed: str) -> None:
    try:
        assert all(label and count >= 0 for label, count in counts_of(typed))
    except RuleBroken as broken:
        assert broken.code == "counts"


def test_a_wish_is_said_and_nobody_is_named(
    cast: Cast, clock: SetClock, django_capture_on_commit_callbacks: Any
) -> None:
    clock(NOW)
    decision = announced(cast)
    page, before = f"/decisions/{decision.pk}/rather-outside/", len(entries())
    mail.outbox.clear()
    assert "don’t have to say why" in cast.leroy.browser.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.leroy.browser.post(page).status_code == 303
    assert entries(before) == ["outside_vote.wished"] and last_pub() == {"decision": decision.pk}
    assert b"seat:" not in bytes(Entry.objects.order_by("-seq")[0].body)
    assert OutsideWish.objects.filter(decision=decision).count() == 1
    assert {each.to[0] for each in mail.outbox} == {"maya@example.org", "helen@example.org"}
    assert not any("Leroy" in each.body for each in mail.outbox)
    notice = cast.sam.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert "would rather have this vote held outside" in notice and "#elsewhere" in notice
    assert "rather-outside" not in notice


def test_one_wish_a_decision_and_only_before_it_opens(cast: Cast) -> None:
    decision = announced(cast)
    commands.wish_outside_vote(decision, by=cast.leroy.actor, at=NOW)
    for by, code in ((cast.maya, "changed"), (cast.pat, "elsewhere")):
        with pytest.raises(RuleBroken) as broken:
            commands.wish_outside_vote(decision, by=by.actor, at=NOW)
        assert broken.value.code == code
    commands.open_decision(decision, by=CLOCK, at=OPENS)  # a wish stops nothing
    with pytest.raises(RuleBroken) as broken:
        commands.wish_outside_vote(decision, by=cast.sam.actor, at=OPENS)
    assert broken.value.code == "opened"


def test_a_note_before_the_vote_is_public_once_the_decision_has_closed(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    decision = announced(cast)
    page, before = f"/decisions/{decision.pk}/held-outside/", len(entries())
    assert cast.sam.browser.post(page, NOTE).status_code == 303
    assert entries(before) == ["outside_vote.noted"]
    assert last_pub() == {"decision": decision.pk, "side": "staff", "fingerprint": FINGERPRINT}
    assert disclosed(before) == {}
    inside = cast.maya.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert FINGERPRINT in inside and "Southvale Voices" in inside and ADDRESS in inside
    commands.open_decision(decision, by=CLOCK, at=OPENS)
    vote(cast, decision, **AGREED)
    commands.close_decision(decision, by=CLOCK, at=CLOSES)
    assert disclosed(before) == {"runner": "Southvale Voices", "address": ADDRESS}
    assert FINGERPRINT in browser().get(f"/decisions/{decision.pk}/").content.decode()
    assert not verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings


def test_what_was_counted_stands_beside_it(cast: Cast, clock: SetClock) -> None:
    clock(CLOSES)
    decision = closed(cast, **AGREED)
    before = len(entries())
    page = f"/decisions/{decision.pk}/held-outside/"
    assert cast.maya.browser.post(page, NOTE | {"counts": "Yes: 14\nNo: 3"}).status_code == 303
    assert disclosed(before)["counts"] == "Yes: 14\nNo: 3"
    public = browser().get(f"/decisions/{decision.pk}/").content.decode()
    assert "What was counted there" in public and "14" in public and "held-outside" not in public
    assert "noted first" not in public
    other = NOTE | {"fingerprint": "A" * 43}
    assert cast.maya.browser.post(page, other).status_code == 303
    assert "its fingerprint differs" in browser().get(f"/decisions/{decision.pk}/").content.decode()
    assert OutsideVote.objects.filter(decision=decision).count() == 2


@pytest.mark.parametrize(
    ("field", "typed"), [("fingerprint", "abc"), ("address", "http://x.org"), ("counts", "Yes, many"), ("side", "both")]
)  # fmt: skip
def test_a_mistake_is_said_beside_its_field_and_nothing_typed_is_lost(
    cast: Cast, clock: SetClock, field: str, typed: str
) -> None:
    clock(NOW)
    decision = announced(cast)
    before = len(entries())
    page = cast.sam.browser.post(f"/decisions/{decision.pk}/held-outside/", NOTE | {field: typed})
    html = page.content.decode()
    assert page.status_code == 422 and f"id_{field}" in html and "Southvale Voices" in html
    assert entries(before) == [] and not OutsideVote.objects.exists()


def test_more_than_fifty_voters_are_told_before_it_opens(cast: Cast, clock: SetClock) -> None:
    clock(NOW)
    version = propose(cast.committee, cast.maya)
    join(cast, *[f"Staff{n}" for n in range(MANY_VOTERS - 4)])
    announce = f"/proposals/{version.proposal_id}/announce/"
    said = f"More than {MANY_VOTERS} people can vote"
    assert said not in cast.maya.browser.get(announce).content.decode()
    join(cast, "Last")
    assert said in cast.maya.browser.get(announce).content.decode()
    decision = commands.announce_decision(version, by=cast.helen.actor, at=NOW)
    assert said in cast.maya.browser.get(f"/decisions/{decision.pk}/").content.decode()


def test_many_notes_need_no_more_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    decision = closed(cast, **AGREED)
    commands.note_outside_vote(decision, **NOTE, by=cast.sam.actor, at=CLOSES)
    with django_assert_max_num_queries(60) as few:
        browser().get(f"/decisions/{decision.pk}/")
    for _ in range(9):
        commands.note_outside_vote(decision, **NOTE, counts="Yes: 1", by=cast.sam.actor, at=CLOSES)
    with django_assert_max_num_queries(len(few)):
        browser().get(f"/decisions/{decision.pk}/")


def test_an_open_decision_takes_a_note_from_its_own_committee_alone(cast: Cast) -> None:
    decision = opened(cast)
    commands.note_outside_vote(decision, **NOTE, by=cast.leroy.actor, at=OPENS)
    with pytest.raises(RuleBroken) as broken:
        commands.note_outside_vote(decision, **NOTE, by=cast.pat.actor, at=OPENS)
    assert broken.value.code == "elsewhere"
