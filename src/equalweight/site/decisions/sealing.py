"""Closing an answer into an envelope that only the decision's own key opens. No Django here.

The construction is HPKE (RFC 9180): X25519, HKDF-SHA256, ChaCha20-Poly1305. Each envelope is closed with fresh
randomness and is as long as every other; a place on the roll with no answer holds one too, so that neither
whether nor what somebody answered shows, nor whether they took a code. An envelope opens only for the place it was
made for.
"""

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
PLAIN_BYTES: Final = 32
ENVELOPE_BYTES: Final = 32 + PLAIN_BYTES + 16
UNANSWERED: Final = ""


class NotOpened(Exception):
    """The envelope was made for another place, for another key, or was changed."""


@dataclass(frozen=True)
class Answer:
    """What an envelope holds: the choice ("" for no answer yet), and a code by which to find it ("" for none)."""

    choice: str = UNANSWERED
    code: str = ""


def close_envelope(answer: Answer, key: X25519PrivateKey, decision: str, number: int) -> bytes:
    """`answer` sealed for roll number `number`: always ENVELOPE_BYTES, never twice the same.

    Raises ValueError for an answer that does not fit.
    """
    plain = f"{answer.choice} {answer.code}".rstrip(" ").encode("ascii")
    if len(plain) > PLAIN_BYTES or b"\0" in plain:
        raise ValueError("this answer does not fit into an envelope")
    return SUITE.encrypt(plain.ljust(PLAIN_BYTES, b"\0"), key.public_key(), info=_place(decision, number))


def open_envelope(envelope: bytes, key: X25519PrivateKey, decision: str, number: int) -> Answer:
    """What is inside. Raises NotOpened."""
    try:
        plain = SUITE.decrypt(envelope, key, info=_place(decision, number))
    except (InvalidTag, ValueError) as error:
        raise NotOpened from error
    choice, _, code = plain.rstrip(b"\0").decode("ascii").partition(" ")
    return Answer(choice, code)


def _place(decision: str, number: int) -> bytes:
    return f"equalweight sealed vote 1/{decision}/{number}".encode("ascii")
