from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.commitments import commands as commitments
from equalweight.site.committees.commands import leave_seat
from equalweight.site.committees.founders.commands import give_founder_address
from equalweight.site.committees.founders.forms import AddressForm
from equalweight.site.web.acts import act, press
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, loaders, pages
from .forms import AskForm, JudgeForm, PromiseForm, ReplyForm, StartForm
from .models import Request
from .queries.log import log_page
from .queries.promise import promise_page
from .starting import start_log

FORM = "outside/form.html"
KEY = "outside_links"
LINK_MADE = "A new link is made. The old one no longer works."


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """Start a log about a table that isn't here."""
    return act(
        request,
        StartForm,
        page=pages.start_page,
        template=FORM,
        do=lambda typed: start_log(typed, by=request.user, at=timezone.now()),  # type: ignore[arg-type]
        to=lambda log: reverse("outside:log", args=[log.pk]),
        said="Your log is here. Write down the first promise.",
    )


def log(request: HttpRequest, pk: str) -> HttpResponse:
    """One log, for everyone."""
    visit = loaders.log_for(request.user, pk)
    return show(request, "outside/log.html", log_page(request, visit, timezone.now()))


def promise(request: HttpRequest, pk: str) -> HttpResponse:
    """One promise in a log, for everyone."""
    found, keeper = loaders.promise_for(request.user, pk)
    return show(request, "outside/promise.html", promise_page(found, keeper is not None, timezone.now()))


@signed_in
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """Write down what somebody there promised."""
    who = loaders.keeper_of(request.user, pk)

    def write(typed: dict[str, Any]) -> object:
        promised = commitments.Promise(**typed, origin_side=who.seat.side)
        return commitments.make_commitment(who.committee, promised, by=who.actor, at=timezone.now())

    return act(
        request,
        PromiseForm,
        page=lambda: pages.note_page(who.committee),
        template=FORM,
        do=write,
        to=reverse("outside:log", args=[pk]),
        said="It is written down.",
    )


@signed_in
def ask(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask the organisation, by email or by a letter to print."""
    found, who = loaders.promise_of_keeper(request.user, pk)

    def send(typed: dict[str, str]) -> Request:
        made, secret = commands.ask_organisation(found, typed["sent_to"], by=who.actor, at=timezone.now())
        _keep_link(request, made, secret)
        return made

    return act(
        request,
        AskForm,
        page=lambda: pages.ask_page(found),
        template=FORM,
        do=send,
        to=lambda made: reverse("outside:request", args=[made.pk]),
        said=lambda made: "We have sent it." if made.sent_to else "Here is the letter to print.",
        settled=lambda: pages.ask_settled(found, timezone.now()),
    )


def _keep_link(request: HttpRequest, made: Request, secret: str) -> None:
    """For printing in this visit: the link's secret is kept nowhere else."""
    request.session[KEY] = {**request.session.get(KEY, {}), made.pk: secret}


@signed_in
def letter_for_one(request: HttpRequest, pk: str) -> HttpResponse:
    """The letter with the link, to print; its button makes a new link when this one was lost."""
    found, who = loaders.request_of_keeper(request.user, pk)

    def renew() -> None:
        _keep_link(request, found, commands.renew_link(found, by=who.actor, at=timezone.now()))

    return act(
        request,
        Form,
        page=lambda: pages.request_page(found, request.session.get(KEY, {}).get(pk, "")),
        template="outside/request.html",
        do=lambda typed: renew(),
        to=reverse("outside:request", args=[pk]),
        said=LINK_MADE,
    )


@signed_in
def letter(request: HttpRequest, pk: str) -> HttpResponse:
    """A letter about everything that is late, to print."""
    who = loaders.keeper_of(request.user, pk)
    return show(request, "outside/letter.html", pages.letter_page(who.committee, timezone.now()))


@signed_in
def leave(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop keeping a log: one page, one button."""
    who = loaders.keeper_of(request.user, pk)
    return press(
        request,
        pages.leave_ask(who.committee),
        do=lambda: leave_seat(who.seat, by=who.actor, at=timezone.now()),
        to=reverse("outside:log", args=[pk]),
        said="You don’t keep this log any more. Thank you for what you gave.",
    )


@signed_in
def named_keeper(request: HttpRequest, pk: str, founder: str) -> HttpResponse:
    """Correct the address of somebody who was named to keep the log too, and has not answered."""
    found, who = loaders.named_keeper(request.user, pk, founder)
    return act(
        request,
        AddressForm,
        page=lambda: pages.named_page(found),
        template=FORM,
        do=lambda typed: give_founder_address(found, typed["email"], by=who.actor, at=timezone.now()),
        to=reverse("outside:log", args=[pk]),
        said="We have written to that address. They keep the log too once they say yes.",
    )


@signed_in
def judge(request: HttpRequest, pk: str) -> HttpResponse:
    """Kept, or not."""
    found, who = loaders.promise_of_keeper(request.user, pk)
    return act(
        request,
        JudgeForm,
        page=lambda: pages.judge_page(found),
        template=FORM,
        do=lambda typed: commands.judge_promise(
            found, typed["is_kept"] == "yes", typed["words"], by=who.actor, at=timezone.now()
        ),
        to=reverse("outside:promise", args=[pk]),
        said="It is on the page.",
    )


def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The organisation answers, without an account, once."""
    found, actor = loaders.request_behind(token)
    if found.answered_at is not None:
        return _answered(request, found)
    return act(
        request,
        ReplyForm,
        page=lambda: pages.reply_page(loaders.request_behind(token)[0]),
        template=FORM,
        do=lambda typed: commands.answer_request(found, **typed, by=actor, at=timezone.now()),
        to=reverse("outside:reply", args=[token]),
        said="We have your answer. It is on the promise’s page.",
    )


def _answered(request: HttpRequest, found: Request) -> HttpResponse:
    """Thanks, for whoever looks or sends the same again. Other words are refused in the open: a link has one answer."""
    if request.method != "POST":
        return show(request, "outside/thanks.html", pages.reply_page(found))
    typed = ReplyForm(data=request.POST)
    if typed.is_valid() and found.says(**typed.cleaned_data):
        return HttpResponseRedirect(request.path, status=303)
    return show(request, "outside/used.html", pages.used_page(found, request.POST), status=422)
