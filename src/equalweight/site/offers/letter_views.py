"""The letter: everything the person invited can do, without an account. Every GET only reads."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from equalweight.site.committees.founders.commands import give_address
from equalweight.site.web.acts import act, turn_back
from equalweight.site.web.forms import Form
from equalweight.site.web.pages import show

from . import commands, forms, loaders, queries, rules
from .loaders import Letter
from .models import Message, Offer
from .queries.steps import STEPS, is_possible, step_page
from .standing import state_of

Act = Callable[[dict[str, Any]], object]


def by_letter(view: Callable[[HttpRequest, Letter], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the letter of a token: a designed page when a newer link was sent, 404 before it was sent at all."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        letter = loaders.letter(token)
        if letter.offer.sent_at is None:
            raise Http404
        if letter.is_old:
            return show(request, "offers/old_letter.html", queries.old_letter_page(letter), status=410)
        return view(request, letter)

    return opened


@by_letter
def letter(request: HttpRequest, letter: Letter) -> HttpResponse:
    return show(request, "offers/letter.html", queries.letter_page(request, letter, timezone.now()))


@by_letter
def accept(request: HttpRequest, letter: Letter) -> HttpResponse:
    newest = letter.offer.versions.all()[0].number

    def do(typed: dict[str, Any]) -> Offer:
        return commands.accept_offer(letter.offer, by=letter.actor, at=timezone.now(), **typed)

    return _step(request, letter, "accept", partial(forms.AcceptForm, initial={"version": newest}), do)


@by_letter
def ask(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> Message:
        return commands.ask_about_offer(letter.offer, by=letter.actor, at=timezone.now(), **typed)

    return _step(request, letter, "ask", forms.AskForm, do)


@by_letter
def decline(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> Offer:
        return commands.decline_offer(letter.offer, by=letter.actor, at=timezone.now())

    return _step(request, letter, "decline", Form, do)


@by_letter
def confirm(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> Offer:
        return commands.confirm_acceptance(letter.offer, by=letter.actor, at=timezone.now())

    return _step(request, letter, "confirm", Form, do)


@by_letter
def deny(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> Offer:
        return commands.deny_acceptance(letter.offer, by=letter.actor, at=timezone.now())

    return _step(request, letter, "deny", Form, do)


@by_letter
def note_told(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> object:
        return commands.note_told(letter.offer, commands.Spoken(**typed), by=letter.actor, at=timezone.now())

    return _step(request, letter, "note_told", forms.ToldForm, do)


@by_letter
def needs(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> None:
        commands.say_access_needs(letter.offer, typed["words"], by=letter.actor, at=timezone.now())

    now = {"words": queries.shown_access_words(letter.offer, request.user)}
    return _step(request, letter, "needs", partial(forms.NeedsForm, initial=now), do)


@by_letter
def ask_again(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> None:
        commands.allow_asking_again(letter.offer, by=letter.actor, at=timezone.now())

    return _step(request, letter, "ask_again", Form, do)


@by_letter
def email(request: HttpRequest, letter: Letter) -> HttpResponse:
    def do(typed: dict[str, Any]) -> object:
        at = timezone.now()
        seat = letter.mute_seat
        rules.check_step("email", state_of(letter.offer, at) if seat else "has_address")
        assert seat is not None
        return give_address(seat, typed["email"], by=letter.seat_actor, at=at)

    return _step(request, letter, "email", forms.EmailForm, do)


def _step(
    request: HttpRequest, letter: Letter, name: str, form: Callable[..., Form], do: Act
) -> HttpResponse:
    """One step from the letter and back to it; straight back once it can't be taken any more."""
    back = reverse("offers:letter", args=[letter.token])
    if request.method != "POST" and not is_possible(letter, name, timezone.now()):
        return turn_back(request, "You can’t do that any more. Here is where your letter stands.", back)
    return act(
        request,
        form,
        page=lambda: step_page(letter, name),
        template="offers/letter_step.html",
        do=do,
        to=back,
        said=STEPS[name].said,
    )
