"""Pages of a question put by consent: its ballots, and what can be done about an objection."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.loaders import Member
from equalweight.site.web.acts import act, turn_back
from equalweight.site.web.doors import signed_in
from equalweight.site.web.forms import Form
from equalweight.site.web.rules import RuleBroken

from . import clock, commands, consent_rules, loaders, queries
from .forms import ConsentForm, JudgeForm, LastBallotForm
from .models import Decision, RoundAnswer
from .objections import asked_of, is_talk_due, question_of

OBJECTION = "decisions/objection.html"


def ballot(request: HttpRequest, found: Decision, member: Member) -> HttpResponse:
    """The ballot of a round, or the one after the last: yes or no."""
    own = queries.own_vote(found, member)
    kept = {"choice": own.choice, "reason": own.reason, "harm": own.harm} if own else {}
    is_round = found.is_by_consent
    return act(
        request,
        partial(
            ConsentForm if is_round else LastBallotForm, now=found.ballot, initial=kept if is_round else {}
        ),
        page=lambda: (queries.consent_ballot_page if is_round else queries.ballot_page)(found, member),
        template="decisions/consent_vote.html" if is_round else "decisions/vote.html",
        do=lambda typed: commands.cast_vote(found, **typed, by=member.actor, at=timezone.now()),
        to=reverse("decisions:decision", args=[found.pk]),
        said="We have your answer. You can change it until this closes.",
    )


@signed_in
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    """Take one's own objection back."""
    answer, member = loaders.own_objection_for(request.user, pk)
    at = timezone.now()
    return _told(request, answer, partial(consent_rules.check_may_withdraw, _now(answer, member), at)) or act(
        request,
        Form,
        page=lambda: queries.withdraw_page(answer),
        template=OBJECTION,
        do=lambda _: commands.withdraw_objection(answer, by=member.actor, at=timezone.now()),
        to=_decision(answer),
        said="You took your objection back.",
    )


@signed_in
def publish_objection(request: HttpRequest, pk: str) -> HttpResponse:
    """Publish what one's own objection says."""
    answer, member = loaders.own_objection_for(request.user, pk)
    check = partial(
        consent_rules.check_may_publish, _now(answer, member), is_published=answer.published_at is not None
    )
    return _told(request, answer, check) or act(
        request,
        Form,
        page=lambda: queries.publish_page(answer),
        template=OBJECTION,
        do=lambda _: commands.publish_objection(answer, by=member.actor, at=timezone.now()),
        to=_decision(answer),
        said="Published, without your name.",
    )


@signed_in
def ask_about(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask both groups whether somebody's objection has a reason."""
    answer, member = loaders.others_objection_for(request.user, pk)
    check = partial(consent_rules.check_may_ask, _now(answer, member), asked_of(answer), timezone.now())
    return _told(request, answer, check) or act(
        request,
        Form,
        page=lambda: queries.ask_about_page(answer),
        template=OBJECTION,
        do=lambda _: commands.question_objection(answer, by=member.actor, at=timezone.now()),
        to=_decision(answer),
        said="Both groups are asked. Everybody who can vote gets an email.",
    )


@signed_in
def judge(request: HttpRequest, pk: str) -> HttpResponse:
    """Say whether somebody's objection has a reason."""
    answer, member = loaders.others_objection_for(request.user, pk)

    def check() -> None:
        question = question_of(answer)
        is_settled = question.settled_at is not None
        consent_rules.check_may_judge(
            _now(answer, member), "pass", timezone.now(), closes_at=question.closes_at, is_settled=is_settled
        )

    told = _told(request, answer, check, on_post=not hasattr(answer, "question"))
    if told:
        return told
    own = queries.own_judgment(question_of(answer), member)
    return act(
        request,
        partial(JudgeForm, initial={"choice": own}),
        page=lambda: queries.judge_page(answer, question_of(answer), own),
        template=OBJECTION,
        do=lambda typed: commands.judge_objection(
            answer, typed["choice"], by=member.actor, at=timezone.now()
        ),
        to=_decision(answer),
        said="We have your answer. You can change it until the answers are counted.",
    )


@signed_in
def count_now(request: HttpRequest, pk: str) -> HttpResponse:
    """A co-chair has counted, at the end of a talk, what the clock did not count."""
    found, member = loaders.decision_for(request.user, pk)
    page = reverse("decisions:decision", args=[pk])
    is_counted = found.status != Decision.Status.TALK
    if not is_talk_due(found, timezone.now()) and (is_counted or request.method != "POST"):
        return (
            turn_back(request, "This has been counted already.", page)
            if is_counted
            else HttpResponseRedirect(page)
        )
    return act(
        request,
        Form,
        page=lambda: queries.count_now_page(found),
        template="decisions/ask.html",
        do=lambda _: clock.wake(found, by=member.actor, at=timezone.now()),
        to=page,
        said="The answers are counted.",
    )


def _told(
    request: HttpRequest, answer: RoundAnswer, check: Callable[[], None], *, on_post: bool = False
) -> HttpResponse | None:
    """Nobody is shown a form for what can't be done: they are led to where it stands, and told why."""
    if request.method == "POST" and not on_post:
        return None
    try:
        check()
    except RuleBroken as broken:
        messages.info(request, broken.message)
        return HttpResponseRedirect(_decision(answer))
    return None


def _now(answer: RoundAnswer, member: Member) -> consent_rules.Standing:
    return queries.standing_for(answer, member)


def _decision(answer: RoundAnswer) -> str:
    return reverse("decisions:decision", args=[answer.round.decision_id])
