"""The pages of a question put by consent: the talk after a round, the ballot of one, an objection."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from equalweight.site.committees.loaders import Member, Reader
from equalweight.site.committees.models import Committee
from equalweight.site.committees.queries import ways_in_force
from equalweight.site.web.elements import Condition, Link, Tag
from equalweight.site.web.plain import moment

from .. import consent_rules, consent_words, rules, words
from ..models import Decision, Question, RoundAnswer, Vote
from ..objections import asked_of, is_talk_due, standing
from .places import Paper, committee_link, href, paper_of, project_link
from .rounds import RoundLine, closed_rounds
from .turnout import conditions, open_words


@dataclass(frozen=True)
class TalkPage:
    """After a round without consent. `now`: the round talked about; `before`: earlier ones, oldest first."""

    where: Link
    project: Link
    question: str
    state: Tag
    until: datetime
    is_over: bool
    standing: str
    now: RoundLine
    before: tuple[RoundLine, ...]
    independent: str
    welcome: Link | None
    meanwhile: str
    what_next: str
    count_now: Link | None
    paper: Paper
    rule: tuple[str, ...]


def talk_page(decision: Decision, reader: Reader, at: datetime) -> TalkPage:
    """The talk, for somebody who may read the committee's inside pages."""
    committee = decision.project.committee
    *before, now = closed_rounds(decision, reader, at)
    until = decision.talk_until or now.closed_at
    is_over = at >= until
    return TalkPage(
        where=committee_link(committee, is_member=True),
        project=project_link(decision),
        question=decision.question,
        state=Tag("Being talked through", "now"),
        until=until,
        is_over=is_over,
        standing=_standing(decision, reader, is_over=is_over),
        now=now,
        before=tuple(before),
        independent=committee.independent_contact,
        welcome=_welcome(committee, reader),
        meanwhile=ways_in_force(committee, decision.announced_at).disagreement_words,
        what_next=_what_next(decision, is_over=is_over),
        count_now=_count_now(decision, reader, at),
        paper=paper_of(decision.version),
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
    )


def _standing(decision: Decision, reader: Reader, *, is_over: bool) -> str:
    if is_over:
        return "The talk is over. The answers are being counted again."
    if reader.seat is None:
        return "You can read this and help people to talk. People without a seat don’t answer."
    if decision.recusals.filter(seat=reader.seat).exists():
        return rules.STEPPED_BACK
    if not decision.roll.filter(seat=reader.seat).exists():
        return "You can read this. Who can vote was fixed when voting opened, before you came."
    own = RoundAnswer.objects.filter(
        round__decision=decision, round__number=decision.ballot, place__seat=reader.seat, choice="object"
    ).first()
    if own is not None and own.stands:
        return "You objected. Talk with the others. You can take your objection back, or leave it as it is."
    return "Read the objections, and talk with those who made them. Nobody answers until the talk is over."


def _welcome(committee: Committee, reader: Reader) -> Link | None:
    if reader.seat is None or not reader.seat.is_co_chair:
        return None
    return Link("Let a facilitator read along", reverse("committees:attendees", args=[committee.pk]))


def _count_now(decision: Decision, reader: Reader, at: datetime) -> Link | None:
    if reader.seat is None or not reader.seat.is_co_chair or not is_talk_due(decision, at):
        return None
    return Link("Count the answers now", href("count_now", decision.pk))


def _what_next(decision: Decision, *, is_over: bool) -> str:
    if is_over:
        return "You get an email within minutes."
    rule = consent_rules.next_rule(decision.ballot, decision.rounds)
    following = (
        f"round {decision.ballot + 1} of {decision.rounds} opens, and everybody answers anew"
        if rule == "consent"
        else "both groups vote, yes or no: a new vote, in which no earlier answer counts"
    )
    return (
        "When the time is up, or no objection stands any more, the answers are counted again. Objections taken back, "
        f"or found to have no reason, count as “I’m not voting on this”. If there is still no consent, {following}."
    )


@dataclass(frozen=True)
class ConsentBallotPage:
    """A round of consent. `answered`: only this voter's own last answer, in words."""

    where: Link
    question: str
    name: str
    open_words: str
    answered: str
    rule: tuple[str, ...]
    conditions: tuple[Condition, ...]
    has_rounds_before: bool
    notice: str
    more_time: str


