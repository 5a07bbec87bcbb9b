"""Every write about projects, their phases, and the work done in them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.core.measures.invited import is_before_invitation
from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.standing import check_not_closed, closed_on
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.ids import new_id
from equalweight.site.web.rules import RuleBroken

from . import letters, rules
from .models import EarlierDecision, Part, Project, Share, Verdict, Work
from .queries import invited_on


@shared
def start_project(committee: Committee, *, name: str, purpose: str, by: Actor, at: datetime) -> Project:
    """Start a project and write to every seat of both sides about it. Its name and purpose are public.

    Entry: `project.started`, in the project's own context. Errors: RuleBroken `not_a_member`, `closed`.
    """
    _check_here(committee.pk, by)
    check_not_closed(committee.pk)
    project = Project(id=new_id(), committee=committee, name=name, purpose=purpose, started_at=at)
    project.started_by_id = by.own_seat
    project.entry_seq = append(
        "project.started", by=by, at=at, ctx=project.pk, refs=[committee.entry_seq],
        pub={"project": project.pk, "committee": committee.pk, "side": by.side},
        words={"name": name, "purpose": purpose},
    )  # fmt: skip
    disclose(project.entry_seq)
    project.save()
    letters.started(project)
    return project


@shared
def join_phase(project: Project, phase: str, *, what: str, is_paid: bool, by: Actor, at: datetime) -> Part:
    """Say that one takes part in a phase, what one does in it, and whether it is paid. Nobody is named by others.

    Entry: `phase.joined`. Errors: RuleBroken `not_a_member`, `closed`, `has_part`.
    """
    _check_here(project.committee_id, by)
    check_not_closed(project.committee_id)
    mine = project.parts.filter(phase=phase, seat_id=by.seat, left_at__isnull=True)
    rules.check_join(has_part=mine.exists(), may_speak_for=by.seat is not None)
    part = Part.objects.create(
        project=project, phase=phase, seat_id=by.own_seat, what=what, is_paid=is_paid, joined_at=at
    )
    append(
        "phase.joined", by=by, at=at, ctx=project.pk, words={"what": what},
        pub={"phase": phase, "seat": by.seat, "side": by.side, "paid": is_paid},
    )  # fmt: skip
    return part


@shared
def leave_phase(part: Part, *, by: Actor, at: datetime) -> None:
    """Stop taking part in a phase. Entry: `phase.left`. Errors: RuleBroken `not_yours`, `left`."""
    part = Part.objects.select_for_update(of=("self",)).select_related("project").get(pk=part.pk)
    _check_here(part.project.committee_id, by)
    if part.seat_id != by.seat:
        raise RuleBroken("not_yours", "Only the person themselves can stop taking part.")
    if part.left_at:
        raise RuleBroken("left", "You have stopped taking part in this phase already.")
    part.left_at = at
    part.save(update_fields=["left_at"])
    append(
        "phase.left", by=by, at=at, ctx=part.project_id,
        pub={"phase": part.phase, "seat": part.seat_id, "side": by.side},
    )  # fmt: skip


@shared
def log_work(
    project: Project, phase: str, *, what: str, done_on: date, seats: Sequence[Seat], by: Actor, at: datetime
) -> Work:
    """Write down work done together. It counts for each person named once they confirm it themselves.

    Entry: `work.logged`. Errors: RuleBroken `not_a_member`, `not_yet`, `closed`, `nobody`, `not_here`.
    """
    _check_here(project.committee_id, by)
    rules.check_done_on(done_on, localdate(at))
    rules.check_done_before(done_on, closed_on(project.committee_id))
    if not seats:
        raise RuleBroken("nobody", "Choose who did this work.", "seats")
    if any(seat.committee_id != project.committee_id for seat in seats):
        raise RuleBroken("not_here", "Somebody you chose has no seat in this committee.", "seats")
    work = Work(project=project, phase=phase, what=what, done_on=done_on, logged_at=at)
    work.logged_by_id = by.own_seat
    work.entry_seq = append(
        "work.logged", by=by, at=at, ctx=project.pk, words={"what": what},
        pub={"work": work.pk, "phase": phase, "done_on": done_on.isoformat(), "seats": [seat.pk for seat in seats]},
    )  # fmt: skip
    work.save()
    Share.objects.bulk_create(Share(work=work, seat=seat) for seat in seats)
    return work


@shared
def confirm_work(work: Work, *, minutes: int | None = None, by: Actor, at: datetime) -> None:
    """Confirm one's own share in a piece of work; how long it took stays private.

    Entry: `work.confirmed`. Errors: RuleBroken `not_yours`, `confirmed`, `denied`.
    """
    share = _unanswered_share(work, by)
    share.confirmed_at, share.minutes = at, minutes
    share.save(update_fields=["confirmed_at", "minutes"])
    _append_share("work.confirmed", work, by, at)


@shared
def deny_work(work: Work, *, by: Actor, at: datetime) -> None:
    """Say that one did not do what somebody wrote down: one is no longer named in it.

    Entry: `work.denied`. Errors: RuleBroken `not_yours`, `confirmed`, `denied`.
    """
    share = _unanswered_share(work, by)
    share.denied_at = at
    share.save(update_fields=["denied_at"])
    _append_share("work.denied", work, by, at)


@shared
def say_paid(work: Work, *, by: Actor, at: datetime) -> None:
    """Say that one was paid for one's share (staff: that it is part of their paid job). No amount is asked.

    Entry: `work.paid`. Errors: RuleBroken `not_yours`, `unconfirmed`, `paid`.
    """
    share = _own_share(work, by)
    rules.check_paid(
        has_share=share is not None,
        is_confirmed=bool(share and share.confirmed_at),
        is_paid=bool(share and share.paid_at),
    )
    assert share is not None
    share.paid_at = at
    share.save(update_fields=["paid_at"])
    _append_share("work.paid", work, by, at)


@shared
def note_earlier_decision(
    project: Project, *, what: str, decided_on: date, by: Actor, at: datetime
) -> EarlierDecision:
    """Note something that had been settled already. Flagged for good if it was before the invitation (promise 2.3).

    Entry: `earlier_decision.noted`. Errors: RuleBroken `not_a_member`, `not_yet`.
    """
    _check_here(project.committee_id, by)
    rules.check_done_on(decided_on, localdate(at))
    before = is_before_invitation(decided_on, invited_on(project.committee))
    noted = EarlierDecision(
        project=project, what=what, decided_on=decided_on, is_before_invitation=before, noted_at=at
    )
    noted.noted_by_id = by.own_seat
    noted.save()
    seq = append(
        "earlier_decision.noted", by=by, at=at, ctx=project.pk, words={"what": what},
        pub={"decided_on": decided_on.isoformat(), "before_invitation": before},
    )  # fmt: skip
    disclose(seq)
    return noted


@shared
def give_verdict(project: Project, was_coproduced: bool, *, by: Actor, at: datetime) -> Verdict:
    """Say, with lived experience, whether this was co-production; it can be changed. Shown as counts alone.

    Entry: `verdict.given`, its actor sealed. Errors: RuleBroken `not_a_member`, `other_side`.
    """
    _check_here(project.committee_id, by)
    rules.check_verdict(by.side)
    before = project.verdicts.select_for_update().filter(seat_id=by.seat).first()
    seq = append(
        "verdict.given", by=by, at=at, ctx=project.pk, hide_actor=True, pub={"side": by.side},
        words={"was_coproduced": "yes" if was_coproduced else "no"},
        refs=[project.entry_seq] + ([before.entry_seq] if before else []),
    )  # fmt: skip
    disclose(seq, "was_coproduced")
    verdict = before or Verdict(project=project, seat_id=by.own_seat)
    verdict.was_coproduced, verdict.at, verdict.entry_seq = was_coproduced, at, seq
    verdict.save()
    return verdict


def _check_here(committee_id: str, by: Actor) -> None:
    rules.check_member(by.committee, committee_id)
    acting_seat(committee_id, by=by)


def _own_share(work: Work, by: Actor) -> Share | None:
    _check_here(work.project.committee_id, by)
    return work.shares.select_for_update().filter(seat_id=by.seat).first()


def _unanswered_share(work: Work, by: Actor) -> Share:
    share = _own_share(work, by)
    rules.check_confirm(
        has_share=share is not None,
        is_confirmed=bool(share and share.confirmed_at),
        is_denied=bool(share and share.denied_at),
    )
    assert share is not None
    return share


def _append_share(type: str, work: Work, by: Actor, at: datetime) -> None:
    append(
        type, by=by, at=at, ctx=work.project_id, refs=[work.entry_seq],
        pub={"work": work.pk, "phase": work.phase, "side": by.side},
    )  # fmt: skip
