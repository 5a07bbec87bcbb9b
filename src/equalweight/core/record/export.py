"""The lines of an export: the record as one file anyone can check (docs/record-format.md, Export).

An entry's line is its stored bytes as they are. Every other line is an object whose "x" says what it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from equalweight.core.record.canonical import MAX_INTEGER, NotCanonical, canonical, parse
from equalweight.core.record.entry import FIELD, HASH, ID, Entry

MAX_LINE_BYTES = 4 * 1024 * 1024
MIN_LINE_BYTES = 49
"""Without its line end. The shortest there can be is a step."""
PHASES = ("co_design", "co_decide", "co_deliver", "co_evaluate", "project")
"""The four phases, then the project as a whole: the order of a project's step lines."""

HIGHEST_STEP = 7


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of a confidential context: its number and its leaf's hash (32 bytes), nothing else."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Value:
    """A disclosed value of entry `seq`: with its 32-byte salt it must open the seal of `field`."""

    seq: int
    field: str
    salt: bytes
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """The step on the ladder (1 to 7, None if not begun) that the site says a project's phase is on.

    `ctx`: the project's id. `phase`: one of PHASES. `missing`: codes of what the next step still lacks.
    """

    ctx: str
    phase: str
    step: int | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """The last line: how many entries there are, their root (32 bytes), how many lines stand before.

    `lines` is None where a writer did not count them; ours does, so that a line taken out shows.
    """

    size: int
    root: bytes
    lines: int | None = None


Item = Entry | Leaf | Value | Step | End


def read_item(line: bytes) -> Item:
    """What one line, without its line end, says. Raises NotCanonical with a code and plain words."""
    members = parse(line)
    if not isinstance(members, dict) or "x" not in members:
        return Entry.from_members(members)
    reader = _READERS.get(members["x"]) if isinstance(members["x"], str) else None
    if reader is None:
        raise NotCanonical("unknown_line", f"Lines of kind {members['x']!r} are not known to this version.")
    return reader(members)


def entry_line(stored: bytes) -> bytes:
    """The line of an entry, from its stored bytes."""
    return stored + b"\n"


def leaf_line(leaf: Leaf) -> bytes:
    """The line of a confidential entry."""
    return _line(x="leaf", seq=leaf.seq, hash=leaf.hash.hex())


def value_line(value: Value) -> bytes:
    """The line of a disclosed value. It belongs right after its entry's line, fields in rising order."""
    return _line(x="value", seq=value.seq, field=value.field, salt=value.salt.hex(), value=value.value)


def step_line(step: Step) -> bytes:
    """The line of a step. It belongs after every entry, by project id and then in the order of PHASES."""
    missing = {"missing": list(step.missing)} if step.missing else {}
    return _line(x="step", ctx=step.ctx, phase=step.phase, step=step.step, **missing)


def end_line(end: End) -> bytes:
    """The last line."""
    counted = {} if end.lines is None else {"lines": end.lines}
    return _line(x="end", size=end.size, root=end.root.hex(), **counted)


def with_end(lines: Iterable[bytes], size: int, root: bytes) -> Iterator[bytes]:
    """The lines, counted, and then the end line of a record of `size` entries with `root`."""
    count = 0
    for line in lines:
        count += 1
        yield line
    yield end_line(End(size, root, count))


def _line(**members: Any) -> bytes:
    return canonical(members) + b"\n"


def _leaf(members: dict[str, Any]) -> Leaf:
    _check_members(members, {"seq": _number, "hash": _hash})
    return Leaf(members["seq"], bytes.fromhex(members["hash"]))


def _value(members: dict[str, Any]) -> Value:
    _check_members(members, {"seq": _number, "field": _field, "salt": _hash, "value": _text})
    return Value(members["seq"], members["field"], bytes.fromhex(members["salt"]), members["value"])


def _step(members: dict[str, Any]) -> Step:
    checks = {"ctx": _id, "phase": _phase, "step": _place}
    _check_members(members, checks | ({"missing": _codes} if "missing" in members else {}))
    return Step(members["ctx"], members["phase"], members["step"], tuple(members.get("missing", ())))


def _end(members: dict[str, Any]) -> End:
    checks = {"size": _number, "root": _hash}
    _check_members(members, checks | ({"lines": _number} if "lines" in members else {}))
    return End(members["size"], bytes.fromhex(members["root"]), members.get("lines"))


def _check_members(members: dict[str, Any], checks: dict[str, Callable[[Any], bool]]) -> None:
    kind = members["x"]
    if members.keys() != checks.keys() | {"x"}:
        raise NotCanonical("bad_line", f"A line of kind {kind} has exactly {', '.join(sorted(checks))}.")
    for name, is_right in checks.items():
        if not is_right(members[name]):
            raise NotCanonical("bad_line", f"In a line of kind {kind}, {name} can't be {members[name]!r}.")


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INTEGER


def _place(value: Any) -> bool:
    return value is None or (_number(value) and 1 <= value <= HIGHEST_STEP)


def _phase(value: Any) -> bool:
    return isinstance(value, str) and value in PHASES


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _codes(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_field(code) for code in value)


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


_hash, _id, _field = _matches(HASH), _matches(ID), _matches(FIELD)
_READERS: dict[str, Callable[[dict[str, Any]], Item]] = {
    "leaf": _leaf,
    "value": _value,
    "step": _step,
    "end": _end,
}
