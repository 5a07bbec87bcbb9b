"""The form doesn't count nights: what was said, the proposal, a refusal, and an agreement."""

from datetime import timedelta

from equalweight.site.contributions import commands as contributions
from equalweight.site.contributions.models import Contribution
from equalweight.site.decisions import commands as decisions
from equalweight.site.decisions.models import Decision
from equalweight.site.projects import commands as projects
from equalweight.site.projects.models import Project
from equalweight.site.proposals import commands as proposals
from equalweight.site.proposals.models import Proposal
from equalweight.site.web.plain import day

from ..stage import Stage

FIRST_DRAFT = """Today the form gives 2 points for help at night, however often somebody is woken.

We propose: help at night counts 6 points instead of 2.

It starts on {starts}. Letters explain the points line by line."""
SECOND_DRAFT = """Today the form gives 2 points for help at night, however often somebody is woken.

We propose: help at night counts 4 points when somebody is woken once, and 6 points when it is more often.

It starts on {starts}. Letters explain the points line by line. Nobody loses points because of this change."""


def _starts(stage: Stage) -> str:
    return day(stage.new_points_live)


def tell(stage: Stage) -> None:
    """Days 14 to 105."""
    project = _begin(stage)
    said = _say(stage, project)
    proposal = _draft(stage, project, said)
    first = _refuse(stage, proposal)
    _agree(stage, proposal, first)


def _begin(stage: Stage) -> Project:
    project = projects.start_project(
        stage.committee, name="Counting help at night",
        purpose="The form that works out how much care people get does not count help at night.",
        by=stage.actor("Maya"), at=stage.on(14),
    )  # fmt: skip
    stage.kept["nights"] = project
    projects.note_earlier_decision(
        project, what="The council’s cabinet fixed the total for adult care for the year.",
        decided_on=(stage.start - timedelta(days=20)).date(), by=stage.actor("Joan"), at=stage.on(14, 15),
    )  # fmt: skip
    for name, phase, what in (
        ("Maya", "co_design", "Says how nights really go, and drafts with Sam"),
        ("Sam", "co_design", "Drafts the new points with Maya"),
        ("Joan", "co_decide", "Chairs for people with lived experience"),
        ("Helen", "co_decide", "Chairs for staff"),
        ("Maya", "co_deliver", "Checks that the letters use the new points"),
        ("Sam", "co_deliver", "Changes the form and the letters"),
    ):
        projects.join_phase(project, phase, what=what, is_paid=True, by=stage.actor(name), at=stage.on(15))
    return project


def _say(stage: Stage, project: Project) -> Contribution:
    contributions.invite_contributions(
        project, "What happens at night that the form does not see?", (stage.start + timedelta(days=60)).date(),
        by=stage.actor("Joan"), at=stage.on(16),
    )  # fmt: skip
    said = contributions.make_contribution(
        project, kind="concern", way="typed", by=stage.actor("Maya"), at=stage.on(17),
        words="The form doesn’t count nights. Being turned four times a night gives the same points as once.",
    )  # fmt: skip
    phoned = contributions.make_contribution(
        project, kind="question", way="phone", author=stage.seat("Rosa"), by=stage.actor("Farah"), at=stage.on(20),
        words="Why do the letters not say how the points become money?",
    )  # fmt: skip
    contributions.confirm_contribution(phoned, by=stage.actor("Rosa"), at=stage.on(22))
    contributions.publish_contribution(
        phoned, details_checked=True, by=stage.actor("Rosa"), at=stage.on(22, 12)
    )
    answer = contributions.answer_contribution(
        said, became="to_both", by=stage.actor("Sam"), at=stage.on(31),
        reason="You are right: the form asks whether, not how often. Let us write a proposal together.",
    )  # fmt: skip
    contributions.judge_answer(answer, True, by=stage.actor("Maya"), at=stage.on(32))
    contributions.publish_contribution(
        said, details_checked=True, by=stage.actor("Maya"), at=stage.on(32, 12)
    )
    return said


def _draft(stage: Stage, project: Project, said: Contribution) -> Proposal:
    title = "Should help at night count 6 points instead of 2?"
    proposal = proposals.draft_proposal(
        project, title=title, text=FIRST_DRAFT.format(starts=_starts(stage)), why="From what Maya said",
        contributions=[said], by=stage.actor("Sam"), at=stage.on(36),
    )  # fmt: skip
    with_letters = f"{FIRST_DRAFT.format(starts=_starts(stage))}\n\nPeople can ask for a new letter at once."
    proposals.revise_proposal(
        proposal, title=title, text=with_letters, why="So that nobody waits a year for the new points", based_on=1,
        by=stage.actor("Maya"), at=stage.on(39),
    )  # fmt: skip
    work = projects.log_work(
        project, "co_design", what="Wrote the first proposal together", done_on=stage.on(39).date(),
        seats=stage.seats("Maya", "Sam"), by=stage.actor("Sam"), at=stage.on(40),
    )  # fmt: skip
    for name in ("Maya", "Sam"):
        projects.confirm_work(work, minutes=240, by=stage.actor(name), at=stage.on(41))
        projects.say_paid(work, by=stage.actor(name), at=stage.on(41, 16))
    return proposal


def _put(stage: Stage, proposal: Proposal, day: int, votes: dict[str, str]) -> Decision:
    """Announce on a day, vote when it is open, and let the clock close it."""
    version = proposal.versions.order_by("-number")[0]
    decision = decisions.announce_decision(version, by=stage.actor("Joan"), at=stage.on(day))
    opened = day + 6
    for number, (name, choice) in enumerate(votes.items()):
        decisions.cast_vote(
            decision, choice, by=stage.actor(name), at=stage.on(opened + number // 4, 9 + number % 8)
        )
    stage.on(day + 21)
    return Decision.objects.get(pk=decision.pk)


def _refuse(stage: Stage, proposal: Proposal) -> Decision:
    """People with lived experience agree, staff do not."""
    votes = dict.fromkeys(("Joan", "Maya", "Leroy", "Rosa", "Dev", "Sam", "Priya", "George"), "yes")
    votes |= dict.fromkeys(("Helen", "Tom", "Alison", "Ian", "Wendy"), "no") | {"Farah": "pass"}
    decision = _put(stage, proposal, 42, votes)
    decisions.give_reason(
        decision, "We can’t pay 6 points for everybody from this year’s total. We agree that nights must count.",
        by=stage.actor("Helen"), at=stage.on(65),
    )  # fmt: skip
    return decision


def _agree(stage: Stage, proposal: Proposal, first: Decision) -> None:
    """The bring-back works: a better proposal, carried on both sides."""
    proposals.revise_proposal(
        proposal, title="Should help at night count 4 or 6 points instead of 2?",
        text=SECOND_DRAFT.format(starts=_starts(stage)),
        why="One waking and several are not the same; and it fits this year’s total", based_on=2,
        by=stage.actor("Maya"), at=stage.on(72),
    )  # fmt: skip
    votes = dict.fromkeys(
        ("Joan", "Maya", "Leroy", "Rosa", "Dev", "Sam", "Priya", "George", "Helen", "Farah"), "yes"
    )
    votes |= {"Ian": "yes", "Tom": "no", "Alison": "no"}
    carried = _put(stage, proposal, 76, votes)
    decisions.record_final_answer(
        carried,
        "adopted",
        reason="Adopted as both groups decided.",
        by=stage.actor("Helen"),
        at=stage.on(104),
    )
    stage.kept["carried"] = carried
