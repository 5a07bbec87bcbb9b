"""Three things that can't be done: each is really tried, against the running rules, and then undone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

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
    """Every member of staff votes yes, nobody else does, and the time is up."""
    decision = Decision.objects.filter(status=Decision.Status.OPEN).order_by("announced_at").first()
    if decision is None:
        raise Http404
    with _undone():
        Vote.objects.filter(roll_seat__decision=decision).delete()
        staff = list(decision.roll.filter(side="staff").select_related("seat"))
        for place in staff:
            decisions.cast_vote(decision, "yes", by=_actor(place), at=at)
        closed = decisions.close_decision(decision, by=CLOCK, at=max(at, decision.closes_at))
        outcome = closed.outcome
    tried = (
        f"The question: {decision.question}",
        f"{counted(len(staff), 'member', 'members')} of staff voted yes. Nobody with lived experience voted.",
        "The time was up, and the votes were counted.",
    )
    heads = "A head count would have passed it." if outcome["head_count"] == "carried" else ""
    return Attempt("Nine staff can’t pass this alone", tried, outcome["why"], heads)


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
    """What the check said of the changed entry first, then of the whole."""
    ordered = sorted(findings, key=lambda finding: finding.where != at_entry(seq))
    return " ".join(dict.fromkeys(finding.what for finding in ordered))


def close_alone(at: datetime) -> Attempt:
    """The owner of a promise says that it is done, and tries to have the last word."""
    found = (
        Commitment.objects.filter(status=Commitment.Status.OPEN, owner__isnull=False)
        .order_by("made_at")
        .first()
    )
    if found is None or found.owner is None:
        raise Http404
    refusals, outcome = _try_alone(found, by=seat_actor(found.owner), at=at)
    tried = (
        f"The promise: {found.text}",
        "The owner said that it is done.",
        *(f"{words}. {why}" for words, why in refusals),
    )
    stopped = (
        "It is still open."
        if outcome == "open"
        else "It was closed. That would be a fault of ours: please tell us."
    )
    why = (
        "First a checker with lived experience looks. Then both groups say for themselves whether it is done."
    )
    return Attempt("Nobody can close this commitment alone", tried, stopped, why)


def _try_alone(found: Commitment, *, by: Actor, at: datetime) -> tuple[list[tuple[str, str]], str]:
    """Each step the owner tried with what refused it, and how the claim stood in the end."""
    with _undone():
        if found.checker is None:
            found.checker = _somebody(found)
            commitments.become_checker(found, by=seat_actor(found.checker), at=at)
        claim = commitments.claim_done(found, "It is done.", by=by, at=at)
        steps: list[tuple[str, Callable[[], object]]] = [
            (
                "The owner looked at it in the checker’s place",
                lambda: commitments.check_claim(claim, True, "", by=by, at=at),
            ),
            (
                "The owner answered for both groups",
                lambda: commitments.answer_claim(claim, "done", "", by=by, at=at),
            ),
            ("The owner closed it at once", lambda: commitments.close_sign_off(claim, by=by, at=at)),
        ]
        refusals = [(words, _refusal(step)) for words, step in steps]
        return refusals, Claim.objects.get(pk=claim.pk).outcome or "open"


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
