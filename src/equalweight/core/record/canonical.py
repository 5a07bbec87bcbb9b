"""Canonical JSON: one value, one row of bytes (RFC 8785 in the strict profile of docs/record-format.md).

The profile leaves out what makes canonical JSON hard to get right twice: fractions, big integers, keys
outside ASCII, text in more than one normal form. What is outside it is refused, never mended.
"""

import json
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 16

# Two digits an hour and so on; whether the day exists is for datetime to say.
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", re.ASCII)
# Sixteen digits and a sign: anything longer is out of range, and is never turned into a number.
_LONGEST_INTEGER = 17


class NotCanonical(ValueError):
    """Something outside the profile: `code` for programs, `message` in plain words for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def canonical(value: Any) -> bytes:
    """The one canonical form of `value`: dict, list, tuple, str, int, bool and None, nothing else.

    Raises NotCanonical for floats, integers beyond ±(2^53−1), keys that are not ASCII text, text that is
    not in NFC or holds half a character, and more than 16 levels.
    Source: docs/record-format.md, Canonical bytes.
    """
    _check(value, 0)
    return _encode(value)


def parse(line: bytes) -> Any:
    """The value whose canonical form is exactly `line`. Raises NotCanonical for every other row of bytes."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical("not_utf8", f"Byte {error.start} is not part of any UTF-8 character.") from None
    value = _decode(text)
    again = _encode(value) if _is_plain(line) else canonical(value)
    if again != line:
        raise NotCanonical("not_canonical", _first_difference(line, again))
    return value


YEARS: Final = range(1900, 3000)
"""Of times and dates in a record: those of no other year are read, so that days can be counted on from any of them."""


def time_text(moment: datetime) -> str:
    """`moment` as `YYYY-MM-DDTHH:MM:SSZ`, in UTC, parts of a second left out. It must carry its time zone."""
    if moment.tzinfo is None:
        raise NotCanonical("no_time_zone", "A time needs its time zone.")
    utc = moment.astimezone(UTC)
    return f"{utc.year:04d}-{utc:%m-%dT%H:%M:%SZ}"


def read_time(text: str) -> datetime:
    """The moment a time text names, in UTC. Raises NotCanonical unless it has the one form, exists, and is of YEARS."""
    if not isinstance(text, str) or not _TIME.fullmatch(text):
        raise NotCanonical("not_a_time", f"{text!r} is not a time like 2026-01-31T09:30:00Z.")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotCanonical("not_a_time", f"{text!r} names a day or an hour that does not exist.") from None
    if moment.year not in YEARS:
        raise NotCanonical("not_a_time", f"{text!r} is not of the years {YEARS[0]} to {YEARS[-1]}.")
    return moment


def _encode(value: Any) -> bytes:
    return _ENCODER.encode(value).encode("utf-8")


def _is_plain(line: bytes) -> bool:
    """Whether a line that could be decoded can hold nothing for `_check` to refuse, and so need not wait for it."""
    return line.isascii() and b"\\u" not in line and line.count(b"[") + line.count(b"{") <= MAX_DEPTH


def _check(value: Any, depth: int) -> None:
    if isinstance(value, str):
        if not value.isascii():
            _check_text(value)
    elif isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise NotCanonical("big_integer", "A whole number is larger than 2^53−1.")
    elif isinstance(value, (dict, list, tuple)):
        if depth >= MAX_DEPTH:
            raise NotCanonical("too_deep", f"It is nested more than {MAX_DEPTH} levels deep.")
        _check_members(value, depth + 1)
    elif value is not None:
        raise NotCanonical("wrong_type", f"A {type(value).__name__} has no canonical form here.")


def _check_members(value: Any, depth: int) -> None:
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical("bad_key", f"The key {key!r} is not plain ASCII text.")
            _check(member, depth)
    else:
        for member in value:
            _check(member, depth)


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("half_character", "Text holds half of a character (a lone surrogate).") from None
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("not_nfc", "Text is not in Unicode's normal form C (NFC).")


def _decode(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except NotCanonical:
        raise
    except RecursionError:
        raise NotCanonical("too_deep", f"It is nested more than {MAX_DEPTH} levels deep.") from None
    except json.JSONDecodeError as error:
        raise NotCanonical("not_json", f"It is not JSON: {error.msg} at character {error.pos}.") from None


def _first_difference(line: bytes, again: bytes) -> str:
    """Where `line` leaves the canonical form: spacing, the order of keys, a needless escape, "-0"."""
    for place, (got, due) in enumerate(zip(line, again, strict=False)):
        if got != due:
            return f"Byte {place} is {bytes([got])!r}; the canonical form has {bytes([due])!r} there."
    return f"It has {len(line)} bytes; the canonical form has {len(again)}."


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCanonical("doubled_key", "A key appears twice in one object.")
    return members


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER or not -MAX_INTEGER <= int(digits) <= MAX_INTEGER:
        raise NotCanonical("big_integer", "A whole number is larger than 2^53−1.")
    return int(digits)


def _no_float(digits: str) -> NoReturn:
    raise NotCanonical("fraction", f"{digits[:20]} is not a whole number; the record holds no fractions.")


# For text, literals and integers within the profile, Python's encoder writes what RFC 8785 asks: the short
# escapes, \u00xx in lower case, nothing else escaped. ASCII keys sort alike by code point and by UTF-16 unit.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique_keys, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float
)
