"""Acts on something said that can't be done any more: what was done, and what happens next."""

from equalweight.site.web.acts import Settled
from equalweight.site.web.elements import Link
from equalweight.site.web.plain import day

from ..models import Answer, Contribution
from .places import href


def confirm_settled(contribution: Contribution) -> Settled | None:
    if contribution.withdrawn_at:
        return withdrawn(contribution)
    if contribution.confirmed_at is None:
        return None
    done = f"You said on {day(contribution.confirmed_at)} that these are your words."
    return _settled(
        contribution, "You have confirmed this", done, f"An answer is due by {day(contribution.due_on)}."
    )


def publish_settled(contribution: Contribution) -> Settled | None:
    if contribution.withdrawn_at:
        return withdrawn(contribution)
    if contribution.published_at is None:
        return None
    done = f"You published it on {day(contribution.published_at)}."
    return _settled(contribution, "Everyone can read this", done, "Answers to it are public too.")


def withdrawn(contribution: Contribution) -> Settled | None:
    """Taken back: nothing more can be done with it."""
    if contribution.withdrawn_at is None:
        return None
    done = f"It was taken back on {day(contribution.withdrawn_at)}."
    return _settled(contribution, "This was taken back", done, "No answer is owed. It can be said again.")


def answer_settled(contribution: Contribution) -> Settled | None:
    """Answered, and its author has not said that this was no answer."""
    newest = _newest(contribution)
    if contribution.withdrawn_at or newest is None or newest.is_answer is False:
        return withdrawn(contribution)
    done = f"{newest.by.name} answered on {day(newest.at)}."
    after = "Whoever said it says whether this is an answer. If not, another one is due."
    return _settled(contribution, "This has been answered", done, after)


def judge_settled(answer: Answer) -> Settled | None:
    """Its author said no: another answer is due. (A yes can still become a no.)"""
    if answer.is_answer is not False:
        return withdrawn(answer.contribution)
    contribution = answer.contribution
    done = f"You said on {day(answer.judged_at)} that this was no answer."
    after = f"The other group owes you another one by {day(contribution.due_on)}."
    return _settled(contribution, "You have said what you think", done, after)


def _newest(contribution: Contribution) -> Answer | None:
    return contribution.answers.select_related("by").order_by("-at", "-entry_seq").first()


def _settled(contribution: Contribution, heading: str, done: str, after: str) -> Settled:
    return Settled(heading, done, after, Link("See what was said", href("contribution", contribution.pk)))
