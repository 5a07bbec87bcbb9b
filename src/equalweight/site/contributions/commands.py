"""Every write about what people bring and what became of it."""

from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.acting import acting_seat
from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.projects.models import Project
from equalweight.site.web.rules import RuleBroken

from . import letters, rules
from .models import Answer, Call, Contribution


@shared
def invite_contributions(
    project: Project, question: str, closes_on: date, *, by: Actor, at: datetime
) -> Call:
    """Ask everybody in the committee what they think, by email. The question is public.

    Entry: `contributions.invited`. Errors: RuleBroken `elsewhere`, `closed`, `closes_on`.
    """
    seat = _member(project, by)
    check_not_closed(project.committee_id)
    rules.check_call(closes_on, localdate(at))
    call = Call(project=project, question=question, closes_on=closes_on, made_by=seat, made_at=at)
    call.entry_seq = append(
        "contributions.invited", by=by, at=at, ctx=project.pk, refs=[project.entry_seq],
        pub={"call": call.pk, "closes_on": closes_on.isoformat()}, words={"question": question},
    )  # fmt: skip
    disclose(call.entry_seq)
    call.save()
    letters.invited(call)
    return call


@shared
def make_contribution(
    project: Project,
    *,
    kind: str,
    words: str,
    way: str,
    author: Seat | None = None,
    made_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Contribution:
    """Say something: one's own words, or (`author`) those of somebody with a seat, who confirms them then.

    It stays inside the committee. The answer is due `days_to_answer` days (ways of working in force) after
    `made_on`, by default today. Entry: `contribution.made`. Writes to the other group, and to `author`.
    Errors: RuleBroken `elsewhere`, `closed`, `author`, `way`, `made_on`.
    """
    writer = _member(project, by)
    check_not_closed(project.committee_id)
    speaker = _speaker(project, author) if author else writer
    is_own, said_on = speaker.pk == writer.pk, made_on or localdate(at)
    rules.check_way(way, is_own=is_own)
    rules.check_made_on(said_on, author_since=localdate(speaker.taken_at), today=localdate(at))
    contribution = Contribution(
        project=project, author=speaker, kind=kind, words=words, way=way, made_on=said_on, made_at=at,
        entered_by=None if is_own else writer, confirmed_at=at if is_own else None,
        due_on=rules.due_on(said_on, ways_now(project.committee).days_to_answer),
    )  # fmt: skip
    contribution.entry_seq = _append_made(contribution, by=by, at=at)
    contribution.save()
    letters.said(contribution)
    if not is_own:
        letters.to_confirm(contribution)
    return contribution


def _append_made(contribution: Contribution, *, by: Actor, at: datetime) -> int:
    return append(
        "contribution.made", by=by, at=at, ctx=contribution.project_id, words={"words": contribution.words},
        pub={
            "contribution": contribution.pk, "side": contribution.author.side, "way": contribution.way,
            "kind": contribution.kind, "due": contribution.due_on.isoformat(),
            "confirmed": contribution.confirmed_at is not None,
        },
    )  # fmt: skip


@shared
def confirm_contribution(contribution: Contribution, *, by: Actor, at: datetime) -> None:
    """Say that these are one's own words, entered by somebody else.

    Entry: `contribution.confirmed`. Errors: RuleBroken `elsewhere`, `not_yours`, `changed`.
    """
    contribution = _own(contribution, by)
    rules.check_may_confirm(contribution.confirmed_at is not None)
    contribution.confirmed_at = at
    contribution.save(update_fields=["confirmed_at"])
    _append_about("contribution.confirmed", contribution, by=by, at=at)


@shared
def publish_contribution(
    contribution: Contribution, *, details_checked: bool, by: Actor, at: datetime
) -> None:
    """Make one's own words public, with the answers to them; later answers are public at once. For good.

    `details_checked`: its author has checked that nobody else can be recognised.
    Entry: `contribution.published`. Errors: RuleBroken `elsewhere`, `not_yours`, `unconfirmed`, `changed`, `details`.
    """
    contribution = _own(contribution, by)
    rules.check_may_publish(
        is_confirmed=contribution.confirmed_at is not None,
        is_published=contribution.published_at is not None,
        details_checked=details_checked,
    )
    contribution.published_at = at
    contribution.save(update_fields=["published_at"])
    _append_about("contribution.published", contribution, by=by, at=at)
    disclose(contribution.entry_seq, "words")
    for seq in contribution.answers.values_list("entry_seq", flat=True):
        disclose(seq, "reason")


@shared
def withdraw_contribution(contribution: Contribution, *, by: Actor, at: datetime) -> None:
    """Take one's own words back: nobody but their author sees them on a page again, and no answer is due.

    What was published stays in the record. Entry: `contribution.withdrawn`.
    Errors: RuleBroken `elsewhere`, `not_yours`, `changed`.
    """
    contribution = _own(contribution, by)
    contribution.withdrawn_at = at
    contribution.save(update_fields=["withdrawn_at"])
    _append_about("contribution.withdrawn", contribution, by=by, at=at)


@shared
def answer_contribution(
    contribution: Contribution, *, became: str, reason: str, by: Actor, at: datetime
) -> Answer:
    """Say what became of something the other group's member said, and why. Late or not is fixed here for good.

    Entry: `contribution.answered`. Writes to the author. Errors: RuleBroken `elsewhere`, `own_side`, `changed`.
    """
    contribution = _lock(contribution, by)
    seat = _member(contribution.project, by)
    waits = not contribution.answers.exclude(is_answer=False).exists()
    rules.check_may_answer(contribution.author.side, by.side, waits=waits)
    answer = Answer(
        contribution=contribution, became=became, reason=reason, by=seat, at=at, due_on=contribution.due_on
    )
    answer.entry_seq = append(
        "contribution.answered", by=by, at=at, ctx=contribution.project_id, refs=[contribution.entry_seq],
        pub={
            "contribution": contribution.pk, "answer": answer.pk, "became": became,
            "late": rules.days_late(contribution.due_on, localdate(at)) > 0,
        },
        words={"reason": reason},
    )  # fmt: skip
    answer.save()
    if contribution.published_at:
        disclose(answer.entry_seq, "reason")
    letters.answered(answer)
    return answer


@shared
def judge_answer(answer: Answer, is_answer: bool, *, by: Actor, at: datetime) -> None:
    """Say, as the author, whether an answer is one. "No": another is due, `days_to_answer` days from `at`.

    Entry: `answer.judged`. A "no" writes to the other group. Errors: RuleBroken `elsewhere`, `not_yours`, `changed`.
    """
    contribution = _own(answer.contribution, by)
    answer = Answer.objects.select_for_update().get(pk=answer.pk)
    newest = contribution.answers.order_by("-at", "-entry_seq").first()
    rules.check_may_judge(answer.is_answer, is_answer, is_newest=answer == newest)
    answer.is_answer, answer.judged_at = is_answer, at
    answer.save(update_fields=["is_answer", "judged_at"])
    if not is_answer:
        days = ways_now(contribution.project.committee).days_to_answer
        contribution.due_on = rules.due_on(localdate(at), days)
        contribution.save(update_fields=["due_on"])
    append(
        "answer.judged", by=by, at=at, ctx=contribution.project_id, refs=[answer.entry_seq],
        pub={
            "answer": answer.pk, "is_answer": is_answer,
            "due": None if is_answer else contribution.due_on.isoformat(),
        },
    )  # fmt: skip
    if not is_answer:
        letters.not_answered(contribution)


def _append_about(type: str, contribution: Contribution, *, by: Actor, at: datetime) -> None:
    append(
        type, by=by, at=at, ctx=contribution.project_id, pub={"contribution": contribution.pk},
        refs=[contribution.entry_seq],
    )  # fmt: skip


def _lock(contribution: Contribution, by: Actor) -> Contribution:
    """The contribution as it is now, locked, for a seat held in its committee, and not taken back."""
    found = Contribution.objects.select_for_update(of=("self",)).select_related(
        "project__committee", "author"
    )
    fresh = found.get(pk=contribution.pk)
    _member(fresh.project, by)
    rules.check_not_withdrawn(fresh.withdrawn_at is not None)
    return fresh


def _own(contribution: Contribution, by: Actor) -> Contribution:
    fresh = _lock(contribution, by)
    rules.check_author(fresh.author_id, by.seat)
    return fresh


def _member(project: Project, by: Actor) -> Seat:
    """The actor's seat in the project's committee, still held. Errors: RuleBroken `elsewhere`, `no_seat`."""
    rules.check_member(by.committee, project.committee_id, by.seat)
    return acting_seat(project.committee_id, by=by)


def _speaker(project: Project, author: Seat) -> Seat:
    """Whose words were written down: somebody with a seat here now. Errors: RuleBroken `author`."""
    seat = project.committee.seats.filter(pk=author.pk, ended_at__isnull=True).first()
    if seat is None:
        raise RuleBroken("author", "This person has no seat in this committee now.", "author")
    return seat
