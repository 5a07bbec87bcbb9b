"""Commitments at every point of their road."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from equalweight.site.commitments import commands
from equalweight.site.commitments.models import CheckBack, Claim, Commitment, Duty
from equalweight.site.ledger.actor import CLOCK
from tests.cast import NOW, Cast, later

LATE = later(days=105)
NOT_YET: Any = None


@dataclass(frozen=True)
class Commitments:
    open: Commitment  # Helen owns it, Maya checks it
    no_owner: Commitment
    no_checker: Commitment
    claimed: Claim
    asked: Claim
    answered: Claim  # everybody said done, nobody has counted
    done: Commitment
    check_back: CheckBack = NOT_YET
    link: str = ""
    duty: Duty = NOT_YET

    def after_the_tick(self, cast: Cast) -> "Commitments":
        """With what the clock opens: a check-back, its link for somebody outside, and a duty of Helen's."""
        check_back = self.done.check_backs.exclude(opened_at=None).get()
        link = commands.hand_out_link(check_back, by=cast.maya.actor, at=later(days=107))
        return replace(self, check_back=check_back, link=link, duty=Duty.objects.get(commitment=self.open))


def make_commitments(cast: Cast) -> Commitments:
    done = _signed_off(cast, at=NOW)
    early = later(days=5)
    claimed, asked, answered = (_claimed(cast, text, at=LATE) for text in ("Train", "Publish", "Phone line"))
    asked, answered = (
        commands.check_claim(each, True, "", by=cast.maya.actor, at=LATE) for each in (asked, answered)
    )
    _everybody_says_done(cast, answered, at=LATE)
    return Commitments(
        open=_made(cast, "New letters by April", at=early),
        no_owner=_made(cast, "A named person for nights", at=LATE, owner=None),
        no_checker=_made(cast, "Publish the points", at=LATE, checker=None),
        claimed=claimed, asked=asked, answered=answered, done=done.commitment,
    )  # fmt: skip


def _made(cast: Cast, text: str, *, at: datetime, **more: Any) -> Commitment:
    facts = {
        "owner": cast.helen.seat, "checker": cast.maya.seat, "origin_side": "lived_experience",
        "due_on": later(days=80).date(), **more,
    }  # fmt: skip
    promise = commands.Promise(text, **facts)
    return commands.make_commitment(cast.committee, promise, by=cast.maya.actor, at=at)


def _claimed(cast: Cast, text: str, *, at: datetime) -> Claim:
    return commands.claim_done(_made(cast, text, at=at), "It is there.", by=cast.helen.actor, at=at)


def _everybody_says_done(cast: Cast, claim: Claim, *, at: datetime) -> None:
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        commands.answer_claim(claim, "done", "", by=player.actor, at=at)


def _signed_off(cast: Cast, *, at: datetime) -> Claim:
    claim = commands.check_claim(_claimed(cast, "Large print", at=at), True, "", by=cast.maya.actor, at=at)
    _everybody_says_done(cast, claim, at=at)
    return commands.close_sign_off(claim, by=CLOCK, at=at + timedelta(days=14))
