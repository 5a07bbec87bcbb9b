"""Looking after a commitment: its owner, its checker, its date; and saying that it will not be done."""

from datetime import date, datetime

from django.utils.timezone import localdate

from equalweight.site.committees.models import Seat
from equalweight.site.committees.queries import ways_now
from equalweight.site.ledger.acting import shared, step
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..models import Claim, Commitment, DateMove
from ..queries.held import current, doer, held
from .locking import locked
from .making import context_of


@shared
def name_owner(
    commitment: Commitment, *, owner: Seat | None, owner_name: str, by: Actor, at: datetime
) -> None:
    """Say who will do it: a staff seat, or somebody else in the organisation by name. Any seat may.

    Entry: `commitment.owner_named`. Errors: RuleBroken `changed`, `owner_side`, `owner_left`, `no_name`.
    """
    commitment = locked(commitment.pk, by)
    rules.check_open(commitment.status)
    rules.check_owner_side(owner.side if owner else None)
    rules.check_same_committee(commitment.committee_id, owner.committee_id if owner else by.committee)
    if owner and owner.ended_at:
        raise RuleBroken("owner_left", "This person has left. Choose somebody else.", "owner")
    commitment.owner, commitment.owner_name = owner, owner_name or (owner.name if owner else "")
    if not commitment.owner_name:
        raise RuleBroken("no_name", "Choose somebody, or write a name.", "owner_name")
    commitment.save(update_fields=["owner", "owner_name"])
    seq = append(
        "commitment.owner_named", by=by, at=at, ctx=context_of(commitment),
        pub={"commitment": commitment.pk, "seat": owner.pk if owner else None},
        words={"owner": commitment.owner_name}, refs=[commitment.entry_seq],
    )  # fmt: skip
    disclose(seq)


@shared
def become_checker(commitment: Commitment, *, by: Actor, at: datetime) -> None:
    """Offer to check it: nobody is made to. Another may take over where a claim has waited too long.

    Entry: `commitment.checker_named`. Errors: RuleBroken `changed`, `checker_side`, `is_checker`, `has_checker`.
    """
    commitment = locked(commitment.pk, by)
    if commitment.status != Commitment.Status.CLAIMED:
        rules.check_open(commitment.status)
    days = ways_now(commitment.committee).days_to_sign_off
    rules.check_new_checker(doer(by), current(commitment.checker), _waited(commitment, at), days)
    Commitment.objects.filter(pk=commitment.pk).update(checker_id=by.seat)
    append(
        "commitment.checker_named", by=by, at=at, ctx=context_of(commitment),
        pub={"commitment": commitment.pk, "checker": by.seat}, refs=[commitment.entry_seq],
    )  # fmt: skip


def _waited(commitment: Commitment, at: datetime) -> int | None:
    """Days the present claim has waited for its checker."""
    claim = commitment.claims.filter(checked_at__isnull=True).last()
    return (at - claim.claimed_at).days if claim else None


@shared
def move_date(commitment: Commitment, due_on: date, reason: str, *, by: Actor, at: datetime) -> None:
    """Give it a new date, with a reason everyone can read. The owner or the staff co-chair.

    Entry: `commitment.moved`. Errors: RuleBroken `changed`, `not_owner`, `outside`, `past`, `far`.
    """
    commitment = locked(commitment.pk, by)
    rules.check_open(commitment.status)
    rules.check_decider(doer(by), held(commitment))
    rules.check_date_ahead(due_on, localdate(at))
    set_date(commitment, due_on, reason, at=at)
    seq = append(
        "commitment.moved", by=by, at=at, ctx=context_of(commitment),
        pub={"commitment": commitment.pk, "due": due_on.isoformat()}, words={"reason": reason},
        refs=[commitment.entry_seq],
    )  # fmt: skip
    disclose(seq)


@step
def set_date(commitment: Commitment, due_on: date, reason: str, *, at: datetime) -> None:
    """Move the date, with its reason; the caller's entry tells of it."""
    DateMove.objects.create(
        commitment=commitment, was_due_on=commitment.due_on, due_on=due_on, reason=reason, at=at
    )
    commitment.due_on = due_on
    commitment.save(update_fields=["due_on"])


@shared
def refuse_commitment(commitment: Commitment, reason: str, *, by: Actor, at: datetime) -> None:
    """ "We will not do this, because…": the owner or the staff co-chair; the reason is public.

    Entry: `commitment.refused`. Errors: RuleBroken `changed`, `not_owner`.
    """
    commitment = locked(commitment.pk, by)
    rules.check_open(commitment.status)
    rules.check_decider(doer(by), held(commitment))
    set_refused(commitment, reason)
    seq = append(
        "commitment.refused", by=by, at=at, ctx=context_of(commitment), pub={"commitment": commitment.pk},
        words={"reason": reason}, refs=[commitment.entry_seq],
    )  # fmt: skip
    disclose(seq)


@step
def set_refused(commitment: Commitment, reason: str) -> None:
    """Say that it will not be done; the caller's entry tells of it."""
    commitment.status, commitment.refusal = Commitment.Status.REFUSED, reason
    commitment.save(update_fields=["status", "refusal"])


@step
def set_open(commitment: Commitment) -> None:
    """Say that it is not refused any more; the caller's entry tells of it."""
    commitment.status, commitment.refusal = Commitment.Status.OPEN, ""
    commitment.save(update_fields=["status", "refusal"])


@shared
def claim_done(commitment: Commitment, words: str, *, by: Actor, at: datetime) -> Claim:
    """The owner says it is done, and what can be seen. The checker looks next.

    Entry: `commitment.claimed`. Errors: RuleBroken `changed`, `no_owner`, `not_owner`, `outside`.
    """
    commitment = locked(commitment.pk, by)
    rules.check_claim(commitment.status, commitment.owner_name, doer(by), held(commitment))
    claim = Claim(commitment=commitment, words=words, claimed_by_id=str(by.seat), claimed_at=at, entry_seq=0)
    claim.entry_seq = append(
        "commitment.claimed", by=by, at=at, ctx=context_of(commitment),
        pub={"commitment": commitment.pk, "claim": claim.pk}, words={"words": words},
        refs=[commitment.entry_seq],
    )  # fmt: skip
    disclose(claim.entry_seq)
    claim.save()
    commitment.status = Commitment.Status.CLAIMED
    commitment.save(update_fields=["status"])
    letters.said_done(claim)
    return claim


@step
def set_kept(commitment: Commitment, is_kept: bool, *, at: datetime) -> None:
    """In a log about an outside table its keepers say whether a promise was kept: nobody else is there."""
    if is_kept:
        commitment.status, commitment.signed_off_at = Commitment.Status.DONE, at
    elif commitment.status == Commitment.Status.DONE:
        commitment.status, commitment.signed_off_at = Commitment.Status.OPEN, None
    commitment.save(update_fields=["status", "signed_off_at"])
