"""From the owner's word to both groups' word."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from tests.cast import NOW, Cast, later, make_cast

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Claim, Commitment, SignOff
from equalweight.site.committees.commands import leave_seat
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry, Value
from equalweight.site.web.rules import RuleBroken

from .road import ALL_DONE, answered, asked, claimed, entries, signed_off, tick


def test_the_checkers_not_yet_returns_it_before_anyone_is_asked(cast: Cast) -> None:
    claim = claimed(cast)
    with pytest.raises(RuleBroken) as broken:
        commands.check_claim(claim, False, " ", by=cast.maya.actor, at=NOW)
    assert broken.value.code == "reason"
    commands.check_claim(claim, False, "Letters still use the old points.", by=cast.maya.actor, at=NOW)
    claim.refresh_from_db()
    assert (claim.outcome, claim.commitment.status) == (Claim.Outcome.RETURNED, Commitment.Status.OPEN)
    assert not SignOff.objects.exists()
    assert entries()[-1] == "commitment.checked"


def test_nothing_is_counted_before_both_groups_are_asked(cast: Cast) -> None:
    claim = claimed(cast)
    with pytest.raises(RuleBroken, match="the checker has to see it first"):
        commands.close_sign_off(claim, by=cast.helen.actor, at=NOW)
    assert entries()[-1] == "commitment.claimed"


@pytest.mark.parametrize("who", ["helen", "leroy", "sam"])
def test_nobody_looks_for_the_checker(cast: Cast, who: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        commands.check_claim(claimed(cast), True, "", by=getattr(cast, who).actor, at=NOW)
    assert broken.value.code == "not_checker"


def test_a_checker_who_left_is_replaced_first(cast: Cast) -> None:
    claim = claimed(cast)
    leave_seat(cast.maya.seat, by=cast.maya.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.check_claim(claim, True, "", by=cast.leroy.actor, at=NOW)
    assert broken.value.code == "no_checker"
    commands.become_checker(claim.commitment, by=cast.leroy.actor, at=NOW)
    with pytest.raises(RuleBroken) as broken:
        commands.check_claim(claim, True, "", by=cast.leroy.actor, at=NOW)
    assert broken.value.code == "too_few"  # one person with lived experience is left


def test_both_groups_sign_it_off_and_check_backs_are_in_the_diary(cast: Cast) -> None:
    claim = signed_off(cast)
    commitment = claim.commitment
    assert claim.outcome == "done"
    assert claim.counts == {
        side: {"entitled": 2, "answered": 2, "done": 2, "not_yet": 0}
        for side in ("lived_experience", "staff")
    }
    commitment.refresh_from_db()
    assert commitment.status == Commitment.Status.DONE and commitment.signed_off_at == NOW
    assert [(each.months, str(each.opens_on)) for each in commitment.check_backs.all()] == [
        (3, "2026-04-12"), (12, "2027-01-12"),
    ]  # fmt: skip
    assert entries()[-1] == "signoff.closed"


@pytest.mark.parametrize(
    "says",
    [
        {"maya": "done", "helen": "done", "sam": "done"},
        {"maya": "done", "leroy": "not_yet", "helen": "done", "sam": "done"},
        {"helen": "done", "sam": "done"},
        {"maya": "done", "leroy": "done", "helen": "done", "sam": "not_yet"},
        {},
    ],
)
def test_one_group_or_one_person_is_never_enough(cast: Cast, says: dict[str, str]) -> None:
    claim = answered(cast, **says)
    assert tick(later(days=14)) == 1
    claim.refresh_from_db()
    claim.commitment.refresh_from_db()
    assert claim.outcome == "disputed"
    assert (claim.commitment.status, claim.commitment.reopened_count) == ("open", 1)
    assert not claim.commitment.check_backs.exists()
    assert tick(later(days=14)) == 0


def test_answers_change_until_the_close_and_only_the_last_is_disclosed(cast: Cast) -> None:
    claim = answered(cast, **ALL_DONE)
    commands.answer_claim(claim, "not_yet", "I looked again.", by=cast.leroy.actor, at=later(days=1))
    assert not Value.objects.filter(field="answer", is_disclosed=True).exists()
    commands.close_sign_off(claim, by=cast.leroy.actor, at=later(days=2))
    told = Value.objects.filter(field="answer", is_disclosed=True).values_list("text", flat=True)
    assert sorted(told) == ["done", "done", "done", "not_yet"]
    assert not Value.objects.filter(field="by", is_disclosed=True).exists()
    assert all(by.startswith("sealed:") for by in _authors())
    with pytest.raises(RuleBroken) as broken:
        commands.answer_claim(claim, "done", "", by=cast.leroy.actor, at=later(days=2))
    assert broken.value.code == "closed"


def _authors() -> list[str]:
    return list(Entry.objects.filter(type="signoff.answered").values_list("by", flat=True))


def test_counting_early_waits_for_everybody(cast: Cast) -> None:
    claim = answered(cast, maya="done", leroy="done", helen="done")
    with pytest.raises(RuleBroken) as broken:
        commands.close_sign_off(claim, by=cast.helen.actor, at=later(days=1))
    assert broken.value.code == "too_early"
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=later(days=1))
    assert commands.close_sign_off(claim, by=cast.helen.actor, at=later(days=1)).outcome == "disputed"


def test_not_yet_needs_a_reason_and_an_answer_must_be_one(cast: Cast) -> None:
    claim = asked(cast)
    for answer, reason, code in (("not_yet", "", "reason"), ("perhaps", "", "answer")):
        with pytest.raises(RuleBroken) as broken:
            commands.answer_claim(claim, answer, reason, by=cast.sam.actor, at=NOW)
        assert broken.value.code == code
    with pytest.raises(RuleBroken):
        commands.answer_claim(claim, "done", "", by=cast.pat.actor, at=NOW)


def test_the_time_to_answer_ends_on_the_minute(cast: Cast) -> None:
    claim = asked(cast)
    assert claim.closes_at == later(days=14)
    just_before = later(days=14) - timedelta(seconds=1)
    commands.answer_claim(claim, "done", "", by=cast.sam.actor, at=just_before)
    with pytest.raises(RuleBroken):
        commands.answer_claim(claim, "done", "", by=cast.maya.actor, at=later(days=14))


def test_the_record_agrees_when_it_is_counted_again(cast: Cast) -> None:
    answered(cast, maya="done", leroy="not_yet", helen="done", sam="done")
    tick(later(days=14))
    assert verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings == ()
    tampered = [line.replace(b'"outcome":"disputed"', b'"outcome":"done"') for line in export_lines()]
    found = verify(tampered, roots={}, recomputers=RECOMPUTERS).findings
    assert "sign_off_differs" in {finding.code for finding in found}


@pytest.mark.django_db(transaction=True)
def test_an_answer_never_slips_in_between_counting_and_closing() -> None:
    cast = make_cast()
    claim = answered(cast, maya="done", leroy="done", helen="done", sam="done")
    sam, helen = cast.sam.actor, cast.helen.actor
    start, refused = threading.Barrier(2), []

    def change() -> None:
        _try(
            start, refused, lambda: commands.answer_claim(claim, "not_yet", "Wait.", by=sam, at=later(days=1))
        )

    def count() -> None:
        _try(start, refused, lambda: commands.close_sign_off(claim, by=helen, at=later(days=1)))

    threads = [threading.Thread(target=each) for each in (change, count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claim.refresh_from_db()
    now = Counter(claim.sign_offs.filter(side="staff").values_list("answer", flat=True))
    assert claim.counts["staff"]["done"] == now["done"]
    assert claim.counts["staff"]["not_yet"] == now["not_yet"]
    assert refused in ([], ["closed"])
    assert (claim.outcome == "done") == (refused == ["closed"])


def _try(start: threading.Barrier, refused: list[str], act: object) -> None:
    try:
        start.wait(timeout=10)
        act()  # type: ignore[operator]
    except RuleBroken as broken:
        refused.append(broken.code)
    finally:
        connection.close()
