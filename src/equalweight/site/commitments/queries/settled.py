"""Acts on a promise that can't be done any more: what was done instead, and what happens next."""

from equalweight.site.committees.models import Seat
from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import day, moment

from ..models import Claim, Commitment, Duty
from .act_pages import back_to, list_link
from .held import current

READ = "The promise’s page shows it all."


def settled(commitment: Commitment) -> Settled | None:
    """For what only an open promise takes: an owner, a date, a claim, a refusal."""
    claim = commitment.claims.order_by("claimed_at").last()
    if commitment.status == Commitment.Status.REFUSED:
        return _settled(
            commitment, "This will not be done", f"The reason that was given: {commitment.refusal}", READ
        )
    if commitment.status == Commitment.Status.DONE and commitment.signed_off_at:
        done = f"Both groups signed it off on {day(commitment.signed_off_at)}."
        return _settled(
            commitment, "This is done", done, "Later, those it was for are asked what it changed."
        )
    if claim and commitment.status == Commitment.Status.CLAIMED:
        return _settled(
            commitment, "Somebody has said that this is done", _claimed(claim), "The checker looks next."
        )
    if claim and commitment.status == Commitment.Status.ASKED:
        return _settled(commitment, "Both groups are asked about this", _claimed(claim), _until(claim))
    return None


def checker_settled(commitment: Commitment, seat: Seat) -> Settled | None:
    """For offering to check: whoever checks it already; and a promise that nobody needs to check any more."""
    if current(commitment.checker) == seat.pk:
        done = "You offered to check this promise."
        return _settled(
            commitment, "You are the checker", done, "We write to you when there is something to look at."
        )
    return None if commitment.status == Commitment.Status.CLAIMED else settled(commitment)


def check_settled(claim: Claim) -> Settled | None:
    """For the checker’s look, once there was one."""
    if claim.checked_at is None:
        return None
    done = f"The checker looked on {day(claim.checked_at)}, and {'could' if claim.is_seen else 'could not yet'} see it."
    waits = claim.closed_at is None and claim.closes_at is not None
    after = _until(claim) if waits else "It is with the owner again." if not claim.is_seen else READ
    return _settled(claim.commitment, "This has been checked", done, after)


def count_settled(claim: Claim) -> Settled | None:
    """For counting the answers, once they are counted."""
    if claim.closed_at is None:
        return None
    done = "Both groups signed it off." if claim.outcome == Claim.Outcome.DONE else "It was not signed off."
    return _settled(
        claim.commitment, "The answers are counted", f"{done} That was on {day(claim.closed_at)}.", READ
    )


def duty_settled(duty: Duty) -> Settled | None:
    """For what the clock asked, once it has its answer."""
    if duty.answered_at is None:
        return None
    back = back_to(duty.commitment) if duty.commitment else list_link(duty.committee)
    after = (
        f"A new date was given: {day(duty.new_date)}." if duty.new_date else "Everyone can read the answer."
    )
    done = f"Somebody answered on {day(duty.answered_at)}: {duty.words}"
    return Settled("The clock has its answer", done, after, back)


def _claimed(claim: Claim) -> str:
    return f"{claim.claimed_by.name} said so on {day(claim.claimed_at)}."


def _until(claim: Claim) -> str:
    return f"Both groups say whether it is done, until {moment(claim.closes_at)}."


def _settled(commitment: Commitment, heading: str, done: str, after: str) -> Settled:
    return Settled(heading, done, after, Link("See the promise", back_to(commitment).href))
