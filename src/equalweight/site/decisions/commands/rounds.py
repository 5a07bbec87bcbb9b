"""Rounds of consent: what is kept of one that came to no consent, and how the talk about it ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from equalweight.site.committees.queries import ways_in_force
from equalweight.site.ledger.acting import step

from ..models import Decision, Round, RoundAnswer, Vote


def vote_length(decision: Decision) -> timedelta:
    """How long a vote stays open by the ways of working of the day it was announced last; a talk lasts as long."""
    ways = ways_in_force(decision.project.committee, decision.announced_at)
    return timedelta(days=ways.days_to_vote)


@step
def begin_talk(
    decision: Decision, votes: Sequence[Vote], *, sides: object, seq: int, until: datetime, at: datetime
) -> Round:
    """Keep a closed round with who answered what, and clear the ballot: in another round everybody answers anew.

    `sides`: the round's counts as data; `seq`: the entry that closed it; `until`: when the talk ends.
    """
    made = Round.objects.create(
        decision=decision, number=decision.ballot, sides=sides, closed_at=at, closed_seq=seq, talk_until=until
    )
    RoundAnswer.objects.bulk_create(
        RoundAnswer(
            round=made, place=vote.roll_seat, choice=vote.choice, reason=vote.reason, harm=vote.harm,
            entry_seq=vote.entry_seq,
        )
        for vote in votes
    )  # fmt: skip
    Vote.objects.filter(roll_seat__decision=decision).delete()
    # Who asked to close this round early did not ask it of the next.
    decision.close_asks.all().delete()
    decision.status, decision.talk_until = Decision.Status.TALK, until
    decision.save()
    return made
