"""What a check of the record finds: never an exception, so that one finding never hides the next."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

MOST_ALIKE: Final = 20
"""So many findings of one code are kept; the rest are counted, so that a file of junk can't fill the memory."""
MOST_WORDS: Final = 1_000
"""A finding may quote the file; a line of it can be megabytes long."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    `code`: for programs, stays the same over versions. `where`: from `at_entry`, `at_line` or WHOLE_FILE.
    `what`: what was seen. `meaning`: what that means for the reader, in plain words.
    """

    code: str
    where: str
    what: str
    meaning: str


class Findings:
    """What was found so far: all of it counted, and of each code the first kept."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self._counts = Counter[str]()

    @property
    def total(self) -> int:
        """How many things do not agree, kept or not."""
        return self._counts.total()

    @property
    def more(self) -> Mapping[str, int]:
        """By code, how many were counted and not kept."""
        return {code: count - MOST_ALIKE for code, count in self._counts.items() if count > MOST_ALIKE}

    def add(self, finding: Finding) -> None:
        """Count a finding, and keep it if not enough of its code are kept."""
        if not self.counted(finding.code):
            self.keep(finding)

    def keep(self, finding: Finding) -> None:
        """Keep a finding that is counted already."""
        shown = finding.what if len(finding.what) <= MOST_WORDS else f"{finding.what[:MOST_WORDS]}…"
        self.kept.append(replace(finding, what=shown))

    def extend(self, findings: Iterable[Finding]) -> None:
        """Count each."""
        for finding in findings:
            self.add(finding)

    def counted(self, code: str) -> bool:
        """Count one more of this code; whether that is all there is to do, as enough are kept."""
        self._counts[code] += 1
        return self._counts[code] > MOST_ALIKE


@dataclass(frozen=True, slots=True)
class NotShown:
    """One thing that could not be checked, for want of what is not in the file. That is no finding.

    `where`: from `at_entry`. `what`: what is not there, and so not claimed, in plain words.
    """

    where: str
    what: str


WHOLE_FILE = "the whole file"


def at_entry(seq: int) -> str:
    """Where, for an entry by its number."""
    return f"entry {seq}"


def at_line(number: int) -> str:
    """Where, for a line of an export, counted from 1."""
    return f"line {number}"
