"""Knowing an address again without keeping it: a digest keyed from SECRET_KEY, so that a stolen list names nobody.

Whoever changes SECRET_KEY must keep the old one in SECRET_KEY_FALLBACKS, or what was kept is forgotten.
"""

import hashlib
import hmac

from django.conf import settings


def secrets() -> tuple[str, ...]:
    """The present secret first, then older ones."""
    return tuple(str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


def digest(secret: str, purpose: bytes, words: str) -> str:
    """64 hex digits that tell nothing without the secret; of another purpose, others."""
    own = hmac.new(secret.encode(), purpose, hashlib.sha256).digest()
    return hmac.new(own, words.encode(), hashlib.sha256).hexdigest()
