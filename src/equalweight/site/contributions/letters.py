"""What is written to people about something said. Nobody's words are in an email but to their author."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from equalweight.site.committees.models import Committee, Seat
from equalweight.site.people.post import send_later
from equalweight.site.projects.models import Project

from . import rules
from .models import Answer, Call, Contribution

SOMEBODY = {"lived_experience": "Somebody with lived experience", "staff": "A member of staff"}


def invited(call: Call) -> None:
    """To everybody else in the committee: what do you think?"""
    seats = _current(call.project.committee).exclude(pk=call.made_by_id)
    where = _address("contributions:make", call.project_id)
    _write("invited", "What do you think", call.project, seats, where, call=call, asker=call.made_by)


def said(contribution: Contribution) -> None:
    """To the other group, who owe the answer. Not the words: mail is read on shared screens."""
    _to_answerers("said", "Something to answer", contribution)


def not_answered(contribution: Contribution) -> None:
    """To the other group: its author says that this was no answer."""
    _to_answerers("not_answered", "Another answer is due", contribution)


def to_confirm(contribution: Contribution) -> None:
    """To somebody whose words another person wrote down, with the words."""
    where = _address("contributions:confirm", contribution.pk)
    author, words = contribution.author, contribution.words
    enterer = contribution.entered_by
    _write(
        "confirm", "Are these your words", contribution.project, [author], where, words=words, enterer=enterer
    )


def answered(answer: Answer) -> None:
    """To the author: what became of it, with the reason."""
    contribution = answer.contribution
    _write(
        "answered", "Your words were answered", contribution.project, [contribution.author],
        _address("contributions:judge", contribution.pk),
        words=contribution.words, became=Answer.Became(answer.became).label, reason=answer.reason,
    )  # fmt: skip


def _to_answerers(name: str, subject: str, contribution: Contribution) -> None:
    committee, side = contribution.project.committee, contribution.author.side
    seats = _current(committee).filter(side=rules.OTHER_SIDE[side])
    where = _address("contributions:answer", contribution.pk)
    _write(
        name, subject, contribution.project, seats, where, somebody=SOMEBODY[side], due=contribution.due_on
    )


def _write(
    name: str, subject: str, project: Project, seats: Iterable[Seat], where: str, **more: object
) -> None:
    for seat in seats:
        if seat.holder is not None:
            words = {"name": seat.name, "project": project, "committee": project.committee, "where": where}
            body = render_to_string(f"contributions/email/{name}.txt", words | more)
            send_later(seat.holder.email, f"{subject}: {project.name}", body)


def _current(committee: Committee) -> QuerySet[Seat]:
    return committee.seats.filter(ended_at__isnull=True).select_related("holder")


def _address(name: str, pk: str) -> str:
    return settings.SITE_URL + reverse(name, args=[pk])
