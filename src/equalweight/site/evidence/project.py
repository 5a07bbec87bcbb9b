"""A project as everyone sees it: what was said, what became of it, and the step on the ladder."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.commitments.models import Commitment
from equalweight.site.commitments.queries import Past, clock_of, in_project, list_href, past
from equalweight.site.commitments.queries.words import state_tag
from equalweight.site.committees.loaders import Reader
from equalweight.site.contributions.queries import Contributions, project_contributions
from equalweight.site.contributions.queries.lists import Counts
from equalweight.site.decisions.queries import (
    DecisionLine,
    Differed,
    LastCounted,
    project_decisions,
)
from equalweight.site.ledger.export import rungs_of
from equalweight.site.ledger.overridden import then_changed
from equalweight.site.projects.models import Project
from equalweight.site.projects.queries import (
    EarlierLine,
    PhaseLine,
    Said,
    WorkLine,
    earlier_decisions,
    phases,
    verdicts,
    work,
)
from equalweight.site.proposals.queries import ProposalLine, project_proposals
from equalweight.site.web.elements import TRAIL_LABELS, Link, StepState, Tag, Trail, TrailStep
from equalweight.site.web.plain import counted, day

from .offered import Offered, offered
from .words import STEP_MEANS, STEPS, missing_words

MOST_SHOWN = 25
NAMES = (
    ("co_design", "Designing it"),
    ("co_decide", "Deciding it"),
    ("co_deliver", "Delivering it"),
    ("co_evaluate", "Checking whether it worked"),
)


@dataclass(frozen=True)
class StepLine:
    """One phase's step on the ladder: its number, name and meaning, and what the next one lacks."""

    phase: str
    step: int | None
    name: str
    means: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class CommitmentLine:
    text: str
    href: str
    state: Tag
    due: str


@dataclass(frozen=True)
class ProjectPage:
    pk: str
    name: str
    purpose: str
    committee: Link
    since: datetime
    trail: Trail
    whole: StepLine
    steps: tuple[StepLine, ...]
    offered: Offered
    said: Contributions
    proposals: tuple[ProposalLine, ...]
    decisions: tuple[DecisionLine, ...]
    last: LastCounted | None
    differed: Differed
    commitments: tuple[CommitmentLine, ...]
    promised: Past
    every_promise: str
    clock: str
    phases: tuple[PhaseLine, ...]
    work: tuple[WorkLine, ...]
    earlier: tuple[EarlierLine, ...]
    verdicts: Said
    actions: tuple[Link, ...]
    is_reader: bool


def project_page(project: Project, reader: Reader | None, at: datetime) -> ProjectPage:
    """The page for everyone; those inside see names, their own part, and what they can do. Constant queries."""
    seat = reader.seat if reader else None
    today = localdate(at)
    rungs = rungs_of(project.pk, today.isoformat())
    lines = tuple(_step(label, rungs[phase]) for phase, label in NAMES)
    said = project_contributions(project, at, is_member=reader is not None)
    soonest = project.commitments.select_related("owner", "checker").order_by("due_on", "made_at")
    promised = past(project.committee, at, in_project(project))
    decided = project_decisions(project.pk, is_member=reader is not None)
    return ProjectPage(
        pk=project.pk, name=project.name, purpose=project.purpose, committee=_committee(project),
        since=project.started_at, trail=_trail(said.counts, decided.lines, promised),
        whole=_step("The whole project", rungs["project"]), steps=lines,
        offered=offered(project.committee, at), said=said,
        proposals=project_proposals(project, is_member=reader is not None),
        last=decided.last, decisions=decided.lines, differed=decided.differed,
        commitments=tuple(_commitment(each, today) for each in soonest[:MOST_SHOWN]),
        promised=promised, every_promise=list_href(project.committee_id, project=project.pk),
        clock=clock_of(project.committee, at).sentence,
        phases=phases(project, reader=seat, names=reader is not None),
        work=work(project, reader=seat, names=reader is not None),
        earlier=earlier_decisions(project), verdicts=verdicts(project),
        actions=_actions(project, seat.side) if seat else (), is_reader=reader is not None,
    )  # fmt: skip


def _committee(project: Project) -> Link:
    return Link(project.committee.name, reverse("evidence:committee", args=[project.committee_id]))


def _step(label: str, rung: object) -> StepLine:
    step, missing = rung.step, rung.missing  # type: ignore[attr-defined]  # a core.measures.ladder.Rung
    return StepLine(label, step, STEPS[step], STEP_MEANS[step], missing_words(missing))


def _trail(said: Counts, decided: tuple[DecisionLine, ...], promised: Past) -> Trail:
    """The five steps; the first that is not done is now, and so is what is being done."""
    carried = [each for each in decided if each.outcome == "carried"]
    changed = carried[0].overrides if carried else ()
    answered = said.total - said.waiting
    is_all_done = 0 < promised.promised == promised.done
    unconfirmed = f", {said.unconfirmed} not confirmed yet" if said.unconfirmed else ""
    words = (
        f"{counted(said.total, 'thing', 'things')} so far{unconfirmed}" if said.total else "Nothing yet",
        f"{answered} of {said.total}" + (f", {said.late} late" if said.late else "")
        if said.total
        else "None yet",
        then_changed(f"{day(carried[0].closed_at)}, both groups agreed", changed)
        if carried
        else _undecided(decided),
        counted(promised.promised, "promise", "promises") if promised.promised else "Nothing promised yet",
        f"{promised.done} of {promised.promised} by both groups"
        if promised.promised
        else "Needs both groups",
    )
    is_done = (
        said.total > 0,
        said.total > 0 and not said.waiting,
        any(not each.overrides for each in carried),
        is_all_done,
        is_all_done,
    )
    # A project goes on at several places: what is promised is being done, though an answer may still be owed.
    first = is_done.index(False) if False in is_done else None
    under_way = {first, 3} if promised.promised else {first}
    states: list[StepState] = [
        "done" if done else "now" if place in under_way else "not_yet" for place, done in enumerate(is_done)
    ]
    return Trail(tuple(map(TrailStep, TRAIL_LABELS, states, words)))


def _undecided(decided: tuple[DecisionLine, ...]) -> str:
    if decided and not decided[0].outcome and decided[0].is_talked_through:
        return "Being talked through"
    return "Not agreed yet; it comes back" if decided and decided[0].outcome else "Not yet"


def _commitment(each: Commitment, today: date) -> CommitmentLine:
    due = f"By {day(each.due_on)}" if each.due_on else "No date yet"
    return CommitmentLine(
        each.text, reverse("commitments:commitment", args=[each.pk]), state_tag(each, today), due
    )


def _actions(project: Project, side: str) -> tuple[Link, ...]:
    """In a committee that has closed only what tells of things done before."""
    starting = [
        ("Say what you think", "contributions:make"),
        ("Ask people what they think", "contributions:invite"),
        ("Write a proposal", "proposals:draft"),
        ("Take part in a phase", "projects:part"),
    ]
    pages = [
        *(starting if project.committee.closed_at is None else ()),
        ("Work done together", "projects:work"),
        ("Note a decision made earlier", "projects:earlier"),
    ]
    if side == "lived_experience":
        pages.append(("Say whether this was co-production", "projects:verdict"))
    return tuple(Link(words, reverse(page, args=[project.pk])) for words, page in pages)
