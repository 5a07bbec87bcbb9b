"""Three things that can't be done: each is really tried, against the running rules, and then undone."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from equalweight.site.web.plain import counted, day
from equalweight.site.web.rules import RuleBroken


@dataclass(frozen=True)
class Attempt:
    """What was tried, step by step, and what stopped it. `rest`: all that a check found, when that is more."""

    heading: str
    tried: tuple[str, ...]
    stopped: str
    why: str
    rest: tuple[str, ...] = ()


def refused(broken: RuleBroken) -> Attempt:
    """What visitors did with the story before can leave nothing to try."""
    return Attempt(
        "This can’t be tried now",
        (),
        f"Refused: {broken.message}",
        "Somebody has changed the story since it was loaded: people left, or nothing of the kind is open any more. "
        "Started afresh, the demo tells it again.",
    )


@contextmanager
def _undone() -> Iterator[None]:
    """Everything inside really happens, and then never did."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pass_alone(at: datetime) -> Attempt:
    """Every member of staff votes yes, and the time is up: once nobody else votes, once everybody else says no.

    Who has left since the question was opened votes neither time: said is what was cast.
    """
    # A visitor may have opened others: this one is answered yes or no, by name. The story's own closes some days after
    # it was told; then the newest that closed is asked again.
    asked = Decision.objects.filter(rule="both_sides", votes=Decision.Votes.NAMED)
    opened = asked.filter(status=Decision.Status.OPEN).order_by("announced_at").first()
    decision = opened or asked.filter(status=Decision.Status.CLOSED).order_by("-closed_at").first()
    if decision is None:
        raise Http404
    unheard, outvoted = _counted(decision, "", at), _counted(decision, "no", at)
    yes, against = unheard["sides"]["staff"]["yes"], outvoted["sides"]["lived_experience"]
    staff = f"{counted(yes, 'member', 'members')} of staff voted yes."
    tried = (
        f"The question: {decision.question}"
        + ("" if opened else " It was opened again, with the same people."),
        f"{staff} Nobody with lived experience voted. The time was up, and the votes were counted.",
        f"Tried again: {staff} {_said_no(against['no'], against['entitled'])}",
    )
    stopped = f"First time: {unheard['why']} Second time: {outvoted['why']}"
    heads = "A head count would have passed it both times." if _heads(unheard) and _heads(outvoted) else ""
    return Attempt(f"{counted(yes, 'vote', 'votes')} of staff can’t pass this alone", tried, stopped, heads)


def _said_no(cast: int, entitled: int) -> str:
    if cast == entitled:
        return f"All {cast} people with lived experience voted no."
    if not cast:
        return "Nobody with lived experience was left to vote no."
    return (
        f"{counted(cast, 'person', 'people')} with lived experience voted no; {entitled - cast} had left since "
        "the question was put."
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
    stopped = found[0] if found else ""
    if any(finding.code == "root_differs" for finding in report.findings):
        stopped += " The root that was kept before no longer fits the record."
    why = (
        "Whoever kept one root of the record can show this. It does not stop a change; it shows it."
        if report.findings
        else "Nothing was found. That would be a fault of ours: please tell us."
    )
    return Attempt("The record shows that it was changed", tried, stopped, why, found)


def _found(findings: Sequence[Finding], seq: int) -> tuple[str, ...]:
    """What the check said of the outcome first, then of the changed entry, then of the whole."""
    ordered = sorted(
        findings, key=lambda finding: (finding.code != "outcome_differs", finding.where != at_entry(seq))
    )
    return tuple(dict.fromkeys(_for_reading(finding.what) for finding in ordered))


def _for_reading(what: str) -> str:
    """Codes as words, days as days, and of a long number its beginning."""
    what = re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day(date.fromisoformat(found[0])), what)
    return re.sub(r"\b([0-9a-f]{8})[0-9a-f]{8,}\b", r"\1…", what).replace("_", " ")


def close_alone(at: datetime) -> Attempt:
    """The owner of a promise says that it is done, and tries to have the last word."""
    promises = Commitment.objects.filter(status=Commitment.Status.OPEN, owner__ended_at__isnull=True)
    found = promises.filter(owner__isnull=False).order_by("made_at").first()
    if found is None or found.owner is None:
        raise RuleBroken("none_open", "No promise is open whose owner is still here.")
    tried = [f"The promise: {found.text}"]
    with _undone():
        try:
            outcome = _try_alone(found, tried, by=seat_actor(found.owner), at=at)
        except RuleBroken as broken:
            stopped = f"Refused: {broken.message}"
        else:
            stopped = NOT_DONE if outcome == Claim.Outcome.DISPUTED else OUR_FAULT
    why = (
        "First a checker with lived experience looks. Then both groups say whether it is done, and silence is "
        "not a yes."
    )
    return Attempt("Nobody can close this promise alone", tuple(tried), stopped, why)


NOT_DONE = "The answers were counted: not done. The promise is open again."
OUR_FAULT = "It was closed. That would be a fault of ours: please tell us."


def _try_alone(found: Commitment, tried: list[str], *, by: Actor, at: datetime) -> str:
    """How the claim stood in the end; each step the owner tried is put into `tried`, with what came of it."""
    claim = commitments.claim_done(found, "It is done.", by=by, at=at)
    tried.append("The owner said that it is done.")
    checker = _checker(found, at)
    looked = _refusal(lambda: commitments.check_claim(claim, True, "", by=by, at=at))
    tried.append(f"The owner looked at it in the checker’s place. {looked}")
    claim = commitments.check_claim(claim, True, "", by=seat_actor(checker), at=at)
    commitments.answer_claim(claim, "done", "", by=by, at=at)
    tried.append(
        "Suppose the checker had seen it. Both groups were asked, and only the owner answered: “done”."
    )
    early = _refusal(lambda: commitments.close_sign_off(claim, by=by, at=at))
    tried.append(f"The owner counted the answers at once. {early}")
    closed = commitments.close_sign_off(claim, by=CLOCK, at=max(at, claim.closes_at or at))
    tried.append("The time was up, and the answers were counted.")
    return closed.outcome


def _checker(found: Commitment, at: datetime) -> Seat:
    """Who checks it; when nobody does, somebody with lived experience who offers to. Errors: `no_checker`."""
    if found.checker and found.checker.ended_at is None:
        return found.checker
    here = found.committee.seats.filter(side="lived_experience", ended_at__isnull=True).first()
    if here is None:
        raise RuleBroken(
            "no_checker", "Nobody with lived experience is left here to look at it, so it can’t be closed."
        )
    commitments.become_checker(found, by=seat_actor(here), at=at)
    return here


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
