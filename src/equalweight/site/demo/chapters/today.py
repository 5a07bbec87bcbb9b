"""What is going on now, so that a visitor can take part."""

from datetime import timedelta

from equalweight.site.commitments import commands as commitments
from equalweight.site.contributions import commands as contributions
from equalweight.site.contributions.models import Contribution
from equalweight.site.decisions import commands as decisions
from equalweight.site.projects import commands as projects
from equalweight.site.projects.models import Project
from equalweight.site.proposals import commands as proposals

from ..cast import LIVED
from ..stage import LENGTH_DAYS, Stage
from .invitations import invite


def tell(stage: Stage) -> None:
    """The last month, up to today."""
    _letters(stage)
    invite(stage, "Gwen Parry", "gwen@northmoor.example", 248)
    stage.on(LENGTH_DAYS)


def _letters(stage: Stage) -> None:
    project = projects.start_project(
        stage.committee, name="Letters people can read",
        purpose="The letters about care are long, and hard to read for anyone.",
        by=stage.actor("Rosa"), at=stage.on(215),
    )  # fmt: skip
    for name in ("Rosa", "Farah"):
        projects.join_phase(
            project, "co_design", what="Rewrites the letter, line by line", is_paid=True, by=stage.actor(name),
            at=stage.on(216),
        )  # fmt: skip
    contributions.invite_contributions(
        project, "Which line in your letter made you give up?", (stage.start + timedelta(days=LENGTH_DAYS + 20)).date(),
        by=stage.actor("Rosa"), at=stage.on(217),
    )  # fmt: skip
    said = contributions.make_contribution(
        project, kind="story", way="typed", by=stage.actor("Leroy"), at=stage.on(220),
        words="My brother’s letter has eleven pages. The sum is on page nine, without a reason.",
    )  # fmt: skip
    contributions.publish_contribution(
        said, details_checked=True, by=stage.actor("Leroy"), at=stage.on(220, 15)
    )
    contributions.answer_contribution(
        said, became="will_do", by=stage.actor("Farah"), at=stage.on(232),
        reason="The sum goes on page one, with its reason beside it.",
    )  # fmt: skip
    answer = said.answers.get()
    contributions.judge_answer(answer, True, by=stage.actor("Leroy"), at=stage.on(232, 15))
    commitments.make_commitment(
        stage.committee,
        commitments.Promise(
            text="The sum and its reason are on page one of every letter", project=project,
            will_be_seen="Page one of any letter sent from then on",
            due_on=(stage.start + timedelta(days=LENGTH_DAYS + 30)).date(), owner=stage.seat("Farah"),
            checker=stage.seat("Leroy"), origin_seq=answer.entry_seq, origin_side=LIVED,
        ),
        by=stage.actor("Leroy"), at=stage.on(232, 17),
    )  # fmt: skip
    _put_to_the_vote(stage, project, said)


def _put_to_the_vote(stage: Stage, project: Project, said: Contribution) -> None:
    proposal = proposals.draft_proposal(
        project, title="Should the sum and its reasons be on the first page?",
        text="Every letter about a personal budget begins with the sum, and how it was worked out, on one page.",
        why="From what Leroy said", contributions=[said], by=stage.actor("Farah"), at=stage.on(233),
    )  # fmt: skip
    proposals.revise_proposal(
        proposal, title="Should the sum and its reasons be on the first page?",
        text="Every letter about a personal budget begins with the sum, and how it was worked out, on one page. "
        "The letter says who to ask, and that you can say no.",
        why="So that people know they can ask", based_on=1, by=stage.actor("Rosa"), at=stage.on(235),
    )  # fmt: skip
    version = proposal.versions.order_by("-number")[0]
    decision = decisions.announce_decision(version, by=stage.actor("Joan"), at=stage.on(240))
    for name in ("Rosa", "Joan", "Farah", "Sam", "Priya"):
        decisions.cast_vote(decision, "yes", by=stage.actor(name), at=stage.on(247))
    stage.kept["open"] = decision
