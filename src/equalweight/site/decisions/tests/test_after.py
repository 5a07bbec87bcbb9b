"""The refusing side's reason, and what the final decision-maker did."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from tests.cast import Cast, later

from equalweight.site.committees.models import RemitVersion
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import FinalAnswer
from equalweight.site.ledger.models import Entry
from equalweight.site.web.rules import RuleBroken

from .road import AGREED, CLOSES, STAFF_REFUSE, closed, disclosed, entries

SILENT = later(days=50)


def last_pub() -> dict[str, object]:
    return json.loads(bytes(Entry.objects.order_by("-seq")[0].body))["pub"]


def test_refusing_side_publishes_its_reason_once(cast: Cast) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    before = len(entries())
    commands.give_reason(decision, "We can’t fund it before April.", by=cast.sam.actor, at=CLOSES)
    assert entries(before) == ["decision.reasoned"]
    assert last_pub() == {"decision": decision.pk, "side": "staff"}
    assert disclosed(before) == {"words": "We can’t fund it before April."}
    for player, code in ((cast.helen, "changed"), (cast.maya, "not_asked")):
        with pytest.raises(RuleBroken) as broken:
            commands.give_reason(decision, "Again", by=player.actor, at=CLOSES)
        assert broken.value.code == code


@pytest.mark.parametrize("votes", [AGREED, {"maya": "yes"}])
def test_nobody_is_asked_for_a_reason_without_a_refusal(cast: Cast, votes: dict[str, str]) -> None:
    decision = closed(cast, **votes)
    with pytest.raises(RuleBroken) as broken:
        commands.give_reason(decision, "Why", by=cast.sam.actor, at=CLOSES)
    assert broken.value.code == "not_asked"


def test_adopted_is_recorded_by_staff(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    before = len(entries())
    commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=CLOSES)
    assert entries(before) == ["decision.finally_answered"]
    assert last_pub() == {"decision": decision.pk, "kind": "adopted", "late": False, "side": "staff"}
    assert disclosed(before) == {"holder": "Director of adult social care"}
    with pytest.raises(RuleBroken, match="recorded already"):
        commands.record_final_answer(decision, "adopted", by=cast.helen.actor, at=CLOSES)


def test_override_needs_a_reason_and_is_told_to_everybody(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    decision = closed(cast, **AGREED)
    with pytest.raises(RuleBroken) as broken:
        commands.record_final_answer(decision, "reversed", by=cast.sam.actor, at=CLOSES)
    assert (broken.value.code, broken.value.field) == ("no_reason", "reason")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        commands.record_final_answer(
            decision, "reversed", holder="Cabinet", reason="No money & no time", by=cast.sam.actor, at=SILENT
        )
    assert last_pub()["late"] is True
    letters = [letter for letter in mail.outbox if letter.subject.startswith("Overridden")]
    assert len(letters) == 4 and all("Why: No money & no time" in letter.body for letter in letters)


def test_adopted_may_still_be_overridden_later_and_both_stay(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=CLOSES)
    commands.record_final_answer(decision, "delayed", reason="Winter", by=cast.sam.actor, at=SILENT)
    assert list(FinalAnswer.objects.values_list("kind", flat=True)) == ["adopted", "delayed"]


def test_silence_is_noted_by_lived_experience_only_after_the_day(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    last_day = CLOSES + timedelta(days=28)
    for at, kind in ((last_day, "delayed"), (SILENT, "adopted")):
        with pytest.raises(RuleBroken) as broken:
            commands.record_final_answer(decision, kind, reason="Nothing heard", by=cast.leroy.actor, at=at)
        assert broken.value.code == "not_open_to_you"
    commands.record_final_answer(decision, "delayed", reason="Nothing heard", by=cast.leroy.actor, at=SILENT)
    assert last_pub() == {
        "decision": decision.pk,
        "kind": "delayed",
        "late": True,
        "side": "lived_experience",
    }


def test_what_staff_said_is_not_spoken_for_them(cast: Cast) -> None:
    decision = closed(cast, **AGREED)
    commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=CLOSES)
    with pytest.raises(RuleBroken) as broken:
        commands.record_final_answer(decision, "reversed", reason="Not true", by=cast.maya.actor, at=SILENT)
    assert broken.value.code == "not_open_to_you"


def test_refused_question_gets_no_final_answer(cast: Cast) -> None:
    decision = closed(cast, **STAFF_REFUSE)
    with pytest.raises(RuleBroken) as broken:
        commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=CLOSES)
    assert broken.value.code == "not_open_to_you"


def test_where_the_committee_decides_an_override_can_be_noted_at_once(cast: Cast) -> None:
    RemitVersion.objects.filter(committee=cast.committee).update(kind="decides")
    decision = closed(cast, **AGREED)
    with pytest.raises(RuleBroken):
        commands.record_final_answer(decision, "adopted", by=cast.sam.actor, at=CLOSES)
    commands.record_final_answer(decision, "watered_down", reason="Only half", by=cast.maya.actor, at=CLOSES)
    assert last_pub()["late"] is False
