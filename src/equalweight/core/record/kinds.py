"""The kinds of public fact an entry may hold. None of them can hold free text, so no entry ever does.

A kind says what is wrong with a value, or None. It is also told the entry's number, because a number of
another entry (SEQ) must be an earlier one.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from equalweight.core.record import entry as shape_of_entry
from equalweight.core.record.canonical import MAX_INTEGER, YEARS, NotCanonical, read_time

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SHARE = re.compile(r"(0|[1-9][0-9]{0,29})/([1-9][0-9]{0,29})", re.ASCII)
# No vowels, so that a code is never a word; nothing that looks like something else.
CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
_CODE = re.compile(rf"[{CODE_LETTERS}]{{4}}(-[{CODE_LETTERS}]{{4}}){{2}}", re.ASCII)
# A SHA-256 as Belenios shows it: base64 without "=". The last letter carries four bits.
_FINGERPRINT = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]", re.ASCII)
# So many that no day counted from an entry's time is past the last there is.
MOST_DAYS = 9999
_CHOICE = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """`words`: how the documentation names it. `problem(value, seq)`: what is wrong, or None."""

    words: str
    problem: Callable[[Any, int], str | None]
    required: bool = True


def optional(kind: Kind) -> Kind:
    """The same kind, for a fact that may be left out (left out, never null). All others are required."""
    return Kind(kind.words, kind.problem, required=False)


def one_of(*choices: str) -> Kind:
    """Exactly one of these words. Raises ValueError for a choice that is not a plain lower-case word."""
    for choice in choices:
        if not _CHOICE.fullmatch(choice):
            raise ValueError(f"{choice!r} can't be a choice: lower-case letters, digits and _ only.")
    allowed = frozenset(choices)
    words = [f'"{choice}"' for choice in choices]

    def problem(value: Any, _seq: int) -> str | None:
        known = isinstance(value, str) and value in allowed
        return None if known else f"{value!r} is not {' or '.join(words)}"

    return Kind(" / ".join(words), problem)


def list_of(kind: Kind) -> Kind:
    """A list, each member of `kind`; it may be empty."""

    def problem(value: Any, seq: int) -> str | None:
        if not isinstance(value, (list, tuple)):
            return f"{value!r} is not a list"
        return _first(kind.problem(member, seq) for member in value)

    return Kind(f"list of ({kind.words})" if " " in kind.words else f"list of {kind.words}", problem)


def map_of(key: Kind, member: Kind) -> Kind:
    """An object whose keys are of kind `key` (one that holds text) and whose members are of kind `member`."""

    def problem(value: Any, seq: int) -> str | None:
        if not isinstance(value, Mapping):
            return f"{value!r} is not an object"
        pairs = value.items()
        return _first(key.problem(k, seq) or member.problem(m, seq) for k, m in pairs)

    return Kind(f"{{{key.words} → {member.words}, …}}", problem)


def shape(members: Mapping[str, Kind]) -> Kind:
    """An object with exactly these keys; those of an `optional` kind may be left out."""

    def problem(value: Any, seq: int) -> str | None:
        if not isinstance(value, Mapping):
            return f"{value!r} is not an object"
        return _first(problems(members, value, seq))

    words = ", ".join(f"{name}{'' if kind.required else '?'}: {kind.words}" for name, kind in members.items())
    return Kind(f"{{{words}}}", problem)


def problems(members: Mapping[str, Kind], value: Mapping[str, Any], seq: int) -> list[str]:
    """Everything wrong with an object that should have these members: missing, not known, of a wrong kind."""
    found = [f"{name} is missing" for name, kind in members.items() if kind.required and name not in value]
    for name, member in value.items():
        kind = members.get(name)
        if kind is None:
            found.append(f"{name} does not belong here")
        elif (wrong := kind.problem(member, seq)) is not None:
            found.append(f"{name}: {wrong}")
    return found


def _first(found: Any) -> str | None:
    return next((wrong for wrong in found if wrong is not None), None)


def _matching(words: str, due: str, pattern: re.Pattern[str]) -> Kind:
    def problem(value: Any, _seq: int) -> str | None:
        return None if isinstance(value, str) and pattern.fullmatch(value) else f"{value!r} is not {due}"

    return Kind(words, problem)


def _whole_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER


def _count(value: Any, _seq: int) -> str | None:
    return None if _whole_number(value) else f"{value!r} is not a whole number from 0"


def _days(value: Any, _seq: int) -> str | None:
    is_so_many = _whole_number(value) and value <= MOST_DAYS
    return None if is_so_many else f"{value!r} is not a number of days from 0 to {MOST_DAYS}"


def _flag(value: Any, _seq: int) -> str | None:
    return None if isinstance(value, bool) else f"{value!r} is not true or false"


def _earlier(value: Any, seq: int) -> str | None:
    return (
        None if _whole_number(value) and value < seq else f"{value!r} is not the number of an earlier entry"
    )


def _date(value: Any, _seq: int) -> str | None:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            if date.fromisoformat(value).year in YEARS:
                return None
        except ValueError:
            pass
    return f"{value!r} is not a date like 2026-01-31, of the years {YEARS[0]} to {YEARS[-1]}"


def _time(value: Any, _seq: int) -> str | None:
    try:
        read_time(value)
    except NotCanonical as error:
        return error.message
    return None


def _share(value: Any, _seq: int) -> str | None:
    parts = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if parts:
        above, below = int(parts[1]), int(parts[2])
        if above <= below and math.gcd(above, below) == 1:
            return None
    return f'{value!r} is not a share from "0/1" to "1/1" in lowest terms'


ID = _matching("id", "1 to 32 of a-z, 0-9", shape_of_entry.ID)
HASH = _matching("hash", "64 hex digits", shape_of_entry.HASH)
CODE = _matching("code", "three groups of four letters and digits, like k7qm-3xhp-92rt", _CODE)
FINGERPRINT = _matching("fingerprint", "a SHA-256 in base64, 43 letters long", _FINGERPRINT)
COUNT = Kind("count", _count)
DAYS = Kind("days", _days)
FLAG = Kind("flag", _flag)
SEQ = Kind("seq", _earlier)
DATE = Kind("date", _date)
TIME = Kind("time", _time)
SHARE = Kind("share", _share)


@dataclass(frozen=True, slots=True)
class EntryType:
    """What entries of one type may hold.

    `pub`: every public fact and its kind, required unless `optional`. `com`: the fields that may be sealed.
    `sealed_by`: whether `by` must be a seal, because a name there would link a person to a vote.
    """

    name: str
    pub: Mapping[str, Kind]
    com: frozenset[str] = frozenset()
    sealed_by: bool = False