def consent_ballot_page(decision: Decision, member: Member) -> ConsentBallotPage:
    """The ballot of one seat in a round of consent."""
    own = own_vote(decision, member)
    return ConsentBallotPage(
        where=committee_link(decision.project.committee, is_member=True),
        question=decision.question,
        name=consent_words.ballot_name(decision.ballot, decision.rounds),
        open_words=open_words(decision),
        answered=words.CHOICE_WORDS[own.choice] if own else "",
        rule=words.rule_points(decision.rule, decision.quorum, decision.threshold, decision.rounds),
        conditions=conditions(decision),
        has_rounds_before=decision.ballot > 1,
        notice=href("decision", decision.pk),
        more_time="" if decision.paused_at else href("pause", decision.pk),
    )


def own_vote(decision: Decision, member: Member) -> Vote | None:
    """This voter's own answer in the ballot now open."""
    return Vote.objects.filter(roll_seat__decision=decision, roll_seat__seat=member.seat).first()


@dataclass(frozen=True)
class ObjectionPage:
    """One thing to confirm or answer about an objection, with its words. `answered`: this voter's own last answer."""

    where: Link
    about: str
    question: str
    explain: str
    reason: str
    harm: str
    points: tuple[str, ...]
    button: str
    back: str
    answered: str = ""


def _about(answer: RoundAnswer, question: str, explain: str, button: str, *points: str) -> ObjectionPage:
    decision = answer.round.decision
    return ObjectionPage(
        committee_link(decision.project.committee, is_member=True), decision.question, question, explain,
        answer.reason, answer.harm, points, button, href("decision", decision.pk),
    )  # fmt: skip


def withdraw_page(answer: RoundAnswer) -> ObjectionPage:
    return _about(
        answer,
        "Take your objection back?",
        "Only you can do this. You don’t have to, and you don’t have to say why.",
        "Take it back",
        "It then counts as “I’m not voting on this”, not as consent.",
        "Members still see what you wrote, and that you took it back.",
        "If no objection is left, the answers are counted again at once.",
        "You can’t undo this. If there is another round, you can answer anew.",
    )


def publish_page(answer: RoundAnswer) -> ObjectionPage:
    return _about(
        answer,
        "Publish what you wrote?",
        "So far only your committee can read it. Published, anybody can read it with the outcome.",
        "Publish it",
        "Your name is not shown with it. People who know you may guess that it is yours.",
        "It must say nothing about a person who has not agreed to it.",
        "You can’t undo this.",
    )


def ask_about_page(answer: RoundAnswer) -> ObjectionPage:
    roll = asked_of(answer)
    return _about(
        answer,
        "Ask both groups whether this objection has a reason?",
        "Not whether they agree with it: whether it says why, and what harm it would prevent.",
        "Ask both groups",
        f"Everybody who can vote is asked, but not the person who objected: {roll['lived_experience']} with lived "
        f"experience and {roll['staff']} staff.",
        "It is set aside only if both groups find, each by itself, that it has no reason. Else it stands.",
        "They have as many days as for a vote, and the talk lasts until then.",
        "This can be done once for each objection. Talk first: it may hurt somebody.",
    )


def judge_page(answer: RoundAnswer, question: Question, own: str) -> ObjectionPage:
    """`own`: what this voter has answered so far."""
    page = _about(
        answer,
        "Does this objection have a reason?",
        f"You can answer, and change your answer, until {moment(question.closes_at)}. Whether you agree with the "
        "objection is not the question.",
        "Give my answer",
        consent_words.OBJECTION,
        "It is set aside only if both groups find, each by itself, that it has no reason.",
        "Nobody sees what you answered. The numbers for each group are shown afterwards: if everybody answers the "
        "same, they show what each of you answered.",
    )
    return replace(page, answered=consent_words.JUDGED.get(own, ""))


def own_judgment(question: Question, member: Member) -> str:
    """This voter's own last answer about an objection; "" when there is none."""
    found = question.judgments.filter(place__seat=member.seat).values_list("choice", flat=True)
    return found.first() or ""


def standing_for(answer: RoundAnswer, member: Member) -> consent_rules.Standing:
    """How an objection stands for a member, as the rules ask it."""
    return standing(answer, member.seat.pk)
