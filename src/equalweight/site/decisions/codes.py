"""Codes by which voters find their own answer after a sealed vote has closed. No Django here.

Only for those who ask. A code is told once, kept nowhere but inside the envelope with the choice, and published
beside the choice at the close. It is made from the vote's own key and the form that was sent: nobody can make it
without the key, which is destroyed at the close, and a form sent twice gets the same one.

Source: docs/rules/sealed_votes.md.
"""

import hmac
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from equalweight.core.record.kinds import CODE_LETTERS

LETTERS: Final = 12
GROUP: Final = 4


def make_code(key: X25519PrivateKey, decision: str, number: int, form: str) -> str:
    """A code like `k7qm-3xhp-92rt` for roll number `number`: 57 bits that say nothing about the answer.

    `form`: the random key of the form by which it was asked for.
    """
    asked = f"equalweight code 1/{decision}/{number}/{form}".encode()
    left = int.from_bytes(hmac.digest(key.private_bytes_raw(), asked, sha256))
    drawn = []
    for _ in range(LETTERS):
        left, at = divmod(left, len(CODE_LETTERS))
        drawn.append(CODE_LETTERS[at])
    return "-".join("".join(drawn[at : at + GROUP]) for at in range(0, LETTERS, GROUP))
