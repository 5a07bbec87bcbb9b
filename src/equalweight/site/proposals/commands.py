"""Every write about proposals: a first version, and the versions after it. None is ever changed."""

from collections.abc import Sequence
from datetime import datetime

from equalweight.site.contributions.models import Contribution
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.projects.models import Project
from equalweight.site.web.rules import RuleBroken

from . import letters, rules
from .models import Proposal, Version


@shared
def draft_proposal(
    project: Project,
    *,
    title: str,
    text: str,
    why: str = "",
    contributions: Sequence[Contribution] = (),
    by: Actor,
    at: datetime,
) -> Proposal:
    """Write the first version of a proposal, naming what it came from. It stays inside the committee.

    Entry: `proposal.drafted`. Errors: RuleBroken `elsewhere`, `closed`, `contributions`.
    """
    rules.check_member(by.committee, project.committee_id, by.seat)
    if project.committee.closed_at:
        raise RuleBroken("closed", "This committee has closed, so nothing new can be proposed in it.")
    came_from = _still_said(project, contributions)
    proposal = Proposal(project=project, made_at=at)
    version = _version(proposal, 1, title, text, why, by=by, at=at)
    proposal.entry_seq = version.entry_seq = append(
        "proposal.drafted", by=by, at=at, ctx=project.pk, words={"title": title, "text": text, "why": why},
        refs=[project.entry_seq, *(each.entry_seq for each in came_from)],
        pub={
            "proposal": proposal.pk, "version": 1, "side": by.side,
            "contributions": [each.pk for each in came_from],
        },
    )  # fmt: skip
    proposal.save()
    proposal.comes_from.set(came_from)
    version.save()
    letters.drafted(version)
    return proposal


@shared
def revise_proposal(
    proposal: Proposal, *, title: str, text: str, why: str, based_on: int, by: Actor, at: datetime
) -> Version:
    """Write the next version, made from version `based_on`, which must be the newest. Either side may.

    A decision that was announced stays with the version it was announced on.
    Entry: `proposal.revised`. Errors: RuleBroken `elsewhere`, `changed`, `same`.
    """
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("project").get(pk=proposal.pk)
    rules.check_member(by.committee, proposal.project.committee_id, by.seat)
    newest = proposal.versions.order_by("-number")[0]
    rules.check_based_on(based_on, newest.number)
    rules.check_differs((newest.title, newest.text), (title, text))
    version = _version(proposal, newest.number + 1, title, text, why, by=by, at=at)
    version.entry_seq = append(
        "proposal.revised", by=by, at=at, ctx=proposal.project_id, refs=[newest.entry_seq],
        pub={"proposal": proposal.pk, "version": version.number, "side": by.side},
        words={"title": title, "text": text, "why": why},
    )  # fmt: skip
    version.save()
    return version


def _version(
    proposal: Proposal, number: int, title: str, text: str, why: str, *, by: Actor, at: datetime
) -> Version:
    version = Version(proposal=proposal, number=number, title=title, text=text, why=why, at=at)
    version.author_id = by.seat  # type: ignore[assignment]  # a member always acts as a seat
    return version


def _still_said(project: Project, contributions: Sequence[Contribution]) -> list[Contribution]:
    """These contributions, each once, if they are this project's and not taken back. Errors: `contributions`."""
    asked = {each.pk for each in contributions}
    found = list(project.contributions.filter(pk__in=asked, withdrawn_at__isnull=True))
    if len(found) < len(asked):
        raise RuleBroken(
            "contributions", "Something you chose is not there any more. Choose again.", "contributions"
        )
    return found
