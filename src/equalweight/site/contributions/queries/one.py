"""One thing somebody said, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from equalweight.site.committees.loaders import Reader
from equalweight.site.web.elements import Link, Person, Tag, Trail
from equalweight.site.web.plain import counted, day

from .. import rules
from ..models import Answer, Contribution
from .chain import Chain, chains
from .places import committee_link, excerpt, href, person, project_link, standing, state_of
from .trail import trail_of


@dataclass(frozen=True)
class AnswerPart:
    """One answer. `by` is None for the public; `judged` is None until its author has said whether it is one."""

    became: str
    reason: str
    by: Person | None
    side: str
    at: datetime
    lateness: str
    judged: Tag | None


@dataclass(frozen=True)
class ContributionPage:
    """`who` is None for the public, and `words` is "" for everybody but its author once it was taken back."""

    committee: Link
    project: Link
    kind: str
    heading: str
    side: str
    who: Person | None
    said_on: date
    entered: str
    words: str
    state: Tag
    seen_by: str
    trail: Trail
    answers: tuple[AnswerPart, ...]
    what_next: str
    main_action: Link | None
    actions: tuple[Link, ...]
    followed: tuple[Link, ...]
    entry: Link
    everything: Link


def contribution_page(contribution: Contribution, reader: Reader | None, at: datetime) -> ContributionPage:
    """For a reader inside the committee, or (None) the public, who must be let in by the loader. Three queries."""
    answers = list(contribution.answers.select_related("by"))
    chain = chains([contribution])[contribution.pk]
    seat = reader.seat if reader else None
    is_own = seat is not None and seat.pk == contribution.author_id
    words = contribution.words if is_own or not contribution.withdrawn_at else ""
    kind = Contribution.Kind(contribution.kind).label
    return ContributionPage(
        committee=committee_link(contribution.project.committee, is_inside=reader is not None),
        project=project_link(contribution.project),
        kind=kind, heading=excerpt(words) or kind, side=contribution.author.side,
        who=person(contribution.author) if reader else None, said_on=contribution.made_on,
        entered=_entered(contribution) if reader else "",
        words=words,
        state=state_of(contribution, answers, localdate(at)), seen_by=_seen_by(contribution),
        trail=trail_of(contribution, answers, chain, localdate(at)),
        answers=answer_parts(answers, names=reader is not None),
        what_next=_what_next(contribution, answers, at),
        main_action=_duty(contribution, answers, reader), actions=_actions(contribution, answers, reader),
        followed=followed(chain, is_inside=reader is not None),
        entry=Link("See it in the record", reverse("evidence:entry", args=[contribution.entry_seq])),
        everything=Link("Everything said in this project", href("list", contribution.project_id)),
    )  # fmt: skip


def answer_parts(answers: list[Answer], *, names: bool) -> tuple[AnswerPart, ...]:
    """Answers in the order they came; who gave them only for those inside."""
    return tuple(
        _part(each, names=names) for each in sorted(answers, key=lambda each: (each.at, each.entry_seq))
    )


def _part(answer: Answer, *, names: bool) -> AnswerPart:
    late = rules.days_late(answer.due_on, localdate(answer.at))
    judged = {True: Tag("Its author says: this answers it", "done"),
              False: Tag("Its author says: this does not answer it", "late")}  # fmt: skip
    return AnswerPart(
        became=Answer.Became(answer.became).label, reason=answer.reason, by=person(answer.by) if names else None,
        side=answer.by.side, at=answer.at, lateness=f"{counted(late, 'day', 'days')} late" if late else "",
        judged=judged.get(answer.is_answer) if answer.is_answer is not None else None,
    )  # fmt: skip


def followed(chain: Chain, *, is_inside: bool) -> tuple[Link, ...]:
    """Pages of what came of it that this reader can open: commitments are public, decisions once closed."""
    proposals = chain.proposals if is_inside else ()
    decisions = [each.pk for each in chain.decisions if is_inside or each.outcome]
    return (
        *_links("A proposal that came from it", "proposals:proposal", proposals),
        *_links(
            "What both groups decided" if not is_inside else "The decision", "decisions:decision", decisions
        ),
        *_links("What was promised", "commitments:commitment", [each.pk for each in chain.commitments]),
    )


def _links(words: str, name: str, pks: list[str] | tuple[str, ...]) -> tuple[Link, ...]:
    many = len(pks) > 1
    return tuple(
        Link(f"{words}, number {number}" if many else words, reverse(name, args=[pk]))
        for number, pk in enumerate(pks, start=1)
    )


def _entered(contribution: Contribution) -> str:
    if contribution.entered_by is None:
        return ""
    how = Contribution.Way(contribution.way).label
    words = f"{how}. Written down by {contribution.entered_by.name} on {day(contribution.made_at)}."
    if contribution.confirmed_at is None:
        return f"{words} {contribution.author.name} has not confirmed these words yet."
    return f"{words} Confirmed by {contribution.author.name} on {day(contribution.confirmed_at)}."


def _seen_by(contribution: Contribution) -> str:
    if contribution.withdrawn_at:
        return "Its author took it back. Only its author can read the words here."
    if contribution.published_at:
        return f"Its author published it on {day(contribution.published_at)}. Everybody can read it."
    return "Only people inside the committee can read this. Its author can publish it."


def _what_next(contribution: Contribution, answers: list[Answer], at: datetime) -> str:
    if contribution.withdrawn_at:
        return "Nothing more. It was taken back."
    holds = standing(answers)
    if holds is None:
        late = localdate(at) > contribution.due_on
        words = "An answer with a reason was due by" if late else "An answer with a reason is due by"
        public = " The delay is public." if late else ""
        return f"{words} {day(contribution.due_on)}.{public}"
    if holds.is_answer is None:
        return "Its author says whether this is an answer. If not, another one is due."
    return "It has its answer. What comes of it is shown in the steps above."


def _duty(contribution: Contribution, answers: list[Answer], reader: Reader | None) -> Link | None:
    """The one thing this reader is asked for now."""
    seat, pk = reader.seat if reader else None, contribution.pk
    if seat is None or contribution.withdrawn_at:
        return None
    holds = standing(answers)
    if seat.pk != contribution.author_id:
        may_answer = seat.side != contribution.author.side and holds is None
        return Link("Answer it", href("answer", pk)) if may_answer else None
    if contribution.confirmed_at is None:
        return Link("Say whether these are your words", href("confirm", pk))
    is_asked = holds is not None and holds.is_answer is None
    return Link("Say whether this is an answer", href("judge", pk)) if is_asked else None


def _actions(contribution: Contribution, answers: list[Answer], reader: Reader | None) -> tuple[Link, ...]:
    """What else this reader may do."""
    seat, pk = reader.seat if reader else None, contribution.pk
    if seat is None or contribution.withdrawn_at:
        return ()
    is_own, holds = seat.pk == contribution.author_id, standing(answers)
    may_publish = contribution.confirmed_at is not None and contribution.published_at is None
    propose = f"{reverse('proposals:draft', args=[contribution.project_id])}?from={pk}"
    offered = (
        (True, "Propose a change that comes from this", propose),
        (
            is_own and holds is not None and holds.is_answer,
            "Say that it is no answer after all",
            href("judge", pk),
        ),
        (is_own and may_publish, "Publish it", href("publish", pk)),
        (is_own, "Take it back", href("withdraw", pk)),
    )
    return tuple(Link(words, where) for is_offered, words, where in offered if is_offered)
