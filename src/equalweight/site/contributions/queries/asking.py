"""The pages with one form on them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from equalweight.site.committees.queries import ways_in_force
from equalweight.site.projects.models import Project
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import counted, day

from .. import rules
from ..models import Contribution
from .lists import CallLine, open_calls
from .one import AnswerPart, answer_parts
from .places import committee_link, href, project_link


@dataclass(frozen=True)
class AskPage:
    """One form: what it is for, what happens then, whose words it is about, and the way back."""

    committee: Link
    project: Link
    heading: str
    lead: str
    points: tuple[str, ...]
    words: str
    words_heading: str
    answers: tuple[AnswerPart, ...]
    calls: tuple[CallLine, ...]
    warning: str
    button: str
    others: tuple[Link, ...]
    back: Link


def _about_project(
    project: Project, heading: str, lead: str, points: tuple[str, ...], button: str, *,
    calls: tuple[CallLine, ...] = (), others: tuple[Link, ...] = (),
) -> AskPage:  # fmt: skip
    return AskPage(
        committee=committee_link(project.committee, is_inside=True), project=project_link(project),
        heading=heading, lead=lead, points=points, words="", words_heading="", answers=(), calls=calls, warning="",
        button=button, others=others, back=Link("Go back to everything said", href("list", project.pk)),
    )  # fmt: skip


def _about_words(
    contribution: Contribution, heading: str, lead: str, points: tuple[str, ...], button: str, *,
    warning: str = "", others: tuple[Link, ...] = (), words_heading: str = "Your words",
) -> AskPage:  # fmt: skip
    project = contribution.project
    return AskPage(
        committee=committee_link(project.committee, is_inside=True), project=project_link(project),
        heading=heading, lead=lead, points=points, words=contribution.words, words_heading=words_heading,
        answers=answer_parts(list(contribution.answers.select_related("by")), names=True), calls=(),
        warning=warning, button=button, others=others,
        back=Link("Go back without doing this", href("contribution", contribution.pk)),
    )  # fmt: skip


def invite_page(project: Project) -> AskPage:
    """Ask everybody."""
    points = (
        "Everybody with a seat gets an email with the question.",
        "The question is public. What people say stays inside the committee until they publish it.",
        "Everything said gets an answer with a reason.",
    )
    lead = "Ask before there is a proposal: people’s words can then still change everything."
    return _about_project(project, "Ask everybody what they think", lead, points, "Ask everybody")


def make_page(project: Project, at: datetime) -> AskPage:
    """Say something oneself."""
    days = ways_in_force(project.committee, at).days_to_answer
    points = (
        f"The other group owes you an answer with a reason within {counted(days, 'day', 'days')}. "
        "If it is late, everybody can see that it is.",
        "You say whether the answer is an answer.",
        "Only people inside the committee can read your words. You can publish them later, if you want.",
        "You can take them back at any time.",
    )
    lead = "An idea, a worry, a question, or something that happened. A few words are enough."
    other = Link("Write down what somebody else told you", href("make_for", project.pk))
    return _about_project(
        project, "Say something", lead, points, "Say it", calls=open_calls(project, at), others=(other,)
    )


def make_for_page(project: Project) -> AskPage:
    """Enter somebody else's words."""
    points = (
        "They get an email with these words, and confirm them or take them back.",
        "It is marked as written down by you.",
        "The days to answer count from the day they said it.",
    )
    lead = "For somebody with a seat who phoned, wrote or told you. Use their words, not yours."
    return _about_project(project, "Write down what somebody told you", lead, points, "Write it down")


def confirm_page(contribution: Contribution) -> AskPage:
    who = contribution.entered_by.name if contribution.entered_by else "Somebody"
    how = Contribution.Way(contribution.way).label.lower()
    lead = f"{who} wrote down that you said this on {day(contribution.made_on)} ({how})."
    points = (
        "If they are: confirm them. Only then can you publish them, or a proposal be counted as yours.",
        "If they are not: take them back, and say it in your own words.",
    )
    others = (Link("These are not my words: take them back", href("withdraw", contribution.pk)),)
    return _about_words(
        contribution, "Are these your words?", lead, points, "Yes, these are my words", others=others
    )


def answer_page(contribution: Contribution, at: datetime) -> AskPage:
    late = rules.days_late(contribution.due_on, localdate(at))
    lead = (
        f"This answer is {counted(late, 'day', 'days')} late. The delay is public, and stays so."
        if late
        else f"An answer is due by {day(contribution.due_on)}."
    )
    points = (
        "The person who said it gets your answer by email, and says whether it is an answer.",
        "If it is not, another one is due.",
        "Your reason is public once its author has published what they said. Name nobody in it.",
        "An answer can’t be changed afterwards.",
    )
    return _about_words(
        contribution, "Answer this", lead, points, "Send the answer", words_heading="What was said"
    )


def judge_page(contribution: Contribution) -> AskPage:
    points = (
        "Only you can say this.",
        "If you say no, the other group owes you another answer by a new date, and everybody can see that.",
        "You don’t have to agree with an answer for it to be one: it says what happens, and why.",
    )
    return _about_words(contribution, "Is this an answer?", "You asked. You say.", points, "Send")


def publish_page(contribution: Contribution) -> AskPage:
    points = (
        "Everybody can then read your words, and the answers to them, without your name.",
        "Think of the people in your words: a name, an illness, a street, or something only one person did.",
        "You can leave them as they are. Nothing is worse for you if you do.",
    )
    warning = (
        "You can’t make them private again. If you take them back later, this site stops showing them on its pages, "
        "but they stay in the public record, and others may have copies."
    )
    lead = "Until now only people inside the committee can read them."
    return _about_words(
        contribution, "Publish your words?", lead, points, "Publish my words", warning=warning
    )


def withdraw_page(contribution: Contribution) -> AskPage:
    points = (
        "Nobody but you can read your words on this site’s pages any more.",
        "No answer is owed to you. Answers that came late stay counted as late.",
        "The record keeps that something was said and taken back, not why.",
    )
    published = "You published these words. They stay in the public record, and others may have copies."
    warning = published if contribution.published_at else "You can’t undo this. You can say it again."
    lead = "You need no reason."
    return _about_words(
        contribution, "Take your words back?", lead, points, "Take them back", warning=warning
    )
