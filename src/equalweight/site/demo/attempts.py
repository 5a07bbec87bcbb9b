"""Three things that can't be done: each is really tried, against the running rules, and then undone."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import Http404

from equalweight.core.measures.recompute import RECOMPUTERS
from equalweight.core.record.findings import Finding, at_entry
from equalweight.core.record.verify import verify
from equalweight.site.commitments import commands as commitments
from equalweight.site.commitments.models import Claim, Commitment
from equalweight.site.committees.loaders import seat_actor
from equalweight.site.committees.models import Seat
from equalweight.site.decisions import commands as decisions
from equalweight.site.decisions.models import Decision, RollSeat, Vote
from equalweight.site.ledger import queries as ledger
from equalweight.site.ledger.actor import CLOCK, Actor
from equalweight.site.ledger.export import export_lines
from equalweight.site.ledger.models import Entry
from equalweight.site.web.plain import counted
from equalweight.site.web.rules import RuleBroken


@dataclass(frozen=True)
class Attempt:
    """What was tried, step by step, and what stopped it."""

    heading: str
    tried: tuple[str, ...]
    stopped: str
    why: str


@contextmanager
def _undone() -> Iterator[None]:
    """Everything inside really happens, and then never did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pass_alone(at: datetime) -> Attempt:
    """Every member of staff votes yes, and the time is up: once nobody else votes, once everybody else says no."""
    # A visitor may have opened others: this one is answered yes or no, by name. The story's own closes some days after
    # it was told; then the newest that closed is asked again.
    asked = Decision.objects.filter(rule="both_sides", votes=Decision.Votes.NAMED)
    opened = asked.filter(status=Decision.Status.OPEN).order_by("announced_at").first()
    decision = opened or asked.filter(status=Decision.Status.CLOSED).order_by("-closed_at").first()
    if decision is None:
        raise Http404
    roll = Counter(decision.roll.values_list("side", flat=True))
    staff = f"{counted(roll['staff'], 'member', 'members')} of staff voted yes."
    unheard, outvoted = _counted(decision, "", at), _counted(decision, "no", at)
    tried = (
        f"The question: {decision.question}"
        + ("" if opened else " It was opened again, with the same people."),
        f"{staff} Nobody with lived experience voted. The time was up, and the votes were counted.",
        f"Tried again: {staff} All {roll['lived_experience']} people with lived experience voted no.",
    )
    stopped = f"First time: {unheard['why']} Second time: {outvoted['why']}"
    heads = "A head count would have passed it both times." if _heads(unheard) and _heads(outvoted) else ""
    return Attempt(
        f"{counted(roll['staff'], 'vote', 'votes')} of staff can’t pass this alone", tried, stopped, heads
    )


def _counted(decision: Decision, lived: str, at: datetime) -> dict[str, Any]:
    """The outcome if all staff vote yes and everybody with lived experience votes `lived` ("": nobody votes)."""
    with _undone():
        decision = _asked_again(decision, at)
        Vote.objects.filter(roll_seat__decision=decision).delete()
        for place in decision.roll.select_related("seat"):
            choice = "yes" if place.side == "staff" else lived
            if choice and place.seat.ended_at is None:
                decisions.cast_vote(decision, choice, by=_actor(place), at=at)
        closed = decisions.close_decision(decision, by=CLOCK, at=max(at, decision.closes_at))
        return dict(closed.outcome)


def _asked_again(decision: Decision, at: datetime) -> Decision:
    """The decision, open for a day more."""
    Decision.objects.filter(pk=decision.pk).update(
        status=Decision.Status.OPEN, closes_at=max(decision.closes_at, at + timedelta(days=1)), closed_at=None,
        outcome={},
    )  # fmt: skip
    return Decision.objects.get(pk=decision.pk)


def _heads(outcome: dict[str, Any]) -> bool:
    return bool(outcome["head_count"] == "carried")


def _actor(place: RollSeat) -> Actor:
    return seat_actor(place.seat)


