"""Sign-in by an emailed code: django-allauth's flow, for any address, known or not.

Its own flow writes to unknown addresses that they are unknown. Ours sends everybody the same email, and makes
an account only once the code has come back: nobody learns who is here, and typing an address makes nothing.
"""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from equalweight.site.web import tries
from equalweight.site.web.rules import RuleBroken
from equalweight.site.web.sessions import end_soon

from .links import last_sign_in, make_link_token
from .mailbox import plain_email
from .models import Person
from .post import send_later

COUNTED_AS, LAST = "counted_as", "last_sign_in"


class CodeSent(LoginCodeVerificationProcess):  # type: ignore[misc]  # the package has no types
    """A code that was emailed and has not come back yet. Kept in the visitor's session."""

    @property
    def email(self) -> str:
        return str(self.state["email"])

    @property
    def next(self) -> str:
        return self.stage.login.redirect_url or ""

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        link = reverse("people:sign_in_link", args=[make_link_token(email, self.next)])
        words = {"code": self.generate_code(), "link": settings.SITE_URL + link, "site": settings.SITE_URL}
        body = render_to_string("people/email/code.txt", words)
        send_later(email, "Your code to sign in to Equal Weight", body, failed=self._say_not_sent)

    def _say_not_sent(self) -> None:
        messages.error(
            self.request, "We could not send the email just now. Wait a minute and ask for a new code."
        )

    def use_try(self) -> bool:
        """Use up a try, whatever becomes of it; False when there is none left. Outside any transaction (tries.py)."""
        return tries.use_try(self._counted_as, self.max_attempts)

    def check(self, typed: str, *, may_try: bool) -> None:
        """Raises RuleBroken `wrong_code`, or `too_many` when this code may not be tried again.

        `may_try`: what `use_try` said. Without a try even the right code is refused.
        """
        if may_try and compare_user_code(actual=typed, expected=self.code):
            return
        if may_try and tries.has_tries(self._counted_as, self.max_attempts):
            raise RuleBroken(
                "wrong_code", "That is not the code in the email. Check it and try again.", "code"
            )
        self.abort()
        raise RuleBroken("too_many", "That code has been tried too often. Ask for a new one.", "code")

    @property
    def _counted_as(self) -> str:
        return str(self.state.get(COUNTED_AS, ""))


def asks_too_often(request: HttpRequest, email: str) -> bool:
    """Counts this asking; True when this address or this connection has asked too often lately."""
    return not ratelimit.consume(
        request, app="allauth.account", action="request_login_code", key=plain_email(email)
    )


def send_code(request: HttpRequest, email: str, *, next: str) -> None:
    """Email a code to any address."""
    email = email.strip().lower()
    person = Person.objects.filter(email=email).first()
    login = Login(user=person, email=email, redirect_url=next)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    counted_as = tries.start_counting(timezone.now())
    stage.state.update(
        CodeSent.initial_state(user=person, email=email),
        initiated_by_user=True,
        **{COUNTED_AS: counted_as, LAST: last_sign_in(email)},
    )
    process = CodeSent(stage=stage)
    process.send()
    process.persist()
    end_soon(request.session)


def code_sent(request: HttpRequest) -> CodeSent | None:
    """The code this visitor is waiting for; None when there is none, it is older than 20 minutes, or somebody has
    signed in since with the link beside it."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    sent: CodeSent | None = CodeSent(stage=stage).abort_if_invalid() if stage else None
    if sent is None or sent.state.get(LAST) == last_sign_in(sent.email):
        return sent
    sent.abort()
    return None
