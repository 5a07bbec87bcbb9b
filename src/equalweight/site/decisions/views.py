"""Pages of a decision."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web.acts import act
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, loaders, queries, rules, terms
from .consent_views import ballot
from .forms import FinalAnswerForm, PauseForm, ReasonForm, VoteForm
from .models import Decision, FinalAnswer
from .queries import settled
from .rank_views import rank

ASK = "decisions/ask.html"


def decision(request: HttpRequest, pk: str) -> HttpResponse:
    """The outcome, for everyone, once it has closed; the notice, for members, before."""
    looking = loaders.look(request.user, pk)
    if looking is None:
        return _notice(request, pk)
    page = queries.outcome_page(looking.decision, looking.reader, timezone.now())
    return show(request, "decisions/outcome.html", page)


@signed_in
def _notice(request: HttpRequest, pk: str) -> HttpResponse:
    """What will be decided, and what is open now."""
    found, reader = loaders.decision_read_by(request.user, pk)
    if found.status == Decision.Status.TALK:
        return show(request, "decisions/talk.html", queries.talk_page(found, reader, timezone.now()))
    return show(request, "decisions/notice.html", queries.notice_page(found, reader, timezone.now()))


@signed_in
def announce(request: HttpRequest, pk: str) -> HttpResponse:
    """Tell everybody that this will be decided."""
    version, member = loaders.newest_version_for(request.user, pk)
    return act(
        request,
        queries.announce_form(version, timezone.now()),
        page=lambda: queries.announce_page(version, timezone.now()),
        template="decisions/announce.html",
        do=lambda typed: commands.announce_decision(
            version, by=member.actor, at=timezone.now(), votes=typed.get("votes") or "named"
        ),
        to=lambda made: _at(made.pk),
        said="Announced. Everybody in the committee gets an email with the whole proposal.",
        settled=lambda: settled.announce_settled(version),
    )


@signed_in
def recuse(request: HttpRequest, pk: str) -> HttpResponse:
    """Not voting because of an interest of one's own."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.recuse, found, by=member.actor, at=timezone.now())
    page = queries.recuse_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="You stepped back.",
        settled=lambda: settled.recuse_settled(found, member.seat),
    )


@signed_in
def open_votes(request: HttpRequest, pk: str) -> HttpResponse:
    """A co-chair opens what the clock did not."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.open_decision, found, by=member.actor, at=timezone.now())
    page = queries.open_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="It is open now.",
        settled=lambda: settled.may_open_settled(found, timezone.now()),
    )


@signed_in
def announce_again(request: HttpRequest, pk: str) -> HttpResponse:
    """A co-chair announces again what the clock did not, where the rule for it has changed."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.announce_again, found, by=member.actor, at=timezone.now())
    page = queries.announce_again_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="Announced again. Everybody gets an email.",
        settled=lambda: settled.announced_again_settled(found),
    )


@signed_in
def vote(request: HttpRequest, pk: str) -> HttpResponse:
    """The ballot. Somebody who can't answer now is led to the page that says why; a late answer is told so."""
    found, member = loaders.decision_for(request.user, pk)
    if found.is_sealed:
        return HttpResponseRedirect(reverse("decisions:sealed_vote", args=[pk]))
    if request.method != "POST" and not queries.takes_answer(found, member.seat, timezone.now()):
        return HttpResponseRedirect(_at(pk))
    if found.rounds:
        return ballot(request, found, member)
    if found.options is not None:
        return rank(request, found, member)
    return act(
        request,
        VoteForm,
        page=lambda: queries.ballot_page(found, member),
        template="decisions/vote.html",
        do=lambda typed: commands.cast_vote(found, typed["choice"], by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="We have your answer. You can change it until this closes.",
    )


@signed_in
def pause(request: HttpRequest, pk: str) -> HttpResponse:
    """I'm not ready."""
    found, member = loaders.decision_for(request.user, pk)
    return act(
        request,
        PauseForm,
        page=queries.pause_page(found),
        template=ASK,
        do=lambda typed: commands.pause_decision(found, typed["words"], by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="There is more time now. Everybody who can vote gets an email.",
        settled=lambda: settled.pause_settled(found),
    )


@signed_in
def ask_to_close(request: HttpRequest, pk: str) -> HttpResponse:
    """One co-chair asks to close early."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.ask_to_close, found, by=member.actor, at=timezone.now())
    said = "You asked. The other group’s co-chair can now close it."
    page = queries.ask_to_close_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said=said,
        settled=lambda: settled.ask_to_close_settled(found, member.seat),
    )


@signed_in
def close(request: HttpRequest, pk: str) -> HttpResponse:
    """The other group's co-chair closes it; or either does what the clock has not done."""
    found, member = loaders.decision_for(request.user, pk)
    do = partial(commands.close_decision, found, by=member.actor, at=timezone.now())
    page = queries.close_page(found)
    return act(
        request,
        Form,
        page=page,
        template=ASK,
        do=lambda _: do(),
        to=_at(pk),
        said="It is closed.",
        settled=lambda: settled.close_settled(found),
    )


@signed_in
def reason(request: HttpRequest, pk: str) -> HttpResponse:
    """Why a group did not agree."""
    found, member = loaders.closed_decision_for(request.user, pk)
    return act(
        request,
        ReasonForm,
        page=queries.reason_page(found),
        template=ASK,
        do=lambda typed: commands.give_reason(found, typed["words"], by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Published. Thank you.",
        settled=lambda: settled.reason_settled(found, member.seat),
    )


@signed_in
def final_answer(request: HttpRequest, pk: str) -> HttpResponse:
    """What the final decision-maker did."""
    found, member = loaders.closed_decision_for(request.user, pk)
    asked = commands.answering(found, member.seat.side, timezone.now())
    kinds = tuple(FinalAnswer.Kind.values) if request.method == "POST" else rules.kinds_open_to(asked)
    if not kinds:
        messages.info(request, rules.why_not(asked))
        return HttpResponseRedirect(_at(pk))
    return act(
        request,
        partial(FinalAnswerForm, kinds=kinds, initial={"holder": terms.remit_of(found).holder}),
        page=queries.final_answer_page(found),
        template=ASK,
        do=lambda typed: commands.record_final_answer(found, **typed, by=member.actor, at=timezone.now()),
        to=_at(pk),
        said="Recorded. It is shown with the decision, for good.",
    )


@signed_in
def names(request: HttpRequest, pk: str) -> HttpResponse:
    """Who answered what: only people with a seat, only after the close."""
    found, member = loaders.named_decision_for(request.user, pk)
    return show(request, "decisions/names.html", queries.names_page(found, member, timezone.now()))


def check(request: HttpRequest, pk: str) -> HttpResponse:
    """Check this decision yourself."""
    return show(
        request, "decisions/check.html", queries.check_page(loaders.closed_decision(pk), timezone.now())
    )


def votes_file(request: HttpRequest, pk: str) -> HttpResponse:
    """The answers without names, as a file."""
    found = loaders.closed_decision(pk)
    response = HttpResponse(queries.votes_file(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.pk}.csv"'
    return response


def _at(pk: str) -> str:
    return reverse("decisions:decision", args=[pk])
