"""Sealed values: words that stay out of the record, held to it by a keyed hash (docs/record-format.md).

(A *commitment* in the product's words is what an organisation will do; so cryptography's commitments are
called seals here.) Value and salt live outside the record; once both are gone, the seal says nothing about
the value.
"""

import hmac

from equalweight.core.record.canonical import canonical

SALT_BYTES = 32
NONCE_BYTES = 32


def seal(salt: bytes, n: bytes, field: str, value: str) -> str:
    """HMAC-SHA256(salt, JCS([n in hex, field, value])) as 64 hex digits.

    `salt`: 32 bytes, fresh for every field. `n`: the entry's own 32 bytes. `value`: text in NFC.
    Raises ValueError for another length, NotCanonical for text outside the profile.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt is exactly {SALT_BYTES} bytes, not {len(salt)}.")
    if len(n) != NONCE_BYTES:
        raise ValueError(f"An entry's n is exactly {NONCE_BYTES} bytes, not {len(n)}.")
    return hmac.digest(salt, canonical([n.hex(), field, value]), "sha256").hex()


def opens(seal_hex: str, salt: bytes, n: bytes, field: str, value: str) -> bool:
    """Whether `value` with `salt` is what `seal_hex` was made from. Errors as `seal`."""
    return hmac.compare_digest(seal_hex, seal(salt, n, field, value))
