from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from equalweight.site.web.acts import Ask, act, press
from equalweight.site.web.doors import signed_in
from equalweight.site.web.errors import refused
from equalweight.site.web.pages import show
from equalweight.site.web.rules import RuleBroken

from . import codes, commands, links, new_address
from .forms import CodeForm, EmailForm, NameForm, NewAddressForm
from .models import Person
from .queries import CAME_FOR, AddressPage, CodePage, NamePage, SignInPage

MINUTES = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
CODE_GONE = "That code is too old, or was used. Ask for a new one."


def sign_in(request: HttpRequest) -> HttpResponse:
    """Which address shall we send a code to?"""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_asked_for(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    if request.method == "POST" and codes.asks_too_often(request, request.POST.get("email", "")):
        return refused(request, 429)
    return act(
        request,
        EmailForm,
        page=SignInPage(MINUTES, CAME_FOR.get(_asked_for(request), "")),
        template="people/sign_in.html",
        do=lambda typed: codes.send_code(request, typed["email"], next=_asked_for(request)),
        to=reverse("people:sign_in_code"),
        said="",
    )


def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The code comes back."""
    sent = codes.code_sent(request)
    if sent is None and request.user.is_authenticated:
        # The second click of a double click: the first one signed in.
        return HttpResponseRedirect(
            request.session.get(LANDED) or _landing(request.user.name, ""), status=303
        )
    if sent is None:
        if (
            not request.user.is_authenticated
        ):  # the second of two clicks comes from somebody who is in already
            messages.info(request, CODE_GONE)
        return HttpResponseRedirect(reverse("people:sign_in"), status=303)
    email, next = sent.email, sent.next
    may_try = _is_tried(request) and sent.use_try()

    def confirm(typed: dict[str, str]) -> str:
        sent.check(typed["code"], may_try=may_try)
        return _enter(request, email, next)

    page = CodePage(email, MINUTES)
    return act(request, CodeForm, page=page, template="people/code.html", do=confirm, to=str, said=SIGNED_IN)


def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the email. Opening it changes nothing; its button signs in, once."""
    link = links.read_link_token(token)
    if link is None:
        return show(request, "people/old_link.html", SignInPage(MINUTES), status=410)
    ask = Ask(
        f"Sign in as {link.email}?",
        "You asked for this by email. If you did not, close this page.",
        "Sign in",
        reverse("evidence:home"),
    )
    return press(request, ask, do=lambda: _enter(request, link.email, link.next), to=str, said=SIGNED_IN)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, on this device."""
    home = reverse("evidence:home")
    ask = Ask("Sign out?", "You can sign in again whenever you like.", "Sign out", home)
    return press(request, ask, do=lambda: logout(request), to=home, said="You are signed out.")


@signed_in
def name(request: HttpRequest) -> HttpResponse:
    """What shall we call you?"""
    person: Person = request.user  # type: ignore[assignment]  # the door let only people in
    return act(
        request,
        lambda **posted: NameForm(initial={"name": person.name}, **posted),
        page=NamePage(person.email),
        template="people/name.html",
        do=lambda typed: commands.name_person(person, typed["name"], at=timezone.now()),
        to=_asked_for(request) or resolve_url(settings.LOGIN_REDIRECT_URL),
        said="Thank you.",
    )


@signed_in
def address(request: HttpRequest) -> HttpResponse:
    """Another email address to sign in with: a code goes to it."""
    person: Person = request.user  # type: ignore[assignment]  # the door let only people in
    if request.method == "POST" and codes.asks_too_often(request, request.POST.get("email", "")):
        return refused(request, 429)
    at = timezone.now()
    return act(
        request,
        NewAddressForm,
        page=AddressPage(person.email, new_address.waiting_address(request, at), MINUTES),
        template="people/address.html",
        do=lambda typed: new_address.send_code(request, typed["email"], at=at),
        to=reverse("people:address_code"),
        said="",
    )


@signed_in
def address_code(request: HttpRequest) -> HttpResponse:
    """The code comes back from the new address: it is theirs."""
    person: Person = request.user  # type: ignore[assignment]  # the door let only people in
    at = timezone.now()
    waiting = new_address.waiting_address(request, at)
    if not waiting:
        return HttpResponseRedirect(reverse("people:address"), status=303)

    may_try = _is_tried(request) and new_address.use_try(request)

    def change(typed: dict[str, str]) -> None:
        email = new_address.check_code(request, typed["code"], at, may_try=may_try)
        commands.change_address(person, email, at=at)
        new_address.forget(request)

    return act(
        request,
        CodeForm,
        page=AddressPage(person.email, waiting, MINUTES),
        template="people/address_code.html",
        do=change,
        to=reverse("people:address"),
        said=f"You sign in with {waiting} from now on. We have told your old address.",
    )


def address_back(request: HttpRequest, token: str) -> HttpResponse:
    """From the old address: this wasn't me. Opening it changes nothing."""
    read = new_address.read_back_link(token)
    if read is None or not Person.objects.filter(pk=read[0], email=read[2]).exists():
        return show(request, "people/old_back_link.html", SignInPage(MINUTES), status=410)
    pk, old, new = read
    ask = Ask(
        f"Put {old} back as your email address?",
        "Do this if you did not change it yourself. Everybody who is signed in as you is signed out. "
        f"An account that was opened with {old} since then is closed.",
        "Put it back",
        reverse("evidence:home"),
    )
    return press(
        request,
        ask,
        do=lambda: commands.put_address_back(pk, old, new, at=timezone.now()),
        to=reverse("people:sign_in"),
        said=f"Done. Sign in with {old}.",
    )


SIGNED_IN = "You are signed in."
LANDED = "people_landed"


def _is_tried(request: HttpRequest) -> bool:
    """Whether a code was typed: an empty box is no try."""
    return request.method == "POST" and bool(request.POST.get("code", "").strip())


def _enter(request: HttpRequest, email: str, next: str) -> str:
    """Sign in; where to go: first to say a name, when there is none yet."""
    person = commands.open_account(email, at=timezone.now())
    if not commands.sign_in(request, person):
        raise RuleBroken("closed", "This account has been closed. Ask whoever runs this site.")
    request.session[LANDED] = _landing(person.name, next)
    return str(request.session[LANDED])


def _landing(name: str, next: str) -> str:
    to = next or resolve_url(settings.LOGIN_REDIRECT_URL)
    return to if name else f"{reverse('people:name')}?{urlencode({'next': to})}"


def _asked_for(request: HttpRequest) -> str:
    """Where the visitor was going, if that is one of our own pages."""
    next = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(next, {request.get_host()}, require_https=request.is_secure())
    return next if is_ours and len(next) <= 500 else ""
