"""Checking an export: everything worked out again, nothing believed (docs/record-format.md, Checking).

What holds without a root from outside: the file agrees with itself. A record rewritten from end to end does
too; only a root that someone kept shows the difference, and only for the entries it covers.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from equalweight.core.record.disclosed import Disclosed, Recomputer, Silence
from equalweight.core.record.entry import HASH
from equalweight.core.record.findings import WHOLE_FILE, Finding, NotShown, at_line
from equalweight.core.record.reading import Reading

PROGRESS_EVERY = 1000
_NO_ROOT = "Nothing can be said about what this root was kept to protect."


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found.

    `found`: how many things do not agree. `findings`: the first of them, up to MOST_ALIKE of each code; `more`: by
    code, how many were counted and not kept.
    `size`: entries in the record as the file shows it. `root`: its root in hex, None if an entry is missing.
    `entries`, `confidential`, `values`, `lines`: how many were read; `known_lines`: how many could be.
    `covered`: how many entries the largest given root that agrees covers; 0 without one.
    `unknown`: how many things could not be checked, because what it takes is not in the file (confidential, erased,
    or left out), and `not_shown` what they are. That is no finding; what is left of them was still checked.
    """

    found: int
    findings: tuple[Finding, ...]
    more: Mapping[str, int]
    size: int
    root: str | None
    entries: int
    confidential: int
    values: int
    lines: int
    known_lines: int
    covered: int
    unknown: int
    not_shown: tuple[NotShown, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.found

    def members(self) -> dict[str, Any]:
        """As plain JSON members, "whole" first."""
        return {"whole": self.whole, **asdict(self)}


def verify(
    lines: Iterable[bytes],
    *,
    roots: Mapping[int, str],
    recomputers: Sequence[Recomputer] = (),
    silences: Sequence[Silence] = (),
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Check the lines of an export, each with its line end, as iterating over a binary file gives them.

    `roots`: size → root in lower-case hex, kept by someone outside; each is worked out again at that size.
    `recomputers`: what other rooms work out again; `silences`: what they look for in vain.
    `progress`: told the number of lines read, now and then.
    Never raises for what the lines hold. Raises ValueError for a root of no entries or not in hex.
    """
    _check_roots(roots)
    reading = Reading(roots.keys())
    for line in lines:
        reading.take(line)
        if progress and reading.lines % PROGRESS_EVERY == 0:
            progress(reading.lines)
    _check_end(reading)
    covered = _compare_roots(reading, roots)
    for recomputer in (*recomputers, *map(_without_findings, silences)):
        reading.findings.extend(_recompute(recomputer, reading.disclosed))
    return _report(reading, covered)


def _check_roots(roots: Mapping[int, str]) -> None:
    for size, root in roots.items():
        if size < 1 or not re.fullmatch(HASH, root):
            raise ValueError(f"A root is of at least one entry and has 64 hex digits: not {size}:{root}.")


def _check_end(reading: Reading) -> None:
    end = reading.end
    if end is None:
        meaning = "The file was cut short: what stood at its end is missing."
        reading.findings.add(Finding("no_end", WHOLE_FILE, "There is no end line.", meaning))
        return
    found = [
        (
            "end_size",
            f"The end line says {end.size} entries; there are {reading.size}.",
            end.size == reading.size,
        ),
        (
            "end_lines",
            f"The end line says {end.lines} lines before it.",
            end.lines in (None, reading.lines - 1),
        ),
    ]
    if not reading.has_gap:
        same = end.root == reading.tree.root()
        found.append(("end_root", "The root of the entries is not the one in the end line.", same))
    meaning = "The file was changed after it was written."
    where = at_line(reading.lines)
    reading.findings.extend(Finding(code, where, what, meaning) for code, what, agrees in found if not agrees)


def _compare_roots(reading: Reading, roots: Mapping[int, str]) -> int:
    """How many entries the largest root that agrees covers."""
    covered = 0
    for size, root in sorted(roots.items()):
        again = reading.roots.get(size)
        if again is not None and again.hex() == root:
            covered = size
        else:
            reading.findings.add(_root_finding(reading, size, again))
    return covered


def _root_finding(reading: Reading, size: int, again: bytes | None) -> Finding:
    if again is not None:
        what = f"The root of the first {size} entries is {again.hex()}, not the one you gave."
        meaning = f"Something in the first {size} entries was changed, or the root is of another record."
        return Finding("root_differs", WHOLE_FILE, what, meaning)
    if size > reading.size:
        what = f"You gave a root of {size} entries; the file has {reading.size}."
        return Finding(
            "root_beyond", WHOLE_FILE, what, "Entries at the end are missing, or the file is older."
        )
    what = f"The root of the first {size} entries can't be worked out, because an entry is missing."
    return Finding("root_unknown", WHOLE_FILE, what, _NO_ROOT)


def _without_findings(silence: Silence) -> Recomputer:
    def listen(disclosed: Disclosed) -> Iterable[Finding]:
        silence(disclosed)
        return ()

    return listen


def _recompute(recomputer: Recomputer, disclosed: Disclosed) -> list[Finding]:
    # A forged file may hold what no honest one does; that must show as a finding, and not hide the others.
    found: list[Finding] = []
    try:
        found.extend(recomputer(disclosed))
    except Exception as error:
        what = f"Working it out again failed: {type(error).__name__}."
        found.append(
            Finding("not_recomputed", WHOLE_FILE, what, "The entries do not fit together as acts do.")
        )
    return found


def _report(reading: Reading, covered: int) -> Report:
    return Report(
        found=reading.findings.total,
        findings=tuple(reading.findings.kept),
        more=reading.findings.more,
        size=reading.size,
        root=None if reading.has_gap else reading.tree.root().hex(),
        entries=reading.entries,
        confidential=reading.confidential,
        values=reading.values,
        lines=reading.lines,
        known_lines=reading.known_lines,
        covered=covered,
        unknown=reading.disclosed.unknown,
        not_shown=tuple(reading.disclosed.not_shown),
    )
