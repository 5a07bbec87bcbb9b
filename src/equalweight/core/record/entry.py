"""One entry of the record: one act on shared work, as one line of canonical JSON (docs/record-format.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from equalweight.core.record.canonical import MAX_INTEGER, NotCanonical, canonical, parse, read_time

VERSION = 1
BY_FIELD = "by"

ID = re.compile(r"[a-z0-9]{1,32}")
HASH = re.compile(r"[0-9a-f]{64}")
FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TYPE = re.compile(r"[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*")
_NUMBER = r"(?:0|[1-9][0-9]{0,15})"
_BY = re.compile(rf"host|clock|seat:[a-z0-9]{{1,32}}|(?:offer|link):{_NUMBER}|sealed:[0-9a-f]{{64}}")
_KEYS = frozenset({"v", "log", "seq", "type", "at", "by", "ctx", "n", "pub", "com", "refs"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: what kind, when, by whom, where, and what may be known of it by everyone.

    `by`: "seat:<id>", "offer:<seq>", "link:<seq>" (a one-time link that entry made), "host", "clock", or
    "sealed:<64 hex>", the seal of field "by", where it would link a person to a vote.
    `ctx`: the committee's or project's id. `n`: 32 random bytes. `pub`: public facts, never free text.
    `com`: field → seal of a value kept elsewhere. `refs`: earlier entries, in rising order.
    """

    v: int
    log: str
    seq: int
    type: str
    at: str
    by: str
    ctx: str
    n: bytes
    pub: Mapping[str, Any]
    com: Mapping[str, str]
    refs: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """The canonical line, without a line end: what is stored and hashed. Raises NotCanonical."""
        members = self._members()
        _check_shape(members)
        return canonical(members)

    @classmethod
    def from_bytes(cls, line: bytes) -> "Entry":
        """The entry whose `to_bytes` is exactly `line`. Raises NotCanonical for anything else."""
        return cls.from_members(parse(line))

    @classmethod
    def from_members(cls, members: Any) -> "Entry":
        """The entry of a line already parsed as canonical. Raises NotCanonical unless its shape is right."""
        _check_shape(members)
        return cls(**{**members, "n": bytes.fromhex(members["n"]), "refs": tuple(members["refs"])})

    def seal_of(self, field: str) -> str | None:
        """The seal this entry holds for `field`; for "by", the one that stands in place of a name."""
        if field != BY_FIELD:
            return self.com.get(field)
        return self.by.removeprefix("sealed:") if self.by.startswith("sealed:") else None

    def _members(self) -> dict[str, Any]:
        return {
            "v": self.v,
            "log": self.log,
            "seq": self.seq,
            "type": self.type,
            "at": self.at,
            "by": self.by,
            "ctx": self.ctx,
            "n": self.n.hex(),
            "pub": dict(self.pub),
            "com": dict(self.com),
            "refs": list(self.refs),
        }


def _check_shape(members: Any) -> None:
    if not isinstance(members, dict):
        raise NotCanonical("not_an_entry", "It is not an object.")
    if members.keys() != _KEYS:
        _refuse_keys(members)
    if members["v"] != VERSION or isinstance(members["v"], bool):
        raise NotCanonical("unknown_version", f"v is {members['v']!r}; this program reads version {VERSION}.")
    _check_number("seq", members["seq"])
    for key, pattern in (("log", ID), ("type", _TYPE), ("by", _BY), ("ctx", ID), ("n", HASH)):
        _check_match(key, members[key], pattern)
    read_time(members["at"])
    if not isinstance(members["pub"], dict):
        raise NotCanonical("bad_pub", "pub is not an object.")
    _check_seals(members["com"])
    _check_refs(members["refs"], members["seq"], members["by"])


def _refuse_keys(members: dict[str, Any]) -> None:
    missing = ", ".join(sorted(_KEYS - members.keys()))
    unknown = ", ".join(sorted(members.keys() - _KEYS))
    parts = [f"missing: {missing}" if missing else "", f"not known: {unknown}" if unknown else ""]
    raise NotCanonical("bad_keys", f"Its keys are not those of an entry ({'; '.join(filter(None, parts))}).")


def _check_number(name: str, value: Any) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_INTEGER:
        raise NotCanonical(f"bad_{name}", f"{name} is {value!r}, not a whole number from 0.")


def _check_match(name: str, value: Any, pattern: re.Pattern[str]) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise NotCanonical(
            f"bad_{name}", f"{name} is {value!r}, which has not the form an entry's {name} has."
        )


def _check_seals(com: Any) -> None:
    if not isinstance(com, dict):
        raise NotCanonical("bad_com", "com is not an object.")
    for field, sealed in com.items():
        _check_match("com", field, FIELD)
        _check_match("com", sealed, HASH)
    if BY_FIELD in com:
        raise NotCanonical("bad_com", 'The seal of "by" stands in by itself, never in com.')


def _check_refs(refs: Any, seq: int, by: str) -> None:
    if not isinstance(refs, (list, tuple)):
        raise NotCanonical("bad_refs", "refs is not a list.")
    for ref in refs:
        _check_number("refs", ref)
    if any(earlier >= later for earlier, later in zip(refs, refs[1:], strict=False)):
        raise NotCanonical("bad_refs", "refs are not in rising order, each once.")
    kind, _, maker = by.partition(":")
    if (refs and refs[-1] >= seq) or (kind in ("offer", "link") and int(maker) >= seq):
        raise NotCanonical("ref_not_earlier", f"Entry {seq} refers to itself or to a later entry.")
