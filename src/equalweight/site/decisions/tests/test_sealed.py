"""Sealed votes: the way they go, what they leave, and what happens when the key is gone."""

import json
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from tests.cast import NOW, Cast, Player, browser

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.decisions import commands, keys, sealed_rules, sealing
from equalweight.site.decisions.clock import due_acts
from equalweight.site.decisions.envelopes import answered, stamp_for
from equalweight.site.decisions.models import Decision, RollSeat, Vote
from equalweight.site.decisions.queries import waiting_for
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.web.models import Draft, Submission
from equalweight.site.web.rules import RuleBroken

from .conftest import SetClock
from .road import AGREED, CLOSES, OPENS, entries, fresh, propose

Commit = Callable[..., object]


def sealed(cast: Cast) -> Decision:
    """A sealed vote, open."""
    version = propose(cast.committee, cast.maya)
    decision = commands.announce_decision(version, by=cast.helen.actor, at=NOW, votes="sealed")
    return commands.open_decision(decision, by=CLOCK, at=OPENS)


def answer(cast: Cast, decision: Decision, **says: str) -> None:
    for name, choice in says.items():
        cast_one(decision, choice, getattr(cast, name))


def stamp(decision: Decision, who: Player) -> str:
    """What this voter's ballot carries now."""
    return stamp_for(decision, who.seat.pk)


def cast_one(
    decision: Decision, choice: str, who: Player, *, at: datetime = OPENS, wants_code: bool = False
) -> str:
    """Open the ballot and answer; returns the code."""
    return commands.cast_sealed_vote(
        decision, choice, by=who.actor, at=at, stamp=stamp(decision, who), wants_code=wants_code
    )


def close(decision: Decision) -> Decision:
    return commands.close_decision(decision, by=CLOCK, at=CLOSES)


def key_file(decision: Decision) -> Path:
    return Path(settings.KEYS_DIR) / f"{decision.pk}.key"


def envelopes(decision: Decision) -> list[bytes]:
    return [bytes(each.envelope) for each in decision.roll.order_by("number") if each.envelope is not None]


def closed_facts(decision: Decision) -> dict[str, object]:
    body = bytes(Entry.objects.get(seq=fresh(decision).closed_seq).body)
    facts: dict[str, object] = json.loads(body)["pub"]
    return facts


def test_no_entry_before_the_close_and_every_choice_in_it(cast: Cast) -> None:
    decision = sealed(cast)
    before = len(entries())
    answer(cast, decision, maya="no", leroy="yes", helen="yes", sam="pass")
    answer(cast, decision, maya="yes")
    assert entries(before) == [] and not Vote.objects.exists()
    close(decision)
    assert entries(before) == ["decision.closed"]
    said = closed_facts(decision)["sealed"]
    choices = {"lived_experience": ["yes", "yes"], "staff": ["pass", "yes"]}
    assert said == {"choices": choices, "answered": [1, 2, 3, 4], "unreadable": False}
    assert fresh(decision).outcome["sides"]["lived_experience"]["yes"] == 2


def test_only_the_numbers_that_answered_are_listed(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, maya="yes", sam="no")
    mine = {decision.roll.get(seat=each.seat).number for each in (cast.maya, cast.sam)}
    close(decision)
    assert closed_facts(decision)["sealed"]["answered"] == sorted(mine)  # type: ignore[index]


