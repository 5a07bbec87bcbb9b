"""Things people said, at every point of their road, and a proposal that came from them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from equalweight.site.contributions import commands
from equalweight.site.contributions.models import Answer, Contribution
from equalweight.site.projects.models import Project
from equalweight.site.proposals import commands as proposals
from equalweight.site.proposals.models import Proposal
from tests.cast import Cast, Player, later


@dataclass(frozen=True)
class Contributions:
    waiting: Contribution  # Maya's, public, answered by nobody, overdue
    unconfirmed: Contribution  # Leroy's, by phone through Sam
    private: Contribution  # Leroy's own, inside the committee
    answered: Answer  # to Leroy's, not judged
    settled: Contribution  # answered, and its author says it is an answer
    from_staff: Contribution
    taken_back: Contribution


def make_contributions(cast: Cast, project: Project) -> Contributions:
    at = later(days=3)
    commands.invite_contributions(
        project, "What happens at night?", (at + timedelta(days=200)).date(), by=cast.sam.actor, at=at
    )
    unconfirmed = commands.make_contribution(
        project,
        kind="story",
        words="Nobody came.",
        way="phone",
        author=cast.leroy.seat,
        by=cast.sam.actor,
        at=at,
    )
    settled = _answered(cast, project, at)
    commands.judge_answer(settled, True, by=cast.leroy.actor, at=later(days=5))
    taken_back = _said(cast.maya, project, "Never mind", at)
    commands.withdraw_contribution(taken_back, by=cast.maya.actor, at=at)
    return Contributions(
        waiting=_published(cast.maya, project, "The form doesn’t count nights", at), unconfirmed=unconfirmed,
        private=_said(cast.leroy, project, "I was afraid", at), answered=_answered(cast, project, at),
        settled=settled.contribution, from_staff=_said(cast.sam, project, "Rotas are hard", at), taken_back=taken_back,
    )  # fmt: skip


def make_proposal(cast: Cast, project: Project, contribution: Contribution, *, at: datetime) -> Proposal:
    """Written by one side, changed by the other."""
    proposal = proposals.draft_proposal(
        project, title="Count nights", text="A night counts 4 points.", why="They were never counted",
        contributions=[contribution], by=cast.maya.actor, at=at,
    )  # fmt: skip
    proposals.revise_proposal(
        proposal, title="Count nights", text="A night counts 6 points.", why="Four was too few", based_on=1,
        by=cast.sam.actor, at=at,
    )  # fmt: skip
    return proposal


def _said(player: Player, project: Project, words: str, at: datetime) -> Contribution:
    return commands.make_contribution(
        project, kind="concern", words=words, way="typed", by=player.actor, at=at
    )


def _published(player: Player, project: Project, words: str, at: datetime) -> Contribution:
    said = _said(player, project, words, at)
    commands.publish_contribution(said, details_checked=True, by=player.actor, at=at)
    return said


def _answered(cast: Cast, project: Project, at: datetime) -> Answer:
    said = _published(cast.leroy, project, "Letters are too small", at)
    return commands.answer_contribution(
        said, became="will_do", reason="You are right.", by=cast.helen.actor, at=later(days=4)
    )
