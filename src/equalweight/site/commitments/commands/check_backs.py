"""Some months after sign-off: did it make a difference to those it was for?"""

import hashlib
import secrets
from datetime import datetime, timedelta

from equalweight.core.measures.check_back import check_back_outcome
from equalweight.core.record.canonical import time_text
from equalweight.site.ledger.acting import private, shared
from equalweight.site.ledger.actor import Actor
from equalweight.site.ledger.append import append, disclose
from equalweight.site.web.rules import RuleBroken

from .. import letters, rules
from ..models import CheckBack, Commitment, Difference
from ..queries.held import doer, held
from .locking import locked
from .making import context_of
from .signing import reopen


@shared
def open_check_back(check_back: CheckBack, *, by: Actor, at: datetime) -> CheckBack:
    """Ask, for 28 days: the clock alone does it, when the day has come.

    Entry: `checkback.opened`. Errors: RuleBroken `not_clock`, `changed`.
    """
    rules.check_is_clock(by.is_clock)
    commitment = locked(check_back.commitment_id, by)
    check_back = CheckBack.objects.get(pk=check_back.pk)
    if check_back.opened_at or commitment.status != Commitment.Status.DONE:
        raise RuleBroken("changed", "This has been asked already, or is open again.")
    check_back.opened_at = at
    check_back.closes_at = (at + timedelta(days=rules.CHECK_BACK_DAYS)).replace(microsecond=0)
    check_back.opened_seq = append(
        "checkback.opened", by=by, at=at, ctx=context_of(commitment),
        pub={
            "commitment": commitment.pk, "check_back": check_back.pk, "months": check_back.months,
            "closes": time_text(check_back.closes_at),
        },
        refs=[commitment.entry_seq],
    )  # fmt: skip
    check_back.save()
    letters.difference_asked(check_back)
    return check_back


@shared
def answer_check_back(
    check_back: CheckBack, made_difference: bool, words: str, *, by: Actor, at: datetime
) -> None:
    """A person with lived experience on the committee says whether it made a difference; changeable until it closes.

    Entry: `checkback.answered`, its author sealed. Errors: RuleBroken `checker_side`, `closed`.
    """
    commitment, check_back = _open_now(check_back, by, at)
    if by.side != "lived_experience":
        raise RuleBroken("checker_side", "Only people with lived experience are asked this.")
    mine = Difference.objects.filter(check_back=check_back, seat_id=by.seat).first()
    mine = mine or Difference(check_back=check_back, seat_id=by.seat)
    _answer(mine, commitment, made_difference, words, by=by, at=at)


@private
def hand_out_link(check_back: CheckBack, *, by: Actor, at: datetime) -> str:
    """A one-time link for somebody outside the committee, given out by the checker. Returns its secret, kept nowhere.

    Nothing about that person is stored. Errors: RuleBroken `not_checker`, `no_checker`, `closed`, `many`.
    """
    commitment, check_back = _open_now(check_back, by, at)
    rules.check_checker(doer(by), held(commitment))
    if check_back.answers.filter(seat__isnull=True).count() >= rules.MOST_LINKS:
        raise RuleBroken("many", f"You have made {rules.MOST_LINKS} links, which is the most there can be.")
    secret = secrets.token_urlsafe(24)
    Difference.objects.create(check_back=check_back, token=token_hash(secret))
    return secret


@shared
def answer_by_link(
    difference: Difference, made_difference: bool, words: str, *, by: Actor, at: datetime
) -> None:
    """Somebody outside says whether it made a difference, once.

    Entry: `checkback.answered`, its author sealed. Errors: RuleBroken `used`, `closed`.
    """
    commitment, _ = _open_now(difference.check_back, by, at)
    difference = Difference.objects.get(pk=difference.pk)
    if difference.at is not None:
        raise RuleBroken("used", "This link has been used. Your answer is already here. Thank you.")
    _answer(difference, commitment, made_difference, words, by=by, at=at)


def _open_now(check_back: CheckBack, by: Actor, at: datetime) -> tuple[Commitment, CheckBack]:
    commitment = locked(check_back.commitment_id, by)
    check_back = CheckBack.objects.get(pk=check_back.pk)
    if check_back.closes_at is None or check_back.closed_at or at >= check_back.closes_at:
        raise RuleBroken("closed", "This question is closed: it was open for 28 days.")
    return commitment, check_back


def _answer(
    mine: Difference, commitment: Commitment, made_difference: bool, words: str, *, by: Actor, at: datetime
) -> None:
    earlier = [] if mine.entry_seq is None else [mine.entry_seq]
    mine.made_difference, mine.words, mine.at = made_difference, words, at
    said = {"made_difference": "yes" if made_difference else "no"} | ({"words": words} if words else {})
    mine.entry_seq = append(
        "checkback.answered", by=by, at=at, ctx=context_of(commitment),
        pub={"check_back": mine.check_back_id, "inside": mine.seat_id is not None},
        words=said, refs=earlier, hide_actor=True,
    )  # fmt: skip
    mine.save()


@shared
def close_check_back(check_back: CheckBack, *, by: Actor, at: datetime) -> CheckBack:
    """Count what was said; "no difference" opens the commitment again. The clock alone, after 28 days.

    What was said is counted for everyone; the words stay with the committee. Entry: `checkback.closed`.
    Errors: RuleBroken `not_clock`, `changed`, `too_early`.
    """
    rules.check_is_clock(by.is_clock)
    commitment = locked(check_back.commitment_id, by)
    check_back = CheckBack.objects.get(pk=check_back.pk)
    if check_back.closes_at is None or check_back.closed_at:
        raise RuleBroken("changed", "This has been counted already.")
    rules.check_count(False, check_back.closes_at, at)
    answers = list(check_back.answers.filter(at__isnull=False))
    said = [each.made_difference for each in answers]
    checker = next((each.made_difference for each in answers if each.seat_id == commitment.checker_id), None)
    yes, no = said.count(True), said.count(False)
    check_back.outcome = check_back_outcome(yes, no, checker if commitment.checker_id else None)
    check_back.counts, check_back.closed_at = _counts(answers), at
    check_back.save()
    append(
        "checkback.closed", by=by, at=at, ctx=context_of(commitment),
        pub={
            "commitment": commitment.pk, "check_back": check_back.pk, "yes": yes, "no": no,
            "outcome": check_back.outcome,
        },
        refs=[seq for seq in (check_back.opened_seq,) if seq is not None],
    )  # fmt: skip
    for each in answers:
        if each.entry_seq is not None:
            disclose(each.entry_seq, "made_difference")
    if check_back.outcome == CheckBack.Outcome.REOPENED.value and commitment.status == Commitment.Status.DONE:
        reopen(commitment)
    return check_back


def _counts(answers: list[Difference]) -> dict[str, dict[str, int]]:
    groups = {
        "inside": [each.made_difference for each in answers if each.seat_id],
        "outside": [each.made_difference for each in answers if not each.seat_id],
    }
    return {name: {"yes": said.count(True), "no": said.count(False)} for name, said in groups.items()}


def token_hash(secret: str) -> str:
    """What is stored of a link: enough to know it again, not to make it."""
    return hashlib.sha256(secret.encode()).hexdigest()
