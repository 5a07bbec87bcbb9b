"""A person's new email address, until the code that we sent there has come back. Kept in their own session.

The old address is told of the change, with a link that undoes it: whoever found a signed-in phone on a table
must not keep somebody's seat.
"""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from equalweight.site.web import tries
from equalweight.site.web.rules import RuleBroken

from .models import Person
from .post import send_later

KEY, SALT = "people_new_address", "people.new_address"
MOST_TRIES = 3
BACK_FOR = timedelta(days=14)


def send_code(request: HttpRequest, email: str, *, at: datetime) -> None:
    """Email a code to the new address. Whether it has an account already is told only to whoever has the code."""
    code, address = f"{secrets.randbelow(10**6):06}", email.strip().lower()
    counted_as = tries.start_counting(at)
    request.session[KEY] = {
        "email": address, "code": _sealed(code), "counted_as": counted_as, "at": at.timestamp()
    }  # fmt: skip
    words = {"code": code, "site": settings.SITE_URL}
    body = render_to_string("people/email/new_address.txt", words)
    send_later(address, "Your code to change your email address", body)


def waiting_address(request: HttpRequest, at: datetime) -> str:
    """The new address that waits for its code; empty when there is none, or its code is too old."""
    kept = request.session.get(KEY)
    if kept is None or at.timestamp() - kept["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
        return ""
    return str(kept["email"])


def use_try(request: HttpRequest) -> bool:
    """Use up a try, whatever becomes of it; False when there is none left. Outside any transaction (tries.py)."""
    return tries.use_try(_counted_as(request), MOST_TRIES)


def check_code(request: HttpRequest, typed: str, at: datetime, *, may_try: bool) -> str:
    """The new address, when this is its code. `may_try`: what `use_try` said.

    Errors: RuleBroken `wrong_code`, `too_many`, `too_old`.
    """
    email, kept = waiting_address(request, at), request.session.get(KEY) or {}
    if not email:
        raise RuleBroken("too_old", "That code is too old. Write your new address again.", "code")
    if not may_try:
        raise RuleBroken(
            "too_many", "That code has been tried too often. Write your new address again.", "code"
        )
    if not constant_time_compare(_sealed("".join(typed.split())), kept["code"]):
        raise RuleBroken("wrong_code", "That is not the code in the email. Check it and try again.", "code")
    return email


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def tell_old(person: Person, old: str) -> None:
    """To the old address: it was changed, and how to undo it."""
    link = reverse("people:address_back", args=[signing.dumps([person.pk, old, person.email], salt=SALT)])
    words = {"link": settings.SITE_URL + link, "days": BACK_FOR.days, "site": settings.SITE_URL}
    send_later(
        old, "Your email address was changed", render_to_string("people/email/address_changed.txt", words)
    )


def read_back_link(token: str) -> tuple[int, str, str] | None:
    """Whose, the old and the new address; None when it is forged or too old."""
    try:
        pk, old, new = signing.loads(token, salt=SALT, max_age=BACK_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return int(pk), str(old), str(new)


def _counted_as(request: HttpRequest) -> str:
    return str((request.session.get(KEY) or {}).get("counted_as", ""))


def _sealed(code: str) -> str:
    return salted_hmac(SALT, code).hexdigest()