def change_record(at: datetime) -> Attempt:
    """Somebody with the database in their hands changes one vote count of a closed decision."""
    entry = Entry.objects.filter(type="decision.closed").order_by("seq").first()
    if entry is None:
        raise Http404
    before = ledger.head()
    body = bytes(entry.body)
    with _undone():
        Entry.objects.filter(seq=entry.seq).update(
            body=body.replace(b'"outcome":"not_carried"', b'"outcome":"carried"')
        )
        report = verify(list(export_lines()), roots={before.size: before.root}, recomputers=RECOMPUTERS)
    tried = (
        f"Entry {entry.seq} says that a decision was not carried. In the database, it was changed to “carried”.",
        "Then the record was downloaded and checked, as anyone can.",
    )
    found = _found(report.findings, entry.seq)
    why = (
        "Whoever kept one root of the record can show this. It does not stop a change; it shows it."
        if report.findings
        else "Nothing was found. That would be a fault of ours: please tell us."
    )
    return Attempt("The record shows that it was changed", tried, found, why)


def _found(findings: Sequence[Finding], seq: int) -> str:
    """What the check said of the outcome first, then of the changed entry, then of the whole; its codes as words."""
    ordered = sorted(
        findings, key=lambda finding: (finding.code != "outcome_differs", finding.where != at_entry(seq))
    )
    return " ".join(dict.fromkeys(finding.what for finding in ordered)).replace("_", " ")


def close_alone(at: datetime) -> Attempt:
    """The owner of a promise says that it is done, and tries to have the last word."""
    found = (
        Commitment.objects.filter(status=Commitment.Status.OPEN, owner__isnull=False)
        .order_by("made_at")
        .first()
    )
    if found is None or found.owner is None:
        raise Http404
    with _undone():
        refusals, outcome = _try_alone(found, by=seat_actor(found.owner), at=at)
    tried = (f"The promise: {found.text}", "The owner said that it is done.", *refusals)
    stopped = (
        "The answers were counted: not done. The promise is open again."
        if outcome == Claim.Outcome.DISPUTED
        else "It was closed. That would be a fault of ours: please tell us."
    )
    why = (
        "First a checker with lived experience looks. Then both groups say whether it is done, and silence is "
        "not a yes."
    )
    return Attempt("Nobody can close this promise alone", tried, stopped, why)


def _try_alone(found: Commitment, *, by: Actor, at: datetime) -> tuple[list[str], str]:
    """Each step the owner tried with what came of it, and how the claim stood in the end."""
    if found.checker is None:
        found.checker = _somebody(found)
        commitments.become_checker(found, by=seat_actor(found.checker), at=at)
    claim = commitments.claim_done(found, "It is done.", by=by, at=at)
    looked = _refusal(lambda: commitments.check_claim(claim, True, "", by=by, at=at))
    claim = commitments.check_claim(claim, True, "", by=seat_actor(found.checker), at=at)
    commitments.answer_claim(claim, "done", "", by=by, at=at)
    counted_early = _refusal(lambda: commitments.close_sign_off(claim, by=by, at=at))
    closed = commitments.close_sign_off(claim, by=CLOCK, at=max(at, claim.closes_at or at))
    tried = [
        f"The owner looked at it in the checker’s place. {looked}",
        "Suppose the checker had seen it. Both groups were asked, and only the owner answered: “done”.",
        f"The owner counted the answers at once. {counted_early}",
        "The time was up, and the answers were counted.",
    ]
    return tried, closed.outcome


def _somebody(found: Commitment) -> Seat:
    return found.committee.seats.filter(side="lived_experience", ended_at__isnull=True)[0]


def _refusal(step: Callable[[], object]) -> str:
    try:
        with transaction.atomic():
            step()
    except RuleBroken as broken:
        return f"Refused: {broken.message}"
    return "That went through. It would be a fault of ours: please tell us."


ATTEMPTS: dict[str, Callable[[datetime], Attempt]] = {
    "pass-alone": pass_alone,
    "change-record": change_record,
    "close-alone": close_alone,
}
