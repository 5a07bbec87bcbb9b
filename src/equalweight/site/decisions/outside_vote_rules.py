"""When a vote should be held outside, and the shape of what is noted about one. No Django here.

A Belenios fingerprint is the SHA-256 of the election in base64 without "=" (Belenios, "How to compute the fingerprint
of a file?", doc/instructions-en.md).
"""

import re
from base64 import b64decode, b64encode
from binascii import Error, unhexlify
from typing import Final
from urllib.parse import urlsplit

from equalweight.core.record.kinds import FINGERPRINT
from equalweight.site.web.rules import RuleBroken

MANY_VOTERS: Final = 50
MOST_COUNTS: Final = 30
_COUNT = re.compile(r"(.*\S)\s*[:=\s]\s*([0-9]{1,7})")
_SHAPE: Final = (
    "A fingerprint is 43 letters, digits, + and /, as Belenios shows it at the bottom of the election’s page. "
    "Copy it from there, whole."
)


def check_may_wish(status: str, *, is_wished: bool) -> None:
    """Before it opens, and once: a wish is never counted."""
    if status != "announced":
        raise RuleBroken(
            "opened", "Voting has opened here, so it is too late to ask for another kind of vote."
        )
    if is_wished:
        raise RuleBroken("changed", "Somebody has asked for this already. Once is enough.")


def fingerprint_of(typed: str) -> str:
    """As Belenios writes it; hex digits and a "=" at the end are understood too. Errors: RuleBroken `fingerprint`."""
    bare = "".join(typed.split()).rstrip("=")
    try:
        digest = unhexlify(bare) if len(bare) == 64 else b64decode(f"{bare}=", validate=True)
    except (Error, ValueError):
        raise RuleBroken("fingerprint", _SHAPE, "fingerprint") from None
    found = b64encode(digest).decode("ascii").rstrip("=")
    if len(digest) != 32 or FINGERPRINT.problem(found, 0) or (len(bare) == 43 and found != bare):
        raise RuleBroken("fingerprint", _SHAPE, "fingerprint")
    return found


def check_address(typed: str) -> None:
    """Errors: RuleBroken `address`."""
    try:
        parts = urlsplit(typed)
        is_address = parts.scheme == "https" and bool(parts.hostname) and not parts.username
    except ValueError:
        is_address = False
    if not is_address or not typed.isascii() or any(char in "<>\"'\\ " for char in typed):
        raise RuleBroken(
            "address", "Write the address of the election’s page, beginning with https://", "address"
        )


def counts_of(typed: str) -> tuple[tuple[str, int], ...]:
    """Each answer with how many gave it, in the order written; none while nothing is counted.

    Errors: RuleBroken `counts`.
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    found = [_COUNT.fullmatch(line) for line in lines]
    wrong = next((line for line, match in zip(lines, found, strict=True) if match is None), None)
    if wrong is not None:
        raise RuleBroken(
            "counts", f"Write one answer a line, with its number at the end, like “Yes: 14”. Look at: {wrong}", "counts"
        )  # fmt: skip
    if len(lines) > MOST_COUNTS:
        raise RuleBroken("counts", f"Up to {MOST_COUNTS} answers can be written here.", "counts")
    return tuple((match[1].rstrip(" :="), int(match[2])) for match in found if match)
