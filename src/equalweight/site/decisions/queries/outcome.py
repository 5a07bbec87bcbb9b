"""A closed decision: what came of it, for everyone; and who answered what, for members only."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from equalweight.core.tally import PAGE_WORDS, Outcome
from equalweight.site.commitments.queries import PromiseLine, promises_from
from equalweight.site.committees.loaders import Member, Reader
from equalweight.site.ledger import overridden
from equalweight.site.web.elements import Link, Pair, Row, SideFigure, Table, Tag
from equalweight.site.web.plain import day

from .. import ranked_words, rules, words
from ..commands.after import answering
from ..consent_words import ballot_name
from ..in_force import in_force_link, in_force_words
from ..models import Decision, FinalAnswer, RollSeat
from ..ranked_words import in_words
from ..terms import remit_of
from .counting import counted
from .disagreeing import Disagreement, disagreement
from .outside_vote import OutsideVotes, outside_actions, outside_votes
from .places import Paper, committee_link, decision_link, href, paper_of, person, project_link
from .recorded import DIFFERS, as_recorded
from .rounds import RoundLine, RoundNames, closed_rounds, names_of_rounds, own_to_publish


@dataclass(frozen=True)
class SideReason:
    """A side's published reason; `words` is empty while it is awaited."""

    side: str
    words: str


@dataclass(frozen=True)
class Answer:
    """What became of a carried decision outside the room. `noted_by`: the side that recorded it.

    `is_noted`: seen by people with lived experience while the organisation was silent, not said by it.
    """

    state: Tag
    is_override: bool
    is_noted: bool
    holder: str
    reason: str
    noted_by: str
    at: datetime


@dataclass(frozen=True)
class OutcomePage:
    where: Link
    project: Link
    question: str
    state: Tag
    why: str
    differs: str
    head_count: str
    pair: Pair
    pairs: Table | None
    closed_at: datetime
    rule: tuple[str, ...]
    rounds: tuple[RoundLine, ...]
    paper: Paper
    reasons: tuple[SideReason, ...]
    disagreement: Disagreement | None
    brings_back: Link | None
    overrides: tuple[Answer, ...]
    answers: tuple[Answer, ...]
    answer_due: str
    in_force: str
    in_force_link: Link | None
    outside: OutsideVotes
    promises: tuple[PromiseLine, ...]
    check: str
    is_sealed: bool
    codes: str
    entry: Link | None
    actions: tuple[Link, ...]


def outcome_page(decision: Decision, reader: Reader | None, at: datetime) -> OutcomePage:
    """The outcome. What differs for members is `where` and `actions`; nobody's name stands on this page."""
    [decision] = as_recorded([decision])
    committee, outcome = decision.project.committee, counted(decision)
    answers = tuple(_answer(each) for each in decision.final_answers.select_related("recorded_by"))
    return OutcomePage(
        where=committee_link(committee, is_member=reader is not None),
        project=project_link(decision),
        question=decision.question,
        state=words.outcome_tag(decision.outcome["outcome"], decision.rule),
        why=decision.outcome["why"],
        differs=DIFFERS if decision.differs else "",
        head_count=words.head_count_words(outcome),
        pair=_pair(outcome),
        pairs=_pairs(decision),
        closed_at=decision.closed_at or decision.closes_at,
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
        rounds=closed_rounds(decision, None, at) if decision.rounds else (),
        paper=paper_of(decision.version),
        reasons=_reasons(decision),
        disagreement=disagreement(decision, reader, at),
        brings_back=decision_link(decision.brings_back, "See what happened the first time"),
        overrides=tuple(answer for answer in answers if answer.is_override),
        answers=answers,
        answer_due=_answer_due(decision, answers, at),
        in_force=in_force_words(decision),
        in_force_link=in_force_link(decision),
        outside=outside_votes(decision, sum(side.entitled for side in outcome.sides.values())),
        promises=promises_from(decision.closed_seq, at) if decision.closed_seq is not None else (),
        check=href("check", decision.pk),
        is_sealed=decision.is_sealed,
        codes=_codes(decision),
        entry=_entry(decision),
        actions=(
            *_actions(decision, reader, at),
            *outside_actions(decision, reader.seat if reader else None),
        ),
    )


@dataclass(frozen=True)
class LastCounted:
    """The decision of a project that closed last, as it is shown large: its two sides and why."""

    question: str
    href: str
    pair: Pair
    state: Tag
    why: str
    overrides: tuple[Answer, ...]
    check: str


def last_counted(closed: list[Decision]) -> LastCounted | None:
    """The decision that closed last of those, as recorded; None when there is none. No query but for their answers."""
    if not closed:
        return None
    last = max(closed, key=lambda each: each.closed_at or each.closes_at)
    answers = tuple(_answer(each) for each in last.final_answers.all())
    return LastCounted(
        question=last.question, href=href("decision", last.pk), pair=_pair(counted(last)),
        state=words.outcome_tag(last.outcome["outcome"], last.rule, last.overrides), why=last.outcome["why"],
        overrides=tuple(answer for answer in answers if answer.is_override),
        check=href("check", last.pk),
    )  # fmt: skip


def _pairs(decision: Decision) -> Table | None:
    if decision.options is None:
        return None
    return ranked_words.pairs(decision.outcome["ballots"], decision.option_names)


