"""Every write about proposals: a first version, and the versions after it. None is ever changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.contributions.models import Contribution
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append
from equalweight.site.projects.models import Project
from equalweight.site.web.rules import RuleBroken

from . import letters, rules, table
from .models import Proposal, Version
from .options import check_options, with_list


@shared
def draft_proposal(
    project: Project,
    *,
    title: str,
    text: str,
    why: str = "",
    contributions: Sequence[Contribution] = (),
    options: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Proposal:
    """Write the first version of a proposal, naming what it came from. It stays inside the committee.

    `options`: two or more to be put in order, or none for a question with yes and no; the text then lists them.
    Entry: `proposal.drafted`. Errors: RuleBroken `elsewhere`, `closed`, `contributions`, `options`.
    """
    _check_here(project, by)
    check_not_closed(project.committee_id)
    came_from = _still_said(project, contributions)
    proposal = Proposal(project=project, made_at=at)
    version = _plain_version(proposal, 1, title, text, why, options, by=by, at=at)
    proposal.entry_seq = version.entry_seq = append(
        "proposal.drafted", by=by, at=at, ctx=project.pk, words={"title": title, "text": version.text, "why": why},
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
    proposal: Proposal, *, title: str, text: str, why: str, based_on: int, options: Sequence[str] = (), by: Actor,
    at: datetime,
) -> Version:  # fmt: skip
    """Write the next version, made from version `based_on`, which must be the newest. Either side may.

    A decision that was announced stays with the version it was announced on.
    Entry: `proposal.revised`. Errors: RuleBroken `elsewhere`, `closed`, `changed`, `same`, `settings`, `options`.
    """
    proposal, newest = _newest(proposal, based_on, by=by)
    if newest.changes:
        raise RuleBroken(
            "settings", "This proposal changes the committee itself. Change the settings themselves."
        )
    version = _plain_version(proposal, newest.number + 1, title, text, why, options, by=by, at=at)
    rules.check_differs((newest.title, newest.text), (title, version.text))
    return _revised(version, newest, by=by, at=at)


@shared
def draft_change(
    project: Project, kind: str, settings: Mapping[str, object], *, based_on: int, why: str = "", by: Actor,
    at: datetime,
) -> Proposal:  # fmt: skip
    """Propose a change of the committee itself (`ways`, `remit`, `closing`); title and text say it in words.

    `settings`: a value for each name of its TableChange; `based_on`: the version in force they start from.
    Entry: `proposal.drafted`. Errors: RuleBroken `elsewhere`, `closed`, `changed`, `same`, those of its check.
    """
    _check_here(project, by)
    check_not_closed(project.committee_id)
    proposal = Proposal(project=project, made_at=at)
    version = _change_version(proposal, 1, kind, settings, based_on, why, by=by, at=at)
    proposal.entry_seq = version.entry_seq = append(
        "proposal.drafted", by=by, at=at, ctx=project.pk, refs=[project.entry_seq],
        words={"title": version.title, "text": version.text, "why": why},
        pub={"proposal": proposal.pk, "version": 1, "side": by.side, "contributions": []},
    )  # fmt: skip
    proposal.save()
    version.save()
    return proposal


@shared
def revise_change(
    proposal: Proposal, settings: Mapping[str, object], *, based_on: int, number: int, why: str, by: Actor,
    at: datetime,
) -> Version:  # fmt: skip
    """The next version of a proposed change of the committee itself, made from version `number` of the proposal.

    Entry: `proposal.revised`. Errors: as `revise_proposal` and `draft_change`; RuleBroken `plain`.
    """
    proposal, newest = _newest(proposal, number, by=by)
    if not newest.changes:
        raise RuleBroken("plain", "This proposal does not change the committee itself. Change its text.")
    version = _change_version(
        proposal, newest.number + 1, newest.changes, settings, based_on, why, by=by, at=at
    )
    rules.check_differs((newest.title, newest.text), (version.title, version.text))
    return _revised(version, newest, by=by, at=at)


def _check_here(project: Project, by: Actor) -> None:
    rules.check_member(by.committee, project.committee_id, by.seat)
    acting_seat(project.committee_id, by=by)


def _newest(proposal: Proposal, number: int, *, by: Actor) -> tuple[Proposal, Version]:
    """The proposal, locked, and its newest version, which must be the one that was read."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("project__committee")
        .get(pk=proposal.pk)
    )
    _check_here(proposal.project, by)
    check_not_closed(proposal.project.committee_id)
    newest = proposal.versions.order_by("-number")[0]
    rules.check_based_on(number, newest.number)
    return proposal, newest


def _revised(version: Version, newest: Version, *, by: Actor, at: datetime) -> Version:
    version.entry_seq = append(
        "proposal.revised", by=by, at=at, ctx=version.proposal.project_id, refs=[newest.entry_seq],
        pub={"proposal": version.proposal_id, "version": version.number, "side": by.side},
        words={"title": version.title, "text": version.text, "why": version.why},
    )  # fmt: skip
    version.save()
    return version


def _change_version(
    proposal: Proposal, number: int, kind: str, settings: Mapping[str, object], based_on: int, why: str, *,
    by: Actor, at: datetime,
) -> Version:  # fmt: skip
    change = table.change_of(kind)
    change.check(settings)
    now = change.in_force(proposal.project.committee, at)
    rules.check_starts_from(based_on, now.version)
    new = {name: settings[name] for name in change.names}
    version = _version(proposal, number, *change.write(now.settings, new), why, by=by, at=at)
    version.changes, version.settings, version.based_on = kind, new, now.version
    return version


def _version(
    proposal: Proposal, number: int, title: str, text: str, why: str, *, by: Actor, at: datetime
) -> Version:
    version = Version(proposal=proposal, number=number, title=title, text=text, why=why, at=at)
    version.author_id = by.seat  # type: ignore[assignment]  # a member always acts as a seat
    return version


def _plain_version(
    proposal: Proposal, number: int, title: str, text: str, why: str, options: Sequence[str], *, by: Actor,
    at: datetime,
) -> Version:  # fmt: skip
    names = check_options(options)
    version = _version(proposal, number, title, with_list(text, names), why, by=by, at=at)
    version.options = list(names)
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
