"""Writing a commitment down, alone or as part of another room's act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.committees.standing import check_not_closed
from equalweight.site.ledger.acting import shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.ledger.models import Entry
from equalweight.site.ledger.queries import shown
from equalweight.site.projects.models import Project
from equalweight.site.web.rules import RuleBroken

from .. import rules
from ..models import Commitment
from ..queries.origin import said_in
from .locking import check_here


@dataclass(frozen=True)
class Promise:
    """What somebody writes down. `owner_name` empty: not named yet. `origin`: the entry it came from, if any."""

    text: str
    will_be_seen: str = ""
    due_on: date | None = None
    chase_on: date | None = None
    owner: Seat | None = None
    owner_name: str = ""
    checker: Seat | None = None
    project: Project | None = None
    origin_seq: int | None = None
    origin_side: str = ""


@step
def note_commitment(
    committee: Committee,
    *,
    project: Project | None = None,
    text: str,
    will_be_seen: str = "",
    due_on: date | None = None,
    chase_on: date | None = None,
    owner_name: str = "",
    owner: Seat | None = None,
    checker: Seat | None = None,
    origin_side: str = "",
    at: datetime,
) -> Commitment:
    """A commitment that follows from another act (an accepted offer, a decision). The caller's entry tells of it:
    give that entry's number with `link_origin` before the command ends.

    `owner` names the owner too, unless `owner_name` says more. Errors: RuleBroken `owner_side`, `checker_side`,
    `wrong_committee`.
    """
    for seat in (owner, checker):
        rules.check_same_committee(committee.pk, seat.committee_id if seat else committee.pk)
    rules.check_owner_side(owner.side if owner else None)
    rules.check_checker_side(checker.side if checker else None)
    return Commitment.objects.create(
        committee=committee, project=project, text=text, will_be_seen=will_be_seen, due_on=due_on, chase_on=chase_on,
        owner=owner, owner_name=owner_name or (owner.name if owner else ""), checker=checker,
        origin_side=origin_side, made_at=at, entry_seq=0,
    )  # fmt: skip


@step
def link_origin(commitments: Iterable[Commitment], seq: int) -> None:
    """Say which entry these commitments came from and are told of in."""
    ids = [commitment.pk for commitment in commitments]
    Commitment.objects.filter(pk__in=ids).update(origin_seq=seq, entry_seq=seq)


@shared
def make_commitment(committee: Committee, promise: Promise, *, by: Actor, at: datetime) -> Commitment:
    """Write down what will be done. Any seat of the committee may; the words are public.

    A checker is somebody with lived experience who offered themselves: `promise.checker` can only be the maker.
    Entry: `commitment.made`. Errors: RuleBroken `wrong_committee`, `owner_side`, `owner_left`, `checker_choice`,
    `checker_side`, `wrong_project`, `origin_side`, `closed`, and those of rules.check_origin.
    """
    check_here(committee.pk, by)
    check_not_closed(committee.pk)
    raised_by = _raised_by(committee, promise.origin_seq)
    rules.check_origin_side(promise.origin_side, by.side, raised_by)
    if promise.project and promise.project.committee_id != committee.pk:
        raise RuleBroken("wrong_project", "That project belongs to another committee.", "project")
    if promise.owner and promise.owner.ended_at:
        raise RuleBroken("owner_left", "This person has left. Choose somebody else to do it.", "owner")
    if promise.checker and promise.checker.pk != by.seat:
        raise RuleBroken(
            "checker_choice", "Nobody is made to check. They can offer to on the next page.", "checker"
        )
    commitment = note_commitment(
        committee, project=promise.project, text=promise.text, will_be_seen=promise.will_be_seen,
        due_on=promise.due_on, chase_on=promise.chase_on, owner_name=promise.owner_name, owner=promise.owner,
        checker=promise.checker, origin_side=raised_by or promise.origin_side, at=at,
    )  # fmt: skip
    seq = append_made(commitment, by=by, at=at, origin_seq=promise.origin_seq)
    Commitment.objects.filter(pk=commitment.pk).update(entry_seq=seq, origin_seq=promise.origin_seq)
    commitment.entry_seq, commitment.origin_seq = seq, promise.origin_seq
    return commitment


def _raised_by(committee: Committee, seq: int | None) -> str | None:
    """Which side raised it, as the entry a commitment comes from says, if it says; it has to be this committee's."""
    if seq is None:
        return None
    entry = Entry.objects.filter(seq=seq).first()
    if entry is None or entry.ctx not in {committee.pk, *committee.projects.values_list("pk", flat=True)}:
        raise RuleBroken("no_origin", rules.NOT_FROM["no_origin"], "origin_seq")
    origin, said = shown(entry), said_in([entry.ctx])
    rules.check_origin(said.why_not(origin))
    return said.side_of(origin)


def append_made(commitment: Commitment, *, by: Actor, at: datetime, origin_seq: int | None = None) -> int:
    """The entry `commitment.made`, its words published; for the one command that makes it."""
    words = {
        "text": commitment.text, "will_be_seen": commitment.will_be_seen, "owner": commitment.owner_name,
        "due_words": commitment.due_words, "note": commitment.note,
    }  # fmt: skip
    seq = append(
        "commitment.made", by=by, at=at, ctx=context_of(commitment),
        pub={
            "commitment": commitment.pk, "committee": commitment.committee_id,
            "due": commitment.due_on.isoformat() if commitment.due_on else None,
            "owner_named": bool(commitment.owner_name), "seat": commitment.owner_id,
            "checker": commitment.checker_id,
            "origin": origin_seq, "origin_side": commitment.origin_side or None,
            "imported": bool(commitment.source_file),
        },
        words={field: text for field, text in words.items() if text},
        refs=[] if origin_seq is None else [origin_seq],
    )  # fmt: skip
    disclose(seq)
    return seq


def context_of(commitment: Commitment) -> str:
    """Where its entries belong: its project, or its committee when it has none."""
    return commitment.project_id or commitment.committee_id