def _codes(decision: Decision) -> str:
    """Where those who took a code in a sealed vote find it; nothing where nobody did."""
    has_codes = "codes" in decision.outcome.get("sealed", {})
    return f"{href('check', decision.pk)}#codes" if has_codes else ""


@dataclass(frozen=True)
class NamesPage:
    """Who answered what: for people with a seat in the committee, never on a public page.

    `rounds`: of a question put by consent, each round that came to none. `table` is None when the last of
    them decided in the end, once its objections had fallen.
    """

    where: Link
    question: str
    rounds: tuple[RoundNames, ...]
    table: Table | None
    back: str


def names_page(decision: Decision, member: Member, at: datetime) -> NamesPage:
    """Every place on the roll with its last answer, by name."""
    reader = Reader(member.committee, member.seat)
    rounds = names_of_rounds(decision, reader, at) if decision.rounds else ()
    places = decision.roll.select_related("seat", "vote").order_by("side", "seat__name")
    rows = tuple(Row((person(each.seat), _said(each, decision))) for each in places)
    last = f": {ballot_name(decision.ballot, decision.rounds)}" if rounds else ""
    table = Table(f"Who answered what{last}", ("Person", "Answer"), rows)
    return NamesPage(
        committee_link(member.committee, is_member=True),
        decision.question,
        rounds,
        None if decision.rounds and len(rounds) == decision.ballot else table,
        href("decision", decision.pk),
    )


def _said(place: RollSeat, decision: Decision) -> str:
    vote = getattr(place, "vote", None)
    return choice_words(decision, vote.choice) if vote else "Did not answer"


def choice_words(decision: Decision, choice: str) -> str:
    """An answer as it is read."""
    if decision.options is None:
        return words.CHOICE_WORDS[choice]
    return in_words(choice, decision.option_names)


def _pair(outcome: Outcome) -> Pair:
    halves = {
        name: SideFigure(name, words.side_figure(outcome, name), words.side_sentence(outcome, name))  # type: ignore[arg-type]
        for name in outcome.sides
    }
    return Pair(halves["lived_experience"], halves["staff"])


def _reasons(decision: Decision) -> tuple[SideReason, ...]:
    given = dict(decision.reasons.values_list("side", "words"))
    return tuple(SideReason(side, given.get(side, "")) for side in decision.refused_by)


def _answer(answer: FinalAnswer) -> Answer:
    is_override = answer.kind in rules.OVERRIDES
    said = f"Overridden: {overridden.WORDS[answer.kind]}" if is_override else "Adopted as decided"
    return Answer(
        state=Tag(said, "late" if is_override else "done"),
        is_override=is_override,
        is_noted=answer.recorded_by.side == "lived_experience",
        holder=answer.holder,
        reason=answer.reason,
        noted_by=PAGE_WORDS[answer.recorded_by.side],
        at=answer.at,
    )


def _answer_due(decision: Decision, answers: tuple[Answer, ...], at: datetime) -> str:
    due = decision.final_answer_due
    if due is None or any(answer.noted_by == PAGE_WORDS["staff"] for answer in answers):
        return ""
    holder = remit_of(decision).holder or "Whoever decides in the end"
    if answering(decision, "staff", at).is_due_past:
        return f"No answer received. {holder} was to do this, or publish why not, by {day(due)}."
    return f"{holder} has until {day(due)} to do this, or to publish why not."


def _origin(decision: Decision) -> str:
    """What a promise made from this decision says of where it comes from."""
    return urlencode({"origin": decision.closed_seq, "project": decision.project_id})


def _entry(decision: Decision) -> Link | None:
    if decision.closed_seq is None:
        return None
    return Link("See this in the record", reverse("evidence:entry", args=[decision.closed_seq]))


def _actions(decision: Decision, reader: Reader | None, at: datetime) -> tuple[Link, ...]:
    """What a seat can do about a closed decision; nothing for those without one."""
    if reader is None or reader.seat is None:
        return ()
    pk, side, committee = decision.pk, reader.seat.side, decision.project.committee
    owes = side in decision.refused_by and not decision.reasons.filter(side=side).exists()
    may_answer = bool(rules.kinds_open_to(answering(decision, side, at)))
    is_carried = decision.outcome["outcome"] == "carried"
    comes_back = not is_carried and not decision.brought_back.exists() and committee.closed_at is None
    offered = (
        (owes, "Publish your group’s reason", href("reason", pk)),
        (
            may_answer,
            "Record that it changed later" if decision.final_answers.exists() else "Record what became of it",
            href("final_answer", pk),
        ),
        (
            is_carried and not decision.version.changes and committee.closed_at is None,
            "Make a promise from this decision",
            f"{reverse('commitments:make', args=[committee.pk])}?{_origin(decision)}",
        ),
        (
            comes_back,
            "Bring this question back",
            reverse("decisions:announce", args=[decision.version.proposal_id]),
        ),
        (not decision.is_sealed, "See who answered what", href("names", pk)),
    )
    found = tuple(Link(said, where) for is_offered, said, where in offered if is_offered)
    return (*found, *own_to_publish(decision, reader.seat)) if decision.rounds else found
