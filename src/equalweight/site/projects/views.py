"""What members do in a project; its page for everyone is in evidence."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import member
from equalweight.site.ledger.actor import Actor
from equalweight.site.web.acts import Ask, act, press
from equalweight.site.web.doors import signed_in
from equalweight.site.web.elements import Link

from . import commands, loaders, queries
from .forms import ConfirmForm, EarlierForm, PartForm, ProjectForm, VerdictForm, WorkForm
from .models import Project, Work

FORM = "projects/form.html"


def _page(project: Project) -> str:
    return reverse("evidence:project", args=[project.pk])


@signed_in
def start(request: HttpRequest, pk: str) -> HttpResponse:
    mine = member(request.user, pk)
    where = Link(mine.committee.name, reverse("committees:inside", args=[pk]))
    lead = "A project is a service, a rule or a piece of work that both groups change together. Everybody is told."
    return act(
        request, ProjectForm, page=queries.FormPage(where, "Start a project", lead, "Start it"), template=FORM,
        do=lambda told: commands.start_project(mine.committee, **told, by=mine.actor, at=timezone.now()),
        to=_page, said="Started. Everybody at the table gets an email about it.",
    )  # fmt: skip


@signed_in
def part(request: HttpRequest, pk: str) -> HttpResponse:
    project, mine = loaders.project_for(request.user, pk)
    lead = "Say what you will do, and in which part. Both groups are needed in all four parts. You can stop any time."
    page = queries.form_page(project, "Take part", lead, "Take part")
    return act(
        request, PartForm, page=page, template=FORM,
        do=lambda told: commands.join_phase(
            project, told["phase"], what=told["what"], is_paid=told["is_paid"] == "yes", by=mine.actor,
            at=timezone.now(),
        ),
        to=_page(project), said="You are named in this part now.",
    )  # fmt: skip


@signed_in
def leave_part(request: HttpRequest, pk: int) -> HttpResponse:
    found, mine = loaders.own_part(request.user, pk)
    back = _page(found.project)
    ask = Ask(
        "Stop taking part?", "You keep your seat. You can take part again later.", "Stop taking part", back
    )
    do = partial(commands.leave_phase, found, by=mine.actor, at=timezone.now())
    return press(request, ask, do=do, to=back, said="You no longer take part in this.")


@signed_in
def work(request: HttpRequest, pk: str) -> HttpResponse:
    project, mine = loaders.project_for(request.user, pk)
    people = tuple(mine.committee.seats.filter(ended_at__isnull=True))
    return act(
        request, partial(WorkForm, people=people), template="projects/work.html",
        page=lambda: queries.work_page(request, project, mine.seat),
        do=lambda told: commands.log_work(
            project, told["phase"], what=told["what"], done_on=told["done_on"], seats=told["seats"],
            by=mine.actor, at=timezone.now(),
        ),
        to=reverse("projects:work", args=[pk]), said="Written down. Each person named is asked to confirm it.",
    )  # fmt: skip


@signed_in
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    found, mine = loaders.work_for(request.user, pk)
    lead = f"Somebody wrote down that you did this: {found.what}. It counts once you say so yourself."
    page = queries.form_page(found.project, "Did you do this work?", lead, "Give my answer")
    return act(
        request, ConfirmForm, page=page, template=FORM,
        do=lambda told: _confirm_or_deny(found, told, mine.actor),
        to=reverse("projects:work", args=[found.project_id]), said="We have your answer.",
        settled=lambda: queries.confirm_settled(found, mine.seat),
    )  # fmt: skip


def _confirm_or_deny(found: Work, told: Mapping[str, Any], by: Actor) -> None:
    if told["did_it"] == "yes":
        return commands.confirm_work(found, minutes=told["hours"], by=by, at=timezone.now())
    return commands.deny_work(found, by=by, at=timezone.now())


@signed_in
def paid(request: HttpRequest, pk: str) -> HttpResponse:
    found, mine = loaders.work_for(request.user, pk)
    back = reverse("projects:work", args=[found.project_id])
    words = "Say yes once the money has reached you, or if this work is part of your paid job. No amount is asked."
    ask = Ask(f"Were you paid for this? {found.what}", words, "Yes, I was paid", back)
    do = partial(commands.say_paid, found, by=mine.actor, at=timezone.now())
    return press(
        request,
        ask,
        do=do,
        to=back,
        said="Thank you. The record now shows that this work was paid.",
        settled=lambda: queries.paid_settled(found, mine.seat),
    )


@signed_in
def earlier(request: HttpRequest, pk: str) -> HttpResponse:
    project, mine = loaders.project_for(request.user, pk)
    lead = "If something was settled before people with lived experience were invited, it is shown here for good."
    page = queries.form_page(project, "Note a decision made earlier", lead, "Note it for everyone to see")
    return act(
        request, EarlierForm, page=page, template=FORM,
        do=lambda told: commands.note_earlier_decision(project, **told, by=mine.actor, at=timezone.now()),
        to=_page(project), said="Noted. It stays on the project’s page.",
    )  # fmt: skip


@signed_in
def verdict(request: HttpRequest, pk: str) -> HttpResponse:
    project, mine = loaders.project_for(request.user, pk)
    lead = "Only people with lived experience are asked. Others see how many said yes and no, never who."
    page = queries.form_page(project, "Was this co-production?", lead, "Give my answer")
    return act(
        request, VerdictForm, page=page, template=FORM,
        do=lambda told: commands.give_verdict(
            project, told["was_coproduced"] == "yes", by=mine.actor, at=timezone.now()
        ),
        to=_page(project), said="We have your answer. You can change it any time.",
    )  # fmt: skip
