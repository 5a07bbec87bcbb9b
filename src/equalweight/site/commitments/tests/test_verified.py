"""Whatever can happen to a promise here, the record of it is whole to whoever checks it with the export alone."""

from datetime import date

from tests.cast import Cast, later

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.verify import verify
from equalweight.site.commitments import commands, loaders
from equalweight.site.commitments.models import CheckBack, Claim, Commitment, Duty
from equalweight.site.committees.commands import leave_seat
from equalweight.site.ledger.export import export_lines

from .road import ALL_DONE, asked, claimed, entries, make, signed_off, tick


def found() -> list[str]:
    return [finding.code for finding in verify(export_lines(), roots={}, recomputers=RECOMPUTERS).findings]


def test_returned_disputed_signed_off_and_opened_again_by_the_check_back(cast: Cast) -> None:
    claim = claimed(cast)
    commands.check_claim(claim, False, "Not the night pages.", by=cast.maya.actor, at=later(days=1))
    made = Commitment.objects.get()
    for day, answers in ((2, {**ALL_DONE, "leroy": "not_yet"}), (30, ALL_DONE)):
        claim = commands.claim_done(made, "Now it is.", by=cast.helen.actor, at=later(days=day))
        claim = commands.check_claim(claim, True, "", by=cast.maya.actor, at=later(days=day))
        for name, says in answers.items():
            who = getattr(cast, name).actor
            commands.answer_claim(claim, says, "Half of it", by=who, at=later(days=day + 1))
        commands.close_sign_off(claim, by=cast.sam.actor, at=later(days=day + 1))
    tick(later(days=31 + 95))
    check_back = CheckBack.objects.get(opened_at__isnull=False)
    commands.answer_check_back(check_back, True, "", by=cast.leroy.actor, at=later(days=127))
    secret = commands.hand_out_link(check_back, by=cast.maya.actor, at=later(days=127))
    difference, actor = loaders.difference_for(secret)
    commands.answer_by_link(difference, True, "", by=actor, at=later(days=128))
    commands.answer_check_back(check_back, False, "", by=cast.maya.actor, at=later(days=128))
    tick(later(days=31 + 95 + 28))
    check_back.refresh_from_db()
    assert check_back.outcome == "reopened"
    claim = commands.claim_done(made, "Now it is.", by=cast.helen.actor, at=later(days=160))
    assert entries().count("commitment.claimed") == 4
    assert found() == []


def test_another_owner_another_checker_and_people_who_left(cast: Cast) -> None:
    made = make(cast, checker=None)
    commands.become_checker(made, by=cast.leroy.actor, at=later(days=1))
    commands.name_owner(made, owner=cast.sam.seat, owner_name="", by=cast.maya.actor, at=later(days=1))
    claim = commands.claim_done(made, "See page 2.", by=cast.sam.actor, at=later(days=2))
    commands.become_checker(made, by=cast.maya.actor, at=later(days=18))
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=later(days=19))
    commands.check_claim(claim, False, "Not there.", by=cast.maya.actor, at=later(days=19))
    commands.claim_done(made, "See page 3.", by=cast.helen.actor, at=later(days=20))
    assert found() == []


def test_counted_before_its_time_because_whoever_was_left_to_answer_left(cast: Cast) -> None:
    claim = asked(cast)
    for player in (cast.maya, cast.leroy, cast.helen):
        commands.answer_claim(claim, "done", "", by=player.actor, at=later(days=1))
    leave_seat(cast.sam.seat, by=cast.sam.actor, at=later(days=2))
    commands.close_sign_off(claim, by=cast.helen.actor, at=later(days=2))
    assert Claim.objects.get().outcome == "disputed"
    assert found() == []


def test_the_clock_its_answers_and_a_change_that_starts_it_again(cast: Cast) -> None:
    make(cast)
    tick(later(days=91))
    duty = Duty.objects.all()[0]
    commands.answer_duty(duty, "will_not", "No money.", None, by=cast.helen.actor, at=later(days=92))
    signed_off(cast, at=later(days=100))
    tick(later(days=185))
    tick(later(days=400))
    assert set(Duty.objects.values_list("months", flat=True)) == {3, 6, 9}
    other = make(cast, at=later(days=401))
    commands.move_date(other, date(2027, 9, 1), "Later.", by=cast.helen.actor, at=later(days=402))
    commands.refuse_commitment(other, "Never.", by=cast.helen.actor, at=later(days=403))
    assert found() == []
