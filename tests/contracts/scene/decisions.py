"""Decisions at every point of their road. A committee decides about one version at a time: each has its proposal."""

from dataclasses import dataclass
from datetime import datetime

from equalweight.site.contributions.models import Contribution
from equalweight.site.decisions import commands
from equalweight.site.decisions.models import Decision, Talk
from equalweight.site.ledger.actor import CLOCK
from equalweight.site.projects.models import Project
from equalweight.site.proposals.models import Proposal
from tests.cast import Cast, later

from .contributions import make_proposal

AGREED = {"maya": "yes", "leroy": "yes", "helen": "yes", "sam": "yes"}
STAFF_REFUSE = {"maya": "yes", "leroy": "yes", "helen": "no", "sam": "no"}


@dataclass(frozen=True)
class Decisions:
    proposal: Proposal  # never announced
    announced: Decision
    unopened: Decision  # its day has come, the clock has not
    outdated: Decision  # its terms have changed since everybody was told
    open: Decision
    sealed: Decision  # open, and its votes are sealed
    answered: Decision  # everybody has, and Maya asked to close it
    carried: Decision
    refused: Decision
    talk: Talk  # about the refused one, noted by Leroy, confirmed by nobody


def make_decisions(cast: Cast, project: Project, origin: Contribution) -> Decisions:
    """Two have been decided long ago; the others are under way at a hundred and ten days."""

    def announced(at: datetime, votes: str = "named") -> Decision:
        proposal = make_proposal(cast, project, origin, at=at)
        newest = proposal.versions.order_by("-number")[0]
        return commands.announce_decision(newest, by=cast.helen.actor, at=at, votes=votes)

    def opened(at: datetime, votes: str = "named") -> Decision:
        decision = announced(at, votes)
        return commands.open_decision(decision, by=CLOCK, at=decision.opens_at)

    def answered(at: datetime, choices: dict[str, str]) -> Decision:
        decision = opened(at)
        for name, choice in choices.items():
            commands.cast_vote(decision, choice, by=getattr(cast, name).actor, at=decision.opens_at)
        return decision

    def closed(at: datetime, choices: dict[str, str]) -> Decision:
        decision = answered(at, choices)
        return commands.close_decision(decision, by=CLOCK, at=decision.closes_at)

    carried, refused = closed(later(days=10), AGREED), closed(later(days=10), STAFF_REFUSE)
    talk = commands.note_talk(refused, later(days=40).date(), by=cast.leroy.actor, at=later(days=41))
    waiting = answered(later(days=102), AGREED)
    commands.ask_to_close(waiting, by=cast.maya.actor, at=later(days=109))
    outdated = announced(later(days=109))
    # As if the ways of working had asked for more then.
    Decision.objects.filter(pk=outdated.pk).update(quorum="2/3")
    return Decisions(
        proposal=make_proposal(cast, project, origin, at=later(days=104)),
        announced=announced(later(days=109)), unopened=announced(later(days=103)), open=opened(later(days=102)),
        outdated=Decision.objects.get(pk=outdated.pk),
        sealed=opened(later(days=102), "sealed"), answered=waiting, carried=carried, refused=refused, talk=talk,
    )  # fmt: skip
