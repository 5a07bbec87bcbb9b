"""The council says it is done. Maya looks, and says: not yet."""

from datetime import timedelta

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import Claim, Commitment, Duty
from equalweight.site.committees.commands import leave_seat
from equalweight.site.decisions.queries import origin_of

from ..stage import Stage

DONE = ("Joan", "Maya", "Leroy", "Rosa", "Helen", "Sam", "Priya", "George", "Farah", "Ian")


def tell(stage: Stage) -> None:
    """Days 105 to 160."""
    promised = _promise(stage)
    _answer_clock(stage)
    _first_item(stage)
    _dev_leaves(stage)
    _not_yet(stage, promised)
    _signed_off(stage, promised)
    _answer_clock(stage)


def _promise(stage: Stage) -> Commitment:
    origin = origin_of(stage.kept["carried"].pk)
    assert origin is not None
    return commands.make_commitment(
        stage.committee,
        commands.Promise(
            text="The new points for help at night are live", project=stage.kept["nights"],
            will_be_seen="Letters show 4 or 6 points for help at night",
            due_on=stage.new_points_live, owner=stage.seat("Sam"), checker=stage.seat("Maya"),
            origin_seq=origin.closed_seq, origin_side=origin.side,
        ),
        by=stage.actor("Maya"), at=stage.on(105),
    )  # fmt: skip


def _first_item(stage: Stage) -> None:
    """What Maya asked for before she joined: kept, and both groups say so. Other promises are late, and shown so."""
    promised = stage.committee.commitments.get(text__startswith="Night-time support is the first")
    commands.become_checker(promised, by=stage.actor("Maya"), at=stage.on(108))
    claim = commands.claim_done(
        promised, "Our first project was about help at night.", by=stage.actor("Helen"), at=stage.on(109)
    )
    commands.check_claim(claim, True, "Yes, it came first.", by=stage.actor("Maya"), at=stage.on(110))
    _all_say_done(stage, claim, 111)


def _all_say_done(stage: Stage, claim: Claim, day: int) -> None:
    for number, name in enumerate(DONE):
        commands.answer_claim(
            Claim.objects.get(pk=claim.pk),
            "done",
            "",
            by=stage.actor(name),
            at=stage.on(day + number // 3, 9 + number % 7),
        )


def _answer_clock(stage: Stage) -> None:
    """Whatever the clock has asked by now is answered by whoever owes it."""
    at = stage.on(stage.today, 16)
    for duty in Duty.objects.filter(answered_at=None, months=3):
        new_date = (at + timedelta(days=30)).date()
        if duty.commitment_id:
            name, answer, words = "Sam", "new_date", "The form is being changed. Testing it takes until then."
        else:
            name, answer, words = (
                "Helen",
                "answered",
                "Help at night has been agreed. The new points come next.",
            )
        commands.answer_duty(duty, answer, words, new_date, by=stage.actor(name), at=at)


def _dev_leaves(stage: Stage) -> None:
    """Why is his own affair."""
    leave_seat(
        stage.seat("Dev"),
        by=stage.actor("Dev"),
        at=stage.on(132),
        reason="Too much reading at too short notice.",
    )


def _not_yet(stage: Stage, promised: Commitment) -> None:
    claim = commands.claim_done(
        promised, "The form has the new points.", by=stage.actor("Sam"), at=stage.on(134)
    )
    commands.check_claim(
        claim,
        False,
        "Two letters from this week still show the old 2 points.",
        by=stage.actor("Maya"),
        at=stage.on(136),
    )


def _signed_off(stage: Stage, promised: Commitment) -> None:
    """Mended; seen by the checker; then both groups are asked."""
    claim = commands.claim_done(
        promised,
        "Letters use the new points too. Here are five, without names.",
        by=stage.actor("Sam"),
        at=stage.on(142),
    )
    commands.check_claim(claim, True, "All five are right.", by=stage.actor("Maya"), at=stage.on(144))
    _all_say_done(stage, claim, 145)
    stage.on(160)
