"""What a check of the record finds: never an exception, so that one finding never hides the next."""

from dataclasses import dataclass


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
