"""The link in a code email: signed, good for 20 minutes and for one sign-in.

The page behind it has a button, because mail scanners open every link they see.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from .models import Person

SALT = "people.sign_in_link"


@dataclass(frozen=True)
class SignInLink:
    email: str
    next: str


def make_link_token(email: str, next: str) -> str:
    """What follows `/sign-in/link/` for this address."""
    return signing.dumps([email, next, last_sign_in(email)], salt=SALT)


def read_link_token(token: str) -> SignInLink | None:
    """What a token says; None when it is forged, too old, or somebody has signed in since with it or its code."""
    try:
        email, next, last = signing.loads(token, salt=SALT, max_age=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    except (signing.BadSignature, ValueError):
        return None
    return SignInLink(email, next) if last_sign_in(email) == last else None


def last_sign_in(email: str) -> str:
    """Changes with every sign-in, so that a link or code no longer matches once either was used."""
    person = Person.objects.filter(email=email).first()
    return person.last_login.isoformat() if person and person.last_login else ""
