"""Who must not be asked again, without keeping who they are.

Each entry is an HMAC keyed from SECRET_KEY, so a stolen copy of the list names nobody, and nobody can try names
on it without the key. After a decline two keys are kept: the email address, which holds everywhere on this site,
and the name within the committee, for letters by post. Names are compared without case, accents, spaces or
punctuation: a misspelt name isn't recognised, and a namesake in the same committee is refused too; the second
can be put right by that person, the first can't be helped, and the pages say so.
Whoever changes SECRET_KEY must keep the old one in SECRET_KEY_FALLBACKS, or the list is forgotten.
"""

import unicodedata
from collections.abc import Iterator

from django.db.models import QuerySet

from equalweight.site.people.keyed import digest, secrets
from equalweight.site.people.mailbox import plain_email

from .models import DoNotAsk, Offer

PURPOSE = b"offers.do_not_ask"


def is_refused(offer: Offer) -> bool:
    """True when somebody with these details has said no before."""
    return DoNotAsk.objects.filter(key__in=all_keys_of(offer)).exists()


def own_no(offer: Offer) -> QuerySet[DoNotAsk]:
    """What the no to this very offer left, and no other: all that its letter can take back."""
    kept = DoNotAsk.objects.filter(key__in=all_keys_of(offer))
    return kept.filter(since=offer.answered_at) if offer.answered_at else kept.none()


def keys_of(offer: Offer) -> list[str]:
    """What to keep when this offer is declined."""
    return list(_keys(offer, secrets()[0]))


def all_keys_of(offer: Offer) -> list[str]:
    """Every key this person may be kept under, older secrets too: to look them up, or to forget them."""
    return [key for secret in secrets() for key in _keys(offer, secret)]


def plain_name(name: str) -> str:
    """One spelling for a name: letters and figures only, without case or accents."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in apart if char.isalnum())


def _keys(offer: Offer, secret: str) -> Iterator[str]:
    if offer.to_email:
        yield digest(secret, PURPOSE, f"email:{plain_email(offer.to_email)}")
    yield digest(secret, PURPOSE, f"name:{offer.committee_id}:{plain_name(offer.to_name)}")
