"""Pages about what people bring."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.projects.loaders import project_for
from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, loaders, queries
from .forms import AnswerForm, InviteForm, JudgeForm, PublishForm, SayForForm, SayForm
from .queries import settled

ASK = "contributions/ask.html"


def list_all(request: HttpRequest, pk: str) -> HttpResponse:
    """Everything said, for those inside; for everybody else what is published, counted or late."""
    found = loaders.look_at_project(request.user, pk)
    page = queries.list_page(request, found.project, found.reader, timezone.now())
    return show(request, "contributions/list.html", page)


def late(request: HttpRequest, pk: str) -> HttpResponse:
    """Every late answer of a committee; what is private is counted, not read."""
    committee, reader = loaders.look_at_committee(request.user, pk)
    page = queries.late_page(request, committee, timezone.now(), is_inside=reader is not None)
    return show(request, "contributions/late.html", page)


def contribution(request: HttpRequest, pk: str) -> HttpResponse:
    """One thing said: for everybody once it is published, before only for those inside."""
    try:
        found = loaders.look(request.user, pk)
    except Http404:
        if request.user.is_authenticated:
            raise
        return signed_in(contribution)(request, pk)
    page = queries.contribution_page(found.contribution, found.reader, timezone.now())
    return show(request, "contributions/contribution.html", page)


@signed_in
def invite(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask everybody what they think."""
    project, member = project_for(request.user, pk)
    return act(
        request,
        InviteForm,
        page=queries.invite_page(project),
        template=ASK,
        do=lambda typed: commands.invite_contributions(project, **typed, by=member.actor, at=timezone.now()),
        to=reverse("contributions:list", args=[pk]),
        said="Asked. Everybody in the committee gets an email.",
    )


@signed_in
def make(request: HttpRequest, pk: str) -> HttpResponse:
    """Say something."""
    project, member = project_for(request.user, pk)
    at = timezone.now()
    return act(
        request,
        SayForm,
        page=lambda: queries.make_page(project, at),
        template=ASK,
        do=lambda typed: commands.make_contribution(project, **typed, way="typed", by=member.actor, at=at),
        to=lambda made: _at(made.pk),
        said="Thank you. We have your words. Here is when the answer is due.",
    )


@signed_in
def make_for(request: HttpRequest, pk: str) -> HttpResponse:
    """Write down what somebody else said."""
    project, member = project_for(request.user, pk)
    seats = loaders.others(member)

    def write(typed: dict[str, str]) -> object:
        author = seats[typed.pop("author")]
        return commands.make_contribution(project, **typed, author=author, by=member.actor, at=timezone.now())  # type: ignore[arg-type]

    return act(
        request,
        partial(SayForForm, seats=list(seats.values())),
        page=queries.make_for_page(project),
        template=ASK,
        do=write,
        to=reverse("contributions:list", args=[pk]),
        said="Written down. They get an email and confirm it.",
    )


@signed_in
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """Say that these are one's own words."""
    found, member = loaders.own_contribution(request.user, pk)
    do = partial(commands.confirm_contribution, found, by=member.actor, at=timezone.now())
    page = queries.confirm_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="Confirmed.",
        settled=lambda: settled.confirm_settled(found),
    )


@signed_in
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """What becomes of something said."""
    found, member = loaders.contribution_for(request.user, pk)
    at = timezone.now()
    return act(
        request,
        AnswerForm,
        page=lambda: queries.answer_page(found, at),
        template=ASK,
        do=lambda typed: commands.answer_contribution(found, **typed, by=member.actor, at=at),
        to=_at(pk),
        said="Answered. The person who said it gets an email.",
        settled=lambda: settled.answer_settled(found),
    )


@signed_in
def judge(request: HttpRequest, pk: str) -> HttpResponse:
    """Whether the newest answer is one."""
    newest, member = loaders.newest_answer(request.user, pk)
    return act(
        request,
        JudgeForm,
        page=lambda: queries.judge_page(newest.contribution),
        template=ASK,
        do=lambda typed: commands.judge_answer(
            newest, typed["is_answer"] == "yes", by=member.actor, at=timezone.now()
        ),
        to=_at(pk),
        said="We have noted what you say.",
        settled=lambda: settled.judge_settled(newest),
    )


@signed_in
def publish(request: HttpRequest, pk: str) -> HttpResponse:
    """Make one's own words public."""
    found, member = loaders.own_contribution(request.user, pk)
    return act(
        request,
        PublishForm,
        page=lambda: queries.publish_page(found),
        template=ASK,
        do=lambda typed: commands.publish_contribution(found, **typed, by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Published. Everybody can read it now.",
        settled=lambda: settled.publish_settled(found),
    )


@signed_in
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take one's own words back."""
    found, member = loaders.own_contribution(request.user, pk)
    do = partial(commands.withdraw_contribution, found, by=member.actor, at=timezone.now())
    page = queries.withdraw_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="Taken back.",
        settled=lambda: settled.withdrawn(found),
    )


def _at(pk: str) -> str:
    return reverse("contributions:contribution", args=[pk])
