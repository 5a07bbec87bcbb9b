"""One commitment, as everybody sees it, and what its members can do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.core.measures.sign_off import SMALLEST_ANSWER
from equalweight.core.tally import PAGE_WORDS, SIDES
from equalweight.site.committees.models import Side
from equalweight.site.web import plain
from equalweight.site.web.elements import (
    Fact,
    Link,
    Pair,
    SideFigure,
    Tag,
    Trail,
    TrailStep,
)

from .. import rules
from ..loaders import Visit
from ..models import CheckBack, Claim, Commitment
from .actions import actions_for
from .history import HistoryLine, history_of
from .lists import committee_link
from .origin import origin_link
from .words import checker_words, days_late, due_words, is_checked, open_words, owner_words, short, state_tag


@dataclass(frozen=True)
class CommitmentPage:
    """`next`: what happens next, in one or two sentences. `pair`: the last counted answers, side by side.

    `heading`: the promise itself, or its beginning where it is long.
    """

    pk: str
    committee: Link
    heading: str
    text: str
    state: Tag
    next: str
    cannot_sign: str
    trail: Trail
    facts: tuple[Fact, ...]
    answered: str
    pair: Pair | None
    check_backs: tuple[str, ...]
    history: tuple[HistoryLine, ...]
    actions: tuple[Link, ...]
    record: Link
    all: Link


def commitment_page(visit: Visit, at: datetime) -> CommitmentPage:
    """Everything about one commitment. A constant number of queries."""
    commitment, today = visit.commitment, localdate(at)
    claim = commitment.claims.select_related("claimed_by").last()
    check_backs = list(commitment.check_backs.all())
    return CommitmentPage(
        pk=commitment.pk, committee=committee_link(commitment.committee), heading=short(commitment.text),
        text=commitment.text,
        state=state_tag(commitment, today), next=_next(commitment, claim, check_backs, today),
        cannot_sign=_cannot_sign(commitment), trail=_trail(commitment, claim),
        facts=_facts(commitment, today, is_inside=visit.member is not None),
        answered=_answered(claim) if commitment.status == Commitment.Status.ASKED else "",
        pair=_pair(claim) if claim and claim.counts else None,
        check_backs=tuple(_check_back_words(each) for each in check_backs), history=history_of(commitment),
        actions=actions_for(commitment, claim, check_backs, visit.member, at) if visit.member else (),
        record=Link("See this promise in the record", reverse("evidence:entry", args=[commitment.entry_seq])),
        all=Link("See every promise of this committee", reverse("commitments:list", args=[commitment.committee_id])),
    )  # fmt: skip


def _next(commitment: Commitment, claim: Claim | None, check_backs: list[CheckBack], today: date) -> str:
    status, owner = commitment.status, commitment.owner_name
    if status == Commitment.Status.REFUSED:
        return f"We will not do this, because: {commitment.refusal}"
    if status == Commitment.Status.DONE:
        ahead = next((each for each in check_backs if not each.closed_at), None)
        asks = ""
        if ahead:
            when = "Now" if ahead.opened_at else f"On {plain.day(ahead.opens_on)}"
            asks = f" {when} those it was for are asked whether it made a difference."
        return f"Both groups said that it is done, on {plain.day(commitment.signed_off_at)}.{asks}"
    if status == Commitment.Status.ASKED and claim:
        return f"Both groups are asked whether it is done, until {plain.moment(claim.closes_at)}."
    if status == Commitment.Status.CLAIMED:
        said = claim.claimed_by.name if claim else owner
        return f"{said} says that it is done. {_checker_next(commitment)}"
    if not owner:
        return "Nobody is named to do this yet. Until somebody is, nobody can say that it is done."
    late = rules.is_late(status, commitment.due_on, today) and commitment.due_on
    overdue = f" It was due on {plain.day(late)}: {days_late(late, today)}." if late else ""
    if commitment.due_on is None:
        overdue = " It has no date yet, so it can never be late: the owner gives it one."
    return f"{owner} does this, then says that it is done.{overdue} Then the checker looks, and both groups are asked."


def _checker_next(commitment: Commitment) -> str:
    if not is_checked(commitment):
        return "Nobody checks it yet: somebody with lived experience has to offer first."
    return "The checker looks first. Then both groups are asked."


def _cannot_sign(commitment: Commitment) -> str:
    """Said plainly while a side is too small to sign anything off."""
    if commitment.committee.kind == "outside" or commitment.status in ("done", "refused", "asked"):
        return ""
    counts = (
        commitment.committee.seats.filter(ended_at__isnull=True).values("side").annotate(seats=Count("pk"))
    )
    seats = {row["side"]: row["seats"] for row in counts.order_by("side")}
    small = [PAGE_WORDS[side] for side in Side.values if seats.get(side, 0) < SMALLEST_ANSWER]
    if not small:
        return ""
    if commitment.committee.closed_at:
        return (
            f"This can’t be signed off any more: there are fewer than {SMALLEST_ANSWER} {plain.together(small)} on the "
            "committee, and nobody can join since it has closed. It stays public as not done."
        )
    return (
        f"This can’t be signed off yet: there are fewer than {SMALLEST_ANSWER} {plain.together(small)} on the "
        "committee. Another has to join first."
    )


def _trail(commitment: Commitment, claim: Claim | None) -> Trail:
    status = commitment.status
    at = {"open": 1, "refused": 1, "claimed": 3, "asked": 4, "done": 5}[status]
    days = [commitment.made_at, None, claim.claimed_at if claim else None, claim.checked_at if claim else None,
            commitment.signed_off_at]  # fmt: skip
    doing = open_words(commitment) if status == "open" else "Being done"
    labels = ("Promised", doing, "Said to be done", "Checked", "Signed off by both groups")
    return Trail(
        tuple(
            TrailStep(
                label, "done" if place < at or at == 5 else "now" if place == at else "not_yet",
                plain.day(day) if place < at else "",
            )
            for place, (label, day) in enumerate(zip(labels, days, strict=True))
        )
    )  # fmt: skip


def _facts(commitment: Commitment, today: date, *, is_inside: bool) -> tuple[Fact, ...]:
    late = rules.is_late(commitment.status, commitment.due_on, today) and commitment.due_on
    facts = [
        Fact("Who does it", owner_words(commitment)),
        Fact("Due", f"{plain.day(late)}: {days_late(late, today)}" if late else due_words(commitment)),
        Fact("What will be seen", commitment.will_be_seen or "Nobody has said yet"),
        Fact("Who checks", checker_words(commitment, is_inside=is_inside)),
    ]
    if commitment.project:
        project = Link(commitment.project.name, reverse("evidence:project", args=[commitment.project_id]))
        facts.append(Fact("Project", project))
    if commitment.origin_side:
        facts.append(Fact("Raised by", Side(commitment.origin_side).label))
    if commitment.origin_seq is not None:
        facts.append(Fact("Where it came from", origin_link(commitment.origin_seq, is_inside=is_inside)))
    if commitment.due_words:
        facts.append(Fact("“When”, word for word", commitment.due_words))
    if commitment.note:
        facts.append(Fact("Note", commitment.note))
    if commitment.reopened_count:
        facts.append(Fact("Opened again", plain.counted(commitment.reopened_count, "time", "times")))
    return tuple(facts)


def _answered(claim: Claim | None) -> str:
    """How many have answered; never what, until it closes."""
    if claim is None:
        return ""
    rows = list(claim.sign_offs.values_list("side", "answer"))
    said = [
        f"{sum(bool(answer) for side, answer in rows if side == each)} of "
        f"{sum(side == each for side, _ in rows)} {PAGE_WORDS[each]} have answered"
        for each in SIDES
    ]
    return f"{plain.together(said)}. What they said is counted when it closes."


def _pair(claim: Claim) -> Pair:
    def figure(side: str) -> SideFigure:
        count = claim.counts[side]
        silent = count["entitled"] - count["answered"]
        said = f"{count['done']} said done, {count['not_yet']} said not yet, of {count['entitled']} asked. "
        said += f"{silent} did not answer." if silent else "Everybody answered."
        return SideFigure(side, f"{count['done']} of {count['entitled']} said done", said)  # type: ignore[arg-type]

    return Pair(figure("lived_experience"), figure("staff"))


def _check_back_words(check_back: CheckBack) -> str:
    when = f"After {check_back.months} months"
    if check_back.closed_at:
        return f"{when}: {CheckBack.Outcome(check_back.outcome).label.lower()}."
    if check_back.opened_at:
        return f"{when}: being asked now, until {plain.moment(check_back.closes_at)}."
    return f"{when}: asked on {plain.day(check_back.opens_on)}."
