"""A project with people, work and something that was settled before."""

from dataclasses import dataclass

from equalweight.site.projects import commands
from equalweight.site.projects.models import Part, Project, Work
from tests.cast import Cast, later


@dataclass(frozen=True)
class Projects:
    project: Project
    part: Part  # Leroy's
    logged: Work  # by everybody, confirmed by nobody
    confirmed: Work  # by everybody, confirmed, not said to be paid


def make_projects(cast: Cast) -> Projects:
    at = later(days=1)
    project = commands.start_project(
        cast.committee, name="Night support", purpose="Sleep safely", by=cast.maya.actor, at=at
    )
    for phase, player in (("co_design", cast.sam), ("co_decide", cast.helen), ("co_deliver", cast.maya)):
        commands.join_phase(project, phase, what="Write it", is_paid=True, by=player.actor, at=at)
    part = commands.join_phase(
        project, "co_design", what="Write it", is_paid=True, by=cast.leroy.actor, at=at
    )
    commands.note_earlier_decision(
        project, what="The budget", decided_on=later(days=-40).date(), by=cast.leroy.actor, at=at
    )
    commands.give_verdict(project, True, by=cast.leroy.actor, at=at)
    logged, confirmed = _work(cast, project, "Read 40 letters"), _work(cast, project, "Trained new staff")
    for player in (cast.maya, cast.leroy, cast.helen, cast.sam):
        commands.confirm_work(confirmed, minutes=90, by=player.actor, at=later(days=3))
    return Projects(project, part, logged, confirmed)


def _work(cast: Cast, project: Project, what: str) -> Work:
    seats = [player.seat for player in (cast.maya, cast.leroy, cast.helen, cast.sam)]
    return commands.log_work(
        project, "co_design", what=what, done_on=later(days=1).date(), seats=seats,
        by=cast.helen.actor, at=later(days=2),
    )  # fmt: skip
