"""Closing an answer into an envelope that only the decision's own key opens. No Django here.

The construction is HPKE (RFC 9180): X25519, HKDF-SHA256, ChaCha20-Poly1305. Each envelope is closed with fresh
randomness and is as long as every other; a place on the roll with no answer holds one too, so that neither
whether nor what somebody answered shows, nor whether they took a code. An envelope opens only for the place it was
made for.

Every answer carries a stamp of chance. A ballot is shown with the stamp it replaces, closed in the same way, so that
an old ballot sent once more is known, though nothing is kept of what was sent.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
PLAIN_BYTES: Final = 32
ENVELOPE_BYTES: Final = 32 + PLAIN_BYTES + 16
UNANSWERED: Final = ""
STAMP_BYTES: Final = 8


class NotOpened(Exception):
    """The envelope was made for another place, for another key, or was changed."""


@dataclass(frozen=True)
class Answer:
    """What an envelope holds: the choice ("" for no answer yet), a code by which to find it ("" for none), a stamp.

    `stamp`: another one with each answer; "" before the first.
    """

    choice: str = UNANSWERED
    code: str = ""
    stamp: str = ""


def new_stamp() -> str:
    return secrets.token_urlsafe(STAMP_BYTES)


def close_envelope(answer: Answer, key: X25519PrivateKey, decision: str, number: int) -> bytes:
    """`answer` sealed for roll number `number`: always ENVELOPE_BYTES, never twice the same.

    Raises ValueError for an answer that does not fit.
    """
    said = f"{answer.choice} {answer.code} {answer.stamp}".rstrip(" ")
    return _close(said, key, _place("vote", decision, number))


def open_envelope(envelope: bytes, key: X25519PrivateKey, decision: str, number: int) -> Answer:
    """What is inside. Raises NotOpened."""
    choice, code, stamp, *_ = (*_open(envelope, key, _place("vote", decision, number)).split(" "), "", "")
    return Answer(choice, code, stamp)


def close_stamp(stamp: str, key: X25519PrivateKey, decision: str, number: int) -> str:
    """A stamp as a ballot carries it: never twice the same, so that two ballots don't show whether it changed."""
    return urlsafe_b64encode(_close(stamp, key, _place("ballot", decision, number))).decode("ascii")


def open_stamp(closed: str, key: X25519PrivateKey, decision: str, number: int) -> str:
    """The stamp that a ballot carried. Raises NotOpened."""
    try:
        envelope = urlsafe_b64decode(closed)
    except ValueError as error:
        raise NotOpened from error
    return _open(envelope, key, _place("ballot", decision, number))


def _close(said: str, key: X25519PrivateKey, place: bytes) -> bytes:
    plain = said.encode("ascii")
    if len(plain) > PLAIN_BYTES or b"\0" in plain:
        raise ValueError("this answer does not fit into an envelope")
    return SUITE.encrypt(plain.ljust(PLAIN_BYTES, b"\0"), key.public_key(), info=place)


def _open(envelope: bytes, key: X25519PrivateKey, place: bytes) -> str:
    try:
        plain = SUITE.decrypt(envelope, key, info=place)
    except (InvalidTag, ValueError) as error:
        raise NotOpened from error
    return plain.rstrip(b"\0").decode("ascii")


def _place(what: str, decision: str, number: int) -> bytes:
    """`what`: "vote" or "ballot". Nothing made for the one opens as the other."""
    return f"equalweight sealed {what} 1/{decision}/{number}".encode("ascii")
