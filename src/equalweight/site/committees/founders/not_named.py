"""Who took themselves off, or said no to an offer: nobody names them again. Only a written offer can ask, if it may."""

from equalweight.site.people.keyed import digest, secrets
from equalweight.site.people.mailbox import plain_email
from equalweight.site.web.rules import RuleBroken

from ..models import NotNamed

PURPOSE = b"committees.not_named"
# Says nothing about why: that is the person's own affair.
NOT_NAMED = "We can’t name somebody you chose, and we don’t say why. You can send them a written offer later."
NOT_WRITTEN = "We can’t write to this address, and we don’t say why. Use another one."


def key_of(email: str) -> str:
    """What is kept of an address."""
    return digest(secrets()[0], PURPOSE, plain_email(email))


def keys_of(email: str) -> list[str]:
    """Everything an address may be kept as, older secrets too."""
    return [digest(secret, PURPOSE, plain_email(email)) for secret in secrets()]


def check_may_name(*emails: str, refused: str = NOT_NAMED) -> None:
    """Errors: RuleBroken `not_named` when one of them must not be named."""
    keys = [key for email in emails if email for key in keys_of(email)]
    if NotNamed.objects.filter(key__in=keys).exists():
        raise RuleBroken("not_named", refused, "email")