def test_the_verifier_counts_it_again(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    close(decision)
    assert not verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings


def test_every_envelope_is_made_anew_by_every_answer_and_all_are_alike(cast: Cast) -> None:
    decision = sealed(cast)
    empty = envelopes(decision)
    answer(cast, decision, maya="yes")
    once = envelopes(decision)
    answer(cast, decision, maya="yes")
    again = envelopes(decision)
    assert len({*empty, *once, *again}) == 12
    assert {len(each) for each in (*empty, *once, *again)} == {sealing.ENVELOPE_BYTES}


def test_an_envelope_opens_only_at_its_own_place_with_its_own_key(cast: Cast) -> None:
    decision, other = sealed(cast), sealed(cast)
    key, its_key = keys.read_key(decision.pk), keys.read_key(other.pk)
    assert key and its_key
    envelope = sealing.close_envelope(sealing.Answer("yes"), key, decision.pk, 1)
    assert sealing.open_envelope(envelope, key, decision.pk, 1) == sealing.Answer("yes")
    for wrong in ((key, decision.pk, 2), (key, other.pk, 1), (its_key, decision.pk, 1)):
        with pytest.raises(sealing.NotOpened):
            sealing.open_envelope(envelope, *wrong)
    with pytest.raises(sealing.NotOpened):
        sealing.open_envelope(envelope[:-1], key, decision.pk, 1)


def test_the_close_leaves_neither_envelope_nor_key(
    cast: Cast, django_capture_on_commit_callbacks: Commit
) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    assert stat.S_IMODE(key_file(decision).stat().st_mode) == 0o600
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        close(decision)
    assert envelopes(decision) == [] and keys.read_key(decision.pk) is None
    # The log could not be emptied inside this test's transaction, so the shell waits for the tick.
    assert not key_file(decision).exists() or key_file(decision).read_bytes() == keys.ERASED


def test_the_tick_destroys_a_key_that_a_crash_left_behind(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    close(decision)  # the test's transaction never commits: as if the server died before destroying it
    assert keys.read_key(decision.pk)
    for _ in range(2):
        for act in due_acts(CLOSES):
            act()
        assert keys.read_key(decision.pk) is None


def test_an_opening_that_was_not_kept_leaves_no_key_in_the_way(cast: Cast) -> None:
    decision = sealed(cast)
    stale = keys.read_key(decision.pk)
    assert stale
    fresh_key = keys.make_key(decision.pk)
    read = keys.read_key(decision.pk)
    assert read and read.private_bytes_raw() == fresh_key.private_bytes_raw() != stale.private_bytes_raw()


def test_a_lost_key_means_voting_again_and_people_are_told(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    key_file(decision).unlink()
    with pytest.raises(RuleBroken) as broken:
        answer(cast, decision, maya="no")
    assert broken.value.code == "unreadable"
    notice = cast.leroy.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert "everybody has to vote again" in notice
    close(decision)
    assert fresh(decision).outcome["outcome"] == "not_quorate" and fresh(decision).bring_back_on
    assert fresh(decision).outcome["why"] == sealed_rules.UNREADABLE
    assert closed_facts(decision)["sealed"]["unreadable"] is True  # type: ignore[index]
    assert "everybody has to vote again" in browser().get(f"/decisions/{decision.pk}/").content.decode()
    assert not verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings


def test_a_changed_envelope_is_never_counted(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    first, second = decision.roll.order_by("number")[:2]
    RollSeat.objects.filter(pk=first.pk).update(envelope=second.envelope)
    close(decision)
    assert fresh(decision).outcome["outcome"] == "not_quorate"


def test_a_vote_is_cast_only_by_its_own_way(cast: Cast) -> None:
    decision = sealed(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.cast_vote(decision, "yes", by=cast.maya.actor, at=OPENS)
    assert broken.value.code == "other_ballot" and not Vote.objects.exists()
    for who, at, code in ((cast.pat, OPENS, "elsewhere"), (cast.maya, CLOSES, "too_late")):
        with pytest.raises(RuleBroken) as broken:
            cast_one(decision, "yes", who, at=at)
        assert broken.value.code == code


def test_a_rule_without_a_yes_or_no_is_not_sealed() -> None:
    for rule in ("consent", "ranked"):
        with pytest.raises(RuleBroken) as broken:
            sealed_rules.check_may_seal(rule, "sealed")
        assert broken.value.code == "not_sealable"
        sealed_rules.check_may_seal(rule, "named")


def test_the_announcer_chooses_and_everybody_is_told(
    cast: Cast, mailoutbox: list[object], django_capture_on_commit_callbacks: Commit
) -> None:
    version = propose(cast.committee, cast.maya)
    page = f"/proposals/{version.proposal_id}/announce/"
    assert "Sealed" in cast.maya.browser.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert cast.maya.browser.post(page, {"votes": "sealed"}).status_code == 303
    decision = Decision.objects.get()
    assert decision.is_sealed
    assert json.loads(bytes(Entry.objects.get(seq=decision.announced_seq).body))["pub"]["votes"] == "sealed"
    assert all("sealed vote" in mail.body for mail in mailoutbox) and len(mailoutbox) == 4  # type: ignore[attr-defined]


def test_the_ballot_promises_what_is_true_and_shows_no_answer(cast: Cast, clock: SetClock) -> None:
    clock(OPENS)
    decision = sealed(cast)
    page, maya = f"/decisions/{decision.pk}/sealed-answer/", cast.maya.browser
    assert maya.get(f"/decisions/{decision.pk}/vote/").headers["Location"] == page
    response = maya.post(page, {"choice": "no", "stamp": stamp(decision, cast.maya)})
    assert response.status_code == 303 and response.headers["Location"] == f"/decisions/{decision.pk}/"
    html = maya.get(page).content.decode()
    assert "You have answered" in html and "checked" not in html and "secret" not in html.lower()
    assert "vote again" in html and "server" in html
    assert "1 of 2" in cast.sam.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert waiting_for([cast.maya.seat], OPENS) == []
    assert [each.href for each in waiting_for([cast.leroy.seat], OPENS)] == [page]


def test_answering_leaves_no_claim_no_draft_and_no_line_in_the_log(
    cast: Cast, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    clock(OPENS)
    decision = sealed(cast)
    page, claims = f"/decisions/{decision.pk}/sealed-answer/", Submission.objects.count()
    typed = {"choice": "no", "submission_key": "a-key", "stamp": stamp(decision, cast.maya)}
    with caplog.at_level("INFO", "equalweight"):
        cast.maya.browser.post(page, typed)
        browser().post(page, typed)  # signed out: sent to sign in, and nothing of it is kept
    assert answered(decision) == {cast.maya.seat.pk}
    assert Submission.objects.count() == claims
    assert not Draft.objects.exists()
    assert caplog.records == []


def test_no_page_names_who_answered(cast: Cast) -> None:
    decision = sealed(cast)
    answer(cast, decision, **AGREED)
    close(decision)
    assert cast.maya.browser.get(f"/decisions/{decision.pk}/names/").status_code == 404
    outcome = cast.maya.browser.get(f"/decisions/{decision.pk}/").content.decode()
    assert "See who answered what" not in outcome
    assert "1, 2, 3, 4" in browser().get(f"/decisions/{decision.pk}/check/").content.decode()


def test_about_sealed_votes_is_for_everybody(client: object, db: None) -> None:
    page = browser().get("/sealed-votes/").content.decode()
    for word in ("Belenios", "fingerprint", "server", "vote again"):
        assert word in page
    assert "secret" not in page.lower()
